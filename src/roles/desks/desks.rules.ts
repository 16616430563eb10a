import { addDays, addMonths, type Day } from '#kernel/dates.ts';
import type { DesksPack } from '#standards/packs/tasks.schema.ts';

/** The first and last day of a month 'YYYY-MM'. */
export function monthSpan(month: string): { from: Day; to: Day } {
  const from = `${month}-01`;
  return { from, to: addDays(addMonths(from, 1), -1) };
}

type Act = DesksPack['desks'][number]['acts'][number];

/** The acts of a desk in a month: those of its season only, each with how often it was done. One record of two kinds counts once. */
export function actsFor(
  acts: readonly Act[],
  month: string,
  done: readonly { kind: string; times: number; lastOn: Day }[],
) {
  const number = Number(month.slice(5));
  return acts
    .filter((act) => act.months === undefined || act.months.includes(number))
    .map((act) => {
      const rows = done.filter((row) => act.kinds.includes(row.kind));
      return {
        id: act.id,
        title: act.title,
        link: act.link,
        kinds: act.kinds,
        wanted: act.month,
        done: rows.reduce((sum, row) => sum + row.times, 0),
        lastOn:
          rows
            .map((row) => row.lastOn)
            .sort()
            .at(-1) ?? null,
      };
    });
}
