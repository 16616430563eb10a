import { chmodSync, existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type pg from 'pg';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { attachEmbedded } from '#platform/database/embedded.ts';
import { asOwner } from './owner-client.ts';
import { dataFolder, runZelian, type Zelian } from './testing/run-zelian.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 240_000 });

let folder: ReturnType<typeof dataFolder>;
let data: string;
let server: Zelian;

/** Runs a command to its end. */
async function zelian(args: string[], env: Record<string, string> = {}) {
  const command = runZelian(args, { ZELIAN_DATA: data, ...env });
  const status = await command.exit;
  return {
    status,
    stdout: command.stdout(),
    stderr: command.stderr(),
    json: () => JSON.parse(command.stdout()),
  };
}

function asDatabaseOwner<T>(work: (client: pg.Client) => Promise<T>): Promise<T> {
  return asOwner(attachEmbedded(data)?.ownerUrl ?? '', work);
}

beforeAll(async () => {
  folder = dataFolder();
  data = join(folder.path, 'data');
  const built = await zelian(['demo', '--members', '400', '--seed', '7', '--json']);
  if (built.status !== 0) throw new Error(built.stderr + built.stdout);
  server = runZelian(['serve'], { ZELIAN_DATA: data, ZELIAN_DEMO: '1' });
  await server.ready();
});
afterAll(async () => {
  server.kill('SIGTERM');
  await server.exit;
  folder.remove();
});

test('help, unknown commands and wrong arguments have their exit statuses', async () => {
  const help = await zelian(['--help']);
  expect(help.status).toBe(0);
  for (const name of [
    'serve',
    'demo',
    'migrate',
    'import',
    'export',
    'backup',
    'restore',
    'verify',
    'doctor',
  ]) {
    expect(help.stdout).toMatch(new RegExp(`^ {2}${name} `, 'm'));
    const own = await zelian([name, '--help']);
    expect([name, own.status, own.stdout.startsWith(`zelian ${name} `)]).toEqual([name, 0, true]);
  }
  expect((await zelian(['sing'])).status).toBe(2);
  const json = await zelian(['backup', '--json']);
  expect([json.status, json.json().error.code]).toEqual([2, 'usage']);
  expect((await zelian(['demo', '--members', 'many'])).status).toBe(2);
  expect((await zelian(['verify', '--nope'])).status).toBe(2);
});

test('commands work beside the running server, and refuse what they must', async () => {
  const again = await zelian(['demo']);
  expect(again.status).toBe(1);
  expect(again.stderr).toContain('演示城市只能生成在空库中');
  expect((await zelian(['migrate', '--json'])).json()).toEqual({ dryRun: false, steps: [] });
  const missing = await zelian(['verify'], { ZELIAN_DATA: join(folder.path, 'elsewhere') });
  expect([missing.status, existsSync(join(folder.path, 'elsewhere'))]).toEqual([1, false]);
  expect(missing.stderr).toContain('还没有数据库');
});

test('the doctor finds a healthy installation healthy, and an open secret not', async () => {
  const healthy = await zelian(['doctor', '--json']);
  expect(healthy.json().checks.filter((check: { state: string }) => check.state === 'fail')).toEqual([]);
  expect(healthy.status).toBe(0);
  chmodSync(join(data, 'master.key'), 0o644);
  const open = await zelian(['doctor', '--json']);
  chmodSync(join(data, 'master.key'), 0o600);
  expect(open.status).toBe(1);
  expect(open.json().checks).toContainEqual(
    expect.objectContaining({ what: '权限 mode master.key', state: 'fail' }),
  );
});

test('verify names the first broken link, and a checkpoint finds a rewritten chain', async () => {
  const file = join(folder.path, 'checkpoint.json');
  await zelian(['export', join(folder.path, 'first.xlsx')]);
  const sound = await zelian(['verify', '--export', file, '--json']);
  expect([sound.status, sound.json().sound]).toEqual([0, true]);
  const last: number = sound.json().chains[0].entries;
  expect((await zelian(['verify', '--checkpoint', file])).status).toBe(0);

  const { seq, body } = await asDatabaseOwner(async (client) => {
    const found = await client.query(
      `select seq::int, body from audit_entry where action = 'data.export' limit 1`,
    );
    await client.query(
      `update audit_entry set body = replace(body, '"xlsx"', '"xlsy"') where action = 'data.export'`,
    );
    return found.rows[0];
  });
  const broken = await zelian(['verify', '--json']);
  expect([broken.status, broken.json().chains[0].firstBad]).toEqual([1, { seq, reason: 'altered' }]);

  // Whoever recomputes every hash from there on passes the bare check, but not the checkpoint.
  await asDatabaseOwner(recomputeFrom);
  expect((await zelian(['verify'])).status).toBe(0);
  const caught = await zelian(['verify', '--checkpoint', file, '--json']);
  expect([caught.status, caught.json().chains[0].firstBad]).toEqual([1, { seq: last, reason: 'checkpoint' }]);

  const forged = JSON.parse(readFileSync(file, 'utf8'));
  forged[0].hash = '0'.repeat(64);
  writeFileSync(file, JSON.stringify(forged));
  expect((await zelian(['verify', '--checkpoint', file])).stderr).toContain('签名不符');
  await asDatabaseOwner(async (client) => {
    await client.query('update audit_entry set body = $1 where seq = $2', [body, seq]);
    await recomputeFrom(client);
  });
});

async function recomputeFrom(client: pg.Client): Promise<void> {
  const { linkHash } = await import('#platform/audit/chain.ts');
  let hash: Buffer = Buffer.alloc(32);
  const { rows } = await client.query('select seq, body from audit_entry order by seq');
  for (const row of rows) {
    hash = linkHash(hash, row.body);
    await client.query('update audit_entry set hash = $1 where seq = $2', [hash, row.seq]);
  }
  await client.query('update audit_head set hash = $1', [hash]);
}

test('exports both forms, readable by their owner alone', async () => {
  const rows = join(folder.path, 'all.ndjson');
  expect((await zelian(['export', rows])).status).toBe(0);
  expect(statSync(rows).mode & 0o777).toBe(0o600);
  const lines = readFileSync(rows, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line));
  const person = lines.find((line) => line.table === 'person').row;
  expect(person.birth).toMatch(/^\d{4}-\d{2}-\d{2}$/);
  expect(person.birth_sealed).toBeUndefined();
  expect(readFileSync(rows, 'utf8')).not.toContain('argon2id');
  expect((await zelian(['export', rows])).stderr).toContain('--force');
  expect((await zelian(['export', join(folder.path, 'x.pdf')])).status).toBe(2);
});

