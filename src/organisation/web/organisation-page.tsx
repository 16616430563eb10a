import type { ResponseOf } from '#platform/http/endpoint.ts';
import { useCall } from '#shell/web/api.ts';
import { AppLink } from '#shell/web/app-link.tsx';
import { DataTable } from '#shell/web/data-table.tsx';
import { EmptyState } from '#shell/web/empty-state.tsx';
import { ErrorSentence } from '#shell/web/error-sentence.tsx';
import { formatDayShort } from '#shell/web/format.ts';
import { useParam } from '#shell/web/location.ts';
import { useHolds, useMe } from '#shell/web/me.ts';
import { messages, useLabel, useMessages } from '#shell/web/messages.ts';
import { PageFrame } from '#shell/web/page-frame.tsx';
import { Figure, Figures, Panel, StateTag } from '#shell/web/panel.tsx';
import { Skeleton } from '#shell/web/skeleton.tsx';
import type { Column } from '#shell/web/table-columns.tsx';
import { listMembers, listOrganisations, readOrganisation } from '../tree/tree.contract.ts';
import { kindLabels } from './kind-labels.ts';
import css from './organisation-page.module.css';

const m = messages({
  zh: {
    tree: '组织与党员',
    title: '组织',
    way: '所在位置',
    members: '党员',
    people: '人',
    children: '下级组织',
    bodies: '个',
    posts: '任职',
    since: (day: string) => `${day} 起`,
    noPosts: '还没有人任职',
    noPostsText: '职务随名册导入，或由上级组织任免后更新。',
    roll: '党员名册',
    name: '姓名',
    nameHint: '姓名中的字',
    branch: '所在支部',
    post: '党内职务',
    kind: '类别',
    full: '正式党员',
    probationary: '预备党员',
    joined: '入党时间',
    exempt: '免予硬性要求',
    empty: '名册里还没有党员',
    dissolved: '已撤销',
    more: '在组织树中查看全部',
  },
  en: {
    tree: 'Bodies and members',
    title: 'Organisation',
    way: 'Place',
    members: 'Members',
    people: '',
    children: 'Bodies under it',
    bodies: '',
    posts: 'Posts',
    since: (day) => `since ${day}`,
    noPosts: 'Nobody holds a post yet',
    noPostsText: 'Posts come with the roll, or when the superior body appoints.',
    roll: 'Roll of members',
    name: 'Name',
    nameHint: 'Part of the name',
    branch: 'Branch',
    post: 'Post in the Party',
    kind: 'Kind',
    full: 'Full',
    probationary: 'Probationary',
    joined: 'Joined',
    exempt: 'No hard requirement',
    empty: 'Nobody on the roll yet',
    dissolved: 'Dissolved',
    more: 'See all in the tree',
  },
});

type Member = ResponseOf<typeof listMembers>['items'][number];

/** One organisation: where it stands, who holds its posts, what is under it, its members. */
export default function OrganisationPage() {
  const t = useMessages(m);
  const label = useLabel();
  const id = useParam('id');
  const found = useCall(readOrganisation, { params: { id } });
  if (found.error) {
    return (
      <PageFrame title={t.title} back={{ to: '/organisations', label: t.tree }}>
        <ErrorSentence error={found.error} onRetry={() => void found.refetch()} />
      </PageFrame>
    );
  }
  const body = found.data;
  if (!body) {
    return (
      <PageFrame title={t.title} back={{ to: '/organisations', label: t.tree }}>
        <Skeleton />
      </PageFrame>
    );
  }
  return (
    <PageFrame
      title={body.name}
      back={{ to: '/organisations', label: t.tree }}
      badge={
        <>
          <StateTag>{label(kindLabels[body.kind])}</StateTag>
          {body.category && <StateTag shade="info">{body.category}</StateTag>}
          {body.state === 'dissolved' && <StateTag shade="warn">{t.dissolved}</StateTag>}
        </>
      }
      lead={
        body.ancestors.length > 0 && (
          <nav aria-label={t.way} className={css['way']}>
            {body.ancestors.map((above) => (
              <span key={above.id}>
                {above.visible ? (
                  <AppLink to={`/organisations/${above.id}`}>{above.name}</AppLink>
                ) : (
                  above.name
                )}
              </span>
            ))}
          </nav>
        )
      }
    >
      <Panel>
        <Figures>
          <Figure label={t.members} value={body.members} unit={t.people} />
          <Figure label={t.children} value={body.children} unit={t.bodies} />
        </Figures>
      </Panel>
      <Posts posts={body.posts} />
      {body.children > 0 && <Children id={id} />}
      <Roll id={id} branches={body.children > 0} />
    </PageFrame>
  );
}

