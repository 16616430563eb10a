import { Button } from 'antd';
import type { KeyboardEvent, MouseEvent, ReactNode } from 'react';
import type { Endpoint, QueryInputOf, ResponseOf } from '#platform/http/endpoint.ts';
import { usePages } from './api.ts';
import { AppLink } from './app-link.tsx';
import type { CallInput } from './call.ts';
import css from './data-table.module.css';
import { EmptyState } from './empty-state.tsx';
import { ErrorSentence } from './error-sentence.tsx';
import { useGo, useQuery } from './location.ts';
import { messages, useMessages } from './messages.ts';
import { useNarrow } from './narrow.ts';
import { Skeleton } from './skeleton.tsx';
import { type Column, ColumnSettings, useHiddenColumns } from './table-columns.tsx';
import { type Filter, TableFilters } from './table-filters.tsx';

const m = messages({
  zh: {
    shown: (n: number, total: number | undefined) =>
      total === undefined ? `已显示 ${n} 条` : `已显示 ${n} / ${total} 条`,
    all: (n: number) => `共 ${n} 条`,
    more: '显示更多',
    nothing: '没有符合筛选条件的内容',
    loosen: '可以放宽或清除筛选条件。',
    none: '还没有内容',
  },
  en: {
    shown: (n, total) => (total === undefined ? `${n} shown` : `${n} of ${total} shown`),
    all: (n) => `${n} in all`,
    more: 'Show more',
    nothing: 'Nothing matches the filters',
    loosen: 'Loosen the filters or clear them.',
    none: 'Nothing here yet',
  },
});

type RowOf<E extends Endpoint> = ResponseOf<E> extends { items: readonly (infer Item)[] } ? Item : never;

type Props<E extends Endpoint> = {
  /** A short constant name: keeps the column settings of this list. */
  name: string;
  /** What the list is, for readers who do not see it. */
  label: string;
  /** A list endpoint (reply `{ items, next }`). */
  endpoint: E;
  input?: Omit<CallInput<E>, 'query'>;
  /** Fixed part of the query; filters are added from the address. */
  query?: Partial<QueryInputOf<E>>;
  columns: readonly Column<RowOf<E>>[];
  rowKey: (row: RowOf<E>) => string;
  /** The page that a row opens. */
  rowTo?: (row: RowOf<E>) => string | undefined;
  filters?: readonly Filter[];
  /** Buttons at the end of a row. */
  rowActions?: (row: RowOf<E>) => ReactNode;
  /** Beside the filters. */
  tools?: ReactNode;
  /** Shown when there is nothing at all. */
  empty?: ReactNode;
};

/**
 * A list from a paged endpoint: filters kept in the address, pages by cursor, columns of one's choice, cards on a phone.
 * Up and down move between rows, Enter opens one.
 */
export function DataTable<E extends Endpoint>(props: Props<E>) {
  const { name, label, endpoint, columns, rowKey, rowTo, filters = [], rowActions, tools, empty } = props;
  type Row = RowOf<E>;
  const t = useMessages(m);
  const [address, setAddress] = useQuery();
  const narrow = useNarrow();
  const settings = useHiddenColumns(name, columns);
  const keys = [
    ...filters.map((filter) => filter.key),
    ...(columns.some((column) => column.sort) ? ['sort'] : []),
  ];
  const chosen = Object.fromEntries(keys.filter((key) => address[key]).map((key) => [key, address[key]]));
  const pages = usePages(endpoint, { ...props.input, query: { ...props.query, ...chosen } } as never);
  const rows = pages.rows as Row[];
  const visible = columns.filter((column, place) => place === 0 || !settings.hidden.has(column.key));
  const shown = { rows, columns: visible, rowKey, rowTo, rowActions };
  const filtered = filters.some((filter) => address[filter.key]);

  return (
    <div className={css['table']} data-table="">
      {(filters.length > 0 || tools || columns.length > 5) && (
        <div className={`${css['bar']} z-no-print`}>
          {filters.length > 0 && <TableFilters filters={filters} values={address} onChange={setAddress} />}
          <div className={css['tools']}>
            {tools}
            {!narrow && columns.length > 3 && <ColumnSettings columns={columns} settings={settings} />}
          </div>
        </div>
      )}
      {pages.error ? (
        <div className={css['inset']}>
          <ErrorSentence error={pages.error} onRetry={pages.retry} />
        </div>
      ) : pages.loading ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        filtered ? (
          <EmptyState title={t.nothing}>{t.loosen}</EmptyState>
        ) : (
          (empty ?? <EmptyState title={t.none} />)
        )
      ) : (
        <div className={pages.stale ? css['stale'] : undefined} aria-busy={pages.stale}>
          {narrow ? (
            <Cards {...shown} label={label} />
          ) : (
            <Grid {...shown} label={label} sort={address['sort']} onSort={(sort) => setAddress({ sort })} />
          )}
          <footer className={css['foot']}>
            <span aria-live="polite">
              {pages.more ? t.shown(rows.length, pages.total) : t.all(rows.length)}
            </span>
            {pages.more && (
              <Button onClick={pages.loadMore} loading={pages.loadingMore}>
                {t.more}
              </Button>
            )}
          </footer>
        </div>
      )}
    </div>
  );
}

