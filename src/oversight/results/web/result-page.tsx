import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type ResultView, readResult } from '../results.contract.ts';
import { GroupPanel } from './group-panel.tsx';
import { ResultSteps } from './result-steps.tsx';
import css from './results.module.css';
import { resultShades, resultWords } from './results-words.ts';

const m = messages({
  zh: {
    back: '考核结果',
    next: '下一步',
    facts: '基本情况',
    scheme: '考核方案',
    late: '方案在考核期开始后才采用',
    period: '考核期',
    scorer: '计分人',
    reviewer: '审核人',
    review: '审核意见',
    notified: '反馈日期',
    earliest: '最早公布日期',
    provisional: '（该年放假安排尚未公布，日期暂定）',
    until: '提出异议截止',
    objections: '未办结异议',
    objectionsLink: (n: number) => `${n} 件，去办理`,
    publication: '公布页',
    open: '打开',
    low: '低分指标与整改',
    corrects: '更正的原结果',
    correctedBy: '更正版',
    correctionReason: '更正原因',
    history: '经过',
    run: (n: number) => `第 ${n} 次计分`,
  },
  en: {
    back: 'Results',
    next: 'Next',
    facts: 'Facts',
    scheme: 'Scheme',
    late: 'adopted after the period had begun',
    period: 'Period',
    scorer: 'Scored by',
    reviewer: 'Reviewed by',
    review: 'Review',
    notified: 'Made known',
    earliest: 'Earliest publication',
    provisional: '(holidays of that year are not decreed yet: provisional)',
    until: 'Objections until',
    objections: 'Open objections',
    objectionsLink: (n) => `${n}: handle them`,
    publication: 'Publication',
    open: 'Open',
    low: 'Low indicators and rectification',
    corrects: 'Corrects',
    correctedBy: 'Corrected by',
    correctionReason: 'Reason of the correction',
    history: 'History',
    run: (n) => `run ${n}`,
  },
});

/** One result: what is next, its groups with the places their organisations may have, and its history. */
export default function ResultPage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readResult, { params: { id } });
  const back = { to: '/results', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.title}
      back={back}
      lead={data.orgName}
      badge={<StateTag shade={resultShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        {data.steps.length > 0 && (
          <Panel title={t.next}>
            <ResultSteps result={data} />
          </Panel>
        )}
        <ResultFacts result={data} />
        <GroupPanel result={data} />
        <History result={data} />
      </div>
    </PageFrame>
  );
}

function ResultFacts({ result }: { result: ResultView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const link = (to: string) => <AppLink to={to}>{t.open}</AppLink>;
  return (
    <Panel title={t.facts} note={t.run(result.run)}>
      {result.adoptedOn > result.periodFrom && (
        <div style={{ marginBottom: 14 }}>
          <Note shade="warn">{t.late}</Note>
        </div>
      )}
      <Facts
        items={[
          {
            label: t.scheme,
            value: <AppLink to={`/schemes/${result.adoptionId}`}>{pick(result.schemeTitle)}</AppLink>,
          },
          { label: t.period, value: `${formatDay(result.periodFrom)} — ${formatDay(result.periodTo)}` },
          { label: t.scorer, value: `${result.scorer} · ${formatInstant(result.scoredAt)}` },
          result.reviewer !== null && { label: t.reviewer, value: result.reviewer },
          result.notifiedOn !== null && { label: t.notified, value: formatDay(result.notifiedOn) },
          result.earliestOn !== null && {
            label: t.earliest,
            value: `${formatDay(result.earliestOn)}${result.earliestCovered ? '' : t.provisional}`,
          },
          result.objectionsUntil !== null && { label: t.until, value: formatDay(result.objectionsUntil) },
          result.openObjections > 0 && {
            label: t.objections,
            value: (
              <AppLink to={`/objections?result=${result.id}&state=open`}>
                {t.objectionsLink(result.openObjections)}
              </AppLink>
            ),
          },
          result.publicationId !== null && {
            label: t.publication,
            value: link(`/publications/${result.publicationId}`),
          },
          result.state === 'published' && {
            label: t.low,
            value: link(`/results/${result.id}/rectifications`),
          },
          result.correctsId !== null && { label: t.corrects, value: link(`/results/${result.correctsId}`) },
          result.correctedBy !== null && {
            label: t.correctedBy,
            value: link(`/results/${result.correctedBy}`),
          },
          result.correctionReason !== '' && {
            label: t.correctionReason,
            value: result.correctionReason,
            wide: true,
          },
          result.reviewReason !== '' && { label: t.review, value: result.reviewReason, wide: true },
        ]}
      />
    </Panel>
  );
}

function History({ result }: { result: ResultView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  return (
    <Panel title={t.history}>
      <ol className={css['timeline']}>
        {result.events.map((event) => (
          <li key={event.id} className={css['event']}>
            <header>
              <strong>{words.actions[event.action]}</strong>
              <span>{event.who}</span>
              <time dateTime={event.at}>{formatInstant(event.at)}</time>
            </header>
            {event.reason && <p>{event.reason}</p>}
          </li>
        ))}
      </ol>
    </Panel>
  );
}
