import { useEffect, useRef } from 'react';
import { AppLink } from '#shell/web/app-link.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useGo } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import type { MapItem } from '../map/map.contract.ts';
import { rowsOf, timelineOf, treeOf } from '../map/map.rules.ts';
import css from './map.module.css';
import { MapFrame } from './map-frame.tsx';
import { stateShade, taskWords } from './task-words.ts';

const m = messages({
  zh: {
    title: '任务时间线',
    lead: '横条从开始到时限；箭头指向等它的任务；红条已逾期。下面的表格是同样的内容。',
    picture: (n: number) => `时间线：${n} 项任务。下面的表格是同样的内容。`,
    today: '今天',
    table: '同样的内容，逐项列出',
    task: '任务',
    owner: '主管',
    from: '开始',
    to: '时限',
    state: '状态',
    waits: '等谁',
    nothing: '—',
    late: '逾期',
    month: (month: string) => `${Number(month.slice(5))}月`,
  },
  en: {
    title: 'Timeline of tasks',
    lead: 'Bars run from start to deadline; arrows point to what waits; red bars are late. The table below says the same.',
    picture: (n) => `Timeline of ${n} tasks. The table below says the same.`,
    today: 'today',
    table: 'The same, one by one',
    task: 'Task',
    owner: 'Owner',
    from: 'Start',
    to: 'Due',
    state: 'State',
    waits: 'Waits for',
    nothing: '—',
    late: 'late',
    month: (month) => month.slice(5),
  },
});

const ROW = 34;
const HEAD = 28;
const NAMES = 168;
const LEAST = 560;
const MONTH = 70;

/** Tasks on a line of months with what waits for what, and the same as a table. */
export default function TimelinePage() {
  const t = useMessages(m);
  return (
    <MapFrame view="timeline" title={t.title} lead={t.lead}>
      {(items, today) => {
        const rows = rowsOf(treeOf(items));
        return (
          <>
            <Panel flush>
              <Picture rows={rows} today={today} />
            </Panel>
            <Panel title={t.table} flush>
              <Twin rows={rows} />
            </Panel>
          </>
        );
      }}
    </MapFrame>
  );
}

type Rows = readonly { item: MapItem; depth: number }[];
const short = (text: string, most: number) => (text.length > most ? `${text.slice(0, most - 1)}…` : text);

