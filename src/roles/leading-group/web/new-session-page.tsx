import { InputNumber } from 'antd';
import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { prepareSession, recordSession } from '../leading-group.contract.ts';
import { DecisionField } from './decision-field.tsx';
import { FeedbackList } from './feedback-list.tsx';
import css from './leading.module.css';
import { useGroup } from './leading-nav.tsx';
import { leadingWords } from './leading-words.ts';
import { type DecisionDraft, decisionBody, emptyDecision } from './session-draft.ts';

const m = messages({
  zh: {
    title: '记录党组会议',
    lead: '一次填写：会议记录、任务、台账、资源和到期责任一起入账。',
    heard: '上次决定落实情况',
    heardNote: '读自任务和台账，随本次会议留存',
    meeting: '会议',
    on: '日期',
    minutes: '时长（分钟）',
    place: '地点',
    chair: '主持',
    present: (n: number, due: number) => `应到 ${due} 人，实到 ${n} 人`,
    press: '点名字切换：到会、缺席',
    here: '到会',
    away: '缺席',
    last: '主持人末位表态',
    none: '还没有同意上会的议题',
    noneWhy: '议题先由党组书记同意上会，再在这里记录怎么定的。',
    topics: '看议题',
    taken: (title: string) => `本次议了：${title}`,
    save: '保存会议',
    saved: (tasks: number, met: number) => `已保存，交办任务 ${tasks} 项，对上责任 ${met} 项`,
    another: '同一天确有另一次党组会议',
  },
  en: {
    title: 'Record a session',
    lead: 'Written once: minutes, tasks, ledger, resources and obligations follow from it.',
    heard: 'What became of earlier decisions',
    heardNote: 'read from tasks and the ledger, kept with this session',
    meeting: 'The session',
    on: 'Day',
    minutes: 'Minutes',
    place: 'Place',
    chair: 'Chair',
    present: (n, due) => `${n} of ${due} due came`,
    press: 'Press a name to switch',
    here: 'present',
    away: 'absent',
    last: 'The chair spoke last',
    none: 'No topic was admitted yet',
    noneWhy: 'The secretary admits topics first; then what was decided is recorded here.',
    topics: 'Topics',
    taken: (title) => `Taken up: ${title}`,
    save: 'Save the session',
    saved: (tasks, met) => `Saved: ${tasks} tasks, ${met} obligations met`,
    another: 'There was another session that day',
  },
});

type Form = ResponseOf<typeof prepareSession>;

/** The form by which a session of the leading group is recorded. */
export default function NewSessionPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const { id } = useGroup();
  const [on, setOn] = useState(today());
  const { data, error, refetch } = useCall(
    prepareSession,
    { params: { id: id ?? '' }, query: { on } },
    { enabled: id !== null, keep: true },
  );
  const back = { to: '/leading-group', label: words.room };
  return (
    <PageFrame title={t.title} lead={t.lead} back={back}>
      {!data || id === null ? (
        error ? (
          <ErrorSentence error={error} onRetry={() => void refetch()} />
        ) : (
          <Skeleton />
        )
      ) : data.topics.length === 0 ? (
        <Panel>
          <EmptyState title={t.none} action={<AppLink to="/leading-group/topics">{t.topics}</AppLink>}>
            {t.noneWhy}
          </EmptyState>
        </Panel>
      ) : (
        <SessionForm groupId={id} form={data} on={on} onDay={setOn} />
      )}
    </PageFrame>
  );
}

type Props = { groupId: string; form: Form; on: string; onDay: (day: string) => void };

