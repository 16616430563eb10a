import { WHOLE } from '#kernel/decimal.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';

export type Indicator = Scheme['indicators'][number];
export type RaterGroup = Scheme['rater_groups'][number];

/** A name in both languages. */
export type Title = { zh: string; en: string };

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
  for (const list of [scheme.indicators, scheme.rater_groups, scheme.items, scheme.bands]) {
    if (new Set(list.map((each) => each.id)).size !== list.length)
      flaws.push('指标、评价主体、测评项或等次的编号有重复');
  }
  if (sum(scheme.indicators) !== WHOLE) flaws.push('指标权重之和应为 100%');
  if (scheme.rater_groups.length > 0 && sum(scheme.rater_groups) !== WHOLE)
    flaws.push('评价主体权重之和应为 100%');
  if (scheme.min_group_size < FEWEST_BALLOTS) flaws.push(`公布的最少票数不得低于 ${FEWEST_BALLOTS}`);
  if (scheme.notice_working_days < SHORTEST_NOTICE) flaws.push(`反馈期不得少于 ${SHORTEST_NOTICE} 个工作日`);
  for (const indicator of scheme.indicators) {
    const name = `指标“${indicator.title.zh}”`;
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
