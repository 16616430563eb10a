import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { StepList } from '#shell/web/step-list.tsx';
import { OwnerField } from '../../web/owner-field.tsx';
import { type DriveView, stepDrive } from '../drives.contract.ts';
import type { DriveAction } from '../drives.rules.ts';
import { driveWords } from './drive-words.ts';

const m = messages({
  zh: {
    done: '已办理',
    endsOn: '结束日期',
    most: (n: number) => `最长 ${n} 天`,
    criterion: '达到哪一项',
    texts: {
      start: '要求：整顿什么、达到什么程度',
      drop: '不予启动的理由',
      progress: '进展',
      meet: '佐证：是什么、在哪里可以看到',
      extend: '延期理由',
      submit: '总结：做了什么、成效如何',
      close: '验收意见：看了什么、结论是什么',
      return: '退回理由：还差什么',
    },
  },
  en: {
    done: 'Done',
    endsOn: 'End',
    most: (n) => `at most ${n} days`,
    criterion: 'Which one',
    texts: {
      start: 'What is asked: of what, and how far',
      drop: 'Why not',
      progress: 'Progress',
      meet: 'Evidence: what it is and where it can be seen',
      extend: 'Why longer',
      submit: 'Summary: what was done, and with what effect',
      close: 'What was looked at, and the finding',
      return: 'What is still missing',
    },
  },
});

const FORWARD = new Set<DriveAction>(['start', 'progress', 'close']);

/** Every step that the drive's state allows; one that the reader cannot take says why. */
export function DriveSteps({ drive }: { drive: DriveView }) {
  const words = useMessages(driveWords);
  const [chosen, setChosen] = useState<DriveAction | null>(null);
  return (
    <>
      <StepList
        steps={drive.actions.map((step) => ({ ...step, label: words.actions[step.action] }))}
        forward={FORWARD}
        onChoose={setChosen}
      />
      {chosen && <StepDialog drive={drive} action={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

type DialogProps = { drive: DriveView; action: DriveAction; onClose: () => void };

function StepDialog({ drive, action, onClose }: DialogProps) {
  const t = useMessages(m);
  const words = useMessages(driveWords);
  const pick = useLabel();
  const left = drive.criteria.filter((each) => each.kind === 'stated' && each.metOn === null);
  const [note, setNote] = useState('');
  const [endsOn, setEndsOn] = useState(action === 'start' ? drive.endsOn : '');
  const [lead, setLead] = useState<Choice | null>(
    drive.leadId && drive.leadName ? { id: drive.leadId, label: drive.leadName } : null,
  );
  const [criterion, setCriterion] = useState(left[0]?.id ?? '');
  const { send, pending, error } = useSend(stepDrive, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const dated = action === 'start' || action === 'extend';
  const confirm = () =>
    send({
      params: { id: drive.id },
      ifMatch: drive.version,
      body: {
        action,
        note,
        ...(dated && endsOn ? { endsOn } : {}),
        ...(action === 'start' && lead ? { leadId: lead.id } : {}),
        ...(action === 'meet' ? { criterion } : {}),
      },
    });
  return (
    <FormDialog
      title={words.actions[action]}
      pending={pending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {action === 'start' && (
        <OwnerField
          label={words.lead}
          orgId={drive.orgId}
          value={lead}
          onChange={setLead}
          problem={fieldError(error, 'leadId')}
        />
      )}
      {dated && (
        <DayField
          label={t.endsOn}
          hint={t.most(drive.mostDays)}
          problem={fieldError(error, 'endsOn')}
          min={today()}
          required
          value={endsOn}
          onChange={setEndsOn}
        />
      )}
      {action === 'meet' && (
        <SelectField<string>
          label={t.criterion}
          problem={fieldError(error, 'criterion')}
          required
          value={criterion}
          onChange={setCriterion}
          options={left.map((each) => ({ value: each.id, label: pick(each.title) }))}
        />
      )}
      <TextAreaField
        label={t.texts[action]}
        problem={fieldError(error, 'note')}
        rows={4}
        maxLength={500}
        required
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
