import { Button, Input } from 'antd';
import { useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { emptyParty, type PartyDraft } from './agreement-draft.ts';
import css from './alliances.module.css';
import { PartyPicker } from './party-picker.tsx';

const m = messages({
  zh: {
    member: (n: number) => `成员 ${n}`,
    outside: (n: number) => `成员 ${n}（系统外）`,
    outsideHint: '村社、企业或其他系统党组织的全称',
    duty: (n: number) => `成员 ${n} 承担什么`,
    document: (n: number) => `成员 ${n} 的书面依据`,
    documentHint: '协议、来函的名称和日期',
    add: '再加一方',
    addOutside: '再加系统外的一方',
    remove: (n: number) => `移出成员 ${n}`,
  },
  en: {
    member: (n) => `Member ${n}`,
    outside: (n) => `Member ${n} (from outside)`,
    outsideHint: 'Full name of the village, firm or other body',
    duty: (n) => `What member ${n} undertakes`,
    document: (n) => `Paper of member ${n}`,
    documentHint: 'Agreement or letter, with its date',
    add: 'Add a party',
    addOutside: 'Add one from outside',
    remove: (n) => `Remove member ${n}`,
  },
});

type Props = {
  parties: readonly PartyDraft[];
  onChange: (parties: PartyDraft[]) => void;
  problem?: string;
};

/** The parties beside the lead: chosen by name, or from outside with the paper in which they agreed. */
export function PartiesField({ parties, onChange, problem }: Props) {
  const t = useMessages(m);
  const id = useId();
  const set = (key: string, change: Partial<PartyDraft>) =>
    onChange(parties.map((party) => (party.key === key ? { ...party, ...change } : party)));
  const add = (outside: boolean) =>
    onChange([...parties, emptyParty(`p${parties.length + 1}-${Date.now()}`, outside)]);
  return (
    <div className={css['column']}>
      {parties.map((party, at) => (
        <div key={party.key} className={css['form']}>
          <Field
            label={party.outside ? t.outside(at + 1) : t.member(at + 1)}
            id={`${id}-${party.key}`}
            hint={party.outside ? t.outsideHint : undefined}
            problem={at === 0 ? problem : undefined}
            required
          >
            {party.outside ? (
              <Input
                id={`${id}-${party.key}`}
                maxLength={60}
                value={party.outsideName}
                onChange={(event) => set(party.key, { outsideName: event.target.value })}
              />
            ) : (
              <PartyPicker
                id={`${id}-${party.key}`}
                value={party.choice}
                onChange={(choice) => set(party.key, { choice })}
              />
            )}
          </Field>
          <TextField
            label={t.duty(at + 1)}
            maxLength={300}
            value={party.duty}
            onChange={(value) => set(party.key, { duty: value })}
          />
          {party.outside && (
            <TextField
              label={t.document(at + 1)}
              hint={t.documentHint}
              maxLength={120}
              value={party.document}
              onChange={(value) => set(party.key, { document: value })}
            />
          )}
          {parties.length > 1 && (
            <div className={css['buttons']}>
              <Button size="small" onClick={() => onChange(parties.filter((each) => each.key !== party.key))}>
                {t.remove(at + 1)}
              </Button>
            </div>
          )}
        </div>
      ))}
      <div className={css['buttons']}>
        <Button onClick={() => add(false)}>{t.add}</Button>
        <Button onClick={() => add(true)}>{t.addOutside}</Button>
      </div>
    </div>
  );
}
