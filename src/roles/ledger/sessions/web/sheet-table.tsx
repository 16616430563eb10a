import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { ledgerWords } from '../../web/ledger-words.ts';
import type { SessionView } from '../sessions.contract.ts';
import css from './sessions.module.css';

const m = messages({
  zh: {
    open: (n: number) => `未解决的问题（${n}）`,
    closed: (n: number) => `本月销号的问题（${n}）`,
    none: '无',
    cols: {
      no: '序号',
      problem: '问题',
      source: '来源',
      owner: '责任人',
      measures: '整改措施',
      due: '时限',
      state: '进展',
      word: '对账意见',
      effect: '成效',
      closedOn: '销号日期',
      by: '审核人',
    },
    said: (decision: string, note: string) => `${decision}：${note}`,
    waiting: '（未写意见）',
  },
  en: {
    open: (n) => `Open (${n})`,
    closed: (n) => `Closed this month (${n})`,
    none: 'none',
    cols: {
      no: 'No.',
      problem: 'Problem',
      source: 'Source',
      owner: 'Owner',
      measures: 'Measures',
      due: 'Due',
      state: 'State',
      word: 'Decision',
      effect: 'Effect',
      closedOn: 'Closed',
      by: 'Verified by',
    },
    said: (decision, note) => `${decision}: ${note}`,
    waiting: '(no word yet)',
  },
});

/** The sheet in the columns of the ledger, on screen as on paper. */
export function SheetTable({ session }: { session: SessionView }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const pick = useLabel();
  const titleOf = (id: string | null) => {
    const known = session.decisions.find((each) => each.id === id);
    return known ? pick(known.title) : '';
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} tabIndex={0} aria-label={t.open(session.list.length)}>
      <table className={css['sheet']}>
        <caption>{t.open(session.list.length)}</caption>
        <thead>
          <tr>
            {(['no', 'problem', 'source', 'owner', 'measures', 'due', 'state', 'word'] as const).map(
              (key) => (
                <th key={key} scope="col">
                  {t.cols[key]}
                </th>
              ),
            )}
          </tr>
        </thead>
        <tbody>
          {session.list.length === 0 && (
            <tr>
              <td colSpan={8}>{t.none}</td>
            </tr>
          )}
          {session.list.map((item, at) => (
            <tr key={item.problemId}>
              <td>{at + 1}</td>
              <td>{item.title}</td>
              <td>{words.sources[item.source]}</td>
              <td>{item.ownerName}</td>
              <td>{item.measures || '—'}</td>
              <td>
                <span className={css['day']}>{formatDayShort(item.dueOn)}</span>
                {item.firstLateOn && (
                  <div className={`${css['late']} ${css['day']}`}>{words.lateSince(item.firstLateOn)}</div>
                )}
              </td>
              <td className={css['day']}>{words.states[item.state]}</td>
              <td>{item.decision ? t.said(titleOf(item.decision), item.note) : t.waiting}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <table className={css['sheet']}>
        <caption>{t.closed(session.closedList.length)}</caption>
        <thead>
          <tr>
            {(['no', 'problem', 'owner', 'effect', 'closedOn', 'by'] as const).map((key) => (
              <th key={key} scope="col">
                {t.cols[key]}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {session.closedList.length === 0 && (
            <tr>
              <td colSpan={6}>{t.none}</td>
            </tr>
          )}
          {session.closedList.map((item, at) => (
            <tr key={item.problemId}>
              <td>{at + 1}</td>
              <td>{item.title}</td>
              <td>{item.ownerName}</td>
              <td>{item.effect}</td>
              <td>{formatDayShort(item.closedOn)}</td>
              <td>{item.closedBy}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
