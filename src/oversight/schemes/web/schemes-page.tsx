import { Button } from 'antd';
import { useCall } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { useHolds } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { listAdoptions, listSchemePacks } from '../schemes.contract.ts';
import css from './schemes.module.css';

const m = messages({
  zh: {
    title: '考核方案',
    lead: '怎样计分，对每个被考核的组织和党员公开。方案期初采用，期内不变。',
    adopted: '已采用',
    name: '方案',
    org: '采用单位',
    period: '考核期',
    on: '采用日期',
    late: '期初之后采用',
    packs: '可以采用的方案',
    adopt: '查看并采用',
    count: (n: number) => `${n} 项指标`,
    empty: '还没有采用考核方案',
    emptyWhy: '工委或机关党委在考核期开始前采用一个方案。',
  },
  en: {
    title: 'Schemes',
    lead: 'How scores are made, open to everybody who is assessed. Adopted before the period, unchanged during it.',
    adopted: 'Adopted',
    name: 'Scheme',
    org: 'Adopted by',
    period: 'Period',
    on: 'Adopted on',
    late: 'after the period had begun',
    packs: 'Schemes to adopt',
    adopt: 'Read and adopt',
    count: (n) => `${n} indicators`,
    empty: 'No scheme has been adopted yet',
    emptyWhy: 'The work committee or an organ committee adopts one before the period begins.',
  },
});

/** The adopted schemes, and for those who may adopt, the packs. */
export default function SchemesPage() {
  const t = useMessages(m);
  const pick = useLabel();
  const steward = useHolds('clerk', 'officer');
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <div className={css['column']}>
        <DataTable
          name="schemes"
          label={t.adopted}
          endpoint={listAdoptions}
          rowKey={(row) => row.id}
          rowTo={(row) => `/schemes/${row.id}`}
          columns={[
            { key: 'title', title: t.name, render: (row) => pick(row.title) },
            { key: 'org', title: t.org, render: (row) => row.orgName },
            {
              key: 'period',
              title: t.period,
              render: (row) => `${formatDayShort(row.periodFrom)} — ${formatDayShort(row.periodTo)}`,
            },
            {
              key: 'on',
              title: t.on,
              render: (row) => (
                <>
                  {formatDayShort(row.adoptedOn)}{' '}
                  {row.late && <small className={css['quiet']}>{t.late}</small>}
                </>
              ),
            },
          ]}
          empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
        />
        {steward && <Packs />}
      </div>
    </PageFrame>
  );
}

function Packs() {
  const t = useMessages(m);
  const pick = useLabel();
  const go = useGo();
  const { data } = useCall(listSchemePacks, {});
  return (
    <Panel title={t.packs}>
      <div className={css['packs']}>
        {(data?.items ?? []).map((pack) => (
          <article key={pack.schemeId} className={css['pack']}>
            <strong>{pick(pack.title)}</strong>
            <p>{pack.note}</p>
            <p className={css['quiet']}>{t.count(pack.indicators.length)}</p>
            <div>
              <Button
                aria-label={`${t.adopt} ${pick(pack.title)}`}
                onClick={() => go(`/schemes/adopt/${pack.schemeId}`)}
              >
                {t.adopt}
              </Button>
            </div>
          </article>
        ))}
      </div>
    </Panel>
  );
}
