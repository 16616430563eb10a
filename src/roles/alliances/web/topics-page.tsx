import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';

import { formatDay, formatDue, formatMinutes } from '#shell/web/format.ts';
import { useGo, useParam } from '#shell/web/location.ts';

import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Bar, Panel, StateTag } from '#shell/web/panel.tsx';
import { inARow, inBrackets, inClauses } from '#shell/web/punctuation.ts';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type AdoptedTopic, decideTopic, readTopics, type TopicView } from '../alliance-work.contract.ts';
import { AllianceFrame } from './alliance-frame.tsx';
import css from './alliances.module.css';
import { AdoptDialog, CloseTopicDialog } from './topic-dialogs.tsx';

const m = messages({
  zh: {
    agenda: '已列入议程',
    noAgenda: '还没有列入议程的议题。从下面挑一个，定个日子。',
    proposed: '建议的共同议题',
    note: (n: number) => `看了各方的 ${n} 条责任项、未销号问题、任务和需求，只列重合的`,
    empty: '没有找到共同议题',
    emptyWhy:
      '各方还没有重合的问题、需求或服务对象。可以先在“清单和活动”里列出需求，或在同意参加时选上服务对象。',
    why: (parties: string, time: string, prepared: boolean) =>
      `为什么是它：${parties}。各方合计约 ${time}${prepared ? '，已有资源可用，不用另外准备' : ''}。`,
    covers: (percent: number) => `覆盖 ${percent}% 的成员`,
    kinds: {
      problem: (n: number) => `${n} 个未销号问题`,
      need: (n: number) => `${n} 条需求`,
      task: (n: number) => `${n} 项任务`,
      duty: (n: number) => `${n} 项责任`,
      served: (_n: number) => '服务同一类对象',
    },
    mine: (text: string) => `本单位的：${text}`,
    refused: (n: number) => `被放过 ${n} 次`,
    adopted: '已在议程上',
    adopt: '列入议程',
    refuse: '这次不用',
    refusedNow: '已记一次，不影响以后的排序',
    states: { adopted: '待议', discussed: '已议', dropped: '不再议' },
    plan: '安排支部会议',
    discussed: '已经议过',
    drop: '不再议',
  },
  en: {
    agenda: 'On the agenda',
    noAgenda: 'Nothing yet. Choose one below and give it a day.',
    proposed: 'Topics in common',
    note: (n) =>
      `${n} duties, open problems, tasks and needs of all parties were looked at; only overlaps are shown`,
    empty: 'No topic in common was found',
    emptyWhy:
      'The parties share no problem, need or public yet. List needs under “Lists and activities”, or choose whom you serve when you agree.',
    why: (parties, time, prepared) =>
      `Why this one: ${parties}. About ${time} for all together${prepared ? '; a listed resource saves the preparation' : ''}.`,
    covers: (percent) => `covers ${percent}% of the parties`,
    kinds: {
      problem: (n) => (n === 1 ? 'an open problem' : `${n} open problems`),
      need: (n) => (n === 1 ? 'a need' : `${n} needs`),
      task: (n) => (n === 1 ? 'a task' : `${n} tasks`),
      duty: (n) => (n === 1 ? 'a duty' : `${n} duties`),
      served: (_n) => 'serves the same people',
    },
    mine: (text) => `Yours: ${text}`,
    refused: (n) => `passed over ${n}×`,
    adopted: 'on the agenda',
    adopt: 'Put on the agenda',
    refuse: 'Not this time',
    refusedNow: 'Counted; the order stays as it is',
    states: { adopted: 'To be discussed', discussed: 'Discussed', dropped: 'Dropped' },
    plan: 'Plan a branch meeting',
    discussed: 'Discussed',
    drop: 'Drop it',
  },
});

/** Common topics: what stands on the agenda, then what the parties have in common and why it is worth their time. */
export default function TopicsPage() {
  const id = useParam('id');
  return <AllianceFrame id={id}>{() => <Topics id={id} />}</AllianceFrame>;
}

