import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { saveFile } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Bar, Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { downloadDecisions, readLeadingGroup } from '../leading-group.contract.ts';
import { DecisionList } from './decision-list.tsx';
import css from './leading.module.css';
import { LeadingNav, useGroup } from './leading-nav.tsx';
import { handShades, leadingWords, levelShades } from './leading-words.ts';
import { ResourceList } from './resource-list.tsx';
import { TopicSteps } from './topic-steps.tsx';

const m = messages({
  zh: {
    lead: '议什么、定了什么、落实到哪、风险在谁手上。落实情况读自任务和台账，不另行填报。',
    leadBranch: '党组议定给本支部的资源：给没给到，由支部确认。',
    propose: '提出议题',
    record: '记录党组会议',
    print: '导出决定台账',
    waitingMine: '等我决定',
    waiting: '等党组书记确定的议题',
    none: '没有等待确定的议题。',
    asks: (text: string) => `请党组决定：${text}`,
    from: (who: string, day: string) => `${who}，${day}提出`,
    accepted: '下次会议的议题',
    decisions: '定了什么、落实到哪',
    all: '全部决定',
    overdue: '逾期',
    open: '正在落实',
    done: '已落实',
    standing: '长期有效',
    clear: '没有待落实的决定。',
    risks: '要复核的风险',
    noRisks: '两周内没有要复核的风险。',
    allRisks: (n: number) => `全部风险（${n}）`,
    closing: '等第二人确认解除',
    review: (day: string, due: string) => `${day} 复核（${due}）`,
    short: (n: number) => `有 ${n} 项资源逾期没有到位`,
    studied: (year: number) => `${year} 年研究机关党建`,
    times: '次',
    must: (n: number) => `应不少于 ${n} 次`,
    own: (duty: string) => `“${duty}”须由党组书记亲自主持；书面委托不算过失。`,
    kind: (done: number, most: number) => `${done} / ${most}`,
    topics: (n: number) => `${n} 个议题`,
    chair: (who: string) => `主持：${who}`,
    noSession: '今年还没有记录过党组议党建。',
  },
  en: {
    lead: 'What comes up, what was decided, where it stands, who holds which risk. Progress is read from tasks and the ledger.',
    leadBranch: 'Resources that the leading group gave this branch: the branch says whether they came.',
    propose: 'Propose a topic',
    record: 'Record a session',
    print: 'Export the decisions',
    waitingMine: 'Waiting for me',
    waiting: 'Topics waiting for the secretary',
    none: 'No topic is waiting.',
    asks: (text) => `Asked to decide: ${text}`,
    from: (who, day) => `${who}, ${day}`,
    accepted: 'For the next session',
    decisions: 'What was decided, and where it stands',
    all: 'All decisions',
    overdue: 'Overdue',
    open: 'Under way',
    done: 'Done',
    standing: 'Standing',
    clear: 'Nothing is left to be carried out.',
    risks: 'Risks to review',
    noRisks: 'No review within two weeks.',
    allRisks: (n) => `All risks (${n})`,
    closing: 'Closing waits for a second person',
    review: (day, due) => `Review ${day} (${due})`,
    short: (n) => `${n} resources are late`,
    studied: (year) => `Party building studied in ${year}`,
    times: '×',
    must: (n) => `at least ${n}`,
    own: (duty) => `“${duty}” is for the secretary in person; a written delegation is no fault.`,
    kind: (done, most) => `${done} / ${most}`,
    topics: (n) => `${n} topics`,
    chair: (who) => `Chair: ${who}`,
    noSession: 'No session recorded this year yet.',
  },
});

type Group = ResponseOf<typeof readLeadingGroup>;

/** The first page of the room, for somebody with two minutes: what waits, what stands where, which risks are due, how often it met. */
export default function LeadingPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const { id, none } = useGroup();
  const { data, error, refetch } = useCall(
    readLeadingGroup,
    { params: { id: id ?? '' } },
    { enabled: id !== null, keep: true },
  );
  if (none) {
    return (
      <PageFrame title={words.room} lead={t.leadBranch}>
        <ResourceList groupId={null} />
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={data?.name ? `${words.room} · ${data.name}` : words.room}
      lead={t.lead}
      actions={data && <Actions group={data} />}
    >
      <div className={css['column']}>
        <LeadingNav />
        {error ? (
          <ErrorSentence error={error} onRetry={() => void refetch()} />
        ) : data ? (
          <>
            <Waiting group={data} />
            <Decisions group={data} />
            <Risks group={data} />
            <Studied group={data} />
          </>
        ) : (
          <Skeleton />
        )}
      </div>
    </PageFrame>
  );
}

function Actions({ group }: { group: Group }) {
  const t = useMessages(m);
  const go = useGo();
  const [failed, setFailed] = useState<unknown>(null);
  return (
    <>
      {failed !== null && <ErrorSentence error={failed} compact />}
      <Button
        onClick={() =>
          void saveFile(downloadDecisions, { params: { id: group.id }, query: {} }).then(
            () => setFailed(null),
            setFailed,
          )
        }
      >
        {t.print}
      </Button>
      {group.mine.officer && (
        <>
          <Button onClick={() => go(`/leading-group/topics/new?group=${group.id}`)}>{t.propose}</Button>
          <Button type="primary" onClick={() => go(`/leading-group/sessions/new?group=${group.id}`)}>
            {t.record}
          </Button>
        </>
      )}
    </>
  );
}

