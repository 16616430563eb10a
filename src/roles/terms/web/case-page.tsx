import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { sentenceOfCode } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import {
  approveCase,
  type CaseView,
  readCase,
  readCaseForm,
  resubmitCase,
  returnCase,
  withdrawCase,
} from '../appointments.contract.ts';
import { AppointmentForm, type ProposalDraft, proposalBody } from './appointment-form.tsx';
import { ConditionsPanel, TrainingPanel } from './conditions-panel.tsx';
import { caseShades, termWords } from './term-words.ts';
import css from './terms.module.css';

const m = messages({
  zh: {
    back: '任职报批',
    toDo: '待办',
    title: (who: string, post: string) => `${who} · ${post}`,
    facts: '任职核对',
    org: '党组织',
    from: '任职日期',
    head: '主要负责人',
    result: '核对结果',
    proposed: '提出',
    settled: '批准',
    next: '现在可以做什么',
    approve: '批准',
    approveAsk: '批准这件任职？',
    approveText: '批准的就是现在看到的内容；内容如有变化，批准不生效。任职日期那天生效，原任职人员同日免职。',
    return: '退回补正',
    returnWhy: '退回理由：还缺什么',
    withdraw: '撤回',
    withdrawAsk: '撤回这件报批？',
    withdrawText: '撤回后可以重新提出。',
    done: '已办理',
    again: '补正后重新报送',
    returned: (note: string) => `退回理由：${note}`,
    basis: (text: string) => `依据：${text}`,
    hash: '批准内容的校验值',
  },
  en: {
    back: 'Appointments',
    toDo: 'To do',
    title: (who, post) => `${who} · ${post}`,
    facts: 'The check',
    org: 'Organisation',
    from: 'From',
    head: 'Head',
    result: 'Result',
    proposed: 'Proposed',
    settled: 'Approved',
    next: 'What can be done now',
    approve: 'Approve',
    approveAsk: 'Approve this appointment?',
    approveText: 'What is approved is what you see. Whoever holds the post leaves it on that day.',
    return: 'Return',
    returnWhy: 'What is missing',
    withdraw: 'Take back',
    withdrawAsk: 'Take it back?',
    withdrawText: 'It can be proposed again.',
    done: 'Done',
    again: 'Complete and send again',
    returned: (note) => `Returned: ${note}`,
    basis: (text) => `Basis: ${text}`,
    hash: 'Digest of what was approved',
  },
});

const OFFICES: ReadonlySet<string> = new Set(['clerk', 'officer', 'secretary']);

