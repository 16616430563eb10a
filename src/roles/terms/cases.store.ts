import { type RawBuilder, type Selectable, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { unitAt } from '#organisation/units.store.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Schema, Tx } from '#platform/database/schema.ts';
import type { CaseState, Proposal } from './appointments.rules.ts';
import './terms.tables.ts';
import '#roles/duties/duties.tables.ts';
import '#roles/frameworks/frameworks.tables.ts';

/** A case with the names of those in it. */
export type CaseRecord = Selectable<Schema['appointment_case']> & {
  org_name: string;
  org_path: string;
  org_kind: string;
  unit_id: string | null;
  person_name: string;
  head_name: string | null;
  mentor_name: string | null;
  proposer_name: string;
  settler_name: string | null;
  trainer_name: string | null;
};

const records = (where: RawBuilder<unknown>) => sql<CaseRecord>`
  select c.*, o.name as org_name, o.path as org_path, o.kind as org_kind, p.name as person_name,
    ${unitAt('id', sql.ref('c.tenant_id'), sql.ref('o.path'))} as unit_id, h.name as head_name, m.name as mentor_name, a.display_name as proposer_name, s.display_name as settler_name,
    t.display_name as trainer_name
  from appointment_case c
  join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
  join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
  left join person h on h.tenant_id = c.tenant_id and h.id = c.head_id
  left join person m on m.tenant_id = c.tenant_id and m.id = c.mentor_id
  join account a on a.tenant_id = c.tenant_id and a.id = c.proposed_by
  left join account s on s.tenant_id = c.tenant_id and s.id = c.settled_by
  left join account t on t.tenant_id = c.tenant_id and t.id = c.trained_by
  where ${where}`;

/** One case, or undefined. */
export async function loadCase(tx: Tx, tenantId: string, id: string): Promise<CaseRecord | undefined> {
  const { rows } = await records(sql`c.tenant_id = ${tenantId} and c.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** Cases in reach, newest first; one more than `limit`. */
export async function listCaseRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { state?: CaseState },
  page: { after: readonly [string, string] | null; limit: number },
): Promise<CaseRecord[]> {
  const state = filter.state ? sql`and c.state = ${filter.state}` : sql``;
  const after = page.after
    ? sql`and (c.proposed_at, c.id) < (${page.after[0]}::timestamptz, ${page.after[1]}::uuid)`
    : sql``;
  const { rows } =
    await records(sql`c.tenant_id = ${tenantId} and ${inScope(scope, { path: 'o.path', org: 'o.id' })} ${state} ${after}
    order by c.proposed_at desc, c.id desc limit ${page.limit + 1}`).execute(tx);
  return rows;
}

const columnsOf = (proposal: Proposal, outcome: 'head' | 'package') => ({
  person_id: proposal.personId,
  from_on: proposal.fromOn,
  head_id: proposal.headId,
  outcome,
  reason: proposal.reason,
  decided_by: proposal.decidedBy,
  decided_on: proposal.decidedOn,
  training: proposal.training,
  training_by: proposal.trainingBy,
  mentor_id: proposal.mentorId,
  time_share: proposal.timeShare,
  package: outcome === 'package' ? [...proposal.package] : [],
});

/** Adds a case; null if one for the same post is on its way already. */
export async function insertCase(
  tx: Tx,
  tenantId: string,
  orgId: string,
  proposal: Proposal,
  outcome: 'head' | 'package',
  by: { accountId: string; at: Date },
): Promise<string | null> {
  const id = newId();
  const added = await tx
    .insertInto('appointment_case')
    .values({
      tenant_id: tenantId,
      id,
      org_id: orgId,
      post: proposal.post,
      ...columnsOf(proposal, outcome),
      proposed_by: by.accountId,
      proposed_at: by.at,
      settled_by: null,
      settled_at: null,
      content_hash: null,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'org_id', 'post'])
        .where('state', 'in', ['proposed', 'returned'])
        .doNothing(),
    )
    .returning('id')
    .executeTakeFirst();
  return added ? id : null;
}

/** What a step changes in a case. */
export type CaseChange = {
  state: CaseState;
  note?: string;
  settledBy?: string;
  settledAt?: Date;
  contentHash?: string;
  proposal?: { content: Proposal; outcome: 'head' | 'package' };
};

/** Changes a case that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateCase(tx: Tx, tenantId: string, id: string, version: number, change: CaseChange) {
  return updateAtVersion(
    tx,
    'appointment_case',
    { tenantId, id, version },
    {
      state: change.state,
      note: change.note,
      ...(change.settledBy === undefined
        ? {}
        : { settled_by: change.settledBy, settled_at: change.settledAt ?? null }),
      content_hash: change.contentHash,
      ...(change.proposal ? columnsOf(change.proposal.content, change.proposal.outcome) : {}),
    },
  );
}

/** Posts a person holds anywhere in the unit over a path, today. */
export async function postsOf(tx: Tx, tenantId: string, unitId: string, personId: string, today: Day) {
  const { rows } = await sql<{ post: string }>`
    select distinct a.post from appointment a
    join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
    join organisation u on u.tenant_id = a.tenant_id and u.id = ${unitId}::uuid and o.path ^@ u.path
    where a.tenant_id = ${tenantId} and a.person_id = ${personId}::uuid and a.from_on <= ${today}::date
      and (a.to_on is null or a.to_on > ${today}::date)`.execute(tx);
  return rows.map((row) => row.post);
}

/** Of some persons, those who are there: not gone from the unit. */
export async function presentOf(tx: Tx, tenantId: string, ids: readonly string[]): Promise<Set<string>> {
  const { rows } = await sql<{ id: string }>`
    select id from person where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'active'`.execute(
    tx,
  );
  return new Set(rows.map((row) => row.id));
}

/** Who holds the posts of one organisation, today. */
export async function holdersOf(tx: Tx, tenantId: string, orgId: string, today: Day) {
  const { rows } = await sql<{ post: string; id: string; name: string }>`
    select a.post, p.id, p.name from appointment a
    join person p on p.tenant_id = a.tenant_id and p.id = a.person_id and p.state = 'active'
    where a.tenant_id = ${tenantId} and a.org_id = ${orgId}::uuid and a.from_on <= ${today}::date
      and (a.to_on is null or a.to_on > ${today}::date)
    order by a.from_on, a.id`.execute(tx);
  return rows;
}

/** Appointments of one organisation that wait for approval or were sent back: one a post. */
export async function openCasesOf(tx: Tx, tenantId: string, orgId: string) {
  const { rows } = await sql<{ id: string; post: string; person: string }>`
    select c.id, c.post, p.name as person
    from appointment_case c join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
    where c.tenant_id = ${tenantId} and c.org_id = ${orgId}::uuid and c.state in ('proposed', 'returned')`.execute(
    tx,
  );
  return new Map(rows.map(({ post, ...found }) => [post, found]));
}

/** Of some duty codes, those that stand in a unit's list in force. */
export async function codesInForce(tx: Tx, tenantId: string, unitId: string, codes: readonly string[]) {
  const { rows } = await sql<{ code: string }>`
    select d.code from framework f join duty d on d.tenant_id = f.tenant_id and d.framework_id = f.id and d.dropped_reason is null
    where f.tenant_id = ${tenantId} and f.org_id = ${unitId}::uuid and f.state = 'issued' and d.code = any(${[...codes]}::text[])`.execute(
    tx,
  );
  return rows.map((row) => row.code);
}

/**
 * Lets a person hold a post of an organisation from a day on: whoever holds it beside them ends on that day if the post
 * has one holder; a holding that runs already stays as it is.
 */
export async function takePost(
  tx: Tx,
  tenantId: string,
  holding: { orgId: string; post: string; personId: string; fromOn: Day; single: boolean },
): Promise<void> {
  if (holding.single)
    await leavePost(tx, tenantId, { ...holding, but: holding.personId, on: holding.fromOn });
  await sql`
    insert into appointment (tenant_id, id, person_id, org_id, post, from_on)
    values (${tenantId}, ${newId()}, ${holding.personId}::uuid, ${holding.orgId}::uuid, ${holding.post}, ${holding.fromOn}::date)
    on conflict (tenant_id, org_id, post, person_id) where to_on is null do nothing`.execute(tx);
}

/** Approved appointments whose day has come, at most `limit`. */
export async function dueCases(tx: Tx, tenantId: string, today: Day, limit: number): Promise<CaseRecord[]> {
  const { rows } =
    await records(sql`c.tenant_id = ${tenantId} and c.state = 'approved' and c.in_force_on is null
    and c.from_on <= ${today}::date order by c.from_on, c.id limit ${limit}`).execute(tx);
  return rows;
}

/** Notes that an appointment took effect. */
export async function noteInForce(tx: Tx, tenantId: string, id: string, today: Day): Promise<void> {
  await tx
    .updateTable('appointment_case')
    .set({ in_force_on: today })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Ends all holdings of a post on a day, but for one person's. */
export async function leavePost(
  tx: Tx,
  tenantId: string,
  left: { orgId: string; post: string; but: string | null; on: Day },
): Promise<void> {
  await sql`
    update appointment set to_on = greatest(from_on, ${left.on}::date)
    where tenant_id = ${tenantId} and org_id = ${left.orgId}::uuid and post = ${left.post} and to_on is null
      and person_id is distinct from ${left.but}::uuid`.execute(tx);
}
