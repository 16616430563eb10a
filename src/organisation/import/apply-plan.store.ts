import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import { identityIndex, personRow, phoneIndex } from '#organisation/persons/persons.store.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { PersonChange, Plan, Ref } from './plan.model.ts';
import { inTurns } from './world.store.ts';
import './import.tables.ts';

/** Rows written by one statement: large enough that their number does not matter, small enough for one parameter. */
const AT_ONCE = 5_000;

/** Where an import's rows are written. */
export type Target = { tx: Tx; keys: Keys; tenantId: string; batchId: string };

/** Thrown when a row that the plan changes was changed by somebody else in between: the whole import is rolled back. */
export class PlanOutOfDate extends Error {
  override name = 'PlanOutOfDate';
}

/**
 * Writes a plan, each kind of row by set-based statements, and keeps what it changes for the undo. `onProgress` hears
 * how many persons are written. Throws `PlanOutOfDate` if a row is no longer as the plan knew it.
 */
export async function applyPlan(
  target: Target,
  plan: Plan,
  onProgress: (done: number) => Promise<void>,
): Promise<void> {
  const ids = new Map<Ref, string>();
  for (const { ref } of [...plan.organisations, ...plan.persons]) ids.set(ref, newId());
  const idOf = (ref: Ref): string => ids.get(ref) ?? ref;
  await addNewOrganisations(target, plan, idOf);
  await changeOrganisations(target, plan.organisationChanges);
  await addNewPersons(target, plan, idOf, onProgress);
  await changePersons(target, plan.personChanges, idOf);
  await endMemberships(target, plan.membershipEnds);
  await changeMemberships(target, plan.membershipChanges);
  await addMemberships(target, plan, idOf);
  await addAppointments(target, plan, idOf);
}

type IdOf = (ref: Ref) => string;

async function addNewOrganisations({ tx, tenantId, batchId }: Target, plan: Plan, idOf: IdOf): Promise<void> {
  await addOrganisations(
    tx,
    tenantId,
    plan.organisations.map(({ ref, kind, name, shortName, category, parent }) => ({
      id: idOf(ref),
      kind,
      name,
      shortName,
      category,
      parentId: idOf(parent),
      batchId,
    })),
  );
}

