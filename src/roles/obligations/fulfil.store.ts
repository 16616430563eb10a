import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import './obligations.tables.ts';

/** Whether a record counts, is (or also was) of the rule's kind, and names the duty where the rule asks for that. */
const meets = sql`
  r.state = 'standing'
  and (rule.kinds ? r.kind or r.details ? 'includes' and exists (
    select from jsonb_array_elements_text(r.details->'includes') as also(kind) where rule.kinds ? also.kind))
  and (not coalesce(rule.named, false) or coalesce(r.details->'duties' ? d.code, false))`;
/** The study minutes credited to the person who answers. */
const minutes = sql`(
  select max(x.minutes) from record_person x where x.tenant_id = r.tenant_id and x.record_id = r.id and x.person_id = o.person_id)`;
const rules = sql`jsonb_to_recordset(d.fulfilled_by) as rule(kinds jsonb, "as" text, parts jsonb, named boolean)`;

/**
 * Links a record to every obligation that it meets: what `amountFulfilled` says, in one statement. Links that exist stay.
 * Returns the obligations that gained one. Each step is a lateral look-up by index, so that the plan does not depend on
 * statistics, which a freshly filled table does not have.
 */
export async function linkRecord(tx: Tx, tenantId: string, recordId: string): Promise<string[]> {
  return insertLinks(
    tx,
    tenantId,
    sql`
      select o.id as obligation_id, r.id as record_id, 1 as amount, r.occurred_on
      from record r
      cross join lateral (
        select * from obligation o where o.tenant_id = r.tenant_id and o.org_id = r.org_id
          and o.period_from <= r.occurred_on and o.period_to > r.occurred_on offset 0
      ) o
      join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
      cross join lateral ${rules}
      where r.tenant_id = ${tenantId} and r.id = ${recordId}::uuid and rule."as" = 'organisation' and ${meets}
      union all
      select o.id, r.id, case when o.unit = 'minutes' then ${minutes} else 1 end, r.occurred_on
      from record r
      join record_person rp on rp.tenant_id = r.tenant_id and rp.record_id = r.id
      cross join lateral (
        select * from obligation o where o.tenant_id = r.tenant_id and o.person_id = rp.person_id
          and o.period_from <= r.occurred_on and o.period_to > r.occurred_on offset 0
      ) o
      join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
      cross join lateral ${rules}
      where r.tenant_id = ${tenantId} and r.id = ${recordId}::uuid and rule."as" = 'person' and rule.parts ? rp.part and ${meets}`,
  );
}

/** Links all records there are to the obligations of some frameworks, as `linkRecord` does for one. */
export async function linkFrameworks(
  tx: Tx,
  tenantId: string,
  frameworkIds: readonly string[],
): Promise<string[]> {
  const obligations = sql`
    duty d cross join lateral ${rules}
    cross join lateral (
      select * from obligation o where o.tenant_id = d.tenant_id and o.duty_id = d.id offset 0
    ) o`;
  const within = sql`d.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworkIds]}::uuid[])`;
  return insertLinks(
    tx,
    tenantId,
    sql`
      select o.id as obligation_id, r.id as record_id, 1 as amount, r.occurred_on
      from ${obligations}
      cross join lateral (
        select * from record r where r.tenant_id = o.tenant_id and r.org_id = o.org_id
          and r.occurred_on >= o.period_from and r.occurred_on < o.period_to offset 0
      ) r
      where ${within} and rule."as" = 'organisation' and ${meets}
      union all
      select o.id, r.id, case when o.unit = 'minutes' then ${minutes} else 1 end, r.occurred_on
      from ${obligations}
      cross join lateral (
        select * from record_person rp where rp.tenant_id = o.tenant_id and rp.person_id = o.person_id
          and rp.occurred_on >= o.period_from and rp.occurred_on < o.period_to and rule.parts ? rp.part offset 0
      ) rp
      join record r on r.tenant_id = rp.tenant_id and r.id = rp.record_id
      where ${within} and rule."as" = 'person' and ${meets}`,
  );
}

