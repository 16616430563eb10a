import { randomBytes } from 'node:crypto';
import pg from 'pg';
import { inject } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { type Keys, keysFrom } from '#platform/crypto/keys.ts';
import { type Database, openDatabase } from '#platform/database/database.ts';
import { createTenant } from '#platform/tenant/tenant.ts';

export type TestDatabase = {
  database: Database;
  /** A connection as the schema's owner: what a database administrator can do. */
  owner: pg.Client;
  ownerUrl: string;
  appUrl: string;
  keys: Keys;
  tenantId: string;
  close(): Promise<void>;
};

/** A fresh database cloned from the migrated template, with one empty tenant. One for each test file. */
export async function testDatabase(): Promise<TestDatabase> {
  const name = `test_${randomBytes(6).toString('hex')}`;
  const main = await connected(inject('ownerUrl'));
  await main.query(`create database ${name} template zelian_template`);
  const opened = await openTestDatabase(name, main);
  await createTenant(
    opened.database,
    opened.keys,
    { id: opened.tenantId, name: '测试市', demo: true },
    new Date(),
  );
  return opened;
}

/**
 * A fresh database cloned from one that `furnish` filled, which happens once for the whole run: what takes long to build
 * is built by the first who asks, while the others wait.
 */
export async function testDatabaseLike(
  template: string,
  furnish: (test: TestDatabase) => Promise<void>,
): Promise<TestDatabase> {
  const main = await connected(inject('ownerUrl'));
  await main.query('select pg_advisory_lock(hashtext($1))', [template]);
  const found = await main.query('select 1 from pg_database where datname = $1', [template]);
  if (found.rowCount === 0) {
    const torso = `${template}_${randomBytes(6).toString('hex')}`;
    const building = await connected(inject('ownerUrl'));
    await building.query(`create database ${torso} template zelian_template`);
    const test = await openTestDatabase(torso, null);
    await furnish(test);
    await test.close();
    // Named only when it is complete: a builder that failed leaves nothing that looks finished.
    await building.query(`alter database ${torso} rename to ${template}`);
    await building.end();
  }
  await main.query('select pg_advisory_unlock(hashtext($1))', [template]);
  const name = `test_${randomBytes(6).toString('hex')}`;
  await main.query(`create database ${name} template ${template}`);
  return openTestDatabase(name, main);
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

/** Opens a database for a test. With `main`, closing drops it. */
async function openTestDatabase(name: string, main: pg.Client | null): Promise<TestDatabase> {
  const ownerUrl = inDatabase(inject('ownerUrl'), name);
  const appUrl = inDatabase(inject('appUrl'), name);
  const owner = await connected(ownerUrl);
  const database = openDatabase(appUrl, { max: 12 });
  const keys = keysFrom(Buffer.alloc(32, 7));
  const tenantId = newId();
  return {
    database,
    owner,
    ownerUrl,
    appUrl,
    keys,
    tenantId,
    async close() {
      await database.close();
      await owner.end();
      await main?.query(`drop database ${name} with (force)`);
      await main?.end();
    },
  };
}

/** The same server's address with another database. */
export function inDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
