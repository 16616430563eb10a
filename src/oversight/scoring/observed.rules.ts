import type { Day } from '#kernel/dates.ts';
import {
  formatRational,
  largestRemainder,
  plus,
  type Rational,
  rational,
  times,
  WHOLE,
  weightedMean,
  ZERO,
} from '#kernel/decimal.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import type { Indicator, RaterGroup, Title } from '../schemes/scheme.rules.ts';
import type {
  BallotFacts,
  ConductFacts,
  IndicatorNode,
  LedgerFacts,
  ObligationFacts,
  RecordFacts,
} from './scoring.contract.ts';

/** An obligation as it stood on the day of counting. */
export type ObservedObligation = {
  id: string;
  duty: string;
  dueOn: Day;
  state: 'open' | 'fulfilled' | 'excused';
  /** The day on which it was done, which counts; the day on which that was reported does not. */
  metOn: Day | null;
  firstLateOn: Day | null;
  records: string[];
};

/** A record with at least one confirmed result; traces alone never count. */
export type ObservedRecord = { id: string; kind: string; occurredOn: Day };

/** A problem of the ledger. */
export type ObservedProblem = { id: string; dueOn: Day; closed: boolean; firstLateOn: Day | null };

/** How the year's appraisals of members came out in one organisation: numbers only, because nobody's own stands in a score. */
export type ObservedAppraisals = {
  /** Approved as the branch wrote it; approved after it was given back; given back and still with the branch. */
  atOnce: number;
  corrected: number;
  returned: number;
};

/** A pooled cell of the ballot as released; several groups where the round had merged them. */
export type ObservedCell = {
  groups: string[];
  item: string;
  /** Hundredths of a point as released, or null with the reason. */
  mean: number | null;
  atLeast: number | null;
  /** Standard deviation of single marks, in points, pooled over the comparable group; never the ratee's own. */
  spread: number | null;
  reason: string | null;
};

/** Everything about one organisation that a score may look at. */
export type Observed = {
  obligations: readonly ObservedObligation[];
  records: readonly ObservedRecord[];
  problems: readonly ObservedProblem[];
  appraisals: readonly ObservedAppraisals[];
  cells: readonly ObservedCell[];
};

/** An indicator's raw value with its facts; `raw` null means that there is nothing to measure, which is not 0. */
export type Measured = {
  raw: Rational | null;
  reason: IndicatorNode['reason'];
  /** In the raw value's unit. */
  standardError: number;
  facts: IndicatorNode['facts'];
};

/** Measures one indicator on what was observed up to and including `asOf`. */
export function measure(scheme: Scheme, indicator: Indicator, observed: Observed, asOf: Day): Measured {
  switch (indicator.source) {
    case 'obligations':
      return measureObligations(indicator, observed.obligations, asOf);
    case 'ledger':
      return measureProblems(indicator, observed.problems, asOf);
    case 'records':
      return measureRecords(indicator, observed.records, asOf);
    case 'conduct':
      return measureAppraisals(indicator, observed.appraisals);
    case 'ballot':
      return measureBallots(scheme, indicator, observed.cells);
  }
}

function measureObligations(indicator: Indicator, all: readonly ObservedObligation[], asOf: Day): Measured {
  const lateCredit = indicator.late_credit ?? WHOLE;
  const items: ObligationFacts['items'] = all
    .filter((each) => each.dueOn <= asOf && (indicator.duties?.includes(each.duty) ?? true))
    .sort((a, b) => order(a.dueOn, b.dueOn) || order(a.id, b.id))
    .map((each) => ({
      id: each.id,
      duty: each.duty,
      due_on: each.dueOn,
      outcome:
        each.state === 'excused'
          ? ('excused' as const)
          : each.state === 'open'
            ? ('missed' as const)
            : each.metOn !== null && each.metOn > each.dueOn
              ? ('late' as const)
              : ('on-time' as const),
      late_since: each.firstLateOn,
      records: [...each.records].sort(),
    }));
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  const facts: ObligationFacts = {
    source: 'obligations',
    late_credit: lateCredit,
    due: items.length - count('excused'),
    on_time: count('on-time'),
    late: count('late'),
    missed: count('missed'),
    excused: count('excused'),
    items,
  };
  return { ...rate(facts, lateCredit), reason: facts.due === 0 ? 'nothing-due' : null, facts };
}

