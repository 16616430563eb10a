import { Input } from 'antd';
import { type ReactNode, useId } from 'react';
import { Field } from '#shell/web/field.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { AttendanceField } from './attendance-field.tsx';
import { DecisionsField } from './decisions-field.tsx';
import { type MeetingDraft, type MeetingForm, peopleThere, pressKind } from './meeting-draft.ts';
import css from './meeting-form.module.css';
import { StepsField } from './steps-field.tsx';
import { TopicsField } from './topics-field.tsx';
import { MinutesField, PlaceField } from './when-where.tsx';

const m = messages({
  zh: {
    which: '哪一次会',
    kinds: '会议类别',
    kindsHint: '一次会兼开几种会的，全部选上，不用分开记',
    due: (day: string) => `${day}到期`,
    on: '日期',
    optional: '可不填',
    chair: '主持',
    recorder: '记录',
    lecturers: '主讲',
    lecturersHint: '讲党课、作述职的同志',
    outcome: '结果',
    outcomeHint: '这次会解决了什么，一句话；没有可不填',
    duties: '还落实了哪些责任事项',
    dutiesHint: '会议类别看不出来的，点一下；没有可不选',
    choose: '请选择',
    save: '保存会议记录',
  },
  en: {
    which: 'Which meeting',
    kinds: 'Kind',
    kindsHint: 'If one meeting was several things at once, choose them all; it is recorded once',
    due: (day) => `due ${day}`,
    on: 'Day',
    optional: 'May be left empty',
    chair: 'Chair',
    recorder: 'Minutes by',
    lecturers: 'Speaker',
    lecturersHint: 'Whoever gave the lecture or the report',
    outcome: 'What came of it',
    outcomeHint: 'What the meeting settled, in a sentence; may be left empty',
    duties: 'Duties it also carried out',
    dutiesHint: 'Those that its kind does not show; may be left empty',
    choose: 'Choose',
    save: 'Save the meeting',
  },
});

type Props = {
  form: MeetingForm;
  draft: MeetingDraft;
  onChange: (draft: MeetingDraft) => void;
  onSave: () => void;
  pending: boolean;
  error: ProblemError | null;
  /** Beside the error: a way on. */
  remedy?: ReactNode;
};

/** The fields of a meeting, from the quick ones to those that are seldom needed. */
export function MeetingFields({ form, draft, onChange, onSave, pending, error, remedy }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const id = useId();
  const set = (change: Partial<MeetingDraft>) => onChange({ ...draft, ...change });
  const there = peopleThere(form, draft).map((person) => ({ value: person.personId, label: person.name }));
  const named = form.duties.filter((duty) => duty.kinds.some((kind) => draft.kinds.includes(kind)));
  const lectured =
    draft.kinds.includes('lecture') || draft.kinds.includes('duty-report') || draft.lecturerIds.length > 0;

  return (
    <Form
      wide
      sticky
      kept
      onSubmit={onSave}
      submit={t.save}
      pending={pending}
      error={error}
      remedy={remedy}
      disabled={draft.kinds.length === 0}
    >
      <Panel title={t.which}>
        <fieldset className={css['kinds']}>
          <legend>{t.kinds}</legend>
          <p className={css['hint']}>{t.kindsHint}</p>
          <div className={css['chips']}>
            {form.kinds.map((kind) => (
              <label key={kind.code} className={css['chip']}>
                <input
                  type="checkbox"
                  checked={draft.kinds.includes(kind.code)}
                  onChange={() => set(pressKind(draft, kind.code))}
                />
                <span>
                  {label(kind.title)}
                  {kind.dueOn && <small>{t.due(formatDay(kind.dueOn))}</small>}
                </span>
              </label>
            ))}
          </div>
        </fieldset>
        <div className={css['row']}>
          <DayField
            label={t.on}
            problem={fieldError(error, 'occurredOn')}
            max={today()}
            required
            value={draft.occurredOn}
            onChange={(value) => set({ occurredOn: value })}
          />
          <MinutesField
            value={draft.minutes}
            onChange={(minutes) => set({ minutes })}
            error={error}
            required
          />
          <PlaceField value={draft.place} onChange={(place) => set({ place })} error={error} />
        </div>
      </Panel>
      <AttendanceField form={form} draft={draft} onChange={onChange} />
      {there.length > 0 && (
        <Panel>
          <div className={css['row']}>
            {(['chairId', 'recorderId'] as const).map((field) => (
              <SelectField
                key={field}
                label={field === 'chairId' ? t.chair : t.recorder}
                allowClear
                showSearch
                optionFilterProp="label"
                placeholder={t.optional}
                value={there.some((person) => person.value === draft[field]) ? draft[field] : undefined}
                onChange={(value) => set({ [field]: value ?? null })}
                options={there}
              />
            ))}
            {lectured && (
              <SelectField
                label={t.lecturers}
                hint={t.lecturersHint}
                mode="multiple"
                placeholder={t.choose}
                optionFilterProp="label"
                value={draft.lecturerIds}
                onChange={(lecturerIds) => set({ lecturerIds })}
                options={there}
              />
            )}
          </div>
        </Panel>
      )}
      <TopicsField form={form} draft={draft} onChange={onChange} error={error} />
      <DecisionsField form={form} draft={draft} onChange={onChange} />
      <StepsField form={form} draft={draft} onChange={onChange} error={error} />
      <Panel>
        <Field label={t.outcome} id={`${id}-outcome`} hint={t.outcomeHint}>
          <Input.TextArea
            id={`${id}-outcome`}
            autoSize={{ minRows: 2, maxRows: 6 }}
            maxLength={1000}
            value={draft.outcome}
            onChange={(event) => set({ outcome: event.target.value })}
          />
        </Field>
        {named.length > 0 && (
          <SelectField
            label={t.duties}
            hint={t.dutiesHint}
            mode="multiple"
            placeholder={t.choose}
            value={draft.duties.filter((duty) => named.some((each) => each.id === duty))}
            onChange={(duties) => set({ duties })}
            options={named.map((duty) => ({ value: duty.id, label: label(duty.title) }))}
          />
        )}
      </Panel>
    </Form>
  );
}
