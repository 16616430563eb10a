import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { type Step, StepList } from '#shell/web/step-list.tsx';
import { correctResult, moveResult, publishResult, type ResultView } from '../results.contract.ts';
import type { ResultAction } from '../results.rules.ts';
import { resultWords } from './results-words.ts';

const m = messages({
  zh: {
    correct: '更正',
    about: {
      rescore: '按现在的记录重新计分。以前的计分仍然留存。',
      submit: '送计分人以外的人审核。送审后不能再改，除非退回。',
      return: '退回计分人重新核对。',
      approve: '您以本人名义审核：方案、数据、保密和名单是否妥当。等次只是系统建议，由您负责。',
      notify: '被考核组织现在可以看到得分和全部依据，并可在期限内提出异议。反馈期不少于 5 个工作日。',
      revise: '异议成立或发现差错时退回修订。修订后要重新审核、重新反馈。',
      publish: '公布后任何人都不能改动，只能以新版本更正。',
      supersede: '',
      correct: '以新版本更正：重新计分、由另一人审核、重新反馈后公布。原版保留并指向新版。',
    },
  },
  en: {
    correct: 'Correct',
    about: {
      rescore: 'Scores again from what is recorded now. Earlier runs are kept.',
      submit:
        'Hands it to someone who did not score. Nothing can be changed afterwards unless it is returned.',
      return: 'Back to the scorer.',
      approve:
        'You answer in your own name for scheme, data, secrecy and lists. Bands are proposals; the decision is yours.',
      notify:
        'The assessed see their score with everything behind it and may object in time. At least 5 working days.',
      revise: 'When an objection was upheld or a fault was found. Review and notice begin again.',
      publish: 'Nobody can change it afterwards; it is corrected by a new version only.',
      supersede: '',
      correct:
        'A new version: scored again, reviewed by another person, made known, published. The old one stays and leads to it.',
    },
  },
});

type Chosen = ResultAction | 'correct';

/** Steps that need written reasons. */
const REASONED = new Set<Chosen>(['return', 'approve', 'revise', 'publish', 'correct']);

/** Steps that lead on; the others stand beside them and are not urged. */
const FORWARD = new Set<Chosen>(['submit', 'approve', 'notify', 'publish']);

/** Every step that the result's state allows; one that the reader cannot take says why. */
export function ResultSteps({ result }: { result: ResultView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const [chosen, setChosen] = useState<Chosen | null>(null);
  const steps: Step<Chosen>[] = result.steps
    .filter((step) => step.action !== 'supersede')
    .map((step) => ({ ...step, label: words.actions[step.action], about: t.about[step.action] }));
  if (result.state === 'published' && result.correctedBy === null)
    steps.push({ action: 'correct', label: t.correct, about: t.about.correct });
  return (
    <>
      <StepList steps={steps} forward={FORWARD} onChoose={setChosen} />
      {chosen && <StepDialog result={result} action={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

type Props = { result: ResultView; action: Chosen; onClose: () => void };

function StepDialog({ result, action, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const go = useGo();
  const [reason, setReason] = useState('');
  const done = () => {
    notify(words.done);
    onClose();
  };
  const moving = useSend(moveResult, { onDone: done });
  const publishing = useSend(publishResult, { onDone: done });
  const correcting = useSend(correctResult, { onDone: (reply) => go(`/results/${reply.id}`) });
  const { pending, error } = action === 'publish' ? publishing : action === 'correct' ? correcting : moving;
  const label = action === 'correct' ? t.correct : words.actions[action];
  const params = { id: result.id };
  const confirm = () => {
    if (action === 'publish') return publishing.send({ params, ifMatch: result.version, body: { reason } });
    if (action === 'correct') return correcting.send({ params, body: { reason } });
    return moving.send({ params, ifMatch: result.version, body: { action, reason } as never });
  };
  return (
    <FormDialog title={label} pending={pending} error={error} onConfirm={confirm} onClose={onClose}>
      <p>{t.about[action]}</p>
      {REASONED.has(action) && (
        <TextAreaField
          label={words.reason}
          problem={fieldError(error, 'reason')}
          rows={4}
          required
          value={reason}
          onChange={setReason}
        />
      )}
    </FormDialog>
  );
}
