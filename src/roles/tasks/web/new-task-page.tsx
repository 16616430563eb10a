import { Checkbox } from 'antd';
import { useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { useKept } from '#roles/meetings/web/use-kept.tsx';
import { useSend } from '#shell/web/api.ts';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { createTask } from '../tasks.contract.ts';
import { type PartDraft, PartsField } from './parts-field.tsx';
import './task-words.ts';

const m = messages({
  zh: {
    title: '布置任务',
    lead: '一项任务只有一名责任人。写清做到什么程度算完成。',
    list: '任务',
    org: '所在组织',
    owner: '责任人',
    what: '任务',
    standard: '完成标准',
    standardHint: '可不填',
    due: '完成时限',
    save: '布置',
    saved: '已布置',
    choose: '请选择',
    outcomes: '预期结果',
    outcomesHint: '一行一条，写看得见的结果；可不填',
    share: '需要别人领导、指导、协管或落实',
    shareHint: '打开后六种分工要齐：有领导、有主管以外的指导、有人落实、协管写明交付。',
  },
  en: {
    title: 'Give out a task',
    lead: 'A task has one owner. Say what it takes to be done.',
    list: 'Tasks',
    org: 'Organisation',
    owner: 'Owner',
    what: 'Task',
    standard: 'Done when',
    standardHint: 'May be left empty',
    due: 'Due',
    save: 'Give out',
    saved: 'Given out',
    choose: 'Choose',
    outcomes: 'Expected outcomes',
    outcomesHint: 'One a line: what can be seen; may be empty',
    share: 'Others lead, guide, assist or do it',
    shareHint:
      'Then the letters must be complete: a leader, a guide other than the owner, a doer, named deliverables.',
  },
});

const others = ['lead', 'guide', 'assist', 'do', 'inform'] as const;

/** Gives out one task outside any meeting. */
export default function NewTaskPage() {
  const t = useMessages(m);
  const go = useGo();
  const [query] = useQuery();
  const [typed, setTyped] = useState({ title: '', standard: '', ownerId: '', dueOn: addDays(today(), 14) });
  const [outcomes, setOutcomes] = useState('');
  const [shared, setShared] = useState(false);
  const [parts, setParts] = useState<PartDraft[]>([]);
  const [chosen, setChosen] = useState(query['org'] ?? '');
  const { orgId, people, field } = useKept({
    org: chosen,
    label: t.org,
    required: true,
    onChoose: (org) => {
      setChosen(org);
      setTyped({ ...typed, ownerId: '' });
    },
  });
  const send = useSend(createTask, {
    onDone: (task) => {
      notify(t.saved);
      go(`/tasks/${task.id}`);
    },
  });

  function submit(): void {
    void send.send({
      body: {
        orgId,
        ...typed,
        outcomes: outcomes
          .split('\n')
          .map((line) => line.trim())
          .filter(Boolean),
        parts: shared
          ? parts.flatMap(({ name: _name, letter, ...part }) =>
              letter === 'own' ? [] : [{ ...part, letter }],
            )
          : [],
      },
    });
  }

  return (
    <PageFrame narrow title={t.title} lead={t.lead} back={{ to: '/tasks', label: t.list }}>
      <Panel>
        <Form wide onSubmit={submit} submit={t.save} pending={send.pending} error={send.error}>
          {field}
          <TextField
            label={t.what}
            problem={fieldError(send.error, 'title')}
            maxLength={200}
            required
            value={typed.title}
            onChange={(value) => setTyped({ ...typed, title: value })}
          />
          <SelectField
            label={t.owner}
            problem={fieldError(send.error, 'ownerId')}
            required
            showSearch
            optionFilterProp="label"
            placeholder={t.choose}
            value={typed.ownerId || undefined}
            onChange={(ownerId) => setTyped({ ...typed, ownerId })}
            options={people}
          />
          <DayField
            label={t.due}
            problem={fieldError(send.error, 'dueOn')}
            min={today()}
            required
            value={typed.dueOn}
            onChange={(value) => setTyped({ ...typed, dueOn: value })}
          />
          <TextAreaField
            label={t.standard}
            hint={t.standardHint}
            rows={3}
            maxLength={1000}
            value={typed.standard}
            onChange={(value) => setTyped({ ...typed, standard: value })}
          />
          <TextAreaField
            label={t.outcomes}
            hint={t.outcomesHint}
            rows={2}
            maxLength={2000}
            value={outcomes}
            onChange={setOutcomes}
          />
          <p style={{ marginBottom: 12 }}>
            <Checkbox checked={shared} onChange={(event) => setShared(event.target.checked)}>
              {t.share}
            </Checkbox>
          </p>
          {shared && (
            <>
              <p className="z-quiet">{t.shareHint}</p>
              <PartsField of={{ orgId }} letters={others} value={parts} onChange={setParts} />
            </>
          )}
        </Form>
      </Panel>
    </PageFrame>
  );
}
