import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatDue, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { StepList } from '#shell/web/step-list.tsx';
import { type DisputeView, type PartyView, readDispute } from '../disputes.contract.ts';
import { AnswerDialog, RuleDialog, WithdrawDialog } from './dispute-dialogs.tsx';
import { disputeWords, stateShades } from './dispute-words.ts';
import css from './disputes.module.css';
import { PrecedentList } from './precedent-list.tsx';
import { RuledDuty } from './ruled-duty.tsx';

const m = messages({
  zh: {
    back: '归属争议',
    matter: '争议情况',
    duty: '涉及的责任项',
    noDuty: '清单里没有写',
    level: '裁定层级',
    due: '裁定期限',
    unsure: '（节假日安排未公布，暂定）',
    raised: '提出',
    overdue: '已过裁定期限',
    sides: '各方陈述',
    first: '首接',
    nobody: '（无人在任）',
    silent: '还没有陈述',
    answer: '陈述',
    answerFor: (who: string) => `为${who}陈述`,
    again: '修改陈述',
    keeps: '暂管',
    owns: '裁定归属',
    provisional: (who: string, day: string, why: string) =>
      `自 ${day} 起由 ${who} 暂管，直至裁定。依据：${why}。`,
    next: '现在可以做什么',
    rule: '裁定',
    withdraw: '撤回（已自行商定）',
    ruling: '裁定',
    by: '裁定人',
    cited: '参照先例',
    list: '责任清单',
    unchanged: '没有改动',
    precedents: '相似先例',
    history: '经过',
    historyNote: '只增不改，裁定后照样可查',
    system: '系统',
  },
  en: {
    back: 'Disputes',
    matter: 'What is disputed',
    duty: 'Duty concerned',
    noDuty: 'Not in the list',
    level: 'Level',
    due: 'Due',
    unsure: '(holidays not announced yet: provisional)',
    raised: 'Raised',
    overdue: 'past its day',
    sides: 'What the parties say',
    first: 'received it first',
    nobody: '(nobody in office)',
    silent: 'Has not said anything yet',
    answer: 'State your view',
    answerFor: (who) => `State the view of ${who}`,
    again: 'Change it',
    keeps: 'looks after it',
    owns: 'Ruled to be theirs',
    provisional: (who, day, why) => `${who} looks after it since ${day} until it is ruled: ${why}.`,
    next: 'What can be done now',
    rule: 'Rule it',
    withdraw: 'Take back (settled)',
    ruling: 'Ruling',
    by: 'Ruled by',
    cited: 'Precedent',
    list: 'Duty list',
    unchanged: 'Not changed',
    precedents: 'Precedents',
    history: 'History',
    historyNote: 'only added to, never changed',
    system: 'the system',
  },
});

/** Whether it is still to be ruled. */
const running = (dispute: DisputeView) => dispute.state === 'open' || dispute.state === 'provisional';

type Open = { kind: 'answer'; side: PartyView } | { kind: 'rule' } | { kind: 'withdraw' } | null;

