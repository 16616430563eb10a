import { Button } from 'antd';
import { useState } from 'react';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { usePages } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { Icon } from '#shell/web/icons.tsx';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { TableFilters } from '#shell/web/table-filters.tsx';
import { listOrganisations } from '../tree/tree.contract.ts';
import { kindLabels } from './kind-labels.ts';
import css from './tree-page.module.css';

const m = messages({
  zh: {
    title: '组织与党员',
    lead: '从上到下的组织体系。点名称看任职和党员名册。',
    name: '名称',
    hint: '名称中的两个字即可',
    kind: '类别',
    members: '党员',
    count: (n: number) => `党员 ${n} 人`,
    open: (name: string) => `展开 ${name}`,
    shut: (name: string) => `收起 ${name}`,
    more: '显示更多',
    none: '还没有组织',
    noneText: '由工委经办导入名册后，这里会出现组织树。',
    tree: '组织树',
    found: '找到的组织',
    category: '分类',
  },
  en: {
    title: 'Bodies and members',
    lead: 'The organisation from the top down. A name opens its posts and its roll.',
    name: 'Name',
    hint: 'Two characters are enough',
    kind: 'Kind',
    members: 'Members',
    count: (n) => `${n} members`,
    open: (name) => `Open ${name}`,
    shut: (name) => `Close ${name}`,
    more: 'Show more',
    none: 'No organisation yet',
    noneText: 'The tree appears here when the working committee has imported the roll.',
    tree: 'Organisation tree',
    found: 'Organisations found',
    category: 'Category',
  },
});

type Row = ResponseOf<typeof listOrganisations>['items'][number];

/** The organisation tree, level by level; with a search, a list. */
export default function TreePage() {
  const t = useMessages(m);
  const label = useLabel();
  const [query, setQuery] = useQuery();
  const kinds = Object.entries(kindLabels).map(([value, name]) => ({ value, label: label(name) }));
  const filters = [
    { key: 'q', label: t.name, kind: 'text', hint: t.hint },
    { key: 'kind', label: t.kind, kind: 'select', options: kinds },
  ] as const;
  const searching = Boolean(query['q'] || query['kind']);
  const columns: Column<Row>[] = [
    { key: 'name', title: t.name, render: (row) => row.name },
    { key: 'kind', title: t.kind, render: (row) => label(kindLabels[row.kind]), card: 'badge' },
    { key: 'members', title: t.members, align: 'right', render: (row) => row.members },
  ];
  return (
    <PageFrame title={t.title} lead={t.lead}>
      {searching ? (
        <DataTable
          name="organisations"
          label={t.found}
          endpoint={listOrganisations}
          columns={columns}
          filters={filters}
          rowKey={(row) => row.id}
          rowTo={(row) => `/organisations/${row.id}`}
        />
      ) : (
        <div className={css['box']}>
          <div className={css['bar']}>
            <TableFilters filters={filters} values={query} onChange={setQuery} />
          </div>
          <nav aria-label={t.tree} className={css['tree']}>
            <Level depth={0} />
          </nav>
        </div>
      )}
    </PageFrame>
  );
}

function Level({ parent, depth }: { parent?: string; depth: number }) {
  const t = useMessages(m);
  const level = usePages(listOrganisations, { query: { parent, limit: 100 } });
  if (level.loading) return <Skeleton lines={depth === 0 ? 3 : 1} />;
  if (level.error) return <ErrorSentence error={level.error} onRetry={level.retry} />;
  if (level.rows.length === 0) return <EmptyState title={t.none}>{t.noneText}</EmptyState>;
  return (
    <ul>
      {level.rows.map((row) => (
        <Node key={row.id} row={row} depth={depth} opened={depth === 0 && level.rows.length === 1} />
      ))}
      {level.more && (
        <li>
          <Button size="small" loading={level.loadingMore} onClick={level.loadMore}>
            {t.more}
          </Button>
        </li>
      )}
    </ul>
  );
}

function Node({ row, depth, opened }: { row: Row; depth: number; opened: boolean }) {
  const t = useMessages(m);
  const label = useLabel();
  const [open, setOpen] = useState(opened && row.children > 0);
  return (
    <li>
      <div className={css['node']}>
        {row.children > 0 ? (
          <button
            type="button"
            className={css['toggle']}
            aria-expanded={open}
            aria-label={open ? t.shut(row.name) : t.open(row.name)}
            onClick={() => setOpen(!open)}
          >
            <Icon name={open ? 'down' : 'right'} size={15} />
          </button>
        ) : (
          <span className={css['toggle']} />
        )}
        <div className={css['words']}>
          <AppLink to={`/organisations/${row.id}`} className={css['name']}>
            {row.name}
          </AppLink>
          <span className={css['kind']}>
            {label(kindLabels[row.kind])}
            {row.category ? ` · ${row.category}` : ''}
          </span>
        </div>
        <span className={css['count']}>{t.count(row.members)}</span>
      </div>
      {open && (
        <div className={css['under']}>
          <Level parent={row.id} depth={depth + 1} />
        </div>
      )}
    </li>
  );
}
