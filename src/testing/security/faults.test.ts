import type { FastifyInstance } from 'fastify';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Database, openDatabase } from '#platform/database/database.ts';
import { createApp } from '../../app.ts';
import { type TestApp, testApp } from '../app.ts';
import { type FaultProxy, placeOf, startFaultProxy, throughProxy } from '../fault-proxy.ts';
import { probeRoutes, probeTable } from './probe.ts';
import { freshSession } from './sweep.ts';

/** F08, P9: the database restarts, vanishes or freezes while the server runs. */
const NOW = new Date('2026-11-23T02:00:00Z');
/**
 * In ms: three times the longest that an idle machine takes (1.8 s and one connection), so that a busy one passes; what hangs on
 * a lost connection takes a minute.
 */
const SOON = 6_000;
let test: TestApp;
let proxy: FaultProxy;
let database: Database;
let app: FastifyInstance;
let cookie: string;

beforeAll(async () => {
  test = await testApp({ now: NOW.toISOString(), routes: probeRoutes, tables: probeTable });
  proxy = await startFaultProxy(placeOf(test.appUrl));
  database = openDatabase(throughProxy(test.appUrl, proxy.port), { max: 8 });
  const config = {
    port: 0,
    host: '127.0.0.1',
    dataDir: '/nonexistent',
    publicUrl: null,
    trustProxy: false,
    webDir: '/nonexistent',
    contentDir: new URL('../../../content', import.meta.url).pathname,
  };
  ({ app } = await createApp({
    config,
    database,
    keys: test.keys,
    now: () => NOW,
    perMinute: 1_000_000,
    moreRoutes: probeRoutes,
    log: () => {},
  }));
  cookie = await freshSession(test, 'clerk', NOW);
});
afterAll(async () => {
  await app.close();
  await database.close();
  await proxy.close();
  await test.close();
});
beforeEach(async () => {
  proxy.setBlackHole(false);
  proxy.setRefusing(false);
  proxy.setLatency(0);
  await untilHealthy();
});

const headers = () => ({ 'x-zelian': '1', cookie: `zelian=${cookie}` });

async function timed(method: 'GET' | 'POST', url: string, payload?: object, key?: string) {
  const begun = performance.now();
  const reply = await app.inject({
    method,
    url,
    headers: { ...headers(), ...(key ? { 'idempotency-key': key } : {}) },
    ...(payload ? { payload } : {}),
  });
  return { status: reply.statusCode, ms: performance.now() - begun, reply };
}
const list = () => timed('GET', '/api/v1/probes');
const add = (title: string, key?: string) =>
  timed('POST', '/api/v1/probes', { orgId: test.world.ids.a1, title }, key);

async function untilHealthy(): Promise<number> {
  const begun = performance.now();
  while ((await list()).status !== 200) {
    if (performance.now() - begun > 10_000) throw new Error('did not recover');
  }
  return performance.now() - begun;
}

