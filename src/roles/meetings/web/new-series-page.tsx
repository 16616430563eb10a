import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import { addDays, addMonths, weekday } from '#kernel/dates.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { createSeries, previewSeries } from '../plans/plans.contract.ts';
import type { SeriesRule } from '../plans/series.rules.ts';
import { KindsField } from './kinds-field.tsx';
import css from './meetings.module.css';
import { planWords } from './plan-words.ts';
import { useBody } from './use-body.tsx';
import { usualWhenWhere, WhenWhereFields } from './when-where.tsx';

const m = messages({
  zh: {
    title: '排一年的会议',
    lead: '选好类别和规律，右边立刻看到每一次的日期；节假日自动避开，仍在当月。',
    back: '会议安排',
    every: '多久一次',
    months: { 1: '每月', 2: '每两个月', 3: '每季度', 6: '每半年', 12: '每年' },
    on: '哪一天',
    byWeekday: '第几个星期几',
    byDay: '几日',
    nth: { 1: '第一个', 2: '第二个', 3: '第三个', 4: '第四个', '-1': '最后一个' },
    which: '第几个',
    weekday: '星期几',
    day: '日',
    shift: '遇节假日',
    shifts: { later: '顺延到后一个工作日', earlier: '提前到前一个工作日', none: '不调整' },
    from: '从',
    to: '到',
    days: '排出的会议',
    count: (n: number) => `共 ${n} 次`,
    taken: '当天已有会议，跳过',
    none: '这个规律在所选日期内没有会议。',
    save: (n: number) => `排好这 ${n} 次会议`,
    saved: (n: number) => `已排好 ${n} 次会议，进入大家的日历`,
  },
  en: {
    title: 'Plan a year',
    lead: 'Choose a kind and a rule: every day is shown at once. Days off are avoided within the month.',
    back: 'Meetings',
    every: 'How often',
    months: { 1: 'monthly', 2: 'every two months', 3: 'quarterly', 6: 'half-yearly', 12: 'yearly' },
    on: 'On which day',
    byWeekday: 'a weekday',
    byDay: 'a day of the month',
    nth: { 1: 'first', 2: 'second', 3: 'third', 4: 'fourth', '-1': 'last' },
    which: 'Which',
    weekday: 'Weekday',
    day: 'Day',
    shift: 'On a day off',
    shifts: {
      later: 'the next working day',
      earlier: 'the working day before',
      none: 'held all the same',
    },
    from: 'From',
    to: 'To',
    days: 'Meetings',
    count: (n) => `${n} in all`,
    taken: 'There is a meeting that day already: left out',
    none: 'The rule gives no meeting in this span.',
    save: (n) => `Plan these ${n} meetings`,
    saved: (n) => `${n} meetings planned; they stand in everybody’s calendar`,
  },
});

const months = [1, 3, 2, 6, 12] as const;
const nths = [1, 2, 3, 4, -1] as const;
const shifts = ['later', 'earlier', 'none'] as const;

