import { type Insertable, type Selectable, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Schema, Tx } from '#platform/database/schema.ts';
import './duties.tables.ts';
import '../obligations/obligations.tables.ts';
import '../frameworks/frameworks.tables.ts';
import type { Body, Holder } from './solver.rules.ts';

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
    .innerJoin('framework as f', (join) =>
      join.onRef('f.tenant_id', '=', 'd.tenant_id').onRef('f.id', '=', 'd.framework_id'),
    )
    .selectAll('d')
    .select('f.state as framework_state')
    .where('d.tenant_id', '=', tenantId)
    .where('d.id', '=', id)
    .executeTakeFirst();
}

/** Names of persons by id. */
export async function namesOfPersons(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
): Promise<Map<string, string>> {
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
  await tx
    .insertInto('duty_list')
    .values([...lists])
    .execute();
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
        parts: duty.parts === null ? null : json(duty.parts),
      })),
    )
    .execute();
}

/** Adds one duty to a draft, in the list of its subject and the cell of that list's last duty; null if there is no such list. */
export async function insertDutyBeside(
  tx: Tx,
  duty: Omit<NewDutyRow, 'list_id' | 'row_id' | 'column_id' | 'place' | 'framework_id'> & {
    frameworkId: string;
    /** Else the cell of the list's last duty. */
    cell?: { row: string; column: string };
  },
): Promise<string | null> {
  const json = (value: unknown) => sql`${JSON.stringify(value)}::jsonb`;
  const { rows } = await sql<{ id: string }>`
    insert into duty (tenant_id, id, framework_id, list_id, org_id, subject, code, place, row_id, column_id, title, title_en, text, standard, result,
      cadence, cadence_key, strength, number_status, evidence, basis, hands, applies, bodies, mode, owner, covered_by, fulfilled_by, dropped_reason, parts, only_orgs)
    select l.tenant_id, ${duty.id}, l.framework_id, l.list_id, l.org_id, l.subject, ${duty.code},
      (select max(x.place) + 1 from duty x where x.tenant_id = l.tenant_id and x.framework_id = l.framework_id), coalesce(${duty.cell?.row ?? null}, l.row_id), coalesce(${duty.cell?.column ?? null}, l.column_id),
      ${duty.title}, '', ${duty.text}, ${duty.standard}, ${duty.result}, ${json(duty.cadence)}, ${duty.cadence_key}, ${duty.strength},
      ${duty.number_status}, ${json(duty.evidence)}, ${json(duty.basis)}, ${duty.hands}, ${json(duty.applies)}, ${[...duty.bodies]}::text[],
      ${duty.mode}, ${json(duty.owner)}, ${duty.covered_by}, ${json(duty.fulfilled_by)}, null,
      ${duty.parts === null ? null : JSON.stringify(duty.parts)}::jsonb, ${[...(duty.only_orgs ?? [])]}::uuid[]
    from duty l where l.tenant_id = ${duty.tenant_id} and l.framework_id = ${duty.frameworkId} and l.subject = ${duty.subject}
    order by l.place desc limit 1 returning id`.execute(tx);
  return rows[0]?.id ?? null;
}

/** The columns of a duty that an officer may change in a draft. */
export type DutyChange = Partial<
  Pick<
    DutyRow,
    | 'title'
    | 'title_en'
    | 'text'
    | 'standard'
    | 'result'
    | 'cadence'
    | 'cadence_key'
    | 'strength'
    | 'hands'
    | 'owner'
    | 'dropped_reason'
    | 'row_id'
    | 'column_id'
    | 'evidence'
    | 'basis'
    | 'parts'
    | 'from_on'
    | 'to_on'
    | 'only_orgs'
  >
>;

/** Changes a duty of version `version`; undefined if it has another version by now. */
export async function updateDuty(tx: Tx, tenantId: string, id: string, version: number, change: DutyChange) {
  const { cadence, owner, evidence, basis, parts, ...plain } = change;
  const json = (value: unknown) => sql<never>`${JSON.stringify(value)}::jsonb`;
  return updateAtVersion(
    tx,
    'duty',
    { tenantId, id, version },
    {
      ...plain,
      ...(cadence === undefined ? {} : { cadence: cadence === null ? null : json(cadence) }),
      ...(owner === undefined ? {} : { owner: json(owner) }),
      ...(evidence === undefined ? {} : { evidence: json(evidence) }),
      ...(basis === undefined ? {} : { basis: json(basis) }),
      ...(parts === undefined ? {} : { parts: json(parts) }),
    },
  );
}

