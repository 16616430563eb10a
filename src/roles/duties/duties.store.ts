import { type Insertable, type Selectable, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import type { Schema, Tx } from '#platform/database/schema.ts';
import './duties.tables.ts';
import '../frameworks/frameworks.tables.ts';
import type { Binding, BindingSource, Body, Holder, Pin } from './duties.rules.ts';

export type DutyRow = Selectable<Schema['duty']>;
export type NewDutyRow = Insertable<Schema['duty']>;

/** An organisation of a unit with its name, and how many of its members are exempt from hard demands. */
export type NamedBody = Body & { name: string; exempt: number };

/** The organisations below a unit, and who holds which post in them on a day. Dissolved ones and people who left are out. */
export async function readUnit(
  tx: Tx,
  tenantId: string,
  unitId: string,
  today: Day,
): Promise<{ bodies: NamedBody[]; holders: Holder[] }> {
  // A path is digits and dots, so that '~' is behind everything that begins with it: the index serves the range.
  const inside = sql`o.tenant_id = u.tenant_id and o.path ~>~ u.path and o.path ~<~ (u.path || '~') and o.state = 'active'`;
  const bodies = await sql<NamedBody>`
    select o.id, o.kind, o.parent_id as "parentId", o.name, m.members, m."fullMembers", m.exempt
    from organisation u join organisation o on ${inside}
    cross join lateral (
      select count(*)::int as members, (count(*) filter (where kind = 'full'))::int as "fullMembers",
        (count(*) filter (where exempt))::int as exempt from membership m
      where m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null and m.from_on <= ${today}::date
    ) m
    where u.tenant_id = ${tenantId} and u.id = ${unitId} order by o.path collate "C"`.execute(tx);
  const holders = await sql<Holder>`
    select a.person_id as "personId", a.org_id as "orgId", a.post
    from organisation u join organisation o on ${inside}
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where u.tenant_id = ${tenantId} and u.id = ${unitId} order by a.from_on, a.id`.execute(tx);
  return { bodies: bodies.rows, holders: holders.rows };
}

/** The duties of a framework in their order, those that were left out included. */
export async function dutiesOf(tx: Tx, tenantId: string, frameworkId: string): Promise<DutyRow[]> {
  return tx
    .selectFrom('duty')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('framework_id', '=', frameworkId)
    .orderBy('place')
    .execute();
}

/** One duty with the state of its framework. */
export async function findDuty(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('duty as d')
    .innerJoin('framework as f', (join) => join.onRef('f.tenant_id', '=', 'd.tenant_id').onRef('f.id', '=', 'd.framework_id'))
    .selectAll('d')
    .select('f.state as framework_state')
    .where('d.tenant_id', '=', tenantId)
    .where('d.id', '=', id)
    .executeTakeFirst();
}

/** The persons named for duties of a framework, as long as they are there. */
export async function pinsOf(tx: Tx, tenantId: string, frameworkId: string): Promise<Pin[]> {
  return tx
    .selectFrom('duty_owner as w')
    .innerJoin('duty as d', (join) => join.onRef('d.tenant_id', '=', 'w.tenant_id').onRef('d.id', '=', 'w.duty_id'))
    .innerJoin('person as p', (join) => join.onRef('p.tenant_id', '=', 'w.tenant_id').onRef('p.id', '=', 'w.person_id'))
    .select(['w.duty_id as dutyId', 'w.org_id as orgId', 'w.person_id as personId'])
    .where('w.tenant_id', '=', tenantId)
    .where('d.framework_id', '=', frameworkId)
    .where('w.source', '=', 'pinned')
    .where('w.to_on', 'is', null)
    .where('p.state', '=', 'active')
    .execute();
}

/** Names of persons by id. */
export async function namesOfPersons(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await tx
    .selectFrom('person')
    .select(['id', 'name'])
    .where('tenant_id', '=', tenantId)
    .where(sql<boolean>`id = any(${[...new Set(ids)]}::uuid[])`)
    .execute();
  return new Map(rows.map((row) => [row.id, row.name]));
}

/** Adds the duties of a new framework, a list a subject. */
export async function insertLists(
  tx: Tx,
  lists: readonly Insertable<Schema['duty_list']>[],
  duties: readonly NewDutyRow[],
): Promise<void> {
  await tx.insertInto('duty_list').values([...lists]).execute();
  const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
  await tx
    .insertInto('duty')
    .values(
      duties.map((duty) => ({
        ...duty,
        cadence: duty.cadence === null ? null : json(duty.cadence),
        evidence: json(duty.evidence),
        basis: json(duty.basis),
        applies: json(duty.applies),
        owner: json(duty.owner),
        fulfilled_by: json(duty.fulfilled_by),
      })),
    )
    .execute();
}

/** The columns of a duty that an officer may change in a draft. */
export type DutyChange = Partial<
  Pick<
    DutyRow,
    'title' | 'title_en' | 'text' | 'standard' | 'result' | 'cadence' | 'cadence_key' | 'strength' | 'hands' | 'owner' | 'dropped_reason'
  >
>;

/** Changes a duty of version `version`; undefined if it has another version by now. */
export async function updateDuty(tx: Tx, tenantId: string, id: string, version: number, change: DutyChange) {
  const { cadence, owner, ...plain } = change;
  return tx
    .updateTable('duty')
    .set((eb) => ({
      ...plain,
      ...(cadence === undefined ? {} : { cadence: cadence === null ? null : sql<never>`${JSON.stringify(cadence)}::jsonb` }),
      ...(owner === undefined ? {} : { owner: sql<never>`${JSON.stringify(owner)}::jsonb` }),
      version: eb('version', '+', 1),
    }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('version', '=', version)
    .returning('version')
    .executeTakeFirst();
}

/** Takes away whoever is named for a duty of an organisation in a draft. */
export async function removePin(tx: Tx, tenantId: string, dutyId: string, orgId: string): Promise<void> {
  await tx
    .deleteFrom('duty_owner')
    .where('tenant_id', '=', tenantId)
    .where('duty_id', '=', dutyId)
    .where('org_id', '=', orgId)
    .where('source', '=', 'pinned')
    .execute();
}

/** Adds owners in one statement. `sole` holds the ids of the duties that have one owner an organisation. */
export async function insertOwners(
  tx: Tx,
  tenantId: string,
  bindings: readonly Binding[],
  sole: ReadonlySet<string>,
  fromOn: Day,
): Promise<void> {
  if (bindings.length === 0) return;
  await sql`
    insert into duty_owner (tenant_id, id, duty_id, org_id, person_id, post, source, sole, from_on)
    select ${tenantId}, * , ${fromOn}::date from unnest(
      ${bindings.map(() => newId())}::uuid[], ${bindings.map((each) => each.dutyId)}::uuid[], ${bindings.map((each) => each.orgId)}::uuid[],
      ${bindings.map((each) => each.personId)}::uuid[], ${bindings.map((each) => each.post)}::text[],
      ${bindings.map((each) => each.source)}::text[], ${bindings.map((each) => sole.has(each.dutyId))}::boolean[])
    on conflict (tenant_id, duty_id, org_id, person_id) where to_on is null do nothing`.execute(tx);
}

/** Who answers for the duties of an issued framework now, without the members that bear theirs by membership. */
export async function currentOwners(tx: Tx, tenantId: string, frameworkIds: readonly string[]) {
  const { rows } = await sql<{ id: string; dutyId: string; orgId: string; personId: string; post: string | null; source: BindingSource }>`
    select w.id, w.duty_id as "dutyId", w.org_id as "orgId", w.person_id as "personId", w.post, w.source
    from duty d join duty_owner w on w.tenant_id = d.tenant_id and w.duty_id = d.id and w.to_on is null
    where d.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworkIds]}::uuid[]) and w.source <> 'member'`.execute(tx);
  return rows;
}

/** Ends the time of some owners. */
export async function endOwners(tx: Tx, tenantId: string, ids: readonly string[], today: Day): Promise<void> {
  if (ids.length === 0) return;
  await sql`
    update duty_owner set to_on = greatest(from_on, ${today}::date)
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and to_on is null`.execute(tx);
}

/**
 * Binds the member-borne duties of issued frameworks to the members their branches have on a day, and ends the time
 * of those who left: what `memberBindings` says, in two statements for any number of members.
 */
export async function syncMembers(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
  today: Day,
  fromOn: Day,
): Promise<{ added: number; ended: number }> {
  const wanted = sql`
    select d.id as duty_id, b.id as org_id, m.person_id
    from framework f
    join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null and d.owner->'each' ? 'member'
    join organisation u on u.tenant_id = f.tenant_id and u.id = f.org_id
    join organisation b on b.tenant_id = f.tenant_id and b.path ~>~ u.path and b.path ~<~ (u.path || '~')
      and b.state = 'active' and b.kind = any(d.bodies)
    join membership m on m.tenant_id = f.tenant_id and m.org_id = b.id and m.to_on is null and m.from_on <= ${today}::date
      and not (m.exempt and coalesce(d.applies->'exempt' ? 'infirm', false))
    where f.tenant_id = ${tenantId} and f.id = any(${[...frameworkIds]}::uuid[])`;
  const added = await sql`
    insert into duty_owner (tenant_id, id, duty_id, org_id, person_id, post, source, sole, from_on)
    select ${tenantId}, gen_random_uuid(), w.duty_id, w.org_id, w.person_id, null, 'member', false, ${fromOn}::date from (${wanted}) w
    on conflict (tenant_id, duty_id, org_id, person_id) where to_on is null do nothing`.execute(tx);
  const ended = await sql`
    update duty_owner w set to_on = greatest(w.from_on, ${today}::date)
    from duty d
    where w.tenant_id = ${tenantId} and d.tenant_id = w.tenant_id and d.id = w.duty_id and w.source = 'member' and w.to_on is null
      and d.framework_id = any(${[...frameworkIds]}::uuid[])
      and not exists (
        select from membership m where m.tenant_id = w.tenant_id and m.person_id = w.person_id and m.org_id = w.org_id
          and m.to_on is null and not (m.exempt and coalesce(d.applies->'exempt' ? 'infirm', false)))`.execute(tx);
  return { added: Number(added.numAffectedRows ?? 0), ended: Number(ended.numAffectedRows ?? 0) };
}
