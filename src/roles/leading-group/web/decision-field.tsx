import { InputNumber } from 'antd';
import { useId } from 'react';
import { PartsField } from '#roles/tasks/web/parts-field.tsx';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import type { Terms } from '../leading-group.contract.ts';
import { settles, verdicts } from '../sessions.rules.ts';
import css from './leading.module.css';
import { leadingWords } from './leading-words.ts';
import { ResourceField } from './resource-field.tsx';
import type { DecisionDraft } from './session-draft.ts';

const m = messages({
  zh: {
    verdict: '结论',
    text: '决定内容',
    textHint: '写成可以照着办的一句话',
    reason: '理由',
    inFavour: '赞成',
    against: '反对',
    abstained: '弃权',
    follow: '怎样落实',
    subject: '责任主体',
    owner: '责任人',
    due: '期限',
    outcomes: '做到什么算完成',
    outcomesHint: '一行一条；定了六种分工的必填',
    share: '需要别人领导、指导、协管或落实',
    choose: '请选择',
    ends: '同时废止的长期决定',
    onlyEnds: '只废止，不另交办',
    of: (day: string) => `${day} 会议`,
  },
  en: {
    verdict: 'Verdict',
    text: 'Decision',
    textHint: 'As a sentence to act upon',
    reason: 'Reason',
    inFavour: 'In favour',
    against: 'Against',
    abstained: 'Abstained',
    follow: 'What follows',
    subject: 'Organisation that answers',
    owner: 'Owner',
    due: 'Due',
    outcomes: 'Done when',
    outcomesHint: 'One a line; needed where letters are given',
    share: 'Others lead, guide, assist or do it',
    choose: 'Choose',
    ends: 'Standing decisions that it ends',
    onlyEnds: 'Nothing but their end',
    of: (day) => `session of ${day}`,
  },
});

const others = ['lead', 'guide', 'assist', 'do', 'inform'] as const;
const given = ['task', 'problem', 'standing'] as const;
const ending = [...given, 'none'] as const;

type Props = {
  at: number;
  draft: DecisionDraft;
  onChange: (draft: DecisionDraft) => void;
  terms: Terms;
  unitId: string;
  places: readonly { id: string; name: string }[];
  /** Standing decisions that this one can end. */
  standing: readonly { id: string; text: string; onDay: string }[];
  /** How many came: all of them are in favour until numbers are written. */
  present: number;
  error: ProblemError | null;
};

/** What was decided on one topic: verdict, vote, text, who answers by when, and what is given. */
export function DecisionField({
  at,
  draft,
  onChange,
  terms,
  unitId,
  places,
  standing,
  present,
  error,
}: Props) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const id = useId();
  const set = (change: Partial<DecisionDraft>) => onChange({ ...draft, ...change });
  const problem = (field: string) => fieldError(error, `decisions.${at}.${field}`);
  const settled = settles(draft.verdict);
  const count = (key: 'inFavour' | 'against' | 'abstained', value: number) => (
    <Field label={t[key]} id={`${id}-${key}`} problem={problem(`votes.${key}`)} required>
      <InputNumber
        id={`${id}-${key}`}
        className={css['wide']}
        min={0}
        max={1000}
        precision={0}
        value={value}
        onChange={(next) => set({ [key]: next ?? 0 })}
      />
    </Field>
  );
  return (
    <div className={css['form']}>
      <div className={css['row']}>
        <SelectField
          label={t.verdict}
          required
          value={draft.verdict}
          onChange={(verdict) => set({ verdict })}
          options={verdicts.map((verdict) => ({ value: verdict, label: words.verdicts[verdict] }))}
        />
        {settled && (
          <>
            {count('inFavour', draft.inFavour ?? Math.max(0, present - draft.against - draft.abstained))}
            {count('against', draft.against)}
            {count('abstained', draft.abstained)}
          </>
        )}
      </div>
      {problem('votes') && (
        <p className={css['late']} role="alert">
          {problem('votes')}
        </p>
      )}
      <TextAreaField
        label={settled ? t.text : t.reason}
        hint={settled ? t.textHint : undefined}
        problem={problem('text')}
        rows={2}
        maxLength={500}
        required
        value={draft.text}
        onChange={(value) => set({ text: value })}
      />
      {settled && (
        <>
          <div className={css['row']}>
            <SelectField
              label={t.follow}
              problem={problem('follow')}
              required
              value={draft.follow}
              onChange={(follow) => set({ follow })}
              options={(draft.ends.length > 0 ? ending : given).map((follow) => ({
                value: follow,
                label: follow === 'none' ? t.onlyEnds : words.follows[follow],
              }))}
            />
            {draft.follow !== 'standing' && draft.follow !== 'none' && (
              <>
                <SelectField
                  label={t.subject}
                  problem={problem('subjectId')}
                  required
                  showSearch
                  optionFilterProp="label"
                  placeholder={t.choose}
                  value={draft.subjectId}
                  onChange={(subjectId) => set({ subjectId })}
                  options={places.map((place) => ({ value: place.id, label: place.name }))}
                />
                <Field label={t.owner} id={`${id}-owner`} problem={problem('ownerId')} required>
                  <PersonPicker
                    id={`${id}-owner`}
                    of={{ orgId: unitId }}
                    value={draft.owner}
                    onChange={(owner) => set({ owner })}
                  />
                </Field>
                <DayField
                  label={t.due}
                  problem={problem('dueOn')}
                  min={today()}
                  required
                  value={draft.dueOn}
                  onChange={(value) => set({ dueOn: value })}
                />
              </>
            )}
          </div>
          {draft.follow === 'task' && (
            <>
              <TextAreaField
                label={t.outcomes}
                hint={t.outcomesHint}
                rows={2}
                maxLength={1000}
                value={draft.outcomes}
                onChange={(value) => set({ outcomes: value })}
              />
              <label className={css['check']} htmlFor={`${id}-shared`}>
                <input
                  id={`${id}-shared`}
                  type="checkbox"
                  checked={draft.shared}
                  onChange={(event) => set({ shared: event.target.checked })}
                />
                {t.share}
              </label>
              {draft.shared && (
                <PartsField
                  of={{ orgId: unitId }}
                  letters={others}
                  value={draft.parts}
                  onChange={(parts) => set({ parts })}
                />
              )}
            </>
          )}
          {standing.length > 0 && (
            <fieldset className={css['form']}>
              <legend>{t.ends}</legend>
              {standing.map((each) => (
                <label key={each.id} className={css['check']} htmlFor={`${id}-${each.id}`}>
                  <input
                    id={`${id}-${each.id}`}
                    type="checkbox"
                    checked={draft.ends.includes(each.id)}
                    onChange={(event) => {
                      const others = draft.ends.filter((one) => one !== each.id);
                      const ends = event.target.checked ? [...others, each.id] : others;
                      const follow = ends.length === 0 && draft.follow === 'none' ? 'task' : draft.follow;
                      set({ ends, follow });
                    }}
                  />
                  {each.text} <small className={css['quiet']}>{t.of(formatDay(each.onDay))}</small>
                </label>
              ))}
            </fieldset>
          )}
          <ResourceField
            id={id}
            at={at}
            terms={terms}
            places={places}
            value={draft.resources}
            onChange={(resources) => set({ resources })}
            error={error}
          />
        </>
      )}
    </div>
  );
}