/** A framework's unit and state: what a view of its duties has to know. */
export async function frameworkHead(tx: Tx, tenantId: string, id: string) {
  const row = await tx
    .selectFrom('framework as f')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'f.tenant_id').onRef('o.id', '=', 'f.org_id'),
    )
    .select(['f.id', 'f.state', 'f.from_on', 'f.to_on', 'o.id as unit_id', 'o.name'])
    .where('f.tenant_id', '=', tenantId)
    .where('f.id', '=', id)
    .executeTakeFirst();
  return (
    row && {
      id: row.id,
      state: row.state,
      fromOn: row.from_on,
      toOn: row.to_on,
      unit: { id: row.unit_id, name: row.name },
    }
  );
}

/** The levels and posts of a framework. */
export async function frameworkMatrix(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('framework')
    .select('matrix')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow();
}

/** Makes a framework's version move with an edit of what is in it, so that nobody issues what they have not seen. */
export async function touchFramework(tx: Tx, tenantId: string, id: string): Promise<void> {
  await tx
    .updateTable('framework')
    .set((eb) => ({ version: eb('version', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Moves a draft on from version `version`; undefined if it has another version or is issued by now. */
export async function touchDraft(tx: Tx, tenantId: string, id: string, version: number) {
  return updateAtVersion(tx, 'framework', { tenantId, id, version }, {}, { state: 'draft' });
}

/** Codes of the standing duties that another one covers. */
export async function coveredBy(
  tx: Tx,
  tenantId: string,
  frameworkId: string,
  code: string,
): Promise<string[]> {
  const rows = await tx
    .selectFrom('duty')
    .select('code')
    .where('tenant_id', '=', tenantId)
    .where('framework_id', '=', frameworkId)
    .where('covered_by', '=', code)
    .where('dropped_reason', 'is', null)
    .orderBy('code')
    .execute();
  return rows.map((row) => row.code);
}

/** What a person answers for in the editions in force, with how this year stands; one row more than `limit`. */
export async function myDuties(
  tx: Tx,
  tenantId: string,
  personId: string,
  page: { after: readonly [string, string, string] | null; limit: number; today: Day },
) {
  const { rows } = await sql<
    DutyRow & {
      org_name: string;
      post: string | null;
      sole: boolean;
      grants: string[];
      open: number;
      late: number;
      done: number;
      next_due: Day | null;
    }
  >`
    select d.id, d.code, d.subject, d.title, d.title_en, d.text, d.standard, d.result, d.cadence, d.strength, d.hands, d.basis,
      d.evidence, d.parts, d.from_on, d.to_on,
      d.covered_by, w.org_id, o.name as org_name, w.post, w.sole, w.grants, s.open, s.late, s.done, s.next_due
    from duty_owner w
    join duty d on d.tenant_id = w.tenant_id and d.id = w.duty_id
    join framework f on f.tenant_id = d.tenant_id and f.id = d.framework_id and f.state = 'issued'
    join organisation o on o.tenant_id = w.tenant_id and o.id = w.org_id
    cross join lateral (
      select count(*) filter (where b.state = 'open')::int as open,
        count(*) filter (where b.state = 'open' and b.due_on < ${page.today}::date)::int as late,
        count(*) filter (where b.state = 'fulfilled')::int as done,
        min(b.due_on) filter (where b.state = 'open' and b.due_on >= ${page.today}::date) as next_due
      from obligation b
      where b.tenant_id = w.tenant_id and b.person_id = w.person_id and b.duty_id = d.id and b.org_id = w.org_id
    ) s
    where w.tenant_id = ${tenantId} and w.person_id = ${personId}::uuid and w.to_on is null
      and (d.to_on is null or d.to_on > ${page.today}::date)
      ${page.after === null ? sql`` : sql`and (d.code, w.org_id, d.id) > (${page.after[0]}, ${page.after[1]}::uuid, ${page.after[2]}::uuid)`}
    order by d.code, w.org_id, d.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}
