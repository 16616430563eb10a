import { formatBasisPoints, formatHundredths, parseRational, toNumber } from '#kernel/decimal.ts';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { IndicatorNode } from '../../scoring/scoring.contract.ts';
import type { ScoreView } from '../scores.contract.ts';
import { IndicatorFacts } from './indicator-facts.tsx';
import { resultWords } from './results-words.ts';
import css from './score.module.css';

const m = messages({
  zh: {
    weight: (share: string) => `权重 ${share}`,
    effective: (share: string) => `实际 ${share}`,
    spread: '权重已分摊给其他指标',
    contribution: (points: string) => `计入 ${points} 分`,
    noData: '没有数据',
    low: '偏低',
    reasons: {
      'nothing-due': '考核期内没有到期的事项',
      'no-problems': '考核期内没有到期的问题',
      'no-appraisals': '考核期内没有审定的党员责任考评',
      'too-few-ballots': '达到公布条件的测评不足',
    },
    formula: (raw: string, min: string, max: string, value: string) =>
      `实际值 ${raw}；起点 ${min} 记 0 分，满分值 ${max} 记 100 分 → ${value} 分`,
    capped: (cap: string) => `超过封顶值 ${cap} 的部分不计`,
    clipped: '超出起点或满分值的部分不再加减',
    error: (value: string) => `误差 ± ${value}`,
    share: (raw: string) => raw,
  },
  en: {
    weight: (share) => `weight ${share}`,
    effective: (share) => `in effect ${share}`,
    spread: 'weight spread over the others',
    contribution: (points) => `${points} of the score`,
    noData: 'no data',
    low: 'low',
    reasons: {
      'nothing-due': 'Nothing fell due in the period',
      'no-problems': 'No problem fell due in the period',
      'no-appraisals': 'No appraisal of a member was approved in the period',
      'too-few-ballots': 'Too few ballots that may be shown',
    },
    formula: (raw, min, max, value) =>
      `observed ${raw}; ${min} is worth 0, ${max} is worth 100 → ${value} points`,
    capped: (cap) => `what exceeds the cap of ${cap} does not count`,
    clipped: 'what lies beyond the goalposts neither adds nor takes away',
    error: (value) => `error ± ${value}`,
    share: (raw) => raw,
  },
});

type Props = {
  indicator: IndicatorNode;
  labels: ScoreView['labels'];
  open: boolean;
  onToggle: (open: boolean) => void;
};

/** One indicator of a score: weight, value and contribution; opened, its formula and the facts behind it. */
export function IndicatorBlock({ indicator, labels, open, onToggle }: Props) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const missing = indicator.state === 'missing';
  const id = `facts-${indicator.id}`;
  return (
    <section className={css['block']}>
      <h3 style={{ font: 'inherit' }}>
        <button
          type="button"
          className={css['head']}
          aria-expanded={open}
          aria-controls={id}
          onClick={() => onToggle(!open)}
        >
          <span className={css['name']}>
            <Icon name={open ? 'down' : 'right'} size={14} /> {pick(indicator.title)}{' '}
            {indicator.low && <StateTag shade="warn">{t.low}</StateTag>}
            <small>{words.sources[indicator.facts.source]}</small>
          </span>
          <span className={css['weight']}>
            {t.weight(formatBasisPoints(indicator.weight))}
            <small>{missing ? t.spread : t.effective(formatBasisPoints(indicator.effective_weight))}</small>
          </span>
          <span className={css['value']}>
            {missing || indicator.value === null ? (
              <span className={css['missing']}>{t.noData}</span>
            ) : (
              <strong className="z-number">{formatHundredths(indicator.value)}</strong>
            )}
            {indicator.standard_error !== null && indicator.standard_error > 0 && (
              <small>{t.error(indicator.standard_error.toFixed(1))}</small>
            )}
          </span>
          <span className={css['share']}>
            <span className={css['track']} aria-hidden="true">
              <span
                className={css['fill']}
                style={{ display: 'block', width: `${Math.min(100, (indicator.value ?? 0) / 100)}%` }}
              />
            </span>
            <span className="z-number">{t.contribution(formatHundredths(indicator.contribution))}</span>
          </span>
        </button>
      </h3>
      <div id={id} className={css['body']} hidden={!open}>
        <p>{indicator.explain}</p>
        <p className={css['formula']}>
          {indicator.raw === null || indicator.value === null
            ? t.reasons[indicator.reason ?? 'nothing-due']
            : t.formula(
                rawText(indicator),
                indicator.goalposts.min,
                indicator.goalposts.max,
                formatHundredths(indicator.value),
              )}
          {indicator.capped && indicator.cap !== null && ` · ${t.capped(indicator.cap)}`}
          {indicator.clipped && ` · ${t.clipped}`}
        </p>
        <IndicatorFacts facts={indicator.facts} labels={labels} />
      </div>
    </section>
  );
}

/** The observed value as a reader takes it in: a fraction with its decimals, or the number. */
function rawText({ raw }: IndicatorNode): string {
  if (raw === null) return '';
  const value = toNumber(parseRational(raw));
  return raw.includes('/') ? `${value.toFixed(4).replace(/0+$/, '')}(${raw})` : raw;
}
