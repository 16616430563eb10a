import { addDays, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';

/** When a duty is in force within its edition: from the first day, until the day before the second; null: as the edition is. */
export type Time = { from: Day | null; to: Day | null };

/** A duty that is in force as long as its edition. */
export const WHOLE_EDITION: Time = { from: null, to: null };

/** Whether a duty is no longer in force on a day. */
export function hasEnded(time: Time, on: Day): boolean {
  return time.to !== null && time.to <= on;
}

/** When a duty is in force, as far as it is known: its own days within those of its edition. */
export function timeWithin(time: Time, edition: Time): Time {
  const days = (...all: (Day | null)[]) => all.filter((day) => day !== null).sort();
  return {
    from: days(time.from, edition.from).at(-1) ?? null,
    to: days(time.to, edition.to).at(0) ?? null,
  };
}

/** What an edit says of a duty's time, with the last day itself; what it leaves out stays. */
export type TimeEdit = { firstDay?: Day | null | undefined; lastDay?: Day | null | undefined };

/** A duty's time after an edit; refused where it would end before it begins, or has ended already. */
export function decideTime(edit: TimeEdit, before: Time, today: Day): Result<Time> {
  const from = edit.firstDay === undefined ? before.from : edit.firstDay;
  const to = edit.lastDay === undefined ? before.to : edit.lastDay === null ? null : addDays(edit.lastDay, 1);
  if (from !== null && to !== null && to <= from) {
    return refuse('duties/bad-time', '截止日期早于起始日期。请核对后再保存。', {
      status: 422,
      errors: [{ path: 'body.lastDay', message: '不能早于起始日期' }],
    });
  }
  if (edit.lastDay && hasEnded({ from, to }, today)) {
    return refuse('duties/bad-time', '截止日期已经过去。不再需要的责任项，请说明理由后删减。', {
      status: 422,
      errors: [{ path: 'body.lastDay', message: '应为今天或以后' }],
    });
  }
  return ok({ from, to });
}
