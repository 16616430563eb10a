import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import './red-lines.tables.ts';

export type NewRedLine = {
  id: string;
  orgId: string;
  rule: string;
  document: string;
  organ: string;
  issuedOn: Day;
  fromOn: Day;
  toOn: Day | null;
  by: { accountId: string; personId: string | null; at: Date };
};

/** Adds an entry; false when the same document stands there already for the same organisation and rule. */
export async function insertRedLine(tx: Tx, tenantId: string, line: NewRedLine): Promise<boolean> {
  const row = await tx
    .insertInto('red_line')
    .values({
      tenant_id: tenantId,
      id: line.id,
      org_id: line.orgId,
      rule: line.rule,
      document_no: line.document,
      organ: line.organ,
      issued_on: line.issuedOn,
      from_on: line.fromOn,
      to_on: line.toOn,
      entered_by: line.by.accountId,
      entered_person: line.by.personId,
      entered_at: line.by.at,
      confirmed_by: null,
      confirmed_at: null,
      lifted_on: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'org_id', 'rule', 'document_no']).doNothing())
    .returning('id')
    .executeTakeFirst();
  return row !== undefined;
}

const rows = (tx: Tx, tenantId: string) =>
  tx
    .selectFrom('red_line as l')
    .innerJoin('organisation as o', (join) =>
      join.onRef('o.tenant_id', '=', 'l.tenant_id').onRef('o.id', '=', 'l.org_id'),
    )
    .innerJoin('account as e', (join) =>
      join.onRef('e.tenant_id', '=', 'l.tenant_id').onRef('e.id', '=', 'l.entered_by'),
    )
    .leftJoin('account as c', (join) =>
      join.onRef('c.tenant_id', '=', 'l.tenant_id').onRef('c.id', '=', 'l.confirmed_by'),
    )
    .selectAll('l')
    .select(['o.name as org_name', 'e.display_name as entered_name', 'c.display_name as confirmed_name'])
    .where('l.tenant_id', '=', tenantId);

/** A page of entries, the newest first. */
export async function selectRedLines(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  before: string | null,
  limit: number,
) {
  let query = rows(tx, tenantId).where(scope);
  if (before) query = query.where('l.id', '<', before);
  return query.orderBy('l.id', 'desc').limit(limit).execute();
}

/** One entry, or undefined. */
export async function findRedLine(tx: Tx, tenantId: string, id: string) {
  return rows(tx, tenantId).where('l.id', '=', id).executeTakeFirst();
}

/** Confirms or lifts an entry that is still at `version`; the new version, or undefined if somebody was faster. */
export async function updateRedLine(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  change: { confirmed?: { by: string; at: Date }; lifted?: { on: Day; reason: string } },
) {
  return updateAtVersion(
    tx,
    'red_line',
    { tenantId, id, version },
    {
      ...(change.confirmed === undefined
        ? {}
        : { confirmed_by: change.confirmed.by, confirmed_at: change.confirmed.at }),
      ...(change.lifted === undefined
        ? {}
        : { lifted_on: change.lifted.on, lifted_reason: change.lifted.reason }),
    },
  );
}

/** The confirmed entries of organisations whose days cover a day; what was lifted since then counts no more. */
export async function selectInForce(tx: Tx, tenantId: string, orgIds: readonly string[], day: Day) {
  return tx
    .selectFrom('red_line')
    .select(['org_id', 'rule', 'document_no', 'organ', 'from_on', 'to_on'])
    .where('tenant_id', '=', tenantId)
    .where(sql<SqlBool>`org_id = any(${[...orgIds]}::uuid[])`)
    .where('confirmed_by', 'is not', null)
    .where('lifted_on', 'is', null)
    .where('from_on', '<=', day)
    .where((eb) => eb.or([eb('to_on', 'is', null), eb('to_on', '>=', day)]))
    .orderBy('from_on')
    .orderBy('id')
    .execute();
}
