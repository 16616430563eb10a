import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { changeAccount, listAccounts, resetPassword } from '#shell/accounts/accounts.contract.ts';
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
import { StateTag } from '#shell/web/panel.tsx';
import { roleLabels } from '#shell/web/role-names.ts';
import type { Column } from '#shell/web/table-columns.tsx';
import { NewAccountDialog } from './new-account-dialog.tsx';
import { SecretDialog } from './secret-dialog.tsx';

const m = messages({
  zh: {
    title: '账号',
    lead: '开设、停用账号，重置密码。角色由安全管理员授予；党员和书记的权限随党籍和任职而来。',
    new: '新建账号',
    login: '账号',
    name: '名称',
    person: '绑定人员',
    roles: '授予的角色',
    state: '状态',
    made: '开设日期',
    active: '正常',
    disabled: '已停用',
    mustChange: '待改初始密码',
    search: '账号或姓名',
    hint: '账号名、姓名的一部分',
    reset: '重置密码',
    resetTitle: (name: string) => `重置 ${name} 的密码？`,
    resetText:
      '原密码立即失效，其所有设备退出登录。新的初始密码只显示一次，请当面或以可靠方式交给本人；本人登录后须修改。',
    disable: '停用',
    disableTitle: (name: string) => `停用账号 ${name}？`,
    disableText: '其所有设备立即退出登录，不能再登录。已有的记录不受影响，可随时启用。',
    enable: '启用',
    enableTitle: (name: string) => `启用账号 ${name}？`,
    enableText: '启用后可以用原密码登录。',
    of: (action: string, name: string) => `${action}：${name}`,
    done: '已保存。',
  },
  en: {
    title: 'Accounts',
    lead: 'Open and disable accounts, reset passwords. Roles are granted by the security administrator; what members and secretaries may do follows from membership and posts.',
    new: 'New account',
    login: 'Account',
    name: 'Name',
    person: 'Person',
    roles: 'Roles granted',
    state: 'State',
    made: 'Opened',
    active: 'Active',
    disabled: 'Disabled',
    mustChange: 'Initial password',
    search: 'Account or name',
    hint: 'Part of the account or name',
    reset: 'Reset password',
    resetTitle: (name) => `Reset the password of ${name}?`,
    resetText:
      'The old password ends at once and all devices are signed out. The new initial password is shown once: hand it over in person or in a reliable way. It must be changed at the first sign-in.',
    disable: 'Disable',
    disableTitle: (name) => `Disable the account ${name}?`,
    disableText:
      'All its devices are signed out at once, and it cannot sign in. What it recorded stays; it can be enabled again.',
    enable: 'Enable',
    enableTitle: (name) => `Enable the account ${name}?`,
    enableText: 'It can then sign in with its old password.',
    of: (action, name) => `${action}: ${name}`,
    done: 'Saved.',
  },
});

englishFor({
  'accounts/oneself':
    'You cannot do this to your own account. Change your password in your menu; let another administrator do the rest.',
  'accounts/separated':
    'This account belongs to the security or audit administrator. Let the security administrator revoke the role first: nobody may hold both powers by resetting a password.',
  'accounts/login-taken': 'That account name is taken. Choose another.',
  'accounts/person-taken': 'This person does not exist, has left, or has an account already. Choose again.',
});

type Account = ResponseOf<typeof listAccounts>['items'][number];

/** The accounts, for the system administrator. */
export default function AccountsPage() {
  const t = useMessages(m);
  const label = useLabel();
  const [adding, setAdding] = useState(false);
  const [secret, setSecret] = useState<{ login: string; initialPassword: string } | null>(null);
  const columns: Column<Account>[] = [
    { key: 'login', title: t.login, render: (row) => row.login },
    { key: 'name', title: t.name, render: (row) => row.displayName },
    { key: 'person', title: t.person, render: (row) => row.personName ?? '—' },
    {
      key: 'roles',
      title: t.roles,
      render: (row) => row.roles.map((role) => label(roleLabels[role])).join('、') || '—',
    },
    {
      key: 'state',
      title: t.state,
      card: 'badge',
      render: (row) =>
        row.state === 'disabled' ? (
          <StateTag shade="warn">{t.disabled}</StateTag>
        ) : row.mustChangePassword ? (
          <StateTag shade="info">{t.mustChange}</StateTag>
        ) : (
          <StateTag shade="good">{t.active}</StateTag>
        ),
    },
    {
      key: 'made',
      title: t.made,
      optional: true,
      render: (row) => formatDayShort(row.createdAt),
      card: 'hide',
    },
  ];
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={
        <Button type="primary" icon={<Icon name="plus" size={16} />} onClick={() => setAdding(true)}>
          {t.new}
        </Button>
      }
    >
      <DataTable
        name="accounts"
        label={t.title}
        endpoint={listAccounts}
        columns={columns}
        filters={[
          { key: 'q', label: t.search, kind: 'text', hint: t.hint },
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: (['active', 'disabled'] as const).map((value) => ({ value, label: t[value] })),
          },
        ]}
        rowKey={(row) => row.id}
        rowActions={(row) => <RowActions account={row} onSecret={setSecret} />}
      />
      <NewAccountDialog open={adding} onClose={() => setAdding(false)} onSecret={setSecret} />
      <SecretDialog secret={secret} onClose={() => setSecret(null)} />
    </PageFrame>
  );
}

type RowProps = { account: Account; onSecret: (secret: { login: string; initialPassword: string }) => void };

function RowActions({ account, onSecret }: RowProps) {
  const t = useMessages(m);
  const me = useMe();
  const change = useSend(changeAccount, { invalidates: [listAccounts], onDone: () => notify(t.done) });
  const reset = useSend(resetPassword, { invalidates: [listAccounts], onDone: onSecret });
  const params = { id: account.id };
  const on = account.state === 'active';
  const set = (state: Account['state']) => change.send({ params, body: { state }, ifMatch: account.version });
  if (me?.accountId === account.id) return null;
  return (
    <div style={{ display: 'inline-flex', gap: 4 }}>
      <ConfirmButton
        quiet
        label={t.reset}
        name={t.of(t.reset, account.login)}
        title={t.resetTitle(account.login)}
        onConfirm={() => reset.send({ params })}
        pending={reset.pending}
        error={reset.error}
      >
        <p>{t.resetText}</p>
      </ConfirmButton>
      <ConfirmButton
        quiet
        label={on ? t.disable : t.enable}
        name={t.of(on ? t.disable : t.enable, account.login)}
        title={on ? t.disableTitle(account.login) : t.enableTitle(account.login)}
        danger={on}
        onConfirm={() => set(on ? 'disabled' : 'active')}
        pending={change.pending}
        error={change.error}
      >
        <p>{on ? t.disableText : t.enableText}</p>
      </ConfirmButton>
    </div>
  );
}
