import { Button, Input } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { changePlan, type PlanView } from '../plans/plans.contract.ts';
import css from './meetings.module.css';
import './meeting-words.ts';
import { WhenWhereFields, whenWhereWords } from './when-where.tsx';

const m = messages({
  zh: {
    head: '修改安排',
    title: '名称',
    topics: '议程',
    topic: (n: number) => `议题 ${n}`,
    placeholder: '议什么，一句话',
    written: '会前书面发言',
    motion: '党员提议，不能删去',
    remove: (n: number) => `删去议题 ${n}`,
    add: '加一个议题',
    until: '书面发言截止',
    untilHint: '勾了“会前书面发言”的议题，党员在这天之前写，之后同时公开',
    speakers: '轮流发言',
    speakersHint: (names: string) => `好久没发言的：${names}`,
    take: '请他们先说',
    never: '还没有发过言',
    save: '保存',
    cancel: '取消',
    saved: '已保存',
  },
  en: {
    head: 'Change',
    title: 'Title',
    topics: 'Agenda',
    topic: (n) => `Topic ${n}`,
    placeholder: 'What is discussed, in a sentence',
    written: 'written beforehand',
    motion: 'a motion: it stays',
    remove: (n) => `Remove topic ${n}`,
    add: 'Add a topic',
    until: 'Write until',
    untilHint: 'Topics ticked “written beforehand” are written on until this day, then opened to all',
    speakers: 'Speakers in turn',
    speakersHint: (names) => `Silent for long: ${names}`,
    take: 'Let them speak first',
    never: 'has not spoken yet',
    save: 'Save',
    cancel: 'Cancel',
    saved: 'Saved',
  },
});

/** Everything that is arranged of a meeting, in one form. */
export function PlanArrange({ plan, onClose }: { plan: PlanView; onClose: () => void }) {
  const t = useMessages(m);
  const w = useMessages(whenWhereWords);
  const [title, setTitle] = useState(plan.title);
  const [onDay, setOnDay] = useState(plan.onDay);
  const [held, setHeld] = useState({ startsAt: plan.startsAt, minutes: plan.minutes, place: plan.place });
  const [topics, setTopics] = useState<
    { id?: string; text: string; written: boolean; motionId?: string | null }[]
  >(plan.topics.length > 0 ? plan.topics : [{ text: '', written: false }]);
  const [speakerIds, setSpeakers] = useState(plan.speakers.map((each) => each.id));
  const [until, setUntil] = useState(plan.writtenUntil ?? '');
  const asked = topics.some((topic) => topic.written);
  const { send, pending, error } = useSend(changePlan, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
    fields: { title: t.title, onDay: w.on, startsAt: w.at, place: w.place },
  });

  function save() {
    void send({
      params: { id: plan.id },
      ifMatch: plan.version,
      body: {
        title,
        onDay,
        ...held,
        topics: topics
          .filter((topic) => topic.text.trim() !== '')
          .map((topic) => ({
            ...(topic.id ? { id: topic.id } : {}),
            text: topic.text.trim(),
            written: topic.written,
          })),
        speakerIds,
        writtenUntil: asked && until !== '' ? until : null,
      },
    });
  }
  const set = (at: number, change: object) =>
    setTopics((list) => list.map((topic, place) => (place === at ? { ...topic, ...change } : topic)));
  const silent = plan.proposed.filter((each) => !speakerIds.includes(each.id));

  return (
    <Panel title={t.head}>
      <Form
        wide
        onSubmit={save}
        submit={t.save}
        pending={pending}
        error={error}
        beside={<Button onClick={onClose}>{t.cancel}</Button>}
      >
        <TextField
          label={t.title}
          problem={fieldError(error, 'title')}
          maxLength={100}
          required
          value={title}
          onChange={setTitle}
        />
        <WhenWhereFields
          value={held}
          onChange={setHeld}
          day={{ value: onDay, onChange: setOnDay }}
          error={error}
        />
        <fieldset className={css['names']}>
          <legend>{t.topics}</legend>
          <ol className={`${css['topics']} ${css['wide']}`}>
            {topics.map((topic, at) => (
              <li key={at} className={css['line']}>
                <Input
                  aria-label={t.topic(at + 1)}
                  placeholder={t.placeholder}
                  maxLength={200}
                  value={topic.text}
                  onChange={(event) => set(at, { text: event.target.value })}
                />
                <label className={css['check']}>
                  <input
                    type="checkbox"
                    checked={topic.written}
                    onChange={(event) => set(at, { written: event.target.checked })}
                  />
                  {t.written}
                </label>
                {topic.motionId ? (
                  <small>{t.motion}</small>
                ) : (
                  <Button
                    aria-label={t.remove(at + 1)}
                    onClick={() => setTopics((list) => list.filter((_, each) => each !== at))}
                  >
                    ×
                  </Button>
                )}
              </li>
            ))}
          </ol>
          {topics.length < 20 && (
            <Button onClick={() => setTopics((list) => [...list, { text: '', written: false }])}>
              {t.add}
            </Button>
          )}
        </fieldset>
        {asked && (
          <DayField
            label={t.until}
            hint={t.untilHint}
            problem={fieldError(error, 'writtenUntil')}
            min={today()}
            max={onDay}
            required
            value={until}
            onChange={setUntil}
          />
        )}
        {plan.roster.length > 0 && (
          <SelectField
            label={t.speakers}
            problem={fieldError(error, 'speakerIds')}
            hint={
              silent.length > 0 ? (
                <>
                  {t.speakersHint(
                    silent
                      .map(
                        (each) =>
                          `${each.name}（${each.lastSpokeOn ? formatDayShort(each.lastSpokeOn) : t.never}）`,
                      )
                      .join('、'),
                  )}{' '}
                  <Button
                    size="small"
                    onClick={() => setSpeakers((list) => [...list, ...silent.map((each) => each.id)])}
                  >
                    {t.take}
                  </Button>
                </>
              ) : undefined
            }
            mode="multiple"
            optionFilterProp="label"
            value={speakerIds}
            onChange={setSpeakers}
            options={plan.roster.map((each) => ({ value: each.id, label: each.name }))}
          />
        )}
      </Form>
    </Panel>
  );
}
