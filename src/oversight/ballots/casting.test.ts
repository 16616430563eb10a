import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { castOne, linksOf, openedRound, paper, passOf, seal } from '../rounds/testing/walk.ts';
import { castBallot, listMyBallots, openBallot, readBallotPass } from './ballots.contract.ts';
import { newLinkToken, newPass, readToken } from './token.ts';
import { holds } from './web/seal-in-browser.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

let app: TestApp;
let sealed: string;
let tokens: string[];
beforeAll(async () => {
  app = await testApp();
  sealed = (await openedRound(app, 'sealed')).id;
  tokens = await linksOf(app, sealed, 'staff');
});
afterAll(() => app.close());

const count = async (where: string, ...values: unknown[]) =>
  Number((await app.owner.query(`select count(*) from ballot where ${where}`, values)).rows[0].count);

describe('a rater’s link', () => {
  test('opens a page that holds, and a page with changed terms does not', async () => {
    const view = await paper(app, tokens[0]!);
    expect(holds(view)).toBe(true);
    const [first, ...rest] = view.items;
    const named = view.ratees.map((ratee) => ({ ...ratee, name: '别的支部' }));
    for (const change of [
      { mode: 'named' as const },
      { ratees: named },
      { items: [{ ...first!, grades: [...first!.grades].reverse() }, ...rest] },
      { manifest: { ...(view.manifest as object), floor: 3 } as never },
      { manifestHash: '0'.repeat(64) },
    ]) {
      expect(holds({ ...view, ...change })).toBe(false);
    }
  });

  test('opening it changes nothing, however often', async () => {
    const state = () =>
      app.owner.query('select md5(string_agg(i::text, chr(10) order by i.id)) as sum from invitation i');
    const before = (await state()).rows[0].sum;
    for (let at = 0; at < 5; at++) await paper(app, tokens[0]!);
    await app.app.inject({ method: 'GET', url: '/rate' });
    expect((await state()).rows[0].sum).toBe(before);
    expect(await count('true')).toBe(0);
  });

  test('is single: twenty submissions at once count once', async () => {
    const view = await paper(app, tokens[1]!);
    const ratee = view.ratees[0]!.id;
    const ballots = Array.from({ length: 20 }, (_, at) => seal(view, ratee, [at % 4, 0, 1, 2]));
    const anyone = await app.as(null);
    const replies = await Promise.all(
      ballots.map((ballot) =>
        anyone.call(castBallot, { body: { token: tokens[1]!, ratee, sealed: ballot } }),
      ),
    );
    expect(replies.map((reply) => reply.status)).toEqual(Array(20).fill(200));
    expect(new Set(replies.map((reply) => reply.raw.length)).size).toBe(1);
    expect(await count('invitation_id = $1', view.invitation)).toBe(1);
    const { rows } = await app.owner.query('select tracking from ballot where invitation_id = $1', [
      view.invitation,
    ]);
    expect(replies.map((reply) => reply.body.tracking)).toContain(rows[0].tracking);
  });

  test('is single in a named round too: one is taken, nineteen are told so', async () => {
    const { id } = await openedRound(app, 'named');
    const [token] = await linksOf(app, id, 'staff');
    const view = await paper(app, token!);
    const replies = await Promise.all(
      Array.from({ length: 20 }, (_, at) =>
        castOne(app, token!, view, view.ratees[0]!.id, [at % 4, 0, 0, 0]),
      ),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([200, ...Array(19).fill(409)]);
    expect(await count('round_id = $1', id)).toBe(1);
  });

  test('whatever is wrong with it, the answer is the same 404', async () => {
    const anyone = await app.as(null);
    const good = tokens[2]!;
    const stranger = newLinkToken('00000000-0000-4000-8000-000000000000').token;
    const late = newPass(
      app.keys,
      app.tenantId,
      (await paper(app, good)).invitation,
      new Date('2026-11-22T00:00:00Z'),
    );
    const wrong = [
      stranger,
      newLinkToken(app.tenantId).token,
      late,
      `${good.slice(0, -1)}${good.endsWith('A') ? 'B' : 'A'}`,
      `${good}.x`,
      'x'.repeat(66),
      `${good.split('.')[0]}.${"' or 1=1 --".padEnd(43, 'x')}`,
    ];
    const bodies = new Set<string>();
    for (const token of wrong) {
      for (const reply of [
        await anyone.call(openBallot, { body: { token } }),
        await anyone.call(castBallot, { body: { token, ratee: app.world.ids.a1, sealed: 'AAAA' } }),
      ]) {
        expect(reply.status).toBe(404);
        const { instance: _instance, ...rest } = reply.problem;
        bodies.add(JSON.stringify(rest));
      }
    }
    expect(bodies.size).toBe(1);
    expect((await anyone.call(openBallot, { body: { token: good } })).status).toBe(200);
  });

  test('cannot be guessed: two hundred random tokens find nothing, and are stored nowhere in the clear', async () => {
    const anyone = await app.as(null);
    for (let at = 0; at < 200; at++) {
      const token = `${tokens[0]!.split('.')[0]}.${randomBytes(32).toString('base64url')}`;
      expect((await anyone.call(openBallot, { body: { token } })).status).toBe(404);
    }
    const { rows } = await app.owner.query('select i::text as row from invitation i');
    const text = rows.map((row) => row.row).join();
    for (const token of tokens) expect(text).not.toContain(token.split('.')[1]);
  });

  test('the address limit engages', async () => {
    const statuses = new Set<number>();
    for (let at = 0; at < 320; at++) {
      const reply = await app.app.inject({
        method: 'POST',
        url: '/api/v1/ballots/open',
        remoteAddress: '203.0.113.7',
        headers: { 'x-zelian': '1' },
        payload: { token: newLinkToken(app.tenantId).token },
      });
      statuses.add(reply.statusCode);
      if (reply.statusCode === 429) expect(reply.headers['retry-after']).toBeDefined();
    }
    expect([...statuses].sort()).toEqual([404, 429]);
  });
});

describe('a pass of a signed-in rater', () => {
  test('is for one’s own invitation only, and ends', async () => {
    const rater = await app.as('rater');
    const { items } = (await rater.call(listMyBallots)).body;
    const mine = items.find((item) => item.mode === 'sealed')!;
    expect(mine).toMatchObject({ ratees: 2, rated: 0 });
    const other = await app.as('memberB');
    expect((await other.call(listMyBallots)).body.items).toEqual([]);
    expect((await other.call(readBallotPass, { params: { id: mine.invitationId } })).status).toBe(404);
    const { pass } = (await rater.call(readBallotPass, { params: { id: mine.invitationId } })).body;
    const now = new Date('2026-11-23T02:00:00Z');
    expect(readToken(app.keys, pass, now)).toMatchObject({ kind: 'pass', invitationId: mine.invitationId });
    expect(readToken(app.keys, pass, new Date('2026-11-23T04:00:01Z'))).toBeNull();
    const [tenant, , until, code] = pass.split('.');
    const foreign = newLinkToken(mine.invitationId).token.split('.')[0];
    expect(readToken(app.keys, [tenant, foreign, `${until}z`, code].join('.'), now)).toBeNull();
  });
});

describe('a ballot that is not right is refused and not counted', () => {
  test('tampered, replayed, for other terms, of another kind', async () => {
    const anyone = await app.as(null);
    const view = await paper(app, tokens[3]!);
    const other = await paper(app, tokens[4]!);
    const ratee = view.ratees[0]!.id;
    const good = seal(view, ratee, [0, 1, 2, 3]);
    const flipped = `${good.slice(0, 2000)}${good[2000] === 'A' ? 'B' : 'A'}${good.slice(2001)}`;
    const wrong = [
      { sealed: flipped },
      { sealed: seal(other, ratee, [0, 1, 2, 3]) },
      { sealed: seal({ ...view, manifestHash: '0'.repeat(64) }, ratee, [0, 1, 2, 3]) },
      { sealed: seal(view, app.world.ids.a2 === ratee ? app.world.ids.a1 : app.world.ids.a2, [0, 1, 2, 3]) },
      { sealed: good.slice(4) },
      { sealed: `${good}AAAA` },
      { sealed: '' },
      { sealed: '不是票' },
      { choices: [0, 1, 2, 3] },
      { sealed: good, choices: [0, 1, 2, 3] },
      {},
    ];
    for (const body of wrong) {
      const reply = await anyone.call(castBallot, { body: { token: tokens[3]!, ratee, ...body } });
      expect([reply.status, reply.problem.code]).toEqual([422, 'ballots/not-valid']);
    }
    expect(await count('invitation_id = $1', view.invitation)).toBe(0);
    expect((await anyone.call(castBallot, { body: { token: tokens[3]!, ratee, sealed: good } })).status).toBe(
      200,
    );
    expect(await count('invitation_id = $1', view.invitation)).toBe(1);
  });

  test('after the closing day, without anybody having closed the round', async () => {
    const view = await paper(app, tokens[0]!);
    app.travel('2026-12-01T00:00:00Z');
    expect((await castOne(app, tokens[0]!, view, view.ratees[0]!.id, [0, 0, 0, 0])).problem.code).toBe(
      'ballots/closed',
    );
    app.travel('2026-11-23T02:00:00Z');
  });
});

test('casting leaves nothing beside the ballot: no audit entry, no time, no address, no device', async () => {
  const marks = ['Zelian-Canary/7.31', '198.51.100.23', '54321'];
  const { rows: before } = await app.owner.query('select count(*) from audit_entry');
  const pass = await passOf(app, 'member');
  const { rows: middle } = await app.owner.query('select count(*) from audit_entry');
  const view = await paper(app, pass);
  const reply = await app.app.inject({
    method: 'POST',
    url: '/api/v1/ballots/cast',
    remoteAddress: marks[1]!,
    headers: { 'x-zelian': '1', 'user-agent': marks[0]! },
    payload: { token: pass, ratee: view.ratees[0]!.id, sealed: seal(view, view.ratees[0]!.id, [0, 0, 0, 0]) },
  });
  expect(reply.statusCode).toBe(200);
  const { rows: after } = await app.owner.query('select count(*) from audit_entry');
  expect(after[0].count).toBe(middle[0].count);
  expect(Number(middle[0].count)).toBeGreaterThanOrEqual(Number(before[0].count));
  const tables = await app.owner.query(
    `select relname from pg_class where relkind = 'r' and relnamespace = 'public'::regnamespace`,
  );
  for (const { relname } of tables.rows) {
    const { rows } = await app.owner.query(
      `select coalesce(string_agg(t::text, ' '), '') as text from ${relname} t`,
    );
    for (const mark of marks.slice(0, 2)) expect(rows[0].text).not.toContain(mark);
    expect(rows[0].text).not.toContain(pass);
  }
  const columns = await app.owner.query(
    `select table_name, column_name from information_schema.columns where table_name in ('ballot', 'invitation')
      and data_type in ('timestamp with time zone', 'timestamp without time zone', 'date', 'inet', 'time with time zone')`,
  );
  expect(columns.rows).toEqual([]);
});
