import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type DelegationView, endDelegation, readOwnHand } from '../own-hand.contract.ts';
import type { Hand } from '../own-hand.rules.ts';
import { DelegateDialog } from './delegate-dialog.tsx';
import { HandStrip } from './hand-strip.tsx';
import css from './own-hand.module.css';
import { handShades, handWords, patternShades } from './own-hand-words.ts';

const m = messages({
  zh: {
    title: (who: string) => `书记亲为 · ${who}`,
    back: '书记亲为',
    first: (day: string) =>
      `这里是您自己的情况，您先看到。上级目前只能看到 ${day} 以前的；如果记录写错了，请先更正记录。`,
    above: (from: string, until: string) => `统计范围 ${from} 至 ${until}；更近的先由本人看。`,
    how: '只依据工作记录：主持、主讲算本人办理；写在前面的书面委托不算过失。不看登录、在线时长和谁录入。',
    figures: '由谁做',
    share: '本人办理占比',
    shareNote: '书面委托不计入',
    acts: '逐件看',
    none: '还没有“必须亲为”的事到期',
    noneWhy: '到期事项来自施行中的责任清单。',
    due: (day: string) => `${day} 到期`,
    more: (n: number) => `另有 ${n} 条记录`,
    delegations: '书面委托',
    delegate: '写一份委托',
    noDelegations: '没有书面委托',
    noDelegationsWhy: '出差、休假、培训前写一份委托，写清哪几项、委托给谁、到哪一天；这不是过失。',
    to: (who: string, from: string, until: string) => `委托 ${who}，${from} 至 ${until}`,
    running: '有效',
    over: '已结束',
    end: '结束',
    endAsk: '今天结束这份委托？',
    endText: '从今天起由您本人办理。',
    ended: '已结束委托',
    and: '、',
  },
  en: {
    title: (who) => `In person · ${who}`,
    back: 'In person',
    first: (day) =>
      `This is about you, and you see it first. The level above sees it up to ${day}; correct a record that is wrong.`,
    above: (from, until) => `From ${from} to ${until}; what is later is seen by the secretary first.`,
    how: 'By records alone: being in the chair or speaking is doing it in person; a delegation written beforehand is no fault. Sign-ins and typing do not count.',
    figures: 'By whose hand',
    share: 'Done in person',
    shareNote: 'delegations left out',
    acts: 'Act by act',
    none: 'Nothing has fallen due yet',
    noneWhy: 'What is due comes from the duty list in force.',
    due: (day) => `due ${day}`,
    more: (n) => `and ${n} more records`,
    delegations: 'Delegations in writing',
    delegate: 'Write a delegation',
    noDelegations: 'No delegations',
    noDelegationsWhy: 'Before leave or travel, write down what, to whom, and until when: this is no fault.',
    to: (who, from, until) => `to ${who}, ${from} to ${until}`,
    running: 'running',
    over: 'over',
    end: 'End',
    endAsk: 'End this delegation today?',
    endText: 'From today on you do it yourself.',
    ended: 'Ended',
    and: ', ',
  },
});

/** How many records of one act are listed. */
const SHOWN = 3;

const ORDER: readonly Hand[] = ['undone', 'hidden', 'signed', 'delegated', 'in-person', 'coming'];

/** What should be looked at first, the latest of it first; what is not due yet, last and the nearest first. */
const inOrder = (acts: View['acts']) =>
  [...acts].sort(
    (a, b) =>
      ORDER.indexOf(a.hand) - ORDER.indexOf(b.hand) ||
      (a.hand === 'coming' ? 1 : -1) * a.dueOn.localeCompare(b.dueOn),
  );

type View = ResponseOf<typeof readOwnHand>;