function Picture({ rows, today }: { rows: Rows; today: string }) {
  const t = useMessages(m);
  const go = useGo();
  const line = timelineOf(
    rows.map((row) => row.item),
    today,
  );
  const width = Math.max(LEAST, line.months.length * MONTH);
  const x = (share: number) => share * width;
  const rowAt = new Map(rows.map((row, at) => [row.item.id, at]));
  const middle = (at: number) => HEAD + at * ROW + ROW / 2;
  const height = HEAD + rows.length * ROW + 8;
  const whole = width + 8;
  const frame = useRef<HTMLElement>(null);
  const now = line.today;
  // Where there is no room for all, today comes first.
  useEffect(() => {
    const { current } = frame;
    if (current && now !== null) current.scrollLeft = now * width - (current.clientWidth - NAMES) / 2;
  }, [now, width]);
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section ref={frame} className={css['scroll']} aria-label={t.picture(rows.length)} tabIndex={0}>
      <svg
        width={NAMES}
        height={height}
        viewBox={`0 0 ${NAMES} ${height}`}
        className={css['names']}
        role="group"
        aria-label={t.title}
      >
        {rows.map(({ item, depth }, at) => (
          <a
            key={item.id}
            href={`/tasks/${item.id}`}
            onClick={(event) => {
              if (event.ctrlKey || event.metaKey || event.shiftKey) return;
              event.preventDefault();
              go(`/tasks/${item.id}`);
            }}
          >
            {/* The title names the link whole; the text beside it is cut to its column. */}
            <title>{`${item.title}，${item.ownerName}，${item.startsOn} — ${item.dueOn}`}</title>
            <rect x={0} y={HEAD + at * ROW} width={NAMES} height={ROW} fill="transparent" />
            <text x={8 + depth * 10} y={middle(at) + 5} className={css['name']} aria-hidden="true">
              {short(item.title, 12 - depth)}
            </text>
          </a>
        ))}
      </svg>
      <svg width={whole} height={height} viewBox={`0 0 ${whole} ${height}`} aria-hidden="true">
        <defs>
          <marker
            id="task-arrow"
            viewBox="0 0 8 8"
            refX="7"
            refY="4"
            markerWidth="7"
            markerHeight="7"
            orient="auto"
          >
            <path d="M0 0 8 4 0 8z" fill="var(--z-ink-3)" />
          </marker>
        </defs>
        {line.months.map(({ month, at }) => (
          <g key={month}>
            <line x1={x(at)} x2={x(at)} y1={HEAD - 8} y2={height} className={css['grid']} />
            <text x={x(at) + 6} y={HEAD - 10} className={css['axis']}>
              {month.endsWith('-01') ? `${month.slice(0, 4)} ` : ''}
              {t.month(month)}
            </text>
          </g>
        ))}
        {rows.flatMap(({ item }) =>
          item.needs.map((need) => {
            const from = line.bars.get(need);
            const to = line.bars.get(item.id);
            const fromRow = rowAt.get(need);
            const toRow = rowAt.get(item.id);
            if (!from || !to || fromRow === undefined || toRow === undefined) return null;
            const start = x(from.at + from.width);
            const end = x(to.at);
            const turn = Math.max(start + 8, Math.min(end - 8, start + 12));
            return (
              <path
                key={`${need} ${item.id}`}
                d={`M ${start} ${middle(fromRow)} H ${turn} V ${middle(toRow)} H ${Math.max(end, turn)}`}
                className={css['arrow']}
                markerEnd="url(#task-arrow)"
              />
            );
          }),
        )}
        {line.today !== null && (
          <g>
            <line x1={x(line.today)} x2={x(line.today)} y1={HEAD - 4} y2={height} className={css['now']} />
            <text x={x(line.today) + 4} y={height - 4} className={css['axis']}>
              {t.today}
            </text>
          </g>
        )}
        {rows.map(({ item }, at) => {
          const bar = line.bars.get(item.id);
          if (!bar) return null;
          const shade = item.state === 'done' ? 'done' : item.firstLateOn ? 'overdue' : 'running';
          return (
            <g key={item.id}>
              <rect
                x={x(bar.at)}
                y={middle(at) - 8}
                width={Math.max(4, bar.width * width)}
                height={16}
                rx={4}
                className={`${css['bar']} ${css[shade]}`}
              />
              <text x={x(bar.at) + 6} y={middle(at) + 4} className={css['inside']}>
                {bar.width * width > 60 ? item.ownerName : ''}
              </text>
            </g>
          );
        })}
      </svg>
    </section>
  );
}

function Twin({ rows }: { rows: Rows }) {
  const t = useMessages(m);
  const words = useMessages(taskWords);
  const titles = new Map(rows.map(({ item }) => [item.id, item.title]));
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={t.table} tabIndex={0}>
      <table className={css['twin']}>
        <thead>
          <tr>
            {[t.task, t.owner, t.from, t.to, t.state, t.waits].map((head) => (
              <th key={head} scope="col">
                {head}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ item, depth }) => (
            <tr key={item.id}>
              <th scope="row" style={{ paddingLeft: 20 + depth * 18 }}>
                <AppLink to={`/tasks/${item.id}`}>{item.title}</AppLink>
              </th>
              <td>{item.ownerName}</td>
              <td className="z-number">{formatDayShort(item.startsOn)}</td>
              <td className="z-number">{formatDayShort(item.dueOn)}</td>
              <td>
                <StateTag shade={stateShade[item.state]}>{words.states[item.state]}</StateTag>{' '}
                {item.firstLateOn && <StateTag shade="bad">{t.late}</StateTag>}
              </td>
              <td>{item.needs.map((need) => titles.get(need) ?? '').join('、') || t.nothing}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
