import { Button, Input } from 'antd';
import { useId, useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { Field } from '#shell/web/field.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, formatDayShort, formatDue } from '#shell/web/format.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { listMotions, raiseMotion } from '../motions/motions.contract.ts';
import { motionStates } from '../motions/motions.rules.ts';
import css from './meetings.module.css';
import { MeetingsNav } from './meetings-nav.tsx';
import { motionShades, motionWords } from './motion-words.ts';

const m = messages({
  zh: {
    title: '党员提议',
    lead: '党员有权对党的工作提出建议和倡议。每一件都有答复期限：列入议程、直接答复，或说明不采纳的理由。',
    raise: '提出一件',
    what: '提议',
    who: '提议人',
    mine: '我提的',
    state: '办理',
    due: '答复期限',
    raised: '提出日期',
    empty: '还没有提议',
    emptyWhy: '想在会上谈什么、想改什么，写一句话就行。提出后这里能看到办到哪一步、怎样答复。',
    name: '想提什么',
    nameHint: '一句话，例如：窗口午间不断岗',
    text: '说明',
    textHint: '可不填',
    save: '提出',
    saved: (day: string) => `已提出，支部应在 ${day} 前答复`,
    seen: '只有支部书记和上级党组织看得到是谁提的；列入议程后，大家只看到提议本身。',
  },
  en: {
    title: 'Members’ motions',
    lead: 'A member may propose. Each motion has a day by which it is answered: the agenda, a reply, or the reason why not.',
    raise: 'Move something',
    what: 'Motion',
    who: 'Mover',
    mine: 'mine',
    state: 'State',
    due: 'Answer due',
    raised: 'Moved on',
    empty: 'No motions yet',
    emptyWhy:
      'What should be discussed or changed: a sentence is enough. What becomes of it can be seen here.',
    name: 'What',
    nameHint: 'In a sentence',
    text: 'More about it',
    textHint: 'May be left empty',
    save: 'Move it',
    saved: (day) => `Moved; the branch answers by ${day}`,
    seen: 'Only the secretary and the bodies above see who moved it; on an agenda it stands without a name.',
  },
});

/** What members moved: their own for a member, those of the branch for its secretary and the bodies above. */
export default function MotionsPage() {
  const t = useMessages(m);
  const words = useMessages(motionWords);
  const me = useMe();
  const branch = me?.grants.find((grant) => grant.role === 'member')?.orgId;
  return (
    <PageFrame title={t.title} lead={t.lead} actions={branch && <Raise orgId={branch} />}>
      <MeetingsNav />
      <DataTable
        name="motions"
        label={t.title}
        endpoint={listMotions}
        rowKey={(row) => row.id}
        rowTo={(row) => `/motions/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: motionStates.map((value) => ({ value, label: words.states[value] })),
          },
        ]}
        columns={[
          { key: 'what', title: t.what, render: (row) => row.title },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => (
              <span className={css['tags']}>
                <StateTag shade={motionShades[row.state]}>{words.states[row.state]}</StateTag>
                {row.late && <StateTag shade="bad">{words.late}</StateTag>}
              </span>
            ),
          },
          { key: 'who', title: t.who, render: (row) => (row.mine ? t.mine : row.mover) },
          {
            key: 'due',
            title: t.due,
            render: (row) => (
              <>
                {formatDayShort(row.dueOn)}
                {row.state === 'open' && <small className={css['quiet']}>{formatDue(row.dueOn)}</small>}
              </>
            ),
          },
          { key: 'raised', title: t.raised, optional: true, render: (row) => formatDayShort(row.raisedOn) },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}

function Raise({ orgId }: { orgId: string }) {
  const t = useMessages(m);
  const id = useId();
  const [open, setOpen] = useState(false);
  const [title, setTitle] = useState('');
  const [text, setText] = useState('');
  const { send, pending, error } = useSend(raiseMotion, {
    onDone: (reply) => {
      notify(t.saved(formatDay(reply.dueOn)));
      setOpen(false);
      setTitle('');
      setText('');
    },
  });
  return (
    <>
      <Button type="primary" onClick={() => setOpen(true)}>
        {t.raise}
      </Button>
      {open && (
        <FormDialog
          title={t.raise}
          confirm={t.save}
          onClose={() => setOpen(false)}
          onConfirm={() => send({ params: { id: orgId }, body: { title, text } })}
          pending={pending}
          disabled={title.trim() === ''}
          error={error}
        >
          <TextField
            label={t.name}
            hint={t.nameHint}
            problem={fieldError(error, 'title')}
            maxLength={60}
            required
            value={title}
            onChange={setTitle}
          />
          <Field label={t.text} id={`${id}-text`} hint={t.textHint} problem={fieldError(error, 'text')}>
            <Input.TextArea
              id={`${id}-text`}
              autoSize={{ minRows: 3, maxRows: 8 }}
              maxLength={1000}
              value={text}
              onChange={(event) => setText(event.target.value)}
            />
          </Field>
          <p className="z-quiet">{t.seen}</p>
        </FormDialog>
      )}
    </>
  );
}
