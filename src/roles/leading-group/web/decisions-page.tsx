import { Button } from 'antd';
import { usePages } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useQuery } from '#shell/web/location.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Select } from '#shell/web/select.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { listDecisions } from '../leading-group.contract.ts';
import { type FollowState, followStates } from '../sessions.rules.ts';
import { DecisionList } from './decision-list.tsx';
import css from './leading.module.css';
import { LeadingNav, useGroup } from './leading-nav.tsx';
import { leadingWords } from './leading-words.ts';

const m = messages({
  zh: {
    title: '党组决定台账',
    lead: '每项决定都有责任主体、责任人和期限；逾期的在前，落实情况读自任务和台账。',
    state: '落实情况',
    any: '全部',
    none: '没有这样的决定',
    more: '再看一些',
  },
  en: {
    title: 'Decisions',
    lead: 'Each has who answers for it and a deadline; overdue first, progress read from tasks and the ledger.',
    state: 'State',
    any: 'All',
    none: 'No such decision',
    more: 'More',
  },
});

/** The log of decisions, overdue first. */
export default function DecisionsPage() {
  const t = useMessages(m);
  const words = useMessages(leadingWords);
  const [query, setQuery] = useQuery();
  const { id } = useGroup();
  const state = followStates.find((each) => each === query['state']);
  const pages = usePages(
    listDecisions,
    { params: { id: id ?? '' }, query: state ? { state } : {} },
    { enabled: id !== null },
  );
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <div className={css['column']}>
        <LeadingNav />
        <Panel
          title={t.title}
          actions={
            <Select<FollowState | ''>
              aria-label={t.state}
              style={{ minWidth: 130 }}
              value={state ?? ''}
              onChange={(value) => setQuery({ state: value })}
              options={[
                { value: '', label: t.any },
                ...followStates.map((each) => ({ value: each, label: words.states[each] })),
              ]}
            />
          }
        >
          {pages.error ? (
            <ErrorSentence error={pages.error} onRetry={pages.retry} />
          ) : pages.loading ? (
            <Skeleton />
          ) : pages.rows.length === 0 ? (
            <EmptyState title={t.none} />
          ) : (
            <DecisionList items={pages.rows} />
          )}
          {pages.more && (
            <Button onClick={pages.loadMore} loading={pages.loadingMore}>
              {t.more}
            </Button>
          )}
        </Panel>
      </div>
    </PageFrame>
  );
}
