import { createHash } from 'node:crypto';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { verifyChain } from '#platform/audit/chain.ts';
// Also teaches `pg` to read a bigint as a number, which the chain's check relies on.
import '#platform/database/database.ts';
import { checksum, migrate } from '#platform/database/migrate.ts';
import type { Migration, Tx } from '#platform/database/schema.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import { readManifest, readParts } from './archive.ts';
import {
  copyInText,
  copyOutText,
  migrationsOf,
  PLAIN_TEXT_SETTINGS,
  type TableShape,
  tablesOf,
} from './catalog.ts';
import { copyIn, copyOut } from './copy.ts';
import { type Manifest, manifestSchema } from './manifest.ts';

/**
 * Reads and checks a backup without touching a database: its seal, its form, its schema against this program's, and the
 * master key it was written under.
 *
 * @throws StartRefusal `backup/damaged`, `backup/newer-schema` or `backup/other-key`.
 */
export async function checkBackup(
  path: string,
  migrations: readonly Migration[],
  keyCheck: Buffer | undefined,
): Promise<Manifest> {
  const parsed = manifestSchema.safeParse(await readManifest(path));
  if (!parsed.success) {
    throw new StartRefusal(
      'backup/unknown-format',
      '备份的格式不认识，请使用更新的程序。',
      'Unknown backup format: use a newer program.',
    );
  }
  const manifest = parsed.data;
  const known = new Map(migrations.map((step) => [step.id, checksum(step)]));
  const foreign = manifest.migrations.find((step) => known.get(step.id) !== step.checksum);
  if (foreign) {
    throw new StartRefusal(
      'backup/newer-schema',
      `备份的数据库结构（${foreign.id}）与本程序不一致，通常是备份来自更新的版本。请使用相同或更新版本的程序恢复。`,
      `The backup's schema (${foreign.id}) is not this program's; it probably comes from a newer version. Use that version or a later one.`,
    );
  }
  if (keyCheck && manifest.keyChecks.some((check) => check !== keyCheck.toString('hex'))) {
    throw new StartRefusal(
      'backup/other-key',
      '备份是用另一把主密钥加密的。请先把当时的 master.key 放进数据文件夹，或设置 ZELIAN_KEY，再恢复。',
      'The backup was written under another master key. Put that master.key into the data folder, or set ZELIAN_KEY, first.',
    );
  }
  return manifest;
}

/**
 * Restores a checked backup into an empty database: schema first, then all rows in one transaction, which commits only
 * after every table gives the same bytes again and every audit chain holds; then newer migrations.
 *
 * @throws StartRefusal `backup/not-empty`, or when what was written does not equal the backup.
 */
export async function loadDatabase(
  ownerUrl: string,
  path: string,
  manifest: Manifest,
  migrations: readonly Migration[],
): Promise<void> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'zelian-restore' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(PLAIN_TEXT_SETTINGS);
    await assertEmpty(client, manifest);
    const included = new Set(manifest.migrations.map((step) => step.id));
    await migrate(
      ownerUrl,
      migrations.filter((step) => included.has(step.id)),
    );
    await client.query('begin');
    try {
      await fill(client, path, manifest);
      await client.query('commit');
    } catch (error) {
      await client.query('rollback').catch(() => {});
      throw error;
    }
    await client.query('analyze');
  } finally {
    await client.end();
  }
  await migrate(ownerUrl, migrations);
}

