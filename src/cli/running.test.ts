import { randomBytes } from 'node:crypto';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, inject, test } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { migrate } from '#platform/database/migrate.ts';
import { inDatabase } from '#testing/database.ts';
import { migrations } from '../migrations.ts';
import { checkBackup } from './backup/load.ts';
import type { CliConfig } from './command.ts';
import { asOwner } from './owner-client.ts';
import { migrateSafely, pendingMigrations } from './running.ts';

let name: string;
let url: string;
let dataDir: string;
beforeEach(async () => {
  name = `running_${randomBytes(5).toString('hex')}`;
  url = inDatabase(inject('ownerUrl'), name);
  dataDir = mkdtempSync(join(tmpdir(), 'zelian-running-'));
  await asOwner(inject('ownerUrl'), (client) => client.query(`create database ${name}`));
});
afterEach(async () => {
  rmSync(dataDir, { recursive: true, force: true });
  await asOwner(inject('ownerUrl'), (client) => client.query(`drop database ${name} with (force)`));
});

const upgrade = () => migrateSafely({ config: { dataDir } as CliConfig, progress: () => {} }, url);
const addTenant = () =>
  asOwner(url, (client) =>
    client.query(`insert into tenant (tenant_id, name, key_check) values ('${newId()}', '某市', '\\x00')`),
  );

test('an empty database is brought up to date without a backup, once', async () => {
  expect(await upgrade()).toEqual(migrations.map((step) => step.id));
  expect(await upgrade()).toEqual([]);
  expect(readdirSync(dataDir)).toEqual([]);
});

test('a database with data is backed up before an upgrade, and that backup is sound', async () => {
  await migrate(url, migrations.slice(0, 2));
  await addTenant();
  expect(await upgrade()).toEqual(migrations.slice(2).map((step) => step.id));
  const [file = ''] = readdirSync(join(dataDir, 'backups'));
  const manifest = await checkBackup(join(dataDir, 'backups', file), migrations, undefined);
  expect(manifest.migrations.map((step) => step.id)).toEqual(migrations.slice(0, 2).map((step) => step.id));
  expect(manifest.tables.find((table) => table.name === 'tenant')?.rows).toBe(1);
});

test('a database that is newer, or was made by other steps, is refused', async () => {
  await migrate(url, migrations);
  await asOwner(url, (client) =>
    client.query(`insert into schema_migration (id, checksum) values ('9999-later', 'x')`),
  );
  await expect(pendingMigrations(url)).rejects.toMatchObject({ code: 'database/newer' });
  await asOwner(url, (client) =>
    client.query(
      `delete from schema_migration where id = '9999-later'; update schema_migration set checksum = 'y'`,
    ),
  );
  await expect(pendingMigrations(url)).rejects.toMatchObject({ code: 'database/changed-step' });
});

test('several starters at once migrate it once', async () => {
  const runs = await Promise.all([upgrade(), upgrade(), upgrade()]);
  const applied = runs.flat();
  expect([...new Set(applied)].sort()).toEqual([...applied].sort());
  expect(await pendingMigrations(url)).toEqual([]);
});
