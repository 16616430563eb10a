import { Button } from 'antd';
import { useId, useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { breakDownTask, linkTask, unlinkTask } from '../cascade.contract.ts';
import { listPeopleForTask } from '../people.contract.ts';
import { listTasks, type readTask } from '../tasks.contract.ts';
import { PersonPicker } from './person-picker.tsx';
import css from './task-page.module.css';
import { stateShade, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    below: '分解到下级和人',
    belowTeach: '接受后可以把任务分解给下级组织或具体的人；对方接受或说明理由退回，收齐后再报告结果。',
    breakDown: '分解任务',
    title: '做什么',
    org: '交给哪个组织',
    owner: '谁负责',
    due: '时限',
    outcome: '做到什么算完成',
    outcomeHint: '一行一条，可不填',
    save: '下达',
    saved: '已下达，等对方接受',
    returned: (why: string) => `退回理由：${why}`,
    late: (day: string) => `${day} 起逾期`,
    links: '前后关系',
    needs: '要等这些先办结',
    waiting: '这些在等本任务',
    addNeed: '添加前置任务',
    need: '哪一项先办结',
    needHint: '输入任务名称的一部分',
    remove: (title: string) => `去掉前置：${title}`,
    linksTeach: '没有前后关系。前置任务未办结前，本任务不能报告结果。',
    add: '添加',
  },
  en: {
    below: 'Broken down to levels and people',
    belowTeach:
      'Once accepted, a task can be broken down to organisations below or to people; they accept or return with a reason, and the result is reported when all is in.',
    breakDown: 'Break it down',
    title: 'What',
    org: 'Which organisation',
    owner: 'Who answers',
    due: 'Due',
    outcome: 'Done when',
    outcomeHint: 'One a line; may be empty',
    save: 'Give out',
    saved: 'Given out; waits for acceptance',
    returned: (why) => `Returned: ${why}`,
    late: (day) => `late since ${day}`,
    links: 'Before and after',
    needs: 'Waits for these',
    waiting: 'These wait for it',
    addNeed: 'Add what it waits for',
    need: 'Which task comes first',
    needHint: 'Type a part of its title',
    remove: (title) => `Remove: ${title}`,
    linksTeach: 'It waits for nothing. A task cannot be reported before what it waits for has ended.',
    add: 'Add',
  },
});

type Task = ResponseOf<typeof readTask>;

