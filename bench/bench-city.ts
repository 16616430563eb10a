import pg from 'pg';
import { keysFrom } from '#platform/crypto/keys.ts';
import { type Database, openDatabase } from '#platform/database/database.ts';
import { migrate } from '#platform/database/migrate.ts';
import type { Config } from '#platform/http/context.ts';
import { composeServices } from '../src/app.ts';
import { buildDemo } from '../src/cli/demo/build-demo.ts';
import { migrations } from '../src/migrations.ts';

const keys = keysFrom(Buffer.alloc(32, 3));

export const config: Config = {
  port: 0,
  host: '127.0.0.1',
  dataDir: '/nonexistent',
  publicUrl: null,
  trustProxy: false,
  webDir: '/nonexistent',
  contentDir: new URL('../content', import.meta.url).pathname,
};

/** A city to measure: the program's own pool, the owner's bare connection, and how big it came out. */
export type BenchCity = {
  database: Database;
  keys: typeof keys;
  owner: pg.Client;
  tenantId: string;
  now: Date;
  members: number;
  records: number;
  seconds: number;
  close(): Promise<void>;
};

/** Builds a demo city of so many members in a new database of a server, and brings it to ten records a member. */
export async function buildCity(
  urls: { ownerUrl: string; appUrl: string },
  members: number,
): Promise<BenchCity> {
  const begun = performance.now();
  const name = `bench_${members}`;
  const first = await connected(urls.ownerUrl);
  await first.query(`create database ${name}`);
  await first.end();
  await migrate(within(urls.ownerUrl, name), migrations);
  const owner = await connected(within(urls.ownerUrl, name));
  const database = openDatabase(within(urls.appUrl, name), { max: 12 });
  const now = new Date();
  const services = composeServices({ config, database, keys, log: () => {} });
  const analyse = async () => void (await owner.query('analyze'));
  const tenantId = await buildDemo(services, { members, seed: 2026, now, analyse });
  await multiplyRecords(owner, members * 10);
  await owner.query('vacuum analyze');
  const { rows } = await owner.query<{ members: number; records: number }>(
    `select (select count(*) from membership) as members, (select count(*) from record) as records`,
  );
  return {
    database,
    keys,
    owner,
    tenantId,
    now,
    members: rows[0]?.members ?? 0,
    records: rows[0]?.records ?? 0,
    seconds: (performance.now() - begun) / 1000,
    async close() {
      await database.close();
      await owner.end();
    },
  };
}

/** More years of the same work: copies of the records, earlier by whole weeks, with everybody who took part. */
async function multiplyRecords(owner: pg.Client, wanted: number): Promise<void> {
  const { rows } = await owner.query<{ count: number }>('select count(*) as count from record');
  const have = rows[0]?.count ?? 0;
  const copies = Math.max(0, Math.ceil(wanted / have) - 1);
  if (copies === 0) return;
  await owner.query(`create temp table copied as select r.tenant_id, r.id as old, gen_random_uuid() as id, c as copy
    from record r cross join generate_series(1, ${copies}) c`);
  const columns = async (table: string, overrides: Record<string, string>) => {
    const found = await owner.query<{ name: string }>(
      `select column_name as name from information_schema.columns
       where table_schema = 'public' and table_name = $1 and is_generated = 'NEVER'`,
      [table],
    );
    const names = found.rows.map((row) => row.name);
    return { into: names.join(', '), from: names.map((each) => overrides[each] ?? `x.${each}`).join(', ') };
  };
  const record = await columns('record', {
    id: 'k.id',
    occurred_on: 'x.occurred_on - k.copy * 364',
    received_at: `x.received_at - k.copy * interval '364 days'`,
    event_key: `decode(md5(k.id::text), 'hex')`,
  });
  await owner.query(`insert into record (${record.into}) select ${record.from} from record x
    join copied k on k.tenant_id = x.tenant_id and k.old = x.id`);
  const part = await columns('record_person', {
    record_id: 'k.id',
    occurred_on: 'x.occurred_on - k.copy * 364',
  });
  await owner.query(`insert into record_person (${part.into}) select ${part.from} from record_person x
    join copied k on k.tenant_id = x.tenant_id and k.old = x.record_id`);
}

async function connected(url: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client;
}

function within(url: string, name: string): string {
  const parsed = new URL(url);
  parsed.pathname = `/${name}`;
  return parsed.toString();
}
