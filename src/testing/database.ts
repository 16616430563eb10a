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
  const main = new pg.Client({ connectionString: inject('ownerUrl') });
  await main.connect();
  await main.query(`create database ${name} template zelian_template`);
  const ownerUrl = inDatabase(inject('ownerUrl'), name);
  const appUrl = inDatabase(inject('appUrl'), name);
  const owner = new pg.Client({ connectionString: ownerUrl });
  await owner.connect();
  const database = openDatabase(appUrl, { max: 12 });
  const keys = keysFrom(Buffer.alloc(32, 7));
  const tenantId = newId();
  await createTenant(database, keys, { id: tenantId, name: '测试市', demo: true }, new Date());
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
      await main.query(`drop database ${name} with (force)`);
      await main.end();
    },
  };
}

/** The same server's address with another database. */
export function inDatabase(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
