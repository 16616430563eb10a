import { randomBytes } from 'node:crypto';
import { existsSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { afterEach, expect, inject, test, vi } from 'vitest';
import { inDatabase } from '#testing/database.ts';
import { dataFolder, exchange, runZelian, type Zelian } from './testing/run-zelian.ts';

vi.setConfig({ testTimeout: 240_000, hookTimeout: 60_000 });

/** Whoever waits for something that does not end waits longer; a busy machine alone does not take so long. */
const WAITING_MS = 30_000;

const running: Zelian[] = [];
const folders: ReturnType<typeof dataFolder>[] = [];

afterEach(async () => {
  for (const each of running) each.kill('SIGTERM');
  for (const each of running.splice(0)) await each.exit;
  for (const each of folders.splice(0)) each.remove();
});

function serve(env: Record<string, string>): Zelian {
  const server = runZelian(['serve'], env);
  running.push(server);
  return server;
}

function folder(): string {
  const made = dataFolder();
  folders.push(made);
  return join(made.path, 'data');
}

async function timeOf(work: () => Promise<unknown>): Promise<number> {
  const from = performance.now();
  await work();
  return performance.now() - from;
}

test('announces itself in one line, refuses a twin, finishes what it accepted, and starts again at once', async () => {
  const data = folder();
  const server = serve({ ZELIAN_DATA: data });
  const address = await server.ready();
  expect(server.stdout()).toMatch(
    /^Zelian ready http:\/\/127\.0\.0\.1:\d+ {2}首次设置 .*\/setup {2}设置码 code: [A-Z2-9-]{19}\n$/,
  );
  expect((await exchange(`${address}/readyz`)).body).toBe('{"ready":true}');
  expect(statSync(join(data, 'master.key')).mode & 0o077).toBe(0);

  const boot = await timeOf(() => runZelian(['verify', '--help'], {}).exit);
  const twin = serve({ ZELIAN_DATA: data });
  const refusal = await timeOf(() => twin.exit);
  expect(await twin.exit).toBe(1);
  // Beyond what any command needs to load on this machine: it does not wait for the other to end.
  expect(refusal - boot).toBeLessThan(WAITING_MS);
  expect(twin.stderr()).toMatch(/正被另一个责链进程使用.*PID \d+/);
  expect(twin.stderr()).not.toMatch(/\n {4}at /);

  // Sign-ins are slow on purpose: these are still being answered when the signal comes.
  const slow = Array.from({ length: 6 }, (_, n) =>
    exchange(`${address}/api/v1/session`, { method: 'POST', body: { login: `nobody${n}`, password: 'x' } }),
  );
  // One that came after them is answered: they have been accepted.
  await sleep(50);
  await exchange(`${address}/healthz`);
  const asked = performance.now();
  server.kill('SIGTERM');
  await sleep(20);
  server.kill('SIGTERM');
  const replies = await Promise.all(slow);
  expect(new Set(replies.map((reply) => reply.status))).toEqual(new Set([401]));
  expect(await server.exit).toBe(0);
  expect(performance.now() - asked).toBeLessThan(WAITING_MS);
  expect(existsSync(join(data, 'lock'))).toBe(false);
  await expect(exchange(`${address}/healthz`)).rejects.toThrow(/ECONNREFUSED/);
  expect(server.stdout().trim().split('\n')).toHaveLength(1);

  const again = await timeOf(() => serve({ ZELIAN_DATA: data }).ready());
  expect(again - boot).toBeLessThan(WAITING_MS);
  // A clean end needs no recovery.
  expect(readFileSync(join(data, 'postgres.log'), 'utf8')).not.toMatch(/not properly shut down|recovery/);
});

test('when its launcher is killed the server ends too, and the next start does not have to wait', async () => {
  const data = folder();
  const first = serve({ ZELIAN_DATA: data });
  const address = await first.ready();
  first.kill('SIGKILL');
  const second = serve({ ZELIAN_DATA: data });
  await second.ready();
  await expect(exchange(`${address}/healthz`)).rejects.toThrow();
});

test('a port in use is named, and the data folder is free again', async () => {
  const first = serve({ ZELIAN_DATA: folder() });
  const port = new URL(await first.ready()).port;
  const data = folder();
  const second = serve({ ZELIAN_DATA: data, PORT: port });
  expect(await second.exit).toBe(1);
  expect(second.stderr()).toContain(`端口 ${port} 已被占用`);
  expect(existsSync(join(data, 'lock'))).toBe(false);
});

test('a signal during the start ends it cleanly', async () => {
  const data = folder();
  const server = serve({ ZELIAN_DATA: data });
  await sleep(700);
  server.kill('SIGINT');
  // 128: it came before the program could listen for it.
  expect([0, 128]).toContain(await server.exit);
  await serve({ ZELIAN_DATA: data }).ready();
});

test('several servers share one PostgreSQL server, migrating it once', async () => {
  const name = `serve_${randomBytes(5).toString('hex')}`;
  const client = new pg.Client({ connectionString: inject('ownerUrl') });
  await client.connect();
  await client.query(`create database ${name}`);
  try {
    const url = inDatabase(inject('ownerUrl'), name);
    const key = randomBytes(32).toString('base64');
    const both = [1, 2].map(() => serve({ ZELIAN_DATA: folder(), DATABASE_URL: url, ZELIAN_KEY: key }));
    const addresses = await Promise.all(both.map((server) => server.ready()));
    for (const address of addresses) expect((await exchange(`${address}/readyz`)).status).toBe(200);
    // The same key gives the same set-up code on each.
    expect(new Set(both.map((server) => server.stdout().slice(-20))).size).toBe(1);
    for (const server of both) server.kill('SIGTERM');
    expect(await Promise.all(both.map((server) => server.exit))).toEqual([0, 0]);
  } finally {
    await client.query(`drop database ${name} with (force)`);
    await client.end();
  }
});

test('an unreachable database is named without its password', async () => {
  const server = serve({
    ZELIAN_DATA: folder(),
    DATABASE_URL: 'postgresql://user:geheim@127.0.0.1:1/zelian',
  });
  expect(await server.exit).toBe(1);
  expect(server.stderr()).toContain('连接不上数据库 127.0.0.1:1/zelian');
  expect(server.stderr()).not.toContain('geheim');
});
