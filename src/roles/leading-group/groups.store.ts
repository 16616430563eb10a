import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { anywhere } from '#platform/database/like.ts';
import type { Tx } from '#platform/database/schema.ts';
import './leading-group.tables.ts';

/** A leading group with the unit it leads and the posts that one person holds in it. */
export type GroupRow = {
  id: string;
  name: string;
  path: string;
  kind: string;
  parent_id: string | null;
  unit_id: string;
  unit_name: string;
  unit_path: string;
  posts: string[];
};

/** One leading group, with the posts that `personId` holds in it today; undefined where there is none. */
export async function findGroup(
  tx: Tx,
  tenantId: string,
  id: string,
  personId: string | null,
): Promise<GroupRow | undefined> {
  const { rows } = await sql<GroupRow>`
    select o.id, o.name, o.path, o.kind, o.parent_id, u.id as unit_id, u.name as unit_name, u.path as unit_path,
      coalesce((select array_agg(s.post) from leading_seat s where s.tenant_id = o.tenant_id and s.id = o.id and s.person_id = ${personId}::uuid), '{}') as posts
    from organisation o join organisation u on u.tenant_id = o.tenant_id and u.id = o.parent_id
    where o.tenant_id = ${tenantId} and o.id = ${id}::uuid and o.kind = 'leading_group' and o.state = 'active'`.execute(
    tx,
  );
  return rows[0];
}

/** Leading groups in reach, in the order of the tree, by a piece of their names; one more than `limit`. */
export async function groupsIn(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { q: string; after: number | null; limit: number },
) {
  const after = filter.after === null ? sql`true` : sql`o.no > ${filter.after}`;
  const q = filter.q === '' ? sql`true` : sql`o.name like ${anywhere(filter.q)}`;
  const { rows } = await sql<{ id: string; name: string; no: number }>`
    select o.id, o.name, o.no from organisation o
    where o.tenant_id = ${tenantId} and o.kind = 'leading_group' and o.state = 'active' and ${q} and ${after}
      and (${inScope(scope, { path: 'o.path', org: 'o.id' })}
        or exists (select from leading_seat s where s.tenant_id = o.tenant_id and s.id = o.id and s.person_id = ${scope.person}::uuid))
    order by o.no limit ${filter.limit + 1}`.execute(tx);
  return rows;
}

/** An organisation in or under a path, that stands. */
export async function placesUnder(tx: Tx, tenantId: string, path: string, ids: readonly string[]) {
  if (ids.length === 0) return new Map<string, { id: string; name: string; path: string }>();
  const { rows } = await sql<{ id: string; name: string; path: string }>`
    select id, name, path from organisation
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'active' and path ^@ ${path}`.execute(
    tx,
  );
  return new Map(rows.map((row) => [row.id, row]));
}

/** The Party organisations of a unit, in the order of the tree. */
export async function placesOf(tx: Tx, tenantId: string, path: string) {
  const { rows } = await sql<{ id: string; name: string }>`
    select id, name from organisation
    where tenant_id = ${tenantId} and path ^@ ${path} and state = 'active' and kind not in ('unit', 'group') order by no limit 200`.execute(
    tx,
  );
  return rows;
}

/** What happened to a topic or a risk. */
export type NewEvent = {
  topicId?: string;
  riskId?: string;
  action: string;
  toState: string;
  note?: string;
  likelihood?: number;
  impact?: number;
  reviewOn?: Day;
};

/** Adds to the history of topics and risks. */
export async function addEvents(
  tx: Tx,
  tenantId: string,
  by: { accountId: string; personId: string | null; at: Date },
  events: readonly NewEvent[],
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('leading_event')
    .values(
      events.map((event) => ({
        tenant_id: tenantId,
        id: newId(),
        topic_id: event.topicId ?? null,
        risk_id: event.riskId ?? null,
        action: event.action as 'propose',
        to_state: event.toState as 'proposed',
        account_id: by.accountId,
        person_id: by.personId,
        at: by.at,
        note: event.note ?? '',
        likelihood: event.likelihood ?? null,
        impact: event.impact ?? null,
        review_on: event.reviewOn ?? null,
      })),
    )
    .execute();
}

/** The history of a topic or a risk, from the first on. */
export async function eventsOf(tx: Tx, tenantId: string, of: { topicId: string } | { riskId: string }) {
  const which = 'topicId' in of ? sql`e.topic_id = ${of.topicId}::uuid` : sql`e.risk_id = ${of.riskId}::uuid`;
  const { rows } = await sql<{
    id: string;
    action: string;
    toState: string;
    who: string;
    at: Date;
    note: string;
    likelihood: number | null;
    impact: number | null;
    reviewOn: Day | null;
  }>`
    select e.id, e.action, e.to_state as "toState", a.display_name as who, e.at, e.note, e.likelihood, e.impact, e.review_on as "reviewOn"
    from leading_event e join account a on a.tenant_id = e.tenant_id and a.id = e.account_id
    where e.tenant_id = ${tenantId} and ${which} order by e.at, e.id limit 500`.execute(tx);
  return rows;
}