test('a backup taken beside the server restores into an empty folder that holds the key', async () => {
  const file = join(folder.path, 'city.zelian');
  const taken = await zelian(['backup', file, '--json']);
  expect(taken.status).toBe(0);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect((await zelian(['restore', file])).stderr).toContain('正被另一个责链进程使用');
  expect((await zelian(['restore', file, '--check'])).status).toBe(0);

  const elsewhere = { ZELIAN_DATA: join(folder.path, 'restored') };
  const keyless = await zelian(['restore', file], elsewhere);
  expect([keyless.status, keyless.stderr.includes('没有 master.key')]).toEqual([1, true]);
  mkdirSync(elsewhere.ZELIAN_DATA, { recursive: true, mode: 0o700 });
  writeFileSync(join(elsewhere.ZELIAN_DATA, 'master.key'), readFileSync(join(data, 'master.key')), {
    mode: 0o600,
  });
  const restored = await zelian(['restore', file, '--json'], elsewhere);
  expect([restored.status, restored.json().rows]).toEqual([0, taken.json().rows]);
  const chain = await zelian(['verify', '--json'], elsewhere);
  expect([chain.status, chain.json().sound], chain.stdout).toEqual([0, true]);
  const twice = await zelian(['restore', file], elsewhere);
  expect([twice.status, twice.stderr.includes('不是空的')]).toEqual([1, true]);
});
