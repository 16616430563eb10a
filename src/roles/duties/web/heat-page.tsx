import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam, useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readHeat } from '../heat.contract.ts';
import { type HeatMark, heatMarks } from '../heat.rules.ts';
import { dutyWords } from './duty-words.ts';
import css from './heat-page.module.css';

const m = messages({
  zh: {
    title: '责任热力图',
    lead: '哪个主体、哪个事项有缺口、重叠、无权、无督导或过载。点一格看怎样补。',
    back: '责任体系',
    duty: '事项',
    itself: '事项本身',
    subjects: '六类主体',
    legend: '图例',
    marks: {
      hole: '缺口',
      overlap: '重叠',
      powerless: '无权',
      unguided: '无督导',
      overload: '过载',
      'stand-in': '代理',
      fine: '齐全',
      none: '不适用',
    },
    more: (n: number) => `另有 ${n} 个组织未列出，情况不比列出的差。`,
    fine: '都齐全',
    rest: (n: number) => `其余 ${n} 个组织齐全或不适用`,
    empty: '没有责任项',
    emptyText: '这份清单里没有这一类责任。',
    cell: (duty: string, org: string, mark: string, who: string) =>
      `${duty}，${org}：${mark}${who ? `，${who}` : ''}`,
  },
  en: {
    title: 'Heat map of duties',
    lead: 'Which organisation and which duty has a hole, an overlap, no power, no guidance or too much. Choose a cell to repair it.',
    back: 'Framework',
    duty: 'Duty',
    itself: 'The duty itself',
    subjects: 'Six subjects',
    legend: 'Marks',
    marks: {
      hole: 'hole',
      overlap: 'overlap',
      powerless: 'powerless',
      unguided: 'unguided',
      overload: 'overload',
      'stand-in': 'acting',
      fine: 'complete',
      none: 'n/a',
    },
    more: (n) => `${n} more organisations are not shown; none is worse.`,
    fine: 'All complete',
    rest: (n) => `${n} other organisations complete or n/a`,
    empty: 'No duties',
    emptyText: 'These lists hold no duty of this subject.',
    cell: (duty, org, mark, who) => `${duty}, ${org}: ${mark}${who ? `, ${who}` : ''}`,
  },
});

type Heat = ResponseOf<typeof readHeat>;
type Row = Heat['rows'][number];
type Cell = Row['cells'][number];

/** A sign for each mark, so that the colour says nothing alone. */
const SIGN: Record<HeatMark, string> = {
  hole: '缺',
  overlap: '重',
  powerless: '权',
  unguided: '督',
  overload: '载',
  'stand-in': '代',
  fine: '✓',
  none: '–',
};

const quiet: readonly HeatMark[] = ['fine', 'none', 'stand-in'];

/** The heat map of a framework: duties by the organisations that bear them, a subject at a time. */
export default function HeatPage() {
  const t = useMessages(m);
  const id = useParam('id');
  const narrow = useNarrow();
  const label = useLabel();
  const [query, setQuery] = useQuery();
  const { data, error, refetch } = useCall(
    readHeat,
    { params: { id }, query: { subject: query['subject'] } },
    { keep: true },
  );
  const back = { to: `/frameworks/${id}`, label: data?.framework.name ?? t.back };
  return (
    <PageFrame title={t.title} lead={t.lead} back={back}>
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          <Subjects heat={data} onChoose={(subject) => setQuery({ subject })} />
          <Panel title={titleOf(data, label)} flush>
            {data.rows.length === 0 ? (
              <EmptyState title={t.empty}>{t.emptyText}</EmptyState>
            ) : narrow ? (
              <HeatList heat={data} />
            ) : (
              <HeatTable heat={data} />
            )}
          </Panel>
          {data.moreBodies > 0 && <p className="z-quiet">{t.more(data.moreBodies)}</p>}
          <Legend />
        </>
      )}
    </PageFrame>
  );
}

function titleOf(heat: Heat, label: ReturnType<typeof useLabel>): string {
  const subject = heat.subjects.find((each) => each.id === heat.subject);
  return subject ? label(subject.title) : '';
}

