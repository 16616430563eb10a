import { useEffect, useId, useRef, useState } from 'react';
import { Icon } from './icons.tsx';
import { messages, useMessages } from './messages.ts';
import css from './table-filters.module.css';

const m = messages({ zh: { all: '全部', clear: '清除筛选' }, en: { all: 'All', clear: 'Clear filters' } });

/** One filter of a list. Its value is a string of the address's query, sent to the endpoint under the same key. */
export type Filter =
  | { key: string; label: string; kind: 'text'; hint?: string }
  | {
      key: string;
      label: string;
      kind: 'select';
      options: readonly { value: string; label: string }[];
      all?: string | false;
    }
  | { key: string; label: string; kind: 'day' };

type Props = {
  filters: readonly Filter[];
  values: Readonly<Record<string, string>>;
  onChange: (change: Record<string, string | undefined>) => void;
};

/** The filters of a list, each with its label, and one button that clears them. */
export function TableFilters({ filters, values, onChange }: Props) {
  const t = useMessages(m);
  const set = filters.some((filter) => values[filter.key]);
  return (
    <search className={css['filters']}>
      {filters.map((filter) => (
        <Field key={filter.key} filter={filter} value={values[filter.key] ?? ''} onChange={onChange} />
      ))}
      {set && (
        <button
          type="button"
          className={css['clear']}
          onClick={() => onChange(Object.fromEntries(filters.map((filter) => [filter.key, undefined])))}
        >
          <Icon name="close" size={14} /> {t.clear}
        </button>
      )}
    </search>
  );
}

type FieldProps = { filter: Filter; value: string; onChange: Props['onChange'] };

function Field({ filter, value, onChange }: FieldProps) {
  const t = useMessages(m);
  const id = useId();
  const change = (next: string) => onChange({ [filter.key]: next || undefined });
  return (
    <div className={`${css['field']} ${css[filter.kind]}`}>
      <label htmlFor={id}>{filter.label}</label>
      {filter.kind === 'select' ? (
        <select id={id} value={value} onChange={(event) => change(event.target.value)}>
          {filter.all !== false && <option value="">{filter.all ?? t.all}</option>}
          {filter.options.map((option) => (
            <option key={option.value} value={option.value}>
              {option.label}
            </option>
          ))}
        </select>
      ) : filter.kind === 'day' ? (
        <input id={id} type="date" value={value} onChange={(event) => change(event.target.value)} />
      ) : (
        <TextInput id={id} value={value} hint={filter.hint} onChange={change} />
      )}
    </div>
  );
}

/** Typing is sent on after a short rest, so that the list is not asked for at every letter. */
function TextInput({
  id,
  value,
  hint,
  onChange,
}: {
  id: string;
  value: string;
  hint?: string;
  onChange: (v: string) => void;
}) {
  const [typed, setTyped] = useState(value);
  const sent = useRef(value);
  const latest = useRef(onChange);
  latest.current = onChange;
  useEffect(() => {
    if (value !== sent.current) {
      sent.current = value;
      setTyped(value);
    }
  }, [value]);
  useEffect(() => {
    if (typed === sent.current) return;
    const timer = setTimeout(() => {
      sent.current = typed.trim();
      latest.current(typed.trim());
    }, 350);
    return () => clearTimeout(timer);
  }, [typed]);
  return (
    <input
      id={id}
      type="search"
      value={typed}
      placeholder={hint}
      onChange={(event) => setTyped(event.target.value)}
    />
  );
}
