import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import './import.tables.ts';

/** The tables an import makes rows of, in the order in which an undo removes them. */
const MADE = ['appointment', 'membership', 'person', 'organisation'] as const;

/** Rows of other tables, or of the same ones but not of this import, that refer to what the import made. */
export type Dependents = { table: string; rows: number };

/**
 * What depends on an import: for every foreign key that points at the tables an import makes rows of, how many rows
 * outside the import refer to rows it made. Reads the keys from the catalogue, so that no table added later is missed.
 */
export async function findDependents(tx: Tx, tenantId: string, batchId: string): Promise<Dependents[]> {
  const keys = await sql<{ child: string; parent: string; column: string; own: boolean }>`
    select ch.relname as child, pa.relname as parent, ca.attname as "column", ch.relname = any(${[...MADE]}::text[]) as own
    from pg_constraint k
    join pg_class ch on ch.oid = k.conrelid join pg_class pa on pa.oid = k.confrelid
    cross join lateral unnest(k.conkey, k.confkey) as pair(child_no, parent_no)
    join pg_attribute ca on ca.attrelid = k.conrelid and ca.attnum = pair.child_no
    join pg_attribute fa on fa.attrelid = k.confrelid and fa.attnum = pair.parent_no
    where k.contype = 'f' and pa.relname = any(${[...MADE]}::text[]) and pa.relnamespace = current_schema()::regnamespace
      and fa.attname = 'id' and ch.relname not like 'import\\_%'
    order by ch.relname, ca.attname`.execute(tx);
  if (keys.rows.length === 0) return [];
  const counts = keys.rows.map(
    ({ child, parent, column, own }) => sql`
      select ${child}::text as child, count(*)::int as rows from ${sql.table(child)} c
      where c.tenant_id = ${tenantId} and ${own ? sql`c.batch_id is distinct from ${batchId}::uuid` : sql`true`}
        and exists (select from ${sql.table(parent)} p where p.tenant_id = c.tenant_id and p.id = c.${sql.ref(column)} and p.batch_id = ${batchId})`,
  );
  const { rows } = await sql<{ child: string; rows: number }>`
    select child, sum(rows)::int as rows from (${sql.join(counts, sql` union all `)}) as counted
    group by child having sum(rows) > 0 order by child`.execute(tx);
  return rows.map(({ child, rows: count }) => ({ table: child, rows: count }));
}

/** How many of the rows that an import changed, or made, were changed again since. */
export async function countEditedSince(tx: Tx, tenantId: string, batchId: string): Promise<Dependents[]> {
  const { rows } = await sql<{ table: string; rows: number }>`
    select kind as table, count(*)::int as rows from (
      select c.kind from import_change c
      left join organisation o on c.kind = 'organisation' and o.tenant_id = c.tenant_id and o.id = c.row_id
      left join person p on c.kind = 'person' and p.tenant_id = c.tenant_id and p.id = c.row_id
      left join membership m on c.kind = 'membership' and m.tenant_id = c.tenant_id and m.id = c.row_id
      where c.tenant_id = ${tenantId} and c.batch_id = ${batchId} and case c.kind
        when 'membership' then jsonb_build_object('kind', m.kind, 'joined_on', m.joined_on, 'confirmed_on', m.confirmed_on, 'to_on', m.to_on)
          is distinct from c.after
        else coalesce(o.version, p.version) is distinct from (c.after->>'version')::int end
      union all
      select 'organisation' from organisation where tenant_id = ${tenantId} and batch_id = ${batchId} and (version <> 1 or state <> 'active')
      union all
      select 'person' from person where tenant_id = ${tenantId} and batch_id = ${batchId} and (version <> 1 or state <> 'active')
      union all
      select 'membership' from membership where tenant_id = ${tenantId} and batch_id = ${batchId} and to_on is not null
      union all
      select 'appointment' from appointment where tenant_id = ${tenantId} and batch_id = ${batchId} and to_on is not null
    ) as edited group by kind order by kind`.execute(tx);
  return rows;
}

/** Takes an import back: removes what it made, restores what it changed. Call only when nothing depends on it. */
export async function revert(tx: Tx, tenantId: string, batchId: string): Promise<void> {
  await sql`delete from appointment where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tx);
  await sql`delete from membership where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tx);
  await sql`
    update membership m set kind = c.before->>'kind', joined_on = (c.before->>'joined_on')::date,
      confirmed_on = (c.before->>'confirmed_on')::date, to_on = (c.before->>'to_on')::date
    from import_change c where c.tenant_id = ${tenantId} and c.batch_id = ${batchId} and c.kind = 'membership'
      and m.tenant_id = c.tenant_id and m.id = c.row_id`.execute(tx);
  await sql`
    update person p set sex = c.before->>'sex', ethnicity = c.before->>'ethnicity', education = c.before->>'education',
      employer_id = (c.before->>'employer_id')::uuid, title = c.before->>'title',
      birth_sealed = decode(c.before->>'birth_sealed', 'hex'), identity_index = decode(c.before->>'identity_index', 'hex'),
      phone_sealed = decode(c.before->>'phone_sealed', 'hex'), phone_index = decode(c.before->>'phone_index', 'hex'),
      version = p.version + 1
    from import_change c where c.tenant_id = ${tenantId} and c.batch_id = ${batchId} and c.kind = 'person'
      and p.tenant_id = c.tenant_id and p.id = c.row_id`.execute(tx);
  await sql`
    update organisation o set short_name = c.before->>'short_name', category = c.before->>'category', version = o.version + 1
    from import_change c where c.tenant_id = ${tenantId} and c.batch_id = ${batchId} and c.kind = 'organisation'
      and o.tenant_id = c.tenant_id and o.id = c.row_id`.execute(tx);
  await sql`delete from person where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tx);
  await sql`delete from organisation where tenant_id = ${tenantId} and batch_id = ${batchId}`.execute(tx);
}

/**
 * Locks the tenant's imports: one is written or taken back at a time. Held until the commit. Also makes this transaction
 * use indexes: the server plans the check of a foreign key once for a connection, and a plan made while the tables were
 * small reads a whole table for each of 20,000 rows.
 */
export async function lockImports(tx: Tx, tenantId: string): Promise<void> {
  await sql`select pg_advisory_xact_lock(hashtextextended(${`import ${tenantId}`}, 0))`.execute(tx);
  await sql`set local enable_seqscan = off`.execute(tx);
  await sql`discard plans`.execute(tx);
}
