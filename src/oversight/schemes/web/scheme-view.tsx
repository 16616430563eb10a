import { formatBasisPoints } from '#kernel/decimal.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Bar, Facts, Panel } from '#shell/web/panel.tsx';
import type { SchemeView as Scheme } from '../schemes.contract.ts';
import css from './schemes.module.css';

const m = messages({
  zh: {
    indicators: '指标',
    source: '数据来源',
    sources: {
      obligations: '到期履责事项',
      conduct: '党员责任考评',
      records: '经确认的成效',
      ballot: '分组测评合计',
      ledger: '问题台账',
    },
    weight: (title: string) => `${title}的权重`,
    goalposts: (min: number, max: number) => `${min} 记 0 分，${max} 记 100 分`,
    cap: (value: number) => `至多计 ${value}`,
    rules: '规则',
    raters: '评价主体权重',
    bands: '等次（建议）',
    from: (title: string, min: number) => `${title} ${min} 分起`,
    topShare: (share: string) => `最高等次不超过同类组的 ${share}`,
    missing: '缺项',
    missingText: (least: string) =>
      `没有数据的指标不按零分计，权重按比例分摊；有数据的权重不足 ${least} 的不评分`,
    small: '小组保护',
    smallText: (ballots: number, group: number) =>
      `少于 ${ballots} 票的合计不公布；参评组织不足 ${group} 个的组不排名`,
    low: '整改提示线',
    lowText: (line: number) => `${line} 分`,
    notice: '反馈期',
    noticeText: (days: number) => `公布前不少于 ${days} 个工作日`,
    objection: '异议',
    objectionText: (days: number) => `反馈后 ${days} 日内可以提出`,
  },
  en: {
    indicators: 'Indicators',
    source: 'Source',
    sources: {
      obligations: 'duties that fell due',
      conduct: 'appraisals of members',
      records: 'confirmed results',
      ballot: 'pooled ballots',
      ledger: 'the ledger of problems',
    },
    weight: (title) => `weight of ${title}`,
    goalposts: (min, max) => `${min} is worth 0, ${max} is worth 100`,
    cap: (value) => `at most ${value} counts`,
    rules: 'Rules',
    raters: 'Weights of rater groups',
    bands: 'Bands (proposed)',
    from: (title, min) => `${title} from ${min}`,
    topShare: (share) => `the highest for at most ${share} of a group`,
    missing: 'Missing data',
    missingText: (least) =>
      `an indicator without data is not 0, its weight is spread over the others; below ${least} of the weight no score is given`,
    small: 'Small groups',
    smallText: (ballots, group) =>
      `sums of fewer than ${ballots} ballots are not shown; groups of fewer than ${group} organisations are not ranked`,
    low: 'Line for rectification',
    lowText: (line) => `${line} points`,
    notice: 'Notice',
    noticeText: (days) => `at least ${days} working days before publication`,
    objection: 'Objections',
    objectionText: (days) => `within ${days} days of the notice`,
  },
});

/** A scheme in full: what counts, how much, what happens to missing data, and what may follow. */
export function SchemeView({ scheme }: { scheme: Scheme }) {
  const t = useMessages(m);
  const pick = useLabel();
  return (
    <>
      <Panel title={t.indicators} note={scheme.note}>
        <ul className={css['indicators']}>
          {scheme.indicators.map((each) => (
            <li key={each.id}>
              <div className={css['head']}>
                <strong>{pick(each.title)}</strong>
                <span className={css['quiet']}>{t.sources[each.source]}</span>
              </div>
              <Bar
                value={each.weight}
                max={10_000}
                label={t.weight(pick(each.title))}
                shade="info"
                text={formatBasisPoints(each.weight)}
              />
              <p>{each.explain}</p>
              <p className={css['quiet']}>
                {t.goalposts(each.goalposts.min, each.goalposts.max)}
                {each.cap !== null && ` · ${t.cap(each.cap)}`}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
      <Panel title={t.rules}>
        <Facts
          items={[
            {
              label: t.raters,
              value: scheme.raterGroups
                .map((each) => `${pick(each.title)} ${formatBasisPoints(each.weight)}`)
                .join(' · '),
              wide: true,
            },
            {
              label: t.bands,
              value: `${scheme.bands.map((each) => t.from(pick(each.title), each.min)).join(' · ')} · ${t.topShare(formatBasisPoints(scheme.topBandShare))}`,
              wide: true,
            },
            { label: t.missing, value: t.missingText(formatBasisPoints(scheme.minCoverage)), wide: true },
            { label: t.small, value: t.smallText(scheme.minGroupSize, scheme.comparableSize), wide: true },
            { label: t.low, value: t.lowText(scheme.lowThreshold) },
            { label: t.notice, value: t.noticeText(scheme.noticeWorkingDays) },
            { label: t.objection, value: t.objectionText(scheme.objectionDays) },
          ]}
        />
      </Panel>
    </>
  );
}
