import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { useNarrow } from '#shell/web/narrow.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { dutyWords } from '../../duties/web/duty-words.ts';
import { readCrosswalk } from '../variants.contract.ts';
import css from './crosswalk-page.module.css';

const m = messages({
  zh: {
    title: '框架对照表',
    lead: '同一个责任项在不同框架里放在哪一级、哪一岗。各单位用不同框架时，按共有的责任项比较。',
    back: '可选框架',
    frameworks: '框架',
    size: (duties: number, common: number) => `${duties} 项，其中 ${common} 项为各框架共有`,
    units: (n: number) => (n === 0 ? '没有单位在用' : `${n} 个单位在用`),
    local: '本地',
    reading: '解读，待确认',
    duty: '责任项',
    all: '全部',
    odd: '只看不共有的',
    absent: '没有',
    common: '共有',
    none: '各框架的责任项完全相同，只是摆放的层级和岗位不同。',
    see: (n: number) => `看这 ${n} 项`,
    subject: '责任主体',
  },
  en: {
    title: 'Crosswalk of frameworks',
    lead: 'At which level and post each duty stands in each framework. Units with different frameworks are compared by the duties that all have.',
    back: 'Frameworks on offer',
    frameworks: 'Frameworks',
    size: (duties, common) => `${duties} duties, ${common} of them in all frameworks`,
    units: (n) => (n === 0 ? 'No unit uses it' : `${n} units use it`),
    local: 'Local',
    reading: 'A reading, to be confirmed',
    duty: 'Duty',
    all: 'All',
    odd: 'Only those that not all have',
    absent: 'absent',
    common: 'In all',
    none: 'All frameworks have the same duties; only their places differ.',
    see: (n) => `See these ${n}`,
    subject: 'Subject',
  },
});

type Crosswalk = ResponseOf<typeof readCrosswalk>;
type Row = Crosswalk['rows'][number];

/** The frameworks side by side: where each duty stands in each, and by which duties their units are compared. */
export default function CrosswalkPage() {
  const t = useMessages(m);
  const label = useLabel();
  const words = useMessages(dutyWords);
  const narrow = useNarrow();
  const [query, setQuery] = useQuery();
  const { data, error, refetch } = useCall(readCrosswalk, {});
  const back = { to: '/frameworks/packs', label: t.back };
  if (!data) return <PendingPage title={t.title} back={back} error={error} onRetry={refetch} />;
  const odd = data.rows.filter((row) => !row.common);
  const shown = query['only'] === 'odd' ? odd : data.rows;
  const subjects = [...new Set(shown.map((row) => row.subject))];
  const place = (row: Row, at: number) => {
    const found = row.places[at];
    return found ? `${label(found.row)} · ${label(found.column)}` : null;
  };
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      back={back}
      actions={
        (odd.length > 0 || query['only'] === 'odd') && (
          <label className={css['only']}>
            <input
              type="checkbox"
              checked={query['only'] === 'odd'}
              onChange={(event) => setQuery({ only: event.target.checked ? 'odd' : undefined })}
            />
            {t.odd}（{odd.length}）
          </label>
        )
      }
    >
      <Panel title={t.frameworks} flush>
        <ul className={css['frameworks']}>
          {data.frameworks.map((each) => (
            <li key={each.id}>
              <strong>{label(each.title)}</strong> {each.local && <StateTag shade="info">{t.local}</StateTag>}
              {each.reading && <StateTag shade="warn">{t.reading}</StateTag>}
              <br />
              <span className="z-quiet">
                {t.size(each.duties, each.common)} · {t.units(each.units)}
              </span>
            </li>
          ))}
        </ul>
      </Panel>
      {shown.length === 0 && <Panel>{t.none}</Panel>}
      {subjects.map((subject) => {
        const rows = shown.filter((row) => row.subject === subject);
        const title = words.subjects[subject as keyof typeof words.subjects] ?? subject;
        return (
          <Panel key={subject} title={title} note={String(rows.length)} flush>
            {narrow ? (
              <details className={css['fold']}>
                <summary>{t.see(rows.length)}</summary>
                <ul className={css['cards']}>
                  {rows.map((row) => (
                    <li key={row.code}>
                      <p>
                        <span className="z-number z-quiet">{row.code}</span> {label(row.title)}
                      </p>
                      {data.frameworks.map((each, at) => (
                        <p key={each.id} className={css['pair']}>
                          <span className="z-quiet">{label(each.title)}</span>
                          <span>{place(row, at) ?? <StateTag>{t.absent}</StateTag>}</span>
                        </p>
                      ))}
                    </li>
                  ))}
                </ul>
              </details>
            ) : (
              // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
              <section className={css['scroll']} aria-label={title} tabIndex={0}>
                <table className={css['table']}>
                  <thead>
                    <tr>
                      <th scope="col">{t.duty}</th>
                      {data.frameworks.map((each) => (
                        <th key={each.id} scope="col">
                          {label(each.title)}
                        </th>
                      ))}
                    </tr>
                  </thead>
                  <tbody>
                    {rows.map((row) => (
                      <tr key={row.code}>
                        <th scope="row">
                          <span className="z-number z-quiet">{row.code}</span> {label(row.title)}
                        </th>
                        {data.frameworks.map((each, at) => (
                          <td key={each.id}>{place(row, at) ?? <StateTag>{t.absent}</StateTag>}</td>
                        ))}
                      </tr>
                    ))}
                  </tbody>
                </table>
              </section>
            )}
          </Panel>
        );
      })}
    </PageFrame>
  );
}
