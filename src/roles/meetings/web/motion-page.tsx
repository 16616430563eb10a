import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readMotion, withdrawMotion } from '../motions/motions.contract.ts';
import css from './meetings.module.css';
import { MotionAnswer } from './motion-answer.tsx';
import { motionShades, motionWords } from './motion-words.ts';

const m = messages({
  zh: {
    title: '党员提议',
    mover: '提议人',
    mine: '我',
    branch: '支部',
    raised: '提出日期',
    due: '答复期限',
    answered: '答复日期',
    provisional: '（节假日未公布，暂定）',
    text: '说明',
    noText: '没有补充说明',
    answer: '答复',
    noAnswer: '还没有答复',
    plan: '列入的会议',
    record: '会上的结果',
    noOutcome: '会议记录',
    course: '办理经过',
    enter: '列入问题台账',
    withdraw: '撤回提议',
    withdrawTitle: '撤回这件提议？',
    withdrawText: '撤回后不再答复，可以另提一件。',
  },
  en: {
    title: 'Motion',
    mover: 'Mover',
    mine: 'me',
    branch: 'Branch',
    raised: 'Moved on',
    due: 'Answer due',
    answered: 'Answered on',
    provisional: ' (provisional)',
    text: 'More about it',
    noText: 'nothing more',
    answer: 'Answer',
    noAnswer: 'no answer yet',
    plan: 'On the agenda of',
    record: 'What came of it',
    noOutcome: 'the record',
    course: 'Course',
    enter: 'Enter a problem',
    withdraw: 'Withdraw',
    withdrawTitle: 'Withdraw this motion?',
    withdrawText: 'It will not be answered; you may move another.',
  },
});

/** One motion: what was moved, the answer, and what came of it. */
export default function MotionPage() {
  const t = useMessages(m);
  const mayEnter = useHolds('clerk', 'officer', 'secretary');
  const words = useMessages(motionWords);
  const id = useParam('id');
  const { data: motion, error, refetch } = useCall(readMotion, { params: { id } });
  const withdraw = useSend(withdrawMotion);
  const back = { to: '/motions', label: t.title };
  if (error) {
    return (
      <PageFrame title={t.title} back={back} narrow>
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      </PageFrame>
    );
  }
  if (!motion) return <Skeleton />;
  const answers = motion.actions.filter((each) => each.action !== 'withdraw');
  return (
    <PageFrame
      title={motion.title}
      back={back}
      narrow
      badge={
        <>
          <StateTag shade={motionShades[motion.state]}>{words.states[motion.state]}</StateTag>
          {motion.late && <StateTag shade="bad">{words.late}</StateTag>}
        </>
      }
      actions={
        <>
          {mayEnter && <AppLink to={`/ledger/new?motion=${id}`}>{t.enter}</AppLink>}
          {motion.actions.some((each) => each.action === 'withdraw') && (
            <ConfirmButton
              label={t.withdraw}
              title={t.withdrawTitle}
              pending={withdraw.pending}
              error={withdraw.error}
              onConfirm={() => withdraw.send({ params: { id }, ifMatch: motion.version, body: {} })}
            >
              <p>{t.withdrawText}</p>
            </ConfirmButton>
          )}
        </>
      }
    >
      {answers.length > 0 && <MotionAnswer motion={motion} />}
      <Panel>
        <Facts
          items={[
            { label: t.mover, value: motion.mine ? t.mine : motion.mover },
            { label: t.branch, value: motion.org.name },
            { label: t.raised, value: formatDay(motion.raisedOn) },
            {
              label: t.due,
              value: formatDay(motion.dueOn) + (motion.dueCovered ? '' : t.provisional),
            },
            { label: t.answered, value: formatDay(motion.answeredOn) },
            motion.plan && {
              label: t.plan,
              value: (
                <AppLink to={`/meeting-plans/${motion.plan.id}`}>
                  {formatDay(motion.plan.onDay)} {motion.plan.title}
                </AppLink>
              ),
            },
            motion.record && {
              label: t.record,
              value: (
                <AppLink to={`/records/${motion.record.id}`}>{motion.record.outcome || t.noOutcome}</AppLink>
              ),
              wide: true,
            },
            // Whoever answers reads it above the answer.
            answers.length === 0 && {
              label: t.text,
              value: <p className={css['answer']}>{motion.text || t.noText}</p>,
              wide: true,
            },
            {
              label: t.answer,
              value: (
                <p className={css['answer']}>
                  {motion.answer || t.noAnswer}
                  {motion.answeredBy && <small className={css['quiet']}>{motion.answeredBy}</small>}
                </p>
              ),
              wide: true,
            },
          ]}
        />
      </Panel>
      <Panel title={t.course}>
        <ol className={css['rows']}>
          {motion.events.map((event, at) => (
            <li key={at}>
              <span>
                {words.events[event.action]}
                {event.note && <small className={css['quiet']}>{event.note}</small>}
              </span>
              <small className={css['quiet']}>
                {event.who} {formatInstant(event.at)}
              </small>
            </li>
          ))}
        </ol>
      </Panel>
    </PageFrame>
  );
}
