import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { CaseAction, CaseState, Part } from './conduct.rules.ts';
import './conduct.tables.ts';

/** A step as it is kept. */
export type CaseEvent = {
  part: Part;
  action: CaseAction;
  toState: CaseState;
  accountId: string | null;
  personId: string | null;
  at: Date;
  note: string;
};

/** Adds a step to what happened to each of some cases. */
export async function addEvents(
  tx: Tx,
  tenantId: string,
  caseIds: readonly string[],
  event: CaseEvent,
): Promise<void> {
  await sql`
    insert into conduct_event (tenant_id, id, case_id, part, action, to_state, account_id, acted_by, at, note, turn)
    select ${tenantId}, e.id, e.case_id, ${event.part}, ${event.action}, ${event.toState}, ${event.accountId}::uuid, ${event.personId}::uuid, ${event.at}, ${event.note},
      (select count(*)::int from conduct_event x where x.tenant_id = ${tenantId} and x.case_id = e.case_id and x.action = 'evaluate')
        + case when ${event.action} = 'evaluate' then 1 else 0 end
    from unnest(${caseIds.map(() => newId())}::uuid[], ${[...caseIds]}::uuid[]) as e(id, case_id)`.execute(
    tx,
  );
}

/** What happened to some cases, in order. */
export async function eventsOf(tx: Tx, tenantId: string, caseIds: readonly string[]) {
  return tx
    .selectFrom('conduct_event as e')
    .leftJoin('account as a', (join) =>
      join.onRef('a.tenant_id', '=', 'e.tenant_id').onRef('a.id', '=', 'e.account_id'),
    )
    .leftJoin('person as w', (join) =>
      join.onRef('w.tenant_id', '=', 'e.tenant_id').onRef('w.id', '=', 'e.acted_by'),
    )
    .select([
      'e.id',
      'e.case_id',
      'e.part',
      'e.action',
      'e.account_id',
      'e.acted_by',
      'e.at',
      'e.note',
      sql<string | null>`coalesce(w.name, a.display_name)`.as('who'),
    ])
    .where('e.tenant_id', '=', tenantId)
    .where(sql<boolean>`e.case_id = any(${[...caseIds]}::uuid[])`)
    .orderBy('e.at')
    .orderBy('e.id')
    .execute();
}

/** Writes what was checked in a case, in place of what was there. */
export async function replaceChecks(
  tx: Tx,
  tenantId: string,
  caseId: string,
  checks: readonly { source: string; item: string; finding: 'stands' | 'differs' }[],
): Promise<void> {
  await tx
    .deleteFrom('conduct_check')
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .execute();
  await tx
    .insertInto('conduct_check')
    .values(checks.map((each) => ({ tenant_id: tenantId, id: newId(), case_id: caseId, ...each })))
    .execute();
}

/** What was checked in a case. */
export async function checksOf(tx: Tx, tenantId: string, caseId: string) {
  return tx
    .selectFrom('conduct_check')
    .select(['id', 'source', 'item', 'finding'])
    .where('tenant_id', '=', tenantId)
    .where('case_id', '=', caseId)
    .orderBy('id')
    .execute();
}
