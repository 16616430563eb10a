import { useCall } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { useLanguage } from '#shell/web/language.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { importFields, listImportLines } from '../import.contract.ts';
import type { Fields, ImportLine } from './import-view.ts';
import { actionShades, words } from './import-words.ts';
import css from './line-list.module.css';
import { remarksInEnglish } from './remarks-in-english.ts';

const m = messages({
  zh: {
    name: '姓名或名称',
    action: '结果',
    subject: '种类',
    place: '支部或单位',
    where: '位置',
    what: '变更与说明',
    row: (sheet: string, row: number) => `${sheet} 第 ${row} 行`,
    implied: '随人员新建',
    membership: '所在党支部',
    post: '任职',
    sealed: '（已变更，不显示）',
    blank: '（空）',
    list: '逐行结果',
    plain: (n: number) => `另有 ${n} 处按常见写法理解`,
  },
  en: {
    name: 'Name',
    action: 'Outcome',
    subject: 'Kind',
    place: 'Branch or unit',
    where: 'Place',
    what: 'Changes and remarks',
    row: (sheet, row) => `${sheet}, row ${row}`,
    implied: 'made along with people',
    membership: 'Branch',
    post: 'Post',
    sealed: '(changed, not shown)',
    blank: '(empty)',
    list: 'Line by line',
    plain: (n) => `${n} more read in the usual way`,
  },
});

/** Every line with what becomes of it, to filter and page through. */
export function LineList({ id }: { id: string }) {
  const t = useMessages(m);
  const w = useMessages(words);
  const fields = useCall(importFields, {}, { staleTime: 600_000 });
  const columns: Column<ImportLine>[] = [
    { key: 'name', title: t.name, render: (line) => line.label || '—' },
    {
      key: 'action',
      title: t.action,
      card: 'badge',
      render: (line) => <StateTag shade={actionShades[line.action]}>{w.actions[line.action]}</StateTag>,
    },
    { key: 'subject', title: t.subject, render: (line) => w.subjects[line.subject] },
    { key: 'place', title: t.place, render: (line) => line.place ?? '—' },
    {
      key: 'where',
      title: t.where,
      render: (line) => (line.implied ? t.implied : t.row(line.sheet, line.row)),
    },
    { key: 'what', title: t.what, render: (line) => <Remarks line={line} fields={fields.data} /> },
  ];
  const options = (labels: Readonly<Record<string, string>>) =>
    Object.entries(labels).map(([value, label]) => ({ value, label }));
  return (
    <DataTable
      name="import-lines"
      label={t.list}
      endpoint={listImportLines}
      input={{ params: { id } }}
      columns={columns}
      rowKey={(line) => String(line.no)}
      filters={[
        { key: 'action', label: t.action, kind: 'select', options: options(w.actions) },
        { key: 'subject', label: t.subject, kind: 'select', options: options(w.subjects) },
      ]}
    />
  );
}

function Remarks({ line, fields }: { line: ImportLine; fields: Fields | undefined }) {
  const t = useMessages(m);
  const label = useLabel();
  const titleOf = (field: string) => {
    if (field === 'membership') return t.membership;
    if (field === 'post') return t.post;
    const known = fields?.fields.find((each) => each.id === field);
    return known ? label(known.title) : field;
  };
  if (line.changes.length + line.remarks.length === 0) return '—';
  const notes = line.remarks.filter((remark) => remark.level === 'note');
  const plain = notes.filter((remark) => PLAIN.has(remark.code));
  return (
    <ul className={css['remarks']}>
      {line.remarks
        .filter((remark) => remark.level === 'bad')
        .map((remark) => (
          <Remark key={remark.code + remark.cell} remark={remark} />
        ))}
      {line.changes.map((change) => (
        <li key={change.field + change.to}>
          {titleOf(change.field)}：
          {change.to === '•' ? (
            t.sealed
          ) : (
            <>
              {change.from !== null && (
                <>
                  <del>{change.from}</del> →{' '}
                </>
              )}
              {change.to ?? t.blank}
            </>
          )}
        </li>
      ))}
      {notes
        .filter((remark) => !PLAIN.has(remark.code))
        .map((remark) => (
          <Remark key={remark.code + remark.cell} remark={remark} />
        ))}
      {plain.length > 0 && (
        <li className={css['note']}>
          <details>
            <summary>{t.plain(plain.length)}</summary>
            <ul>
              {plain.map((remark) => (
                <Remark key={remark.code + remark.cell} remark={remark} />
              ))}
            </ul>
          </details>
        </li>
      )}
    </ul>
  );
}

/** What the clerk need not look at: 2019.7 is the first of July, a blank in a name was dropped. */
const PLAIN = new Set(['date/month', 'name/tidied', 'cell/formula', 'confirmed/missing']);

function Remark({ remark }: { remark: ImportLine['remarks'][number] }) {
  const english = useLanguage() === 'en' ? remarksInEnglish[remark.code] : undefined;
  return (
    <li className={css[remark.level]}>
      {remark.cell && <b>{remark.cell}</b>} {english ?? remark.message}
    </li>
  );
}
