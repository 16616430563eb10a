import { useCall } from '#shell/web/api.ts';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { useHolds } from '#shell/web/me.ts';
import { messages, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { StateTag } from '#shell/web/panel.tsx';
import { PendingPage } from '#shell/web/pending-page.tsx';
import { listOwnHand } from '../own-hand.contract.ts';
import { HandLegend, HandStrip } from './hand-strip.tsx';
import { OwnHand } from './own-hand.tsx';
import { handWords, patternShades } from './own-hand-words.ts';

const m = messages({
  zh: {
    title: '书记亲为',
    lead: '“必须亲为”的事由谁做，只看工作记录，不看登录和在线时长。按组织次序排列，不排名；一个季度结束后先给本人看，再到这里。',
    org: '组织',
    person: '书记',
    acts: '由谁做',
    share: '本人办理',
    pattern: '情况',
    none: '—',
    empty: '还没有可看的季度',
    emptyWhy: '责任清单发布后，“必须亲为”的事项到期并有记录，这里就会显示。',
    me: '我',
    noPost: '您现在没有担任书记',
    noPostWhy: '党组（党委）书记、机关党委书记、党支部书记在这里看自己“必须亲为”的事。',
  },
  en: {
    title: 'In person',
    lead: 'Who did what a secretary has to do in person: by records, never by sign-ins. In the order of the tree, no ranking; a closed quarter is shown to the secretary first.',
    org: 'Organisation',
    person: 'Secretary',
    acts: 'By whose hand',
    share: 'In person',
    pattern: 'Picture',
    none: '—',
    empty: 'No closed quarter yet',
    emptyWhy: 'Once a duty list is issued and non-delegable duties fall due, they appear here.',
    me: 'me',
    noPost: 'You hold no secretary’s post now',
    noPostWhy:
      'Secretaries of leading groups, organ committees and branches see here what they have to do in person.',
  },
});

/** For the level above: secretaries in the order of the tree. For a secretary: oneself at once. */
export default function OwnHandPage() {
  const above = useHolds('clerk', 'officer');
  return above ? <Secretaries /> : <Oneself />;
}

function Oneself() {
  const t = useMessages(m);
  const { data, error, refetch } = useCall(listOwnHand, {});
  if (!data) return <PendingPage title={t.title} error={error} onRetry={refetch} />;
  const [only, other] = data.items;
  if (other) return <Secretaries />;
  if (only) return <OwnHand id={only.org.id} />;
  return (
    <PageFrame title={t.title}>
      <EmptyState title={t.noPost}>{t.noPostWhy}</EmptyState>
    </PageFrame>
  );
}

function Secretaries() {
  const t = useMessages(m);
  const words = useMessages(handWords);
  return (
    <PageFrame title={t.title} lead={t.lead}>
      <DataTable
        name="own-hand"
        label={t.title}
        endpoint={listOwnHand}
        rowKey={(row) => row.org.id}
        rowTo={(row) => `/own-hand/${row.org.id}`}
        tools={<HandLegend />}
        columns={[
          { key: 'org', title: t.org, render: (row) => row.org.name },
          {
            key: 'pattern',
            title: t.pattern,
            card: 'badge',
            render: (row) => (
              <StateTag shade={patternShades[row.pattern] ?? 'neutral'}>
                {words.patterns[row.pattern]}
              </StateTag>
            ),
          },
          {
            key: 'person',
            title: t.person,
            render: (row) => (
              <>
                {row.person.name} {row.own && <StateTag shade="brand">{t.me}</StateTag>}
              </>
            ),
          },
          { key: 'acts', title: t.acts, width: 220, render: (row) => <HandStrip counts={row.counts} /> },
          {
            key: 'share',
            title: t.share,
            align: 'right',
            render: (row) => (row.share === null ? t.none : `${Math.round(row.share / 100)}%`),
          },
        ]}
        empty={<EmptyState title={t.empty}>{t.emptyWhy}</EmptyState>}
      />
    </PageFrame>
  );
}
