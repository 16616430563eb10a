import { Input } from 'antd';
import { useId } from 'react';
import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { type RoundDraft, trusteeOptions } from '../rounds.contract.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    seat: (n: number) => `第 ${n} 位`,
    title: '席位',
    person: '保管人',
    choose: '请选择',
    usual: ['机关纪委', '党员代表', '工委督导'].join('|'),
  },
  en: {
    seat: (n) => `No. ${n}`,
    title: 'Seat',
    person: 'Trustee',
    choose: 'Choose',
    usual: ['Discipline committee', 'Members’ delegate', 'Working committee'].join('|'),
  },
});

type Trustees = RoundDraft['trustees'];
type Props = { orgId: string; trustees: Trustees; onChange: (trustees: Trustees) => void };

/** The three seats of those who keep the key. */
export function TrusteeFields({ orgId, trustees, onChange }: Props) {
  const t = useMessages(m);
  const id = useId();
  const { data, error } = useCall(trusteeOptions, { query: { orgId } });
  if (error) return <ErrorSentence error={error} />;
  const usual = t.usual.split('|');
  return (
    <div className={css['seats']}>
      {([1, 2, 3] as const).map((seat) => {
        const held = trustees.find((trustee) => trustee.seat === seat);
        const set = (part: { accountId?: string; title?: string }) => {
          const next = {
            seat,
            accountId: held?.accountId ?? '',
            title: held?.title ?? usual[seat - 1]!,
            ...part,
          };
          const rest = trustees.filter((trustee) => trustee.seat !== seat);
          onChange(next.accountId ? [...rest, next].sort((a, b) => a.seat - b.seat) : rest);
        };
        return (
          <fieldset key={seat} className={css['seat']}>
            <legend>{t.seat(seat)}</legend>
            <label htmlFor={`${id}-${seat}-who`}>{t.person}</label>
            <select
              id={`${id}-${seat}-who`}
              className={css['input']}
              value={held?.accountId ?? ''}
              onChange={(event) => set({ accountId: event.target.value })}
            >
              <option value="">{t.choose}</option>
              {data?.items.map((one) => (
                <option
                  key={one.accountId}
                  value={one.accountId}
                  disabled={trustees.some(
                    (trustee) => trustee.accountId === one.accountId && trustee.seat !== seat,
                  )}
                >
                  {one.name} · {one.place}
                </option>
              ))}
            </select>
            <label htmlFor={`${id}-${seat}-title`}>{t.title}</label>
            <Input
              id={`${id}-${seat}-title`}
              maxLength={40}
              value={held?.title ?? usual[seat - 1]}
              disabled={!held}
              onChange={(event) => set({ title: event.target.value })}
            />
          </fieldset>
        );
      })}
    </div>
  );
}
