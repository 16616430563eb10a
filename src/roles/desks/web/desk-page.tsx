import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useQuery } from '#shell/web/location.ts';
import { useMe } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readMyDesks } from '../desks.contract.ts';
import { DeskPanel, MonthSwitch } from './desk-panel.tsx';

const m = messages({
  zh: {
    title: '支委工作台',
    lead: '您的职务这个月做什么、做了几次。次数来自工作记录，不另行填报。',
    branch: '看本支部其他职务',
    empty: '您目前没有担任支委或党组织职务',
    teach: '担任书记、组织委员、宣传委员、纪检委员等职务后，这里列出该职务本月的固定动作。',
  },
  en: {
    title: 'Desks of posts',
    lead: 'What your post does this month, and how often it was done. The numbers come from the records; there is nothing to fill in.',
    branch: 'Other posts of the branch',
    empty: 'You hold no post at the moment',
    teach: 'Holders of a post in a Party organisation find here what it does in a month.',
  },
});

/** The desks of the reader's own posts. */
export default function DeskPage() {
  const t = useMessages(m);
  const [query] = useQuery();
  const me = useMe();
  const { data, error, refetch } = useCall(readMyDesks, { query: { month: query['month'] } }, { keep: true });
  const branch = me?.grants.find((grant) => grant.role === 'member')?.orgId;
  return (
    <PageFrame
      title={t.title}
      lead={t.lead}
      actions={branch ? <AppLink to={`/organisations/${branch}/desks`}>{t.branch}</AppLink> : undefined}
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          <MonthSwitch month={data.month} />
          {data.desks.length === 0 ? (
            <Panel>
              <EmptyState title={t.empty}>{t.teach}</EmptyState>
            </Panel>
          ) : (
            data.desks.map((desk) => (
              <DeskPanel key={`${desk.org.id} ${desk.post}`} desk={desk} month={data.month} />
            ))
          )}
        </>
      )}
    </PageFrame>
  );
}
