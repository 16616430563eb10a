import { addMonths } from '#kernel/dates.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { letterWords } from '../../tasks/web/task-words.ts';
import type { DeskView } from '../desks.contract.ts';
import css from './desks.module.css';

const m = messages({
  zh: {
    month: (month: string) => `${month.slice(0, 4)}年${Number(month.slice(5))}月`,
    before: '上个月',
    after: '下个月',
    acts: '这个月的固定动作',
    times: (done: number, wanted: number) => (wanted > 0 ? `${done} / ${wanted} 次` : `${done} 次`),
    last: (day: string) => `最近 ${day}`,
    as: '按需',
    to: '还没有',
    well: '已做',
    go: '去做',
    due: '本月到期和逾期未办的责任事项',
    dueCount: (open: number, met: number) => `待办 ${open} 项，已完成 ${met} 项`,
    overdue: (n: number) => `逾期 ${n} 项`,
    tasks: '名下任务和分工',
    tasksCount: (n: number) => `${n} 项`,
    late: '逾期',
    accept: '待接受',
    done: '已完成',
  },
  en: {
    month: (month) => month,
    before: 'Month before',
    after: 'Month after',
    acts: 'This month',
    times: (done, wanted) => (wanted > 0 ? `${done} of ${wanted}` : String(done)),
    last: (day) => `last ${day}`,
    as: 'as needed',
    to: 'not yet',
    well: 'done',
    go: 'Do it',
    due: 'Duties due this month, or overdue',
    accept: 'to accept',
    dueCount: (open, met) => `${open} open, ${met} met`,
    overdue: (n) => `${n} overdue`,
    tasks: 'Tasks and parts',
    tasksCount: (n) => String(n),
    late: 'late',
    done: 'met',
  },
});

/** The month shown, and the ways to those beside it. */
export function MonthSwitch({ month }: { month: string }) {
  const t = useMessages(m);
  const [, setQuery] = useQuery();
  const move = (by: number) => setQuery({ month: addMonths(`${month}-01`, by).slice(0, 7) });
  return (
    <div className={css['months']}>
      <button type="button" onClick={() => move(-1)}>
        {t.before}
      </button>
      <strong className="z-number">{t.month(month)}</strong>
      <button type="button" onClick={() => move(1)}>
        {t.after}
      </button>
    </div>
  );
}

/** One desk: the acts of its post with how often they were done, what is due, and the tasks of its holder. */
export function DeskPanel({ desk, month }: { desk: DeskView; month: string }) {
  const t = useMessages(m);
  const label = useLabel();
  const letters = useMessages(letterWords);
  return (
    <Panel title={label(desk.title)} note={`${desk.holders.join('、')} · ${desk.org.name}`} flush>
      <p className={css['aim']}>{label(desk.aim)}</p>
      <h3 className={css['sub']}>
        {t.acts} <span className="z-quiet">{t.month(month)}</span>
      </h3>
      <ul className={css['rows']}>
        {desk.acts.map((act) => (
          <li key={act.id}>
            <StateTag shade={act.wanted === 0 ? 'neutral' : act.done >= act.wanted ? 'good' : 'warn'}>
              {act.wanted === 0 ? t.as : act.done >= act.wanted ? t.well : t.to}
            </StateTag>
            <strong>{label(act.title)}</strong>
            <span className="z-quiet">
              {t.times(act.done, act.wanted)}
              {act.lastOn ? ` · ${t.last(formatDayShort(act.lastOn))}` : ''}
            </span>
            {desk.own && (
              <AppLink to={act.link} className={css['go']} aria-label={`${t.go}：${label(act.title)}`}>
                {t.go}
              </AppLink>
            )}
          </li>
        ))}
      </ul>
      <h3 className={css['sub']}>
        {t.due} <span className="z-quiet">{t.dueCount(desk.due.open, desk.due.met)}</span>{' '}
        {desk.due.overdue > 0 && <StateTag shade="bad">{t.overdue(desk.due.overdue)}</StateTag>}
      </h3>
      <ul className={css['rows']}>
        {desk.due.items.slice(0, 20).map((item) => (
          <li key={item.id}>
            <span className="z-number">{formatDayShort(item.dueOn)}</span>
            <AppLink to={item.link}>{item.title}</AppLink>
            {item.met ? (
              <StateTag shade="good">{t.done}</StateTag>
            ) : (
              item.dueOn < today() && <StateTag shade="bad">{t.late}</StateTag>
            )}
          </li>
        ))}
      </ul>
      <h3 className={css['sub']}>
        {t.tasks} <span className="z-quiet">{t.tasksCount(desk.tasks.open)}</span>
      </h3>
      <ul className={css['rows']}>
        {desk.tasks.items.map((item) => (
          <li key={`${item.id} ${item.letter}`}>
            <span className="z-number">{formatDayShort(item.dueOn)}</span>
            <AppLink to={`/tasks/${item.id}`}>{item.title}</AppLink>
            <span className="z-quiet">{letters[item.letter]}</span>
            {item.toAccept && <StateTag shade="info">{t.accept}</StateTag>}
            {item.late && <StateTag shade="bad">{t.late}</StateTag>}
          </li>
        ))}
      </ul>
    </Panel>
  );
}
