import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { call } from '#shell/web/call.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Facts, Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { type ReportView, readContact, readReport, reconsiderReport } from '../intake.contract.ts';
import css from './intake.module.css';
import { intakeWords, reportShades } from './intake-words.ts';
import { AcceptForm, DeclineForm, MergeForm } from './settle-forms.tsx';

const m = messages({
  zh: {
    back: '反映受理',
    what: '反映的内容',
    org: '受理组织',
    channel: '渠道',
    reporter: '反映人',
    label: '张贴处',
    received: '收到日期',
    by: '受理期限',
    contact: '联系方式',
    show: '查看（留痕）',
    nobody: '没有留联系方式',
    settled: '办理',
    settledBy: (who: string, day: string) => `${day}，${who}`,
    reason: '不受理的理由',
    reply: '给反映人的答复',
    problem: '查看台账中的问题',
    how: '怎样办',
    accept: '列入台账',
    merge: '并入已有问题',
    decline: '不予受理',
    reconsider: '重新受理',
    reconsidered: '已重新受理',
  },
  en: {
    back: 'Reports',
    what: 'What was reported',
    org: 'Sent to',
    channel: 'Channel',
    reporter: 'Reporter',
    label: 'Where the code hangs',
    received: 'Received',
    by: 'Decide by',
    contact: 'How to reach them',
    show: 'Show (leaves a trace)',
    nobody: 'none given',
    settled: 'Decided',
    settledBy: (who, day) => `${day}, ${who}`,
    reason: 'Why it was declined',
    reply: 'Answer to the reporter',
    problem: 'Open the problem',
    how: 'What to do with it',
    accept: 'Into the ledger',
    merge: 'Add to a problem',
    decline: 'Decline',
    reconsider: 'Take up again',
    reconsidered: 'Taken up again',
  },
});

/** One report: what it says, what it is like, and the three ways to settle it. */
export default function ReportPage() {
  const t = useMessages(m);
  const words = useMessages(intakeWords);
  const id = useParam('id');
  const { data, error, refetch } = useCall(readReport, { params: { id } });
  const back = { to: '/ledger/reports', label: t.back };
  if (error || !data) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.title}
      back={back}
      badge={<StateTag shade={reportShades[data.state]}>{words.states[data.state]}</StateTag>}
    >
      <div className={css['column']}>
        <Panel title={t.what}>
          <p className={css['text']}>{data.text}</p>
          <ReportFacts report={data} />
        </Panel>
        {data.state === 'new' && <Settle key={data.id} report={data} />}
        {data.state === 'declined' && <Reconsider report={data} />}
      </div>
    </PageFrame>
  );
}

function ReportFacts({ report }: { report: ReportView }) {
  const t = useMessages(m);
  const words = useMessages(intakeWords);
  const pick = useLabel();
  return (
    <Facts
      items={[
        { label: t.org, value: report.orgName },
        { label: t.channel, value: words.channels[report.channel] },
        report.reporter !== null && { label: t.reporter, value: report.reporter },
        report.label !== null && { label: t.label, value: report.label },
        { label: t.received, value: formatDay(report.receivedOn) },
        report.state === 'new' && {
          label: t.by,
          value: `${formatDay(report.triageBy)} · ${formatDue(report.triageBy)}`,
        },
        report.channel === 'public' && { label: t.contact, value: <Contact report={report} /> },
        report.settledBy !== null && {
          label: t.settled,
          value: t.settledBy(report.settledBy, formatDay(report.settledOn)),
        },
        report.reason !== null && { label: t.reason, value: pick(report.reason), wide: true },
        report.reply !== '' && { label: t.reply, value: report.reply, wide: true },
        report.problemId !== null && {
          label: t.problem,
          value: <AppLink to={`/ledger/${report.problemId}`}>{t.problem}</AppLink>,
        },
      ]}
    />
  );
}

/** The contact is read only when somebody asks for it: reading it leaves a trace. */
function Contact({ report }: { report: ReportView }) {
  const t = useMessages(m);
  const [contact, setContact] = useState<string | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  if (!report.hasContact) return <>{t.nobody}</>;
  if (contact !== null) return <>{contact}</>;
  const show = () =>
    call(readContact, { params: { id: report.id } }).then(
      (reply) => setContact(reply.contact ?? t.nobody),
      setFailed,
    );
  return (
    <>
      <Button size="small" onClick={() => void show()}>
        {t.show}
      </Button>
      {failed !== null && <ErrorSentence error={failed} compact />}
    </>
  );
}

type Way = 'accept' | 'merge' | 'decline';

function Settle({ report }: { report: ReportView }) {
  const t = useMessages(m);
  // What is probably the same problem is offered first: nothing is entered twice by habit.
  const [way, setWay] = useState<Way>(report.similar.some((each) => each.same) ? 'merge' : 'accept');
  const ways: Way[] = report.similar.length > 0 ? ['accept', 'merge', 'decline'] : ['accept', 'decline'];
  return (
    <Panel title={t.how}>
      <div className={css['column']}>
        <div className={css['ways']} role="group" aria-label={t.how}>
          {ways.map((each) => (
            <Button
              key={each}
              type={each === way ? 'primary' : 'default'}
              ghost={each === way}
              aria-pressed={each === way}
              onClick={() => setWay(each)}
            >
              {t[each]}
            </Button>
          ))}
        </div>
        {way === 'accept' && <AcceptForm report={report} />}
        {way === 'merge' && <MergeForm report={report} />}
        {way === 'decline' && <DeclineForm report={report} />}
      </div>
    </Panel>
  );
}

function Reconsider({ report }: { report: ReportView }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(reconsiderReport, { onDone: () => notify(t.reconsidered) });
  return (
    <Panel>
      <Button
        loading={pending}
        onClick={() => void send({ params: { id: report.id }, ifMatch: report.version, body: {} })}
      >
        {t.reconsider}
      </Button>
      {error && <ErrorSentence error={error} />}
    </Panel>
  );
}
