import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { Skeleton } from '#shell/web/data-table.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { type ProblemView, readProblem } from '../ledger.contract.ts';
import css from './ledger.module.css';
import { ledgerWords, stateShades } from './ledger-words.ts';
import { StepList } from './problem-steps.tsx';

const m = messages({
  zh: {
    back: '问题台账',
    loading: '正在载入',
    facts: '基本情况',
    org: '所在组织',
    owner: '责任人',
    source: '来源',
    reportedBy: '提出人',
    reportedAt: '列入时间',
    due: '时限',
    firstDue: '最初时限',
    late: '首次逾期',
    closed: '销号',
    closedBy: (who: string, day: string) => `${day}，由 ${who} 核验`,
    detail: '具体情况',
    measures: '整改措施',
    effect: '成效',
    score: '查看得分由来',
    next: '现在可以做什么',
    history: '经过',
    historyNote: '只增不改，销号后照样可查',
    owned: (who: string) => `责任人：${who}`,
    dated: (day: string) => `时限：${day}`,
  },
  en: {
    back: 'Ledger',
    loading: 'Loading',
    facts: 'Facts',
    org: 'Organisation',
    owner: 'Owner',
    source: 'Source',
    reportedBy: 'Reported by',
    reportedAt: 'Entered',
    due: 'Due',
    firstDue: 'First due',
    late: 'First late',
    closed: 'Closed',
    closedBy: (who, day) => `${day}, verified by ${who}`,
    detail: 'Details',
    measures: 'Measures',
    effect: 'Effect',
    score: 'Where the score comes from',
    next: 'What can be done now',
    history: 'History',
    historyNote: 'only added to, never changed; stays after closing',
    owned: (who) => `owner: ${who}`,
    dated: (day) => `due: ${day}`,
  },
});

/** One problem: its facts, what can be done by whom, and everything that happened. */
export default function ProblemPage() {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readProblem, { params: { id } });
  const back = { to: '/ledger', label: t.back };
  if (error) {
    return (
      <PageFrame title={t.back} back={back}>
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      </PageFrame>
    );
  }
  if (!data) {
    return (
      <PageFrame title={t.back} back={back}>
        <Skeleton label={t.loading} />
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={stateShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        <ProblemFacts problem={data} />
        {data.actions.length > 0 && (
          <Panel title={t.next}>
            <StepList problem={data} />
          </Panel>
        )}
        <History problem={data} />
      </div>
    </PageFrame>
  );
}

function ProblemFacts({ problem }: { problem: ProblemView }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const due = problem.state === 'closed' ? '' : ` · ${formatDue(problem.dueOn)}`;
  return (
    <Panel title={t.facts}>
      <Facts
        items={[
          { label: t.owner, value: problem.ownerName },
          { label: t.due, value: `${formatDay(problem.dueOn)}${due}` },
          problem.firstDueOn !== problem.dueOn && { label: t.firstDue, value: formatDay(problem.firstDueOn) },
          problem.firstLateOn !== null && {
            label: t.late,
            value: <span className={css['late']}>{formatDay(problem.firstLateOn)}</span>,
          },
          { label: t.org, value: problem.orgName },
          {
            label: t.source,
            value: (
              <>
                {words.sources[problem.source]}
                {problem.reopened > 0 && ` · ${words.reopened(problem.reopened)}`}
                {problem.source === 'assessment' && problem.sourceId && (
                  <>
                    {' '}
                    <AppLink to={`/scores/${problem.sourceId}`}>{t.score}</AppLink>
                  </>
                )}
              </>
            ),
          },
          { label: t.reportedBy, value: problem.reportedBy },
          { label: t.reportedAt, value: formatInstant(problem.reportedAt) },
          problem.closedOn !== null && {
            label: t.closed,
            value: t.closedBy(problem.closedBy ?? '', formatDay(problem.closedOn)),
          },
          problem.detail !== '' && { label: t.detail, value: problem.detail, wide: true },
          problem.measures !== '' && { label: t.measures, value: problem.measures, wide: true },
          problem.effect !== '' && { label: t.effect, value: problem.effect, wide: true },
        ]}
      />
    </Panel>
  );
}

function History({ problem }: { problem: ProblemView }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  return (
    <Panel title={t.history} note={t.historyNote}>
      <ol className={css['timeline']}>
        {problem.events.map((event) => (
          <li key={event.id} className={css['event']}>
            <header>
              <strong>{words.actions[event.action]}</strong>
              <span>{event.who}</span>
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
              {event.ownerName && <small>{t.owned(event.ownerName)}</small>}
              {event.dueOn && <small>{t.dated(formatDay(event.dueOn))}</small>}
            </header>
            {event.note && <p>{event.note}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
