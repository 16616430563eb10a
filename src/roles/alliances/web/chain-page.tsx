import { Button } from 'antd';
import { useState } from 'react';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { formatAmount, formatDay } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { inARow } from '#shell/web/punctuation.ts';
import { type ChainView, readChain } from '../chains.contract.ts';
import css from './alliances.module.css';
import { ChainGraph, ChainTree } from './chain-graph.tsx';
import { LinkDialog } from './link-dialog.tsx';
import { Rows } from './rows.tsx';
import { useAllianceNames } from './use-modes.ts';

const m = messages({
  zh: {
    back: '联建链群',
    lead: (template: string, keeper: string, links: number, members: number) =>
      `${template} · ${keeper} 建立 · ${links} 个联建、${members} 个成员`,
    link: '放进或调整联建',
    totals: '联出了什么',
    totalsNote: '全链群合并计算：同一指标、同一范围、同一时间只计一次，只计经另一方核对的',
    of: (n: number, left: number) => (left > 0 ? `${n} 个数字，去重 ${left} 个` : `${n} 个数字`),
    graph: '链群图',
    empty: '链群还是空的',
    emptyWhy: '批准后正在运行的联建才能放进来。先放总链，再放下一层。',
    table: '各层联建',
    tier: '层',
    name: '联建',
    under: '上级',
    leader: '牵头',
    members: '成员',
    figures: '成效',
    sources: '数字从哪里来',
    measure: '指标',
    value: '数值',
    scope: '范围',
    period: '时间',
    source: '来源',
    calibre: '口径',
    alliance: '报送的联建',
    left: '没有计入的',
    leftNote: '报过、但计入会重复',
    why: '原因',
    whys: { overlap: '同一事实已计入', part: '包含在另一个数字里', superseded: '已有更新的数字' },
    because: (why: string, other: string | null) => (other ? `${why}：${other}` : why),
  },
  en: {
    back: 'Chains',
    lead: (template, keeper, links, members) =>
      `${template} · kept by ${keeper} · ${links} alliances, ${members} members`,
    link: 'Place an alliance',
    totals: 'What came of it',
    totalsNote:
      'over the whole chain: one scope and time of a measure counts once, and only if another party checked it',
    of: (n, left) =>
      `${n === 1 ? 'one figure' : `${n} figures`}${left > 0 ? `, ${left} left out as doubled` : ''}`,
    graph: 'The chain',
    empty: 'The chain is empty',
    emptyWhy: 'Alliances that run can be placed. Begin with the head, then the next tier.',
    table: 'Alliances by tier',
    tier: 'Tier',
    name: 'Alliance',
    under: 'Under',
    leader: 'Lead',
    members: 'Members',
    figures: 'Outcome',
    sources: 'Where the figures come from',
    measure: 'Measure',
    value: 'Value',
    scope: 'Scope',
    period: 'Period',
    source: 'Source',
    calibre: 'Counted',
    alliance: 'Reported by',
    left: 'Not counted',
    leftNote: 'reported, but it would count twice',
    why: 'Why',
    whys: {
      overlap: 'the fact is counted already',
      part: 'contained in another figure',
      superseded: 'there is a later count',
    },
    because: (why, other) => (other ? `${why}: ${other}` : why),
  },
});

