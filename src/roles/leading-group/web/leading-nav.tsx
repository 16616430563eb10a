import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { usePath, useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Select } from '#shell/web/select.tsx';
import { listLeadingGroups } from '../leading-group.contract.ts';
import css from './leading.module.css';
import { leadingWords } from './leading-words.ts';

const m = messages({
  zh: {
    '/leading-group': '总览',
    '/leading-group/topics': '议题',
    '/leading-group/decisions': '决定',
    '/leading-group/resources': '资源',
    '/leading-group/risks': '风险',
    group: '哪个党组',
  },
  en: {
    '/leading-group': 'Overview',
    '/leading-group/topics': 'Topics',
    '/leading-group/decisions': 'Decisions',
    '/leading-group/resources': 'Resources',
    '/leading-group/risks': 'Risks',
    group: 'Which leading group',
  },
});

const pages = [
  '/leading-group',
  '/leading-group/topics',
  '/leading-group/decisions',
  '/leading-group/resources',
  '/leading-group/risks',
] as const;

/** The leading group looked at: the one in the address, else the first in reach. `none` where there is none. */
export function useGroup(): { id: string | null; none: boolean } {
  const [query] = useQuery();
  const { data } = useCall(listLeadingGroups, { query: {} }, { staleTime: 60_000 });
  return { id: query['group'] ?? data?.items[0]?.id ?? null, none: data?.items.length === 0 };
}

/** The pages of the room beside each other; where several groups are in reach, which one is looked at. */
export function LeadingNav() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const path = usePath();
  const [query, setQuery] = useQuery();
  const [q, setQ] = useState('');
  const all = useCall(listLeadingGroups, { query: {} }, { staleTime: 60_000 });
  const found = useCall(listLeadingGroups, { query: { q } }, { enabled: q !== '', keep: true });
  const group = useGroup();
  const items = (q === '' ? all.data : found.data)?.items ?? [];
  const suffix = query['group'] ? `?group=${query['group']}` : '';
  if (all.data && all.data.items.length === 0) return null;
  return (
    <nav className={`${css['tabs']} z-no-print`} aria-label={words.room}>
      {pages.map((page) => (
        <AppLink key={page} to={page + suffix} exact aria-current={path === page ? 'page' : undefined}>
          {t[page]}
        </AppLink>
      ))}
      {(all.data?.items.length ?? 0) > 1 && (
        <span className={css['group']}>
          <Select
            aria-label={t.group}
            className={css['wide']}
            value={group.id}
            showSearch={{ onSearch: setQ, filterOption: false }}
            onChange={(value) => setQuery({ group: value ?? undefined })}
            options={items.map((each) => ({ value: each.id, label: each.name }))}
          />
        </span>
      )}
    </nav>
  );
}
