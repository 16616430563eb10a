import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { grantableRoles, listGrants, revokeRole } from '#shell/role-grants/role-grants.contract.ts';
import { useSend } from '#shell/web/api.ts';
import { ConfirmButton } from '#shell/web/confirm-button.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { englishFor } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { Icon } from '#shell/web/icons.tsx';
import { useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, StateTag } from '#shell/web/panel.tsx';
import { roleLabels } from '#shell/web/role-names.ts';
import type { Column } from '#shell/web/table-columns.tsx';
import { GrantDialog } from './grant-dialog.tsx';

const m = messages({
  zh: {
    title: '角色授权',
    lead: '授予和撤销角色。授予的人自己不能使用这些角色；党员、书记的权限随党籍和任职而来，不在此授予。',
    three: '系统、安全、审计管理员由三个人分别担任，不兼任其他角色，也不给自己授权。',
    grant: '授予角色',
    account: '账号',
    name: '名称',
    role: '角色',
    org: '在哪个组织',
    whole: '整个系统',
    from: '启用',
    to: '停用',
    by: '授权人',
    state: '状态',
    active: '有效',
    future: '未到启用日',
    ended: '已失效',
    inForce: '有效和待启用',
    search: '账号、姓名或组织',
    revoke: '撤销',
    revokeOf: (role: string, login: string) => `撤销 ${login} 的${role}`,
    revokeTitle: (role: string, login: string) => `撤销 ${login} 的「${role}」？`,
    revokeText: '立即生效，该账号会退出登录。授权记录保留，可以重新授予。',
    revoked: '已撤销。',
  },
  en: {
    title: 'Role grants',
    lead: 'Grant and revoke roles. Whoever grants cannot use them; what members and secretaries may do follows from membership and posts and is not granted here.',
    three:
      'System, security and audit administration are held by three persons, who hold nothing else and grant nothing to themselves.',
    grant: 'Grant a role',
    account: 'Account',
    name: 'Name',
    role: 'Role',
    org: 'At which body',
    whole: 'Whole system',
    from: 'From',
    to: 'Until',
    by: 'Granted by',
    state: 'State',
    active: 'In force',
    future: 'Not yet',
    ended: 'Ended',
    inForce: 'In force or to come',
    search: 'Account, name or body',
    revoke: 'Revoke',
    revokeOf: (role, login) => `Revoke ${role} of ${login}`,
    revokeTitle: (role, login) => `Revoke “${role}” of ${login}?`,
    revokeText:
      'It takes effect at once and the account is signed out. The entry stays; the role can be granted again.',
    revoked: 'Revoked.',
  },
});

englishFor({
  'role-grants/oneself':
    'Nobody grants to or revokes from oneself. Let another security administrator do it.',
  'role-grants/separated':
    'System, security and audit administration must be held by different persons who hold no other role. Open an account of its own for it.',
  'role-grants/held': 'The account holds this role at this body already.',
  'role-grants/place':
    'This role is not held at that body. Choose another, or none for a role of the whole system.',
  'role-grants/days': 'The days are not right: the first not before today, the last after the first.',
  'role-grants/disabled': 'The account is disabled. Let the system administrator enable it first.',
  'role-grants/ended': 'The role has ended already.',
});

type Grant = ResponseOf<typeof listGrants>['items'][number];

const shades = { active: 'good', future: 'info', ended: 'neutral' } as const;

/** The roles granted, for the security administrator. */
export default function RoleGrantsPage() {
  const t = useMessages(m);
  const label = useLabel();
  const [granting, setGranting] = useState(false);
  const columns: Column<Grant>[] = [
    { key: 'account', title: t.account, render: (row) => row.login },
    { key: 'name', title: t.name, render: (row) => row.displayName },
    { key: 'role', title: t.role, render: (row) => label(roleLabels[row.role]) },
    { key: 'org', title: t.org, render: (row) => row.orgName ?? t.whole },
    { key: 'from', title: t.from, render: (row) => formatDayShort(row.fromOn) },
    { key: 'to', title: t.to, render: (row) => formatDayShort(row.toOn), card: 'hide' },
    { key: 'by', title: t.by, optional: true, render: (row) => row.grantedBy ?? '—', card: 'hide' },
    {
      key: 'state',
      title: t.state,
      card: 'badge',
      render: (row) => <StateTag shade={shades[row.state]}>{t[row.state]}</StateTag>,
    },
  ];
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setGranting(true)}>
          {t.grant}
        </Button>
      }
    >
      <Note>{t.three}</Note>
      <DataTable
        name="role-grants"
        label={t.title}
        endpoint={listGrants}
        columns={columns}
        filters={[
          { key: 'q', label: t.search, kind: 'text' },
          {
            key: 'role',
            label: t.role,
            kind: 'select',
            options: grantableRoles.map((value) => ({ value, label: label(roleLabels[value]) })),
          },
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: [
              { value: 'active', label: t.inForce },
              { value: 'ended', label: t.ended },
            ],
          },
        ]}
        rowKey={(row) => row.id}
        rowActions={(row) => <Revoke grant={row} />}
      />
      <GrantDialog open={granting} onClose={() => setGranting(false)} />
    </PageFrame>
  );
}

function Revoke({ grant }: { grant: Grant }) {
  const t = useMessages(m);
  const label = useLabel();
  const me = useMe();
  const revoke = useSend(revokeRole, { invalidates: [listGrants], onDone: () => notify(t.revoked) });
  if (grant.state === 'ended' || me?.accountId === grant.accountId) return null;
  const role = label(roleLabels[grant.role]);
  return (
    <ConfirmButton
      quiet
      danger
      label={t.revoke}
      name={t.revokeOf(role, grant.login)}
      title={t.revokeTitle(role, grant.login)}
      onConfirm={() => revoke.send({ params: { id: grant.id }, ifMatch: grant.version })}
      pending={revoke.pending}
      error={revoke.error}
    >
      <p>{t.revokeText}</p>
    </ConfirmButton>
  );
}
