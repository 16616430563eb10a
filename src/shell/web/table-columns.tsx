import { type ReactNode, useState } from 'react';
import css from './data-table.module.css';
import { Dialog } from './dialog.tsx';
import { Icon } from './icons.tsx';
import { messages, useMessages } from './messages.ts';

const m = messages({
  zh: { settings: '列设置', title: '显示哪些列', usual: '恢复默认' },
  en: { settings: 'Columns', title: 'Columns shown', usual: 'Restore' },
});

/** A column. The first one names the row: it carries the link and heads the card on a phone. */
export type Column<Row> = {
  key: string;
  title: string;
  render: (row: Row) => ReactNode;
  align?: 'right';
  width?: number | string;
  /** On a phone: `badge` beside the heading, `hide` left out; else a line of the card. */
  card?: 'badge' | 'hide';
  /** Hidden until chosen in the column settings. */
  optional?: boolean;
  /** The value of the endpoint's `sort` for this column ascending; descending is `-value`. */
  sort?: string;
};

/** Which columns of the list `name` are hidden, kept in this browser. */
export function useHiddenColumns<Row>(name: string, columns: readonly Column<Row>[]) {
  const key = `zelian.columns.${name}`;
  const usual = columns.filter((column) => column.optional).map((column) => column.key);
  const [kept, setKept] = useState<readonly string[] | null>(() => read(key));
  return {
    hidden: new Set(kept ?? usual),
    changed: kept !== null,
    set(next: readonly string[] | null) {
      setKept(next);
      try {
        if (next) localStorage.setItem(key, JSON.stringify(next));
        else localStorage.removeItem(key);
      } catch {
        // Without storage the choice lasts until the page is closed.
      }
    },
  };
}

function read(key: string): string[] | null {
  try {
    const kept: unknown = JSON.parse(localStorage.getItem(key) ?? 'null');
    return Array.isArray(kept) ? kept.map(String) : null;
  } catch {
    return null;
  }
}

type Props<Row> = { columns: readonly Column<Row>[]; settings: ReturnType<typeof useHiddenColumns<Row>> };

/** The button and dialog that choose the columns shown. The first column always stays. */
export function ColumnSettings<Row>({ columns, settings }: Props<Row>) {
  const t = useMessages(m);
  const [open, setOpen] = useState(false);
  const toggle = (key: string) => {
    const next = new Set(settings.hidden);
    if (!next.delete(key)) next.add(key);
    settings.set([...next]);
  };
  return (
    <>
      <button type="button" className={css['tool']} onClick={() => setOpen(true)}>
        <Icon name="columns" size={16} /> {t.settings}
      </button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.title} width={360}>
        <ul className={css['choices']}>
          {columns.slice(1).map((column) => (
            <li key={column.key}>
              <label>
                <input
                  type="checkbox"
                  checked={!settings.hidden.has(column.key)}
                  onChange={() => toggle(column.key)}
                />
                {column.title}
              </label>
            </li>
          ))}
        </ul>
        {settings.changed && (
          <button type="button" className={css['tool']} onClick={() => settings.set(null)}>
            {t.usual}
          </button>
        )}
      </Dialog>
    </>
  );
}
