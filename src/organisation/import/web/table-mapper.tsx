import { useId } from 'react';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { FieldId, SheetKind } from '../import-fields.rules.ts';
import type { Chosen, Fields, TableView } from './import-view.ts';
import css from './table-mapper.module.css';

const m = messages({
  zh: {
    kind: '这张工作表是',
    leaveOut: '不导入这张表',
    hidden: '隐藏的工作表，默认不导入',
    lines: (n: number) => `${n} 行数据`,
    headers: (rows: string) => `表头在第 ${rows} 行`,
    noTable: '没有找到表头',
    header: '表头',
    use: '栏目',
    ignore: '不导入',
    look: '请核对',
    unread: (header: string) => `“${header}”一列是`,
  },
  en: {
    kind: 'This sheet is',
    leaveOut: 'Leave this sheet out',
    hidden: 'A hidden sheet, left out unless you choose it',
    lines: (n) => `${n} lines`,
    headers: (rows) => `header in row ${rows}`,
    noTable: 'no header found',
    header: 'Header',
    use: 'Is',
    ignore: 'not imported',
    look: 'look at this',
    unread: (header) => `The column “${header}” is`,
  },
});

type Props = { table: TableView; fields: Fields; chosen: Chosen; onChange: (next: Chosen) => void };

/** One sheet: what it is, and what each of its columns is. */
export function TableMapper({ table, fields, chosen, onChange }: Props) {
  const t = useMessages(m);
  const label = useLabel();
  const kindId = useId();
  const options = fields.fields.filter((field) => field.sheet === chosen.kind);
  const taken = new Set(Object.values(chosen.uses));
  const note = table.hidden
    ? t.hidden
    : table.headRows.length > 0
      ? `${t.headers(table.headRows.map((row) => row + 1).join('、'))} · ${t.lines(table.dataRows)}`
      : t.noTable;
  const setKind = (kind: SheetKind | null) => {
    // Columns of another kind of table mean nothing in this one.
    const belong = new Set(fields.fields.filter((field) => field.sheet === kind).map((field) => field.id));
    const uses = Object.fromEntries(
      table.columns.map(({ index }) => {
        const use = chosen.uses[index] ?? 'ignore';
        return [index, use !== 'ignore' && belong.has(use) ? use : 'ignore'] as const;
      }),
    );
    onChange({ kind, uses });
  };
  return (
    <Panel title={table.sheet} note={note}>
      <div className={css['kind']}>
        <label htmlFor={kindId}>{t.kind}</label>
        <select
          id={kindId}
          className={css['select']}
          value={chosen.kind ?? ''}
          onChange={(event) => setKind((event.target.value || null) as SheetKind | null)}
        >
          <option value="">{t.leaveOut}</option>
          {fields.sheets.map((sheet) => (
            <option key={sheet.id} value={sheet.id}>
              {label(sheet.title)}
            </option>
          ))}
        </select>
      </div>
      {chosen.kind !== null && (
        <ul className={css['columns']}>
          {table.columns.map((column) => {
            const use = chosen.uses[column.index] ?? 'ignore';
            return (
              <li key={column.index} className={column.use === null ? css['unknown'] : undefined}>
                <span className={css['letter']}>{lettersOf(column.index)}</span>
                <span className={css['header']}>
                  {column.header} {column.use === null && <StateTag shade="warn">{t.look}</StateTag>}
                </span>
                <select
                  className={css['select']}
                  aria-label={t.unread(column.header)}
                  value={use}
                  onChange={(event) =>
                    onChange({
                      ...chosen,
                      uses: { ...chosen.uses, [column.index]: event.target.value as FieldId | 'ignore' },
                    })
                  }
                >
                  <option value="ignore">{t.ignore}</option>
                  {options.map((field) => (
                    <option
                      key={field.id}
                      value={field.id}
                      disabled={field.id !== use && taken.has(field.id)}
                    >
                      {label(field.title)}
                    </option>
                  ))}
                </select>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

/** A column's letters as a spreadsheet shows them. */
function lettersOf(index: number): string {
  const rest = Math.floor(index / 26);
  return `${rest > 0 ? lettersOf(rest - 1) : ''}${String.fromCharCode(65 + (index % 26))}`;
}
