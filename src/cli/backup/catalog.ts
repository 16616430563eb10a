import pg from 'pg';

/** A table as a backup sees it: what to copy, and in which order, so that equal rows give equal bytes. */
export type TableShape = {
  name: string;
  columns: string[];
  /** An `order by` list: the primary key, texts by code point. */
  order: string;
};

/** Tables whose rows are worthless or dangerous in a restored copy: who was signed in, and who mistyped. */
export const LEFT_OUT: ReadonlySet<string> = new Set(['session', 'sign_in_failure']);

const MIGRATIONS = 'schema_migration';

/** Settings under which equal values are written as equal texts, on any server. */
export const PLAIN_TEXT_SETTINGS = `
  set timezone = 'UTC'; set datestyle = 'ISO, YMD'; set intervalstyle = 'iso_8601'; set extra_float_digits = 1;
  set bytea_output = 'hex'; set client_encoding = 'UTF8'; set statement_timeout = 0; set lock_timeout = 0;`;

/** The tables of the current schema in the order of their names, without the list of migrations. */
export async function tablesOf(client: pg.Client): Promise<TableShape[]> {
  const reply = await client.query<{
    name: string;
    columns: string[];
    keys: { name: string; text: boolean }[] | null;
  }>(`
    select c.relname as name,
      (select array_agg(a.attname::text order by a.attnum) from pg_attribute a
       where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
      (select json_agg(json_build_object('name', a.attname, 'text', a.attcollation <> 0) order by k.place)
       from pg_index i cross join unnest(i.indkey::int[]) with ordinality k(attnum, place)
       join pg_attribute a on a.attrelid = c.oid and a.attnum = k.attnum
       where i.indrelid = c.oid and i.indisprimary) as keys
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where n.nspname = current_schema() and c.relkind = 'r' and c.relname <> '${MIGRATIONS}'
    order by c.relname collate "C"`);
  return reply.rows.map(({ name, columns, keys }) => ({
    name,
    columns,
    order: keys
      ? keys.map((key) => pg.escapeIdentifier(key.name) + (key.text ? ' collate "C"' : '')).join(', ')
      : `(t.*)::text collate "C"`,
  }));
}

/** The COPY statement that writes a table's rows in their order. */
export function copyOutText(table: TableShape): string {
  const columns = table.columns.map((name) => pg.escapeIdentifier(name)).join(', ');
  return `copy (select ${columns} from ${pg.escapeIdentifier(table.name)} t order by ${table.order}) to stdout`;
}

/** The COPY statement that reads them back. */
export function copyInText(table: string, columns: readonly string[]): string {
  return `copy ${pg.escapeIdentifier(table)} (${columns.map((name) => pg.escapeIdentifier(name)).join(', ')}) from stdin`;
}

/** The applied migrations in their order; empty for a database that never had any. */
export async function migrationsOf(client: pg.Client): Promise<{ id: string; checksum: string }[]> {
  const known = await client.query(`select to_regclass('${MIGRATIONS}') is not null as known`);
  if (!known.rows[0].known) return [];
  const reply = await client.query<{ id: string; checksum: string }>(
    `select id, checksum from ${MIGRATIONS} order by id collate "C"`,
  );
  return reply.rows;
}

/** Sequences and where they stand. */
export async function sequencesOf(client: pg.Client): Promise<{ name: string; value: string }[]> {
  const reply = await client.query<{ name: string; value: string }>(
    `select sequencename::text as name, last_value::text as value from pg_sequences
     where schemaname = current_schema() and last_value is not null order by 1`,
  );
  return reply.rows;
}

/** The heads of all tenants' audit chains. */
export async function chainHeadsOf(
  client: pg.Client,
): Promise<{ tenantId: string; seq: number; hash: string }[]> {
  const reply = await client.query<{ tenantId: string; seq: string | number; hash: string }>(
    `select tenant_id as "tenantId", seq, encode(hash, 'hex') as hash from audit_head order by tenant_id`,
  );
  return reply.rows.map((row) => ({ ...row, seq: Number(row.seq) }));
}