async function changeOrganisations(
  { tx, tenantId, batchId }: Target,
  changes: Plan['organisationChanges'],
): Promise<void> {
  if (changes.length === 0) return;
  const wanted = JSON.stringify(
    changes.map(({ id, version, set }) => ({
      id,
      version,
      short_name: set.shortName ?? null,
      category: set.category ?? null,
    })),
  );
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb) as x(id uuid, version int, short_name text, category text)
    ), kept as (
      insert into import_change (tenant_id, batch_id, kind, row_id, before, after)
      select o.tenant_id, ${batchId}, 'organisation', o.id,
        jsonb_build_object('short_name', o.short_name, 'category', o.category), jsonb_build_object('version', o.version + 1)
      from organisation o join wanted w on w.id = o.id and w.version = o.version
      where o.tenant_id = ${tenantId}
    )
    update organisation o set short_name = coalesce(w.short_name, o.short_name), category = coalesce(w.category, o.category),
      version = o.version + 1
    from wanted w where o.tenant_id = ${tenantId} and o.id = w.id and o.version = w.version
    returning o.id`.execute(tx);
  if (rows.length !== changes.length) throw new PlanOutOfDate();
}

async function addNewPersons(
  { tx, keys, tenantId, batchId }: Target,
  plan: Plan,
  idOf: IdOf,
  onProgress: (done: number) => Promise<void>,
): Promise<void> {
  for (let at = 0; at < plan.persons.length; at += AT_ONCE) {
    const rows = await inTurns(plan.persons.slice(at, at + AT_ONCE), ({ ref, employer, ...person }) =>
      personRow(keys, tenantId, {
        ...person,
        id: idOf(ref),
        employerId: employer === null ? null : idOf(employer),
        batchId,
      }),
    );
    const column = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
    await sql`
      insert into person (tenant_id, id, name, sex, ethnicity, birth_sealed, phone_sealed, identity_index, phone_index,
        education, employer_id, title, batch_id)
      select ${tenantId}, x.*, ${batchId} from unnest(
        ${column('id')}::uuid[], ${column('name')}::text[], ${column('sex')}::text[], ${column('ethnicity')}::text[],
        ${column('birth_sealed')}::bytea[], ${column('phone_sealed')}::bytea[], ${column('identity_index')}::bytea[],
        ${column('phone_index')}::bytea[], ${column('education')}::text[], ${column('employer_id')}::uuid[],
        ${column('title')}::text[]) as x`.execute(tx);
    await onProgress(at + rows.length);
  }
}

/** A person's changes as columns; sealed ones sealed for this row, blind indexes made anew where name or birth tell. */
function changedColumns(keys: Keys, { id, version, name, set }: PersonChange, idOf: IdOf) {
  const hex = (value: Buffer | null): string | null => value && value.toString('hex');
  return {
    id,
    version,
    sex: set.sex ?? null,
    ethnicity: set.ethnicity ?? null,
    birth: set.birth ? hex(keys.seal(set.birth, `person/birth/${id}`)) : null,
    identity: set.birth ? hex(identityIndex(keys, name, set.birth)) : null,
    phone: set.phone ? hex(keys.seal(set.phone, `person/phone/${id}`)) : null,
    phone_index: set.phone ? hex(phoneIndex(keys, set.phone)) : null,
    education: set.education ?? null,
    employer: set.employer ? idOf(set.employer) : null,
    title: set.title ?? null,
  };
}

async function changePersons(
  { tx, keys, tenantId, batchId }: Target,
  changes: Plan['personChanges'],
  idOf: IdOf,
): Promise<void> {
  for (let at = 0; at < changes.length; at += AT_ONCE) {
    const wanted = await inTurns(changes.slice(at, at + AT_ONCE), (change) =>
      changedColumns(keys, change, idOf),
    );
    const { rows } = await sql<{ id: string }>`
      with wanted as (
        select * from jsonb_to_recordset(${JSON.stringify(wanted)}::jsonb) as x(id uuid, version int, sex text, ethnicity text,
          birth text, identity text, phone text, phone_index text, education text, employer uuid, title text)
      ), kept as (
        insert into import_change (tenant_id, batch_id, kind, row_id, before, after)
        select p.tenant_id, ${batchId}, 'person', p.id, jsonb_build_object(
            'sex', p.sex, 'ethnicity', p.ethnicity, 'education', p.education, 'employer_id', p.employer_id, 'title', p.title,
            'birth_sealed', encode(p.birth_sealed, 'hex'), 'identity_index', encode(p.identity_index, 'hex'),
            'phone_sealed', encode(p.phone_sealed, 'hex'), 'phone_index', encode(p.phone_index, 'hex')),
          jsonb_build_object('version', p.version + 1)
        from person p join wanted w on w.id = p.id and w.version = p.version
        where p.tenant_id = ${tenantId}
      )
      update person p set
        sex = coalesce(w.sex, p.sex), ethnicity = coalesce(w.ethnicity, p.ethnicity), education = coalesce(w.education, p.education),
        employer_id = coalesce(w.employer, p.employer_id), title = coalesce(w.title, p.title),
        birth_sealed = coalesce(decode(w.birth, 'hex'), p.birth_sealed),
        identity_index = coalesce(decode(w.identity, 'hex'), p.identity_index),
        phone_sealed = coalesce(decode(w.phone, 'hex'), p.phone_sealed),
        phone_index = coalesce(decode(w.phone_index, 'hex'), p.phone_index),
        version = p.version + 1
      from wanted w where p.tenant_id = ${tenantId} and p.id = w.id and p.version = w.version
      returning p.id`.execute(tx);
    if (rows.length !== wanted.length) throw new PlanOutOfDate();
  }
}

/** What the undo compares a membership with. */
const MEMBERSHIP = sql`jsonb_build_object('kind', m.kind, 'joined_on', m.joined_on, 'confirmed_on', m.confirmed_on, 'to_on', m.to_on)`;

async function endMemberships(
  { tx, tenantId, batchId }: Target,
  ends: Plan['membershipEnds'],
): Promise<void> {
  if (ends.length === 0) return;
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from unnest(${ends.map((end) => end.id)}::uuid[], ${ends.map((end) => end.toOn)}::date[]) as x(id, to_on)
    ), kept as (
      insert into import_change (tenant_id, batch_id, kind, row_id, before, after)
      select m.tenant_id, ${batchId}, 'membership', m.id, ${MEMBERSHIP}, ${MEMBERSHIP} || jsonb_build_object('to_on', w.to_on)
      from membership m join wanted w on w.id = m.id where m.tenant_id = ${tenantId} and m.to_on is null
    )
    update membership m set to_on = w.to_on from wanted w
    where m.tenant_id = ${tenantId} and m.id = w.id and m.to_on is null returning m.id`.execute(tx);
  if (rows.length !== ends.length) throw new PlanOutOfDate();
}

