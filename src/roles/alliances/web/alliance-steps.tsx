import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { StepList } from '#shell/web/step-list.tsx';
import { type AllianceView, stepAlliance } from '../alliances.contract.ts';
import type { AllianceStep } from '../alliances.rules.ts';
import { allianceWords } from './alliance-words.ts';

const m = messages({
  zh: {
    done: '已办理',
    notes: {
      submit: '说明（可不填）',
      approve: '批准意见（可不填）',
      return: '退回理由：还差什么',
      withdraw: '撤回理由',
      revise: '为什么修订，改什么',
      end: '为什么终止，做成了什么',
    },
  },
  en: {
    done: 'Done',
    notes: {
      submit: 'A remark (optional)',
      approve: 'A remark (optional)',
      return: 'What is still missing',
      withdraw: 'Why',
      revise: 'Why, and what is to change',
      end: 'Why, and what was achieved',
    },
  },
});

const FORWARD: ReadonlySet<AllianceStep> = new Set(['submit', 'approve']);
/** What is incomplete is not urged on. */
const APPROVING: ReadonlySet<AllianceStep> = new Set(['approve']);

/** Every step that the state allows; a step that the reader cannot take says why. */
export function AllianceSteps({ alliance }: { alliance: AllianceView }) {
  const words = useMessages(allianceWords);
  const [chosen, setChosen] = useState<AllianceStep | null>(null);
  return (
    <>
      <StepList
        steps={alliance.steps.map(({ step, reason, basis }) => ({
          action: step,
          label: words.steps[step],
          reason,
          basis,
        }))}
        forward={alliance.faults.length > 0 ? APPROVING : FORWARD}
        onChoose={setChosen}
      />
      {chosen && <StepDialog alliance={alliance} step={chosen} onClose={() => setChosen(null)} />}
    </>
  );
}

type Props = { alliance: AllianceView; step: AllianceStep; onClose: () => void };

function StepDialog({ alliance, step, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const { send, pending, error } = useSend(stepAlliance, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.notes[step]}
      optional={step === 'submit' || step === 'approve'}
      title={words.steps[step]}
      pending={pending}
      error={error}
      onConfirm={(note) =>
        send({ params: { id: alliance.id }, ifMatch: alliance.version, body: { step, note } })
      }
      onClose={onClose}
    />
  );
}