type Shown<Row> = {
  rows: readonly Row[];
  columns: readonly Column<Row>[];
  rowKey: (row: Row) => string;
  rowTo?: (row: Row) => string | undefined;
  rowActions?: (row: Row) => ReactNode;
  label: string;
};

function Grid<Row>(
  props: Shown<Row> & { sort: string | undefined; onSort: (sort: string | undefined) => void },
) {
  const { rows, columns, rowKey, rowTo, rowActions, label, sort, onSort } = props;
  const go = useGo();
  const onClick = (event: MouseEvent<HTMLTableRowElement>, to: string | undefined) => {
    const inside = (event.target as Element).closest('a, button, input, label, select');
    if (to && !inside && !getSelection()?.toString()) go(to);
  };
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={label} tabIndex={0}>
      <table className={css['grid']}>
        <thead>
          <tr>
            {columns.map((column) => (
              <Head key={column.key} column={column} sort={sort} onSort={onSort} />
            ))}
            {rowActions && <td />}
          </tr>
        </thead>
        <tbody onKeyDown={moveBetweenRows}>
          {rows.map((row) => {
            const to = rowTo?.(row);
            return (
              <tr
                key={rowKey(row)}
                className={to ? css['opens'] : undefined}
                onClick={(event) => onClick(event, to)}
              >
                {columns.map((column, place) => {
                  const content = column.render(row);
                  return (
                    <td key={column.key} className={cellClass(column, content)}>
                      {place === 0 && to ? (
                        <AppLink to={to} className={css['name']} data-row-link="">
                          {content}
                        </AppLink>
                      ) : (
                        content
                      )}
                    </td>
                  );
                })}
                {rowActions && <td className={`${css['actions']} z-no-print`}>{rowActions(row)}</td>}
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

/** The longest text that stays on one line: a day (2026-08-05), a name, a state. */
const SHORT = 10;

function cellClass<Row>(column: Column<Row>, content: ReactNode): string | undefined {
  if (column.align === 'right') return css['right'];
  return typeof content === 'string' && content.length <= SHORT ? css['short'] : undefined;
}

type HeadProps<Row> = {
  column: Column<Row>;
  sort: string | undefined;
  onSort: (sort: string | undefined) => void;
};

function Head<Row>({ column, sort, onSort }: HeadProps<Row>) {
  const own = column.sort;
  const order =
    own === undefined ? undefined : sort === own ? 'ascending' : sort === `-${own}` ? 'descending' : 'none';
  const next = order === 'ascending' ? `-${own}` : order === 'descending' ? undefined : own;
  return (
    <th
      scope="col"
      className={column.align === 'right' ? css['right'] : undefined}
      style={{ width: column.width }}
      aria-sort={order}
    >
      {own === undefined ? (
        column.title
      ) : (
        <button type="button" className={css['sort']} onClick={() => onSort(next)}>
          {column.title}
          <span aria-hidden="true">{order === 'ascending' ? '↑' : order === 'descending' ? '↓' : '↕'}</span>
        </button>
      )}
    </th>
  );
}

function Cards<Row>({ rows, columns, rowKey, rowTo, rowActions, label }: Shown<Row>) {
  const [first, ...rest] = columns;
  const badges = rest.filter((column) => column.card === 'badge');
  const lines = rest.filter((column) => column.card === undefined);
  return (
    <ul className={css['cards']} aria-label={label}>
      {rows.map((row) => {
        const to = rowTo?.(row);
        return (
          <li key={rowKey(row)} className={css['card']}>
            <div className={css['cardHead']}>
              {to ? (
                <AppLink to={to} className={css['cardLink']}>
                  {first?.render(row)}
                </AppLink>
              ) : (
                <strong>{first?.render(row)}</strong>
              )}
              {badges.map((column) => (
                <span key={column.key}>{column.render(row)}</span>
              ))}
            </div>
            <dl>
              {lines.map((column) => (
                <div key={column.key}>
                  <dt>{column.title}</dt>
                  <dd>{column.render(row)}</dd>
                </div>
              ))}
            </dl>
            {rowActions && <div className={css['cardActions']}>{rowActions(row)}</div>}
          </li>
        );
      })}
    </ul>
  );
}

function moveBetweenRows(event: KeyboardEvent<HTMLTableSectionElement>): void {
  const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
  if (!step) return;
  const links = [...event.currentTarget.querySelectorAll<HTMLElement>('[data-row-link]')];
  const here = links.findIndex((link) => link.closest('tr')?.contains(document.activeElement));
  if (here < 0) return;
  event.preventDefault();
  links[Math.min(links.length - 1, Math.max(0, here + step))]?.focus();
}
