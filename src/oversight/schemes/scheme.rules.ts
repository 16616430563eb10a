import { type BasisPoints, WHOLE } from '#kernel/decimal.ts';

/** Where an indicator's figure comes from. Log-ins, minutes online and uploads are no source, by law and by design. */
export type IndicatorSource = 'obligations' | 'records' | 'ballot' | 'ledger';

/** One indicator of a scheme, as a content pack states it. Weights and shares are basis points. */
export type Indicator = {
  id: string;
  title: string;
  source: IndicatorSource;
  /** obligations: only those of these duties; all when absent. */
  duties?: string[];
  /** records: deeds of these kinds. */
  kinds?: string[];
  /** ballot: the rater groups and items that count; all when absent. */
  groups?: string[];
  items?: string[];
  weight: BasisPoints;
  /** The raw values worth 0 and 100 points, fixed before the period; `min` above `max` means that less is better. */
  goalposts: { min: number; max: number };
  /** No more of the raw value than this counts. */
  cap?: number;
  /** obligations, ledger: what a late fulfilment counts; whole when absent, its lateness still shown. */
  late_credit?: BasisPoints;
  explain: string;
};

export type RaterGroup = { id: string; title: string; weight: BasisPoints };
export type BallotItem = {
  id: string;
  title: string;
  grades: { id: string; title: string; points: number }[];
};
export type Band = { id: string; title: string; min: number };

/** A red line (一票否决) limits what may follow from a score and never changes the score. */
export type RedLineRule = { id: string; title: string; basis: string; effect: 'no-front-list' | 'no-band' };

/** A scheme (考核方案): adopted as a snapshot before its period, then never changed. */
export type Scheme = {
  id: string;
  version: string;
  title: string;
  indicators: Indicator[];
  rater_groups: RaterGroup[];
  items: BallotItem[];
  min_group_size: number;
  low_threshold: number;
  notice_working_days: number;
  objection_days: number;
  /** Less weight than this with a figure behind it: no grade and no rank, instead of a guess. */
  min_coverage: BasisPoints;
  lists: {
    front_share: BasisPoints;
    tail_share: BasisPoints;
    front_reliability: BasisPoints;
    tail_reliability: BasisPoints;
    confidence: BasisPoints;
  };
  bands: Band[];
  red_lines: RedLineRule[];
};

/** The fewest ballots of a group that are ever shown together; a floor in code, a scheme may only ask for more. */
export const FEWEST_BALLOTS = 5;

/** The shortest notice before a result takes effect, in working days; a scheme may only give more. */
export const SHORTEST_NOTICE = 5;

/**
 * What is wrong with a scheme, as sentences for its author; an empty list means it may be adopted. Faults that would show only while
 * scoring (weights that vanish, goalposts that coincide) are found here.
 */
export function schemeFlaws(scheme: Scheme): string[] {
  const flaws: string[] = [];
  const groups = new Set(scheme.rater_groups.map((group) => group.id));
  const items = new Set(scheme.items.map((item) => item.id));
  const sum = (weights: { weight: number }[]) => weights.reduce((total, each) => total + each.weight, 0);
  const ids = [...scheme.indicators, ...scheme.rater_groups, ...scheme.items].map((each) => each.id);
  if (new Set(ids).size !== ids.length) flaws.push('指标、评价主体、测评项的编号有重复');
  if (sum(scheme.indicators) !== WHOLE) flaws.push('指标权重之和应为 100%');
  if (scheme.rater_groups.length > 0 && sum(scheme.rater_groups) !== WHOLE)
    flaws.push('评价主体权重之和应为 100%');
  if (scheme.min_group_size < FEWEST_BALLOTS) flaws.push(`公布的最少票数不得低于 ${FEWEST_BALLOTS}`);
  if (scheme.notice_working_days < SHORTEST_NOTICE) flaws.push(`反馈期不得少于 ${SHORTEST_NOTICE} 个工作日`);
  for (const indicator of scheme.indicators) {
    const name = `指标“${indicator.title}”`;
    if (indicator.weight <= 0) flaws.push(`${name}没有权重`);
    if (indicator.goalposts.min === indicator.goalposts.max) flaws.push(`${name}的起点值与满分值相同`);
    for (const group of indicator.groups ?? [])
      if (!groups.has(group)) flaws.push(`${name}引用了不存在的评价主体 ${group}`);
    for (const item of indicator.items ?? [])
      if (!items.has(item)) flaws.push(`${name}引用了不存在的测评项 ${item}`);
    if (indicator.source === 'ballot') {
      if (items.size === 0) flaws.push(`${name}需要测评项`);
      const used = scheme.rater_groups.filter((group) => indicator.groups?.includes(group.id) ?? true);
      if (sum(used) === 0) flaws.push(`${name}的评价主体没有权重`);
    }
    if (indicator.source === 'records' && !indicator.kinds?.length)
      flaws.push(`${name}没有写明计入哪几类工作`);
  }
  return flaws;
}
