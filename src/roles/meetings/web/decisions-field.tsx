import { Button, Input } from 'antd';
import { useId } from 'react';
import { addDays } from '#kernel/dates.ts';
import { today } from '#shell/web/format.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel } from '#shell/web/panel.tsx';
import { Select } from '#shell/web/select.tsx';
import { attendanceOf } from '../meetings.rules.ts';
import {
  attendees,
  chosenKinds,
  type DraftDecision,
  type DraftVote,
  type MeetingDraft,
  type MeetingForm,
} from './meeting-draft.ts';
import css from './meeting-form.module.css';
import { VoteFields } from './vote-fields.tsx';

const m = messages({
  zh: {
    title: '决议与任务',
    hint: '没有决议可以不填。决议里的任务保存后直接进入责任人的待办。',
    decision: (n: number) => `决议 ${n}`,
    placeholder: '定了什么，一句话',
    add: '加一项决议',
    remove: (n: number) => `删去决议 ${n}`,
    vote: '作了表决',
    task: '任务',
    owner: '责任人',
    due: '完成时限',
    addTask: '分派任务',
    removeTask: '删去任务',
    choose: '可不选',
    voteless: '暂无表决权的同志（留党察看等）',
  },
  en: {
    title: 'Decisions and tasks',
    hint: 'Leave it empty if nothing was decided. Tasks go straight to their owners’ to-do.',
    decision: (n) => `Decision ${n}`,
    placeholder: 'What was decided, in a sentence',
    add: 'Add a decision',
    remove: (n) => `Remove decision ${n}`,
    vote: 'It was voted on',
    task: 'Task',
    owner: 'Owner',
    due: 'Due',
    addTask: 'Give out a task',
    removeTask: 'Remove the task',
    choose: 'May be left empty',
    voteless: 'Members whose vote is suspended',
  },
});

type Props = { form: MeetingForm; draft: MeetingDraft; onChange: (draft: MeetingDraft) => void };

/** What was decided, how the vote fell (counted at once, by the clause), and who does what by when. */
export function DecisionsField({ form, draft, onChange }: Props) {
  const t = useMessages(m);
  const id = useId();
  const all = (decisions: DraftDecision[]) => onChange({ ...draft, decisions });
  const set = (at: number, change: Partial<DraftDecision>) =>
    all(draft.decisions.map((decision, place) => (place === at ? { ...decision, ...change } : decision)));
  const rules = chosenKinds(form, draft)
    .flatMap((kind) => kind.rules)
    .map((code) => form.rules.find((rule) => rule.code === code))
    .filter((rule) => rule?.pass);
  const people = [...form.roster, ...form.guests].map((person) => ({
    value: person.personId,
    label: person.name,
  }));
  const present = attendanceOf(attendees(form, draft), 'members').voters.present;
  const blankVote = (): DraftVote => ({
    rule: rules[0]?.code ?? '',
    inFavour: present,
    against: 0,
    abstained: 0,
    letters: 0,
    base: null,
    declared: 'passed',
    issued: present,
    returned: present,
    invalid: 0,
    tellerIds: [],
  });
  return (
    <Panel title={t.title}>
      <p className={css['hint']}>{t.hint}</p>
      <ol className={css['blocks']}>
        {draft.decisions.map((decision, at) => (
          <li key={at}>
            <div className={css['line']}>
              <label htmlFor={`${id}-${at}`}>{t.decision(at + 1)}</label>
              <button
                type="button"
                className={css['link']}
                onClick={() => all(draft.decisions.filter((_, place) => place !== at))}
              >
                {t.remove(at + 1)}
              </button>
            </div>
            <Input
              id={`${id}-${at}`}
              maxLength={500}
              placeholder={t.placeholder}
              value={decision.text}
              onChange={(event) => set(at, { text: event.target.value })}
            />
            {rules.length > 0 && (
              <label className={css['check']}>
                <input
                  type="checkbox"
                  checked={decision.vote !== null}
                  onChange={(event) => set(at, { vote: event.target.checked ? blankVote() : null })}
                />
                {t.vote}
              </label>
            )}
            {decision.vote && (
              <VoteFields
                form={form}
                draft={draft}
                vote={decision.vote}
                rules={rules.flatMap((rule) =>
                  rule ? [{ value: rule.code, label: `${rule.name}（${rule.basis}）` }] : [],
                )}
                onChange={(vote) => set(at, { vote })}
              />
            )}
            <ul className={css['tasks']}>
              {decision.tasks.map((task, place) => {
                const setTask = (change: Partial<typeof task>) =>
                  set(at, {
                    tasks: decision.tasks.map((each, n) => (n === place ? { ...each, ...change } : each)),
                  });
                return (
                  <li key={place}>
                    <Input
                      aria-label={t.task}
                      placeholder={t.task}
                      maxLength={200}
                      value={task.title}
                      onChange={(event) => setTask({ title: event.target.value })}
                    />
                    <Select
                      aria-label={t.owner}
                      placeholder={t.owner}
                      showSearch
                      optionFilterProp="label"
                      value={task.ownerId || undefined}
                      onChange={(ownerId) => setTask({ ownerId })}
                      options={people}
                    />
                    <Input
                      aria-label={t.due}
                      type="date"
                      min={today()}
                      value={task.dueOn}
                      onChange={(event) => setTask({ dueOn: event.target.value })}
                    />
                    <Button
                      aria-label={t.removeTask}
                      onClick={() => set(at, { tasks: decision.tasks.filter((_, n) => n !== place) })}
                    >
                      ×
                    </Button>
                  </li>
                );
              })}
            </ul>
            <Button
              size="small"
              onClick={() =>
                set(at, {
                  tasks: [...decision.tasks, { title: '', ownerId: '', dueOn: addDays(today(), 14) }],
                })
              }
            >
              {t.addTask}
            </Button>
          </li>
        ))}
      </ol>
      {draft.decisions.some((decision) => decision.vote !== null) && (
        <label className={css['voteless']}>
          <span>{t.voteless}</span>
          <Select
            aria-label={t.voteless}
            mode="multiple"
            className={css['wide']}
            placeholder={t.choose}
            optionFilterProp="label"
            value={draft.voteless}
            onChange={(voteless) => onChange({ ...draft, voteless })}
            options={form.roster
              .filter((row) => row.votes)
              .map((row) => ({ value: row.personId, label: row.name }))}
          />
        </label>
      )}
      {draft.decisions.length < 20 && (
        <Button onClick={() => all([...draft.decisions, { text: '', vote: null, tasks: [] }])}>
          {t.add}
        </Button>
      )}
    </Panel>
  );
}
