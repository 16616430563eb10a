import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { enterTerm, shiftTerm, type TermView } from '../terms.contract.ts';

const m = messages({
  zh: {
    enter: '登记换届选举',
    electedOn: '选举日期',
    hint: '召开党员大会（党代表大会）选举的那一天；届满日期由此算出，近期的选举同时记为一条工作记录，不用再填。',
    entered: (day: string) => `已登记，届满日期 ${day}`,
    shift: '延期或提前换届',
    until: '调整到',
    untilHint: (n: number) => `一般不超过 ${n} 个月，须经批准`,
    reason: '理由',
    approval: '批准文号或会议',
    save: '登记',
    done: '已登记',
  },
  en: {
    enter: 'Enter an election',
    electedOn: 'Day of the election',
    hint: 'The day of the assembly; the end of the term follows from it. A recent election also becomes a record.',
    entered: (day) => `Entered; the term ends ${day}`,
    shift: 'Move the end of the term',
    until: 'Moved to',
    untilHint: (n) => `By at most ${n} months, with approval`,
    reason: 'Reason',
    approval: 'Approval',
    save: 'Enter',
    done: 'Entered',
  },
});

/** Enters the day of an election. */
export function ElectionDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const t = useMessages(m);
  const [electedOn, setElectedOn] = useState('');
  const { send, pending, error } = useSend(enterTerm, {
    onDone: (reply) => {
      notify(t.entered(reply.dueOn));
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.enter}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={() => send({ params: { id }, body: { electedOn } })}
      onClose={onClose}
    >
      <DayField
        label={t.electedOn}
        hint={t.hint}
        problem={fieldError(error, 'electedOn')}
        max={today()}
        required
        value={electedOn}
        onChange={setElectedOn}
      />
    </FormDialog>
  );
}

/** Enters that the end of a term was moved. */
export function ShiftDialog({
  term,
  months,
  onClose,
}: {
  term: TermView;
  months: number;
  onClose: () => void;
}) {
  const t = useMessages(m);
  const [until, setUntil] = useState(term.dueOn);
  const [reason, setReason] = useState('');
  const [approval, setApproval] = useState('');
  const { send, pending, error } = useSend(shiftTerm, {
    fields: { until: t.until, reason: t.reason, approval: t.approval },
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.shift}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={() =>
        send({ params: { id: term.id }, ifMatch: term.version, body: { until, reason, approval } })
      }
      onClose={onClose}
    >
      <DayField
        label={t.until}
        hint={t.untilHint(months)}
        problem={fieldError(error, 'until')}
        required
        value={until}
        onChange={setUntil}
      />
      <TextField
        label={t.reason}
        problem={fieldError(error, 'reason')}
        maxLength={200}
        required
        value={reason}
        onChange={setReason}
      />
      <TextField
        label={t.approval}
        problem={fieldError(error, 'approval')}
        maxLength={100}
        required
        value={approval}
        onChange={setApproval}
      />
    </FormDialog>
  );
}
