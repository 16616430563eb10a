import { InputNumber } from 'antd';
import { type ReactNode, useId } from 'react';
import type { BodyInputOf, ResponseOf } from '#platform/http/endpoint.ts';
import { OwnerField } from '#roles/ledger/web/owner-field.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note } from '#shell/web/panel.tsx';
import { fieldError, type ProblemError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import type { readCaseForm, resubmitCase } from '../appointments.contract.ts';
import css from './terms.module.css';

const m = messages({
  zh: {
    person: '任职人员',
    head: '处室（单位）主要负责人',
    headHint: '系统据此核对：书记原则上由主要负责人担任',
    from: '任职日期',
    same: '任职人员就是主要负责人，核对通过，不需要其他材料。',
    other: '任职人员不是主要负责人。须写明以下各项，并由主要负责人本人保留处室长责任包；缺一项不能提出。',
    reason: '理由',
    decidedBy: '讨论决定',
    decidedByHint: '哪次党组（党委）会议',
    decidedOn: '决定日期',
    training: '培训安排',
    trainingBy: '培训完成期限',
    trainingHint: (n: number) => `任职后 ${n} 天内`,
    mentor: '帮带人',
    share: '保障时间占比（%）',
    shareHint: (least: number, most: number) => `写进处室分工，${least} 至 ${most}`,
    package: '处室长责任包',
    packageHint: '固定一组，由主要负责人本人承担，进入其责任清单、日历和自主填报',
    accept: '主要负责人已知悉并保留以上责任',
    unlisted: '本单位施行中的责任清单没有处室长责任包，须先修订并发布清单。',
  },
  en: {
    person: 'Appointee',
    head: 'Head of the department',
    headHint: 'A secretary should be the head',
    from: 'From',
    same: 'The appointee is the head: nothing more is needed.',
    other:
      'The appointee is not the head. All of the following is needed, and the head keeps the duties below.',
    reason: 'Reason',
    decidedBy: 'Decided by',
    decidedByHint: 'Which meeting of the leading group',
    decidedOn: 'On',
    training: 'Training',
    trainingBy: 'Training done by',
    trainingHint: (n) => `Within ${n} days`,
    mentor: 'Mentor',
    share: 'Protected time (%)',
    shareHint: (least, most) => `${least} to ${most}`,
    package: 'Duties retained by the head',
    packageHint: 'A fixed set, borne by the head in person, in list, calendar and report',
    accept: 'The head knows of them and keeps them',
    unlisted: 'The unit’s list in force does not have these duties. Revise and issue it first.',
  },
});

/** A proposal as it is filled in. */
export type ProposalDraft = {
  person: Choice | null;
  head: Choice | null;
  mentor: Choice | null;
  fromOn: string;
  reason: string;
  decidedBy: string;
  decidedOn: string;
  training: string;
  trainingBy: string;
  timeShare: number | null;
  kept: boolean;
};

/** A proposal with nothing in it. */
export const emptyProposal: ProposalDraft = {
  person: null,
  head: null,
  mentor: null,
  fromOn: '',
  reason: '',
  decidedBy: '',
  decidedOn: '',
  training: '',
  trainingBy: '',
  timeShare: 20,
  kept: false,
};

type Form = ResponseOf<typeof readCaseForm>;

/** A filled-in proposal as it is sent. */
export function proposalBody(
  draft: ProposalDraft,
  form: Form,
  checked: boolean,
): BodyInputOf<typeof resubmitCase> {
  const other = checked && draft.head !== null && draft.head.id !== draft.person?.id;
  return {
    personId: draft.person?.id ?? '',
    fromOn: draft.fromOn,
    headId: checked ? (draft.head?.id ?? null) : null,
    ...(other
      ? {
          reason: draft.reason,
          decidedBy: draft.decidedBy,
          decidedOn: draft.decidedOn || null,
          training: draft.training,
          trainingBy: draft.trainingBy || null,
          mentorId: draft.mentor?.id ?? null,
          timeShare: draft.timeShare,
          package: draft.kept ? form.package.map((duty) => duty.code) : [],
        }
      : {}),
  };
}

type Props = {
  form: Form;
  draft: ProposalDraft;
  onChange: (draft: ProposalDraft) => void;
  checked: boolean;
  error: ProblemError | null;
  pending: boolean;
  button: string;
  onSend: () => void;
  children?: ReactNode;
};

/** The fields of an appointment; those for one who is not the head appear when they are needed. */
export function AppointmentForm(props: Props) {
  const { form, draft, onChange, checked, error, pending, button, onSend, children } = props;
  const t = useMessages(m);
  const set = (change: Partial<ProposalDraft>) => onChange({ ...draft, ...change });
  const known = checked && draft.person !== null && draft.head !== null;
  const other = known && draft.head?.id !== draft.person?.id;
  return (
    <Form onSubmit={onSend} submit={button} pending={pending} error={error}>
      {children}
      <OwnerField
        label={t.person}
        orgId={form.org.id}
        value={draft.person}
        onChange={(person) => set({ person })}
        problem={fieldError(error, 'personId')}
      />
      {checked && (
        <OwnerField
          label={t.head}
          hint={t.headHint}
          orgId={form.org.id}
          value={draft.head}
          onChange={(head) => set({ head, mentor: draft.mentor ?? head })}
          problem={fieldError(error, 'headId')}
        />
      )}
      <DayField
        label={t.from}
        problem={fieldError(error, 'fromOn')}
        required
        value={draft.fromOn}
        onChange={(value) => set({ fromOn: value })}
      />
      {known && !other && <Note shade="good">{t.same}</Note>}
      {other && <PackageFields form={form} draft={draft} set={set} error={error} />}
    </Form>
  );
}

type PartProps = {
  form: Form;
  draft: ProposalDraft;
  set: (change: Partial<ProposalDraft>) => void;
  error: ProblemError | null;
};

function PackageFields({ form, draft, set, error }: PartProps) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const line = (key: 'decidedBy' | 'training', label: string, hint?: string) => (
    <TextField
      label={label}
      hint={hint}
      problem={fieldError(error, key)}
      required
      value={draft[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  const day = (key: 'decidedOn' | 'trainingBy', label: string, hint?: string) => (
    <DayField
      label={label}
      hint={hint}
      problem={fieldError(error, key)}
      required
      value={draft[key]}
      onChange={(value) => set({ [key]: value })}
    />
  );
  return (
    <div className={css['box']}>
      <Note shade="warn">{t.other}</Note>
      {!form.listed && <Note shade="bad">{t.unlisted}</Note>}
      <TextAreaField
        label={t.reason}
        problem={fieldError(error, 'reason')}
        rows={3}
        maxLength={400}
        required
        value={draft.reason}
        onChange={(value) => set({ reason: value })}
      />
      <div className={css['pair']}>
        {line('decidedBy', t.decidedBy, t.decidedByHint)}
        {day('decidedOn', t.decidedOn)}
      </div>
      <div className={css['pair']}>
        {line('training', t.training)}
        {day('trainingBy', t.trainingBy, t.trainingHint(form.trainingDays))}
      </div>
      <OwnerField
        label={t.mentor}
        orgId={form.org.id}
        value={draft.mentor}
        onChange={(mentor) => set({ mentor })}
        problem={fieldError(error, 'mentorId')}
      />
      <Field
        label={t.share}
        id={`${id}-share`}
        hint={t.shareHint(form.timeShare.least, form.timeShare.most)}
        problem={fieldError(error, 'timeShare')}
        required
      >
        <InputNumber
          id={`${id}-share`}
          min={0}
          max={100}
          value={draft.timeShare}
          onChange={(timeShare) => set({ timeShare })}
        />
      </Field>
      <div>
        <strong>{t.package}</strong>
        <p className={css['quiet']}>{t.packageHint}</p>
        <ul className={css['duties']}>
          {form.package.map((duty) => (
            <li key={duty.code}>
              <strong>{pick(duty.title)}</strong>
              <span className={css['quiet']}>{duty.text}</span>
            </li>
          ))}
        </ul>
      </div>
      <div>
        <label className={css['check']} htmlFor={`${id}-kept`}>
          <input
            id={`${id}-kept`}
            type="checkbox"
            checked={draft.kept}
            onChange={(event) => set({ kept: event.target.checked })}
          />
          {t.accept}
        </label>
        {fieldError(error, 'package') && (
          <p className={css['late']} role="alert">
            {fieldError(error, 'package')}
          </p>
        )}
      </div>
    </div>
  );
}
