import { useState } from 'react';
import { useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { TextField } from '#shell/web/fields.tsx';
import { Form } from '#shell/web/form.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { LedgerNav } from '../../web/ledger-nav.tsx';
import { OrganisationField } from '../../web/organisation-field.tsx';
import { type CodeRow, listCodes, makeCode, revokeCode } from '../intake.contract.ts';
import { groupedCode } from '../intake.rules.ts';
import css from './intake.module.css';

const m = messages({
  zh: {
    title: '公开反映码',
    lead: '打印二维码张贴，群众扫码即可反映，不需要账号。反映到达所选组织，只收内容。',
    make: '生成反映码',
    org: '受理组织',
    label: '张贴在哪里',
    labelHint: '例如“一楼办事大厅”，会显示在反映页上',
    save: '生成并打印',
    saved: '已生成，可以打印张贴',
    code: '编码',
    state: '状态',
    active: '使用中',
    revoked: '已停用',
    made: '生成日期',
    reports: '收到',
    count: (n: number) => `${n} 条`,
    revoke: '停用',
    revokeTitle: '停用这个反映码',
    revokeWhy: '停用后不再接收新的反映，已经收到的照样办理，查询码照样可以查询。停用后不能恢复。',
    gone: '已停用',
    empty: '还没有反映码',
    emptyWhy: '选一个受理组织，写明张贴在哪里，生成后打印一张海报。',
  },
  en: {
    title: 'Public codes',
    lead: 'Print a code and hang it up: anybody can scan it and report, without an account. Only the text is collected.',
    make: 'Make a code',
    org: 'Whose reports',
    label: 'Where it hangs',
    labelHint: 'Such as “hall on the ground floor”; shown on the form',
    save: 'Make and print',
    saved: 'Made; print it and hang it up',
    code: 'Code',
    state: 'State',
    active: 'In use',
    revoked: 'Out of use',
    made: 'Made',
    reports: 'Came in',
    count: (n) => `${n}`,
    revoke: 'Take out of use',
    revokeTitle: 'Take this code out of use',
    revokeWhy:
      'No further report comes in by it. What came in is handled all the same, and receipts still answer. This cannot be undone.',
    gone: 'Out of use',
    empty: 'No codes yet',
    emptyWhy: 'Choose whose reports, say where it hangs, and print a poster.',
  },
});

/** The codes on posters: made, printed, taken out of use. */
export default function CodesPage() {
  const t = useMessages(m);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <LedgerNav />
      <div className={css['column']}>
        <MakeForm />
        <DataTable
          name="ledger-codes"
          label={t.title}
          endpoint={listCodes}
          rowKey={(row) => row.id}
          rowTo={(row) => `/ledger/codes/${row.id}`}
          columns={[
            { key: 'label', title: t.label, render: (row) => row.label },
            {
              key: 'state',
              title: t.state,
              card: 'badge',
              render: (row) => (
                <StateTag shade={row.state === 'active' ? 'good' : 'neutral'}>{t[row.state]}</StateTag>
              ),
            },
            { key: 'code', title: t.code, render: (row) => groupedCode(row.code) },
            { key: 'org', title: t.org, render: (row) => row.orgName },
            { key: 'reports', title: t.reports, render: (row) => t.count(row.reports) },
            { key: 'made', title: t.made, render: (row) => formatDayShort(row.madeOn) },
          ]}
          rowActions={(row) => row.state === 'active' && <Revoke row={row} />}
          empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
        />
      </div>
    </PageFrame>
  );
}

function MakeForm() {
  const t = useMessages(m);
  const go = useGo();
  const [org, setOrg] = useState<Choice | null>(null);
  const [label, setLabel] = useState('');
  const { send, pending, error } = useSend(makeCode, {
    onDone: (reply) => {
      notify(t.saved);
      go(`/ledger/codes/${reply.id}`);
    },
  });
  function make() {
    void send({ body: { orgId: org?.id ?? '', label } });
  }
  return (
    <Panel title={t.make}>
      <Form onSubmit={make} submit={t.save} pending={pending} error={error}>
        <OrganisationField label={t.org} value={org} onChange={setOrg} problem={fieldError(error, 'orgId')} />
        <TextField
          label={t.label}
          hint={t.labelHint}
          problem={fieldError(error, 'label')}
          maxLength={30}
          required
          value={label}
          onChange={setLabel}
        />
      </Form>
    </Panel>
  );
}

function Revoke({ row }: { row: CodeRow }) {
  const t = useMessages(m);
  const { send, pending, error } = useSend(revokeCode, { onDone: () => notify(t.gone) });
  return (
    <ConfirmButton
      label={t.revoke}
      name={`${t.revoke} ${row.label}`}
      title={t.revokeTitle}
      quiet
      danger
      pending={pending}
      error={error}
      onConfirm={() => send({ params: { id: row.id }, ifMatch: row.version, body: {} })}
    >
      {t.revokeWhy}
    </ConfirmButton>
  );
}
