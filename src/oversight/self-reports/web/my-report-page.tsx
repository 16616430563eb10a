import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatInstant } from '#shell/web/format.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readMyReport, saveMyReport, withdrawMyReport } from '../self-reports.contract.ts';
import { FactsPanel } from './facts-panel.tsx';
import css from './report.module.css';
import { periodName, reportWords, stateShade } from './report-words.ts';
import { StatementList } from './statement-list.tsx';
import { type DraftStatement, StatementsField } from './statements-field.tsx';

const m = messages({
  zh: {
    colon: '：',
    title: '自主填报',
    lead: '先看看系统已有的对不对，缺什么补什么，没有就直接提交。',
    previous: (name: string) => `补填${name}`,
    current: '回到本期',
    returned: (note: string) => `支部退回：${note}`,
    still: '本期还没办的',
    due: (day: string) => `${day}前`,
    submit: '提交',
    submitPlain: '没有要补的，直接提交',
    save: '先存着',
    saved: '已保存',
    done: '已提交',
    sent: (at: string) => `已于 ${at} 提交，等支部接收。`,
    accepted: '支部已接收。',
    withdraw: '撤回修改',
    yours: '本人补充',
    nothing: '没有补充。',
  },
  en: {
    colon: ': ',
    title: 'My report',
    lead: 'See whether what is on record is right, add what is missing, or submit it as it is.',
    previous: (name) => `Fill in ${name}`,
    current: 'Back to this period',
    returned: (note) => `Returned by the branch: ${note}`,
    still: 'Still open in this period',
    due: (day) => `by ${day}`,
    submit: 'Submit',
    submitPlain: 'Nothing to add: submit',
    save: 'Keep for later',
    saved: 'Saved',
    done: 'Submitted',
    sent: (at) => `Submitted at ${at}; waits for the branch.`,
    accepted: 'Accepted by the branch.',
    withdraw: 'Take back and change',
    yours: 'What I added',
    nothing: 'Nothing added.',
  },
});

type Report = ResponseOf<typeof readMyReport>;

/** The member's own report: facts that are known, what is missing, one button. */
export default function MyReportPage() {
  const t = useMessages(m);
  const words = useMessages(reportWords);
  const [query, setQuery] = useQuery();
  const { data: report, error, refetch } = useCall(readMyReport, { query: { on: query['on'] } });
  const before = report?.previousPeriod;
  const offered =
    before &&
    !query['on'] &&
    (before.state === null || before.state === 'draft' || before.state === 'returned');
  return (
    <PageFrame
      narrow
      title={report ? `${t.title}${t.colon}${periodName(report.periodFrom, report.periodTo)}` : t.title}
      lead={report && report.actions.includes('submit') ? t.lead : undefined}
      badge={report && <StateTag shade={stateShade[report.state]}>{words.states[report.state]}</StateTag>}
      actions={
        offered ? (
          <Button onClick={() => setQuery({ on: before.to })}>
            {t.previous(periodName(before.from, before.to))}
          </Button>
        ) : (
          query['on'] && <Button onClick={() => setQuery({ on: undefined })}>{t.current}</Button>
        )
      }
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !report ? (
        <Skeleton />
      ) : report.actions.includes('submit') ? (
        <Filling key={`${report.periodFrom} ${report.version}`} report={report} on={query['on']} />
      ) : (
        <Sent report={report} />
      )}
    </PageFrame>
  );
}

function Filling({ report, on }: { report: Report; on: string | undefined }) {
  const t = useMessages(m);
  const [statements, setStatements] = useState<DraftStatement[]>(() =>
    report.statements.map(({ text, nature, recordId, disputesRecordId }) => ({
      text,
      nature,
      recordId,
      disputesRecordId,
    })),
  );
  const send = useSend(saveMyReport, {
    onDone: (_, input) => notify(input.body?.submit ? t.done : t.saved),
  });
  const written = statements.filter((each) => each.text.trim() !== '');
  const save = (submit: boolean) =>
    void send.send({ body: { on, statements: written, submit }, ifMatch: report.version });
  return (
    <>
      {report.returnedNote && <Note shade="warn">{t.returned(report.returnedNote)}</Note>}
      <FactsPanel
        report={report}
        onDispute={(record) =>
          setStatements([
            ...statements,
            { text: '', nature: 'fact', recordId: null, disputesRecordId: record.id },
          ])
        }
      />
      <StillOpen report={report} />
      <StatementsField records={report.facts.records} statements={statements} onChange={setStatements} />
      <div className={css['foot']}>
        {send.error && <ErrorSentence error={send.error} />}
        <div className={css['buttons']}>
          {written.length > 0 && (
            <Button size="large" onClick={() => save(false)} loading={send.pending}>
              {t.save}
            </Button>
          )}
          <Button type="primary" size="large" onClick={() => save(true)} loading={send.pending}>
            {written.length > 0 ? t.submit : t.submitPlain}
          </Button>
        </div>
      </div>
    </>
  );
}

function StillOpen({ report }: { report: Report }) {
  const t = useMessages(m);
  if (report.openItems.length === 0) return null;
  return (
    <Panel title={t.still}>
      <ul className={css['open']}>
        {report.openItems.map((item, at) => (
          <li key={at}>
            {item.title} <span className="z-quiet">{t.due(formatDay(item.dueOn))}</span>
          </li>
        ))}
      </ul>
    </Panel>
  );
}

function Sent({ report }: { report: Report }) {
  const t = useMessages(m);
  const withdraw = useSend(withdrawMyReport);
  return (
    <>
      <Note shade="good">
        {report.state === 'accepted' ? t.accepted : t.sent(formatInstant(report.submittedAt))}{' '}
        {report.actions.includes('withdraw') && (
          <Button
            size="small"
            loading={withdraw.pending}
            onClick={() =>
              void withdraw.send({ params: { id: report.id ?? '' }, body: {}, ifMatch: report.version })
            }
          >
            {t.withdraw}
          </Button>
        )}
      </Note>
      {withdraw.error && <ErrorSentence error={withdraw.error} />}
      <FactsPanel report={report} />
      <Panel title={t.yours}>
        {report.statements.length === 0 ? (
          <p className="z-quiet">{t.nothing}</p>
        ) : (
          <StatementList statements={report.statements} records={report.facts.records} />
        )}
      </Panel>
    </>
  );
}
