import { type RawBuilder, sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';

/** A table that speaks of persons: the columns that name the person or his account, those kept back, those that refer. */
export type PersonalTable = {
  name: string;
  person: string[];
  account: string[];
  /** Digests and sealed fields: of no use outside, or opened apart. */
  bytes: string[];
  references: string[];
  /** Columns that may name somebody else: shown only where they name this person. */
  names: string[];
};

// Asked of the catalogue, so that a table added by any room is in the export without anybody having to think of it.
const FIND = sql<PersonalTable>`
  select c.relname as name,
    coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'uuid'::regtype and (
      a.attname ~ '(^|_)person(_id)?$' or (c.relname = 'person' and a.attname = 'id') or exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f' and k.confrelid = 'person'::regclass
          and k.conkey[2] = a.attnum))), '{}') as person,
    coalesce(array_agg(a.attname::text) filter (where a.attname = 'account_id' or (c.relname = 'account' and a.attname = 'id')), '{}') as account,
    coalesce(array_agg(a.attname::text) filter (where a.atttypid = 'bytea'::regtype or a.attname = 'password_hash' or a.attgenerated <> ''), '{}') as bytes,
    coalesce(array_agg(a.attname::text) filter (where a.attname in ('org_id', 'record_id', 'duty_id')), '{}') as references,
    coalesce(array_agg(a.attname::text) filter (where a.attname <> 'id' and a.atttypid = 'uuid'::regtype and (
      a.attname ~ '(^|_)person(_id)?$|_by$' or a.attname = 'account_id' or exists (
        select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
          and k.confrelid in ('person'::regclass, 'account'::regclass) and k.conkey[2] = a.attnum))), '{}') as names
  from pg_class c
  join pg_namespace n on n.oid = c.relnamespace and n.nspname = current_schema()
  join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
  where c.relkind in ('r', 'p') and exists (select from pg_attribute t where t.attrelid = c.oid and t.attname = 'tenant_id')
  group by c.relname
  having bool_or(a.atttypid = 'uuid'::regtype and (a.attname ~ '(^|_)person(_id)?$' or a.attname = 'account_id'
      or exists (select from pg_constraint k where k.conrelid = c.oid and k.contype = 'f'
        and k.confrelid = 'person'::regclass and k.conkey[2] = a.attnum)))
    or c.relname in ('person', 'account')
  order by c.relname`;

/** The tables that speak of persons. */
export async function personalTables(tx: Tx): Promise<PersonalTable[]> {
  return (await FIND.execute(tx)).rows;
}

/** The ids of a person's accounts. */
export async function accountsOf(tx: Tx, tenantId: string, personId: string): Promise<string[]> {
  const rows = await tx
    .selectFrom('account')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('person_id', '=', personId)
    .execute();
  return rows.map((row) => row.id);
}

function about(table: PersonalTable, personId: string, accounts: readonly string[]): RawBuilder<unknown> {
  const parts = [
    ...table.person.map((column) => sql`t.${sql.ref(column)} = ${personId}::uuid`),
    ...table.account.map((column) => sql`t.${sql.ref(column)} = any(${[...accounts]}::uuid[])`),
  ];
  return sql`(${sql.join(parts, sql` or `)})`;
}

/** How many rows each table holds about a person. One statement over all tables. */
export async function countRows(
  tx: Tx,
  tenantId: string,
  personId: string,
  accounts: readonly string[],
  tables: readonly PersonalTable[],
): Promise<{ name: string; rows: number }[]> {
  const parts = tables.map(
    (table) => sql`select ${table.name}::text as name, count(*)::int as rows from ${sql.table(table.name)} t
      where t.tenant_id = ${tenantId} and ${about(table, personId, accounts)}`,
  );
  const { rows } = await sql<{ name: string; rows: number }>`${sql.join(parts, sql` union all `)}`.execute(
    tx,
  );
  return rows;
}

const NAMED: Readonly<Record<string, RawBuilder<unknown>>> = {
  org_id: sql`jsonb_build_object('org_name', (select x.name from organisation x where x.tenant_id = t.tenant_id and x.id = t.org_id))`,
  record_id: sql`jsonb_build_object('record', (select jsonb_build_object('kind', x.kind, 'occurred_on', x.occurred_on, 'title', x.title)
    from record x where x.tenant_id = t.tenant_id and x.id = t.record_id))`,
  duty_id: sql`jsonb_build_object('duty', (select x.title from duty x where x.tenant_id = t.tenant_id and x.id = t.duty_id))`,
};

/** Every row about a person, table by table, with the names of what it refers to. One statement over all tables. */
export async function readRows(
  tx: Tx,
  tenantId: string,
  personId: string,
  accounts: readonly string[],
  tables: readonly PersonalTable[],
): Promise<{ name: string; row: Record<string, unknown> }[]> {
  const parts = tables.map((table) => {
    const named = table.references.map((column) => sql` || ${NAMED[column] ?? sql`'{}'::jsonb`}`);
    // Whoever else a row names (who lodged what I decided, who assigned what I did) is not my data.
    const masked = table.names.map(
      (
        column,
      ) => sql` || case when t.${sql.ref(column)} = any(${[personId, ...accounts]}::uuid[]) then '{}'::jsonb
        else jsonb_build_object(${column}::text, null) end`,
    );
    return sql`select ${table.name}::text as name,
      (to_jsonb(t) - ${[...table.bytes, 'tenant_id']}::text[]) ${sql.join([...named, ...masked], sql``)} as row
      from ${sql.table(table.name)} t where t.tenant_id = ${tenantId} and ${about(table, personId, accounts)}`;
  });
  const { rows } = await sql<{
    name: string;
    row: Record<string, unknown>;
  }>`${sql.join(parts, sql` union all `)}`.execute(tx);
  return rows;
}
