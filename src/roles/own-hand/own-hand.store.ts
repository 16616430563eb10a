import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { FulfilmentRule } from '#standards/packs/packs.schema.ts';
import './own-hand.tables.ts';
import '#records/records.tables.ts';
import '#roles/obligations/obligations.tables.ts';

/** The kinds of organisation whose secretary's acts are shown, with the post; those above branches first. */
const SECRETARIES = sql`(values ('leading_group', 'leading-group-secretary', true), ('organ_committee', 'organ-committee-secretary', true),
  ('branch', 'branch-secretary', false), ('joint_branch', 'branch-secretary', false)) as s(kind, post, higher)`;

/** A secretary in office and the organisation. */
export type SecretaryRow = {
  org_id: string;
  org_name: string;
  no: number;
  person_id: string;
  person_name: string;
  /** Of a leading group or an organ committee. */
  higher: boolean;
};

/**
 * Organisations with their secretaries in office, in the order of the tree; one more than `limit`. Branches are in reach by
 * `scope`, leading groups and organ committees by `above`, one's own by oneself.
 */
export async function secretariesIn(
  tx: Tx,
  tenantId: string,
  { scope, above }: { scope: Scope; above: Scope },
  page: { after: number | null; limit: number; today: Day },
): Promise<SecretaryRow[]> {
  const after = page.after === null ? sql`true` : sql`o.no > ${page.after}`;
  const reach = { path: 'o.path', org: 'o.id', person: 'a.person_id' };
  const { rows } = await sql<SecretaryRow>`
    select distinct on (o.no) o.id as org_id, o.name as org_name, o.no, p.id as person_id, p.name as person_name, s.higher
    from organisation o
    join ${SECRETARIES} on s.kind = o.kind
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.post = s.post
      and a.from_on <= ${page.today}::date and (a.to_on is null or a.to_on > ${page.today}::date)
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where o.tenant_id = ${tenantId} and o.state = 'active' and ${after}
      and (not s.higher and ${inScope(scope, reach)} or s.higher and ${inScope({ ...above, person: scope.person }, reach)})
    order by o.no, a.from_on desc, a.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** The secretary in office of one organisation, or undefined. */
export async function secretaryOf(tx: Tx, tenantId: string, orgId: string, today: Day) {
  const { rows } = await sql<SecretaryRow>`
    select o.id as org_id, o.name as org_name, o.no, p.id as person_id, p.name as person_name, s.higher
    from organisation o
    join ${SECRETARIES} on s.kind = o.kind
    join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.post = s.post
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where o.tenant_id = ${tenantId} and o.id = ${orgId}::uuid and o.state = 'active'
    order by a.from_on desc, a.id limit 1`.execute(tx);
  return rows[0];
}

/** One act with the records that count to it. */
export type ActRow = {
  id: string;
  org_id: string;
  person_id: string;
  code: string;
  title: string;
  title_en: string;
  due_on: Day;
  fulfilled_by: FulfilmentRule[];
  records: { id: string; title: string; on: Day; persons: { personId: string; part: string }[] }[];
};

/**
 * The acts that some secretaries have to do in person and that fall due in a span, with the records that met them: who was
 * in the chair, spoke, or was there. Nothing else is looked at, least of all who signed in or typed.
 */
export async function actsOf(
  tx: Tx,
  tenantId: string,
  of: readonly { org_id: string; person_id: string }[],
  span: { from: Day; until: Day },
): Promise<ActRow[]> {
  if (of.length === 0) return [];
  const { rows } = await sql<ActRow>`
    select b.id, b.org_id, b.person_id, d.code, d.title, d.title_en, b.due_on, d.fulfilled_by, coalesce(x.records, '[]') as records
    from unnest(${of.map((each) => each.org_id)}::uuid[], ${of.map((each) => each.person_id)}::uuid[]) as s(org_id, person_id)
    join obligation b on b.tenant_id = ${tenantId} and b.org_id = s.org_id and b.person_id = s.person_id and b.bearer_id = b.org_id
      and b.unit = 'times' and b.state <> 'excused' and b.due_on between ${span.from}::date and ${span.until}::date
    join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id and d.hands = 'own' and d.subject <> 'member'
    left join lateral (
      select jsonb_agg(jsonb_build_object('id', r.id, 'title', r.title, 'on', r.occurred_on, 'persons', (
          select coalesce(jsonb_agg(jsonb_build_object('personId', p.person_id, 'part', p.part)), '[]') from record_person p
          where p.tenant_id = r.tenant_id and p.record_id = r.id and (p.part in ('chair', 'speaker') or p.person_id = s.person_id)
        )) order by r.occurred_on, r.id) as records
      from fulfilment f join record r on r.tenant_id = f.tenant_id and r.id = f.record_id and r.state = 'standing'
      where f.tenant_id = b.tenant_id and f.obligation_id = b.id
    ) x on true
    order by b.due_on desc, d.code, b.id`.execute(tx);
  return rows;
}

/** A delegation as stored. */
export type DelegationRow = {
  id: string;
  org_id: string;
  person_id: string;
  to_id: string;
  to_name: string;
  duties: string[];
  reason: string;
  scope: string;
  from_on: Day;
  to_on: Day;
  written_on: Day;
  ended_on: Day | null;
  version: number;
};

/** Delegations of some organisations that reach into a span, the latest first. */
export async function delegationsOf(
  tx: Tx,
  tenantId: string,
  orgIds: readonly string[],
  span: { from: Day },
): Promise<DelegationRow[]> {
  const { rows } = await sql<DelegationRow>`
    select g.id, g.org_id, g.person_id, g.to_person_id as to_id, p.name as to_name, g.duties, g.reason, g.scope, g.from_on, g.to_on,
      g.written_on, g.ended_on, g.version
    from delegation g join person p on p.tenant_id = g.tenant_id and p.id = g.to_person_id
    where g.tenant_id = ${tenantId} and g.org_id = any(${[...orgIds]}::uuid[]) and g.to_on >= ${span.from}::date
    order by g.from_on desc, g.id desc limit 500`.execute(tx);
  return rows;
}

/** The duties in force that a person answers for alone in an organisation. */
export async function ownedDuties(tx: Tx, tenantId: string, orgId: string, personId: string) {
  const { rows } = await sql<{
    code: string;
    title: string;
    title_en: string;
    hands: 'own' | 'delegable' | 'devolve';
  }>`
    select d.code, d.title, d.title_en, d.hands from duty_owner w
    join duty d on d.tenant_id = w.tenant_id and d.id = w.duty_id
    join framework f on f.tenant_id = d.tenant_id and f.id = d.framework_id and f.state = 'issued'
    where w.tenant_id = ${tenantId} and w.person_id = ${personId}::uuid and w.org_id = ${orgId}::uuid and w.to_on is null and w.sole
    order by d.place`.execute(tx);
  return rows;
}

/** Those who hold another post in an organisation, each once, in the order of posts. */
export async function colleaguesOf(tx: Tx, tenantId: string, orgId: string, personId: string, today: Day) {
  const { rows } = await sql<{ id: string; name: string; post: string }>`
    select distinct on (p.name, p.id) p.id, p.name, a.post from appointment a
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where a.tenant_id = ${tenantId} and a.org_id = ${orgId}::uuid and a.person_id <> ${personId}::uuid
      and a.from_on <= ${today}::date and (a.to_on is null or a.to_on > ${today}::date)
    order by p.name, p.id, a.post limit 100`.execute(tx);
  return rows;
}

/** Adds a delegation. */
export async function insertDelegation(
  tx: Tx,
  tenantId: string,
  delegation: {
    orgId: string;
    personId: string;
    toId: string;
    duties: readonly string[];
    reason: string;
    scope: string;
    fromOn: Day;
    toOn: Day;
  },
  by: { accountId: string; at: Date; on: Day },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('delegation')
    .values({
      tenant_id: tenantId,
      id,
      org_id: delegation.orgId,
      person_id: delegation.personId,
      to_person_id: delegation.toId,
      duties: [...delegation.duties],
      reason: delegation.reason,
      scope: delegation.scope,
      from_on: delegation.fromOn,
      to_on: delegation.toOn,
      written_on: by.on,
      written_at: by.at,
      written_by: by.accountId,
      ended_on: null,
    })
    .execute();
  return id;
}

/** One delegation, or undefined. */
export async function findDelegation(tx: Tx, tenantId: string, id: string) {
  return tx
    .selectFrom('delegation')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst();
}

/** Ends a delegation that is still at `version`; the new version, or undefined. */
export async function closeDelegation(tx: Tx, tenantId: string, id: string, version: number, on: Day) {
  return updateAtVersion(tx, 'delegation', { tenantId, id, version }, { ended_on: on }, { ended_on: null });
}