async function fill(client: pg.Client, path: string, manifest: Manifest): Promise<void> {
  // Loading follows names, not references: the references are checked as a whole afterwards, which is faster, too.
  const references = await client.query<{ table: string; name: string; definition: string }>(`
    select conrelid::regclass::text as "table", quote_ident(conname) as name, pg_get_constraintdef(oid) as definition
    from pg_constraint where contype = 'f' and connamespace = current_schema()::regnamespace`);
  await runAll(
    client,
    references.rows.map((row) => `alter table ${row.table} drop constraint ${row.name}`),
  );
  const shapes = new Map((await tablesOf(client)).map((table) => [table.name, table]));
  await runAll(
    client,
    [...shapes.values()].map(
      (table) => `alter table ${pg.escapeIdentifier(table.name)} disable trigger user`,
    ),
  );
  const expected = new Map(manifest.tables.map((table) => [table.name, table]));
  for await (const { name, data } of readParts(path)) {
    const table = expected.get(name);
    if (!table || !shapes.has(name)) throw differs(name);
    const rows = await copyIn(client, copyInText(name, table.columns), data);
    if (rows !== table.rows) throw differs(name);
    expected.delete(name);
  }
  for (const name of expected.keys()) throw differs(name);
  await runAll(
    client,
    references.rows.map((row) => `alter table ${row.table} add constraint ${row.name} ${row.definition}`),
  );
  await runAll(
    client,
    [...shapes.values()].map((table) => `alter table ${pg.escapeIdentifier(table.name)} enable trigger user`),
  );
  for (const { name, value } of manifest.sequences) {
    await client.query('select setval($1::regclass, $2::bigint)', [pg.escapeIdentifier(name), value]);
  }
  await proveEqual(client, manifest, shapes);
  await proveChains(client, manifest);
}

/** Writes every restored table out again: the bytes must be those of the backup. */
async function proveEqual(
  client: pg.Client,
  manifest: Manifest,
  shapes: Map<string, TableShape>,
): Promise<void> {
  for (const table of manifest.tables) {
    const shape = shapes.get(table.name);
    if (!shape) throw differs(table.name);
    const hash = createHash('sha256');
    await copyOut(client, copyOutText({ ...shape, columns: table.columns }), async (block) => {
      hash.update(block);
    });
    if (hash.digest('hex') !== table.sha256) throw differs(table.name);
  }
}

async function proveChains(client: pg.Client, manifest: Manifest): Promise<void> {
  const tx = overClient(client);
  for (const { tenantId, seq, hash } of manifest.chains) {
    const report = await verifyChain(tx, tenantId, { seq, hash });
    if (report.firstBad === null && report.entries === seq) continue;
    throw new StartRefusal(
      'backup/broken-chain',
      `备份中的审计链不完整（租户 ${tenantId}，第 ${report.firstBad?.seq ?? seq} 条）。没有恢复任何内容。`,
      `The backup's audit chain does not hold (tenant ${tenantId}, entry ${report.firstBad?.seq ?? seq}). Nothing was restored.`,
    );
  }
}

/** An empty schema newer than the backup's is removed: its later steps must run on the restored rows. */
async function assertEmpty(client: pg.Client, manifest: Manifest): Promise<void> {
  const tables = (await tablesOf(client)).map((table) => pg.escapeIdentifier(table.name));
  const some = tables.map((table) => `exists (select from ${table})`).join(' or ');
  if (some && (await client.query(`select ${some} as some`)).rows[0].some) {
    throw new StartRefusal(
      'backup/not-empty',
      '目标数据库不是空的，恢复只能在空库中进行。请用 ZELIAN_DATA 指定一个新的数据文件夹，或用 DATABASE_URL 指定一个新建的数据库。',
      'The database is not empty; a restore needs an empty one. Set ZELIAN_DATA to a new folder, or DATABASE_URL to a new database.',
    );
  }
  const included = new Set(manifest.migrations.map((step) => step.id));
  const newer = (await migrationsOf(client)).some((step) => !included.has(step.id));
  if (!newer) return;
  // Its functions and triggers as well: the later steps create them again.
  const schema = pg.escapeIdentifier((await client.query('select current_schema() as name')).rows[0].name);
  await client.query(`drop schema ${schema} cascade; create schema ${schema}`);
}

async function runAll(client: pg.Client, statements: string[]): Promise<void> {
  if (statements.length > 0) await client.query(statements.join(';\n'));
}

/** A query builder over one open connection, inside whatever transaction it is in. */
function overClient(client: pg.Client): Tx {
  const connection = { query: client.query.bind(client), release: () => {} };
  const pool = { connect: async () => connection, end: async () => {} };
  return new Kysely<never>({ dialect: new PostgresDialect({ pool: pool as never }) }) as unknown as Tx;
}

function differs(table: string): StartRefusal {
  return new StartRefusal(
    'backup/differs',
    `恢复后的表 ${table} 与备份不一致，已全部撤销，数据库仍是空的。`,
    `The restored table ${table} does not equal the backup; everything was rolled back.`,
  );
}
