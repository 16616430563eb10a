import { useCall } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type PrecheckView, precheckRound, type RoundView } from '../rounds.contract.ts';
import css from './rounds.module.css';

const m = messages({
  zh: {
    title: '匿名预检',
    frozen: '统计单元（已冻结）',
    ready: '预检通过，可以进入下一步。',
    rule: (floor: number) =>
      `每个合计至少 ${floor} 人。人数不足的评议主体按固定顺序与下一个合并；一个组织全部评议人仍不足 ${floor} 人的，不能用密态汇总。开放后此表冻结。`,
    named: '实名评议不设人数下限，不合并；人数少的评议主体，被评组织可能推知个人评分。',
    ratee: '被评组织',
    cell: '一起统计的评议主体',
    count: '人数',
    alone: '单独统计',
    merged: '合并统计',
    refused: '人数不足',
    nobody: '无评议人',
    empty: (groups: string) => `没有评议人：${groups}；权重由其余主体分担`,
    and: '、',
  },
  en: {
    title: 'Anonymity check',
    frozen: 'Cells (frozen)',
    ready: 'Passed. You can go on.',
    rule: (floor) =>
      `Every sum covers at least ${floor} people. A group that is too small is merged with the next in a fixed order; an organisation whose raters together are fewer than ${floor} cannot be rated sealed. This table is frozen at opening.`,
    named:
      'A round by name has no floor and merges nothing; where a group is small, the organisation may infer a person’s marks.',
    ratee: 'Organisation',
    cell: 'Groups counted together',
    count: 'People',
    alone: 'Alone',
    merged: 'Merged',
    refused: 'Too few',
    nobody: 'No raters',
    empty: (groups) => `No raters: ${groups}; their weight is spread over the others`,
    and: ', ',
  },
});

/** The pre-check of a draft: the size of each cell, what will be merged, what stands in the way. After opening: the cells as frozen. */
export function PrecheckPanel({ round }: { round: RoundView }) {
  const t = useMessages(m);
  const frozen = round.manifestHash !== null;
  const { data, error, refetch } = useCall(precheckRound, { params: { id: round.id } });
  return (
    <Panel title={frozen ? t.frozen : t.title}>
      {error && <ErrorSentence error={error} onRetry={() => void refetch()} />}
      {!data && !error && <Skeleton lines={4} />}
      {data && (
        <>
          <div className={css['blockers']}>
            {data.blockers.length === 0 && !frozen && <Note shade="good">{t.ready}</Note>}
            {data.blockers.map((blocker) => (
              <Note key={blocker.code} shade="warn">
                {blocker.message}
              </Note>
            ))}
            <p className="z-quiet">{data.mode === 'sealed' ? t.rule(data.floor) : t.named}</p>
          </div>
          <CellTable check={data} round={round} />
        </>
      )}
    </Panel>
  );
}

function CellTable({ check, round }: { check: PrecheckView; round: RoundView }) {
  const t = useMessages(m);
  const label = useLabel();
  const titleOf = (code: string) => {
    const found = round.groups.find((group) => group.code === code);
    return found ? label(found.title) : code;
  };
  const rows = [
    ...check.tooFew.map((cell) => ({ ...cell, bad: true })),
    ...check.cells.map((cell) => ({ ...cell, bad: false })),
  ];
  const emptyOf = (ratee: string) =>
    check.empty.filter((one) => one.ratee === ratee).map((one) => titleOf(one.group));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={t.title} tabIndex={0}>
      <table className={css['table']}>
        <thead>
          <tr>
            <th scope="col">{t.ratee}</th>
            <th scope="col">{t.cell}</th>
            <th scope="col" className={css['figure']}>
              {t.count}
            </th>
            <td />
          </tr>
        </thead>
        <tbody>
          {rows.map((cell, at) => {
            const first = rows[at - 1]?.ratee !== cell.ratee;
            const missing = first ? emptyOf(cell.ratee) : [];
            return (
              <tr key={`${cell.ratee} ${cell.groups.join(' ')}`}>
                <td>
                  {first && cell.name}
                  {missing.length > 0 && cell.groups.length > 0 && (
                    <small className={css['histogram']}>{t.empty(missing.join(t.and))}</small>
                  )}
                </td>
                <td>{cell.groups.map(titleOf).join(' + ') || '—'}</td>
                <td className={css['figure']}>{cell.count}</td>
                <td>
                  <StateTag shade={cell.bad ? 'bad' : cell.groups.length > 1 ? 'warn' : 'good'}>
                    {cell.bad
                      ? cell.count === 0
                        ? t.nobody
                        : t.refused
                      : cell.groups.length > 1
                        ? t.merged
                        : t.alone}
                  </StateTag>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}
