import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { stepTopic } from '../leading-group.contract.ts';
import css from './leading.module.css';
import { leadingWords } from './leading-words.ts';

const m = messages({
  zh: {
    accept: '同意上会',
    acceptAsk: '同意这个议题上会？',
    acceptText: '同意后列入下一次党组会议议程，由机关党委准备。',
    defer: '缓议',
    return: '退回',
    withdraw: '撤回',
    withdrawAsk: '撤回这个议题？',
    withdrawText: '撤回后不再等待确定，经过仍可查看。',
    why: '理由',
    whyHint: '一两句话：还缺什么，或什么时候再议',
    named: (step: string, title: string) => `${step}：${title}`,
  },
  en: {
    accept: 'Admit',
    acceptAsk: 'Admit this topic?',
    acceptText: 'It goes on the agenda of the next session; the organ committee prepares it.',
    defer: 'Defer',
    return: 'Return',
    withdraw: 'Withdraw',
    withdrawAsk: 'Withdraw this topic?',
    withdrawText: 'It no longer waits; its course can still be read.',
    why: 'Why',
    whyHint: 'In a sentence or two: what is missing, or when to take it up',
    named: (step, title) => `${step}: ${title}`,
  },
});

type Topic = { id: string; title: string; version: number };
type Step = 'accept' | 'defer' | 'return' | 'withdraw';

/** The buttons by which a topic is admitted, deferred or returned; `steps` are those open to the reader. */
export function TopicSteps({ topic, steps }: { topic: Topic; steps: readonly string[] }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const [asking, setAsking] = useState<'defer' | 'return' | null>(null);
  const { send, pending, error } = useSend(stepTopic, { onDone: () => notify(words.done) });
  const take = (step: Step, note = '') =>
    send({ params: { id: topic.id }, ifMatch: topic.version, body: { step, note } });
  return (
    <div className={css['buttons']}>
      {steps.includes('accept') && (
        <ConfirmButton
          main
          label={t.accept}
          name={t.named(t.accept, topic.title)}
          title={t.acceptAsk}
          pending={pending}
          error={error}
          onConfirm={() => take('accept')}
        >
          {t.acceptText}
        </ConfirmButton>
      )}
      {(['defer', 'return'] as const).map(
        (step) =>
          steps.includes(step) && (
            <Button key={step} aria-label={t.named(t[step], topic.title)} onClick={() => setAsking(step)}>
              {t[step]}
            </Button>
          ),
      )}
      {steps.includes('withdraw') && (
        <ConfirmButton
          label={t.withdraw}
          title={t.withdrawAsk}
          pending={pending}
          error={error}
          onConfirm={() => take('withdraw')}
        >
          {t.withdrawText}
        </ConfirmButton>
      )}
      {asking && (
        <ReasonDialog
          title={t[asking]}
          hint={t.whyHint}
          label={t.why}
          pending={pending}
          error={error}
          maxLength={400}
          onConfirm={(note) => take(asking, note).then((done) => done && setAsking(null))}
          onClose={() => setAsking(null)}
        />
      )}
    </div>
  );
}
