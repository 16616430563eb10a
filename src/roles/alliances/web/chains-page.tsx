import { Button } from 'antd';
import { useState } from 'react';
import { OrganisationField } from '#roles/ledger/web/organisation-field.tsx';
import { useSend } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { TextAreaField, TextField } from '#shell/web/fields.tsx';
import { FormDialog } from '#shell/web/form-dialog.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { fieldError } from '#shell/web/problem-error.ts';
import type { Choice } from '#shell/web/search-picker.tsx';
import { SelectField } from '#shell/web/select-field.tsx';
import { createChain, listChains } from '../chains.contract.ts';
import { allianceWords } from './alliance-words.ts';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    title: '联建链群',
    lead: '把相关的联建放到一个链群里看：谁带谁、有哪些成员、联出了多少，数字不重复算。',
    begin: '建立链群',
    name: '名称',
    template: '样式',
    keeper: '由谁建立',
    links: '联建',
    members: '成员',
    since: '建立',
    empty: '还没有链群',
    emptyWhy: '联建批准运行之后，可以放进“1+7+N”这样的链群，一张图看全。',
    purpose: '要统筹什么（可不填）',
    save: '建立',
  },
  en: {
    title: 'Chains of alliances',
    lead: 'Related alliances in one picture: who leads whom, who takes part, and what came of it, nothing counted twice.',
    begin: 'Make a chain',
    name: 'Name',
    template: 'Kind',
    keeper: 'Kept by',
    links: 'Alliances',
    members: 'Members',
    since: 'Since',
    empty: 'No chains yet',
    emptyWhy: 'Alliances that run can be put into a chain such as 1+7+N and seen as one picture.',
    purpose: 'What it coordinates (optional)',
    save: 'Make',
  },
});

/** The chains of the tenant. */
export default function ChainsPage() {
  const t = useMessages(m);
  const words = useMessages(allianceWords);
  const names = useAllianceNames();
  const may = useHolds('clerk', 'officer');
  const [making, setMaking] = useState(false);
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      back={{ to: '/alliances', label: words.registry }}
      actions={
        may && (
          <Button type="primary" onClick={() => setMaking(true)}>
            {t.begin}
          </Button>
        )
      }
    >
      <DataTable
        name="alliance-chains"
        label={t.title}
        endpoint={listChains}
        rowKey={(row) => row.id}
        rowTo={(row) => `/alliance-chains/${row.id}`}
        columns={[
          { key: 'name', title: t.name, render: (row) => row.name },
          { key: 'template', title: t.template, render: (row) => names.chain(row.template) },
          { key: 'keeper', title: t.keeper, render: (row) => row.orgName },
          { key: 'links', title: t.links, align: 'right', render: (row) => row.links },
          { key: 'members', title: t.members, align: 'right', render: (row) => row.members },
          { key: 'since', title: t.since, optional: true, render: (row) => formatDayShort(row.createdOn) },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
      {making && <MakeDialog onClose={() => setMaking(false)} />}
    </PageFrame>
  );
}

function MakeDialog({ onClose }: { onClose: () => void }) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const go = useGo();
  const [org, setOrg] = useState<Choice | null>(null);
  const [typed, setTyped] = useState({ template: 'one-seven-n', name: '', purpose: '' });
  const { send, pending, error } = useSend(createChain, {
    onDone: ({ id }) => go(`/alliance-chains/${id}`),
  });
  return (
    <FormDialog
      title={t.begin}
      confirm={t.save}
      pending={pending}
      error={error}
      onConfirm={() => send({ body: { orgId: org?.id ?? '', ...typed } })}
      onClose={onClose}
    >
      <OrganisationField
        label={t.keeper}
        value={org}
        onChange={setOrg}
        problem={fieldError(error, 'orgId')}
      />
      <SelectField
        label={t.template}
        required
        value={typed.template}
        onChange={(template) => setTyped({ ...typed, template })}
        options={(names.content?.chains ?? []).map((each) => ({
          value: each.id,
          label: names.pick(each.title),
        }))}
      />
      <TextField
        label={t.name}
        problem={fieldError(error, 'name')}
        maxLength={60}
        required
        value={typed.name}
        onChange={(value) => setTyped({ ...typed, name: value })}
      />
      <TextAreaField
        label={t.purpose}
        rows={2}
        value={typed.purpose}
        onChange={(value) => setTyped({ ...typed, purpose: value })}
      />
    </FormDialog>
  );
}