/** One dispute: what is to be done first, then what was said, what precedents there are, and what happened. */
export default function DisputePage() {
  const t = useMessages(m);
  const words = useMessages(disputeWords);
  const id = useParam('id');
  const [open, setOpen] = useState<Open>(null);
  const { data, error, refetch } = useCall(readDispute, { params: { id } });
  const back = { to: '/disputes', label: t.back };
  if (!data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  const close = () => setOpen(null);
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={stateShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        <Provisional dispute={data} />
        <Actions dispute={data} onOpen={setOpen} />
        <Ruling dispute={data} />
        {data.patch && <RuledDuty listed={data.patch} />}
        <Matter dispute={data} />
        <Sides dispute={data} onAnswer={(side) => setOpen({ kind: 'answer', side })} />
        {data.precedents.length > 0 && (
          <Panel title={t.precedents}>
            <PrecedentList items={data.precedents} />
          </Panel>
        )}
        <History dispute={data} />
      </div>
      {open?.kind === 'answer' && <AnswerDialog dispute={data} side={open.side} onClose={close} />}
      {open?.kind === 'rule' && <RuleDialog dispute={data} onClose={close} />}
      {open?.kind === 'withdraw' && <WithdrawDialog dispute={data} onClose={close} />}
    </PageFrame>
  );
}

function Provisional({ dispute }: { dispute: DisputeView }) {
  const t = useMessages(m);
  const words = useMessages(disputeWords);
  const { provisional } = dispute;
  if (dispute.state !== 'provisional' || !provisional) return null;
  const side = dispute.sides.find((each) => each.id === provisional.partyId);
  const who = [side?.org.name, side?.person?.name].filter(Boolean).join(' ');
  return (
    <Note shade="warn">{t.provisional(who, formatDay(provisional.on), words.bases[provisional.basis])}</Note>
  );
}

const FORWARD: ReadonlySet<DisputeView['actions'][number]['action']> = new Set(['rule']);

function Actions({ dispute, onOpen }: { dispute: DisputeView; onOpen: (open: Open) => void }) {
  const t = useMessages(m);
  const steps = dispute.actions.filter((step) => step.action === 'rule' || step.action === 'withdraw');
  // Whoever has nothing to do with a step need not read why.
  const shown = steps.filter(
    ({ reason }) => reason === null || !['disputes/not-judge', 'disputes/not-raised'].includes(reason.code),
  );
  const silent = running(dispute) ? dispute.sides.filter((side) => side.mine && side.claim === null) : [];
  if (shown.length + silent.length === 0) return null;
  return (
    <Panel title={t.next}>
      <div className={css['column']}>
        {silent.map((side) => (
          <div key={side.id}>
            <Button type="primary" onClick={() => onOpen({ kind: 'answer', side })}>
              {t.answerFor(side.org.name)}
            </Button>
          </div>
        ))}
        {shown.length > 0 && (
          <StepList
            steps={shown.map((step) => ({ ...step, label: step.action === 'rule' ? t.rule : t.withdraw }))}
            forward={FORWARD}
            onChoose={(action) => onOpen({ kind: action === 'rule' ? 'rule' : 'withdraw' })}
          />
        )}
      </div>
    </Panel>
  );
}

function Ruling({ dispute }: { dispute: DisputeView }) {
  const t = useMessages(m);
  const { ruled, patch, precedent } = dispute;
  if (!ruled) return null;
  return (
    <Panel title={t.ruling}>
      <p className={css['said']}>{ruled.text}</p>
      <Facts
        items={[
          { label: t.owns, value: dispute.owner },
          { label: t.by, value: `${ruled.by} ${formatDay(dispute.ruledOn)}` },
          precedent && {
            label: t.cited,
            value: <AppLink to={`/disputes/${precedent.id}`}>{precedent.title}</AppLink>,
          },
          !patch && { label: t.list, value: t.unchanged },
        ]}
      />
    </Panel>
  );
}

function Matter({ dispute }: { dispute: DisputeView }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <Panel title={t.matter}>
      <p className={css['said']}>{dispute.matter}</p>
      <Facts
        items={[
          {
            label: t.due,
            value: (
              <span className={dispute.overdue ? css['late'] : undefined}>
                {formatDay(dispute.dueOn)}
                {running(dispute) && ` · ${formatDue(dispute.dueOn)}`} {!dispute.dueCovered && t.unsure}
              </span>
            ),
          },
          { label: t.level, value: `${dispute.rulesAt.name} · ${pick(dispute.level)}` },
          {
            label: t.duty,
            value: dispute.duty ? `${dispute.duty.code} ${dispute.duty.title}` : t.noDuty,
          },
          { label: t.raised, value: `${dispute.raisedBy} ${formatDay(dispute.raisedOn)}` },
        ]}
      />
    </Panel>
  );
}

function Sides({ dispute, onAnswer }: { dispute: DisputeView; onAnswer: (side: PartyView) => void }) {
  const t = useMessages(m);
  const words = useMessages(disputeWords);
  const open = dispute.actions.some((step) => step.action === 'answer');
  const holder = dispute.ruled?.partyId ?? dispute.provisional?.partyId;
  return (
    <Panel title={t.sides}>
      <div className={css['sides']}>
        {dispute.sides.map((side) => (
          <article key={side.id} className={`${css['side']} ${side.id === holder ? css['holds'] : ''}`}>
            <header>
              <strong>{side.org.name}</strong>
              <small>{side.person?.name ?? t.nobody}</small>
              {side.no === 1 && <small>{t.first}</small>}
              {side.id === holder && (
                <StateTag shade={dispute.ruled ? 'good' : 'warn'}>
                  {dispute.ruled ? t.owns : t.keeps}
                </StateTag>
              )}
            </header>
            {side.claim ? (
              <>
                <span>{words.claims[side.claim]}</span>
                <p className={css['said']}>{side.statement}</p>
                <small className={css['quiet']}>{formatInstant(side.statedAt)}</small>
              </>
            ) : (
              <p className={css['quiet']}>{t.silent}</p>
            )}
            {side.mine && open && (
              <div>
                <Button onClick={() => onAnswer(side)}>{side.claim ? t.again : t.answer}</Button>
              </div>
            )}
          </article>
        ))}
      </div>
    </Panel>
  );
}

function History({ dispute }: { dispute: DisputeView }) {
  const t = useMessages(m);
  const words = useMessages(disputeWords);
  return (
    <Panel title={t.history} note={t.historyNote}>
      <ol className={css['history']}>
        {dispute.events.map((event) => (
          <li key={event.id}>
            <header>
              <strong>{words.actions[event.action]}</strong>
              <span>{event.who ?? t.system}</span>
              {event.party && <span>{event.party}</span>}
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
            </header>
            {event.note && <p className={css['said']}>{event.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
