import { randomBytes } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { afterAll, afterEach, beforeAll, expect, inject, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { listSessions } from '#platform/auth/session.contract.ts';
import { keysFrom } from '#platform/crypto/keys.ts';
import { migrate } from '#platform/database/migrate.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { inDatabase } from '#testing/database.ts';
import { migrations } from '../../migrations.ts';
import { readManifest } from './archive.ts';
import { dumpDatabase } from './dump.ts';
import { checkBackup, loadDatabase } from './load.ts';
import type { Manifest } from './manifest.ts';

let source: TestApp;
let folder: string;
const made: string[] = [];

beforeAll(async () => {
  source = await testApp();
  folder = mkdtempSync(join(tmpdir(), 'zelian-backup-'));
  await (await source.as('officer')).call(listSessions);
  await (await source.as('clerk')).call(listSessions);
  // Texts that a careless dump would mangle.
  await source.owner.query(`update person set title = E'a\\tb\\nc\\\\N "引号" 𠮷' where name like '赵甲'`);
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await source.close();
});
afterEach(async () => {
  await asOwner(inject('ownerUrl'), async (client) => {
    for (const name of made.splice(0)) await client.query(`drop database ${name} with (force)`);
  });
});

async function asOwner<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}

async function emptyDatabase(): Promise<string> {
  const name = `restore_${randomBytes(5).toString('hex')}`;
  made.push(name);
  await asOwner(inject('ownerUrl'), (client) => client.query(`create database ${name}`));
  return inDatabase(inject('ownerUrl'), name);
}

let count = 0;
async function dump(url = source.ownerUrl): Promise<{ path: string; manifest: Manifest }> {
  count += 1;
  const path = join(folder, `${count}.zelian`);
  const { manifest } = await dumpDatabase(url, path, { program: 'test', now: new Date() });
  return { path, manifest };
}

const countRows = (url: string, table: string) =>
  asOwner(url, async (client) =>
    Number((await client.query(`select count(*) as n from ${table}`)).rows[0].n),
  );

test('a restored copy gives the same bytes again, in every table, with its chains whole', async () => {
  const { path, manifest } = await dump();
  expect(manifest.tables.find((table) => table.name === 'person')?.rows).toBe(29);
  expect(manifest.chains).toEqual([{ tenantId: source.tenantId, seq: 2, hash: expect.any(String) }]);
  const target = await emptyDatabase();
  const checked = await checkBackup(path, migrations, source.keys.keyCheck);
  await loadDatabase(target, path, checked, migrations);
  const again = await dump(target);
  expect(again.manifest.tables).toEqual(manifest.tables);
  expect(again.manifest.chains).toEqual(manifest.chains);
  // References are back in force, and people have to sign in again.
  await asOwner(target, async (client) => {
    await expect(client.query(`delete from person`)).rejects.toThrow(/foreign key/);
    const locked = await client.query(`select relrowsecurity as on from pg_class where relname = 'person'`);
    expect(locked.rows).toEqual([{ on: true }]);
  });
  expect(await countRows(source.ownerUrl, 'session')).toBeGreaterThan(0);
  expect(await countRows(target, 'session')).toBe(0);
});

test('one flipped byte anywhere is refused', async () => {
  const { path } = await dump();
  const bytes = readFileSync(path);
  const flipped = join(folder, 'flipped');
  const places = [
    0,
    15,
    16,
    17,
    20,
    bytes.length - 1,
    bytes.length - 33,
    bytes.length - 37,
    bytes.length - 40,
  ];
  while (places.length < 60) places.push(Math.floor(Math.random() * bytes.length));
  for (const place of places) {
    const copy = Buffer.from(bytes);
    copy[place] = (copy[place] ?? 0) ^ (1 << (place % 8));
    writeFileSync(flipped, copy);
    await expect(checkBackup(flipped, migrations, undefined), `byte ${place}`).rejects.toMatchObject({
      code: 'backup/damaged',
    });
  }
  for (const shorter of [
    bytes.subarray(0, -1),
    bytes.subarray(0, 40),
    Buffer.alloc(0),
    Buffer.concat([bytes, bytes]),
  ]) {
    writeFileSync(flipped, shorter);
    await expect(checkBackup(flipped, migrations, undefined)).rejects.toMatchObject({
      code: 'backup/damaged',
    });
  }
  // Positive control: the untouched bytes pass.
  writeFileSync(flipped, bytes);
  await expect(checkBackup(flipped, migrations, source.keys.keyCheck)).resolves.toMatchObject({ format: 1 });
});

