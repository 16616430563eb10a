import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type ResultView, readRoundResult } from '../rounds.contract.ts';
import { roundWords } from './round-words.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '测评结果',
    back: '测评',
    lead: '只有合计：每格是一个组织、一类评议主体（或合并的几类）的平均分。单张票和个人评分不在系统的任何页面上。',
    rules: (floor: number) => `每格至少 ${floor} 票；满 10 票且不全相同的显示各等次票数；票数只显示区间。`,
    named: '实名评议，不设票数下限；票数只显示区间。',
    ratee: '被评组织',
    groups: '评议主体',
    ballots: '票数',
    reasons: { 'too-few': '人数不足，不予公布', 'no-ballots': '没有票' },
    manifest: '条款指纹',
    board: '选票清单指纹',
    counts: '各等次票数',
  },
  en: {
    title: 'Result',
    back: 'Round',
    lead: 'Sums only: each cell is the mean of one organisation from one group of raters (or several merged). Single ballots are on no page of the system.',
    rules: (floor) =>
      `At least ${floor} ballots a cell; counts of grades from 10 ballots on, unless all are alike; numbers of ballots as ranges.`,
    named: 'By name: no floor; numbers of ballots as ranges.',
    ratee: 'Organisation',
    groups: 'Raters',
    ballots: 'Ballots',
    reasons: { 'too-few': 'Too few, not published', 'no-ballots': 'No ballots' },
    manifest: 'Fingerprint of the terms',
    board: 'Fingerprint of the ballots',
    counts: 'Ballots by grade',
  },
});

/** The pooled result of a round, by comparable group. */
export default function ResultPage() {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readRoundResult, { params: { id } });
  const categories = [...new Set(data?.cells.map((cell) => cell.category))];
  return (
    <PageFrame
      title={data ? data.title : t.title}
      badge={
        data && <StateTag shade={data.mode === 'sealed' ? 'info' : 'warn'}>{words.modes[data.mode]}</StateTag>
      }
      lead={t.lead}
      back={{ to: `/rounds/${id}`, label: t.back }}
    >
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton />}
      {data && (
        <>
          <p className="z-quiet">{data.mode === 'sealed' ? t.rules(data.floor) : t.named}</p>
          {categories.map((category) => (
            <Panel key={category} title={category || words.category} flush>
              <CategoryTable result={data} category={category} />
            </Panel>
          ))}
          <Panel>
            <Facts
              items={[
                {
                  label: t.manifest,
                  value: <span className={css['hash']}>{data.manifestHash}</span>,
                  wide: true,
                },
                { label: t.board, value: <span className={css['hash']}>{data.boardHash}</span>, wide: true },
              ]}
            />
          </Panel>
        </>
      )}
    </PageFrame>
  );
}

type Cell = ResultView['cells'][number];

function CategoryTable({ result, category }: { result: ResultView; category: string }) {
  const t = useMessages(m);
  const words = useMessages(roundWords);
  const label = useLabel();
  const rows = new Map<string, Cell[]>();
  for (const cell of result.cells.filter((one) => one.category === category)) {
    const key = `${cell.ratee} ${cell.groups.join(' ')}`;
    rows.set(key, [...(rows.get(key) ?? []), cell]);
  }
  const titleOf = (code: string) => {
    const group = result.groups.find((one) => one.code === code);
    return group ? label(group.title) : code;
  };
  const list = [...rows.entries()];
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={category || words.category} tabIndex={0}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t.ratee}</th>
            <th scope="col">{t.groups}</th>
            <th scope="col" className={css['figure']}>
              {t.ballots}
            </th>
            {result.items.map((item) => (
              <th key={item.id} scope="col" className={css['figure']}>
                {label(item.title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.map(([key, cells], at) => {
            const [first] = cells;
            if (!first) return null;
            const repeated = list[at - 1]?.[1][0]?.ratee === first.ratee;
            return (
              <tr key={key}>
                <td>{repeated ? '' : first.name}</td>
                <td>{first.groups.map(titleOf).join(' + ')}</td>
                <td className={css['figure']}>
                  {first.band ? words.band(first.band.atLeast, first.band.atMost) : '—'}
                </td>
                {first.reason ? (
                  <td colSpan={result.items.length} className={css['withheld']}>
                    {t.reasons[first.reason]}
                  </td>
                ) : (
                  result.items.map((item) => (
                    <Mark key={item.id} cell={cells.find((cell) => cell.item === item.id)} label={t.counts} />
                  ))
                )}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function Mark({ cell, label }: { cell: Cell | undefined; label: string }) {
  return (
    <td className={css['figure']}>
      <span className="z-number">{cell?.mean == null ? '—' : (cell.mean / 100).toFixed(1)}</span>
      {cell?.histogram && (
        <small className={css['histogram']}>
          <span className="z-hidden">{label} </span>
          {cell.histogram.join(' / ')}
        </small>
      )}
    </td>
  );
}
