import { Button } from 'antd';
import { useState } from 'react';
import { OwnerField } from '#roles/ledger/web/owner-field.tsx';
import { useSend } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { DayField, TextAreaField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDayShort, today } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import {
  listRectifications,
  openRectification,
  type RectificationProposal,
} from '../rectifications.contract.ts';
import css from './results.module.css';
import { scoreText } from './results-words.ts';

const m = messages({
  zh: {
    title: '低分指标与整改',
    lead: '低于提示线的指标。系统只提建议；由人写明责任人、措施和时限列入台账，经第二人核验成效后销号。',
    back: '考核结果',
    org: '组织',
    indicator: '指标',
    value: '得分',
    handled: '整改',
    owner: '责任人',
    due: '时限',
    measures: '整改措施',
    open: '列入整改',
    see: '查看台账',
    closed: (day: string) => `${day} 销号`,
    entered: '已列入整改台账',
    empty: '没有低于提示线的指标',
  },
  en: {
    title: 'Low indicators and rectification',
    lead: 'Indicators under the line. The system proposes; a person enters them with owner, measures and date, and they close after a second person verified the effect.',
    back: 'Result',
    org: 'Organisation',
    indicator: 'Indicator',
    value: 'Points',
    handled: 'Rectification',
    owner: 'Owner',
    due: 'Due',
    measures: 'Measures',
    open: 'Enter',
    see: 'In the ledger',
    closed: (day) => `closed ${day}`,
    entered: 'Entered into the ledger',
    empty: 'No indicator is under the line',
  },
});

/** The low indicators of a published result, each with what was made of it. */
export default function RectificationsPage() {
  const t = useMessages(m);
  const pick = useLabel();
  const id = useParam('id');
  const [chosen, setChosen] = useState<RectificationProposal | null>(null);
  return (
    <PageFrame title={t.title} lead={t.lead} back={{ to: `/results/${id}`, label: t.back }}>
      <DataTable
        name="rectifications"
        label={t.title}
        endpoint={listRectifications}
        input={{ params: { id } }}
        rowKey={(row) => `${row.scoreId}/${row.indicator.id}`}
        columns={[
          {
            key: 'org',
            title: t.org,
            render: (row) => <AppLink to={`/scores/${row.scoreId}`}>{row.orgName}</AppLink>,
          },
          { key: 'indicator', title: t.indicator, render: (row) => pick(row.indicator.title) },
          {
            key: 'value',
            title: t.value,
            align: 'right',
            card: 'badge',
            render: (row) => scoreText(row.value),
          },
          {
            key: 'handled',
            title: t.handled,
            render: (row) =>
              row.problem === null ? (
                <Button
                  size="small"
                  aria-label={`${t.open} ${row.orgName} ${pick(row.indicator.title)}`}
                  onClick={() => setChosen(row)}
                >
                  {t.open}
                </Button>
              ) : (
                <>
                  <AppLink to={`/ledger/${row.problem.id}`}>{t.see}</AppLink>
                  <div className={css['quiet']}>
                    {row.problem.ownerName} ·{' '}
                    {row.problem.closedOn
                      ? t.closed(formatDayShort(row.problem.closedOn))
                      : formatDayShort(row.problem.dueOn)}
                  </div>
                </>
              ),
          },
        ]}
        empty={<EmptyState title={t.empty} />}
      />
      {chosen && <EnterDialog proposal={chosen} onClose={() => setChosen(null)} />}
    </PageFrame>
  );
}

type Props = { proposal: RectificationProposal; onClose: () => void };

function EnterDialog({ proposal, onClose }: Props) {
  const t = useMessages(m);
  const pick = useLabel();
  const [owner, setOwner] = useState<Choice | null>(null);
  const [dueOn, setDueOn] = useState('');
  const [measures, setMeasures] = useState('');
  const { send, pending, error } = useSend(openRectification, {
    onDone: () => {
      notify(t.entered);
      onClose();
    },
  });
  const confirm = () =>
    send({
      params: { id: proposal.scoreId },
      body: { indicator: proposal.indicator.id, ownerId: owner?.id ?? '', dueOn, measures },
    });
  return (
    <FormDialog
      title={`${proposal.orgName} · ${pick(proposal.indicator.title)}`}
      confirm={t.open}
      pending={pending}
      error={error}
      onConfirm={confirm}
      onClose={onClose}
    >
      <OwnerField
        label={t.owner}
        orgId={proposal.orgId}
        value={owner}
        onChange={setOwner}
        problem={fieldError(error, 'ownerId')}
      />
      <DayField
        label={t.due}
        problem={fieldError(error, 'dueOn')}
        min={today()}
        required
        value={dueOn}
        onChange={setDueOn}
      />
      <TextAreaField
        label={t.measures}
        problem={fieldError(error, 'measures')}
        rows={3}
        required
        value={measures}
        onChange={setMeasures}
      />
    </FormDialog>
  );
}
