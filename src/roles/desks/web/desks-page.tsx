import { useCall } from '#shell/web/api.ts';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { useParam, useQuery } from '#shell/web/location.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Note, Panel } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import { readDesks } from '../desks.contract.ts';
import { DeskPanel, MonthSwitch } from './desk-panel.tsx';

const m = messages({
  zh: {
    title: (org: string) => `${org}：各职务工作台`,
    lead: '每个职务这个月做什么、做了几次，一目了然。',
    back: '我的工作台',
    vacant: (posts: string) => `空缺：${posts}。空缺职务的工作没有人做，请尽快明确。`,
    empty: '这个组织还没有任职记录',
    teach: '登记书记和委员后，这里列出各职务本月的固定动作。',
    name: '各职务工作台',
  },
  en: {
    title: (org) => `${org}: desks`,
    lead: 'What each post does this month, and how often it was done.',
    back: 'My desk',
    vacant: (posts) => `Vacant: ${posts}. Nobody does the work of a vacant post.`,
    empty: 'No posts are recorded for this organisation',
    teach: 'Once its secretary and commissioners are recorded, their month stands here.',
    name: 'Desks',
  },
});

/** The desks of all posts of an organisation. */
export default function DesksPage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useParam('id');
  const [query] = useQuery();
  const { data, error, refetch } = useCall(
    readDesks,
    { params: { id }, query: { month: query['month'] } },
    { keep: true },
  );
  return (
    <PageFrame
      title={data ? t.title(data.orgName) : t.name}
      lead={t.lead}
      back={{ to: '/desk', label: t.back }}
    >
      {error ? (
        <ErrorSentence error={error} onRetry={() => void refetch()} />
      ) : !data ? (
        <Skeleton />
      ) : (
        <>
          <MonthSwitch month={data.month} />
          {data.vacant.length > 0 && <Note shade="warn">{t.vacant(data.vacant.map(label).join('、'))}</Note>}
          {data.desks.length === 0 && (
            <Panel>
              <EmptyState title={t.empty}>{t.teach}</EmptyState>
            </Panel>
          )}
          {data.desks.map((desk) => (
            <DeskPanel key={desk.post} desk={desk} month={data.month} />
          ))}
        </>
      )}
    </PageFrame>
  );
}
