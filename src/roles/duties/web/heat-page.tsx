import { Segmented } from 'antd';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam, useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readFramework } from '../../frameworks/frameworks.contract.ts';
import { GapGroups } from '../../frameworks/web/gaps.tsx';
import { readHeat } from '../heat.contract.ts';
import { heatMarks } from '../heat.rules.ts';
import { HeatList, HeatTable } from './heat-map.tsx';
import css from './heat-page.module.css';
import { heatWords, quietMarks } from './heat-words.ts';

const m = messages({
  zh: {
    lead: '哪个主体、哪个事项有缺口、重叠、无权、无督导或过载，怎样补。颜色之外每格都有字，也可以改看列表。',
    view: { map: '图', list: '列表' },
    repairs: '缺口和补法',
    back: '责任体系',
    subjects: '六类主体',
    legend: '图例',
    more: (n: number) => `另有 ${n} 个组织未列出，情况不比列出的差。`,
    empty: '没有责任项',
    emptyText: '这份清单里没有这一类责任。',
  },
  en: {
    lead: 'Which organisation and which duty has a hole, an overlap, no power, no guidance or too much, and what repairs it. Every cell has a sign beside its colour; the list says the same in words.',
    view: { map: 'Map', list: 'List' },
    repairs: 'Holes and their repair',
    back: 'Framework',
    subjects: 'Six subjects',
    legend: 'Marks',
    more: (n) => `${n} more organisations are not shown; none is worse.`,
    empty: 'No duties',
    emptyText: 'These lists hold no duty of this subject.',
  },
});

type Heat = ResponseOf<typeof readHeat>;

/** The heat map of a framework: duties by the organisations that bear them, a subject at a time. */
export default function HeatPage() {
  const t = useMessages(m);
  const words = useMessages(heatWords);
  const id = useParam('id');
  const narrow = useNarrow();
  const label = useLabel();
  const [query, setQuery] = useQuery();
  const { data, error, refetch } = useCall(
    readHeat,
    { params: { id }, query: { subject: query['subject'] } },
    { keep: true },
  );
  const inWords = narrow || query['view'] === 'list';
  const back = { to: `/frameworks/${id}`, label: data?.framework.name ?? t.back };
  return (
    <PageFrame title={words.title} lead={t.lead} back={back}>
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          <Subjects heat={data} onChoose={(subject) => setQuery({ subject })} />
          <Panel
            title={titleOf(data, label)}
            actions={
              !narrow &&
              data.rows.length > 0 && (
                <Segmented
                  size="small"
                  aria-label={words.title}
                  value={inWords ? 'list' : 'map'}
                  options={(['map', 'list'] as const).map((value) => ({ value, label: t.view[value] }))}
                  onChange={(view) => setQuery({ view: view === 'list' ? view : undefined })}
                />
              )
            }
            flush
          >
            {data.rows.length === 0 ? (
              <EmptyState title={t.empty}>{t.emptyText}</EmptyState>
            ) : inWords ? (
              <HeatList heat={data} />
            ) : (
              <HeatTable heat={data} />
            )}
          </Panel>
          {data.moreBodies > 0 && <p className="z-quiet">{t.more(data.moreBodies)}</p>}
          {!inWords && <Legend />}
          <Repairs heat={data} />
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
  const words = useMessages(heatWords);
  const label = useLabel();
  return (
    <Panel title={t.subjects} flush>
      <ul className={css['subjects']}>
        {heat.subjects.map((subject) => {
          const wrong = subject.marks.filter(({ mark }) => !quietMarks.includes(mark));
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
                    ? words.fine
                    : wrong.map(({ mark, cells }) => (
                        <span key={mark} className={`${css['chip']} ${css[mark]}`}>
                          {words.marks[mark]} {cells}
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

/** What is wrong in the subject shown, with the repair of each. Nothing where nothing is. */
function Repairs({ heat }: { heat: Heat }) {
  const t = useMessages(m);
  const framework = useCall(readFramework, { params: { id: heat.framework.id } }).data;
  const here = new Set(heat.rows.map((row) => row.id));
  const defects = framework?.check.defects.filter((each) => here.has(each.dutyId)) ?? [];
  if (!framework || defects.length === 0) return null;
  const check = { ...framework.check, defects, total: defects.length };
  return (
    <Panel title={t.repairs} note={String(defects.length)}>
      <GapGroups framework={{ ...framework, check }} />
    </Panel>
  );
}

function Legend() {
  const t = useMessages(m);
  const words = useMessages(heatWords);
  return (
    <section aria-label={t.legend} className={css['legend']}>
      {heatMarks.map((mark) => (
        <span key={mark}>
          <span className={`${css['cell']} ${css[mark]}`} aria-hidden="true">
            {words.signs[mark]}
          </span>{' '}
          {words.marks[mark]}
        </span>
      ))}
    </section>
  );
}