/** The six subjects with what is wrong in each; one is shown below. */
function Subjects({ heat, onChoose }: { heat: Heat; onChoose: (subject: string) => void }) {
  const t = useMessages(m);
  const label = useLabel();
  return (
    <Panel title={t.subjects} flush>
      <ul className={css['subjects']}>
        {heat.subjects.map((subject) => {
          const wrong = subject.marks.filter(({ mark }) => !quiet.includes(mark));
          return (
            <li key={subject.id}>
              <button
                type="button"
                aria-pressed={subject.id === heat.subject}
                className={subject.id === heat.subject ? css['here'] : undefined}
                onClick={() => onChoose(subject.id)}
              >
                <strong>{label(subject.title)}</strong>
                <span className={css['tally']}>
                  {wrong.length === 0
                    ? t.fine
                    : wrong.map(({ mark, cells }) => (
                        <span key={mark} className={`${css['chip']} ${css[mark]}`}>
                          {t.marks[mark]} {cells}
                        </span>
                      ))}
                </span>
              </button>
            </li>
          );
        })}
      </ul>
    </Panel>
  );
}

function HeatTable({ heat }: { heat: Heat }) {
  const t = useMessages(m);
  const label = useLabel();
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className={css['scroll']} aria-label={t.title} tabIndex={0}>
      <table className={css['heat']}>
        <thead>
          <tr>
            <th scope="col">{t.duty}</th>
            <th scope="col">{t.itself}</th>
            {heat.bodies.map((body) => (
              <th key={body.id} scope="col">
                {body.name}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {heat.rows.map((row) => (
            <tr key={row.id}>
              <th scope="row">
                <AppLink to={`/duties/${row.id}`}>
                  <span className="z-number">{row.code}</span> {label(row.title)}
                </AppLink>
              </th>
              <td>
                <Faults row={row} />
              </td>
              {heat.bodies.map((body) => {
                const cell = row.cells.find((each) => each.orgId === body.id);
                return <td key={body.id}>{cell && <CellLink row={row} cell={cell} org={body.name} />}</td>;
              })}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function CellLink({ row, cell, org }: { row: Row; cell: Cell; org: string }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const what = cell.codes.map((code) => words.defect[code]).join(words.and) || t.marks[cell.mark];
  const who = cell.owners.join(words.and);
  return (
    <AppLink
      to={`/duties/${row.id}`}
      className={`${css['cell']} ${css[cell.mark]}`}
      aria-label={t.cell(label(row.title), org, what, who)}
    >
      <span title={`${what}${who ? ` · ${who}` : ''}`}>{SIGN[cell.mark]}</span>
    </AppLink>
  );
}

function Faults({ row }: { row: Row }) {
  const words = useMessages(dutyWords);
  if (row.faults.length === 0) return <span className="z-quiet">✓</span>;
  return (
    <>
      {row.faults.map((code) => (
        <span key={code} className={`${css['chip']} ${css['hole']}`}>
          {words.defect[code]}
        </span>
      ))}
    </>
  );
}

/** On a phone: duty by duty, only what is wrong is spelt out. */
function HeatList({ heat }: { heat: Heat }) {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const nameOf = new Map(heat.bodies.map((body) => [body.id, body.name]));
  return (
    <ul className={css['list']}>
      {heat.rows.map((row) => {
        const wrong = row.cells.filter((cell) => !quiet.includes(cell.mark));
        return (
          <li key={row.id}>
            <AppLink to={`/duties/${row.id}`}>
              <span className="z-number">{row.code}</span> {label(row.title)}
            </AppLink>
            {row.faults.length > 0 && (
              <p>
                <Faults row={row} />
              </p>
            )}
            {wrong.map((cell) => (
              <p key={cell.orgId}>
                <span className={`${css['chip']} ${css[cell.mark]}`}>
                  {cell.codes.map((code) => words.defect[code]).join(words.and) || t.marks[cell.mark]}
                </span>{' '}
                {nameOf.get(cell.orgId)}
                {cell.owners.length > 0 && <span className="z-quiet"> {cell.owners.join(words.and)}</span>}
              </p>
            ))}
            {row.cells.length > wrong.length && (
              <p className="z-quiet">
                {wrong.length === 0 && row.faults.length === 0
                  ? t.fine
                  : t.rest(row.cells.length - wrong.length)}
              </p>
            )}
          </li>
        );
      })}
    </ul>
  );
}

function Legend() {
  const t = useMessages(m);
  return (
    <section aria-label={t.legend} className={css['legend']}>
      {heatMarks.map((mark) => (
        <span key={mark}>
          <span className={`${css['cell']} ${css[mark]}`} aria-hidden="true">
            {SIGN[mark]}
          </span>{' '}
          {t.marks[mark]}
        </span>
      ))}
    </section>
  );
}
