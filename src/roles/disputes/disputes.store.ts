import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './disputes.tables.ts';
import type { Claim, DisputeAction, DisputeState, ProvisionalBasis } from './disputes.rules.ts';

/** A party as stored, with its organisation and person by name. */
export type PartyRow = {
  id: string;
  no: number;
  orgId: string;
  orgName: string;
  kind: string;
  path: string;
  personId: string | null;
  personName: string | null;
  named: boolean;
  claim: Claim | null;
  statement: string;
  statedAt: string | null;
};

/** A dispute as stored, with its parties in their order. */
export type DisputeRecord = {
  id: string;
  org_id: string;
  org_name: string;
  org_path: string;
  level: string;
  title: string;
  matter: string;
  duty_id: string | null;
  duty_code: string | null;
  raised_by: string;
  raiser: string;
  raised_person: string | null;
  raised_on: Day;
  due_on: Day;
  due_covered: boolean;
  state: DisputeState;
  provisional_party: string | null;
  provisional_basis: ProvisionalBasis | null;
  provisional_on: Day | null;
  ruled_party: string | null;
  ruling: string;
  judge: string | null;
  ruled_on: Day | null;
  precedent_id: string | null;
  framework_id: string | null;
  patched_code: string | null;
  version: number;
  parties: PartyRow[];
};

const parties = sql`(
  select coalesce(jsonb_agg(jsonb_build_object('id', p.id, 'no', p.no, 'orgId', p.org_id, 'orgName', o.name, 'kind', o.kind, 'path', o.path,
    'personId', p.person_id, 'personName', n.name, 'named', p.named, 'claim', p.claim, 'statement', p.statement, 'statedAt', p.stated_at) order by p.no), '[]')
  from dispute_party p
  join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
  left join person n on n.tenant_id = p.tenant_id and n.id = p.person_id
  where p.tenant_id = d.tenant_id and p.dispute_id = d.id)`;

const records = (where: RawBuilder<unknown>) => sql<DisputeRecord>`
  select d.*, g.name as org_name, g.path as org_path, a.display_name as raiser, j.display_name as judge, ${parties} as parties
  from dispute d
  join organisation g on g.tenant_id = d.tenant_id and g.id = d.org_id
  join account a on a.tenant_id = d.tenant_id and a.id = d.raised_by
  left join account j on j.tenant_id = d.tenant_id and j.id = d.ruled_by
  where ${where}`;

/** One dispute, or undefined. */
export async function loadDispute(tx: Tx, tenantId: string, id: string): Promise<DisputeRecord | undefined> {
  const { rows } = await records(sql`d.tenant_id = ${tenantId} and d.id = ${id}::uuid`).execute(tx);
  return rows[0];
}

/** Disputes in reach (as a party, at the level that rules, or above), newest first; one more than `limit`. */
export async function listDisputeRows(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { state?: DisputeState | 'running' },
  page: { after: readonly [Day, string] | null; limit: number },
): Promise<DisputeRecord[]> {
  const state =
    filter.state === 'running'
      ? sql`and d.state in ('open', 'provisional')`
      : filter.state
        ? sql`and d.state = ${filter.state}`
        : sql``;
  const after = page.after
    ? sql`and (d.raised_on, d.id) < (${page.after[0]}::date, ${page.after[1]}::uuid)`
    : sql``;
  const { rows } = await records(sql`d.tenant_id = ${tenantId} and ${reached(scope)} ${state} ${after}
    order by d.raised_on desc, d.id desc limit ${page.limit + 1}`).execute(tx);
  return rows;
}

/** Whether a dispute `d` (its organisation `g`) is within reach. */
const reached = (scope: Scope) => sql`(${inScope(scope, { path: 'g.path', org: 'g.id' })} or exists (
  select from dispute_party x join organisation xo on xo.tenant_id = x.tenant_id and xo.id = x.org_id
  where x.tenant_id = d.tenant_id and x.dispute_id = d.id and ${inScope(scope, { path: 'xo.path', org: 'xo.id' })}))`;

/** A dispute to be added; parties in their order. */
export type NewDispute = {
  orgId: string;
  level: string;
  title: string;
  matter: string;
  duty: { id: string; code: string } | null;
  dueOn: Day;
  dueCovered: boolean;
  parties: readonly { orgId: string; personId: string | null; named: boolean }[];
};

