import { addDays, type Day } from '#kernel/dates.ts';
import type { Letter, ReminderKind, ReminderRule } from '#standards/packs/tasks.schema.ts';

/** Days relative to the due day on which a rule reminds, ascending: negative before it, positive after. */
export function offsetsOf(rule: ReminderRule): number[] {
  const last = Math.max(0, ...rule.after);
  const repeated = Array.from({ length: rule.times }, (_, at) => last + rule.every * (at + 1));
  const all = [...rule.before.map((days) => (days === 0 ? 0 : -days)), ...rule.after, ...repeated];
  return [...new Set(all)].sort((a, b) => a - b);
}

/** The days on which something with this due day is reminded of, as long as it is open. */
export function reminderDays(rule: ReminderRule, dueOn: Day): Day[] {
  return offsetsOf(rule).map((days) => addDays(dueOn, days));
}

/** The due days of which a day reminds: what is open and due on one of them is in that day's digest. */
export function dueDaysRemindedOn(rule: ReminderRule, day: Day): Day[] {
  return offsetsOf(rule).map((days) => addDays(day, -days));
}

/** Why a line stands in a digest. `issued`, `late` and `done` are news; the others ask for something. */
export type ReminderWhy = 'due' | 'overdue' | 'guide' | 'direct' | 'issued' | 'late' | 'done' | 'review';

/** Somebody who is to be reminded of one thing while it is open. `onlyIf`: only if it comes to that. */
export type Watch = {
  personId: string;
  letter: Letter | 'obligation' | 'agenda' | 'training';
  kind: ReminderKind;
  why: 'due' | 'guide' | 'direct' | 'review';
  dueOn: Day;
  onlyIf: 'late' | null;
};

/** A reminder to come: whom, on which day, why. */
export type Reminder = {
  personId: string;
  letter: Watch['letter'];
  on: Day;
  why: ReminderWhy;
  onlyIf: 'late' | 'open' | 'done' | null;
};

/**
 * Who will be reminded, and when, from a day on (谁会在何时被提醒). Reminders after the due day come only if it is still
 * open then. Each watch shows its next reminders before the due day and the first one after it, since the rest follow
 * the same beat. Ordered by day.
 */
export function remindersAhead(
  watches: readonly Watch[],
  rules: Readonly<Record<ReminderKind, ReminderRule>>,
  today: Day,
): Reminder[] {
  const ahead = watches.flatMap((watch) => {
    const days = reminderDays(rules[watch.kind], watch.dueOn).filter((day) => day >= today);
    const before = days.filter((day) => day <= watch.dueOn);
    const after = days.filter((day) => day > watch.dueOn).slice(0, 1);
    return [...before, ...after].map((on) => ({
      personId: watch.personId,
      letter: watch.letter,
      on,
      why: whyOn(watch, on),
      onlyIf: watch.onlyIf ?? (on > watch.dueOn ? ('open' as const) : null),
    }));
  });
  return ahead.sort(byDay);
}

/** What a watch says on a day: that it is due, or that it is overdue. */
export function whyOn(watch: Pick<Watch, 'why' | 'dueOn'>, on: Day): ReminderWhy {
  return watch.why === 'due' && on > watch.dueOn ? 'overdue' : watch.why;
}

function byDay(a: Reminder, b: Reminder): number {
  const key = (each: Reminder) => `${each.on} ${each.letter} ${each.personId}`;
  return key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : 0;
}
