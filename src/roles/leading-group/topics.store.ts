import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './leading-group.tables.ts';
import type { TopicState } from './topics.rules.ts';

/** A topic as stored, with who proposed it. */
export type TopicRow = {
  id: string;
  org_id: string;
  kind: string;
  title: string;
  why: string;
  basis: string;
  ask: string;
  materials: string;
  record_ids: string[];
  state: TopicState;
  proposed_by: string;
  proposer: string;
  proposed_on: Day;
  note: string;
  version: number;
};

/** What is written in a topic. */
export type TopicText = {
  kind: string;
  title: string;
  why: string;
  basis: string;
  ask: string;
  materials: string;
  recordIds: readonly string[];
};

const topics = (where: RawBuilder<unknown>) => sql<TopicRow>`
  select t.id, t.org_id, t.kind, t.title, t.why, t.basis, t.ask, t.materials, t.record_ids, t.state, t.proposed_by, t.proposed_on, t.note,
    t.version, a.display_name as proposer
  from leading_topic t join account a on a.tenant_id = t.tenant_id and a.id = t.proposed_by
  where ${where}`;

/** One topic, or undefined. */
export async function loadTopic(tx: Tx, tenantId: string, id: string): Promise<TopicRow | undefined> {
  const { rows } = await topics(sql`t.tenant_id = ${tenantId} and t.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** Some topics of a group, locked for a session. */
export async function topicsForSession(tx: Tx, tenantId: string, orgId: string, ids: readonly string[]) {
  const { rows } = await topics(
    sql`t.tenant_id = ${tenantId} and t.org_id = ${orgId}::uuid and t.id = any(${[...ids]}::uuid[]) order by t.id for update of t`,
  ).execute(tx);
  return rows;
}

/** Topics of a group, newest first; one more than `limit`. */
export async function topicsOf(
  tx: Tx,
  tenantId: string,
  orgId: string,
  filter: { states?: readonly TopicState[]; after: readonly [Day, string] | null; limit: number },
): Promise<TopicRow[]> {
  const states = filter.states ? sql`and t.state = any(${[...filter.states]}::text[])` : sql``;
  const after = filter.after
    ? sql`and (t.proposed_on, t.id) < (${filter.after[0]}::date, ${filter.after[1]}::uuid)`
    : sql``;
  const { rows } = await topics(sql`t.tenant_id = ${tenantId} and t.org_id = ${orgId}::uuid ${states} ${after}
    order by t.proposed_on desc, t.id desc limit ${filter.limit + 1}`).execute(tx);
  return rows;
}

/** Adds a topic. Returns its id. */
export async function insertTopic(
  tx: Tx,
  tenantId: string,
  orgId: string,
  text: TopicText,
  by: { accountId: string; personId: string | null; on: Day },
): Promise<string> {
  const id = newId();
  const { recordIds, ...words } = text;
  await tx
    .insertInto('leading_topic')
    .values({
      tenant_id: tenantId,
      id,
      org_id: orgId,
      ...words,
      record_ids: [...recordIds],
      proposed_by: by.accountId,
      proposed_person: by.personId,
      proposed_on: by.on,
    })
    .execute();
  return id;
}

/** Changes a topic that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateTopic(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: { state: TopicState; note?: string; text?: TopicText },
): Promise<number | undefined> {
  const { recordIds, ...words } = change.text ?? { recordIds: undefined };
  return updateAtVersion(
    tx,
    'leading_topic',
    { tenantId, id, version },
    {
      state: change.state,
      note: change.note,
      ...words,
      ...(recordIds ? { record_ids: [...recordIds] } : {}),
    },
  );
}

/** What a session makes of its topics. */
export async function settleTopics(
  tx: Tx,
  tenantId: string,
  settled: readonly { id: string; state: TopicState; note: string }[],
): Promise<void> {
  await sql`
    update leading_topic t set state = s.state, note = s.note, version = t.version + 1
    from unnest(${settled.map((each) => each.id)}::uuid[], ${settled.map((each) => each.state)}::text[],
      ${settled.map((each) => each.note)}::text[]) as s(id, state, note)
    where t.tenant_id = ${tenantId} and t.id = s.id`.execute(tx);
}

/** The records that a topic points to, by title. */
export async function recordTitles(tx: Tx, tenantId: string, ids: readonly string[]) {
  if (ids.length === 0) return [];
  const { rows } = await sql<{ id: string; title: string; onDay: Day }>`
    select id, title, occurred_on as "onDay" from record where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[])
    order by occurred_on desc, id`.execute(tx);
  return rows;
}

/** How many topics of each kind were decided in the sessions of a span. */
export async function kindsDecided(tx: Tx, tenantId: string, orgId: string, span: { from: Day; to: Day }) {
  const { rows } = await sql<{ kind: string; count: number }>`
    select t.kind, count(*)::int as count
    from leading_session s
    join record r on r.tenant_id = s.tenant_id and r.id = s.record_id and r.state <> 'withdrawn'
    join leading_decision d on d.tenant_id = s.tenant_id and d.session_id = s.id and d.verdict in ('decided', 'agreed')
    join leading_topic t on t.tenant_id = d.tenant_id and t.id = d.topic_id
    where s.tenant_id = ${tenantId} and s.org_id = ${orgId}::uuid and s.on_day between ${span.from}::date and ${span.to}::date
    group by t.kind`.execute(tx);
  return new Map(rows.map((row) => [row.kind, row.count]));
}