/** Adds a dispute with its parties and first event. Returns its id. */
export async function insertDispute(
  tx: Tx,
  tenantId: string,
  dispute: NewDispute,
  by: { accountId: string; personId: string | null; at: Date; on: Day },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('dispute')
    .values({
      tenant_id: tenantId,
      id,
      org_id: dispute.orgId,
      level: dispute.level,
      title: dispute.title,
      matter: dispute.matter,
      duty_id: dispute.duty?.id ?? null,
      duty_code: dispute.duty?.code ?? null,
      raised_by: by.accountId,
      raised_person: by.personId,
      raised_at: by.at,
      raised_on: by.on,
      due_on: dispute.dueOn,
      due_covered: dispute.dueCovered,
      provisional_party: null,
      provisional_basis: null,
      provisional_on: null,
      ruled_party: null,
      ruled_by: null,
      ruled_on: null,
      precedent_id: null,
      framework_id: null,
      patched_code: null,
    })
    .execute();
  await tx
    .insertInto('dispute_party')
    .values(
      dispute.parties.map((party, at) => ({
        tenant_id: tenantId,
        id: newId(),
        dispute_id: id,
        no: at + 1,
        org_id: party.orgId,
        person_id: party.personId,
        named: party.named,
        claim: null,
        stated_by: null,
        stated_at: null,
      })),
    )
    .execute();
  await addEvents(tx, tenantId, [{ disputeId: id, action: 'raise', note: dispute.matter }], by);
  return id;
}

/** What happened to a dispute. */
export type NewEvent = {
  disputeId: string;
  action: DisputeAction | 'raise';
  partyId?: string;
  note: string;
};

/** Adds to what happened; nothing is ever taken out of it. */
export async function addEvents(
  tx: Tx,
  tenantId: string,
  events: readonly NewEvent[],
  by: { accountId: string | null; at: Date },
): Promise<void> {
  if (events.length === 0) return;
  await tx
    .insertInto('dispute_event')
    .values(
      events.map((event) => ({
        tenant_id: tenantId,
        id: newId(),
        dispute_id: event.disputeId,
        action: event.action,
        account_id: by.accountId,
        party_id: event.partyId ?? null,
        at: by.at,
        note: event.note,
      })),
    )
    .execute();
}

/** What a step changes in a dispute. */
export type DisputeChange = {
  state?: DisputeState;
  ruled_party?: string;
  ruling?: string;
  ruled_by?: string;
  ruled_on?: Day;
  precedent_id?: string | null;
  framework_id?: string | null;
  patched_code?: string | null;
};

/** Changes a dispute that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateDispute(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: DisputeChange,
) {
  return updateAtVersion(tx, 'dispute', { tenantId, id, version }, change);
}

/** Writes what a party says, in place of what it said before. */
export async function saveStatement(
  tx: Tx,
  tenantId: string,
  partyId: string,
  said: { claim: Claim; statement: string; by: string; at: Date },
): Promise<void> {
  await tx
    .updateTable('dispute_party')
    .set({ claim: said.claim, statement: said.statement, stated_by: said.by, stated_at: said.at })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', partyId)
    .execute();
}

/** What happened to a dispute, from the first on. */
export async function eventsOf(tx: Tx, tenantId: string, id: string) {
  const { rows } = await sql<{
    id: string;
    action: DisputeAction | 'raise';
    who: string | null;
    party: string | null;
    at: Date;
    note: string;
  }>`
    select e.id, e.action, a.display_name as who, o.name as party, e.at, e.note
    from dispute_event e
    left join account a on a.tenant_id = e.tenant_id and a.id = e.account_id
    left join dispute_party p on p.tenant_id = e.tenant_id and p.id = e.party_id
    left join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    where e.tenant_id = ${tenantId} and e.dispute_id = ${id}::uuid order by e.at, e.id`.execute(tx);
  return rows;
}

/** Disputes whose clock has run out, at most `limit`. */
export async function lapsedDisputes(tx: Tx, tenantId: string, today: Day, limit: number) {
  const { rows } =
    await records(sql`d.tenant_id = ${tenantId} and d.state = 'open' and d.due_on < ${today}::date
    order by d.due_on, d.id limit ${limit} for update of d skip locked`).execute(tx);
  return rows;
}

/** Names who looks after some disputes meanwhile. */
export async function setProvisional(
  tx: Tx,
  tenantId: string,
  chosen: readonly { id: string; partyId: string; basis: ProvisionalBasis }[],
  today: Day,
): Promise<void> {
  await sql`
    update dispute d set state = 'provisional', provisional_party = c.party, provisional_basis = c.basis, provisional_on = ${today}::date,
      version = d.version + 1
    from unnest(${chosen.map((each) => each.id)}::uuid[], ${chosen.map((each) => each.partyId)}::uuid[],
      ${chosen.map((each) => each.basis)}::text[]) as c(id, party, basis)
    where d.tenant_id = ${tenantId} and d.id = c.id and d.state = 'open'`.execute(tx);
}
