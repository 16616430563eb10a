import { type Expression, type RawBuilder, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { inScope, reachesFromTop, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { FulfilmentRule, Strength } from '#standards/packs/packs.schema.ts';
import type { ObligationState, RecordFacts } from './obligations.rules.ts';
import './obligations.tables.ts';

/** An obligation with its duty, organisation and person by name. */
export type ObligationRow = {
  id: string;
  duty_id: string;
  code: string;
  subject: string;
  title: string;
  title_en: string;
  org_id: string;
  org_name: string;
  person_id: string;
  person_name: string;
  period_from: Day;
  period_to: Day;
  due_on: Day;
  due_covered: boolean;
  unit: 'times' | 'minutes';
  required: number;
  done: number;
  state: ObligationState;
  met_on: Day | null;
  first_late_on: Day | null;
  strength: Strength;
  version: number;
};

/** What a list of obligations is narrowed to. `state: late` = open past its day, or met after it. */
export type ObligationFilter = {
  orgPath?: string;
  personId?: string;
  state?: ObligationState | 'late' | 'all';
  subject?: string;
  duty?: string;
  from?: Day;
  to?: Day;
};

const COLUMNS = sql`
  o.id, o.duty_id, d.code, d.subject, d.title, d.title_en, o.org_id, g.name as org_name, o.person_id, p.name as person_name,
  o.period_from, o.period_to, o.due_on, o.due_covered, o.unit, o.required, o.done, o.state, o.met_on, o.first_late_on, d.strength, o.version`;
const TABLES = sql`
  obligation o
  join organisation g on g.tenant_id = o.tenant_id and g.id = o.org_id
  join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
  join person p on p.tenant_id = o.tenant_id and p.id = o.person_id`;

/** Obligations in reach, by due day; one row more than `limit`. */
export async function findObligations(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: ObligationFilter,
  page: { today: Day; after: readonly [Day, string] | null; limit: number; newestFirst?: boolean },
): Promise<ObligationRow[]> {
  const { rows } = await sql<ObligationRow>`
    select ${COLUMNS} from ${TABLES}
    where o.tenant_id = ${tenantId} and ${inReach(tenantId, scope)}
      ${conditions(filter, page.today)}
      ${page.after === null ? sql`` : sql`and (o.due_on, o.id) > (${page.after[0]}::date, ${page.after[1]}::uuid)`}
    order by o.due_on, o.id limit ${page.limit + 1}`.execute(tx);
  return rows;
}

/** Of a part of the tree, its organisations are gathered first: each is a range of an index, and so is a person. */
function inReach(tenantId: string, scope: Scope): Expression<SqlBool> {
  if (reachesFromTop(scope)) return inScope(scope, { path: 'g.path', org: 'g.id', person: 'o.person_id' });
  const within = inScope({ ...scope, person: null }, { path: 'b.path', org: 'b.id' });
  return sql<SqlBool>`(o.org_id = any(array(select b.id from organisation b where b.tenant_id = ${tenantId} and ${within}))
    ${scope.person === null ? sql`` : sql`or o.person_id = ${scope.person}::uuid`})`;
}

function conditions(filter: ObligationFilter, today: Day): RawBuilder<unknown> {
  const parts: RawBuilder<unknown>[] = [];
  if (filter.orgPath) parts.push(sql`and g.path ^@ ${filter.orgPath}`);
  if (filter.personId) parts.push(sql`and o.person_id = ${filter.personId}::uuid`);
  if (filter.state === 'late') {
    parts.push(sql`and (o.state = 'open' and o.due_on < ${today}::date or o.met_on > o.due_on)`);
  } else if (filter.state && filter.state !== 'all') parts.push(sql`and o.state = ${filter.state}`);
  if (filter.subject) parts.push(sql`and d.subject = ${filter.subject}`);
  if (filter.duty) parts.push(sql`and d.code = ${filter.duty}`);
  if (filter.from) parts.push(sql`and o.due_on >= ${filter.from}::date`);
  if (filter.to) parts.push(sql`and o.due_on <= ${filter.to}::date`);
  return sql.join(parts, sql` `);
}

/** One obligation with what its duty says. */
export async function findObligation(tx: Tx, tenantId: string, id: string) {
  const { rows } = await sql<
    ObligationRow & {
      text: string;
      standard: string;
      result: string;
      fulfilled_by: FulfilmentRule[];
      excuse_reason: string | null;
      excused_at: Date | null;
      excused_by_name: string | null;
    }
  >`
    select ${COLUMNS}, d.text, d.standard, d.result, d.fulfilled_by, o.excuse_reason, o.excused_at, a.display_name as excused_by_name
    from ${TABLES} left join account a on a.tenant_id = o.tenant_id and a.id = o.excused_by
    where o.tenant_id = ${tenantId} and o.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

/** The records linked to an obligation. */
export async function recordsOf(tx: Tx, tenantId: string, id: string) {
  const { rows } = await sql<{
    id: string;
    title: string;
    kind: string;
    occurred_on: Day;
    amount: number;
    made_up: boolean;
  }>`
    select r.id, r.title, r.kind, r.occurred_on, f.amount, f.made_up
    from fulfilment f join record r on r.tenant_id = f.tenant_id and r.id = f.record_id
    where f.tenant_id = ${tenantId} and f.obligation_id = ${id}::uuid order by r.occurred_on, r.id limit 100`.execute(
    tx,
  );
  return rows;
}

/** Excuses an open obligation of version `version`; undefined if it has another version or state by now. */
export async function excuse(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  by: { reason: string; accountId: string | null; at: Date },
) {
  return updateAtVersion(
    tx,
    'obligation',
    { tenantId, id, version },
    {
      state: 'excused',
      excuse_reason: by.reason,
      excused_by: by.accountId,
      excused_at: by.at,
    },
    { state: 'open' },
  );
}

/** Opens an excused obligation again; undefined if it has another version or state by now. */
export async function restore(tx: Tx, tenantId: string, id: string, version: number) {
  return updateAtVersion(
    tx,
    'obligation',
    { tenantId, id, version },
    {
      state: 'open',
      excuse_reason: null,
      excused_by: null,
      excused_at: null,
    },
    { state: 'excused' },
  );
}

/** A standing record in the same unit as an obligation, as fulfilment looks at it; undefined if there is none. */
export async function recordFacts(
  tx: Tx,
  tenantId: string,
  recordId: string,
  scope: Scope,
): Promise<RecordFacts | undefined> {
  const { rows } = await sql<RecordFacts>`
    select array_append(array(select jsonb_array_elements_text(coalesce(r.details->'includes', '[]'))), r.kind) as kinds,
      r.org_id as "orgId", r.occurred_on as "occurredOn",
      array(select jsonb_array_elements_text(coalesce(r.details->'duties', '[]'))) as duties,
      coalesce((select jsonb_agg(jsonb_build_object('personId', x.person_id, 'part', x.part, 'minutes', x.minutes))
        from record_person x where x.tenant_id = r.tenant_id and x.record_id = r.id), '[]') as persons
    from record r join organisation g on g.tenant_id = r.tenant_id and g.id = r.org_id
    where r.tenant_id = ${tenantId} and r.id = ${recordId}::uuid and r.state = 'standing'
      and ${inScope(scope, { path: 'g.path', org: 'g.id' })}`.execute(tx);
  return rows[0];
}

/** Up to 20 standing records after an obligation's period whose kind, and body or person, could make up for it. */
export async function makeUpRecords(tx: Tx, tenantId: string, id: string) {
  const { rows } = await sql<{ id: string; title: string; kind: string; occurred_on: Day }>`
    select distinct r.id, r.title, r.kind, r.occurred_on
    from obligation o
    join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
    cross join lateral jsonb_to_recordset(d.fulfilled_by) as rule(kinds jsonb, "as" text, parts jsonb, named boolean)
    join record r on r.tenant_id = o.tenant_id and r.org_id = o.org_id and r.state = 'standing' and r.occurred_on >= o.period_to
      and rule.kinds ?| array_append(array(select jsonb_array_elements_text(coalesce(r.details->'includes', '[]'))), r.kind)
      and (not coalesce(rule.named, false) or coalesce(r.details->'duties' ? d.code, false))
      and (rule."as" = 'organisation' or exists (
        select from record_person x where x.tenant_id = r.tenant_id and x.record_id = r.id and x.person_id = o.person_id
          and rule.parts ? x.part))
    where o.tenant_id = ${tenantId} and o.id = ${id}::uuid
      and not exists (
        select from fulfilment f join obligation twin on twin.tenant_id = f.tenant_id and twin.id = f.obligation_id
        where f.tenant_id = o.tenant_id and f.record_id = r.id and twin.duty_id = o.duty_id and twin.bearer_id = o.bearer_id
          and twin.done - f.amount < twin.required)
    order by r.occurred_on, r.id limit 20`.execute(tx);
  return rows;
}

/** Whether a record already serves another obligation of the same duty: one meeting does not count for two quarters. */
export async function servesTwin(
  tx: Tx,
  tenantId: string,
  recordId: string,
  obligationId: string,
): Promise<boolean> {
  const { rows } = await sql`
    select from fulfilment f
    join obligation o on o.tenant_id = f.tenant_id and o.id = f.obligation_id
    join obligation mine on mine.tenant_id = f.tenant_id and mine.id = ${obligationId}::uuid
    where f.tenant_id = ${tenantId} and f.record_id = ${recordId}::uuid and o.id <> mine.id
      and o.duty_id = mine.duty_id and o.bearer_id = mine.bearer_id
      and o.done - f.amount < o.required`.execute(tx);
  return rows.length > 0;
}
