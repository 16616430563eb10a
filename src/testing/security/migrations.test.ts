import { randomBytes, randomUUID } from 'node:crypto';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest';
import { checksum, migrate } from '#platform/database/migrate.ts';
import type { Migration } from '#platform/database/schema.ts';
import { migrations } from '../../migrations.ts';
import { inDatabase } from '../database.ts';

/** F11 and F15: a step that fails, an upgrade that is cut off, two servers that start at once, a program that is too old. */
let main: pg.Client;
const made: string[] = [];

beforeAll(async () => {
  main = new pg.Client({ connectionString: inject('ownerUrl') });
  await main.connect();
});
afterAll(async () => {
  for (const name of made) await main.query(`drop database if exists ${name} with (force)`);
  await main.end();
});

async function freshDatabase(): Promise<string> {
  const name = `migrate_${randomBytes(6).toString('hex')}`;
  made.push(name);
  await main.query(`create database ${name}`);
  return inDatabase(inject('ownerUrl'), name);
}

/** Everything that makes up a schema: columns, constraints, indexes, policies, rights and the steps applied. */
async function schemaOf(url: string): Promise<string[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const { rows } = await client.query<{ line: string }>(`
    select format('column %s.%s %s %s %s', table_name, column_name, data_type, is_nullable, column_default) as line from information_schema.columns where table_schema = 'public'
    union all select format('constraint %s %s', conrelid::regclass, pg_get_constraintdef(oid)) from pg_constraint where connamespace = 'public'::regnamespace
    union all select format('index %s', indexdef) from pg_indexes where schemaname = 'public'
    union all select format('policy %s %s', tablename, qual) from pg_policies where schemaname = 'public'
    union all select format('right %s %s %s', table_name, grantee, privilege_type) from information_schema.role_table_grants where table_schema = 'public' and grantee = 'zelian_app'
    union all select format('trigger %s', pg_get_triggerdef(oid)) from pg_trigger where not tgisinternal
    union all select format('step %s %s', id, checksum) from schema_migration order by 1`);
  await client.end();
  return rows.map((row) => row.line);
}

describe('migrations', () => {
  it('leave the schema as it was before a step that fails, for a failure at any step', async () => {
    const url = await freshDatabase();
    for (const at of [1, Math.floor(migrations.length / 2), migrations.length]) {
      const sound = migrations.slice(0, at);
      await migrate(url, sound);
      const before = await schemaOf(url);
      const broken: Migration = {
        id: `${sound.at(-1)!.id}-and-a-broken-one`,
        sql: 'create table half_done (tenant_id uuid not null, id uuid primary key); alter table account add column half text; select 1 / 0;',
      };
      await expect(migrate(url, [...sound, broken])).rejects.toThrow(/as it was before/);
      expect(await schemaOf(url)).toEqual(before);
      // The program that was there before starts as if nothing had happened.
      expect(await migrate(url, sound)).toEqual({ applied: [], version: sound.at(-1)!.id });
    }
  });

  it('give every table of a tenant its row-level security and rights in the step that makes it', async () => {
    const url = await freshDatabase();
    for (let count = 1; count <= migrations.length; count++) {
      await migrate(url, migrations.slice(0, count));
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      const { rows } = await client.query(`
        select c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
        where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace
          and (not c.relrowsecurity or not has_table_privilege('zelian_app', c.oid, 'select'))`);
      await client.end();
      expect([migrations[count - 1]!.id, rows]).toEqual([migrations[count - 1]!.id, []]);
    }
  });

  it('are run once by two servers that start at the same moment', async () => {
    const url = await freshDatabase();
    const reports = await Promise.all([
      migrate(url, migrations),
      migrate(url, migrations),
      migrate(url, migrations),
    ]);
    expect(reports.map((report) => report.applied.length).sort()).toEqual([0, 0, migrations.length]);
  });

  it('go on where a killed run stopped', async () => {
    const url = await freshDatabase();
    await migrate(url, migrations);
    const whole = await schemaOf(url);
    const other = await freshDatabase();
    const slow: Migration = { id: '0000-slow', sql: 'select pg_sleep(5)' };
    const running = migrate(other, [slow, ...migrations]).catch((error: Error) => error);
    await expect
      .poll(
        async () =>
          (
            await main.query(
              `select pid from pg_stat_activity where query like '%pg_sleep(5)%' and pid <> pg_backend_pid()`,
            )
          ).rowCount,
      )
      .toBe(1);
    await main.query(
      `select pg_terminate_backend(pid) from pg_stat_activity where query like '%pg_sleep(5)%' and pid <> pg_backend_pid()`,
    );
    expect(await running).toBeInstanceOf(Error);
    await migrate(other, migrations);
    expect(await schemaOf(other)).toEqual(whole);
  });

  it('refuse a database that is newer than the program, and a step that was changed after it ran', async () => {
    const url = await freshDatabase();
    await migrate(url, migrations);
    const before = await schemaOf(url);
    await expect(migrate(url, migrations.slice(0, -1))).rejects.toThrow(/newer/);
    const changed = migrations.map((step, at) => (at === 0 ? { ...step, sql: `${step.sql} ` } : step));
    expect(checksum(changed[0]!)).not.toBe(checksum(migrations[0]!));
    await expect(migrate(url, changed)).rejects.toThrow(/was changed/);
    expect(await schemaOf(url)).toEqual(before);
  });

  it('are numbered in the order in which they run, each once', () => {
    const ids = migrations.map((step) => step.id);
    expect(ids).toEqual([...ids].sort());
    expect(new Set(ids).size).toBe(ids.length);
    for (const id of ids) expect(id).toMatch(/^\d{4}-[a-z0-9-]+$/);
  });
});

