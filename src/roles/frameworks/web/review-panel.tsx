import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatInstant } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import type { FrameworkView } from '../frameworks.contract.ts';
import { reviewFramework } from '../reviews.contract.ts';
import css from './review-panel.module.css';
import { Signatures } from './signatures.tsx';

const m = messages({
  zh: {
    title: '送审和签字',
    steps: { draft: '起草', submitted: '审核', approved: '发布', signing: '签字', 'in-force': '已签字' },
    now: '当前',
    past: '已完成',
    later: '未开始',
    holes: (n: number) => `还有 ${n} 处要处理，处理完才能送审。`,
    ready: '没有缺口和重叠，可以送审。送审后由另一人审核。',
    stale: '送审或审核之后内容有改动，原来的审核不再有效，请重新送审。',
    waiting: '等待另一人审核。内容一有改动，送审即作废。',
    judge: '请核对缺口检查和与上一版的比较，再审核通过或退回。',
    approved: '已审核通过，可以发布。内容一有改动，须重新送审。',
    signing: (signed: number, due: number) =>
      `已发布，责任人正在签字：${signed} / ${due}。签字只对这份文本有效。`,
    signed: (due: number) => `${due} 份签字全部完成。`,
    compare: '与上一版比较',
    submit: '送审',
    submitTitle: '送审？',
    submitText: '送审的是现在这份内容。审核人不能是您本人。',
    withdraw: '撤回',
    withdrawTitle: '撤回送审？',
    withdrawText: '撤回后可以继续修改，再重新送审。',
    approve: '审核通过',
    approveTitle: '审核通过？',
    approveText: '只对现在这份内容有效；之后有任何改动都要重新送审。',
    return: '退回…',
    returnTitle: '退回修改',
    reason: '退回理由',
    reasonHint: '写明改哪里，起草人才知道怎么改',
    done: '已办理。',
    course: '经过',
    actions: { submit: '送审', withdraw: '撤回', return: '退回', approve: '审核通过' },
    somebody: '系统',
  },
  en: {
    title: 'Review and signatures',
    steps: { draft: 'Draft', submitted: 'Review', approved: 'Issue', signing: 'Sign', 'in-force': 'Signed' },
    now: 'now',
    past: 'done',
    later: 'not yet',
    holes: (n) => `${n} things to settle before it can be submitted.`,
    ready: 'No hole and no overlap: it can be submitted. Somebody else reviews it.',
    stale: 'It was changed after it was submitted or approved; that counts no longer. Submit it again.',
    waiting: 'Somebody else has to review it. Any change ends the submission.',
    judge: 'Look at the check and at the comparison with the last edition, then approve or return it.',
    approved: 'Approved; it can be issued. Any change asks for a new review.',
    signing: (signed, due) =>
      `Issued; those who answer are signing: ${signed} of ${due}. A signature counts for this text only.`,
    signed: (due) => `All ${due} signatures are there.`,
    compare: 'Compare with the last edition',
    submit: 'Submit',
    submitTitle: 'Submit for review?',
    submitText: 'What is submitted is the present text. You cannot review it yourself.',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw it?',
    withdrawText: 'You can then go on editing and submit it again.',
    approve: 'Approve',
    approveTitle: 'Approve it?',
    approveText: 'This counts for the present text only; any change asks for a new review.',
    return: 'Return…',
    returnTitle: 'Return it',
    reason: 'Reason',
    reasonHint: 'Say what to change',
    done: 'Done.',
    course: 'Course',
    actions: { submit: 'submitted', withdraw: 'withdrew', return: 'returned', approve: 'approved' },
    somebody: 'System',
  },
});

englishFor({
  'frameworks/not-approved':
    'Somebody else has to approve the lists before they are issued. Submit them first.',
  'frameworks/approval-stale': 'The lists were changed after they were approved. Submit them again.',
  'frameworks/own-submission': 'Somebody else has to review what you submitted.',
  'frameworks/not-submitter': 'Only whoever submitted it can withdraw it.',
  'frameworks/text-changed': 'The text has changed since you looked at it. Reload and look again.',
  'frameworks/reason-missing': 'Say why it is returned.',
  'frameworks/not-drafter': 'The unit’s own officer submits it.',
});