/** What a task was broken down into, and the form that breaks it down. */
export function BelowPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const [open, setOpen] = useState(false);
  const may = task.may.includes('break-down');
  if (task.children.length === 0 && !may) return null;
  return (
    <Panel
      title={t.below}
      flush
      actions={may && <Button onClick={() => setOpen(true)}>{t.breakDown}</Button>}
    >
      {task.children.length === 0 ? (
        <p className={css['teach']}>{t.belowTeach}</p>
      ) : (
        <ul className={css['events']}>
          {task.children.map((child) => (
            <li key={child.id}>
              <StateTag shade={stateShade[child.state]}>{words.states[child.state]}</StateTag>
              <AppLink to={`/tasks/${child.id}`}>{child.title}</AppLink>
              <span className="z-quiet">
                {child.ownerName} · {child.orgName} · {formatDayShort(child.dueOn)}
              </span>
              {child.firstLateOn && (
                <StateTag shade="bad">{t.late(formatDayShort(child.firstLateOn))}</StateTag>
              )}
              {child.note && <p>{t.returned(child.note)}</p>}
            </li>
          ))}
        </ul>
      )}
      {open && <BreakDownDialog task={task} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function BreakDownDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useMessages(m);
  const id = useId();
  const { data } = useCall(listPeopleForTask, { params: { id: task.id }, query: {} });
  const [title, setTitle] = useState(task.title);
  const [orgId, setOrgId] = useState(task.orgId);
  const [owner, setOwner] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState(task.dueOn);
  const [outcomes, setOutcomes] = useState('');
  const send = useSend(breakDownTask, {
    onDone: () => {
      notify(t.saved);
      onClose();
    },
  });
  const organisations = data?.organisations ?? [{ id: task.orgId, name: task.orgName }];
  return (
    <FormDialog
      title={t.breakDown}
      confirm={t.save}
      pending={send.pending}
      disabled={!owner || title.trim() === ''}
      onConfirm={() =>
        send.send({
          params: { id: task.id },
          body: {
            tasks: [
              {
                title: title.trim(),
                orgId,
                ownerId: owner?.id ?? '',
                dueOn,
                outcomes: outcomes
                  .split('\n')
                  .map((line) => line.trim())
                  .filter(Boolean),
              },
            ],
          },
        })
      }
      onClose={onClose}
    >
      <TextField label={t.title} maxLength={200} required value={title} onChange={setTitle} />
      {organisations.length > 1 && (
        <SelectField
          label={t.org}
          required
          showSearch={{ optionFilterProp: 'label' }}
          value={orgId}
          onChange={setOrgId}
          options={organisations.map((org) => ({ value: org.id, label: org.name }))}
        />
      )}
      <Field label={t.owner} id={`${id}-owner`} required>
        <PersonPicker id={`${id}-owner`} of={{ taskId: task.id }} value={owner} onChange={setOwner} />
      </Field>
      <DayField label={t.due} min={today()} max={task.dueOn} required value={dueOn} onChange={setDueOn} />
      <TextAreaField
        label={t.outcome}
        hint={t.outcomeHint}
        rows={2}
        maxLength={1000}
        value={outcomes}
        onChange={setOutcomes}
      />
      {send.error && <ErrorSentence error={send.error} compact />}
    </FormDialog>
  );
}

/** What a task waits for and what waits for it. */
export function LinksPanel({ task }: { task: Task }) {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const [open, setOpen] = useState(false);
  const drop = useSend(unlinkTask);
  const may = task.may.includes('link');
  if (!may && task.needs.length + task.waiting.length === 0) return null;
  const lists = [
    { head: t.needs, rows: task.needs, drops: may },
    { head: t.waiting, rows: task.waiting, drops: false },
  ].filter((list) => list.rows.length > 0);
  return (
    <Panel title={t.links} flush actions={may && <Button onClick={() => setOpen(true)}>{t.addNeed}</Button>}>
      {lists.length === 0 && <p className={css['teach']}>{t.linksTeach}</p>}
      {lists.map(({ head, rows, drops }) => (
        <div key={head}>
          <h3 className={css['sub']}>{head}</h3>
          <ul className={css['events']}>
            {rows.map((row) => (
              <li key={row.id}>
                <StateTag shade={stateShade[row.state]}>{words.states[row.state]}</StateTag>
                <AppLink to={`/tasks/${row.id}`}>{row.title}</AppLink>
                <span className="z-quiet">
                  {row.ownerName} · {formatDayShort(row.dueOn)}
                </span>
                {drops && (
                  <Button
                    size="small"
                    type="text"
                    aria-label={t.remove(row.title)}
                    icon={<Icon name="close" size={14} />}
                    onClick={() => void drop.send({ params: { id: task.id, needsId: row.id } })}
                  />
                )}
              </li>
            ))}
          </ul>
        </div>
      ))}
      {drop.error && <ErrorSentence error={drop.error} compact />}
      {open && <LinkDialog task={task} onClose={() => setOpen(false)} />}
    </Panel>
  );
}

function LinkDialog({ task, onClose }: { task: Task; onClose: () => void }) {
  const t = useMessages(m);
  const id = useId();
  const [chosen, setChosen] = useState<Choice | null>(null);
  const [typed, setTyped] = useState('');
  const { data } = useCall(listTasks, { query: { state: 'open', limit: 200 } });
  const link = useSend(linkTask, { onDone: onClose });
  const choices = (data?.items ?? [])
    .filter((each) => each.id !== task.id && each.title.includes(typed))
    .slice(0, 20)
    .map((each) => ({
      id: each.id,
      label: each.title,
      detail: `${each.ownerName} · ${formatDayShort(each.dueOn)}`,
    }));
  return (
    <FormDialog
      title={t.addNeed}
      confirm={t.add}
      pending={link.pending}
      disabled={!chosen}
      onConfirm={() => link.send({ params: { id: task.id }, body: { needsId: chosen?.id ?? '' } })}
      onClose={onClose}
    >
      <Field label={t.need} id={id} hint={t.needHint} required>
        <SearchPicker
          id={id}
          value={chosen}
          onChange={setChosen}
          choices={choices}
          onType={setTyped}
          least={0}
        />
      </Field>
      {link.error && <ErrorSentence error={link.error} compact />}
    </FormDialog>
  );
}
