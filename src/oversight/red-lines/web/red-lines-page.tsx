import { Button } from 'antd';
import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { type Shade, StateTag } from '#shell/web/panel.tsx';
import { ReasonDialog } from '#shell/web/reason-dialog.tsx';
import { confirmRedLine, liftRedLine, listRedLines, type RedLineRow } from '../red-lines.contract.ts';
import { EnterDialog } from './enter-dialog.tsx';

const m = messages({
  zh: {
    title: '红线情形',
    lead: '只凭正式生效文书录入，由另一人核对文书后确认才有影响；影响期满自动终止。分数不变，只限制结果运用。线索、举报、信访不录入。',
    enter: '录入',
    org: '组织',
    rule: '情形',
    document: '文书',
    days: '影响期',
    open: '长期',
    state: '状态',
    states: { waiting: '待确认（无影响）', coming: '未到影响期', 'in-force': '有影响', ended: '已终止' },
    people: '录入 / 确认',
    confirm: '确认',
    confirmTitle: '核对文书后确认',
    confirmText: '您已看到文书原件，文号、机关、影响期与录入一致。确认后在影响期内限制结果运用。',
    lift: '终止',
    reason: '终止理由（不少于 10 字）',
    empty: '没有红线情形',
  },
  en: {
    title: 'Red lines',
    lead: 'Entered from a formal effective document only, in effect once another person has confirmed it, and over by itself when its days are over. Scores stay; their use is limited. No rumours, reports or petitions.',
    enter: 'Enter',
    org: 'Organisation',
    rule: 'Case',
    document: 'Document',
    days: 'In effect',
    open: 'no end set',
    state: 'State',
    states: {
      waiting: 'to be confirmed (no effect)',
      coming: 'not yet in effect',
      'in-force': 'in effect',
      ended: 'over',
    },
    people: 'Entered / confirmed',
    confirm: 'Confirm',
    confirmTitle: 'Confirm against the document',
    confirmText:
      'You have seen the document; number, organ and days agree. Once confirmed it limits the use of results while it is in effect.',
    lift: 'Lift',
    reason: 'Reasons (at least 10 characters)',
    empty: 'No red lines',
  },
});

englishFor({
  'red-lines/no-document': 'Only a formal effective document can be entered: give its number and its organ.',
  'red-lines/days': 'The effect begins no earlier than the document, and ends no earlier than it begins.',
  'red-lines/same-person': 'Whoever entered it cannot confirm it.',
  'red-lines/entered-already': 'This document has been entered already.',
  'red-lines/confirmed': 'It has been confirmed already.',
  'red-lines/ended': 'Its effect is over.',
  'red-lines/unknown-rule': 'No scheme has such a rule.',
});

const shades: Record<RedLineRow['state'], Shade> = {
  waiting: 'neutral',
  coming: 'info',
  'in-force': 'warn',
  ended: 'neutral',
};

/** The red lines within reach: what a document says, who entered and confirmed it, and whether it has effect. */
export default function RedLinesPage() {
  const t = useMessages(m);
  const pick = useLabel();
  const [entering, setEntering] = useState(false);
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <Button type="primary" onClick={() => setEntering(true)}>
          {t.enter}
        </Button>
      }
    >
      <DataTable
        name="red-lines"
        label={t.title}
        endpoint={listRedLines}
        rowKey={(row) => row.id}
        columns={[
          { key: 'org', title: t.org, render: (row) => row.orgName },
          {
            key: 'state',
            title: t.state,
            card: 'badge',
            render: (row) => <StateTag shade={shades[row.state]}>{t.states[row.state]}</StateTag>,
          },
          { key: 'rule', title: t.rule, render: (row) => pick(row.rule.title) },
          { key: 'document', title: t.document, render: (row) => `${row.organ} ${row.document}` },
          {
            key: 'days',
            title: t.days,
            render: (row) =>
              `${formatDayShort(row.fromOn)} — ${row.toOn ? formatDayShort(row.toOn) : t.open}`,
          },
          { key: 'people', title: t.people, render: (row) => `${row.enteredBy} / ${row.confirmedBy ?? '—'}` },
        ]}
        rowActions={(row) => <RowActions row={row} />}
        empty={<EmptyState title={t.empty} />}
      />
      {entering && <EnterDialog onClose={() => setEntering(false)} />}
    </PageFrame>
  );
}

function RowActions({ row }: { row: RedLineRow }) {
  const t = useMessages(m);
  const [lifting, setLifting] = useState(false);
  const { send, pending, error } = useSend(confirmRedLine);
  if (row.state === 'ended') return null;
  return (
    <>
      {row.confirmedBy === null && row.confirmBarred === null && (
        <ConfirmButton
          label={t.confirm}
          name={`${t.confirm} ${row.orgName}`}
          title={t.confirmTitle}
          pending={pending}
          error={error}
          onConfirm={() => send({ params: { id: row.id }, ifMatch: row.version, body: {} })}
        >
          <p>{t.confirmText}</p>
        </ConfirmButton>
      )}{' '}
      <Button size="small" aria-label={`${t.lift} ${row.orgName}`} onClick={() => setLifting(true)}>
        {t.lift}
      </Button>
      {lifting && <LiftDialog row={row} onClose={() => setLifting(false)} />}
    </>
  );
}

function LiftDialog({ row, onClose }: { row: RedLineRow; onClose: () => void }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(liftRedLine, { onDone: onClose });
  return (
    <ReasonDialog
      label={t.reason}
      field="reason"
      title={`${t.lift} · ${row.orgName}`}
      confirm={t.lift}
      pending={pending}
      error={error}
      onConfirm={(reason) => send({ params: { id: row.id }, ifMatch: row.version, body: { reason } })}
      onClose={onClose}
    />
  );
}
