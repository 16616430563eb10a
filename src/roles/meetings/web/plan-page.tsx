import { Button, Input } from 'antd';
import { useState } from 'react';
import { weekday } from '#kernel/dates.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { useGo, useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { announcePlan, cancelPlan, type PlanView, readPlan } from '../plans/plans.contract.ts';
import { recordingPage } from '../plans/plans.rules.ts';
import css from './meetings.module.css';
import { PlanAgenda } from './plan-agenda.tsx';
import { PlanArrange } from './plan-arrange.tsx';
import { PlanGates } from './plan-gates.tsx';
import { planShades, planWords } from './plan-words.ts';

const m = messages({
  zh: {
    title: '会议安排',
    back: '会议安排',
    when: '时间',
    where: '地点',
    org: '召开组织',
    called: '通知',
    calledOn: (day: string) => `${day}发出`,
    notCalled: '还没有发出',
    shortWhy: (why: string) => `（提前天数不足，原因：${why}）`,
    speakers: '轮流发言',
    noSpeakers: '未指定',
    youSpeak: '这次轮到您先发言，请准备。',
    call: '发出会议通知',
    callTitle: '发出会议通知？',
    callText: '应到人员的待办和日历里会出现这次会议。',
    reason: '提前天数不够的，写明原因',
    off: '取消会议',
    offTitle: '取消这次会议？',
    offText: '请写明原因。已列入议程的党员提议会退回待答复。',
    offReason: '取消原因',
    arrange: '修改安排',
    record: '记录这次会议',
    toRecord: '查看会议记录',
    cancelledWhy: (why: string) => `已取消：${why}`,
    due: '会议日期到了，会后请记录：议程和发言人已经填好。',
  },
  en: {
    title: 'Planned meeting',
    back: 'Meetings',
    when: 'When',
    where: 'Where',
    org: 'Organisation',
    called: 'Called',
    calledOn: (day) => `on ${day}`,
    notCalled: 'not yet',
    shortWhy: (why) => ` (short notice: ${why})`,
    speakers: 'Speakers in turn',
    noSpeakers: 'nobody named',
    youSpeak: 'It is your turn to speak first. Please prepare.',
    call: 'Call the meeting',
    callTitle: 'Call the meeting?',
    callText: 'It appears in the to-do and calendar of those expected.',
    reason: 'If the notice is short, say why',
    off: 'Call it off',
    offTitle: 'Call this meeting off?',
    offText: 'Say why. Motions on its agenda wait for an answer again.',
    offReason: 'Why',
    arrange: 'Change',
    record: 'Record this meeting',
    toRecord: 'Open the record',
    cancelledWhy: (why) => `Called off: ${why}`,
    due: 'The day has come. Record it afterwards: agenda and speakers are filled in.',
  },
});

/** One meeting to come: what its clauses ask, its agenda, who speaks in turn, what members write beforehand. */
export default function PlanPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const { data: plan, error, refetch } = useCall(readPlan, { params: { id } });
  if (error) {
    return (
      <PageFrame title={t.title} back={{ to: '/meetings', label: t.back }}>
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      </PageFrame>
    );
  }
  if (!plan) return <Skeleton />;
  return <Shown plan={plan} />;
}

function Shown({ plan }: { plan: PlanView }) {
  const t = useMessages(m);
  const words = useMessages(planWords);
  const go = useGo();
  const [arranging, setArranging] = useState(false);
  const may = (action: PlanView['actions'][number]) => plan.actions.includes(action);
  const days = words.weekdays.split(',');
  return (
    <PageFrame
      title={plan.title}
      badge={<StateTag shade={planShades[plan.state]}>{words.states[plan.state]}</StateTag>}
      back={{ to: `/meetings?org=${plan.org.id}`, label: t.back }}
      actions={
        // While the form stands open, what is in it is not yet so: first it is saved or left.
        !arranging && (
          <>
            {may('cancel') && <CallOff plan={plan} />}
            {may('change') && <Button onClick={() => setArranging(true)}>{t.arrange}</Button>}
            {may('hold') && plan.onDay <= today() && (
              <Button
                type="primary"
                onClick={() => go(recordingPage({ id: plan.id, orgId: plan.org.id, orgKind: plan.orgKind }))}
              >
                {t.record}
              </Button>
            )}
            {plan.state === 'planned' && may('announce') && plan.onDay > today() && <Call plan={plan} />}
          </>
        )
      }
    >
      {plan.state === 'cancelled' && <Note>{t.cancelledWhy(plan.cancelReason)}</Note>}
      {plan.recordId && (
        <Note shade="good">
          <AppLink to={`/records/${plan.recordId}`}>{t.toRecord}</AppLink>
        </Note>
      )}
      {plan.speaks && plan.state === 'announced' && <Note>{t.youSpeak}</Note>}
      {may('hold') && plan.onDay <= today() && <Note>{t.due}</Note>}
      {arranging ? (
        <PlanArrange plan={plan} onClose={() => setArranging(false)} />
      ) : (
        <div className={css['columns']}>
          <div className={css['stack']}>
            <Panel>
              <Facts
                items={[
                  {
                    label: t.when,
                    value: (
                      <>
                        {formatDay(plan.onDay)} {days[weekday(plan.onDay)]} {plan.startsAt}
                        {plan.movedFrom && (
                          <small className={css['quiet']}>{words.moved(plan.movedFrom, plan.movedWhy)}</small>
                        )}
                        {!plan.covered && <small className={css['quiet']}>{words.provisional}</small>}
                      </>
                    ),
                  },
                  { label: t.where, value: plan.place || '—' },
                  { label: t.org, value: plan.org.name },
                  {
                    label: t.called,
                    value: plan.announcedOn
                      ? t.calledOn(formatDay(plan.announcedOn)) +
                        (plan.shortReason ? t.shortWhy(plan.shortReason) : '')
                      : t.notCalled,
                  },
                  {
                    label: t.speakers,
                    value: plan.speakers.map((each) => each.name).join('、') || t.noSpeakers,
                    wide: true,
                  },
                ]}
              />
            </Panel>
            <PlanAgenda plan={plan} />
          </div>
          <PlanGates gates={plan.gates} />
        </div>
      )}
    </PageFrame>
  );
}

function Call({ plan }: { plan: PlanView }) {
  const t = useMessages(m);
  const [reason, setReason] = useState('');
  const { send, pending, error } = useSend(announcePlan);
  const short = plan.gates.some((gate) => gate.code === 'notice' && gate.state === 'short');
  return (
    <ConfirmButton
      label={t.call}
      title={t.callTitle}
      main
      pending={pending}
      error={error}
      onConfirm={() => send({ params: { id: plan.id }, ifMatch: plan.version, body: { reason } })}
    >
      <p>{t.callText}</p>
      {short && (
        <Input
          aria-label={t.reason}
          placeholder={t.reason}
          maxLength={200}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      )}
    </ConfirmButton>
  );
}

function CallOff({ plan }: { plan: PlanView }) {
  const t = useMessages(m);
  const [reason, setReason] = useState('');
  const { send, pending, error } = useSend(cancelPlan);
  return (
    <ConfirmButton
      label={t.off}
      title={t.offTitle}
      danger
      pending={pending}
      error={error}
      onConfirm={() => send({ params: { id: plan.id }, ifMatch: plan.version, body: { reason } })}
    >
      <p>{t.offText}</p>
      <Input
        aria-label={t.offReason}
        maxLength={200}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmButton>
  );
}
