import { Button, InputNumber } from 'antd';
import { useId, useState } from 'react';
import { PersonPicker } from '#roles/tasks/web/person-picker.tsx';
import { useSend } from '#shell/web/api.ts';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { daysUntil, formatDay, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { type BusinessItemView, changeBusinessItem, reportBusinessFigure } from '../fusion.contract.ts';
import css from './fusion.module.css';
import { fusionWords, shown } from './fusion-words.ts';

const m = messages({
  zh: {
    report: '报一次数',
    value: (measure: string) => `实际值（${measure}）`,
    onDay: '截至',
    source: (source: string) => `来源：${source}`,
    next: (day: string) => `下次 ${day} 前报`,
    late: (day: string) => `应于 ${day} 前报`,
    links: (n: number) => (n === 0 ? '还没有党建支撑' : `${n} 项党建任务`),
    'hand-over': '换责任人',
    end: '不再跟踪',
    owner: '新的业务责任人',
    note: '理由',
    abouts: {
      'hand-over': '业务分工变了，由新的责任人确认和报数。',
      end: '业务办结或不再需要跟踪。已有的链接随之解除，记录保留。',
    },
  },
  en: {
    report: 'Report a figure',
    value: (measure) => `Figure (${measure})`,
    onDay: 'As of',
    source: (source) => `Source: ${source}`,
    next: (day) => `next by ${day}`,
    late: (day) => `was due by ${day}`,
    links: (n) => (n === 0 ? 'no Party work behind it' : `${n} Party tasks`),
    'hand-over': 'Another owner',
    end: 'Stop following it',
    owner: 'Who answers for it now',
    note: 'Why',
    abouts: {
      'hand-over': 'Somebody else answers for the business, confirms and reports.',
      end: 'Done, or not to be followed any more. Its links end; the record stays.',
    },
  },
});

type Doing = 'report' | 'hand-over' | 'end';

/** A business item: its figure from baseline to target, who answers for it, and what can be done. */
export function ItemRow({ item }: { item: BusinessItemView }) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const [doing, setDoing] = useState<Doing | null>(null);
  const last = item.readings.at(-1);
  const late = item.nextOn !== null && daysUntil(item.nextOn) < 0;
  const close = () => setDoing(null);
  return (
    <li>
      <span>
        {item.title}{' '}
        <small className={css['quiet']}>
          {item.owner.name} · {item.indicator}：{words.from(shown(item.baseline), item.measure)}，
          {words.to(shown(item.target))}
          {last && `，${words.now(shown(last.value))}（${formatDay(last.onDay)}）`} · {t.links(item.links)}
        </small>{' '}
        {item.nextOn && (
          <small className={late ? css['late'] : css['quiet']}>
            {late ? t.late(formatDay(item.nextOn)) : t.next(formatDay(item.nextOn))}
          </small>
        )}
      </span>
      <span className={css['head']}>
        {item.may.includes('report') && (
          <Button size="small" aria-label={`${t.report}：${item.title}`} onClick={() => setDoing('report')}>
            {t.report}
          </Button>
        )}
        {item.may.includes('change') &&
          (['hand-over', 'end'] as const).map((each) => (
            <Button
              key={each}
              size="small"
              type="text"
              aria-label={`${t[each]}：${item.title}`}
              onClick={() => setDoing(each)}
            >
              {t[each]}
            </Button>
          ))}
      </span>
      {doing === 'report' && <FigureDialog item={item} onClose={close} />}
      {(doing === 'hand-over' || doing === 'end') && (
        <ChangeDialog item={item} action={doing} onClose={close} />
      )}
    </li>
  );
}

type Props = { item: BusinessItemView; onClose: () => void };

function FigureDialog({ item, onClose }: Props) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const id = useId();
  const [value, setValue] = useState<number | null>(null);
  const [onDay, setOnDay] = useState(today());
  const { send, pending, error } = useSend(reportBusinessFigure, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t.report}
      pending={pending}
      disabled={value === null}
      error={error}
      onClose={onClose}
      onConfirm={() => void send({ params: { id: item.id }, body: { onDay, value: value ?? 0 } })}
    >
      <p className={css['quiet']}>
        {item.indicator} · {t.source(item.source)}
      </p>
      <Field label={t.value(item.measure)} id={`${id}-value`} problem={fieldError(error, 'value')} required>
        <InputNumber
          id={`${id}-value`}
          className={css['wide']}
          precision={2}
          value={value}
          onChange={setValue}
        />
      </Field>
      <DayField
        label={t.onDay}
        problem={fieldError(error, 'onDay')}
        max={today()}
        required
        value={onDay}
        onChange={setOnDay}
      />
    </FormDialog>
  );
}

function ChangeDialog({ item, action, onClose }: Props & { action: 'hand-over' | 'end' }) {
  const t = useMessages(m);
  const words = useMessages(fusionWords);
  const id = useId();
  const [owner, setOwner] = useState<Choice | null>(null);
  const [note, setNote] = useState('');
  const { send, pending, error } = useSend(changeBusinessItem, {
    onDone: () => {
      notify(words.done);
      onClose();
    },
  });
  return (
    <FormDialog
      title={t[action]}
      pending={pending}
      error={error}
      onClose={onClose}
      onConfirm={() =>
        void send({
          params: { id: item.id },
          ifMatch: item.version,
          body: { action, note, ...(owner ? { ownerId: owner.id } : {}) },
        })
      }
    >
      <p>{t.abouts[action]}</p>
      {action === 'hand-over' && (
        <Field label={t.owner} id={`${id}-owner`} problem={fieldError(error, 'ownerId')} required>
          <PersonPicker id={`${id}-owner`} of={{ orgId: item.unit.id }} value={owner} onChange={setOwner} />
        </Field>
      )}
      <TextAreaField
        label={t.note}
        problem={fieldError(error, 'note')}
        rows={2}
        maxLength={300}
        required
        value={note}
        onChange={setNote}
      />
    </FormDialog>
  );
}
