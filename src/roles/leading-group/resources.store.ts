import { type RawBuilder, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { inScope, type Scope } from '#platform/access/authorise.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './leading-group.tables.ts';
import type { DeliveryState } from './resources.rules.ts';

/** One delivery as stored. */
export type DeliveryRow = {
  id: string;
  amount: number;
  onDay: Day;
  note: string;
  state: DeliveryState;
  enteredBy: string;
  enteredByName: string;
  answeredByName: string | null;
  answer: string;
};

/** A promise with its deliveries; amounts in the unit of its kind. */
export type ResourceRow = {
  id: string;
  org_id: string;
  org_path: string;
  group_name: string;
  decision_id: string;
  decision: string;
  kind: string;
  what: string;
  amount: number;
  received: number;
  claimed: number;
  source: string;
  beneficiary_id: string;
  beneficiary: string;
  beneficiary_path: string;
  beneficiary_kind: string;
  from_on: Day;
  due_on: Day;
  version: number;
  deliveries: DeliveryRow[];
};

const resources = (where: RawBuilder<unknown>) => sql<ResourceRow>`
  select x.id, x.org_id, g.path as org_path, g.name as group_name, x.decision_id, d.text as decision, x.kind, x.what, x.amount::float8 as amount,
    coalesce(v.received, 0)::float8 as received, coalesce(v.claimed, 0)::float8 as claimed, x.source,
    x.beneficiary_id, o.name as beneficiary, o.path as beneficiary_path, o.kind as beneficiary_kind, x.from_on, x.due_on, x.version,
    coalesce(v.list, '[]') as deliveries
  from leading_resource x
  join organisation g on g.tenant_id = x.tenant_id and g.id = x.org_id
  join organisation o on o.tenant_id = x.tenant_id and o.id = x.beneficiary_id
  join leading_decision d on d.tenant_id = x.tenant_id and d.id = x.decision_id
  left join lateral (
    select sum(y.amount) filter (where y.state = 'received') as received, sum(y.amount) filter (where y.state = 'claimed') as claimed,
      jsonb_agg(jsonb_build_object('id', y.id, 'amount', y.amount::float8, 'onDay', y.on_day, 'note', y.note, 'state', y.state, 'enteredBy', y.entered_by,
        'enteredByName', e.display_name, 'answeredByName', a.display_name, 'answer', y.answer) order by y.on_day, y.id) as list
    from leading_delivery y
    join account e on e.tenant_id = y.tenant_id and e.id = y.entered_by
    left join account a on a.tenant_id = y.tenant_id and a.id = y.answered_by
    where y.tenant_id = x.tenant_id and y.resource_id = x.id
  ) v on true
  where ${where}`;

/** One promise, or undefined; locked where it is to be changed. */
export async function loadResource(tx: Tx, tenantId: string, id: string, lock = false) {
  const { rows } = await resources(
    sql`x.tenant_id = ${tenantId} and x.id = ${id}::uuid ${lock ? sql`for update of x` : sql``}`,
  ).execute(tx);
  return rows[0];
}

/** Promises in reach (of the group, or for the organisation), by the day on which they are due; one more than `limit`. */
export async function resourcesIn(
  tx: Tx,
  tenantId: string,
  scope: Scope,
  filter: { groupId?: string; after: readonly [Day, string] | null; limit: number },
): Promise<ResourceRow[]> {
  const group = filter.groupId ? sql`and x.org_id = ${filter.groupId}::uuid` : sql``;
  const after = filter.after
    ? sql`and (x.due_on, x.id) > (${filter.after[0]}::date, ${filter.after[1]}::uuid)`
    : sql``;
  const { rows } = await resources(sql`x.tenant_id = ${tenantId}
    and (${inScope(scope, { path: 'g.path', org: 'g.id' })} or ${inScope(scope, { path: 'o.path', org: 'o.id' })}
      or exists (select from leading_seat s where s.tenant_id = x.tenant_id and s.id = x.org_id and s.person_id = ${scope.person}::uuid))
    ${group} ${after} order by x.due_on, x.id limit ${filter.limit + 1}`).execute(tx);
  return rows;
}

/** A promise to be written. */
export type NewResource = {
  decisionId: string;
  kind: string;
  what: string;
  amount: number;
  source: string;
  beneficiaryId: string;
  fromOn: Day;
  dueOn: Day;
};

/** Adds what a session promised. */
export async function insertResources(
  tx: Tx,
  tenantId: string,
  orgId: string,
  list: readonly NewResource[],
): Promise<void> {
  if (list.length === 0) return;
  await tx
    .insertInto('leading_resource')
    .values(
      list.map((each) => ({
        tenant_id: tenantId,
        id: newId(),
        org_id: orgId,
        decision_id: each.decisionId,
        kind: each.kind,
        what: each.what,
        amount: String(each.amount),
        source: each.source,
        beneficiary_id: each.beneficiaryId,
        from_on: each.fromOn,
        due_on: each.dueOn,
      })),
    )
    .execute();
}

/** Adds a delivery. Returns its id. */
export async function insertDelivery(
  tx: Tx,
  tenantId: string,
  resourceId: string,
  delivery: { amount: number; onDay: Day; note: string },
  by: { accountId: string; at: Date },
): Promise<string> {
  const id = newId();
  await tx
    .insertInto('leading_delivery')
    .values({
      tenant_id: tenantId,
      id,
      resource_id: resourceId,
      amount: String(delivery.amount),
      on_day: delivery.onDay,
      note: delivery.note,
      entered_by: by.accountId,
      entered_at: by.at,
      answered_by: null,
      answered_person: null,
      answered_at: null,
    })
    .execute();
  return id;
}

/** Writes what the recipient says of a delivery. */
export async function answerDelivery(
  tx: Tx,
  tenantId: string,
  id: string,
  answer: { state: DeliveryState; note: string; accountId: string; personId: string | null; at: Date },
): Promise<void> {
  await tx
    .updateTable('leading_delivery')
    .set({
      state: answer.state,
      answer: answer.note,
      answered_by: answer.accountId,
      answered_person: answer.personId,
      answered_at: answer.at,
    })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute();
}

/** Moves a promise on by one version, if it is still at `version`; the new one, or undefined if somebody was faster. */
export async function touchResource(tx: Tx, tenantId: string, id: string, version: number) {
  return updateAtVersion(tx, 'leading_resource', { tenantId, id, version });
}
