import { formatDay, formatDue, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { ObligationView } from '../obligations.contract.ts';

const m = messages({
  zh: {
    fulfilled: '已完成',
    fulfilledLate: '逾期完成',
    excused: '已说明理由',
    open: '未完成',
    late: '已逾期',
    times: (done: number, required: number) => `${done} / ${required} 次`,
    hours: (done: number, required: number) => `${done} / ${required} 分钟`,
    provisional: '暂定',
    provisionalHint: '该年节假日安排尚未公布，日期可能调整',
  },
  en: {
    fulfilled: 'Done',
    fulfilledLate: 'Done late',
    excused: 'Excused',
    open: 'Open',
    late: 'Overdue',
    times: (done, required) => `${done} of ${required}`,
    hours: (done, required) => `${done} of ${required} min`,
    provisional: 'provisional',
    provisionalHint: 'The holidays of that year are not decreed yet; the day may move',
  },
});

/** How an obligation stands, in a word. */
export function ObligationState({ of }: { of: ObligationView }) {
  const t = useMessages(m);
  if (of.state === 'fulfilled') {
    const late = of.metOn !== null && of.metOn > of.dueOn;
    return <StateTag shade={late ? 'warn' : 'good'}>{late ? t.fulfilledLate : t.fulfilled}</StateTag>;
  }
  if (of.state === 'excused') return <StateTag shade="info">{t.excused}</StateTag>;
  return of.dueOn < today() ? <StateTag shade="bad">{t.late}</StateTag> : <StateTag>{t.open}</StateTag>;
}

/** The due day; how long until then where it is still open; whether it may still move. */
export function DueDay({ of }: { of: ObligationView }) {
  const t = useMessages(m);
  return (
    <>
      {formatDay(of.dueOn)} {of.state === 'open' && <span className="z-quiet">{formatDue(of.dueOn)}</span>}{' '}
      {!of.dueCovered && (
        <span title={t.provisionalHint}>
          <StateTag shade="warn">{t.provisional}</StateTag>
        </span>
      )}
    </>
  );
}

/** How much of it is done. */
export function useProgress(): (of: ObligationView) => string {
  const t = useMessages(m);
  return (of) => (of.unit === 'minutes' ? t.hours(of.done, of.required) : t.times(of.done, of.required));
}
