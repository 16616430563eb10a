import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { saveFile } from '#shell/web/call.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDayShort, formatDue, today } from '#shell/web/format.ts';
import { useGo, useQuery } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { downloadLedgerDocument, downloadLedgerWorkbook } from '../figures/figures.contract.ts';
import { listProblems, type ProblemRow, readReconciliation } from '../ledger.contract.ts';
import { problemSources, problemStates } from '../ledger.rules.ts';
import css from './ledger.module.css';
import { LedgerNav } from './ledger-nav.tsx';
import { ledgerWords, stateShades } from './ledger-words.ts';

const m = messages({
  zh: {
    title: '问题台账',
    lead: '每个问题都有来源、责任人和时限；每月对账，由第二人核验成效后销号。销号后只读留存。',
    enter: '列入台账',
    inspect: '登记督导检查',
    problem: '问题',
    state: '状态',
    source: '来源',
    org: '所在组织',
    owner: '责任人',
    due: '时限',
    closedOn: '销号日期',
    late: '逾期',
    lateOnly: '只看逾期的',
    mine: '责任人',
    mineOnly: '由我负责的',
    words: '问题名称',
    empty: '台账里还没有问题',
    emptyWhy: '任务推进中的问题、党员群众反映的问题和考核发现的短板，都在这里写明责任人和时限。',
    month: '对账月份',
    reconcile: '本月对账',
    entered: '列入',
    closed: '销号',
    unsolved: '未解决',
    lateCount: '其中逾期',
    waiting: '等待核验',
    back: '其中反复',
    xlsx: '导出表格',
    docx: '导出文档',
  },
  en: {
    title: 'Ledger of problems',
    lead: 'Each problem has a source, an owner and a date. They are reconciled monthly and closed after a second person has verified the effect. Closed ones stay to be read.',
    enter: 'Enter a problem',
    inspect: 'Record an inspection',
    problem: 'Problem',
    state: 'State',
    source: 'Source',
    org: 'Organisation',
    owner: 'Owner',
    due: 'Due',
    closedOn: 'Closed',
    late: 'Late',
    lateOnly: 'Late ones only',
    mine: 'Owner',
    mineOnly: 'Mine',
    words: 'Name',
    empty: 'No problems in the ledger yet',
    emptyWhy:
      'What stands in the way of a task, what members and masses bring up, and what an assessment found: here with owner and date.',
    month: 'Month',
    reconcile: 'This month',
    entered: 'Entered',
    closed: 'Closed',
    unsolved: 'Not solved',
    lateCount: 'of them late',
    waiting: 'To be verified',
    back: 'of them came back',
    xlsx: 'Export a workbook',
    docx: 'Export a document',
  },
});

/** The ledger: the month's reconciliation, and the problems, the next due first. */
export default function LedgerPage() {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  const go = useGo();
  const mayEnter = useHolds('clerk', 'officer', 'secretary');
  const mayInspect = useHolds('clerk', 'officer');
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        mayEnter && (
          <>
            {mayInspect && <Button onClick={() => go('/ledger/inspections/new')}>{t.inspect}</Button>}
            <Button type="primary" onClick={() => go('/ledger/new')}>
              {t.enter}
            </Button>
          </>
        )
      }
    >
      <LedgerNav />
      <Reconciliation />
      <DataTable
        name="ledger"
        label={t.title}
        endpoint={listProblems}
        rowKey={(row) => row.id}
        rowTo={(row) => `/ledger/${row.id}`}
        filters={[
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: [
              { value: 'unsolved', label: words.unsolved },
              ...problemStates.map((value) => ({ value, label: words.states[value] })),
            ],
          },
          {
            key: 'source',
            label: t.source,
            kind: 'select',
            options: problemSources.map((value) => ({ value, label: words.sources[value] })),
          },
          { key: 'late', label: t.late, kind: 'select', options: [{ value: 'yes', label: t.lateOnly }] },
          { key: 'mine', label: t.mine, kind: 'select', options: [{ value: 'yes', label: t.mineOnly }] },
          { key: 'q', label: t.words, kind: 'text' },
        ]}
        columns={[
          {
            key: 'title',
            title: t.problem,
            render: (row) => (
              <>
                {row.title}
                {row.reports + row.reopened > 1 && (
                  <small className={css['again']}> {words.again(row.reports + row.reopened)}</small>
                )}
              </>
            ),
          },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={stateShades[row.state]}>{words.states[row.state]}</StateTag>,
          },
          { key: 'owner', title: t.owner, render: (row) => row.ownerName },
          { key: 'due', title: t.due, render: (row) => <Due row={row} /> },
          { key: 'org', title: t.org, render: (row) => row.orgName },
          { key: 'source', title: t.source, render: (row) => words.sources[row.source] },
          {
            key: 'closedOn',
            title: t.closedOn,
            optional: true,
            render: (row) => formatDayShort(row.closedOn),
          },
        ]}
        tools={mayEnter && <Exports />}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}

