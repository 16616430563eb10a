import { Button, Input } from 'antd';
import { useId } from 'react';
import { listRecords } from '#roles/work-records/work-records.contract.ts';
import { useCall } from '#shell/web/api.ts';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { Select } from '#shell/web/select.tsx';
import { listEvidenceKinds } from '../ledger.contract.ts';
import css from './ledger.module.css';

const m = messages({
  zh: {
    title: '成效佐证',
    hint: '至少一项是“绩”：有来源的数据、服务对象的确认或经核验的整改。照片和文件只能作补充。写明内容和在哪里可以查到。',
    kind: (n: number) => `第 ${n} 项的种类`,
    text: (n: number) => `第 ${n} 项：内容和出处`,
    record: (n: number) => `第 ${n} 项据哪条工作记录`,
    noRecord: '不引用工作记录',
    add: '再写一项',
    remove: (n: number) => `删除第 ${n} 项`,
    result: '绩',
    trace: '痕',
  },
  en: {
    title: 'Evidence of effect',
    hint: 'At least one result: a figure with its source, a confirmation by those served, or a verified fix. Photos and papers only add to it. Say what it is and where it can be found.',
    kind: (n) => `Kind of no. ${n}`,
    text: (n) => `No. ${n}: what it says and where it is`,
    record: (n) => `The record that no. ${n} is in`,
    noRecord: 'No record',
    add: 'Add another',
    remove: (n) => `Remove no. ${n}`,
    result: 'result',
    trace: 'trace',
  },
});

/** A line of the form; `kind` is empty until one is chosen. */
export type EvidenceLine = { kind: string; text: string; recordId?: string };

/** The lines that say something; a line without a kind is taken for the first kind of result. */
export const linesToSend = (lines: readonly EvidenceLine[]): EvidenceLine[] =>
  lines
    .filter((line) => line.text.trim() !== '')
    .map(({ kind, text, recordId }) => ({
      kind: kind || 'verified-fix',
      text,
      ...(recordId ? { recordId } : {}),
    }));

type Props = {
  /** Whose records can be pointed at. */
  orgId: string;
  lines: readonly EvidenceLine[];
  onChange: (lines: EvidenceLine[]) => void;
};

/** Lines of evidence: of which kind, what it says and where it can be looked at. */
export function EvidenceFields({ orgId, lines, onChange }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useId();
  const { data } = useCall(listEvidenceKinds, {}, { staleTime: 600_000 });
  // The last records of the organisation: what is written down there is pointed at and not typed again.
  const { data: records } = useCall(
    listRecords,
    { query: { orgId, limit: 50, state: 'standing' } },
    { staleTime: 60_000 },
  );
  const found = (records?.items ?? []).map((record) => ({
    value: record.id,
    label: `${formatDayShort(record.occurredOn)} ${record.title}`,
  }));
  const point = (at: number, recordId: string) => {
    const record = records?.items.find((each) => each.id === recordId);
    const { text, kind } = lines[at] ?? { text: '', kind: '' };
    if (record) change(at, { kind, text: text || record.title, recordId });
    else onChange(lines.map((line, place) => (place === at ? { kind: line.kind, text: line.text } : line)));
  };
  const change = (at: number, part: Partial<EvidenceLine>) =>
    onChange(lines.map((line, place) => (place === at ? { ...line, ...part } : line)));
  const options = (data?.items ?? []).map((kind) => ({
    value: kind.id,
    label: `${pick(kind.title)}（${t[kind.type]}）`,
  }));
  return (
    <fieldset className={css['evidence']} aria-describedby={id}>
      <legend>{t.title}</legend>
      <p id={id} className={css['quiet']}>
        {t.hint}
      </p>
      {lines.map((line, at) => (
        <div key={at} className={css['evidenceLine']}>
          <Select<string>
            aria-label={t.kind(at + 1)}
            value={line.kind || 'verified-fix'}
            options={options}
            onChange={(kind) => change(at, { kind })}
          />
          <Input
            aria-label={t.text(at + 1)}
            placeholder={t.text(at + 1)}
            value={line.text}
            maxLength={200}
            onChange={(event) => change(at, { text: event.target.value })}
          />
          {found.length > 0 && (
            <Select<string>
              className={css['evidenceRecord']}
              aria-label={t.record(at + 1)}
              value={line.recordId ?? ''}
              options={[{ value: '', label: t.noRecord }, ...found]}
              onChange={(recordId) => point(at, recordId)}
            />
          )}
          {lines.length > 1 && (
            <Button
              aria-label={t.remove(at + 1)}
              onClick={() => onChange(lines.filter((_, place) => place !== at))}
            >
              ×
            </Button>
          )}
        </div>
      ))}
      {lines.length < (data?.most ?? 1) && (
        <Button onClick={() => onChange([...lines, { kind: '', text: '' }])}>{t.add}</Button>
      )}
    </fieldset>
  );
}
