import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './alliances.tables.ts';
import type { TopicSource } from './topics.rules.ts';

/** Lines of one kind that are looked at for one party; the newest first. */
const MOST = 60;

/**
 * What the parties of an alliance have to do with, in their own words: duties in force that they bear, open problems
 * and tasks in and under them, and the needs that they listed. One statement.
 */
export async function selectTopicItems(tx: Tx, tenantId: string, allianceId: string, today: Day) {
  const { rows } = await sql<{ party_id: string; source: TopicSource; text: string }>`
    select p.id as party_id, x.source, x.text
    from alliance_party p
    left join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    cross join lateral (
      (select 'duty' as source, d.title as text from duty_owner w
        join organisation b on b.tenant_id = w.tenant_id and b.id = w.org_id and b.path ^@ o.path
        join duty d on d.tenant_id = w.tenant_id and d.id = w.duty_id
        where w.tenant_id = p.tenant_id and w.from_on <= ${today}::date and (w.to_on is null or w.to_on > ${today}::date)
        group by d.title order by d.title limit ${MOST})
      union all
      (select 'problem', r.title from problem r join organisation b on b.tenant_id = r.tenant_id and b.id = r.org_id and b.path ^@ o.path
        where r.tenant_id = p.tenant_id and r.state <> 'closed' order by r.id desc limit ${MOST})
      union all
      (select 'task', t.title from task t join organisation b on b.tenant_id = t.tenant_id and b.id = t.org_id and b.path ^@ o.path
        where t.tenant_id = p.tenant_id and t.state in ('assigned', 'accepted', 'returned', 'reported') order by t.id desc limit ${MOST})
      union all
      (select 'need', e.title from alliance_entry e
        where e.tenant_id = p.tenant_id and e.party_id = p.id and e.list = 'need' and e.state = 'open' order by e.id limit ${MOST})
    ) x
    where p.tenant_id = ${tenantId} and p.alliance_id = ${allianceId} and p.left_on is null
    order by p.place, x.source, x.text`.execute(tx);
  return rows;
}

/** The titles of what the parties offer. */
export async function selectResources(tx: Tx, tenantId: string, allianceId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('alliance_entry')
    .select('title')
    .where('tenant_id', '=', tenantId)
    .where('alliance_id', '=', allianceId)
    .where('list', '=', 'resource')
    .where('state', '<>', 'dropped')
    .orderBy('id')
    .limit(200)
    .execute();
  return rows.map((row) => row.title);
}

/** Topics that were taken onto the agenda, the next first; at most 100. */
export async function selectAdopted(tx: Tx, tenantId: string, allianceId: string) {
  return tx
    .selectFrom('alliance_topic')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('alliance_id', '=', allianceId)
    .orderBy(sql`state <> 'adopted'`)
    .orderBy('planned_on')
    .orderBy('id')
    .limit(100)
    .execute();
}

/** How often each topic of an alliance was refused. */
export async function selectRefusals(tx: Tx, tenantId: string, allianceId: string) {
  const rows = await tx
    .selectFrom('alliance_topic_refusal')
    .select(['key', 'times'])
    .where('tenant_id', '=', tenantId)
    .where('alliance_id', '=', allianceId)
    .execute();
  return new Map(rows.map((row) => [row.key, row.times]));
}

/** Counts a refusal; answers how many there are now. */
export async function countRefusal(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  key: string,
): Promise<number> {
  const row = await tx
    .insertInto('alliance_topic_refusal')
    .values({ tenant_id: tenantId, alliance_id: allianceId, key })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'alliance_id', 'key'])
        .doUpdateSet((eb) => ({ times: eb('alliance_topic_refusal.times', '+', 1) })),
    )
    .returning('times')
    .executeTakeFirstOrThrow();
  return row.times;
}

/** Puts a topic on the agenda; false when it stands there already. */
export async function adoptTopic(
  tx: Tx,
  tenantId: string,
  row: { allianceId: string; key: string; title: string; plannedOn: Day; by: string },
): Promise<boolean> {
  const added = await tx
    .insertInto('alliance_topic')
    .values({
      tenant_id: tenantId,
      id: newId(),
      alliance_id: row.allianceId,
      key: row.key,
      title: row.title,
      planned_on: row.plannedOn,
      adopted_by: row.by,
    })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'alliance_id', 'key']).where('state', '=', 'adopted').doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return added !== undefined;
}

/** Closes a topic that is still at `version` and on the agenda; the new version, or undefined. */
export async function endTopic(
  tx: Tx,
  tenantId: string,
  allianceId: string,
  id: string,
  version: number,
  change: { state: 'discussed' | 'dropped'; outcome: string },
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'alliance_topic',
    { tenantId, id, version },
    { state: change.state, outcome: change.outcome },
    { alliance_id: allianceId, state: 'adopted' },
  );
}

/** A topic of an alliance, or undefined. */
export async function findTopic(tx: Tx, tenantId: string, allianceId: string, id: string) {
  return tx
    .selectFrom('alliance_topic')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('alliance_id', '=', allianceId)
    .where('id', '=', id)
    .executeTakeFirst();
}