function Waiting({ group }: { group: Group }) {
  const t = useMessages(m);
  const { secretary } = group.mine;
  return (
    <>
      <Panel title={secretary ? t.waitingMine : t.waiting}>
        {group.waiting.length === 0 ? (
          <p className={css['quiet']}>{t.none}</p>
        ) : (
          <ul className={css['list']}>
            {group.waiting.map((topic) => (
              <li key={topic.id}>
                <span className={css['head']}>
                  <AppLink to={`/leading-group/topics/${topic.id}`}>{topic.title}</AppLink>
                  <span className={css['quiet']}>{t.from(topic.proposer, formatDay(topic.proposedOn))}</span>
                </span>
                <p className={css['text']}>{t.asks(topic.ask)}</p>
                {secretary && <TopicSteps topic={topic} steps={['accept', 'defer', 'return']} />}
              </li>
            ))}
          </ul>
        )}
      </Panel>
      {group.accepted.length > 0 && (
        <Panel title={t.accepted}>
          <ul className={css['list']}>
            {group.accepted.map((topic) => (
              <li key={topic.id}>
                <AppLink to={`/leading-group/topics/${topic.id}`}>{topic.title}</AppLink>
                <span className={css['quiet']}>{t.asks(topic.ask)}</span>
              </li>
            ))}
          </ul>
        </Panel>
      )}
    </>
  );
}

function Decisions({ group }: { group: Group }) {
  const t = useMessages(m);
  const { counts } = group;
  return (
    <Panel
      title={t.decisions}
      actions={<AppLink to={`/leading-group/decisions?group=${group.id}`}>{t.all}</AppLink>}
    >
      <div className={css['column']}>
        <Figures>
          <Figure label={t.overdue} value={counts.overdue} />
          <Figure label={t.open} value={counts.open} />
          <Figure label={t.done} value={counts.done} />
          <Figure label={t.standing} value={counts.standing} />
        </Figures>
        {group.shortfall > 0 && (
          <p className={css['text']}>
            <AppLink to={`/leading-group/resources?group=${group.id}`}>{t.short(group.shortfall)}</AppLink>
          </p>
        )}
        {group.decisions.length === 0 ? (
          <p className={css['quiet']}>{t.clear}</p>
        ) : (
          <DecisionList items={group.decisions} />
        )}
      </div>
    </Panel>
  );
}

function Risks({ group }: { group: Group }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  return (
    <Panel
      title={t.risks}
      actions={<AppLink to={`/leading-group/risks?group=${group.id}`}>{t.allRisks(group.standing)}</AppLink>}
    >
      {group.risks.length === 0 ? (
        <p className={css['quiet']}>{t.noRisks}</p>
      ) : (
        <ul className={css['list']}>
          {group.risks.map((risk) => (
            <li key={risk.id}>
              <span className={css['head']}>
                <StateTag shade={levelShades[risk.level]}>{words.levels[risk.level]}</StateTag>
                <AppLink to={`/leading-group/risks/${risk.id}`}>{risk.title}</AppLink>
              </span>
              <span className={`${css['head']} ${css['quiet']}`}>
                <span>{risk.owner}</span>
                <span className={risk.overdue ? css['late'] : undefined}>
                  {risk.state === 'closing'
                    ? t.closing
                    : t.review(formatDay(risk.reviewOn), formatDue(risk.reviewOn))}
                </span>
              </span>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}

function Studied({ group }: { group: Group }) {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const label = useLabel();
  const { studied } = group;
  return (
    <Panel title={t.studied(studied.year)} note={words.basis(studied.basis)}>
      <div className={css['column']}>
        <Figures>
          <Figure label={t.must(studied.must)} value={studied.done} unit={t.times} />
        </Figures>
        <div className={css['kinds']}>
          {studied.kinds.map((kind) => (
            <div key={kind.id}>
              <span>{label(kind.title)}</span>
              <Bar
                value={kind.done}
                max={kind.must}
                label={label(kind.title)}
                shade={kind.done >= kind.must ? 'good' : 'warn'}
                text={t.kind(kind.done, kind.must)}
              />
            </div>
          ))}
        </div>
        {studied.sessions.length === 0 ? (
          <p className={css['quiet']}>{t.noSession}</p>
        ) : (
          <ul className={css['list']}>
            {studied.sessions.map((session) => (
              <li key={session.id}>
                <span className={css['head']}>
                  <AppLink to={`/leading-group/sessions/${session.id}`}>{formatDay(session.onDay)}</AppLink>
                  <span className={css['quiet']}>{t.topics(session.topics)}</span>
                  {session.chair && <span className={css['quiet']}>{t.chair(session.chair)}</span>}
                  <StateTag shade={handShades[session.hand]}>{words.hands[session.hand]}</StateTag>
                </span>
              </li>
            ))}
          </ul>
        )}
        <p className={css['quiet']}>{t.own(studied.duty)}</p>
      </div>
    </Panel>
  );
}
