import { Input } from 'antd';
import { useDeferredValue, useId, useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import { OrganisationField } from '#roles/ledger/web/organisation-field.tsx';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { askBranches, checkFields } from '../asks/asks.contract.ts';
import './meeting-words.ts';

const m = messages({
  zh: {
    title: '向支部要数据',
    lead: '先查后要：系统里已经有的，告诉您在哪里看，不能再让支部填一遍；确实没有的，直接成为各支部书记的一项任务。',
    back: '组织生活',
    org: '向谁要',
    orgHint: '选机关党委或单位，其下的每个支部各收到一项任务',
    name: '名称',
    fields: '要什么',
    fieldsHint: '一行一项，最多八项',
    known: '系统里已经有，请从表中删去：',
    why: '为什么要',
    whyHint: '一句话，支部看得到',
    due: '期限',
    save: '下发',
    saved: (tasks: number, vacant: number) =>
      `已下发给 ${tasks} 名支部书记${vacant > 0 ? `；${vacant} 个支部书记空缺，未下发` : ''}`,
  },
  en: {
    title: 'Ask the branches',
    lead: 'What the system knows is shown to you and may not be asked for again; what it does not know becomes one task for each secretary.',
    back: 'Organisational life',
    org: 'Whom',
    orgHint: 'An organ committee or a unit: each branch under it gets one task',
    name: 'Title',
    fields: 'What',
    fieldsHint: 'One thing a line, eight at most',
    known: 'Known already; take these out:',
    why: 'Why',
    whyHint: 'A sentence for the branches',
    due: 'Due',
    save: 'Send it',
    saved: (tasks, vacant) =>
      `Sent to ${tasks} secretaries${vacant > 0 ? `; ${vacant} branches have none` : ''}`,
  },
});

/** A form by which data is asked for, refused line by line for what is known. */
export default function AskPage() {
  const t = useMessages(m);
  const label = useLabel();
  const go = useGo();
  const id = useId();
  const [org, setOrg] = useState<Choice | null>(null);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const [why, setWhy] = useState('');
  const [dueOn, setDueOn] = useState(addDays(today(), 14));
  const lines = text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
  const q = useDeferredValue(lines.join('\n').slice(0, 2000));
  const { data } = useCall(checkFields, { query: { q } }, { enabled: q !== '', keep: true });
  const known = q === '' ? [] : (data?.known ?? []);
  const { send, pending, error } = useSend(askBranches, {
    onDone: (reply) => {
      notify(t.saved(reply.tasks, reply.vacant));
      go('/tasks');
    },
  });

  function save() {
    void send({ params: { id: org?.id ?? '' }, body: { title, fields: lines, why, dueOn } });
  }

  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: '/meetings', label: t.back }} narrow>
      <Panel>
        <Form
          wide
          onSubmit={save}
          submit={t.save}
          pending={pending}
          error={error}
          disabled={!org || title.trim() === '' || lines.length === 0 || why.trim() === ''}
        >
          <OrganisationField label={t.org} hint={t.orgHint} value={org} onChange={setOrg} />
          <TextField
            label={t.name}
            problem={fieldError(error, 'title')}
            maxLength={60}
            required
            value={title}
            onChange={setTitle}
          />
          <Field
            label={t.fields}
            id={`${id}-fields`}
            hint={t.fieldsHint}
            problem={fieldError(error, 'fields')}
            required
          >
            <Input.TextArea
              id={`${id}-fields`}
              autoSize={{ minRows: 3, maxRows: 10 }}
              maxLength={700}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <div aria-live="polite">
            {known.length > 0 && (
              <Note shade="warn">
                {t.known}
                <ul>
                  {known.map((each) => (
                    <li key={each.at}>
                      {lines[each.at]} → <AppLink to={each.where}>{label(each.title)}</AppLink>
                    </li>
                  ))}
                </ul>
              </Note>
            )}
          </div>
          <TextField
            label={t.why}
            hint={t.whyHint}
            problem={fieldError(error, 'why')}
            maxLength={200}
            required
            value={why}
            onChange={setWhy}
          />
          <DayField
            label={t.due}
            problem={fieldError(error, 'dueOn')}
            min={today()}
            required
            value={dueOn}
            onChange={setDueOn}
          />
        </Form>
      </Panel>
    </PageFrame>
  );
}
