import { Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { inBrackets } from '#shell/web/punctuation.ts';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import type { AllianceContent } from '#standards/packs/alliance-modes.schema.ts';
import { type FigureView, judgeFigure, reportFigure } from '../alliance-work.contract.ts';
import css from './alliances.module.css';

const m = messages({
  zh: {
    title: '报一个数字',
    save: '报送',
    saved: '已报送，等另一方核对',
    party: '报送方',
    measure: '指标',
    value: '数值',
    scope: '统计范围',
    scopeHint: '算的是哪里、哪些点；同一范围同一时间只能报一次',
    from: '起',
    to: '止',
    source: '数据来源',
    sourceHint: '系统、报表或单位名称，别人能据此核对',
    calibre: '口径',
    calibreHint: (text: string) => `不填即用统一口径：${text}`,
    partOf: '是否包含在已报的数字里',
    none: '不包含',
    judged: '已办理',
    notes: {
      confirm: '核对了什么来源',
      refuse: '哪里不对',
      withdraw: '为什么撤回',
    },
  },
  en: {
    title: 'Report a figure',
    save: 'Report',
    saved: 'Reported; another party checks it',
    party: 'Reported by',
    measure: 'Measure',
    value: 'Value',
    scope: 'Scope',
    scopeHint: 'Where, which places; one scope and time can be reported once only',
    from: 'From',
    to: 'To',
    source: 'Source',
    sourceHint: 'System, statement or body by which others can check it',
    calibre: 'How it was counted',
    calibreHint: (text) => `if left open, the common way: ${text}`,
    partOf: 'Contained in a figure reported before',
    none: 'No',
    judged: 'Done',
    notes: {
      confirm: 'Which source was looked at',
      refuse: 'What is wrong',
      withdraw: 'Why it is taken back',
    },
  },
});

type ReportProps = {
  id: string;
  content: AllianceContent;
  mine: readonly { id: string; name: string }[];
  figures: readonly FigureView[];
  onClose: () => void;
};

/** A dialog that reports a figure with its scope, period, source and calibre. */
export function ReportDialog({ id, content, mine, figures, onClose }: ReportProps) {
  const t = useMessages(m);
  const pick = useLabel();
  const field = useId();
  const [partyId, setPartyId] = useState(mine[0]?.id ?? '');
  const [measure, setMeasure] = useState(content.measures[0]?.id ?? '');
  const [partOf, setPartOf] = useState('');
  const [typed, setTyped] = useState({
    value: '',
    scope: '',
    fromOn: '',
    toOn: '',
    source: '',
    calibre: '',
  });
  const { send, pending, error } = useSend(reportFigure, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const chosen = content.measures.find((each) => each.id === measure);
  const wholes = figures.filter(
    (each) => each.measure === measure && (each.state === 'reported' || each.state === 'confirmed'),
  );
  const line = (
    key: keyof typeof typed,
    label: string,
    more: { hint?: string; type?: string; required?: boolean },
  ) => (
    <Field
      key={key}
      label={label}
      id={`${field}-${key}`}
      hint={more.hint}
      problem={fieldError(error, key)}
      required={more.required ?? true}
    >
      <Input
        id={`${field}-${key}`}
        type={more.type ?? 'text'}
        max={more.type === 'date' ? today() : undefined}
        inputMode={key === 'value' ? 'decimal' : undefined}
        value={typed[key]}
        onChange={(event) => setTyped({ ...typed, [key]: event.target.value })}
      />
    </Field>
  );
  return (
    <FormDialog
      title={t.title}
      confirm={t.save}
      pending={pending}
      error={error}
      width={560}
      onConfirm={() =>
        send({
          params: { id },
          body: { partyId, measure, ...typed, partOf: partOf || undefined },
        })
      }
      onClose={onClose}
    >
      {mine.length > 1 && (
        <SelectField
          label={t.party}
          required
          value={partyId}
          onChange={setPartyId}
          options={mine.map((party) => ({ value: party.id, label: party.name }))}
        />
      )}
      <div className={css['pair']}>
        <SelectField
          label={t.measure}
          problem={fieldError(error, 'measure')}
          required
          value={measure}
          onChange={(value) => {
            setMeasure(value);
            setPartOf('');
          }}
          options={content.measures.map((each) => ({
            value: each.id,
            label: pick(each.title) + inBrackets(pick(each.unit)),
          }))}
        />
        {line('value', t.value, {})}
      </div>
      {line('scope', t.scope, { hint: t.scopeHint })}
      <div className={css['pair']}>
        {line('fromOn', t.from, { type: 'date' })}
        {line('toOn', t.to, { type: 'date' })}
      </div>
      {line('source', t.source, { hint: t.sourceHint })}
      {line('calibre', t.calibre, { hint: t.calibreHint(chosen?.calibre ?? ''), required: false })}
      {wholes.length > 0 && (
        <SelectField
          label={t.partOf}
          value={partOf}
          onChange={setPartOf}
          options={[
            { value: '', label: t.none },
            ...wholes.map((each) => ({
              value: each.id,
              label: `${each.scope} ${each.value}${inBrackets(`${each.fromOn} — ${each.toOn}`)}`,
            })),
          ]}
        />
      )}
    </FormDialog>
  );
}

type JudgeProps = {
  id: string;
  figure: FigureView;
  step: 'confirm' | 'refuse' | 'withdraw';
  label: string;
  onClose: () => void;
};

/** A dialog that judges a figure, saying what was looked at. */
export function JudgeDialog({ id, figure, step, label, onClose }: JudgeProps) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(judgeFigure, {
    onDone: () => {
      notify(t.judged);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.notes[step]}
      rows={2}
      title={label}
      pending={pending}
      error={error}
      onConfirm={(note) =>
        send({
          params: { id, figureId: figure.id },
          ifMatch: figure.version,
          body: { step, note },
        })
      }
      onClose={onClose}
    />
  );
}
