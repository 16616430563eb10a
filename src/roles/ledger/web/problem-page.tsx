import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listEvidenceKinds, type ProblemView, readProblem } from '../ledger.contract.ts';
import css from './ledger.module.css';
import { ledgerWords, stateShades } from './ledger-words.ts';
import { leadsOn, ProblemSteps } from './problem-steps.tsx';

const m = messages({
  zh: {
    back: '问题台账',
    facts: '基本情况',
    org: '所在组织',
    owner: '责任人',
    source: '来源',
    reportedBy: '提出人',
    enteredBy: '登记人',
    reportedAt: '列入时间',
    due: '时限',
    firstDue: '最初时限',
    late: '首次逾期',
    closed: '销号',
    closedBy: (who: string, day: string) => `${day}，由 ${who} 核验`,
    detail: '具体情况',
    measures: '整改措施',
    effect: '成效',
    answer: '给反映人的答复',
    origins: {
      score: '查看得分由来',
      report: '查看反映',
      record: '查看记录',
      motion: '查看提议',
      task: '查看任务',
    },
    record: '查看记录',
    next: '现在可以做什么',
    history: '经过',
    historyNote: '只增不改，销号后照样可查',
    owned: (who: string) => `责任人：${who}`,
    dated: (day: string) => `时限：${day}`,
    evidence: '成效佐证',
    joined: '反映的内容',
    joinedNote: '只有内容，没有反映人',
    channels: { public: '公开反映', member: '党员反映' },
    cluster: '同一问题的前后几次',
    clusterNote: (n: number) => `前后共反映或反复 ${n} 次`,
    drive: '开展专项整顿',
  },
  en: {
    back: 'Ledger',
    facts: 'Facts',
    org: 'Organisation',
    owner: 'Owner',
    source: 'Source',
    reportedBy: 'Reported by',
    enteredBy: 'Entered by',
    reportedAt: 'Entered',
    due: 'Due',
    firstDue: 'First due',
    late: 'First late',
    closed: 'Closed',
    closedBy: (who, day) => `${day}, verified by ${who}`,
    detail: 'Details',
    measures: 'Measures',
    effect: 'Effect',
    answer: 'Told to those who reported it',
    origins: {
      score: 'Where the score comes from',
      report: 'The report',
      record: 'The record',
      motion: 'The motion',
      task: 'The task',
    },
    record: 'the record',
    next: 'What can be done now',
    history: 'History',
    historyNote: 'only added to, never changed; stays after closing',
    owned: (who) => `owner: ${who}`,
    dated: (day) => `due: ${day}`,
    evidence: 'Evidence of effect',
    joined: 'What was reported',
    joinedNote: 'what it says, not who said it',
    channels: { public: 'Public form', member: 'A member' },
    cluster: 'The same before and after',
    clusterNote: (n) => `reported or back ${n} times together`,
    drive: 'Open a special drive',
  },
});

/** One problem: its facts, what can be done by whom, and everything that happened. */
export default function ProblemPage() {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readProblem, { params: { id } });
  const supervises = useHolds('clerk', 'officer', 'secretary');
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
        <Skeleton />
      </PageFrame>
    );
  }
  // What waits for the reader stands first; what he may do besides, or only others can, after the facts.
  const mine = data.actions.some((step) => step.reason === null && leadsOn.has(step.action));
  const steps = data.actions.length > 0 && (
    <Panel title={t.next}>
      <ProblemSteps problem={data} />
    </Panel>
  );
  return (
    <PageFrame
      title={data.title}
      back={back}
      actions={
        supervises &&
        data.state !== 'closed' && (
          <AppLink to={`/ledger/drives/new?problem=${id}`} className={css['quietLink']}>
            {t.drive}
          </AppLink>
        )
      }
      badge={<StateTag shade={stateShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        {mine && steps}
        <ProblemFacts problem={data} />
        {!mine && steps}
        <Joined problem={data} />
        <Cluster problem={data} />
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
                {problem.reports > 1 && ` · ${words.reported(problem.reports)}`}
                {problem.reopened > 0 && ` · ${words.reopened(problem.reopened)}`}
                {problem.origin && problem.sourceId && (
                  <>
                    {' '}
                    <AppLink to={`${originPages[problem.origin]}/${problem.sourceId}`}>
                      {t.origins[problem.origin]}
                    </AppLink>
                  </>
                )}
              </>
            ),
          },
          {
            // What came in as a report was entered by whoever took it in; the reporter is not named.
            label: problem.origin === 'report' ? t.enteredBy : t.reportedBy,
            value: problem.reportedBy,
          },
          { label: t.reportedAt, value: formatInstant(problem.reportedAt) },
          problem.closedOn !== null && {
            label: t.closed,
            value: t.closedBy(problem.closedBy ?? '', formatDay(problem.closedOn)),
          },
          problem.detail !== '' && { label: t.detail, value: problem.detail, wide: true },
          problem.measures !== '' && { label: t.measures, value: problem.measures, wide: true },
          problem.effect !== '' && { label: t.effect, value: problem.effect, wide: true },
          problem.answer !== '' && { label: t.answer, value: problem.answer, wide: true },
          problem.evidence.length > 0 && {
            label: t.evidence,
            value: <EvidenceList evidence={problem.evidence} />,
            wide: true,
          },
        ]}
      />
    </Panel>
  );
}

const originPages = {
  score: '/scores',
  report: '/ledger/reports',
  record: '/records',
  motion: '/motions',
  task: '/tasks',
} as const;

function EvidenceList({ evidence }: { evidence: ProblemView['evidence'] }) {
  const t = useMessages(m);
  const pick = useLabel();
  const { data } = useCall(listEvidenceKinds, {}, { staleTime: 600_000 });
  return (
    <ul>
      {evidence.map(({ kind, text, recordId }) => {
        const known = data?.items.find((each) => each.id === kind);
        return (
          <li key={kind + text}>
            {known ? pick(known.title) : kind} · {text}
            {recordId && (
              <>
                {' '}
                <AppLink to={`/records/${recordId}`}>{t.record}</AppLink>
              </>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Joined({ problem }: { problem: ProblemView }) {
  const t = useMessages(m);
  if (problem.joined.length === 0) return null;
  return (
    <Panel title={t.joined} note={t.joinedNote}>
      <ul className={css['timeline']}>
        {problem.joined.map((each) => (
          <li key={each.receivedOn + each.text} className={css['event']}>
            <small>
              {formatDay(each.receivedOn)} · {t.channels[each.channel]}
            </small>
            <p>{each.text}</p>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Cluster({ problem }: { problem: ProblemView }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  if (problem.cluster.length === 0) return null;
  return (
    <Panel title={t.cluster} note={t.clusterNote(problem.times)}>
      <ul className={css['lines']}>
        {problem.cluster.map((each) => (
          <li key={each.id}>
            <AppLink to={`/ledger/${each.id}`}>{each.title}</AppLink>
            <StateTag shade={stateShades[each.state]}>{words.states[each.state]}</StateTag>
            <small>
              {formatDay(each.reportedOn)} · {each.orgName} · {words.again(each.reports + each.reopened)}
            </small>
          </li>
        ))}
      </ul>
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