function measureProblems(indicator: Indicator, all: readonly ObservedProblem[], asOf: Day): Measured {
  const lateCredit = indicator.late_credit ?? WHOLE;
  const items: LedgerFacts['items'] = all
    .filter((each) => each.dueOn <= asOf)
    .sort((a, b) => order(a.dueOn, b.dueOn) || order(a.id, b.id))
    .map((each) => ({
      id: each.id,
      due_on: each.dueOn,
      outcome: !each.closed
        ? ('missed' as const)
        : each.firstLateOn
          ? ('late' as const)
          : ('on-time' as const),
      late_since: each.firstLateOn,
    }));
  const count = (outcome: string) => items.filter((item) => item.outcome === outcome).length;
  const facts: LedgerFacts = {
    source: 'ledger',
    late_credit: lateCredit,
    due: items.length,
    on_time: count('on-time'),
    late: count('late'),
    missed: count('missed'),
    items,
  };
  return { ...rate(facts, lateCredit), reason: facts.due === 0 ? 'no-problems' : null, facts };
}

/**
 * The share of members whose appraisal stood (党员义务落实情况纳入年终考核). Grades are not looked at: a branch gains nothing by
 * generous ones, and loses by what the check from outside finds to differ.
 */
function measureAppraisals(indicator: Indicator, all: readonly ObservedAppraisals[]): Measured {
  const lateCredit = indicator.late_credit ?? WHOLE;
  const sum = (of: (each: ObservedAppraisals) => number) => all.reduce((total, each) => total + of(each), 0);
  const facts: ConductFacts = {
    source: 'conduct',
    late_credit: lateCredit,
    due: sum((each) => each.atOnce + each.corrected + each.returned),
    on_time: sum((each) => each.atOnce),
    late: sum((each) => each.corrected),
    missed: sum((each) => each.returned),
  };
  return { ...rate(facts, lateCredit), reason: facts.due === 0 ? 'no-appraisals' : null, facts };
}

/** Share met, a late one counting its credit; the error is the binomial one of Agresti and Coull (n + 4). */
function rate(facts: { due: number; on_time: number; late: number }, lateCredit: number) {
  if (facts.due === 0) return { raw: null, standardError: 0 };
  const met = BigInt(facts.on_time) * BigInt(WHOLE) + BigInt(facts.late) * BigInt(lateCredit);
  const raw = rational(met, BigInt(facts.due) * BigInt(WHOLE));
  const n = facts.due + 4;
  const p = (facts.on_time + (facts.late * lateCredit) / WHOLE + 2) / n;
  return { raw, standardError: Math.sqrt((p * (1 - p)) / n) };
}

function measureRecords(indicator: Indicator, all: readonly ObservedRecord[], asOf: Day): Measured {
  const items = all
    .filter((each) => each.occurredOn <= asOf && (indicator.kinds ?? []).includes(each.kind))
    .sort((a, b) => order(a.occurredOn, b.occurredOn) || order(a.id, b.id))
    .map((each) => ({ id: each.id, kind: each.kind, occurred_on: each.occurredOn }));
  const facts: RecordFacts = { source: 'records', count: items.length, items };
  // Deeds are counted, not sampled: none is a real figure, and there is no error of sampling.
  return { raw: rational(items.length), reason: null, standardError: 0, facts };
}

