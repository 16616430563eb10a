import { Input, InputNumber } from 'antd';
import { useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { attendanceOf, type Presence, rulesOf } from '../meetings.rules.ts';
import { needed, reaches, type VotingRule } from '../voting.rules.ts';
import {
  attendees,
  chosenKinds,
  countsOnly,
  expected,
  type MeetingDraft,
  type MeetingForm,
  rulesOfForm,
} from './meeting-draft.ts';
import css from './meeting-form.module.css';

const m = messages({
  zh: {
    title: '到会',
    hint: '点名字切换：到会 → 缺席 → 不计应到',
    due: (present: number, due: number) => `应到 ${due} 人，实到 ${present} 人`,
    states: { present: '到会', absent: '缺席', exempt: '不计应到' },
    probationary: '预备',
    committee: '委员',
    reason: (name: string) => `${name}缺席原因`,
    optional: '原因可不填',
    guests: '列席领导',
    more: '其他列席人数',
    dueNumber: '应到人数',
    presentNumber: '实到人数',
    choose: '可不选',
    short: (name: string, present: number, due: number, least: number, basis: string) =>
      `${name}：应到有表决权 ${due} 人，实到 ${present} 人，须 ${least} 人到会（${basis}）。`,
    cannotMeet: '人数不够，这类会议不能举行。请改期，或去掉这一类别。',
    cannotVote: '可以开会，但不能表决。',
    empty: '这个组织还没有人员名单。请先导入人员，或由上级党组织补录。',
  },
  en: {
    title: 'Attendance',
    hint: 'Press a name to switch: present → absent → not counted',
    due: (present, due) => `${present} of ${due} due came`,
    states: { present: 'present', absent: 'absent', exempt: 'not counted' },
    probationary: 'prob.',
    committee: 'committee',
    reason: (name) => `Why ${name} was absent`,
    optional: 'Reason, if you like',
    guests: 'Leaders who sat in',
    more: 'Further guests',
    dueNumber: 'How many were due',
    presentNumber: 'How many came',
    choose: 'May be left empty',
    short: (name, present, due, least, basis) =>
      `${name}: ${present} of ${due} with a vote came; ${least} are needed (${basis}).`,
    cannotMeet: 'Too few came for this kind of meeting. Choose another day, or take the kind away.',
    cannotVote: 'The meeting may be held, but not vote.',
    empty: 'There is no list of people for this organisation yet. Import people first.',
  },
});

const nextState: Record<Presence, Presence> = { present: 'absent', absent: 'exempt', exempt: 'present' };

type Props = { form: MeetingForm; draft: MeetingDraft; onChange: (draft: MeetingDraft) => void };

/** Who came. Everybody is put down as present; a press changes one name. What is too few is said at once, with the clause. */
export function AttendanceField({ form, draft, onChange }: Props) {
  const t = useMessages(m);
  const id = useId();
  const set = (change: Partial<MeetingDraft>) => onChange({ ...draft, ...change });
  const people = expected(form, draft);
  const list = attendees(form, draft);
  const { due, present } = attendanceOf(list, 'members');
  const presenceOf = (personId: string): Presence => draft.away[personId]?.presence ?? 'present';
  const press = (personId: string) => {
    const next = nextState[presenceOf(personId)];
    const { [personId]: before, ...others } = draft.away;
    set({
      away:
        next === 'present' ? others : { ...others, [personId]: { presence: next, note: before?.note ?? '' } },
    });
  };

  if (countsOnly(form, draft)) {
    return (
      <Panel title={t.title}>
        <div className={css['row']}>
          {(['due', 'present'] as const).map((field) => (
            <Field
              key={field}
              label={field === 'due' ? t.dueNumber : t.presentNumber}
              id={`${id}-${field}`}
              required
            >
              <InputNumber
                id={`${id}-${field}`}
                min={0}
                max={100_000}
                className={css['wide']}
                value={draft.counts[field]}
                onChange={(value) => set({ counts: { ...draft.counts, [field]: value ?? 0 } })}
              />
            </Field>
          ))}
        </div>
      </Panel>
    );
  }
  return (
    <Panel title={t.title} note={<span aria-live="polite">{t.due(present, due)}</span>}>
      {people.length === 0 ? (
        <p className="z-quiet">{t.empty}</p>
      ) : (
        <>
          <p className={css['hint']}>{t.hint}</p>
          <ul className={css['names']}>
            {people.map((person) => {
              const presence = presenceOf(person.personId);
              return (
                <li key={person.personId}>
                  <button
                    type="button"
                    className={`${css['name']} ${css[presence] ?? ''}`}
                    onClick={() => press(person.personId)}
                  >
                    <span>{person.name}</span>
                    {presence === 'present' ? (
                      <>
                        <small>{person.votes ? (person.committee ? t.committee : '') : t.probationary}</small>
                        <span className="z-hidden">{t.states.present}</span>
                      </>
                    ) : (
                      <small>{t.states[presence]}</small>
                    )}
                  </button>
                </li>
              );
            })}
          </ul>
        </>
      )}
      <Shortfalls form={form} draft={draft} />
      <div className={css['reasons']}>
        {people
          .filter((person) => presenceOf(person.personId) === 'absent')
          .map((person) => (
            <label key={person.personId}>
              <span>{person.name}</span>
              <Input
                size="small"
                maxLength={100}
                placeholder={t.optional}
                aria-label={t.reason(person.name)}
                value={draft.away[person.personId]?.note ?? ''}
                onChange={(event) =>
                  set({
                    away: {
                      ...draft.away,
                      [person.personId]: { presence: 'absent', note: event.target.value },
                    },
                  })
                }
              />
            </label>
          ))}
      </div>
      <div className={css['row']}>
        {form.guests.length > 0 && (
          <SelectField
            label={t.guests}
            mode="multiple"
            placeholder={t.choose}
            optionFilterProp="label"
            value={draft.guestIds}
            onChange={(guestIds) => set({ guestIds })}
            options={form.guests.map((guest) => ({
              value: guest.personId,
              label: `${guest.name}（${guest.post}）`,
            }))}
          />
        )}
        <Field label={t.more} id={`${id}-more`}>
          <InputNumber
            id={`${id}-more`}
            min={0}
            max={100_000}
            className={css['wide']}
            value={draft.guests}
            onChange={(guests) => set({ guests: guests ?? 0 })}
          />
        </Field>
      </div>
    </Panel>
  );
}

/** Quorums that are not met, each with its clause, while the form is still being filled in. */
function Shortfalls({ form, draft }: { form: MeetingForm; draft: MeetingDraft }) {
  const t = useMessages(m);
  const rules = rulesOfForm(form);
  const list = attendees(form, draft);
  const short: { rule: VotingRule; due: number; present: number }[] = [];
  for (const kind of chosenKinds(form, draft)) {
    const { voters } = attendanceOf(list, kind.audience);
    const [rule] = rulesOf(rules, kind);
    if (rule?.quorum && voters.due > 0 && !reaches(voters.present, voters.due, rule.quorum))
      short.push({ rule, ...voters });
  }
  return (
    <div aria-live="polite">
      {short.map(({ rule, due, present }) => (
        <Note key={rule.code} shade={rule.gates === 'meeting' ? 'bad' : 'warn'}>
          {t.short(rule.name, present, due, rule.quorum ? needed(due, rule.quorum) : 0, rule.basis)}{' '}
          {rule.gates === 'meeting' ? t.cannotMeet : t.cannotVote}
        </Note>
      ))}
    </div>
  );
}