const order = ['draft', 'submitted', 'approved', 'signing', 'in-force'] as const;

/** Where an edition stands on its way, what can be done now, and what was done. */
export function ReviewPanel({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const { phase, review, check } = framework;
  const at = order.indexOf(phase as (typeof order)[number]);
  const may = (step: (typeof review.steps)[number]) => review.steps.includes(step);
  return (
    <Panel
      title={t.title}
      actions={
        <>
          <AppLink to={`/frameworks/${framework.id}/compare`}>{t.compare}</AppLink>
          {may('withdraw') && <StepButton framework={framework} step="withdraw" />}
          {may('return') && <ReturnButton framework={framework} />}
          {may('approve') && <StepButton framework={framework} step="approve" main />}
          {may('submit') && check.blocking === 0 && <StepButton framework={framework} step="submit" main />}
        </>
      }
    >
      <ol className={css['steps']}>
        {order.map((step, place) => (
          <li
            key={step}
            className={place === at ? css['now'] : place < at ? css['past'] : undefined}
            aria-current={place === at ? 'step' : undefined}
          >
            <span className={css['dot']} aria-hidden="true">
              {place < at ? '✓' : place + 1}
            </span>
            {t.steps[step]}
            <span className="z-hidden">（{place === at ? t.now : place < at ? t.past : t.later}）</span>
          </li>
        ))}
      </ol>
      {review.stale && <Note shade="warn">{t.stale}</Note>}
      <p>{sentence(framework, t)}</p>
      {framework.state === 'issued' && <Signatures frameworkId={framework.id} />}
      {review.course.length > 0 && (
        <details className={css['course']}>
          <summary>
            {t.course}（{review.course.length}）
          </summary>
          <ul>
            {review.course.map((step) => (
              <li key={step.at + step.action}>
                <span className="z-quiet">{formatInstant(step.at)}</span> {step.by ?? t.somebody}{' '}
                {t.actions[step.action]}
                {step.reason && `：${step.reason}`}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}

type Words = typeof m.zh;

function sentence(framework: FrameworkView, t: Words): string {
  const { phase, check, review, signing } = framework;
  if (phase === 'submitted') return review.steps.includes('approve') ? t.judge : t.waiting;
  if (phase === 'approved') return t.approved;
  if (phase === 'signing') return t.signing(signing?.signed ?? 0, signing?.due ?? 0);
  if (phase === 'in-force') return t.signed(signing?.due ?? 0);
  return check.blocking > 0 ? t.holes(check.blocking) : t.ready;
}

type StepProps = { framework: FrameworkView; step: 'submit' | 'withdraw' | 'approve'; main?: boolean };

function StepButton({ framework, step, main }: StepProps) {
  const t = useMessages(m);
  const send = useSend(reviewFramework, { onDone: () => notify(t.done) });
  return (
    <ConfirmButton
      label={t[step]}
      title={t[`${step}Title`]}
      main={main}
      onConfirm={() =>
        send.send({
          params: { id: framework.id },
          ifMatch: framework.version,
          body: { action: step, hash: framework.review.hash },
        })
      }
      pending={send.pending}
      error={send.error}
    >
      <p>{t[`${step}Text`]}</p>
    </ConfirmButton>
  );
}

function ReturnButton({ framework }: { framework: FrameworkView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  const close = () => setOpen(false);
  const send = useSend(reviewFramework, {
    onDone: () => {
      notify(t.done);
      close();
    },
  });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.return}</Button>
      {open && (
        <ReasonDialog
          label={t.reason}
          hint={t.reasonHint}
          field="reason"
          maxLength={200}
          onClose={close}
          title={t.returnTitle}
          pending={send.pending}
          error={send.error}
          onConfirm={(reason) =>
            send.send({
              params: { id: framework.id },
              ifMatch: framework.version,
              body: { action: 'return', hash: framework.review.hash, reason },
            })
          }
        />
      )}
    </>
  );
}
