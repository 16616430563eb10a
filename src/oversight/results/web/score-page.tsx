import { Button } from 'antd';
import { useEffect, useState } from 'react';
import { formatBasisPoints } from '#kernel/decimal.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { saveFile } from '#shell/web/call.ts';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Figure, Figures, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { downloadExplanation, readScore, type ScoreView } from '../scores.contract.ts';
import { IndicatorBlock } from './indicator-block.tsx';
import { ObjectButton } from './object-button.tsx';
import { RankBar } from './rank-bar.tsx';
import { resultShades, resultWords, scoreText } from './results-words.ts';
import css from './score.module.css';

const m = messages({
  zh: {
    back: '本组织得分',
    score: '得分',
    place: '同类组内可能名次',
    band: '等次建议',
    bandNote: '系统建议，由考核机关研究确定',
    error: '误差',
    errorNote: '标准误；来自测评人数和事项件数',
    tree: '得分由来',
    treeNote: '各项得分之和就是总分',
    openAll: '全部展开',
    closeAll: '全部收起',
    print: '打印',
    download: '下载得分说明',
    replaced: '这是以前一次计分的结果，已被新的计分取代。',
    rules: '计算规则',
    missing: (coverage: string, least: string) =>
      `没有数据的指标不按零分计，其权重按比例分摊给其他指标。本组织有数据的权重为 ${coverage}；不足 ${least} 时不评分。`,
    rounding: '全程用精确分数计算，只在最后按 GB/T 8170-2008 修约一次。',
    low: (line: number) => `低于 ${line} 分的指标会提示整改；是否列入台账由人决定。`,
    scheme: '考核方案',
    period: '考核期',
    scoredAt: '计分时间',
    hash: '得分说明校验码（SM3）',
    redLines: '红线情形',
    redLine: (doc: string, organ: string) => `${organ}${doc}；分数不变，限制结果运用`,
    publication: '公布页',
    open: '打开',
  },
  en: {
    back: 'Our scores',
    score: 'Score',
    place: 'Possible places in its group',
    band: 'Proposed band',
    bandNote: 'a proposal; people decide',
    error: 'Error',
    errorNote: 'standard error, from the number of ballots and of duties',
    tree: 'Where the score comes from',
    treeNote: 'the parts add up to the score',
    openAll: 'Open all',
    closeAll: 'Close all',
    print: 'Print',
    download: 'Download explanation',
    replaced: 'This is an earlier run; a later one has taken its place.',
    rules: 'How it is computed',
    missing: (coverage, least) =>
      `An indicator without data is not 0: its weight is spread over the others. Weight with data here: ${coverage}; below ${least} no score is given.`,
    rounding: 'Exact fractions throughout, rounded once at the end by GB/T 8170-2008.',
    low: (line) => `An indicator under ${line} points is proposed for rectification; people decide.`,
    scheme: 'Scheme',
    period: 'Period',
    scoredAt: 'Scored',
    hash: 'Digest of the explanation (SM3)',
    redLines: 'Red lines',
    redLine: (doc, organ) => `${organ} ${doc}; the score stays, its use is limited`,
    publication: 'Publication',
    open: 'Open',
  },
});

/** A score opened down to the records and pooled ballots it comes from; printable. */
export default function ScorePage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readScore, { params: { id } });
  const back = { to: '/scores', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.orgName}
      lead={data.title}
      back={back}
      badge={<StateTag shade={resultShades[data.state]}>{words.states[data.state]}</StateTag>}
      actions={
        <>
          <Button onClick={() => void saveFile(downloadExplanation, { params: { id } })}>{t.download}</Button>
          <Button onClick={() => print()}>{t.print}</Button>
          <ObjectButton score={data} />
        </>
      }
    >
      <div className={css['column']}>
        {!data.current && <Note shade="warn">{t.replaced}</Note>}
        <Headline score={data} />
        <Tree score={data} />
        <Rules score={data} />
      </div>
    </PageFrame>
  );
}

function Headline({ score }: { score: ScoreView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const { tree } = score;
  return (
    <Panel>
      <Figures>
        <Figure
          label={t.score}
          value={scoreText(tree.score) ?? '—'}
          note={tree.score === null ? words.ungraded : undefined}
        />
        {tree.standard_error !== null && (
          <Figure label={t.error} value={`± ${tree.standard_error.toFixed(1)}`} note={t.errorNote} />
        )}
        <Figure
          label={t.band}
          value={score.band ? pick(score.band.title) : '—'}
          note={score.bandLimited ? words.limited[score.bandLimited] : t.bandNote}
        />
      </Figures>
      <div className={css['place']}>
        <span>{t.place}</span>
        <RankBar best={score.best} worst={score.worst} size={score.groupSize} />
      </div>
      {tree.red_lines.length > 0 && (
        <Note shade="warn">
          <strong>{t.redLines}</strong>
          <ul>
            {tree.red_lines.map((line) => (
              <li key={line.id}>
                {pick(line.title)} — {t.redLine(line.document, line.organ)}
              </li>
            ))}
          </ul>
        </Note>
      )}
    </Panel>
  );
}

function Tree({ score }: { score: ScoreView }) {
  const t = useMessages(m);
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const all = score.tree.indicators.map((each) => each.id);
  const allOpen = open.size === all.length;
  useEffect(() => {
    // Paper cannot be clicked: everything is opened before it is printed.
    const openAll = () => setOpen(new Set(score.tree.indicators.map((each) => each.id)));
    addEventListener('beforeprint', openAll);
    return () => removeEventListener('beforeprint', openAll);
  }, [score]);
  const toggle = (id: string, on: boolean) =>
    setOpen((before) => new Set(on ? [...before, id] : [...before].filter((each) => each !== id)));
  return (
    <Panel
      title={t.tree}
      note={t.treeNote}
      flush
      actions={
        <Button size="small" onClick={() => setOpen(new Set(allOpen ? [] : all))}>
          {allOpen ? t.closeAll : t.openAll}
        </Button>
      }
    >
      {score.tree.indicators.map((indicator) => (
        <IndicatorBlock
          key={indicator.id}
          indicator={indicator}
          labels={score.labels}
          open={open.has(indicator.id)}
          onToggle={(on) => toggle(indicator.id, on)}
        />
      ))}
    </Panel>
  );
}

function Rules({ score }: { score: ScoreView }) {
  const t = useMessages(m);
  const pick = useLabel();
  const { tree } = score;
  return (
    <Panel title={t.rules}>
      <ul className={css['rules']}>
        <li>{t.missing(formatBasisPoints(tree.coverage), formatBasisPoints(tree.policy.min_coverage))}</li>
        <li>{t.rounding}</li>
        <li>{t.low(tree.policy.low_threshold)}</li>
      </ul>
      <Facts
        items={[
          { label: t.scheme, value: `${pick(tree.scheme.title)} v${tree.scheme.version}` },
          { label: t.period, value: `${formatDay(tree.round.from_on)} — ${formatDay(tree.round.to_on)}` },
          { label: t.scoredAt, value: formatInstant(score.scoredAt) },
          score.publicationId !== null && {
            label: t.publication,
            value: <AppLink to={`/publications/${score.publicationId}`}>{t.open}</AppLink>,
          },
          { label: t.hash, value: <span className={css['hash']}>{score.hash}</span>, wide: true },
        ]}
      />
    </Panel>
  );
}
