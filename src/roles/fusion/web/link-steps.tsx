import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { type FusionLinkView, stepFusionLink } from '../fusion.contract.ts';
import type { LinkAction } from '../fusion.rules.ts';
import { fusionWords } from './fusion-words.ts';

const m = messages({
  zh: {
    why: '说明',
    reason: '理由',
    about: {
      confirm:
        '确认这项党建工作对您负责的业务有用。确认后计入融合，并请您定期报指标的实际值；这不等于认定变化都由它带来。',
      decline: '说明为什么，提出的一方会看到。',
      withdraw: '撤回后，业务责任人不再需要答复。',
      end: '解除后不再计入，记录保留。指标没有变化的，请在这里说明。',
    },
  },
  en: {
    why: 'Remark',
    reason: 'Why',
    about: {
      confirm:
        'This Party work is of use to the business you answer for. It then counts, and you are asked for the figure from time to time; nobody claims that every change comes from it.',
      decline: 'Say why; the Party side will see it.',
      withdraw: 'The business side then need not answer.',
      end: 'It no longer counts; the record stays. If the figure did not move, explain it here.',
    },
  },
});

/** What the reader may do with a link, as buttons; each asks in a dialog before it is done. */
export function LinkSteps({ link }: { link: FusionLinkView }) {
  const words = useMessages(fusionWords);
  const [step, setStep] = useState<LinkAction | null>(null);
  return (
    <>
      {link.actions.map((action) => (
        <Button
          key={action}
          size="small"
          type={action === 'confirm' ? 'primary' : 'default'}
          aria-label={`${words.steps[action]}：${link.task.title}`}
          onClick={() => setStep(action)}
        >
          {words.steps[action]}
        </Button>
      ))}
      {step && <StepDialog link={link} action={step} onClose={() => setStep(null)} />}
    </>
  );
}

type StepProps = { link: FusionLinkView; action: LinkAction; onClose: () => void };

function StepDialog({ link, action, onClose }: StepProps) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const { send, pending, error } = useSend(stepFusionLink, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  const needed = action === 'decline' || action === 'end';
  return (
    <ReasonDialog
      title={words.steps[action]}
      label={needed ? t.reason : t.why}
      rows={2}
      maxLength={300}
      optional={!needed}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={(note) => send({ params: { id: link.id }, ifMatch: link.version, body: { action, note } })}
    >
      <p>{t.about[action]}</p>
    </ReasonDialog>
  );
}
