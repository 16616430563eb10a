import type { ReactNode } from 'react';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import type { Title } from '#standards/packs/packs.schema.ts';
import css from './matrix.module.css';

const m = messages({
  zh: {
    level: '层级',
    count: (n: number) => `${n} 项`,
    holes: (n: number) => `缺 ${n}`,
    overlaps: (n: number) => `重 ${n}`,
    dropped: (n: number) => `删 ${n}`,
    sum: '合计',
  },
  en: {
    level: 'Level',
    count: (n) => String(n),
    holes: (n) => (n === 1 ? '1 hole' : `${n} holes`),
    overlaps: (n) => (n === 1 ? '1 overlap' : `${n} overlaps`),
    dropped: (n) => `${n} left out`,
    sum: 'Sum',
  },
});

type Axis = { id: string; title: Title };
export type MatrixCell = {
  row: string;
  column: string;
  duties: number;
  holes?: number;
  overlaps?: number;
  dropped?: number;
};

type Props = {
  rows: readonly Axis[];
  columns: readonly Axis[];
  cells: readonly MatrixCell[];
  /** The cell shown in the list below. */
  selected?: { row?: string; column?: string };
  onSelect: (cell: MatrixCell) => void;
  caption: string;
};

/** Levels by posts, each cell with how many duties it holds and what is wrong with them. A list of cells on a phone. */
export function Matrix({ rows, columns, cells, selected, onSelect, caption }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const narrow = useNarrow();
  const cellOf = (row: string, column: string) =>
    cells.find((cell) => cell.row === row && cell.column === column);
  const button = (row: Axis, column: Axis, cell: MatrixCell, head?: ReactNode) => {
    const here = selected?.row === row.id && selected?.column === column.id;
    const shade = (cell.holes ?? 0) > 0 ? css['hole'] : (cell.overlaps ?? 0) > 0 ? css['overlap'] : '';
    return (
      <button
        type="button"
        className={`${css['cell']} ${shade} ${here ? css['here'] : ''}`}
        aria-pressed={here}
        onClick={() => onSelect(cell)}
      >
        {head}
        <span className={css['count']}>{t.count(cell.duties)}</span>
        {(cell.holes ?? 0) > 0 && <span className={css['bad']}>{t.holes(cell.holes ?? 0)}</span>}
        {(cell.overlaps ?? 0) > 0 && <span className={css['warn']}>{t.overlaps(cell.overlaps ?? 0)}</span>}
        {(cell.dropped ?? 0) > 0 && <span className={css['quiet']}>{t.dropped(cell.dropped ?? 0)}</span>}
      </button>
    );
  };

  if (narrow) {
    return (
      <div className={css['stack']}>
        {rows.map((row) => (
          <section key={row.id} aria-label={label(row.title)}>
            <h3>{label(row.title)}</h3>
            {columns.map((column) => {
              const cell = cellOf(row.id, column.id);
              return (
                cell && (
                  <div key={column.id}>
                    {button(row, column, cell, <span className={css['name']}>{label(column.title)}</span>)}
                  </div>
                )
              );
            })}
          </section>
        ))}
      </div>
    );
  }
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={caption} tabIndex={0}>
      <table className={css['matrix']}>
        <thead>
          <tr>
            <th scope="col">{t.level}</th>
            {columns.map((column) => (
              <th key={column.id} scope="col">
                {label(column.title)}
              </th>
            ))}
            <th scope="col" className={css['sum']}>
              {t.sum}
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">{label(row.title)}</th>
              {columns.map((column) => {
                const cell = cellOf(row.id, column.id);
                return <td key={column.id}>{cell && button(row, column, cell)}</td>;
              })}
              <td className={`${css['sum']} z-number`}>
                {cells.filter((cell) => cell.row === row.id).reduce((sum, cell) => sum + cell.duties, 0)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