/** A year of meetings by a rule, with every day shown before it is saved. */
export default function NewSeriesPage() {
  const t = useMessages(m);
  const words = useMessages(planWords);
  const go = useGo();
  const id = useId();
  const { orgId, field } = useBody();
  const [kinds, setKinds] = useState<string[]>([]);
  const [everyMonths, setEvery] = useState<SeriesRule['everyMonths']>(1);
  const [on, setOn] = useState<'weekday' | 'day'>('weekday');
  const [nth, setNth] = useState<(typeof nths)[number]>(1);
  const [dayOfWeek, setDayOfWeek] = useState(5);
  const [day, setDay] = useState(10);
  const [shift, setShift] = useState<SeriesRule['shift']>('later');
  const [from, setFrom] = useState(today());
  const [to, setTo] = useState(addDays(addMonths(today(), 12), -1));
  const [held, setHeld] = useState(usualWhenWhere);
  const preview = useCall(
    previewSeries,
    {
      params: { id: orgId },
      query: {
        everyMonths: `${everyMonths}`,
        on,
        nth: `${nth}`,
        weekday: dayOfWeek,
        day,
        shift,
        from,
        to,
      },
    },
    { enabled: orgId !== '' && from !== '' && to !== '', keep: true },
  );
  const { send, pending, error } = useSend(createSeries, {
    onDone: (reply) => {
      notify(t.saved(reply.planned));
      go(`/meetings?org=${orgId}`, { replace: true });
    },
  });
  const weekdays = words.weekdays.split(',');
  const days = preview.data?.days ?? [];
  const fresh = days.filter((each) => !each.taken && each.day >= today()).length;

  function save() {
    const rule: SeriesRule = {
      everyMonths,
      on: on === 'day' ? { kind: 'day', day } : { kind: 'weekday', nth, weekday: dayOfWeek },
      shift,
    };
    void send({ params: { id: orgId }, body: { kinds, rule, from, to, ...held } });
  }

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: `/meetings?org=${orgId}`, label: t.back }}>
      {field}
      <div className={css['columns']}>
        <Panel>
          <Form
            wide
            onSubmit={save}
            submit={t.save(fresh)}
            pending={pending}
            error={error}
            disabled={kinds.length === 0 || fresh === 0}
          >
            <KindsField orgId={orgId} value={kinds} onChange={setKinds} error={error} />
            <div className={css['pair']}>
              <SelectField
                label={t.every}
                value={everyMonths}
                onChange={setEvery}
                options={months.map((value) => ({ value, label: t.months[value] }))}
              />
              <SelectField
                label={t.on}
                value={on}
                onChange={setOn}
                options={[
                  { value: 'weekday' as const, label: t.byWeekday },
                  { value: 'day' as const, label: t.byDay },
                ]}
              />
              {on === 'weekday' ? (
                <>
                  <SelectField
                    label={t.which}
                    value={nth}
                    onChange={setNth}
                    options={nths.map((value) => ({ value, label: t.nth[value] }))}
                  />
                  <SelectField
                    label={t.weekday}
                    value={dayOfWeek}
                    onChange={setDayOfWeek}
                    options={[1, 2, 3, 4, 5, 6, 7].map((value) => ({ value, label: weekdays[value] }))}
                  />
                </>
              ) : (
                <Field label={t.day} id={`${id}-day`}>
                  <InputNumber
                    id={`${id}-day`}
                    min={1}
                    max={31}
                    className={css['wide']}
                    value={day}
                    onChange={(value) => setDay(value ?? 1)}
                  />
                </Field>
              )}
              <SelectField
                label={t.shift}
                value={shift}
                onChange={setShift}
                options={shifts.map((value) => ({ value, label: t.shifts[value] }))}
              />
            </div>
            <div className={css['pair']}>
              <DayField label={t.from} value={from} onChange={setFrom} />
              <DayField
                label={t.to}
                problem={fieldError(error ?? preview.error, 'to')}
                value={to}
                onChange={setTo}
              />
            </div>
            <WhenWhereFields value={held} onChange={setHeld} error={error} />
          </Form>
        </Panel>
        <Panel title={t.days} note={<span aria-live="polite">{t.count(days.length)}</span>}>
          {preview.error ? (
            <ErrorSentence error={preview.error} />
          ) : days.length === 0 ? (
            <p className="z-quiet">{t.none}</p>
          ) : (
            <ol className={css['days']}>
              {days.map((each) => (
                <li key={each.day} className={each.taken ? css['taken'] : undefined}>
                  <span className="z-number">{formatDayShort(each.day)}</span> {weekdays[weekday(each.day)]}
                  {each.movedFrom && (
                    <small className={css['quiet']}>{words.moved(each.movedFrom, each.why)}</small>
                  )}
                  {!each.covered && <small className={css['quiet']}>{words.provisional}</small>}
                  {each.taken && <small className={css['quiet']}>{t.taken}</small>}
                </li>
              ))}
            </ol>
          )}
        </Panel>
      </div>
    </PageFrame>
  );
}
