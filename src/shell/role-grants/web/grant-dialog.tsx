import { Button } from 'antd';
import { type FormEvent, useId, useState } from 'react';
import { listOrganisations } from '#organisation/tree/tree.contract.ts';
import {
  findGrantees,
  grantableRoles,
  grantRole,
  listGrants,
} from '#shell/role-grants/role-grants.contract.ts';
import { heldAt } from '#shell/role-grants/role-grants.rules.ts';
import { useCall, useSend } from '#shell/web/api.ts';
import { Dialog } from '#shell/web/dialog.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Field } from '#shell/web/field.tsx';
import { DayField } from '#shell/web/fields.tsx';
import { today } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { notify } from '#shell/web/notices.tsx';
import { roleLabels } from '#shell/web/role-names.ts';
import { type Choice, SearchPicker } from '#shell/web/search-picker.tsx';
import css from './grant-dialog.module.css';

const m = messages({
  zh: {
    title: '授予角色',
    account: '账号',
    accountType: '输入账号名或姓名',
    role: '角色',
    org: '在哪个组织',
    orgType: '输入组织名称中的两个字',
    whole: '此角色属于整个系统，不分组织。',
    from: '启用日期',
    to: '停用日期',
    toHint: '留空为长期有效；到这一天即失效。',
    cancel: '取消',
    grant: '授予',
    done: '已授予，该账号重新登录后生效。',
  },
  en: {
    title: 'Grant a role',
    account: 'Account',
    accountType: 'Type an account or a name',
    role: 'Role',
    org: 'At which body',
    orgType: 'Type two characters of its name',
    whole: 'This role belongs to the whole system.',
    from: 'From',
    to: 'Until',
    toHint: 'Empty: open-ended. It no longer holds on this day.',
    cancel: 'Cancel',
    grant: 'Grant',
    done: 'Granted; it takes effect when the account signs in again.',
  },
});

type Role = (typeof grantableRoles)[number];

/** Grants a role to an account, at a body where it is held. */
export function GrantDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const t = useMessages(m);
  const label = useLabel();
  const id = useId();
  const [account, setAccount] = useState<Choice | null>(null);
  const [accountWords, setAccountWords] = useState('');
  const [role, setRole] = useState<Role>('officer');
  const [org, setOrg] = useState<Choice | null>(null);
  const [orgWords, setOrgWords] = useState('');
  const [fromOn, setFromOn] = useState(today());
  const [toOn, setToOn] = useState('');
  const places = heldAt[role] ?? null;
  const accounts = useCall(
    findGrantees,
    { query: { q: accountWords } },
    { enabled: open && accountWords !== '', keep: true },
  );
  const organisations = useCall(
    listOrganisations,
    { query: { q: orgWords, limit: 40 } },
    { enabled: open && places !== null && [...orgWords].length >= 2, keep: true },
  );
  const grant = useSend(grantRole, {
    invalidates: [listGrants, findGrantees],
    onDone: () => {
      setAccount(null);
      setOrg(null);
      setToOn('');
      notify(t.done);
      onClose();
    },
  });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (!account) return;
    const orgId = places === null ? null : (org?.id ?? null);
    void grant.send({ body: { accountId: account.id, role, orgId, fromOn, toOn: toOn || undefined } });
  };
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={t.title}
      actions={
        <>
          <Button onClick={onClose}>{t.cancel}</Button>
          <Button
            type="primary"
            htmlType="submit"
            form={`${id}-form`}
            loading={grant.pending}
            disabled={!account || (places !== null && !org)}
          >
            {t.grant}
          </Button>
        </>
      }
    >
      <form id={`${id}-form`} onSubmit={submit}>
        <Field label={t.account} id={`${id}-account`} required>
          <SearchPicker
            id={`${id}-account`}
            value={account}
            onChange={setAccount}
            onType={setAccountWords}
            hint={t.accountType}
            choices={(accounts.data?.items ?? []).map((each) => ({
              id: each.id,
              label: `${each.displayName}（${each.login}）`,
              detail: each.roles.map((held) => label(roleLabels[held])).join('、'),
            }))}
          />
        </Field>
        <Field label={t.role} id={`${id}-role`} required>
          <select
            id={`${id}-role`}
            className={css['select']}
            value={role}
            onChange={(event) => {
              setRole(event.target.value as Role);
              setOrg(null);
            }}
          >
            {grantableRoles.map((each) => (
              <option key={each} value={each}>
                {label(roleLabels[each])}
              </option>
            ))}
          </select>
        </Field>
        {places === null ? (
          <p className={css['whole']}>{t.whole}</p>
        ) : (
          <Field label={t.org} id={`${id}-org`} required>
            <SearchPicker
              id={`${id}-org`}
              value={org}
              onChange={setOrg}
              onType={setOrgWords}
              hint={t.orgType}
              least={2}
              choices={(organisations.data?.items ?? [])
                .filter((each) => places.includes(each.kind))
                .map((each) => ({ id: each.id, label: each.name }))}
            />
          </Field>
        )}
        <div className={css['days']}>
          <DayField label={t.from} min={today()} required value={fromOn} onChange={setFromOn} />
          <DayField label={t.to} min={fromOn} value={toOn} onChange={setToOn} />
        </div>
        <p className={css['whole']}>{t.toHint}</p>
        {grant.error && <ErrorSentence error={grant.error} />}
      </form>
    </Dialog>
  );
}
