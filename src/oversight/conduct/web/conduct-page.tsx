import { Button } from 'antd';
import { useState } from 'react';
import { addDays } from '#kernel/dates.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDay, today } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds, useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { type CaseRow, listCases } from '../cases.contract.ts';
import type { CaseDesk } from '../conduct.rules.ts';
import { listRounds, openRound } from '../rounds.contract.ts';
import { CasesTable } from './cases-table.tsx';
import css from './conduct.module.css';
import { caseShade, conductWords, roundShade, stageWord } from './conduct-words.ts';

const m = messages({
  zh: {
    title: '责任考评',
    lead: '自主填报、支部综合评价、随机抽考、分层审核，一年一次。每一步都可以退回，都要写明理由。',
    mine: '我的考评',
    desks: {
      evaluate: '等我评价',
      check: '等我核对',
      review: '等我审核',
      approve: '等我审定',
      objection: '等我答复异议',
    },
    notes: {
      evaluate: '本支部的，您本人的除外',
      check: '您被抽为这几位党员的核对人，他们不在您的支部',
      review: '您没有经手过的',
      approve: '机关党委审核通过的',
      objection: '由没有经手的人答复',
    },
    more: (n: number) => `还有更多，办完这 ${n} 份会接着列出`,
    approveAll: '去审定页逐批办理',
    by: (day: string) => `最迟 ${day} 可以提出异议`,
    cases: '本支部党员',
    rounds: '各年度',
    unit: '单位',
    year: '年度',
    state: '进度',
    members: '党员',
    settled: '已办结',
    open: '开始一个年度',
    openTitle: '开始哪个年度的考评',
    openText: '为本单位每名党员建一份考评，事实由系统带出。免于硬性要求的年老体弱党员不列入。',
    empty: '还没有开始考评',
    teach: '由机关党委开始一个年度，之后支部评价、上级承诺、冻结名册、抽取、核对、审核、审定、告知。',
  },
  en: {
    title: 'Appraisal of duties',
    lead: 'Own report, the branch’s evaluation, a random check, layered review: once a year. Every stage can give it back, and says why.',
    mine: 'Mine',
    desks: {
      evaluate: 'For me to evaluate',
      check: 'For me to check',
      review: 'For me to review',
      approve: 'For me to approve',
      objection: 'Objections for me to answer',
    },
    notes: {
      evaluate: 'of your branch, without your own',
      check: 'You were drawn to check these members, who are not of your branch',
      review: 'those you had no hand in',
      approve: 'passed on by the organ committee',
      objection: 'answered by somebody who had no hand in it',
    },
    more: (n) => `There are more; they appear once these ${n} are done`,
    approveAll: 'Approve them page by page',
    by: (day) => `you may object until ${day}`,
    cases: 'Members of my branch',
    rounds: 'Years',
    unit: 'Unit',
    year: 'Year',
    state: 'Stage',
    members: 'Members',
    settled: 'Settled',
    open: 'Open a year',
    openTitle: 'Which year',
    openText:
      'A case is made for each member of the unit, with the facts filled in. Members exempt for age or illness are left out.',
    empty: 'No year was opened yet',
    teach:
      'The organ committee opens a year; then come evaluation, commitment, draw, check, review, approval and notice.',
  },
});

type Row = ResponseOf<typeof listRounds>['items'][number];