/** One appointment: what is to be done first, then the check, the conditions and the retained duties. */
export default function CasePage() {
  const t = useMessages(m);
  const words = useMessages(termWords);
  const pick = useLabel();
  const id = useParam('id');
  const me = useMe();
  const { data, error, refetch } = useCall(readCase, { params: { id } });
  // Whom it merely concerns (the head, the mentor) comes from his own list.
  const above = me?.grants.some((grant) => OFFICES.has(grant.role)) ?? false;
  const back = above ? { to: '/appointment-cases', label: t.back } : { to: '/to-do', label: t.toDo };
  if (!data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title(data.person.name, pick(data.postTitle))}
      back={back}
      badge={<StateTag shade={caseShades[data.state]}>{words.cases[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        {data.state === 'returned' && <Note shade="warn">{t.returned(data.note)}</Note>}
        <Steps data={data} />
        <TrainingPanel data={data} />
        <Panel title={t.facts} note={t.basis(data.basis)}>
          <Facts
            items={[
              { label: t.org, value: data.org.name },
              { label: t.from, value: formatDay(data.fromOn) },
              data.head !== null && { label: t.head, value: data.head.name },
              { label: t.result, value: words.outcomes[data.outcome] },
              { label: t.proposed, value: `${data.proposedBy} ${formatInstant(data.proposedOn)}` },
              data.settledBy !== null && {
                label: t.settled,
                value: `${data.settledBy} ${formatInstant(data.settledAt)}`,
              },
              data.contentHash !== null && {
                label: t.hash,
                value: <small className={css['quiet']}>{data.contentHash.slice(0, 16)}…</small>,
              },
            ]}
          />
        </Panel>
        {data.outcome === 'package' && <ConditionsPanel data={data} />}
        {data.actions.some((step) => step.action === 'resubmit' && step.reason === null) && (
          <Again data={data} />
        )}
      </div>
    </PageFrame>
  );
}

function Steps({ data }: { data: CaseView }) {
  const t = useMessages(m);
  const [returning, setReturning] = useState(false);
  const onDone = () => notify(t.done);
  const approve = useSend(approveCase, { onDone });
  const withdraw = useSend(withdrawCase, { onDone });
  const at = { params: { id: data.id }, ifMatch: data.version };
  const step = (action: string) => data.actions.find((each) => each.action === action);
  const allowed = (action: string) => step(action)?.reason === null;
  const why = step('approve')?.reason;
  if (data.actions.length === 0) return null;
  if (!allowed('approve') && !allowed('withdraw') && why?.code !== 'appointments/not-second-person')
    return null;
  return (
    <Panel title={t.next}>
      <div className={css['buttons']}>
        {allowed('approve') && (
          <ConfirmButton
            main
            label={t.approve}
            title={t.approveAsk}
            pending={approve.pending}
            error={approve.error}
            onConfirm={() => approve.send({ ...at, body: { hash: data.hash } })}
          >
            {t.approveText}
          </ConfirmButton>
        )}
        {allowed('return') && <Button onClick={() => setReturning(true)}>{t.return}</Button>}
        {allowed('withdraw') && (
          <ConfirmButton
            label={t.withdraw}
            title={t.withdrawAsk}
            pending={withdraw.pending}
            error={withdraw.error}
            onConfirm={() => withdraw.send(at)}
          >
            {t.withdrawText}
          </ConfirmButton>
        )}
      </div>
      {why?.code === 'appointments/not-second-person' && (
        <p className={css['quiet']}>{sentenceOfCode(why)}</p>
      )}
      {step('approve') && <p className={css['quiet']}>{t.basis(step('approve')?.basis ?? '')}</p>}
      {returning && <ReturnDialog data={data} onClose={() => setReturning(false)} />}
    </Panel>
  );
}

function ReturnDialog({ data, onClose }: { data: CaseView; onClose: () => void }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(returnCase, {
    onDone: () => {
      notify(t.done);
      onClose();
    },
  });
  return (
    <ReasonDialog
      label={t.returnWhy}
      maxLength={400}
      title={t.return}
      pending={pending}
      error={error}
      onConfirm={(note) => send({ params: { id: data.id }, ifMatch: data.version, body: { note } })}
      onClose={onClose}
    />
  );
}

/** The returned proposal, to be completed and sent again. */
function Again({ data }: { data: CaseView }) {
  const t = useMessages(m);
  const choice = (person: { id: string; name: string } | null) =>
    person && { id: person.id, label: person.name };
  const [draft, setDraft] = useState<ProposalDraft>({
    person: choice(data.person),
    head: choice(data.head),
    mentor: choice(data.mentor),
    fromOn: data.fromOn,
    reason: data.reason,
    decidedBy: data.decidedBy,
    decidedOn: data.decidedOn ?? '',
    training: data.training,
    trainingBy: data.trainingBy ?? '',
    timeShare: data.timeShare ?? 20,
    kept: data.package.length > 0,
  });
  const { data: form } = useCall(readCaseForm, { params: { id: data.org.id } });
  const { send, pending, error } = useSend(resubmitCase, { onDone: () => notify(t.done) });
  if (!form) return null;
  const checked = form.posts.find((post) => post.id === data.post)?.checked ?? false;
  return (
    <Panel title={t.again}>
      <AppointmentForm
        form={form}
        draft={draft}
        onChange={setDraft}
        checked={checked}
        error={error}
        pending={pending}
        button={t.again}
        onSend={() =>
          void send({
            params: { id: data.id },
            ifMatch: data.version,
            body: proposalBody(draft, form, checked),
          })
        }
      />
    </Panel>
  );
}
