import { Button } from 'antd';
import { useState } from 'react';
import { useCall, useSend } from '#shell/web/api.ts';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { judgeSelfReport, readSelfReport, type SelfReportView } from '../self-reports.contract.ts';
import { FactsPanel } from './facts-panel.tsx';
import { periodName, reportWords, stateShade } from './report-words.ts';
import { StatementList } from './statement-list.tsx';

const m = messages({
  zh: {
    colon: '：',
    list: '党员填报',
    added: '本人补充',
    nothing: '没有补充，按系统已有的事实提交。',
    accept: '接收',
    return: '退回',
    why: '退回理由',
    hint: '写清要补什么，本人会看到。',
    ok: '确定',
    done: '已办理',
  },
  en: {
    colon: ': ',
    list: 'Members’ reports',
    added: 'What was added',
    nothing: 'Nothing was added; it was submitted as the records say.',
    accept: 'Accept',
    return: 'Return',
    why: 'Why it is returned',
    hint: 'Say what is missing; the member will read it.',
    ok: 'Confirm',
    done: 'Done',
  },
});

/** One member's report, as the branch reads it. */
export default function SelfReportPage() {
  const t = useMessages(m);
  const words = useMessages(reportWords);
  const id = useParam('id');
  const { data: report, error, refetch } = useCall(readSelfReport, { params: { id } });
  if (error) return <ErrorSentence error={error} onRetry={() => void refetch()} />;
  if (!report) return <Skeleton />;
  return (
    <PageFrame
      narrow
      title={`${report.personName}${t.colon}${periodName(report.periodFrom, report.periodTo)}`}
      lead={report.orgName}
      back={{ to: '/self-reports', label: t.list }}
      badge={<StateTag shade={stateShade[report.state]}>{words.states[report.state]}</StateTag>}
      actions={<Judging report={report} />}
    >
      <Panel title={t.added}>
        {report.statements.length === 0 ? (
          <p className="z-quiet">{t.nothing}</p>
        ) : (
          <StatementList statements={report.statements} records={report.facts.records} />
        )}
      </Panel>
      <FactsPanel report={report} />
    </PageFrame>
  );
}

function Judging({ report }: { report: SelfReportView }) {
  const t = useMessages(m);
  const [asking, setAsking] = useState(false);
  const judge = useSend(judgeSelfReport, {
    onDone: () => {
      setAsking(false);
      notify(t.done);
    },
  });
  const send = (decision: 'accept' | 'return', note = '') =>
    void judge.send({ params: { id: report.id ?? '' }, body: { decision, note }, ifMatch: report.version });
  if (!report.actions.includes('accept')) return null;
  return (
    <>
      <Button onClick={() => setAsking(true)}>{t.return}</Button>
      <Button type="primary" loading={judge.pending && !asking} onClick={() => send('accept')}>
        {t.accept}
      </Button>
      {judge.error && !asking && <ErrorSentence error={judge.error} compact />}
      {asking && (
        <ReasonDialog
          label={t.why}
          hint={t.hint}
          maxLength={500}
          onClose={() => setAsking(false)}
          title={t.return}
          confirm={t.ok}
          pending={judge.pending}
          error={judge.error}
          onConfirm={(note) => send('return', note)}
        />
      )}
    </>
  );
}
