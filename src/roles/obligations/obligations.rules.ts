import type { BusinessCalendar } from '#kernel/business-calendar.ts';
import { type Cadence, cadenceKey, demandOf, dueDay, type Period, periodsIn } from '#kernel/cadence.ts';
import { addDays, addMonths, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { lifeCycle } from '#kernel/transitions.ts';
import type { FulfilmentRule, Strength } from '#standards/packs/packs.schema.ts';

export type ObligationState = 'open' | 'fulfilled' | 'excused';

/** The life of an obligation. Records fulfil it; only what is not an absolute demand can be excused, with a reason. */
export const obligationCycle = lifeCycle<ObligationState, 'fulfil' | 'unfulfil' | 'excuse' | 'restore'>({
  code: 'obligations',
  start: 'open',
  ends: ['fulfilled', 'excused'],
  rows: [
    { from: 'open', action: 'fulfil', to: 'fulfilled', who: 'record', basis: '一次记录，对应全部应尽事项' },
    { from: 'fulfilled', action: 'unfulfil', to: 'open', who: 'record', basis: '所依据的记录被更正或撤回' },
    { from: 'open', action: 'excuse', to: 'excused', who: 'secretary', basis: '“一般”要求可说明理由' },
    { from: 'excused', action: 'restore', to: 'open', who: 'officer', basis: '说明的理由不成立时恢复' },
  ],
});

/** One period of a cadence, with when it is due and how much is asked for. Rows that share `cadenceKey` share it. */
export type Slot = {
  cadenceKey: string;
  from: Day;
  to: Day;
  dueOn: Day;
  /** False where the calendar knows nothing of the year yet, so that the due day may still move. */
  covered: boolean;
  unit: 'times' | 'minutes';
  required: number;
};

/**
 * What a schedule is laid out on: `window` (due on or after `from`, in a period that begins before `to`), the business
 * calendar, and the minutes of a class hour (学时).
 */
export type Layout = { window: Period; calendar: BusinessCalendar; classHourMinutes: number };

/**
 * The slots of some cadences in a window. A period that began before it belongs to it if it is due in it: a list issued
 * in November still asks for the year's organisational life meeting, and not for October's meeting. Equal cadences
 * are laid out once.
 */
export function scheduleOf(cadences: readonly Cadence[], layout: Layout): Slot[] {
  const slots: Slot[] = [];
  const seen = new Set<string>();
  for (const cadence of cadences) {
    const key = cadenceKey(cadence);
    if (seen.has(key)) continue;
    seen.add(key);
    const { unit, amount } = demandOf(cadence);
    for (const period of periodsIn(cadence, layout.window)) {
      const due = dueDay(cadence, period, layout.calendar);
      if (due.day < layout.window.from) continue;
      slots.push({
        cadenceKey: key,
        from: period.from,
        to: period.to,
        dueOn: due.day,
        covered: due.covered,
        unit: unit === 'hours' ? 'minutes' : 'times',
        required: unit === 'hours' ? amount * layout.classHourMinutes : amount,
      });
    }
  }
  return slots;
}

/**
 * The window for which obligations exist on a day: everything due from `from` on whose period begins this year, or in
 * the next one by the end of the month that is `horizonDays` away.
 */
export function windowFor(from: Day, today: Day, horizonDays: number): Period {
  const ahead = `${addDays(today, horizonDays).slice(0, 7)}-01`;
  const nextYear = `${Number(today.slice(0, 4)) + 1}-01-01`;
  const to = addMonths(ahead, 1);
  return { from, to: to > nextYear ? to : nextYear };
}

/** What a record shows of itself to the duties: its kinds, when and where, what it names, and who did what in it. */
export type RecordFacts = {
  kinds: readonly string[];
  orgId: string;
  occurredOn: Day;
  duties: readonly string[];
  persons: readonly { personId: string; part: string; minutes: number }[];
};

/** An obligation as far as fulfilment looks at it. */
export type Demand = {
  dutyCode: string;
  orgId: string;
  personId: string;
  period: Period;
  unit: 'times' | 'minutes';
};

/**
 * How much of an obligation a record fulfils: 0 for nothing, 1 for one time, or the study minutes credited. The day
 * on which it happened decides on the period, never the day on which it was reported; one record may serve many
 * obligations, so that nobody writes the same minutes twice.
 */
export function amountFulfilled(
  rules: readonly FulfilmentRule[],
  record: RecordFacts,
  demand: Demand,
): number {
  if (record.occurredOn < demand.period.from || record.occurredOn >= demand.period.to) return 0;
  let best = 0;
  for (const rule of rules) {
    if (!rule.kinds.some((kind) => record.kinds.includes(kind))) continue;
    if (rule.named && !record.duties.includes(demand.dutyCode)) continue;
    if (rule.as === 'organisation') {
      if (record.orgId === demand.orgId) best = Math.max(best, 1);
      continue;
    }
    const own = record.persons.filter(
      (each) => each.personId === demand.personId && rule.parts?.includes(each.part as never),
    );
    if (own.length === 0) continue;
    const minutes = record.persons
      .filter((each) => each.personId === demand.personId)
      .reduce((most, each) => Math.max(most, each.minutes), 0);
    best = Math.max(best, demand.unit === 'minutes' ? minutes : 1);
  }
  return best;
}

/** How an obligation stands after `linked` fulfilments: state, amount done, and the day on which it was met, if it is. */
export function standing(
  required: number,
  linked: readonly { amount: number; occurredOn: Day }[],
): { state: 'open' | 'fulfilled'; done: number; metOn: Day | null } {
  let done = 0;
  let metOn: Day | null = null;
  for (const each of [...linked].sort((a, b) => (a.occurredOn < b.occurredOn ? -1 : 1))) {
    done += each.amount;
    if (metOn === null && done >= required) metOn = each.occurredOn;
  }
  return { state: metOn === null ? 'open' : 'fulfilled', done, metOn };
}

/**
 * Whether an obligation was met in time: by what happened on or before its due day. One that was only reported late
 * was not late (发生日期为准).
 */
export function metInTime(obligation: { metOn: Day | null; dueOn: Day }): boolean {
  return obligation.metOn !== null && obligation.metOn <= obligation.dueOn;
}

/** Whether an obligation may be excused: “应当、必须、至少” may not, everything softer may. */
export function mayExcuse(strength: Strength): Result<true> {
  if (strength !== 'hard') return ok(true);
  return refuse(
    'obligations/hard',
    '这是“应当、必须”的硬性要求，不能以说明理由代替。请尽快补办，或请上级在责任清单中调整。',
    {
      status: 422,
    },
  );
}

/**
 * Whether a record may make up for an obligation that is past its day (补办): of the right kind, after the period, by
 * the same body. It is then fulfilled late, and stays marked as late.
 */
export function mayMakeUp(
  rules: readonly FulfilmentRule[],
  record: RecordFacts,
  demand: Demand,
): Result<number> {
  if (record.occurredOn < demand.period.to) {
    return refuse('obligations/not-after', '这条记录发生在该事项的期限之内，会自动对应，不需要补办。', {
      status: 422,
    });
  }
  const moved = { ...demand, period: { from: record.occurredOn, to: addDays(record.occurredOn, 1) } };
  const amount = amountFulfilled(rules, record, moved);
  if (amount > 0) return ok(amount);
  return refuse(
    'obligations/wrong-record',
    '这条记录的种类、组织或人员与该事项不符，不能用来补办。请选择对应的记录。',
    {
      status: 422,
    },
  );
}
