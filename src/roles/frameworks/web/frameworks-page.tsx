import type { ResponseOf } from '#platform/http/endpoint.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listUnits } from '../frameworks.contract.ts';

const m = messages({
  zh: {
    title: '责任体系',
    lead: '各单位现在用的责任清单：六类主体各负什么责，落到任职的人身上。',
    packs: '可选框架',
    choose: '选一个框架',
    units: '各单位',
    unit: '单位',
    issued: '现行清单',
    draft: '草稿',
    edition: (n: number) => `第 ${n} 版`,
    since: (day: string) => `${day}起施行`,
    none: '尚未采用',
    search: '单位名称',
    state: '情况',
    states: { none: '尚未采用', draft: '有草稿', issued: '已发布' },
    empty: '没有可管理的单位',
    emptyText: '单位由机关工委在“组织”中建立或导入；您的角色由安全管理员授予。',
  },
  en: {
    title: 'Frameworks',
    lead: 'The duty lists that each unit uses now: what the six subjects answer for, down to whoever holds the posts.',
    packs: 'Frameworks on offer',
    choose: 'Choose a framework',
    units: 'Units',
    unit: 'Unit',
    issued: 'In force',
    draft: 'Draft',
    edition: (n) => `Edition ${n}`,
    since: (day) => `since ${day}`,
    none: 'None yet',
    search: 'Name of the unit',
    state: 'State',
    states: { none: 'None yet', draft: 'With a draft', issued: 'Issued' },
    empty: 'No unit within your reach',
    emptyText:
      'Units are added or imported by the work committee; your role is granted by the security administrator.',
  },
});

type Unit = ResponseOf<typeof listUnits>['items'][number];

/** Which unit has adopted which framework; those on offer are a page of their own. */
export default function FrameworksPage() {
  const t = useMessages(m);
  const label = useLabel();
  const edition = (each: NonNullable<Unit['issued']>) => `${label(each.title)} · ${t.edition(each.edition)}`;
  const columns: Column<Unit>[] = [
    { key: 'unit', title: t.unit, render: (row) => row.unit.name },
    {
      key: 'issued',
      title: t.issued,
      render: (row) =>
        row.issued ? (
          <>
            {edition(row.issued)} <span className="z-quiet">{t.since(formatDay(row.issued.fromOn))}</span>
          </>
        ) : (
          <>
            <span className="z-quiet">{t.none}</span>{' '}
            {!row.draft && <AppLink to="/frameworks/packs">{t.choose}</AppLink>}
          </>
        ),
    },
    {
      key: 'draft',
      title: t.draft,
      render: (row) =>
        row.draft ? <AppLink to={`/frameworks/${row.draft.id}`}>{edition(row.draft)}</AppLink> : '—',
    },
  ];
  return (
    <PageFrame title={t.title} lead={t.lead} actions={<AppLink to="/frameworks/packs">{t.packs}</AppLink>}>
      <DataTable
        name="framework-units"
        label={t.units}
        endpoint={listUnits}
        columns={columns}
        filters={[
          { key: 'q', label: t.search, kind: 'text' },
          {
            key: 'state',
            label: t.state,
            kind: 'select',
            options: (['none', 'draft', 'issued'] as const).map((value) => ({
              value,
              label: t.states[value],
            })),
          },
        ]}
        rowKey={(row) => row.unit.id}
        rowTo={(row) =>
          row.issued ? `/frameworks/${row.issued.id}` : row.draft ? `/frameworks/${row.draft.id}` : undefined
        }
        empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
      />
    </PageFrame>
  );
}
