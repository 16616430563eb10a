import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '../app.ts';
import { addProbe, editProbe, probeRoutes, probeTable, readProbe, refuseLate } from './probe.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ routes: probeRoutes, tables: probeTable });
});
afterAll(() => test.close());

const countProbes = async (title: string) =>
  Number((await test.owner.query('select count(*) as n from probe where title = $1', [title])).rows[0].n);
const body = (title: string) => ({ orgId: test.world.ids.a1, title });

describe('the same request many times (F02)', () => {
  it('makes one thing of fifty at once with one key, and gives fifty equal answers', async () => {
    const clerk = await test.as('clerk');
    const replies = await Promise.all(
      Array.from({ length: 50 }, () => clerk.call(addProbe, { body: body('一次'), idempotencyKey: 'k-1' })),
    );
    expect(new Set(replies.map((reply) => `${reply.status} ${JSON.stringify(reply.body)}`)).size).toBe(1);
    expect(replies[0]!.status).toBe(201);
    expect(await countProbes('一次')).toBe(1);
    const audited = await test.owner.query(
      `select count(*) as n from audit_entry where action = 'probe.add' and object_id = $1`,
      [replies[0]!.body.id],
    );
    expect(Number(audited.rows[0].n)).toBe(1);
  });

  it('makes fifty things of fifty without a key (the control of the above)', async () => {
    const clerk = await test.as('clerk');
    await Promise.all(Array.from({ length: 50 }, () => clerk.call(addProbe, { body: body('五十次') })));
    expect(await countProbes('五十次')).toBe(50);
  });

  it('gives a retry after a lost answer the first answer', async () => {
    const clerk = await test.as('clerk');
    const first = await clerk.call(addProbe, { body: body('重发'), idempotencyKey: 'k-2' });
    const again = await clerk.call(addProbe, { body: body('重发'), idempotencyKey: 'k-2' });
    expect([again.status, again.body, again.headers.etag]).toEqual([
      first.status,
      first.body,
      first.headers.etag,
    ]);
  });

  it('refuses a key that comes back with another body', async () => {
    const clerk = await test.as('clerk');
    await clerk.call(addProbe, { body: body('甲'), idempotencyKey: 'k-3' });
    const other = await clerk.call(addProbe, { body: body('乙'), idempotencyKey: 'k-3' });
    expect([other.status, other.problem.code]).toEqual([422, 'request/idempotency-reused']);
    expect(await countProbes('乙')).toBe(0);
  });

  it('keeps the keys of two people apart', async () => {
    const one = await (await test.as('clerk')).call(addProbe, { body: body('各自'), idempotencyKey: 'k-4' });
    const two = await (await test.as('officer')).call(addProbe, {
      body: body('各自'),
      idempotencyKey: 'k-4',
    });
    expect(one.body.id).not.toBe(two.body.id);
  });

  it('does not remember a refusal: the corrected request may use the key again', async () => {
    const secretary = await test.as('secretary');
    const refused = await secretary.call(addProbe, {
      body: { orgId: test.world.ids.b1, title: '丙' },
      idempotencyKey: 'k-5',
    });
    expect(refused.status).toBe(404);
    const mine = await secretary.call(addProbe, {
      body: { orgId: test.world.ids.a1, title: '丙' },
      idempotencyKey: 'k-5',
    });
    expect(mine.status).toBe(201);
  });
});

describe('two editors at once (F03)', () => {
  it('loses no update in 100 rounds: of two on one version, one wins and the other is told', async () => {
    const clerk = await test.as('clerk');
    const officer = await test.as('officer');
    const { id } = (await clerk.call(addProbe, { body: body('两人') })).body;
    const wins = { title: 0, note: 0 };
    for (let round = 0; round < 100; round++) {
      const { version } = (await clerk.call(readProbe, { params: { id } })).body;
      const [left, right] = await Promise.all([
        clerk.call(editProbe, { params: { id }, ifMatch: version, body: { title: `标题${round}` } }),
        officer.call(editProbe, { params: { id }, ifMatch: version, body: { note: `说明${round}` } }),
      ]);
      expect([left.status, right.status].sort()).toEqual([200, 412]);
      const loser = left.status === 412 ? left : right;
      expect(loser.problem.data).toMatchObject({ changes: expect.any(Array) });
      if (left.status === 200) wins.title += 1;
      else wins.note += 1;
      const now = (await clerk.call(readProbe, { params: { id } })).body;
      expect(now.version).toBe(version + 1);
      expect(now.title === `标题${round}` || now.note === `说明${round}`).toBe(true);
    }
    expect(wins.title + wins.note).toBe(100);
    const edits = await test.owner.query(
      `select count(*) as n from audit_entry where action = 'probe.edit' and object_id = $1`,
      [id],
    );
    expect(Number(edits.rows[0].n)).toBe(100);
  });

  it('says who was faster', async () => {
    const clerk = await test.as('clerk');
    const { id } = (await clerk.call(addProbe, { body: body('谁') })).body;
    await (await test.as('officer')).call(editProbe, { params: { id }, ifMatch: 1, body: { note: '先' } });
    const late = await clerk.call(editProbe, { params: { id }, ifMatch: 1, body: { note: '后' } });
    expect(late.problem.title).toContain('officer');
  });

  it('asks for the version that was edited', async () => {
    const clerk = await test.as('clerk');
    const { id } = (await clerk.call(addProbe, { body: body('版本') })).body;
    expect((await clerk.call(editProbe, { params: { id }, body: { note: '无' } })).status).toBe(428);
    for (const value of ['*', '"x"', '-1', '9999999999999', "1' or '1'='1"]) {
      const reply = await clerk.call(editProbe, {
        params: { id },
        body: { note: '无' },
        headers: { 'if-match': value },
      });
      expect([value, reply.status]).toEqual([value, 428]);
    }
  });

  it('keeps nothing of a step that was refused after it wrote', async () => {
    const clerk = await test.as('clerk');
    const { id } = (await clerk.call(addProbe, { body: body('迟') })).body;
    expect((await clerk.call(refuseLate, { params: { id } })).status).toBe(409);
    expect((await clerk.call(readProbe, { params: { id } })).body.note).toBe('');
  });
});