function Posts({ posts }: { posts: ResponseOf<typeof readOrganisation>['posts'] }) {
  const t = useMessages(m);
  const label = useLabel();
  const opens = usePersonLink();
  return (
    <Panel title={t.posts} flush={posts.length > 0}>
      {posts.length === 0 ? (
        <EmptyState title={t.noPosts}>{t.noPostsText}</EmptyState>
      ) : (
        <ul className={css['posts']}>
          {posts.map((post) => {
            const to = opens(post.personId);
            return (
              <li key={`${post.personId} ${post.post}`}>
                <span className={css['post']}>{label(post.title)}</span>
                <strong>{to ? <AppLink to={to}>{post.personName}</AppLink> : post.personName}</strong>
                <span className={css['since']}>{t.since(formatDayShort(post.fromOn))}</span>
              </li>
            );
          })}
        </ul>
      )}
    </Panel>
  );
}

function Children({ id }: { id: string }) {
  const t = useMessages(m);
  const label = useLabel();
  const level = useCall(listOrganisations, { query: { parent: id, limit: 24 } });
  if (!level.data) return null;
  return (
    <Panel title={t.children}>
      <ul className={css['children']}>
        {level.data.items.map((row) => (
          <li key={row.id}>
            <AppLink to={`/organisations/${row.id}`}>
              <strong>{row.name}</strong>
              <span>
                {label(kindLabels[row.kind])} · {t.members} {row.members}
              </span>
            </AppLink>
          </li>
        ))}
      </ul>
      {level.data.next && <AppLink to="/organisations">{t.more}</AppLink>}
    </Panel>
  );
}

function Roll({ id, branches }: { id: string; branches: boolean }) {
  const t = useMessages(m);
  const label = useLabel();
  const opens = usePersonLink();
  const columns: Column<Member>[] = [
    { key: 'name', title: t.name, render: (row) => row.name },
    ...(branches ? [{ key: 'branch', title: t.branch, render: (row: Member) => row.orgName }] : []),
    { key: 'post', title: t.post, render: (row) => row.posts.map(label).join('、') || '—' },
    {
      key: 'kind',
      title: t.kind,
      card: 'badge',
      render: (row) => <StateTag shade={row.kind === 'full' ? 'neutral' : 'info'}>{t[row.kind]}</StateTag>,
    },
    { key: 'joined', title: t.joined, render: (row) => formatDayShort(row.joinedOn) },
    {
      key: 'exempt',
      title: t.exempt,
      optional: true,
      render: (row) => (row.exempt ? '✓' : '—'),
      card: 'hide',
    },
  ];
  return (
    <div>
      <h2 className={css['heading']}>{t.roll}</h2>
      <DataTable
        name="roll"
        label={t.roll}
        endpoint={listMembers}
        input={{ params: { id } }}
        columns={columns}
        filters={[
          { key: 'q', label: t.name, kind: 'text', hint: t.nameHint },
          {
            key: 'kind',
            label: t.kind,
            kind: 'select',
            options: (['full', 'probationary'] as const).map((value) => ({ value, label: t[value] })),
          },
        ]}
        rowKey={(row) => row.personId}
        rowTo={(row) => opens(row.personId)}
        empty={<EmptyState title={t.empty} />}
      />
    </div>
  );
}

/** The page of a person, for those whose posts let them open it, and for oneself. */
function usePersonLink(): (personId: string) => string | undefined {
  const me = useMe();
  const above = useHolds('clerk', 'officer', 'secretary');
  return (personId) => (above || me?.personId === personId ? `/people/${personId}` : undefined);
}
