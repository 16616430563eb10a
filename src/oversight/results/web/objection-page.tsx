import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import { StepList } from '#shell/web/step-list.tsx';
import { moveObjection, type ObjectionView, readObjection } from '../objections.contract.ts';
import type { ObjectionAction } from '../results.rules.ts';
import css from './results.module.css';
import { objectionShades, resultWords } from './results-words.ts';

const m = messages({
  zh: {
    back: '异议',
    title: (org: string) => `${org}的异议`,
    about: '针对',
    whole: '整体得分',
    score: '得分由来',
    open: '打开',
    lodged: '提出时间',
    by: '办理期限',
    text: '异议内容',
    decision: '书面答复',
    decidedBy: (who: string, at: string) => `${who} · ${at}`,
    next: '现在可以做什么',
    late: '已超过办理期限',
    answer: '答复理由（不少于 10 字；将告知提出异议的组织）',
    upheldNext: '成立后：退回修订、改正事实、重新计分并再次反馈。',
  },
  en: {
    back: 'Objections',
    title: (org) => `Objection of ${org}`,
    about: 'About',
    whole: 'whole score',
    score: 'Where the score comes from',
    open: 'Open',
    lodged: 'Lodged',
    by: 'Decide by',
    text: 'Objection',
    decision: 'Written answer',
    decidedBy: (who, at) => `${who} · ${at}`,
    next: 'What can be done now',
    late: 'past its day',
    answer: 'Reasons (at least 10 characters; the objector will read them)',
    upheldNext: 'If upheld: take the result back, correct the facts, score again, give notice again.',
  },
});

/** One objection: what it says, what was answered, and what can be done. */
export default function ObjectionPage() {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const pick = useLabel();
  const id = useParam('id');
  const { data, error, refetch } = useCall(readObjection, { params: { id } });
  const back = { to: '/objections', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={t.title(data.orgName)}
      lead={data.resultTitle}
      back={back}
      narrow
      badge={<StateTag shade={objectionShades[data.state]}>{words.objectionStates[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        <Panel>
          <Facts
            items={[
              { label: t.about, value: data.indicator ? pick(data.indicator.title) : t.whole },
              { label: t.score, value: <AppLink to={`/scores/${data.scoreId}`}>{t.open}</AppLink> },
              { label: t.lodged, value: formatInstant(data.lodgedAt) },
              {
                label: t.by,
                value: (
                  <>
                    {formatDay(data.decideBy)} {data.overdue && <StateTag shade="bad">{t.late}</StateTag>}
                  </>
                ),
              },
              { label: t.text, value: data.text, wide: true },
            ]}
          />
        </Panel>
        {data.decidedAt !== null && (
          <Panel title={t.decision} note={t.decidedBy(data.decider ?? '', formatInstant(data.decidedAt))}>
            <p>{data.decision}</p>
          </Panel>
        )}
        {data.steps.length > 0 && <Steps objection={data} />}
      </div>
    </PageFrame>
  );
}

const FORWARD: ReadonlySet<ObjectionAction> = new Set(['take-up']);

function Steps({ objection }: { objection: ObjectionView }) {
  const t = useMessages(m);
  const words = useMessages(resultWords);
  const [chosen, setChosen] = useState<ObjectionAction | null>(null);
  const [reason, setReason] = useState('');
  const { send, pending, error } = useSend(moveObjection, {
    onDone: () => {
      notify(words.done);
      setChosen(null);
    },
  });
  const decides = chosen === 'uphold' || chosen === 'dismiss';
  const confirm = () =>
    chosen &&
    send({ params: { id: objection.id }, ifMatch: objection.version, body: { action: chosen, reason } });
  return (
    <Panel title={t.next}>
      <StepList
        steps={objection.steps.map((step) => ({
          ...step,
          label: words.objectionActions[step.action],
          about: step.action === 'uphold' ? t.upheldNext : undefined,
        }))}
        forward={FORWARD}
        onChoose={setChosen}
      />
      {chosen && (
        <FormDialog
          title={words.objectionActions[chosen]}
          pending={pending}
          error={error}
          onConfirm={confirm}
          onClose={() => setChosen(null)}
        >
          {decides && (
            <TextAreaField
              label={t.answer}
              problem={fieldError(error, 'reason')}
              rows={5}
              required
              value={reason}
              onChange={setReason}
            />
          )}
        </FormDialog>
      )}
    </Panel>
  );
}
