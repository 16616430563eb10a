import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { addBusinessItem } from '../fusion.contract.ts';
import css from './fusion.module.css';
import { fusionWords } from './fusion-words.ts';

const m = messages({
  zh: {
    title: '登记业务事项',
    lead: '单位的一项业务工作，用一个已经在统计的效能指标来看它。不为党建另造数字。',
    name: '业务事项',
    nameHint: '例如：项目审批提速',
    owner: '业务责任人',
    ownerHint: '对这项业务负责的人，由他本人确认和报数；不能是党建任务的责任人',
    indicator: '效能指标',
    indicatorHint: '例如：平均办理时长',
    measure: '单位',
    measureHint: '例如：工作日',
    source: '数据来源',
    sourceHint: '例如：政务服务平台月报',
    baseline: '基期值',
    baselineOn: '基期',
    target: '目标值',
    due: '目标日期',
  },
  en: {
    title: 'Add a business item',
    lead: 'Work of the unit, seen by a figure that is counted already. No figure is made for the Party’s sake.',
    name: 'Business item',
    nameHint: 'for instance: faster project approval',
    owner: 'Who answers for it',
    ownerHint: 'confirms links and reports the figure; not the owner of the Party task',
    indicator: 'Indicator',
    indicatorHint: 'for instance: average time',
    measure: 'Unit',
    measureHint: 'for instance: working days',
    source: 'Source',
    sourceHint: 'for instance: monthly report of the service platform',
    baseline: 'Baseline',
    baselineOn: 'Baseline on',
    target: 'Target',
    due: 'Target by',
  },
});

type Props = { orgId: string; onClose: () => void };

/** The dialog in which a business item is entered with its indicator. */
export function ItemDialog({ orgId, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const id = useId();
  const [text, setText] = useState({ title: '', indicator: '', measure: '', source: '' });
  const [owner, setOwner] = useState<Choice | null>(null);
  const [value, setValue] = useState<{ baseline: number | null; target: number | null }>({
    baseline: null,
    target: null,
  });
  const [days, setDays] = useState({ baselineOn: today(), dueOn: addDays(today(), 365) });
  const { send, pending, error } = useSend(addBusinessItem, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  const line = (key: keyof typeof text, maxLength: number, label: string, hint: string) => (
    <TextField
      label={label}
      hint={hint}
      problem={fieldError(error, key)}
      maxLength={maxLength}
      required
      value={text[key]}
      onChange={(next) => setText({ ...text, [key]: next })}
    />
  );
  const number = (key: 'baseline' | 'target') => (
    <Field label={t[key]} id={`${id}-${key}`} problem={fieldError(error, key)} required>
      <InputNumber
        id={`${id}-${key}`}
        className={css['wide']}
        precision={2}
        value={value[key]}
        onChange={(next) => setValue({ ...value, [key]: next })}
      />
    </Field>
  );
  const day = (key: 'baselineOn' | 'dueOn', label: string) => (
    <DayField
      label={label}
      problem={fieldError(error, key)}
      required
      value={days[key]}
      onChange={(next) => setDays({ ...days, [key]: next })}
    />
  );
  return (
    <FormDialog
      title={t.title}
      width={640}
      pending={pending}
      disabled={value.baseline === null || value.target === null}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        void send({
          params: { id: orgId },
          body: {
            ...text,
            ...days,
            ownerId: owner?.id ?? '',
            baseline: value.baseline ?? 0,
            target: value.target ?? 0,
          },
        })
      }
    >
      <div className={css['form']}>
        <p className={css['quiet']}>{t.lead}</p>
        {line('title', 80, t.name, t.nameHint)}
        <Field
          label={t.owner}
          id={`${id}-owner`}
          hint={t.ownerHint}
          problem={fieldError(error, 'ownerId')}
          required
        >
          <PersonPicker id={`${id}-owner`} of={{ orgId }} value={owner} onChange={setOwner} />
        </Field>
        <div className={css['row']}>
          {line('indicator', 40, t.indicator, t.indicatorHint)}
          {line('measure', 12, t.measure, t.measureHint)}
        </div>
        {line('source', 80, t.source, t.sourceHint)}
        <div className={css['row']}>
          {number('baseline')}
          {day('baselineOn', t.baselineOn)}
        </div>
        <div className={css['row']}>
          {number('target')}
          {day('dueOn', t.due)}
        </div>
      </div>
    </FormDialog>
  );
}
