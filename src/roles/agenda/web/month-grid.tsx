import { type KeyboardEvent, useRef } from 'react';
import { addDays } from '#kernel/dates.ts';
import { formatDay, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { type DayCount, monthGrid } from '../agenda.rules.ts';
import css from './calendar-page.module.css';

export const countWords = messages({
  zh: {
    week: '一二三四五六日',
    due: (n: number) => `到期 ${n}`,
    overdue: (n: number) => `逾期 ${n}`,
    done: (n: number) => `办结 ${n}`,
    held: (n: number) => `记录 ${n}`,
    planned: (n: number) => `会议 ${n}`,
  },
  en: {
    week: 'MTWTFSS',
    due: (n) => `${n} due`,
    overdue: (n) => `${n} overdue`,
    done: (n) => `${n} done`,
    held: (n) => `${n} held`,
    planned: (n) => `${n} to meet`,
  },
});

type Props = {
  month: string;
  counts: ReadonlyMap<string, DayCount>;
  picked: string | null;
  onPick: (day: string) => void;
};

/** A month as weeks of days. Arrow keys move by day and week; Enter opens the day. */
export function MonthGrid({ month, counts, picked, onPick }: Props) {
  const t = useMessages(countWords);
  const table = useRef<HTMLTableElement>(null);
  const reach = picked ?? `${month}-01`;
  const onKey = (event: KeyboardEvent) => {
    const step = { ArrowLeft: -1, ArrowRight: 1, ArrowUp: -7, ArrowDown: 7 }[event.key];
    const from = (event.target as HTMLElement).dataset['day'];
    if (!step || !from) return;
    event.preventDefault();
    table.current?.querySelector<HTMLElement>(`[data-day="${addDays(from, step)}"]`)?.focus();
  };
  return (
    <table ref={table} className={css['month']} onKeyDown={onKey}>
      <thead>
        <tr>
          {[...t.week].map((name, at) => (
            <th key={at} scope="col">
              {name}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {monthGrid(month).map((week) => (
          <tr key={week[0]?.day}>
            {week.map(({ day, inMonth }) => {
              const count = counts.get(day);
              return (
                <td key={day} className={inMonth ? undefined : css['outside']}>
                  <button
                    type="button"
                    data-day={day}
                    tabIndex={day === reach ? 0 : -1}
                    className={`${css['day']} ${day === picked ? css['picked'] : ''}`}
                    aria-pressed={day === picked}
                    aria-current={day === today() ? 'date' : undefined}
                    onClick={() => onPick(day)}
                  >
                    <span className="z-hidden">{formatDay(day)}</span>
                    <span className={css['date']} aria-hidden="true">
                      {Number(day.slice(8))}
                    </span>
                    <Counts count={count} />
                  </button>
                </td>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** What a day holds, as small marks with their words. */
export function Counts({ count }: { count: DayCount | undefined }) {
  const t = useMessages(countWords);
  if (!count) return null;
  const open = count.due - count.overdue;
  return (
    <span className={css['counts']}>
      {count.overdue > 0 && <span className={css['overdue']}>{t.overdue(count.overdue)}</span>}
      {count.planned > 0 && <span className={css['planned']}>{t.planned(count.planned)}</span>}
      {open > 0 && <span className={css['due']}>{t.due(open)}</span>}
      {count.done > 0 && <span className={css['done']}>{t.done(count.done)}</span>}
      {count.held > 0 && <span className={css['held']}>{t.held(count.held)}</span>}
    </span>
  );
}