/** What waits for the reader first; then the years. */
export default function ConductPage() {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const officer = useHolds('officer');
  const secretary = useHolds('secretary');
  const clerk = useHolds('clerk');
  const member = useHolds('member');
  const mine = useCall(listCases, { query: { desk: 'mine', limit: 3 } }, { enabled: member });
  const columns: Column<Row>[] = [
    { key: 'unit', title: t.unit, render: (row) => row.orgName },
    {
      key: 'state',
      title: t.state,
      card: 'badge',
      render: (row) => <StateTag shade={roundShade[row.state]}>{words.rounds[row.state]}</StateTag>,
    },
    { key: 'year', title: t.year, render: (row) => words.year(row.year) },
    { key: 'members', title: t.members, align: 'right', render: (row) => row.members },
    { key: 'settled', title: t.settled, align: 'right', render: (row) => row.settled },
  ];
  return (
    <PageFrame title={t.title} lead={t.lead} actions={officer && <OpenYear />}>
      {secretary && <Desk desk="evaluate" />}
      {member && <Desk desk="check" />}
      {(officer || clerk) && <Desk desk="objection" />}
      {member && <Desk desk="approve" />}
      {(officer || clerk) && <Desk desk="review" />}
      {mine.data && mine.data.items.length > 0 && (
        <Panel title={t.mine}>
          <CaseLinks rows={mine.data.items} named={false} />
        </Panel>
      )}
      {secretary && !officer && (
        <Panel title={t.cases} flush>
          <CasesTable name="conduct-branch" />
        </Panel>
      )}
      <Panel title={t.rounds} flush>
        <DataTable
          name="conduct-rounds"
          label={t.rounds}
          endpoint={listRounds}
          columns={columns}
          rowKey={(row) => row.id}
          rowTo={(row) => `/conduct/${row.id}`}
          empty={<EmptyState title={t.empty}>{t.teach}</EmptyState>}
        />
      </Panel>
    </PageFrame>
  );
}

const SHOWN = 8;

/** A pile that waits for the reader; nothing where there is none. */
function Desk({ desk }: { desk: Exclude<CaseDesk, 'mine'> }) {
  const t = useMessages(m);
  const { data } = useCall(listCases, { query: { desk, limit: SHOWN } });
  const first = data?.items[0];
  if (!data || !first) return null;
  return (
    <Panel title={t.desks[desk]} note={t.notes[desk]}>
      <CaseLinks rows={data.items} />
      {data.next !== null && <p className="z-quiet">{t.more(data.items.length)}</p>}
      {desk === 'approve' && <AppLink to={`/conduct/${first.roundId}/approve`}>{t.approveAll}</AppLink>}
    </Panel>
  );
}

function CaseLinks({ rows, named = true }: { rows: readonly CaseRow[]; named?: boolean }) {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  return (
    <ul className={css['list']}>
      {rows.map((row) => (
        <li key={row.id} className={css['line']}>
          <AppLink to={`/conduct/cases/${row.id}`}>
            {named ? `${row.personName} · ${row.orgName}` : words.year(row.year)}
          </AppLink>
          <StateTag shade={caseShade[row.state]}>{stageWord(words, row)}</StateTag>
          {!named && row.state === 'told' && row.freeFrom && (
            <span className="z-quiet">{t.by(formatDay(addDays(row.freeFrom, -1)))}</span>
          )}
        </li>
      ))}
    </ul>
  );
}

function OpenYear() {
  const t = useMessages(m);
  const words = useMessages(conductWords);
  const me = useMe();
  const go = useGo();
  const [open, setOpen] = useState(false);
  const year = Number(today().slice(0, 4));
  const units = (me?.grants ?? []).filter((grant) => grant.role === 'officer' && grant.orgId);
  const [unitId, setUnitId] = useState('');
  const [chosen, setChosen] = useState(year);
  const send = useSend(openRound, { onDone: ({ id }) => go(`/conduct/${id}`) });
  return (
    <>
      <Button onClick={() => setOpen(true)}>{t.open}</Button>
      {open && (
        <FormDialog
          onClose={() => setOpen(false)}
          title={t.openTitle}
          confirm={t.open}
          pending={send.pending}
          error={send.error}
          onConfirm={() => send.send({ body: { unitId: unitId || (units[0]?.orgId ?? ''), year: chosen } })}
        >
          <p>{t.openText}</p>
          {units.length > 1 && (
            <select
              className={css['select']}
              aria-label={t.unit}
              value={unitId}
              onChange={(event) => setUnitId(event.target.value)}
            >
              {units.map((unit) => (
                <option key={unit.orgId} value={unit.orgId ?? ''}>
                  {unit.orgName}
                </option>
              ))}
            </select>
          )}
          <div className={css['buttons']}>
            {[year, year - 1].map((each) => (
              <label key={each} className={css['choice']}>
                <input type="radio" name="year" checked={chosen === each} onChange={() => setChosen(each)} />
                {words.year(each)}
              </label>
            ))}
          </div>
        </FormDialog>
      )}
    </>
  );
}