async function changeMemberships(
  { tx, tenantId, batchId }: Target,
  changes: Plan['membershipChanges'],
): Promise<void> {
  if (changes.length === 0) return;
  const wanted = JSON.stringify(
    changes.map(({ id, set }) => ({
      id,
      kind: set.kind ?? null,
      joined_on: set.joinedOn ?? null,
      confirmed_on: set.confirmedOn ?? null,
    })),
  );
  const { rows } = await sql<{ id: string }>`
    with wanted as (
      select * from jsonb_to_recordset(${wanted}::jsonb) as x(id uuid, kind text, joined_on date, confirmed_on date)
    ), kept as (
      insert into import_change (tenant_id, batch_id, kind, row_id, before, after)
      select m.tenant_id, ${batchId}, 'membership', m.id, ${MEMBERSHIP}, jsonb_build_object('kind', coalesce(w.kind, m.kind),
        'joined_on', coalesce(w.joined_on, m.joined_on), 'confirmed_on', coalesce(w.confirmed_on, m.confirmed_on), 'to_on', m.to_on)
      from membership m join wanted w on w.id = m.id where m.tenant_id = ${tenantId} and m.to_on is null
    )
    update membership m set kind = coalesce(w.kind, m.kind), joined_on = coalesce(w.joined_on, m.joined_on),
      confirmed_on = coalesce(w.confirmed_on, m.confirmed_on)
    from wanted w where m.tenant_id = ${tenantId} and m.id = w.id and m.to_on is null returning m.id`.execute(
    tx,
  );
  if (rows.length !== changes.length) throw new PlanOutOfDate();
}

async function addMemberships({ tx, tenantId, batchId }: Target, plan: Plan, idOf: IdOf): Promise<void> {
  for (let at = 0; at < plan.memberships.length; at += AT_ONCE) {
    const rows = plan.memberships.slice(at, at + AT_ONCE).map((row) => ({
      id: newId(),
      person_id: idOf(row.person),
      org_id: idOf(row.org),
      kind: row.kind,
      joined_on: row.joinedOn,
      confirmed_on: row.confirmedOn,
      from_on: row.fromOn,
    }));
    await sql`
      insert into membership (tenant_id, id, person_id, org_id, kind, joined_on, confirmed_on, from_on, batch_id)
      select ${tenantId}, x.*, ${batchId} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
        id uuid, person_id uuid, org_id uuid, kind text, joined_on date, confirmed_on date, from_on date)`.execute(
      tx,
    );
  }
}

async function addAppointments({ tx, tenantId, batchId }: Target, plan: Plan, idOf: IdOf): Promise<void> {
  for (let at = 0; at < plan.appointments.length; at += AT_ONCE) {
    const rows = plan.appointments.slice(at, at + AT_ONCE).map((row) => ({
      id: newId(),
      person_id: idOf(row.person),
      org_id: idOf(row.org),
      post: row.post,
      from_on: row.fromOn,
    }));
    await sql`
      insert into appointment (tenant_id, id, person_id, org_id, post, from_on, batch_id)
      select ${tenantId}, x.*, ${batchId} from jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) as x(
        id uuid, person_id uuid, org_id uuid, post text, from_on date)`.execute(tx);
  }
}
