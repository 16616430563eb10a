import { Button } from 'antd';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { usePages } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDay, formatDue } from '#shell/web/format.ts';
import { language } from '#shell/web/language.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { cadenceText } from '#standards/packs/cadence-text.ts';
import { listMyDuties } from '../duties.contract.ts';
import { dutyWords } from './duty-words.ts';
import { HandsMark, StrengthMark, TrustMark } from './marks.tsx';
import css from './my-duties-page.module.css';
import { SignPanel } from './sign-panel.tsx';

const m = messages({
  zh: {
    title: '我的责任',
    lead: '现行责任清单中由我负责的事项、依据和今年的进展。',
    due: '看到期事项',
    late: (n: number) => `逾期 ${n}`,
    done: (n: number) => `已办 ${n}`,
    none: '按事项办理',
    term: '按届期办理',
    covered: (code: string) => `由 ${code} 的记录体现，本人不另填报`,
    standard: '标准',
    result: '结果',
    basis: '依据',
    sole: '唯一责任人',
    needs: '所需的权',
    held: { post: '按职务享有', writing: '书面授予' },
    evidence: '够了就停的佐证',
    from: (day: string) => `${day}起施行`,
    upTo: (day: string) => `到${day}为止`,
    part: '哪一项没有相应的权，或不该由您负责，可以',
    dispute: '提出归属争议',
    stop: '。',
    more: '显示更多',
    empty: '目前没有由您负责的责任项',
    emptyText: '单位发布责任清单后，与您的党籍或职务对应的责任会出现在这里。',
  },
  en: {
    title: 'My duties',
    lead: 'What I answer for in the lists in force, on what ground, and how this year stands.',
    due: 'What is due',
    late: (n) => `${n} late`,
    done: (n) => `${n} done`,
    none: 'When it comes up',
    term: 'At the end of the term',
    covered: (code) => `Shown by the records of ${code}; nothing to report`,
    standard: 'Standard',
    result: 'Result',
    basis: 'Basis',
    sole: 'Sole owner',
    needs: 'Rights it takes',
    held: { post: 'by post', writing: 'in writing' },
    evidence: 'Evidence that is enough',
    from: (day) => `in force from ${day}`,
    upTo: (day) => `until ${day}`,
    part: 'Where you lack the right, or it should not be yours, you can ',
    dispute: 'raise a dispute',
    stop: '.',
    more: 'Show more',
    empty: 'No duty of yours is in force',
    emptyText:
      'Once your unit has issued its duty lists, those that go with your membership or post appear here.',
  },
});

type Mine = ResponseOf<typeof listMyDuties>['items'][number];

/** The duties of whoever is signed in, by subject. */
export default function MyDutiesPage() {
  const t = useMessages(m);
  const words = useMessages(dutyWords);
  const label = useLabel();
  const pages = usePages(listMyDuties, { query: { limit: 100 } });
  const rows = pages.rows as Mine[];
  const subjects = [...new Set(rows.map((row) => row.subject))];
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={rows.length > 0 && <AppLink to="/obligations?mine=yes">{t.due}</AppLink>}
    >
      {pages.error ? (
        <ErrorSentence error={pages.error} onRetry={pages.retry} />
      ) : pages.loading ? (
        <Skeleton />
      ) : rows.length === 0 ? (
        <Panel>
          <EmptyState title={t.empty}>{t.emptyText}</EmptyState>
        </Panel>
      ) : (
        <>
          <SignPanel />
          <p className="z-quiet">
            {t.part}
            <AppLink to="/disputes/new">{t.dispute}</AppLink>
            {t.stop}
          </p>
          {subjects.map((subject) => {
            const mine = rows.filter((row) => row.subject === subject);
            return (
              <Panel
                key={subject}
                title={words.subjects[subject as keyof typeof words.subjects] ?? subject}
                note={[String(mine.length), ...postsOf(mine).map(label)].join(' · ')}
                flush
              >
                <ul className={css['list']}>
                  {mine.map((row) => (
                    <Line key={row.id + row.org.id} row={row} />
                  ))}
                </ul>
              </Panel>
            );
          })}
          {pages.more && (
            <Button onClick={pages.loadMore} loading={pages.loadingMore}>
              {t.more}
            </Button>
          )}
        </>
      )}
    </PageFrame>
  );
}

/** The posts by which duties are somebody's: a head who keeps some sees in what capacity. */
function postsOf(rows: readonly Mine[]) {
  const posts = rows.flatMap((row) => (row.post ? [[row.post.zh, row.post] as const] : []));
  return [...new Map(posts).values()];
}

function Line({ row }: { row: Mine }) {
  const t = useMessages(m);
  const label = useLabel();
  const asked = row.open + row.done > 0;
  return (
    <li>
      <details>
        <summary>
          <span className={css['name']}>
            <span className="z-number z-quiet">{row.code}</span> {label(row.title)}
          </span>
          <span className={css['when']}>
            {cadenceText(row.cadence, language())} <StrengthMark strength={row.strength} />{' '}
            <HandsMark hands={row.hands} />
          </span>
          <span className={css['state']}>
            {row.coveredBy ? (
              <span className="z-quiet">{t.covered(row.coveredBy)}</span>
            ) : !asked ? (
              <span className="z-quiet">{row.cadence?.kind === 'every-years' ? t.term : t.none}</span>
            ) : (
              <>
                {row.late > 0 && <StateTag shade="bad">{t.late(row.late)}</StateTag>}
                {row.done > 0 && <StateTag shade="good">{t.done(row.done)}</StateTag>}
                {row.nextDue && <span title={formatDay(row.nextDue)}>{formatDue(row.nextDue)}</span>}
              </>
            )}
          </span>
        </summary>
        <div className={css['body']}>
          <p>
            {row.text} <span className="z-quiet">{row.org.name}</span>{' '}
            {row.sole && <StateTag>{t.sole}</StateTag>}{' '}
            {row.firstDay && <StateTag shade="info">{t.from(formatDay(row.firstDay))}</StateTag>}{' '}
            {row.lastDay && <StateTag shade="info">{t.upTo(formatDay(row.lastDay))}</StateTag>}
          </p>
          <p>
            <strong>{t.standard}</strong> {row.standard}
          </p>
          <p>
            <strong>{t.result}</strong> {row.result}
          </p>
          <p>
            <strong>{t.needs}</strong>{' '}
            {row.needs.map((right) => (
              <span key={right.title.zh} className={css['clause']}>
                {label(right.title)} {right.held && <StateTag shade="good">{t.held[right.held]}</StateTag>}
              </span>
            ))}
          </p>
          <p>
            <strong>{t.evidence}</strong>{' '}
            {row.evidence.map((each) => (
              <span key={each.title.zh} className={css['clause']}>
                {label(each.title)} × {each.enough}
              </span>
            ))}
          </p>
          <p>
            <strong>{t.basis}</strong>{' '}
            {row.basis.map((clause) => (
              <span key={clause.title + (clause.article ?? '')} className={css['clause']}>
                《{clause.title}》{clause.article ?? ''} <TrustMark status={clause.status} />
              </span>
            ))}
          </p>
        </div>
      </details>
    </li>
  );
}