function measureBallots(scheme: Scheme, indicator: Indicator, all: readonly ObservedCell[]): Measured {
  const items = scheme.items.filter((item) => indicator.items?.includes(item.id) ?? true);
  const wanted = scheme.rater_groups.filter((group) => indicator.groups?.includes(group.id) ?? true);
  const pools = poolsOf(wanted, all).map((pool) => {
    const cells = items.map((item) => ({
      item,
      cell: all.find((cell) => cell.item === item.id && sameSet(cell.groups, pool.groups)),
    }));
    const shown = cells.flatMap(({ cell }) => (cell?.mean == null ? [] : [{ ...cell, mean: cell.mean }]));
    const sum = shown.reduce((total, cell) => plus(total, rational(cell.mean, 100)), ZERO);
    const mean = shown.length === 0 ? null : times(sum, rational(1, shown.length));
    // Items are marked by the same hands: their errors go together, so that they are averaged and not pooled.
    const errors = shown.map((cell) => (cell.spread ?? 0) / Math.sqrt(Math.max(cell.atLeast ?? 1, 1)));
    const standardError = errors.length === 0 ? 0 : errors.reduce((a, b) => a + b, 0) / errors.length;
    return { ...pool, cells, mean, standardError };
  });
  const present = pools.flatMap((pool) => (pool.mean === null ? [] : [{ ...pool, mean: pool.mean }]));
  const total = pools.reduce((sum, pool) => sum + pool.weight, 0);
  const weight = present.reduce((sum, pool) => sum + pool.weight, 0);
  const enough = weight > 0 && weight * WHOLE >= scheme.min_coverage * total;
  const shares = enough
    ? largestRemainder(
        present.map((pool) => pool.weight),
        WHOLE,
      )
    : [];
  const facts: BallotFacts = {
    source: 'ballot',
    min_coverage: scheme.min_coverage,
    groups: pools.map((pool) => ({
      groups: pool.groups,
      titles: pool.titles,
      weight: pool.weight,
      effective_weight: shares[present.findIndex((each) => sameSet(each.groups, pool.groups))] ?? 0,
      mean: pool.mean === null ? null : formatRational(pool.mean),
      reason: pool.mean === null ? (pool.cells.find(({ cell }) => cell)?.cell?.reason ?? 'no-ballots') : null,
      items: pool.cells.map(({ item, cell }) => ({
        item: item.id,
        title: item.title,
        mean: cell?.mean ?? null,
        at_least: cell?.mean == null ? null : cell.atLeast,
        reason: cell?.mean == null ? (cell?.reason ?? 'no-ballots') : null,
      })),
    })),
  };
  if (!enough) return { raw: null, reason: 'too-few-ballots', standardError: 0, facts };
  const raw = weightedMean(present.map((pool) => ({ value: pool.mean, weight: pool.weight })));
  const variance = present.reduce((sum, pool) => sum + ((pool.weight / weight) * pool.standardError) ** 2, 0);
  return { raw, reason: null, standardError: Math.sqrt(variance), facts };
}

/** The rater groups as pooled: a merged pool carries the weights of all its groups, any other group its own. */
function poolsOf(wanted: readonly RaterGroup[], cells: readonly ObservedCell[]) {
  const merged = cells.map((cell) => cell.groups).filter((groups) => groups.length > 1);
  const pools: { groups: string[]; titles: Title[]; weight: number }[] = [];
  for (const group of wanted) {
    if (pools.some((pool) => pool.groups.includes(group.id))) continue;
    const groups = merged.find((each) => each.includes(group.id)) ?? [group.id];
    const members = wanted.filter((each) => groups.includes(each.id));
    pools.push({
      groups,
      titles: members.map((each) => each.title),
      weight: members.reduce((sum, each) => sum + each.weight, 0),
    });
  }
  return pools.filter((pool) => pool.weight > 0);
}

const sameSet = (a: readonly string[], b: readonly string[]) =>
  a.length === b.length && a.every((each) => b.includes(each));
const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
