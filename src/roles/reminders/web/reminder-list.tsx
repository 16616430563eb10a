import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import type { Reminder } from '../reminders.rules.ts';
import css from './reminders.module.css';

const m = messages({
  zh: {
    stop: '办结即停；提醒以每天一份的摘要送达，不打扰。',
    none: '没有待发的提醒。',
    rest: (n: number) => `以后还有 ${n} 条`,
    why: {
      due: '到期提醒',
      overdue: '逾期提醒',
      guide: '该指导了',
      direct: '逾期，请过问',
      issued: '新下达',
      late: '告知逾期',
      done: '告知办结',
      review: '该复核了',
    },
    onlyIf: { late: '如果逾期', open: '如果仍未办结', done: '办结时' },
  },
  en: {
    stop: 'It stops when the work is done; reminders come in one digest a day.',
    none: 'No reminders to come.',
    rest: (n) => `${n} more after these`,
    why: {
      due: 'due',
      overdue: 'overdue',
      guide: 'guidance is due',
      direct: 'late: step in',
      issued: 'given out',
      late: 'told that it is late',
      done: 'told that it is done',
      review: 'review is due',
    },
    onlyIf: { late: 'if it is late', open: 'if still open', done: 'when it is done' },
  },
});

/** How many are shown at once. */
const SHOWN = 4;

type Line = Pick<Reminder, 'on' | 'why' | 'onlyIf'> & { name: string; letter: string };
type Props = {
  lines: readonly Line[];
  /** What the letters are called. */
  letters: Readonly<Record<string, string>>;
};

/** Who will be reminded, and when: shown on everything that has a date. */
export function ReminderList({ lines, letters }: Props) {
  const t = useMessages(m);
  if (lines.length === 0) return <p className="z-quiet">{t.none}</p>;
  // What has a day first; what is told at the end, whenever that is, comes last.
  const ordered = [...lines].sort((a, b) => Number(a.onlyIf === 'done') - Number(b.onlyIf === 'done'));
  const rest = ordered.slice(SHOWN);
  return (
    <>
      <Lines lines={ordered.slice(0, SHOWN)} letters={letters} />
      {rest.length > 0 && (
        <details className={css['rest']}>
          <summary>{t.rest(rest.length)}</summary>
          <Lines lines={rest} letters={letters} />
        </details>
      )}
      <p className={css['stop']}>{t.stop}</p>
    </>
  );
}

function Lines({ lines, letters }: Props) {
  const t = useMessages(m);
  return (
    <ul className={css['ahead']}>
      {lines.map((line) => (
        <li key={`${line.on} ${line.letter} ${line.name} ${line.why}`}>
          <span className="z-number">{line.onlyIf === 'done' ? t.onlyIf.done : formatDay(line.on)}</span>
          <strong>{line.name}</strong>
          <span>{letters[line.letter] ?? line.letter}</span>
          <span className="z-quiet">
            {t.why[line.why]}
            {line.onlyIf && line.onlyIf !== 'done' ? `（${t.onlyIf[line.onlyIf]}）` : ''}
          </span>
        </li>
      ))}
    </ul>
  );
}
