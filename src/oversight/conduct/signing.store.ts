import { sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import './conduct.tables.ts';

/** Approves cases whose reviewed text is still the one that is signed; the ids that were. */
export async function approveRows(tx: Tx, tenantId: string, ids: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conduct_case set state = 'approved', approved_hash = reviewed_hash, version = version + 1
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[]) and state = 'reviewed' returning id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** Gives cases back, with the reason. */
export async function returnRows(
  tx: Tx,
  tenantId: string,
  ids: readonly string[],
  note: string,
): Promise<void> {
  await sql`
    update conduct_case set state = 'returned', returned_note = ${note}, reviewed_hash = null, version = version + 1
    where tenant_id = ${tenantId} and id = any(${[...ids]}::uuid[])`.execute(tx);
}

/** Tells the members of a round's approved cases; the ids. */
export async function tellRows(
  tx: Tx,
  tenantId: string,
  roundId: string,
  today: Day,
  freeFrom: Day,
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conduct_case set state = 'told', told_on = ${today}::date, free_from = ${freeFrom}::date, version = version + 1
    where tenant_id = ${tenantId} and round_id = ${roundId} and state = 'approved' returning id`.execute(tx);
  return rows.map((row) => row.id);
}

/** Settles a round's cases whose days for an objection have passed; the ids. */
export async function settleRows(tx: Tx, tenantId: string, roundId: string, today: Day): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    update conduct_case set state = 'settled', settled_on = ${today}::date, version = version + 1
    where tenant_id = ${tenantId} and round_id = ${roundId} and state = 'told' and free_from <= ${today}::date returning id`.execute(
    tx,
  );
  return rows.map((row) => row.id);
}

/** What waits in rounds for somebody: to evaluate, review, check, approve, or answer; one row a kind of step and round. */
export async function waitingFor(
  tx: Tx,
  tenantId: string,
  who: {
    accountId: string | null;
    personId: string | null;
    led: readonly string[];
    overseen: readonly string[];
    /** Paths under which the reader's body is the one above. */
    above: readonly string[];
  },
) {
  // One branch a part, each by an index of its own: a to-do list is read often, and cases are as many as members.
  const { rows } = await sql<{
    step: string;
    id: string;
    org_id: string;
    org_name: string;
    count: number;
    free_from: Day | null;
  }>`
    with waiting as (
      select 'answer' as step, c.id, c.round_id, c.free_from from conduct_case c
        where c.tenant_id = ${tenantId} and c.person_id = ${who.personId}::uuid and c.state = 'told'
      union all
      select 'check', c.id, c.round_id, null::date from conduct_case c
        where c.tenant_id = ${tenantId} and c.checker_id = ${who.personId}::uuid and c.sampled and c.state = 'evaluated'
      union all
      select 'evaluate', c.id, c.round_id, null from conduct_case c
        join conduct_round r on r.tenant_id = c.tenant_id and r.id = c.round_id
        where c.tenant_id = ${tenantId} and c.org_id = any(${[...who.led]}::uuid[]) and c.person_id is distinct from ${who.personId}::uuid
          and (c.state = 'returned' or (c.state = 'pending' and r.state = 'open'))
      union all
      select 'review', c.id, c.round_id, null from conduct_round r
        join conduct_case c on c.tenant_id = r.tenant_id and c.round_id = r.id
        where r.tenant_id = ${tenantId} and r.org_id = any(${[...who.overseen]}::uuid[]) and r.state = 'drawn'
          and c.person_id is distinct from ${who.personId}::uuid and (c.state = 'checked' or (c.state = 'evaluated' and not c.sampled))
      union all
      select 'objection', c.id, c.round_id, null from conduct_round r
        join organisation u on u.tenant_id = r.tenant_id and u.id = r.org_id
        join conduct_case c on c.tenant_id = r.tenant_id and c.round_id = r.id and c.state = 'objected'
        where r.tenant_id = ${tenantId} and r.state = 'drawn' and (r.org_id = any(${[...who.overseen]}::uuid[]) or u.path ^@ any(${[...who.above]}::text[]))
          and c.person_id is distinct from ${who.personId}::uuid and not exists (select from conduct_event e where e.tenant_id = c.tenant_id and e.case_id = c.id
            and e.part <> 'arbiter' and e.action not in ('tell', 'settle', 'accept', 'object') and (e.account_id = ${who.accountId}::uuid or e.acted_by = ${who.personId}::uuid))
      union all
      select 'approve', c.id, c.round_id, null from conduct_seat s
        join conduct_case c on c.tenant_id = s.tenant_id and c.round_id = s.id and c.state = 'reviewed'
        where s.tenant_id = ${tenantId} and s.person_id = ${who.personId}::uuid and c.person_id <> ${who.personId}::uuid
    )
    select w.step, case when count(*) = 1 and w.step in ('answer', 'check', 'objection') then (array_agg(w.id))[1] else r.id end as id,
      r.org_id, o.name as org_name, count(distinct w.id)::int as count, min(w.free_from) as free_from
    from waiting w
    join conduct_round r on r.tenant_id = ${tenantId} and r.id = w.round_id
    join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
    group by w.step, r.id, r.org_id, o.name order by w.step, r.id`.execute(tx);
  return rows;
}
