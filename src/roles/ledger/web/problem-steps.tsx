import { useState } from 'react';
import type { Endpoint } from '#platform/http/endpoint.ts';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { StepList } from '#shell/web/step-list.tsx';
import {
  acceptProblem,
  type ProblemView,
  postponeProblem,
  reassignProblem,
  reopenProblem,
  reportProgress,
  returnProblem,
  submitProblem,
  verifyProblem,
} from '../ledger.contract.ts';
import type { ProblemAction } from '../ledger.rules.ts';
import { EvidenceFields, type EvidenceLine, linesToSend } from './evidence-fields.tsx';
import { ledgerWords } from './ledger-words.ts';
import { OwnerField } from './owner-field.tsx';

const m = messages({
  zh: {
    done: '已办理',
    dueOn: '新的时限',
    owner: '新的责任人',
    answer: '给反映人的答复',
    seen: '反映人查询时看到这段话：办了什么、结果怎样。请勿写姓名和内部情况。',
    texts: {
      accept: '整改措施（可以先接办，后补充）',
      report: '进展',
      submit: '成效：改变了什么，怎样知道已经改变',
      verify: '核验意见：看了什么，结论是什么',
      return: '退回理由：还差什么',
      reopen: '问题怎样反复',
      postpone: '延期理由',
      reassign: '更换理由',
    },
  },
  en: {
    done: 'Done',
    dueOn: 'New date',
    owner: 'New owner',
    answer: 'Answer to those who reported it',
    seen: 'They read this when they look it up: what was done, and with what result. No names, nothing internal, please.',
    texts: {
      accept: 'Measures (can be added later)',
      report: 'Progress',
      submit: 'Effect: what changed, and how one knows',
      verify: 'Verification: what was looked at, and the finding',
      return: 'What is still missing',
      reopen: 'How it came back',
      postpone: 'Why later',
      reassign: 'Why another owner',
    },
  },
});

/** Longest answer to those who reported a problem, in letters. */
const MOST_ANSWERED = 300;

/** What a step is sent with: the endpoint, and the name of the field that its text goes into. */
const steps: Record<ProblemAction, { endpoint: Endpoint; text: 'note' | 'measures' | 'effect' }> = {
  accept: { endpoint: acceptProblem, text: 'measures' },
  report: { endpoint: reportProgress, text: 'note' },
  submit: { endpoint: submitProblem, text: 'effect' },
  verify: { endpoint: verifyProblem, text: 'note' },
  return: { endpoint: returnProblem, text: 'note' },
  reopen: { endpoint: reopenProblem, text: 'note' },
  postpone: { endpoint: postponeProblem, text: 'note' },
  reassign: { endpoint: reassignProblem, text: 'note' },
};

/** Steps that lead on; the others stand beside them and are not urged. */
export const leadsOn: ReadonlySet<ProblemAction> = new Set<ProblemAction>(['accept', 'submit', 'verify']);

/** Every step that the problem's state allows; a step that the reader cannot take says why. */
export function ProblemSteps({ problem }: { problem: ProblemView }) {
  const words = useMessages(ledgerWords);
  const [chosen, setChosen] = useState<ProblemAction | null>(null);
  return (
    <>
      <StepList
        steps={problem.actions.map((step) => ({ ...step, label: words.actions[step.action] }))}
        forward={leadsOn}
        onChoose={setChosen}
      />
      {chosen && <StepDialog problem={problem} action={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

type DialogProps = { problem: ProblemView; action: ProblemAction; onClose: () => void };

function StepDialog({ problem, action, onClose }: DialogProps) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const { endpoint, text: field } = steps[action];
  const [text, setText] = useState(action === 'accept' ? problem.measures : '');
  const [dueOn, setDueOn] = useState('');
  const [owner, setOwner] = useState<Choice | null>(null);
  const [evidence, setEvidence] = useState<EvidenceLine[]>([{ kind: '', text: '' }]);
  const answers = action === 'verify' && problem.joined.length > 0;
  const [answer, setAnswer] = useState(answers ? problem.effect.slice(0, MOST_ANSWERED) : '');
  const { send, pending, error } = useSend(endpoint, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  const dated = action === 'postpone' || action === 'reopen';
  const confirm = () =>
    send({
      params: { id: problem.id },
      ifMatch: problem.version,
      body: {
        [field]: text,
        ...(dated ? { dueOn } : {}),
        ...(action === 'submit' ? { evidence: linesToSend(evidence) } : {}),
        ...(answers ? { answer } : {}),
        ...(action === 'reassign' ? { ownerId: owner?.id ?? '' } : {}),
      },
    } as never);
  return (
    <FormDialog
      title={words.actions[action]}
      pending={pending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      {action === 'reassign' && (
        <OwnerField
          label={t.owner}
          orgId={problem.orgId}
          value={owner}
          onChange={setOwner}
          problem={fieldError(error, 'ownerId')}
        />
      )}
      {dated && (
        <DayField
          label={t.dueOn}
          problem={fieldError(error, 'dueOn')}
          min={today()}
          required
          value={dueOn}
          onChange={setDueOn}
        />
      )}
      <TextAreaField
        label={t.texts[action]}
        problem={fieldError(error, field)}
        rows={4}
        required={action !== 'accept'}
        value={text}
        onChange={setText}
      />
      {answers && (
        <TextAreaField
          label={t.answer}
          hint={t.seen}
          problem={fieldError(error, 'answer')}
          rows={3}
          maxLength={MOST_ANSWERED}
          value={answer}
          onChange={setAnswer}
        />
      )}
      {action === 'submit' && (
        <EvidenceFields orgId={problem.orgId} lines={evidence} onChange={setEvidence} />
      )}
    </FormDialog>
  );
}
