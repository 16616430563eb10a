import { Checkbox } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { DayField, TextAreaField, TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { today } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { type ProblemView, readProblem } from '../../ledger.contract.ts';
import { OwnerField } from '../../web/owner-field.tsx';
import { openDrive } from '../drives.contract.ts';
import css from './drives.module.css';

const m = messages({
  zh: {
    title: '开展专项整顿',
    lead: '写明范围、牵头人和结束日期；退出条件按规则设定，全部达到并由上级验收后结束。',
    back: '问题',
    drives: '专项整顿',
    which: '专项整顿从一个问题开始',
    choose: '到台账选一个未解决的问题，在问题页点“开展专项整顿”',
    name: '名称',
    suggested: (title: string) => `“${title.slice(0, 30)}”专项整顿`,
    scope: '范围：整顿什么、达到什么程度',
    leader: '牵头人',
    ends: '结束日期',
    problems: '整顿哪些问题',
    save: '开展',
    saved: '专项整顿已开始',
  },
  en: {
    title: 'Open a special drive',
    lead: 'Scope, lead and end; the exit criteria come from the rules. It closes when all are met and the body above accepts it.',
    back: 'Problem',
    drives: 'Drives',
    which: 'A drive begins with a problem',
    choose: 'Choose an unsolved problem of the ledger and press “Open a special drive” on its page',
    name: 'Name',
    suggested: (title) => `Drive on “${title.slice(0, 30)}”`,
    scope: 'Scope: of what, and how far',
    leader: 'Lead',
    ends: 'End',
    problems: 'Which problems',
    save: 'Open',
    saved: 'The drive has begun',
  },
});

/** Opens a drive on a problem and those of its cluster. */
export default function NewDrivePage() {
  const t = useMessages(m);
  const [query] = useQuery();
  const id = query['problem'] ?? '';
  const { data, error, refetch } = useCall(readProblem, { params: { id } }, { enabled: id !== '' });
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      back={id ? { to: `/ledger/${id}`, label: t.back } : { to: '/ledger/drives', label: t.drives }}
      narrow
    >
      {id === '' ? (
        <EmptyState title={t.which}>
          <AppLink to="/ledger?state=unsolved">{t.choose}</AppLink>
        </EmptyState>
      ) : error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : data ? (
        <DriveForm problem={data} />
      ) : (
        <Skeleton />
      )}
    </PageFrame>
  );
}

function DriveForm({ problem }: { problem: ProblemView }) {
  const t = useMessages(m);
  const go = useGo();
  const open = [problem, ...problem.cluster.filter((each) => each.state !== 'closed')];
  const [title, setTitle] = useState(t.suggested(problem.title));
  const [scope, setScope] = useState('');
  const [lead, setLead] = useState<Choice | null>(null);
  const [endsOn, setEndsOn] = useState('');
  const [problemIds, setProblemIds] = useState<string[]>(open.map((each) => each.id));
  const { send, pending, error } = useSend(openDrive, {
    onDone: (reply) => {
      notify(t.saved);
      go(`/ledger/drives/${reply.id}`, { replace: true });
    },
  });
  function save() {
    void send({
      body: { orgId: problem.orgId, title, scope, leadId: lead?.id ?? '', endsOn, problemIds },
    });
  }
  return (
    <Panel>
      <Form onSubmit={save} submit={t.save} pending={pending} error={error}>
        <TextField
          label={t.name}
          problem={fieldError(error, 'title')}
          maxLength={60}
          required
          value={title}
          onChange={setTitle}
        />
        <TextAreaField
          label={t.scope}
          problem={fieldError(error, 'scope')}
          rows={3}
          maxLength={500}
          required
          value={scope}
          onChange={setScope}
        />
        <OwnerField
          label={t.leader}
          orgId={problem.orgId}
          value={lead}
          onChange={setLead}
          problem={fieldError(error, 'leadId')}
        />
        <DayField
          label={t.ends}
          problem={fieldError(error, 'endsOn')}
          min={today()}
          required
          value={endsOn}
          onChange={setEndsOn}
        />
        <fieldset className={css['choice']}>
          <legend>{t.problems}</legend>
          {open.map((each) => (
            <Checkbox
              key={each.id}
              checked={problemIds.includes(each.id)}
              onChange={(event) =>
                setProblemIds(
                  event.target.checked
                    ? [...problemIds, each.id]
                    : problemIds.filter((other) => other !== each.id),
                )
              }
            >
              {each.title}
            </Checkbox>
          ))}
        </fieldset>
      </Form>
    </Panel>
  );
}
