import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { useQuery } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { SelectField } from '#shell/web/select-field.tsx';
import { listKeptOrganisations } from '../meetings.contract.ts';
import css from './meetings.module.css';

const m = messages({
  zh: { org: '组织', all: '全部组织' },
  en: { org: 'Organisation', all: 'All organisations' },
});

/** The kinds of organisation whose meetings these pages arrange. */
const BRANCHES = ['branch', 'joint_branch'];

/**
 * The organisation a page is about: the one in the address, else the first that the reader keeps, else his own branch;
 * with a field to choose another where there are several. `branches`: only branches are offered. `all`: whoever keeps no
 * branch of his own looks at all of them first.
 */
export function useBody({ branches = false, all = false }: { branches?: boolean; all?: boolean } = {}) {
  const t = useMessages(m);
  const me = useMe();
  const [query, setQuery] = useQuery();
  const [words, setWords] = useState('');
  const keeps = me?.grants.some((grant) => ['secretary', 'officer', 'clerk'].includes(grant.role)) ?? false;
  const kept = useCall(listKeptOrganisations, { query: { q: words } }, { enabled: keeps, keep: true });
  const items = (kept.data?.items ?? []).filter((org) => !branches || BRANCHES.includes(org.kind));
  const secretary = me?.grants.find((grant) => grant.role === 'secretary')?.orgId;
  const own = me?.grants.find((grant) => grant.role === 'member')?.orgId ?? '';
  const orgId = query['org'] ?? secretary ?? (all ? undefined : items[0]?.id) ?? (keeps ? '' : own);
  const known = items.some((org) => org.id === orgId);
  const field =
    keeps && (items.length > 1 || words !== '') ? (
      <div className={css['body']}>
        <SelectField
          label={t.org}
          showSearch={{ onSearch: setWords, filterOption: false }}
          value={known ? orgId : undefined}
          allowClear={all && secretary === undefined}
          placeholder={all ? t.all : undefined}
          onChange={(org?: string) => setQuery({ org })}
          options={items.map((org) => ({ value: org.id, label: org.name }))}
        />
      </div>
    ) : null;
  return { orgId, keeps, field, ready: me !== undefined && (!keeps || kept.data !== undefined) };
}
