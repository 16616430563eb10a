import { type Expression, type SqlBool, sql } from 'kysely';
import type { Day } from '#kernel/dates.ts';
import { updateAtVersion } from '#platform/database/at-version.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { CodeRow } from './intake.contract.ts';
import './intake.tables.ts';

/** What a code leads to; asked before the tenant is known. */
export type FoundCode = {
  tenantId: string;
  id: string;
  orgId: string;
  label: string;
  state: 'active' | 'revoked';
};

/** Finds a code of any tenant. */
export async function findCode(lookup: Tx, code: string): Promise<FoundCode | undefined> {
  return lookup
    .selectFrom('ledger_code')
    .select(['tenant_id as tenantId', 'id', 'org_id as orgId', 'label', 'state'])
    .where('code', '=', code)
    .executeTakeFirst();
}

/** Finds whose receipt this is; asked before the tenant is known. */
export async function findReceipt(
  lookup: Tx,
  digest: Buffer,
): Promise<{ tenantId: string; reportId: string } | undefined> {
  return lookup
    .selectFrom('ledger_receipt')
    .select(['tenant_id as tenantId', 'report_id as reportId'])
    .where('digest', '=', digest)
    .executeTakeFirst();
}

/** How many codes of an organisation are in use. */
export async function countActiveCodes(tx: Tx, tenantId: string, orgId: string): Promise<number> {
  const row = await tx
    .selectFrom('ledger_code')
    .select((eb) => eb.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('org_id', '=', orgId)
    .where('state', '=', 'active')
    .executeTakeFirstOrThrow();
  return row.count;
}

export async function insertCode(
  tx: Tx,
  tenantId: string,
  row: { id: string; orgId: string; code: string; label: string; by: string; today: Day },
): Promise<void> {
  await tx
    .insertInto('ledger_code')
    .values({
      tenant_id: tenantId,
      id: row.id,
      org_id: row.orgId,
      code: row.code,
      label: row.label,
      made_by: row.by,
      made_on: row.today,
      revoked_by: null,
      revoked_on: null,
    })
    .execute();
}

/** Takes a code out of use; the new version, or undefined if it was not at `version` and in use. */
export async function revoke(
  tx: Tx,
  tenantId: string,
  id: string,
  version: number,
  by: { accountId: string; today: Day },
): Promise<number | undefined> {
  return updateAtVersion(
    tx,
    'ledger_code',
    { tenantId, id, version },
    {
      state: 'revoked',
      revoked_by: by.accountId,
      revoked_on: by.today,
    },
    { state: 'active' },
  );
}

/** Codes within a scope, those in use first, then the newest; with how many reports came in by each. */
export async function selectCodes(
  tx: Tx,
  tenantId: string,
  scope: Expression<SqlBool>,
  after: readonly [number, string] | null,
  limit: number,
): Promise<CodeRow[]> {
  const { rows } = await sql<CodeRow>`${codes(tenantId)}
    and ${scope} ${after ? sql`and (c.state = 'active', c.id) < (${after[0] === 1}::boolean, ${after[1]}::uuid)` : sql``}
    order by (c.state = 'active') desc, c.id desc limit ${limit}`.execute(tx);
  return rows;
}

export async function selectCode(tx: Tx, tenantId: string, id: string): Promise<CodeRow | undefined> {
  const { rows } = await sql<CodeRow>`${codes(tenantId)} and c.id = ${id}::uuid`.execute(tx);
  return rows[0];
}

const codes = (tenantId: string) => sql`
  select c.id, c.org_id as "orgId", o.name as "orgName", c.code, c.label, c.state, c.made_on as "madeOn", c.revoked_on as "revokedOn", c.version,
    (select count(*) from ledger_report r where r.tenant_id = c.tenant_id and r.code_id = c.id)::int as reports
  from ledger_code c join organisation o on o.tenant_id = c.tenant_id and o.id = c.org_id
  where c.tenant_id = ${tenantId}`;
