import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { today } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import css from './meetings.module.css';

const m = messages({ zh: { from: '从', to: '到' }, en: { from: 'From', to: 'To' } });

/** The span of days that a page is about, kept in its address: this year up to today where nothing is said. */
export function useSpan() {
  const [query] = useQuery();
  return { from: query['from'] ?? `${today().slice(0, 4)}-01-01`, to: query['to'] ?? today() };
}

/** The two fields of a page's span, behind others that choose what it is about. */
export function SpanFields({ children }: { children?: ReactNode }) {
  const t = useMessages(m);
  const id = useId();
  const [, setQuery] = useQuery();
  const span = useSpan();
  return (
    <div className={`${css['pair']} z-no-print`}>
      {children}
      {(['from', 'to'] as const).map((end) => (
        <Field key={end} label={t[end]} id={`${id}-${end}`}>
          <Input
            id={`${id}-${end}`}
            type="date"
            value={span[end]}
            onChange={(event) => setQuery({ [end]: event.target.value })}
          />
        </Field>
      ))}
    </div>
  );
}