test('a backup of a newer schema, or under another key, is refused', async () => {
  const { path } = await dump();
  await expect(checkBackup(path, migrations.slice(0, -1), source.keys.keyCheck)).rejects.toMatchObject({
    code: 'backup/newer-schema',
  });
  await expect(checkBackup(path, migrations, keysFrom(Buffer.alloc(32, 9)).keyCheck)).rejects.toMatchObject({
    code: 'backup/other-key',
  });
});

test('only an empty database is restored into', async () => {
  const { path, manifest } = await dump();
  const target = await emptyDatabase();
  await loadDatabase(target, path, manifest, migrations);
  await expect(loadDatabase(target, path, manifest, migrations)).rejects.toMatchObject({
    code: 'backup/not-empty',
  });
  expect(await countRows(target, 'person')).toBe(29);
});

test('a backup of an older schema is brought up to date, over an empty newer schema as well', async () => {
  const earlier = await emptyDatabase();
  await migrate(earlier, migrations.slice(0, 1));
  await asOwner(earlier, async (client) => {
    await client.query(
      `insert into tenant (tenant_id, name, key_check) values ('${newId()}', '旧', '\\x00')`,
    );
    await client.query(
      `insert into audit_head select tenant_id, 0, decode(repeat('00', 32), 'hex'), now() from tenant`,
    );
  });
  const { path, manifest } = await dump(earlier);
  const target = await emptyDatabase();
  await migrate(target, migrations);
  await loadDatabase(target, path, manifest, migrations);
  expect(await countRows(target, 'tenant')).toBe(1);
  expect(await countRows(target, 'schema_migration')).toBe(migrations.length);
});

test('a chain that was tampered with before the backup is found, and nothing stays', async () => {
  const copy = await emptyDatabase();
  const { path, manifest } = await dump();
  await loadDatabase(copy, path, manifest, migrations);
  await asOwner(copy, (client) =>
    client.query(`update audit_entry set body = replace(body, 'session.open', 'session.opem') where seq = 1`),
  );
  const tampered = await dump(copy);
  const target = await emptyDatabase();
  await expect(loadDatabase(target, tampered.path, tampered.manifest, migrations)).rejects.toMatchObject({
    code: 'backup/broken-chain',
  });
  expect(await countRows(target, 'person')).toBe(0);
});

test('a row missing from a part is found by count and content', async () => {
  const { path, manifest } = await dump();
  const target = await emptyDatabase();
  const wrong = {
    ...manifest,
    tables: manifest.tables.map((table) =>
      table.name === 'person' ? { ...table, sha256: '0'.repeat(64) } : table,
    ),
  };
  await expect(loadDatabase(target, path, wrong, migrations)).rejects.toMatchObject({
    code: 'backup/differs',
  });
  expect(await countRows(target, 'person')).toBe(0);
});

test('is one instant, whatever is written meanwhile', async () => {
  const before = (await dump()).manifest.chains[0]?.seq ?? 0;
  const signal = { stop: false };
  const member = await source.as('member');
  const writing = (async () => {
    for (let n = 0; !signal.stop; n++) await member.call(listSessions).then(() => addAudit(n));
  })();
  const { path, manifest } = await dump();
  signal.stop = true;
  await writing;
  const target = await emptyDatabase();
  await loadDatabase(target, path, manifest, migrations);
  expect(await countRows(target, 'audit_entry')).toBe(manifest.chains[0]?.seq);
  expect(manifest.chains[0]?.seq).toBeGreaterThanOrEqual(before);
  expect(await readManifest(path)).toEqual(manifest);
});

async function addAudit(n: number): Promise<void> {
  const { appendAudit } = await import('#platform/audit/chain.ts');
  await source.database.write(source.tenantId, async (tx) => {
    await appendAudit(tx, source.tenantId, null, new Date(), [
      { action: 'test.write', object: ['test', null], details: { n } },
    ]);
    return { commit: true, value: undefined };
  });
}
