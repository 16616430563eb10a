import { Checkbox } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { OwnerField } from '../../web/owner-field.tsx';
import { SimilarList } from '../../web/similar-list.tsx';
import { acceptReport, declineReport, mergeReport, type ReportView } from '../intake.contract.ts';
import css from './intake.module.css';

const m = messages({
  zh: {
    name: '问题名称',
    owner: '责任人',
    ownerHint: '一个问题只有一名责任人',
    due: '解决时限',
    reply: '给反映人的答复（反映人可以看到）',
    replyHint: '不写姓名；写清楚怎么办、什么时候办',
    again: '是不是以前的问题又发生了',
    new: '不是，这是新的问题',
    accept: '列入台账',
    accepted: '已列入台账',
    which: '并入哪一个问题',
    none: '先不选',
    reopen: '这个问题已经销号，并入即重新列入台账。',
    merge: '并入',
    merged: '已并入，反映次数已计入',
    reason: '理由',
    decline: '不予受理',
    declined: '已答复',
    also: '一并处理这些说同一件事的反映',
    on: (day: string) => `${day} 收到`,
  },
  en: {
    name: 'Name of the problem',
    owner: 'Owner',
    ownerHint: 'One owner for one problem',
    due: 'To be solved by',
    reply: 'Answer (the reporter can read it)',
    replyHint: 'No names; what will be done, and when',
    again: 'Is it an earlier problem again?',
    new: 'No, it is new',
    accept: 'Enter into the ledger',
    accepted: 'Entered',
    which: 'To which problem',
    none: 'None chosen',
    reopen: 'This problem was closed; adding the report reopens it.',
    merge: 'Add to it',
    merged: 'Added and counted',
    reason: 'Reason',
    decline: 'Decline',
    declined: 'Answered',
    also: 'Decide on these as well, which say the same',
    on: (day) => `received ${day}`,
  },
});

type Props = { report: ReportView };

/** Takes a report into the ledger: with an owner and a date, as every problem has. */
export function AcceptForm({ report }: Props) {
  const t = useMessages(m);
  const go = useGo();
  const ids = { title: useId() };
  const [title, setTitle] = useState(report.title);
  const [owner, setOwner] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState('');
  const [recursOf, setRecursOf] = useState<string | null>(null);
  const [also, setAlso] = useState<string[]>(report.alike.map((each) => each.id));
  const [reply, setReply] = useState('');
  const { send, pending, error } = useSend(acceptReport, {
    onDone: (done) => {
      notify(t.accepted);
      go(`/ledger/${done.problemId}`);
    },
  });
  const submit = () =>
    send({
      params: { id: report.id },
      ifMatch: report.version,
      body: { orgId: report.orgId, title, ownerId: owner?.id ?? '', dueOn, recursOf, also, reply },
    });
  return (
    <Form onSubmit={submit} submit={t.accept} pending={pending} error={error}>
      <TextField
        label={t.name}
        problem={fieldError(error, 'title')}
        maxLength={80}
        required
        value={title}
        onChange={setTitle}
      />
      <OwnerField
        label={t.owner}
        hint={t.ownerHint}
        orgId={report.orgId}
        value={owner}
        onChange={setOwner}
        problem={fieldError(error, 'ownerId')}
      />
      <DayField
        label={t.due}
        problem={fieldError(error, 'dueOn')}
        min={today()}
        required
        value={dueOn}
        onChange={setDueOn}
      />
      {report.similar.length > 0 && (
        <Field label={t.again} id={`${ids.title}-again`}>
          <SimilarList
            name={t.again}
            items={report.similar}
            value={recursOf}
            onChange={setRecursOf}
            none={t.new}
          />
        </Field>
      )}
      <Also report={report} value={also} onChange={setAlso} />
      <ReplyField value={reply} onChange={setReply} problem={fieldError(error, 'reply')} />
    </Form>
  );
}

/** Adds a report to a problem that stands; a closed one is reopened with a new date. */
export function MergeForm({ report }: Props) {
  const t = useMessages(m);
  const go = useGo();
  const id = useId();
  const [problemId, setProblemId] = useState<string | null>(
    report.similar.find((each) => each.same)?.id ?? null,
  );
  const [dueOn, setDueOn] = useState('');
  const [also, setAlso] = useState<string[]>(report.alike.map((each) => each.id));
  const [reply, setReply] = useState('');
  const closed = report.similar.find((each) => each.id === problemId)?.state === 'closed';
  const { send, pending, error } = useSend(mergeReport, {
    onDone: (done) => {
      notify(t.merged);
      go(`/ledger/${done.problemId}`);
    },
  });
  const submit = () =>
    send({
      params: { id: report.id },
      ifMatch: report.version,
      body: { problemId: problemId ?? '', also, reply, ...(closed ? { dueOn } : {}) },
    });
  return (
    <Form onSubmit={submit} submit={t.merge} pending={pending} error={error} disabled={problemId === null}>
      <Field label={t.which} id={`${id}-which`}>
        <SimilarList
          name={t.which}
          items={report.similar}
          value={problemId}
          onChange={setProblemId}
          none={t.none}
        />
      </Field>
      {closed && (
        <DayField
          label={t.due}
          hint={t.reopen}
          problem={fieldError(error, 'dueOn')}
          min={today()}
          required
          value={dueOn}
          onChange={setDueOn}
        />
      )}
      <Also report={report} value={also} onChange={setAlso} />
      <ReplyField value={reply} onChange={setReply} problem={fieldError(error, 'reply')} />
    </Form>
  );
}

/** Declines a report for a reason from the list, with a sentence for its reporter. */
export function DeclineForm({ report }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const [reason, setReason] = useState(report.declines[0]?.id ?? '');
  const [reply, setReply] = useState('');
  const { send, pending, error } = useSend(declineReport, { onDone: () => notify(t.declined) });
  const submit = () => send({ params: { id: report.id }, ifMatch: report.version, body: { reason, reply } });
  return (
    <Form onSubmit={submit} submit={t.decline} pending={pending} error={error}>
      <SelectField<string>
        label={t.reason}
        problem={fieldError(error, 'reason')}
        required
        value={reason}
        onChange={setReason}
        options={report.declines.map((each) => ({ value: each.id, label: pick(each.title) }))}
      />
      <ReplyField value={reply} onChange={setReply} problem={fieldError(error, 'reply')} required />
    </Form>
  );
}

type ReplyProps = { value: string; onChange: (text: string) => void; problem?: string; required?: boolean };

function ReplyField({ value, onChange, problem, required = false }: ReplyProps) {
  const t = useMessages(m);
  return (
    <TextAreaField
      label={t.reply}
      hint={t.replyHint}
      problem={problem}
      rows={3}
      maxLength={300}
      required={required}
      value={value}
      onChange={onChange}
    />
  );
}

type AlsoProps = { report: ReportView; value: string[]; onChange: (ids: string[]) => void };

function Also({ report, value, onChange }: AlsoProps) {
  const t = useMessages(m);
  if (report.alike.length === 0) return null;
  return (
    <fieldset className={css['also']}>
      <legend>{t.also}</legend>
      {report.alike.map((each) => (
        <Checkbox
          key={each.id}
          checked={value.includes(each.id)}
          onChange={(event) =>
            onChange(event.target.checked ? [...value, each.id] : value.filter((id) => id !== each.id))
          }
        >
          {each.text.length > 60 ? `${each.text.slice(0, 59)}…` : each.text}{' '}
          <small className={css['quiet']}>{t.on(formatDay(each.receivedOn))}</small>
        </Checkbox>
      ))}
    </fieldset>
  );
}