/** One secretary: the picture, the acts one by one, and the delegations. */
export function OwnHand({ id, linked = false }: { id: string; linked?: boolean }) {
  const t = useMessages(m);
  const words = useMessages(handWords);
  const pick = useLabel();
  const [writing, setWriting] = useState(false);
  const { data, error, refetch } = useCall(readOwnHand, { params: { id } });
  const back = linked ? { to: '/own-hand', label: t.back } : undefined;
  if (!data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title(data.person.name)}
      lead={`${data.org.name}。${t.how}`}
      back={back}
      badge={
        <StateTag shade={patternShades[data.pattern] ?? 'neutral'}>{words.patterns[data.pattern]}</StateTag>
      }
    >
      <div className={css['column']}>
        <Note>
          {data.own
            ? t.first(formatDay(data.aboveUntil))
            : t.above(formatDay(data.from), formatDay(data.until))}
        </Note>
        <Panel title={t.figures} note={pick(data.patternNote)}>
          <Figures>
            <Figure
              label={t.share}
              value={data.share === null ? '—' : Math.round(data.share / 100)}
              unit={data.share === null ? undefined : '%'}
              note={t.shareNote}
            />
          </Figures>
          <div className={css['picture']}>
            <HandStrip counts={data.counts} legend />
          </div>
        </Panel>
        <Panel
          title={t.delegations}
          actions={
            data.form && (
              <Button type="primary" onClick={() => setWriting(true)}>
                {t.delegate}
              </Button>
            )
          }
        >
          {data.delegations.length === 0 ? (
            <EmptyState title={t.noDelegations}>{t.noDelegationsWhy}</EmptyState>
          ) : (
            <ul className={css['acts']}>
              {data.delegations.map((each) => (
                <DelegationItem key={each.id} delegation={each} own={data.own} />
              ))}
            </ul>
          )}
        </Panel>
        <Acts acts={data.acts} />
      </div>
      {writing && data.form && (
        <DelegateDialog orgId={id} form={data.form} onClose={() => setWriting(false)} />
      )}
    </PageFrame>
  );
}

function Acts({ acts }: { acts: View['acts'] }) {
  const t = useMessages(m);
  const pick = useLabel();
  const words = useMessages(handWords);
  return (
    <Panel title={t.acts}>
      {acts.length === 0 ? (
        <EmptyState title={t.none}>{t.noneWhy}</EmptyState>
      ) : (
        <ul className={css['acts']}>
          {inOrder(acts).map((act) => (
            <li key={act.id}>
              <header>
                <StateTag shade={handShades[act.hand]}>{words.hands[act.hand]}</StateTag>
                <strong>{pick(act.title)}</strong>
                <span className={css['quiet']}>{t.due(formatDay(act.dueOn))}</span>
              </header>
              {act.records.slice(0, SHOWN).map((record) => (
                <span key={record.id} className={css['record']}>
                  {record.open ? (
                    <AppLink to={`/records/${record.id}`}>{record.title}</AppLink>
                  ) : (
                    record.title
                  )}
                  <span className={css['quiet']}>{formatDay(record.on)}</span>
                </span>
              ))}
              {act.records.length > SHOWN && (
                <span className={css['quiet']}>{t.more(act.records.length - SHOWN)}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function DelegationItem({ delegation, own }: { delegation: DelegationView; own: boolean }) {
  const t = useMessages(m);
  const pick = useLabel();
  const { send, pending, error } = useSend(endDelegation, { onDone: () => notify(t.ended) });
  return (
    <li>
      <header>
        <StateTag shade={delegation.running ? 'info' : 'neutral'}>
          {delegation.running ? t.running : t.over}
        </StateTag>
        <strong>{pick(delegation.reason)}</strong>
        <span>
          {t.to(
            delegation.to.name,
            formatDay(delegation.fromOn),
            formatDay(delegation.endedOn ?? delegation.toOn),
          )}
        </span>
        {own && delegation.endedOn === null && delegation.running && (
          <ConfirmButton
            quiet
            label={t.end}
            title={t.endAsk}
            pending={pending}
            error={error}
            onConfirm={() => send({ params: { id: delegation.id }, ifMatch: delegation.version })}
          >
            {t.endText}
          </ConfirmButton>
        )}
      </header>
      <span className={css['quiet']}>
        {delegation.duties.map((duty) => pick(duty.title)).join(t.and)}
        {delegation.scope && ` · ${delegation.scope}`}
      </span>
    </li>
  );
}
