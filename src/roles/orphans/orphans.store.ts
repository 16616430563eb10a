import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import type { Tx } from '#platform/database/schema.ts';
import '../duties/duties.tables.ts';
import '../frameworks/frameworks.tables.ts';
import '../ledger/ledger.tables.ts';
import '../obligations/obligations.tables.ts';
import '../tasks/tasks.tables.ts';
import type { orphanKinds } from './orphans.contract.ts';

type Kind = (typeof orphanKinds)[number];

/** Something open without a living owner. */
export type OrphanRow = {
  kind: Kind;
  id: string;
  title: string;
  org_id: string;
  org_name: string;
  person_id: string | null;
  person_name: string | null;
  due_on: Day | null;
  link: string;
};

/** What is open of each kind within reach: with its organisation, and its owner if there is one. */
function openOf(kind: Kind, tenantId: string, scope: Scope, today: Day): RawBuilder<unknown> {
  const reach = inScope(scope, { path: 'o.path', org: 'o.id' });
  switch (kind) {
    // Every place at which an edition in force wants an owner: one a bearing organisation, or one in all.
    case 'duty':
      return sql`
        select d.id, d.code || ' ' || d.title as title, o.id as org_id, o.name as org_name, w.person_id, null::date as due_on,
          '/duties/' || d.id as link
        from framework f
        join organisation u on u.tenant_id = f.tenant_id and u.id = f.org_id
        join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.owner ? 'posts'
          and (d.to_on is null or d.to_on > ${today}::date)
        join organisation o on o.tenant_id = f.tenant_id and o.path ~>~ u.path and o.path ~<~ (u.path || '~') and o.state = 'active'
          and d.mode = 'every' and o.kind = any(d.bodies) and (d.only_orgs = '{}' or o.id = any(d.only_orgs))
          and (not d.applies ? 'min_full_members' or (d.applies->>'min_full_members')::int <= (select count(*) from membership m
            where m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null and m.from_on <= ${today}::date and m.kind = 'full'))
        left join duty_owner w on w.tenant_id = d.tenant_id and w.duty_id = d.id and w.org_id = o.id and w.to_on is null
        where f.tenant_id = ${tenantId} and f.state = 'issued' and ${reach}
        union all
        select d.id, d.code || ' ' || d.title, o.id, o.name, w.person_id, null::date, '/duties/' || d.id
        from framework f
        join organisation o on o.tenant_id = f.tenant_id and o.id = f.org_id
        join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.owner ? 'posts'
          and (d.to_on is null or d.to_on > ${today}::date)
          and d.mode = 'one' and not coalesce((d.applies->>'only_where_body_exists')::boolean, false)
        left join duty_owner w on w.tenant_id = d.tenant_id and w.duty_id = d.id and w.to_on is null
        where f.tenant_id = ${tenantId} and f.state = 'issued' and ${reach}`;
    case 'obligation':
      return sql`
        select b.id, d.code || ' ' || d.title as title, o.id as org_id, o.name as org_name, b.person_id, b.due_on,
          '/obligations/' || b.id as link
        from obligation b
        join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
        join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
        where b.tenant_id = ${tenantId} and b.state = 'open' and ${reach}`;
    case 'task':
      return sql`
        select t.id, t.title, o.id as org_id, o.name as org_name, t.owner_id as person_id, t.due_on, '/tasks/' || t.id as link
        from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
        where t.tenant_id = ${tenantId} and t.state in ('assigned','accepted','returned','reported') and ${reach}`;
    case 'part':
      return sql`
        select a.id, t.title, o.id as org_id, o.name as org_name, a.person_id, coalesce(a.due_on, t.due_on) as due_on, '/tasks/' || t.id as link
        from task_part a
        join task t on t.tenant_id = a.tenant_id and t.id = a.task_id and t.state in ('assigned','accepted','returned','reported')
        join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
        where a.tenant_id = ${tenantId} and a.state in ('open','delivered','returned') and ${reach}`;
    case 'problem':
      return sql`
        select b.id, b.title, o.id as org_id, o.name as org_name, b.owner_id as person_id, b.due_on, '/ledger/' || b.id as link
        from problem b join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
        where b.tenant_id = ${tenantId} and b.state <> 'closed' and ${reach}`;
  }
}

/** Things of one kind without a living owner, one row more than `limit`. */
export async function findOrphans(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  kind: Kind,
  page: { after: readonly [string, string] | null; limit: number; today: Day },
): Promise<OrphanRow[]> {
  const { rows } = await sql<OrphanRow>`
    select ${kind}::text as kind, x.id, x.title, x.org_id, x.org_name, x.person_id, p.name as person_name, x.due_on, x.link
    from (${openOf(kind, tenantId, scope, page.today)}) x
    left join person p on p.tenant_id = ${tenantId} and p.id = x.person_id
    where (p.id is null or p.state <> 'active')
      ${page.after === null ? sql`` : sql`and (x.id, x.org_id) > (${page.after[0]}::uuid, ${page.after[1]}::uuid)`}
    order by x.id, x.org_id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** How many open ones there are of a kind, and how many of them have no living owner. */
export async function countOrphans(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  kinds: readonly Kind[],
  today: Day,
): Promise<{ kind: Kind; open: number; orphans: number }[]> {
  const parts = kinds.map(
    (kind) => sql`
      select ${kind}::text as kind, count(*)::int as open, (count(*) filter (where p.id is null or p.state <> 'active'))::int as orphans
      from (${openOf(kind, tenantId, scope, today)}) x left join person p on p.tenant_id = ${tenantId} and p.id = x.person_id`,
  );
  const { rows } = await sql<{ kind: Kind; open: number; orphans: number }>`
    ${sql.join(parts, sql` union all `)}`.execute(tx);
  return kinds.map((kind) => rows.find((row) => row.kind === kind) ?? { kind, open: 0, orphans: 0 });
}