function Topics({ id }: { id: string }) {
  const t = useMessages(m);
  const { data, error, refetch } = useCall(readTopics, { params: { id } });
  const [adopting, setAdopting] = useState<TopicView | null>(null);
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!data) return <Skeleton />;
  return (
    <div className={css['column']}>
      <Panel title={t.agenda}>
        {data.adopted.length === 0 ? (
          <p className={css['quiet']}>{t.noAgenda}</p>
        ) : (
          <ul className={css['rows']}>
            {data.adopted.map((topic) => (
              <Adopted key={topic.id} id={id} topic={topic} may={data.mayDecide} />
            ))}
          </ul>
        )}
      </Panel>
      <Panel title={t.proposed} note={t.note(data.looked)}>
        {data.topics.length === 0 ? (
          <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
        ) : (
          <ol className={css['rows']}>
            {data.topics.map((topic) => (
              <Proposed
                key={topic.key}
                id={id}
                topic={topic}
                may={data.mayDecide}
                onAdopt={() => setAdopting(topic)}
              />
            ))}
          </ol>
        )}
      </Panel>
      {adopting && <AdoptDialog id={id} topic={adopting} onClose={() => setAdopting(null)} />}
    </div>
  );
}

type ProposedProps = { id: string; topic: TopicView; may: boolean; onAdopt: () => void };

function Proposed({ id, topic, may, onAdopt }: ProposedProps) {
  const t = useMessages(m);
  const pick = useLabel();
  const { send, pending, error } = useSend(decideTopic, { onDone: () => notify(t.refusedNow) });
  return (
    <li>
      <div className={css['rowHead']}>
        <strong>{pick(topic.title)}</strong>
        {topic.adopted && <StateTag shade="good">{t.adopted}</StateTag>}
        {topic.refused > 0 && <span className={css['quiet']}>{t.refused(topic.refused)}</span>}
      </div>
      <Bar
        value={topic.coverage}
        max={100}
        label={t.covers(topic.coverage)}
        text={t.covers(topic.coverage)}
        shade="info"
      />
      <p className={css['why']}>
        {t.why(
          inClauses(topic.parties.map((party) => party.name + inBrackets(inARow(kindsOf(party, t.kinds))))),
          formatMinutes(topic.minutes),
          topic.prepared,
        )}
      </p>
      {topic.examples.length > 0 && <p className={css['quiet']}>{t.mine(inClauses(topic.examples))}</p>}
      {may && !topic.adopted && (
        <div className={css['buttons']}>
          <Button
            size="small"
            type="primary"
            aria-label={`${t.adopt} ${pick(topic.title)}`}
            onClick={onAdopt}
          >
            {t.adopt}
          </Button>
          <Button
            size="small"
            loading={pending}
            aria-label={`${t.refuse} ${pick(topic.title)}`}
            onClick={() => void send({ params: { id }, body: { key: topic.key, decision: 'refuse' } })}
          >
            {t.refuse}
          </Button>
        </div>
      )}
      {error && <ErrorSentence error={error} compact />}
    </li>
  );
}

const KINDS = ['problem', 'need', 'task', 'duty', 'served'] as const;

function kindsOf(
  party: TopicView['parties'][number],
  kinds: Record<(typeof KINDS)[number], (n: number) => string>,
): string[] {
  return KINDS.filter((kind) => party[kind] > 0).map((kind) => kinds[kind](party[kind]));
}

function Adopted({ id, topic, may }: { id: string; topic: AdoptedTopic; may: boolean }) {
  const t = useMessages(m);
  const go = useGo();
  const [step, setStep] = useState<'discussed' | 'dropped' | null>(null);
  return (
    <li>
      <div className={css['rowHead']}>
        <strong>{topic.title}</strong>
        <StateTag shade={topic.state === 'discussed' ? 'good' : 'neutral'}>{t.states[topic.state]}</StateTag>
        <span className={css['quiet']}>
          {formatDay(topic.plannedOn)}
          {topic.state === 'adopted' && ` · ${formatDue(topic.plannedOn)}`}
        </span>
      </div>
      {topic.outcome && <p className={css['why']}>{topic.outcome}</p>}
      {may && topic.state === 'adopted' && (
        <div className={css['buttons']}>
          <Button
            size="small"
            aria-label={`${t.plan} ${topic.title}`}
            onClick={() =>
              go(`/meetings?${new URLSearchParams({ topic: topic.title, on: topic.plannedOn })}`)
            }
          >
            {t.plan}
          </Button>
          <Button
            size="small"
            type="primary"
            aria-label={`${t.discussed} ${topic.title}`}
            onClick={() => setStep('discussed')}
          >
            {t.discussed}
          </Button>
          <Button size="small" aria-label={`${t.drop} ${topic.title}`} onClick={() => setStep('dropped')}>
            {t.drop}
          </Button>
        </div>
      )}
      {step && <CloseTopicDialog id={id} topic={topic} step={step} onClose={() => setStep(null)} />}
    </li>
  );
}
