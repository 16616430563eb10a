import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { LedgerNav } from '../../web/ledger-nav.tsx';
import { ledgerWords } from '../../web/ledger-words.ts';
import { readLedgerFigures } from '../figures.contract.ts';
import { Bars } from './bars.tsx';
import css from './figures.module.css';

const m = messages({
  zh: {
    title: '账龄和流量',
    lead: '未解决的问题放了多久，每月列入和销号多少。图下的表是同样的内容。',
    unsolved: '未解决',
    late: '其中逾期',
    median: '销号用时（中位数）',
    days: '天',
    ageing: '未解决问题的账龄',
    ageingSum: (all: number, old: number) => `未解决 ${all} 个，其中超过最长一档的 ${old} 个`,
    span: (from: number, to: number | null) => (to === null ? `${from} 天以上` : `${from}–${to} 天`),
    inTime: '未逾期',
    overdue: '已逾期',
    sum: '合计',
    flow: '每月列入、销号和月末未解决',
    flowSum: (entered: number, closed: number) => `近 12 个月列入 ${entered} 个，销号 ${closed} 个`,
    month: '月份',
    entered: '列入',
    closed: '销号',
    open: '月末未解决',
    sources: '问题从哪里来',
    source: '来源',
    again: '再次反映或反复',
    note: '按列入日期和最近一次销号日期统计；重新列入的问题按未解决计。',
    empty: '还没有可以统计的问题',
    emptyWhy: '台账里有了问题之后，这里显示账龄和流量。',
  },
  en: {
    title: 'Ageing and flow',
    lead: 'How long open problems have stood, and what came and went each month. The tables under the pictures say the same.',
    unsolved: 'Open',
    late: 'of them late',
    median: 'Time to close (median)',
    days: 'days',
    ageing: 'Age of open problems',
    ageingSum: (all, old) => `${all} open, ${old} of them in the oldest span`,
    span: (from, to) => (to === null ? `${from}+ days` : `${from}–${to} days`),
    inTime: 'in time',
    overdue: 'late',
    sum: 'together',
    flow: 'Entered, closed, and open at the end of each month',
    flowSum: (entered, closed) => `${entered} entered and ${closed} closed in 12 months`,
    month: 'Month',
    entered: 'Entered',
    closed: 'Closed',
    open: 'Open at its end',
    sources: 'Where problems come from',
    source: 'Source',
    again: 'Reported again or back',
    note: 'By the day of entry and of the last closing; what was reopened counts as open.',
    empty: 'Nothing to count yet',
    emptyWhy: 'Once the ledger has problems, their age and flow are shown here.',
  },
});

type View = ResponseOf<typeof readLedgerFigures>;

/** How old what is open is, and what came and went: pictures with their tables. */
export default function FiguresPage() {
  const t = useMessages(m);
  const { data, error, refetch } = useCall(readLedgerFigures, { query: {} });
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <LedgerNav />
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : data.flow.every((each) => each.entered + each.closed + each.open === 0) ? (
        <EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>
      ) : (
        <div className={css['column']}>
          <Summary view={data} />
          <Ageing view={data} />
          <Flow view={data} />
          <Sources view={data} />
        </div>
      )}
    </PageFrame>
  );
}

const sumOf = (numbers: readonly number[]) => numbers.reduce((sum, each) => sum + each, 0);

function Summary({ view }: { view: View }) {
  const t = useMessages(m);
  return (
    <Panel>
      <Figures>
        <Figure label={t.unsolved} value={sumOf(view.ageing.map((each) => each.inTime + each.late))} />
        <Figure label={t.late} value={sumOf(view.ageing.map((each) => each.late))} />
        <Figure
          label={t.median}
          value={view.medianDays === null ? '—' : Math.round(view.medianDays)}
          unit={view.medianDays === null ? '' : t.days}
        />
      </Figures>
    </Panel>
  );
}

function Ageing({ view }: { view: View }) {
  const t = useMessages(m);
  const all = sumOf(view.ageing.map((each) => each.inTime + each.late));
  const oldest = view.ageing.at(-1);
  return (
    <Panel title={t.ageing}>
      <Bars
        stacked
        label={t.ageingSum(all, oldest ? oldest.inTime + oldest.late : 0)}
        columns={view.ageing.map((each) => ({
          key: String(each.from),
          label: t.span(each.from, each.to),
          parts: [
            { key: 'inTime', value: each.inTime },
            { key: 'late', value: each.late },
          ],
        }))}
      />
      <p className={css['legend']} aria-hidden="true">
        <span className={css['legendEntered']}>{t.inTime}</span>
        <span className={css['legendLate']}>{t.overdue}</span>
      </p>
      <Table
        label={t.ageing}
        head={[t.days, t.inTime, t.overdue, t.sum]}
        rows={view.ageing.map((each) => [
          t.span(each.from, each.to),
          each.inTime,
          each.late,
          each.inTime + each.late,
        ])}
      />
    </Panel>
  );
}

function Flow({ view }: { view: View }) {
  const t = useMessages(m);
  return (
    <Panel title={t.flow}>
      <Bars
        label={t.flowSum(
          sumOf(view.flow.map((each) => each.entered)),
          sumOf(view.flow.map((each) => each.closed)),
        )}
        line={view.flow.map((each) => each.open)}
        columns={view.flow.map((each) => ({
          key: each.month,
          label: each.month.slice(2),
          parts: [
            { key: 'entered', value: each.entered },
            { key: 'closed', value: each.closed },
          ],
        }))}
      />
      <p className={css['legend']} aria-hidden="true">
        <span className={css['legendEntered']}>{t.entered}</span>
        <span className={css['legendClosed']}>{t.closed}</span>
        <span className={css['legendOpen']}>{t.open}</span>
      </p>
      <Table
        label={t.flow}
        head={[t.month, t.entered, t.closed, t.open]}
        rows={view.flow.map((each) => [each.month, each.entered, each.closed, each.open])}
      />
      <p className={css['quiet']}>{t.note}</p>
    </Panel>
  );
}

function Sources({ view }: { view: View }) {
  const t = useMessages(m);
  const words = useMessages(ledgerWords);
  return (
    <Panel title={t.sources}>
      <Table
        label={t.sources}
        head={[t.source, t.entered, t.again]}
        rows={view.sources.map((each) => [words.sources[each.source], each.entered, each.again])}
      />
    </Panel>
  );
}

type TableProps = {
  label: string;
  head: readonly string[];
  rows: readonly (readonly (string | number)[])[];
};

function Table({ label, head, rows }: TableProps) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} tabIndex={0} aria-label={label}>
      <table className={css['table']}>
        <thead>
          <tr>
            {head.map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={String(row[0])}>
              {row.map((cell, at) => (
                <td key={head[at]}>{cell}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
