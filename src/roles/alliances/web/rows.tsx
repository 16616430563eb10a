import type { ReactNode } from 'react';
import css from './rows.module.css';

/** A column: its title, and whether it holds numbers. */
export type Column = { title: string; number?: boolean };

/** A line, with what tells it from the others. */
export type Line = { key: string; cells: readonly ReactNode[] };

type Props = { label: string; columns: readonly Column[]; lines: readonly Line[] };

/** A table that is read at once, without paging. On a phone every line is a card, its cells named by the columns. */
export function Rows({ label, columns, lines }: Props) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={label} tabIndex={0}>
      <table className={css['table']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" data-number={column.number || undefined}>
                {column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line) => (
            <tr key={line.key}>
              {columns.map((column, at) => (
                <td key={column.title} data-label={column.title} data-number={column.number || undefined}>
                  <div>{line.cells[at]}</div>
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