async function insertLinks(tx: Tx, tenantId: string, hits: RawBuilder<unknown>): Promise<string[]> {
  const { rows } = await sql<{ obligation_id: string }>`
    insert into fulfilment (tenant_id, obligation_id, record_id, amount, occurred_on)
    select ${tenantId}, h.obligation_id, h.record_id, max(h.amount), h.occurred_on from (${hits}) h
    group by h.obligation_id, h.record_id, h.occurred_on having max(h.amount) > 0
    on conflict (tenant_id, obligation_id, record_id) do nothing
    returning obligation_id`.execute(tx);
  return [...new Set(rows.map((row) => row.obligation_id))];
}

/** Takes a record's links away; returns the obligations that lost one. */
export async function unlinkRecord(tx: Tx, tenantId: string, recordId: string): Promise<string[]> {
  const rows = await tx
    .deleteFrom('fulfilment')
    .where('tenant_id', '=', tenantId)
    .where('record_id', '=', recordId)
    .returning('obligation_id')
    .execute();
  return rows.map((row) => row.obligation_id);
}

/** Adds a link that somebody named: a later record that makes up for a missed obligation. */
export async function linkMadeUp(
  tx: Tx,
  tenantId: string,
  link: { obligationId: string; recordId: string; amount: number; occurredOn: string },
): Promise<boolean> {
  const done = await tx
    .insertInto('fulfilment')
    .values({
      tenant_id: tenantId,
      obligation_id: link.obligationId,
      record_id: link.recordId,
      amount: link.amount,
      occurred_on: link.occurredOn,
      made_up: true,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'obligation_id', 'record_id']).doNothing())
    .returning('record_id')
    .executeTakeFirst();
  return done !== undefined;
}

/** Sets obligations to what their links amount to (`standing` in obligations.rules.ts). */
export async function restate(tx: Tx, tenantId: string, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  const those = (column: RawBuilder<unknown>) => sql`${column} = any(${[...ids]}::uuid[])`;
  // Two meetings recorded at once wait for each other here, so that the later one counts both. No stronger lock than
  // the update's own: each has just linked a row to these, which holds their keys, and a full lock would deadlock.
  await sql`
    select id from obligation where tenant_id = ${tenantId} and ${those(sql`id`)} order by id for no key update`.execute(
    tx,
  );
  await sql`
    update obligation o set
      done = s.done, met_on = s.met_on, version = o.version + 1,
      state = case when s.met_on is not null then 'fulfilled' when o.state = 'excused' then 'excused' else 'open' end,
      excuse_reason = case when s.met_on is null then o.excuse_reason end,
      excused_by = case when s.met_on is null then o.excused_by end,
      excused_at = case when s.met_on is null then o.excused_at end,
      first_late_on = coalesce(o.first_late_on, case when s.met_on > o.due_on then o.due_on + 1 end)
    from (
      select w.id, coalesce(sum(f.amount), 0)::int as done, min(f.occurred_on) filter (where f.running >= w.required) as met_on
      from obligation w
      left join (
        select obligation_id, amount, occurred_on,
          sum(amount) over (partition by obligation_id order by occurred_on, record_id) as running
        from fulfilment where tenant_id = ${tenantId} and ${those(sql`obligation_id`)}
      ) f on f.obligation_id = w.id
      where w.tenant_id = ${tenantId} and ${those(sql`w.id`)}
      group by w.id
    ) s
    where o.tenant_id = ${tenantId} and o.id = s.id and (o.done <> s.done or o.met_on is distinct from s.met_on)`.execute(
    tx,
  );
}

/** What a record has met, in words. */
export async function metBy(tx: Tx, tenantId: string, recordId: string) {
  const { rows } = await sql<{
    obligationId: string;
    dutyCode: string;
    title: string;
    personId: string;
    sole: boolean;
    state: string;
  }>`
    select o.id as "obligationId", d.code as "dutyCode", d.title, o.person_id as "personId", o.bearer_id = o.org_id as sole, o.state
    from fulfilment f
    join obligation o on o.tenant_id = f.tenant_id and o.id = f.obligation_id
    join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
    where f.tenant_id = ${tenantId} and f.record_id = ${recordId}
    order by d.code, o.id`.execute(tx);
  return rows;
}