/** Takes the list as it is filtered now out of the system: as organs keep their ledger on paper. */
function Exports() {
  const t = useMessages(m);
  const [address] = useQuery();
  const [saving, setSaving] = useState<'xlsx' | 'docx' | null>(null);
  const [failed, setFailed] = useState<unknown>(null);
  const query = Object.fromEntries(
    ['state', 'source', 'late', 'q'].flatMap((key) => (address[key] ? [[key, address[key]]] : [])),
  );
  async function save(form: 'xlsx' | 'docx') {
    setSaving(form);
    setFailed(null);
    try {
      if (form === 'xlsx') await saveFile(downloadLedgerWorkbook, { query });
      else await saveFile(downloadLedgerDocument, { query });
    } catch (error) {
      setFailed(error);
    } finally {
      setSaving(null);
    }
  }
  return (
    <>
      <Button loading={saving === 'xlsx'} onClick={() => void save('xlsx')}>
        {t.xlsx}
      </Button>
      <Button loading={saving === 'docx'} onClick={() => void save('docx')}>
        {t.docx}
      </Button>
      {failed !== null && <ErrorSentence error={failed} compact />}
    </>
  );
}

/** The date of a problem, how long it is until then, and the lateness that is never forgotten. */
function Due({ row }: { row: ProblemRow }) {
  const words = useMessages(ledgerWords);
  const lateNow = row.state !== 'closed' && row.firstLateOn !== null;
  return (
    <>
      <span className={css['day']}>{formatDayShort(row.dueOn)}</span>
      {row.state !== 'closed' && (
        <small className={lateNow ? css['late'] : css['quiet']}>
          {' '}
          {row.firstLateOn && row.firstLateOn <= row.dueOn
            ? words.lateSince(row.firstLateOn)
            : formatDue(row.dueOn)}
        </small>
      )}
      {row.state === 'closed' && row.firstLateOn && <small className={css['late']}> {words.wasLate}</small>}
    </>
  );
}

function Reconciliation() {
  const t = useMessages(m);
  const [month, setMonth] = useState(today().slice(0, 7));
  const { data, error, refetch } = useCall(readReconciliation, { query: { month } }, { keep: true });
  return (
    <Panel
      title={t.reconcile}
      actions={
        <label className={css['month']}>
          {t.month}{' '}
          <input
            type="month"
            value={month}
            max={today().slice(0, 7)}
            onChange={(event) => event.target.value && setMonth(event.target.value)}
          />
        </label>
      }
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : (
        <Figures>
          <Figure label={t.entered} value={data?.entered ?? '—'} />
          <Figure label={t.closed} value={data?.closed ?? '—'} />
          <Figure label={t.unsolved} value={data?.unsolved ?? '—'} />
          <Figure label={t.lateCount} value={data?.late ?? '—'} />
          <Figure label={t.back} value={data?.reopened ?? '—'} />
          <Figure label={t.waiting} value={data?.waiting ?? '—'} />
        </Figures>
      )}
    </Panel>
  );
}
