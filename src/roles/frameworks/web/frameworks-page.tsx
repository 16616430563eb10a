import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay } from '#shell/web/format.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listPacks, listUnits } from '../frameworks.contract.ts';
import css from './frameworks-page.module.css';

const m = messages({
  zh: {
    title: '责任体系',
    lead: '选一个框架，为单位采用；六类主体的责任清单落到任职的人身上，补齐缺口后发布。',
    packs: '可选框架',
    packsNote: '采用后都可以改',
    reading: '解读，待确认',
    sourced: '有公开样本',
    local: '本地框架包',
    crosswalk: '对照表',
    size: (rows: number, posts: number, columns: number, duties: number) =>
      `${rows} 级 ${posts > 0 ? `${posts} 岗` : `× ${columns} 类`}，${duties} 项责任`,
    preview: '预览与采用',
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
    lead: 'Choose a framework and adopt it for a unit; the duty lists of the six subjects bind to whoever holds the posts. Issue them once nothing is missing.',
    packs: 'Frameworks on offer',
    packsNote: 'All can be edited once adopted',
    reading: 'A reading, to be confirmed',
    sourced: 'Public sample known',
    local: 'Local pack',
    crosswalk: 'Crosswalk',
    size: (rows, posts, columns, duties) =>
      `${rows} levels, ${posts > 0 ? `${posts} posts` : `${columns} columns`}, ${duties} duties`,
    preview: 'Preview and adopt',
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

/** The frameworks on offer, and which unit has adopted which. */
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
          <span className="z-quiet">{t.none}</span>
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
    <PageFrame title={t.title} lead={t.lead}>
      <section className={css['units']}>
        <h2>{t.units}</h2>
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
            row.issued
              ? `/frameworks/${row.issued.id}`
              : row.draft
                ? `/frameworks/${row.draft.id}`
                : undefined
          }
          empty={<EmptyState title={t.empty}>{t.emptyText}</EmptyState>}
        />
      </section>
      <Packs />
    </PageFrame>
  );
}

function Packs() {
  const t = useMessages(m);
  const label = useLabel();
  const { data, error, refetch } = useCall(listPacks, {});
  return (
    <Panel
      title={t.packs}
      note={t.packsNote}
      actions={<AppLink to="/framework-crosswalk">{t.crosswalk}</AppLink>}
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton lines={4} />
      ) : (
        <ul className={css['packs']}>
          {data.items.map((pack) => (
            <li key={pack.id} className={css['pack']}>
              <h3>{label(pack.title)}</h3>
              <p>
                {pack.local && <StateTag shade="info">{t.local}</StateTag>}{' '}
                {pack.reading ? (
                  <StateTag shade="warn">{t.reading}</StateTag>
                ) : pack.local ? null : (
                  <StateTag shade="good">{t.sourced}</StateTag>
                )}
              </p>
              <p className="z-quiet">
                {t.size(
                  pack.rows.length,
                  pack.columns.filter((each) => each.kind === 'post').length,
                  pack.columns.length,
                  pack.duties,
                )}
              </p>
              <AppLink to={`/frameworks/packs/${pack.id}`} aria-label={`${t.preview}：${label(pack.title)}`}>
                {t.preview}
              </AppLink>
            </li>
          ))}
        </ul>
      )}
    </Panel>
  );
}