describe('the database', () => {
  it('answers through the proxy (the control of the below)', async () => {
    expect((await list()).status).toBe(200);
    expect(proxy.accepted()).toBeGreaterThan(0);
  });

  it('drops every idle connection: the next request takes a new one', async () => {
    for (let round = 0; round < 5; round++) {
      await Promise.all(Array.from({ length: 8 }, list));
      proxy.killAll();
      const recovery = await untilHealthy();
      expect(recovery).toBeLessThan(SOON);
    }
  });

  it('drops every connection in the middle: each request ends, with an answer or with 503, and none is applied twice', async () => {
    const before = Number((await test.owner.query('select count(*) as n from probe')).rows[0].n);
    const running = Array.from({ length: 40 }, (_, at) => add(`中断${at}`, `cut-${at}`));
    setTimeout(() => proxy.killAll(), 20);
    setTimeout(() => proxy.killAll(), 60);
    const outcomes = await Promise.all(running);
    for (const { status, ms } of outcomes) {
      expect([201, 503]).toContain(status);
      expect(ms).toBeLessThan(SOON);
    }
    await untilHealthy();
    const retried = await Promise.all(Array.from({ length: 40 }, (_, at) => add(`中断${at}`, `cut-${at}`)));
    expect(retried.every(({ status }) => status === 201)).toBe(true);
    const after = Number((await test.owner.query('select count(*) as n from probe')).rows[0].n);
    expect(after - before).toBe(40);
  });

  it('is frozen: 503 with Retry-After soon, also for twenty at once, and well again right after', async () => {
    await Promise.all(Array.from({ length: 8 }, list));
    proxy.setBlackHole(true);
    const replies = await Promise.all(Array.from({ length: 20 }, list));
    for (const { status, ms, reply } of replies) {
      expect(status).toBe(503);
      expect(reply.headers['retry-after']).toBeDefined();
      expect(ms).toBeLessThan(SOON);
    }
    expect((await timed('GET', '/healthz')).status).toBe(200);
    const ready = await timed('GET', '/readyz');
    expect([ready.status, ready.ms < SOON]).toEqual([503, true]);
    const signIn = await timed('POST', '/api/v1/session', { login: 'clerk', password: 'x' });
    expect([signIn.status, signIn.ms < SOON]).toEqual([503, true]);
    proxy.setBlackHole(false);
    expect(await untilHealthy()).toBeLessThan(SOON);
    expect((await timed('GET', '/readyz')).status).toBe(200);
  });

  it('freezes while every connection is between an answer and the end of its transaction: well again right after', async () => {
    // A reading is answered before its transaction has ended: with a slow line all eight ends are still on their way.
    proxy.setLatency(80);
    await Promise.all(Array.from({ length: 8 }, list));
    proxy.setBlackHole(true);
    proxy.setLatency(0);
    const replies = await Promise.all(Array.from({ length: 20 }, list));
    for (const { status, ms } of replies) {
      expect(status).toBe(503);
      expect(ms).toBeLessThan(SOON);
    }
    proxy.setBlackHole(false);
    expect(await untilHealthy()).toBeLessThan(SOON);
  });

  it('is gone: 503 at once, and well again when it is back', async () => {
    proxy.setRefusing(true);
    proxy.killAll();
    for (let round = 0; round < 5; round++) {
      const { status, ms } = await list();
      expect(status).toBe(503);
      expect(ms).toBeLessThan(SOON);
    }
    proxy.setRefusing(false);
    expect(await untilHealthy()).toBeLessThan(SOON);
  });

  it('is slow: the answer comes late and is right', async () => {
    proxy.setLatency(100);
    const { status, ms } = await list();
    expect(status).toBe(200);
    expect(ms).toBeGreaterThan(100);
  });

  it('commits and its answer is lost: the retry with the same key gets the first answer, and there is one row', async () => {
    proxy.loseAnswerTo('commit');
    const first = await add('丢失的回答', 'lost-1');
    expect(first.status).toBe(503);
    const rows = async () =>
      Number(
        (await test.owner.query(`select count(*) as n from probe where title = '丢失的回答'`)).rows[0].n,
      );
    expect(await rows()).toBe(1);
    await untilHealthy();
    const retry = await add('丢失的回答', 'lost-1');
    expect(retry.status).toBe(201);
    expect(await rows()).toBe(1);
  });

  it('never leaves a reply that claims more than was committed: all acknowledged are there', async () => {
    const acknowledged: string[] = [];
    const work = async (writer: number) => {
      for (let at = 0; at < 30; at++) {
        const title = `确认${writer}-${at}`;
        if ((await add(title)).status === 201) acknowledged.push(title);
      }
    };
    const killer = setInterval(() => proxy.killAll(), 150);
    await Promise.all(Array.from({ length: 6 }, (_, writer) => work(writer)));
    clearInterval(killer);
    const { rows } = await test.owner.query('select title from probe where title = any($1)', [acknowledged]);
    expect(new Set(rows.map((row) => row.title)).size).toBe(acknowledged.length);
    expect(acknowledged.length).toBeGreaterThan(0);
  });
});