describe('letters of absent members', () => {
  it('lose which way they went in what a corrected record said before, too; nothing else of it changes', async () => {
    const url = await freshDatabase();
    const at = migrations.findIndex((step) => step.id === '0226-letters-in-versions');
    await migrate(url, migrations.slice(0, at));
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const [tenant, id] = [randomUUID(), randomUUID()];
    const tally = { due: 9, present: 6, inFavour: 4, against: 1, abstained: 1, counted: 6, needed: 5 };
    const written = { inFavour: 2, against: 1, abstained: 0 };
    const said = (...tallies: unknown[]) => ({
      title: '"written"',
      decisions: tallies.map((each, place) => ({ no: place + 1, text: '接收预备党员', tally: each })),
    });
    await client.query(`
      insert into tenant (tenant_id, name, key_check) values ('${tenant}', '市', '');
      insert into organisation (tenant_id, id, kind, name, no, path) values ('${tenant}', '${id}', 'branch', '支部', 1, '1.');
      insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, event_key)
        values ('${tenant}', '${id}', '${id}', 'assembly', '2026-03-02', now(), '大会', '')`);
    const keep = async (version: number, snapshot: unknown) =>
      client.query('insert into record_version values ($1, $2, $3, $4, null, now())', [
        tenant,
        id,
        version,
        JSON.stringify(snapshot),
      ]);
    await keep(1, said(null, { ...tally, uncounted: 0, written }, { ...tally, uncounted: 3, written }));
    await keep(2, said({ ...tally, uncounted: 0, letters: 3 }));
    await keep(3, said());
    await migrate(url, migrations);
    const { rows } = await client.query('select snapshot from record_version order by version');
    await client.end();
    expect(rows.map((row) => row.snapshot)).toEqual([
      said(
        null,
        { ...tally, inFavour: 6, against: 2, uncounted: 0, letters: 3 },
        { ...tally, uncounted: 3, letters: 3 },
      ),
      said({ ...tally, uncounted: 0, letters: 3 }),
      said(),
    ]);
  });
});

describe('the schema', () => {
  it('leads every primary and foreign key with the tenant, so that a tenant can live in one shard', async () => {
    const url = await freshDatabase();
    await migrate(url, migrations);
    const client = new pg.Client({ connectionString: url });
    await client.connect();
    const { rows } = await client.query<{ table: string; kind: string; rule: string }>(`
      select conrelid::regclass::text as table, contype as kind, pg_get_constraintdef(oid) as rule from pg_constraint
      where connamespace = 'public'::regnamespace and contype in ('p', 'f')
        and conrelid::regclass::text not in ('schema_migration', 'sign_in_failure')`);
    await client.end();
    const strays = rows.filter(({ rule }) => !/^(PRIMARY KEY|FOREIGN KEY) \(tenant_id\b/.test(rule));
    expect(strays).toEqual([]);
    expect(rows.length).toBeGreaterThan(20);
  });
});
