import { AppLink } from '#shell/web/app-link.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Figure, Figures, Panel } from '#shell/web/panel.tsx';
import type { SelfReportView } from '../self-reports.contract.ts';
import css from './report.module.css';
import { classHours } from './report-words.ts';

const m = messages({
  zh: {
    title: '系统已有的事实',
    note: '来自会议、任务和工作记录，不用再填',
    meetings: '组织生活',
    of: (n: number) => `应到 ${n} 次`,
    spoke: (n: number) => `发言 ${n} 次`,
    study: '学习',
    hours: '学时',
    tasks: '完成任务',
    open: (n: number) => `未完成 ${n} 项`,
    late: (n: number) => `逾期 ${n} 项`,
    duties: '责任事项',
    records: (n: number) => `逐条查看（${n} 条）`,
    none: '本期还没有记录。',
    wrong: '这条不对',
    absent: '缺席',
    times: '次',
    items: '项',
    and: '，',
  },
  en: {
    title: 'What is on record already',
    note: 'From meetings, tasks and records; there is nothing to fill in again',
    meetings: 'Organisational life',
    of: (n) => `of ${n} due`,
    spoke: (n) => `spoke at ${n}`,
    study: 'Study',
    hours: 'class hours',
    tasks: 'Tasks done',
    open: (n) => `${n} open`,
    late: (n) => `${n} late`,
    duties: 'Duties met',
    records: (n) => `One by one (${n})`,
    none: 'Nothing is on record for this period yet.',
    wrong: 'This is wrong',
    absent: 'absent',
    times: '',
    items: '',
    and: ', ',
  },
});

type Props = { report: SelfReportView; onDispute?: (record: { id: string; title: string }) => void };

/** The facts of a period: four numbers, and the records behind them. */
export function FactsPanel({ report, onDispute }: Props) {
  const t = useMessages(m);
  const { facts } = report;
  const listed = [
    ...facts.records.map((record) => ({ ...record, absent: false })),
    ...facts.absences.map((record) => ({ ...record, absent: true })),
  ].sort((a, b) => (a.occurredOn < b.occurredOn ? 1 : -1));
  const rest = (open: number, late: number) =>
    [open > 0 && t.open(open), late > 0 && t.late(late)].filter(Boolean).join(t.and) || undefined;
  return (
    <Panel title={t.title} note={t.note}>
      <Figures>
        <Figure
          label={t.meetings}
          value={facts.meetings.attended}
          unit={t.times}
          note={`${t.of(facts.meetings.due)}${t.and}${t.spoke(facts.meetings.spoke)}`}
        />
        <Figure
          label={t.study}
          value={classHours(facts.studyMinutes, report.classHourMinutes)}
          unit={t.hours}
        />
        <Figure
          label={t.tasks}
          value={facts.tasks.done}
          unit={t.items}
          note={rest(facts.tasks.open, facts.tasks.late)}
        />
        <Figure
          label={t.duties}
          value={facts.obligations.fulfilled}
          unit={t.items}
          note={rest(facts.obligations.open, facts.obligations.late)}
        />
      </Figures>
      {listed.length === 0 ? (
        facts.meetings.due + facts.tasks.done + facts.obligations.fulfilled === 0 && (
          <p className={css['none']}>{t.none}</p>
        )
      ) : (
        <details className={css['records']}>
          <summary>{t.records(listed.length)}</summary>
          <ul>
            {listed.map((record) => (
              <li key={record.id}>
                <AppLink to={`/records/${record.id}`}>{record.title}</AppLink>
                <span className="z-quiet">
                  {formatDay(record.occurredOn)} {record.absent && t.absent}
                </span>
                {onDispute && (
                  <button type="button" className={css['link']} onClick={() => onDispute(record)}>
                    {t.wrong}
                  </button>
                )}
              </li>
            ))}
          </ul>
        </details>
      )}
    </Panel>
  );
}
