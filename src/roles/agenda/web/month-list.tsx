import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { DayCount } from '../agenda.rules.ts';
import css from './calendar-page.module.css';
import { DayItems } from './day-panel.tsx';
import { Counts } from './month-grid.tsx';

const m = messages({
  zh: { empty: '这个月没有到期事项，也没有记录。' },
  en: { empty: 'Nothing is due this month, and nothing was recorded.' },
});

type Props = {
  month: string;
  counts: ReadonlyMap<string, DayCount>;
  picked: string | null;
  onPick: (day: string) => void;
  orgId: string | undefined;
};

/** A month on a phone: only the days that hold something, each opening in place. */
export function MonthList({ month, counts, picked, onPick, orgId }: Props) {
  const t = useMessages(m);
  const days = [...counts.keys()].filter((day) => day.startsWith(month)).sort();
  if (days.length === 0) return <p className={css['inset']}>{t.empty}</p>;
  return (
    <ul className={css['days']}>
      {days.map((day) => (
        <li key={day}>
          <button
            type="button"
            aria-expanded={day === picked}
            className={css['row']}
            onClick={() => onPick(day)}
          >
            <span>{formatDay(day)}</span>
            <Counts count={counts.get(day)} />
          </button>
          {day === picked && <DayItems day={day} orgId={orgId} />}
        </li>
      ))}
    </ul>
  );
}
