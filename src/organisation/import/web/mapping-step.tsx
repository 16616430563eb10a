import { Button } from 'antd';
import { useCallback, useId, useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence, sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Note, Panel } from '#shell/web/panel.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listOrganisations } from '../../tree/tree.contract.ts';
import { checkImport, importFields } from '../import.contract.ts';
import type { FieldId } from '../import-fields.rules.ts';
import type { Chosen, ImportView } from './import-view.ts';
import css from './mapping-step.module.css';
import { TableMapper } from './table-mapper.tsx';

const m = messages({
  zh: {
    all: '表头都认出来了，核对后即可预演。',
    some: (n: number) => `有 ${n} 列的表头没有认出来。请为它们选择栏目，或选“不导入”。`,
    missing: '有的工作表缺少必有的栏目，请指定哪一列是，或选“不导入这张表”。',
    stalled: '上一次预演中断了（服务可能重启过），没有写入任何内容。请重新开始。',
    options: '这份工作簿',
    asOf: '任职和支部关系自哪天起算',
    asOfHint: '表里没有写“转入支部时间”“任职时间”时，按这一天；入党晚于这一天的按入党时间。',
    unit: '没有写单位的行，属于哪个单位',
    unitHint: '表里有“所在单位”一栏时不用选。',
    unitFind: '输入单位名称中的两个字',
    start: '开始预演',
    cancel: '返回预演结果',
    note: '预演只比对，不写入任何人员和组织。',
  },
  en: {
    all: 'Every header was recognised. Look them over and start the dry run.',
    some: (n) => `${n} headers were not recognised. Choose what they are, or leave them out.`,
    missing: 'A sheet lacks a required column. Say which one it is, or leave the sheet out.',
    stalled:
      'The last dry run was cut off (the server may have been restarted); nothing was written. Start it again.',
    options: 'This workbook',
    asOf: 'Posts and memberships hold from',
    asOfHint: 'Used where the table names no day; whoever joined later counts from the day of joining.',
    unit: 'Unit of lines that name none',
    unitHint: 'Not needed when the table has a column for the unit.',
    unitFind: 'Type two characters of its name',
    start: 'Start the dry run',
    cancel: 'Back to the outcome',
    note: 'The dry run compares only; it writes no person and no organisation.',
  },
});

/** What a table's columns are proposed to be: as recognised, else as they look, else left out. */
function proposed(table: ImportView['tables'][number]): Chosen {
  const taken = new Set(table.columns.map((column) => column.use));
  const uses = Object.fromEntries(
    table.columns.map((column): [number, FieldId | 'ignore'] => {
      if (column.use !== null) return [column.index, column.use];
      const suggestion =
        column.suggestion !== null && !taken.has(column.suggestion) ? column.suggestion : null;
      if (suggestion) taken.add(suggestion);
      return [column.index, suggestion ?? 'ignore'];
    }),
  );
  return { kind: table.kind, uses };
}

/** The step in which the clerk says what sheets and columns are. */
export function MappingStep({ view, onCancel }: { view: ImportView; onCancel?: () => void }) {
  const t = useMessages(m);
  const unitId = useId();
  const [chosen, setChosen] = useState(
    () => new Map(view.tables.map((table) => [table.sheet, proposed(table)])),
  );
  const [asOf, setAsOf] = useState(view.asOf);
  const [unit, setUnit] = useState<Choice | null>(
    view.defaultUnit && { id: view.defaultUnit.id, label: view.defaultUnit.name },
  );
  const fields = useCall(importFields, {}, { staleTime: 600_000 });
  const { send, pending, error } = useSend(checkImport);
  const unknown = view.tables
    .filter((table) => table.kind !== null)
    .flatMap((table) => table.columns.filter((column) => column.use === null)).length;
  const start = () => {
    const tables = view.tables.map(({ sheet, columns }) => {
      const { kind, uses } = chosen.get(sheet) ?? { kind: null, uses: {} };
      return {
        sheet,
        kind,
        columns: columns.map(({ index }) => ({ index, use: uses[index] ?? ('ignore' as const) })),
      };
    });
    void send({
      params: { id: view.id },
      ifMatch: view.version,
      body: { tables, asOf, defaultUnitId: unit?.id ?? null },
    });
  };
  if (fields.error) return <ErrorSentence error={fields.error} onRetry={() => void fields.refetch()} />;
  if (!fields.data) return <Skeleton />;
  const sheets = fields.data.sheets;
  const missing = view.tables.some((table) => {
    const { kind, uses } = chosen.get(table.sheet) ?? { kind: null, uses: {} };
    const required = sheets.find((sheet) => sheet.id === kind)?.required ?? [];
    return required.some((field) => !Object.values(uses).includes(field));
  });
  return (
    <div className={css['step']}>
      {view.stalled && <Note shade="warn">{t.stalled}</Note>}
      {view.problem && <Note shade="bad">{sentenceOfCode(view.problem)}</Note>}
      <Note shade={missing || unknown > 0 ? 'warn' : 'good'}>
        {missing ? t.missing : unknown > 0 ? t.some(unknown) : t.all}
      </Note>
      {view.tables.map((table) => (
        <TableMapper
          key={table.sheet}
          table={table}
          fields={fields.data}
          chosen={chosen.get(table.sheet) ?? proposed(table)}
          onChange={(next) => setChosen(new Map(chosen).set(table.sheet, next))}
        />
      ))}
      <Panel title={t.options}>
        <div className={css['options']}>
          <DayField label={t.asOf} hint={t.asOfHint} value={asOf} onChange={setAsOf} />
          <Field label={t.unit} id={unitId} hint={t.unitHint}>
            <UnitPicker id={unitId} value={unit} onChange={setUnit} hint={t.unitFind} />
          </Field>
        </div>
      </Panel>
      {error && <ErrorSentence error={error} />}
      <div className={css['foot']}>
        <span className="z-quiet">{t.note}</span>
        {onCancel && <Button onClick={onCancel}>{t.cancel}</Button>}
        <Button type="primary" loading={pending} disabled={missing || asOf === ''} onClick={start}>
          {t.start}
        </Button>
      </div>
    </div>
  );
}

type UnitProps = {
  id: string;
  value: Choice | null;
  onChange: (choice: Choice | null) => void;
  hint: string;
};

function UnitPicker({ id, value, onChange, hint }: UnitProps) {
  const [typed, setTyped] = useState('');
  const type = useCallback((typedNow: string) => setTyped(typedNow), []);
  const found = useCall(
    listOrganisations,
    { query: { q: typed, kind: 'unit', limit: 20 } },
    { enabled: typed.length > 0, keep: true },
  );
  const choices = (found.data?.items ?? []).map((each) => ({ id: each.id, label: each.name }));
  return (
    <SearchPicker id={id} value={value} onChange={onChange} choices={choices} onType={type} hint={hint} />
  );
}
