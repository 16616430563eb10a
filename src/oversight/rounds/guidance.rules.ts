import { addMonths, type Day } from '#kernel/dates.ts';
import { presentOnlyAtMarking } from '../statistics/integrity/contact.ts';

/**
 * Days on which a rater had to do with an organisation, in one month (`YYYY-MM`); with `null` where the record of a visit
 * or inspection stands with a superior body and does not say where it led.
 */
export type ContactDays = { personId: string; ratee: string | null; month: string; days: number };

/** `late`: there only in the last months before the marks are given (评时才管); `never`: not at all. */
export type GuidanceSign = 'guided' | 'late' | 'never';

export type RaterGuidance = {
  personId: string;
  /** Days with contact, month by month. */
  days: number[];
  /** How many organisations the rater is asked about: not those to which the rater belongs. */
  asked: number;
  /** Those of them with which there was no contact in the whole period. */
  untouched: string[];
  sign: GuidanceSign;
};

/** The months of a period that ends with the month of `until`, oldest first. */
export function monthsUntil(until: Day, count: number): string[] {
  const last = `${until.slice(0, 7)}-01` as Day;
  return Array.from({ length: count }, (_, at) => addMonths(last, at - count + 1).slice(0, 7));
}

/**
 * Which raters guided during the period and which come only to give marks (article, part two: 平时不管“评”时管). Raters
 * who are asked about no organisation but their own are left out. `window` is the number of months, at the end, that do
 * not count as guidance; it must leave a month before it.
 */
export function guidanceOf(
  raters: readonly string[],
  ratees: readonly string[],
  own: readonly { personId: string; ratee: string }[],
  contacts: readonly ContactDays[],
  { months, window }: { months: readonly string[]; window: number },
): RaterGuidance[] {
  const ownOf = Map.groupBy(own, (pair) => pair.personId);
  const contactsOf = Map.groupBy(contacts, (contact) => contact.personId);
  const rows = raters.flatMap((personId) => {
    const belongs = new Set(ownOf.get(personId)?.map((pair) => pair.ratee));
    const asked = ratees.filter((ratee) => !belongs.has(ratee));
    const had =
      contactsOf.get(personId)?.filter((contact) => contact.ratee === null || !belongs.has(contact.ratee)) ??
      [];
    const touched = new Set(had.map((contact) => contact.ratee));
    const days = months.map((month) =>
      had.filter((contact) => contact.month === month).reduce((sum, contact) => sum + contact.days, 0),
    );
    const untouched = asked.filter((ratee) => !touched.has(ratee));
    return asked.length === 0 ? [] : [{ personId, days, asked: asked.length, untouched }];
  });
  const found = presentOnlyAtMarking(
    rows.map(({ days, asked }) => ({ contactsByMonth: days, marksGiven: asked })),
    { window },
  );
  if (!found.ok) throw new Error(found.refusal.code);
  const flagged = new Set(found.value.flagged);
  return rows.map((row, at) => ({
    ...row,
    sign: flagged.has(at) ? (row.days.some((days) => days > 0) ? 'late' : 'never') : 'guided',
  }));
}