/** A chain: what came of it, the picture of who leads whom, the same as a table, and where every figure comes from. */
export default function ChainPage() {
  const t = useMessages(m);
  const names = useAllianceNames();
  const id = useParam('id');
  const { data, error, refetch } = useCall(readChain, { params: { id } });
  const [placing, setPlacing] = useState(false);
  const narrow = useNarrow();
  const back = { to: '/alliance-chains', label: t.back };
  const template = names.content?.chains.find((each) => each.id === data?.template);
  if (!data || !template) return <PendingPage title={t.back} back={back} error={error} onRetry={refetch} />;
  return (
    <PageFrame
      title={data.name}
      back={back}
      lead={
        <>
          {t.lead(names.chain(data.template), data.orgName, data.links.length, data.members)}
          {data.purpose && <p>{data.purpose}</p>}
        </>
      }
      actions={data.keeps && <Button onClick={() => setPlacing(true)}>{t.link}</Button>}
    >
      <div className={css['column']}>
        {data.totals.length > 0 && (
          <Panel title={t.totals} note={t.totalsNote}>
            <Figures>
              {data.totals.map((total) => (
                <Figure
                  key={total.measure}
                  label={names.measure(total.measure)}
                  value={formatAmount(total.value)}
                  unit={names.unit(total.measure)}
                  note={t.of(total.figures, total.left)}
                />
              ))}
            </Figures>
          </Panel>
        )}
        {data.links.length === 0 ? (
          <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
        ) : (
          <>
            <Panel title={t.graph}>
              {narrow ? (
                <ChainTree template={template} links={data.links} />
              ) : (
                <ChainGraph name={data.name} template={template} links={data.links} />
              )}
            </Panel>
            <LinkTable chain={data} />
          </>
        )}
        <FigureTables chain={data} />
      </div>
      {placing && <LinkDialog chain={data} template={template} onClose={() => setPlacing(false)} />}
    </PageFrame>
  );
}

function LinkTable({ chain }: { chain: ChainView }) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const nameOf = new Map(chain.links.map((link) => [link.allianceId, link.name]));
  return (
    <Panel title={t.table}>
      <Rows
        label={t.table}
        columns={[t.tier, t.name, t.under, t.leader, t.members, t.figures].map((title) => ({ title }))}
        lines={chain.links.map((link) => ({
          key: link.allianceId,
          cells: [
            names.tier(chain.template, link.tier),
            <>
              {link.open ? <AppLink to={`/alliances/${link.allianceId}`}>{link.name}</AppLink> : link.name}
              <div className={css['quiet']}>{names.mode(link.mode)}</div>
            </>,
            link.underId === null ? '—' : (nameOf.get(link.underId) ?? '—'),
            link.leadName,
            inARow(link.members),
            link.totals.length === 0
              ? '—'
              : link.totals.map((total) => (
                  <div key={total.measure}>
                    {names.measure(total.measure)} {formatAmount(total.value)} {names.unit(total.measure)}
                  </div>
                )),
          ],
        }))}
      />
    </Panel>
  );
}

function FigureTables({ chain }: { chain: ChainView }) {
  const t = useMessages(m);
  const names = useAllianceNames();
  const period = (row: { fromOn: string; toOn: string }) =>
    `${formatDay(row.fromOn)} — ${formatDay(row.toOn)}`;
  const lines = <Row extends Counted>(rows: readonly Row[], tail: (row: Row) => string[]) =>
    rows.map((row) => ({
      key: [row.measure, row.scope, row.fromOn, row.toOn, row.allianceName].join('|'),
      cells: [
        names.measure(row.measure),
        `${formatAmount(row.value)} ${names.unit(row.measure)}`,
        row.scope,
        period(row),
        ...tail(row),
      ],
    }));
  const head = [t.measure, t.value, t.scope, t.period];
  return (
    <>
      {chain.sources.length > 0 && (
        <Panel title={t.sources}>
          <Rows
            label={t.sources}
            columns={[...head, t.source, t.calibre, t.alliance].map((title) => ({ title }))}
            lines={lines(chain.sources, (row) => [row.source, row.calibre, row.allianceName])}
          />
        </Panel>
      )}
      {chain.left.length > 0 && (
        <Panel title={t.left} note={t.leftNote}>
          <Rows
            label={t.left}
            columns={[...head, t.alliance, t.why].map((title) => ({ title }))}
            lines={lines(chain.left, (row) => [row.allianceName, t.because(t.whys[row.why], row.becauseOf)])}
          />
        </Panel>
      )}
    </>
  );
}

type Counted = {
  measure: string;
  value: string;
  scope: string;
  fromOn: string;
  toOn: string;
  allianceName: string;
};