function SessionForm({ groupId, form, on, onDay }: Props) {
  const t = useMessages(m);
  const go = useGo();
  const id = useId();
  const [meeting, setMeeting] = useState({
    minutes: form.minutes,
    place: form.place,
    chairId: form.chairId ?? form.roster[0]?.personId ?? '',
    chairLast: true,
    another: false,
  });
  const [absent, setAbsent] = useState<ReadonlySet<string>>(new Set());
  const [drafts, setDrafts] = useState<DecisionDraft[]>(() =>
    form.topics.map((topic) => emptyDecision(topic.id, today())),
  );
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set());
  const { send, pending, error } = useSend(recordSession, {
    onDone: (reply) => {
      notify(t.saved(reply.tasks, reply.fulfilled));
      go(`/leading-group/sessions/${reply.id}`, { replace: true });
    },
  });
  const present = form.roster.filter((row) => !absent.has(row.personId)).length;
  const taken = drafts.filter((draft) => !left.has(draft.topicId));
  const toggle = (set: ReadonlySet<string>, key: string) => {
    const next = new Set(set);
    if (!next.delete(key)) next.add(key);
    return next;
  };
  function save() {
    void send({
      params: { id: groupId },
      body: {
        occurredOn: on,
        ...meeting,
        absentIds: [...absent],
        decisions: taken.map((draft) => decisionBody(draft, present, today())),
      },
    });
  }
  return (
    <Form wide onSubmit={save} submit={t.save} pending={pending} error={error}>
      {form.feedback.length > 0 && (
        <Panel title={t.heard} note={t.heardNote}>
          <FeedbackList items={form.feedback} />
        </Panel>
      )}
      <Panel
        title={t.meeting}
        note={<span aria-live="polite">{t.present(present, form.roster.length)}</span>}
      >
        <div className={css['form']}>
          <div className={css['row']}>
            <DayField
              label={t.on}
              problem={fieldError(error, 'occurredOn')}
              max={today()}
              required
              value={on}
              onChange={(value) => onDay(value || today())}
            />
            <Field label={t.minutes} id={`${id}-minutes`} problem={fieldError(error, 'minutes')} required>
              <InputNumber
                id={`${id}-minutes`}
                className={css['wide']}
                min={1}
                max={1440}
                value={meeting.minutes}
                onChange={(minutes) => setMeeting({ ...meeting, minutes: minutes ?? 0 })}
              />
            </Field>
            <SelectField
              label={t.chair}
              problem={fieldError(error, 'chairId')}
              required
              value={meeting.chairId}
              onChange={(chairId) => setMeeting({ ...meeting, chairId })}
              options={form.roster.map((row) => ({ value: row.personId, label: row.name }))}
            />
            <TextField
              label={t.place}
              problem={fieldError(error, 'place')}
              maxLength={100}
              value={meeting.place}
              onChange={(value) => setMeeting({ ...meeting, place: value })}
            />
          </div>
          <p className={css['quiet']}>{t.press}</p>
          <ul className={css['names']}>
            {form.roster.map((row) => (
              <li key={row.personId}>
                <button
                  type="button"
                  className={`${css['name']} ${absent.has(row.personId) ? css['absent'] : ''}`}
                  onClick={() => setAbsent(toggle(absent, row.personId))}
                >
                  {row.name} <small>{absent.has(row.personId) ? t.away : t.here}</small>
                </button>
              </li>
            ))}
          </ul>
          <label className={css['check']} htmlFor={`${id}-last`}>
            <input
              id={`${id}-last`}
              type="checkbox"
              checked={meeting.chairLast}
              onChange={(event) => setMeeting({ ...meeting, chairLast: event.target.checked })}
            />
            {t.last}
          </label>
          {error?.code === 'meetings/same-day' && (
            <label className={css['check']} htmlFor={`${id}-another`}>
              <input
                id={`${id}-another`}
                type="checkbox"
                checked={meeting.another}
                onChange={(event) => setMeeting({ ...meeting, another: event.target.checked })}
              />
              {t.another}
            </label>
          )}
        </div>
      </Panel>
      {form.topics.map((topic) => {
        const draft = drafts.find((each) => each.topicId === topic.id);
        const here = !left.has(topic.id);
        return (
          <Panel key={topic.id} title={topic.title} note={topic.ask}>
            <div className={css['form']}>
              <label className={css['check']} htmlFor={`${id}-${topic.id}`}>
                <input
                  id={`${id}-${topic.id}`}
                  type="checkbox"
                  checked={here}
                  onChange={() => setLeft(toggle(left, topic.id))}
                />
                {t.taken(topic.title)}
              </label>
              {here && draft && (
                <DecisionField
                  at={taken.indexOf(draft)}
                  draft={draft}
                  onChange={(next) =>
                    setDrafts(drafts.map((each) => (each.topicId === topic.id ? next : each)))
                  }
                  terms={form.terms}
                  unitId={form.unitId}
                  places={form.places}
                  standing={form.standing}
                  present={present}
                  error={error}
                />
              )}
            </div>
          </Panel>
        );
      })}
    </Form>
  );
}
