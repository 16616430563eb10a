import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { redLinesInForce } from './handle-red-lines.ts';
import {
  confirmRedLine,
  enterRedLine,
  liftRedLine,
  listRedLineRules,
  listRedLines,
} from './red-lines.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
});
afterAll(() => test.close());

const body = (more: object = {}) => ({
  orgId: test.world.ids.a1,
  rule: 'discipline',
  document: '纪〔2026〕3号',
  organ: '机关纪委',
  issuedOn: '2026-10-08',
  fromOn: '2026-10-10',
  toOn: '2026-12-31',
  ...more,
});

const inForce = (day: string) =>
  test.database.read(test.tenantId, async (tx) => {
    const actor = { tenantId: test.tenantId } as never;
    return (await redLinesInForce({ tx, actor }, [test.world.ids.a1], day)).get(test.world.ids.a1) ?? [];
  });

describe('a red line', () => {
  it('is entered from a formal document only', async () => {
    const officer = await test.as('officer');
    for (const missing of [{ document: '' }, { organ: '' }, { document: undefined, organ: undefined }]) {
      expect((await officer.call(enterRedLine, { body: body(missing) as never })).problem).toMatchObject({
        status: 422,
        code: 'red-lines/no-document',
      });
    }
    expect((await officer.call(enterRedLine, { body: body({ rule: 'petition' }) })).problem.code).toBe(
      'red-lines/unknown-rule',
    );
    const rules = (await officer.call(listRedLineRules)).body.items.map((rule) => rule.id);
    expect(rules).toContain('discipline');
  });

  it('has no effect before a second person has confirmed it, nor on the day after its last', async () => {
    const officer = await test.as('officer');
    const { id } = (await officer.call(enterRedLine, { body: body() })).body;
    expect(await inForce('2026-11-23')).toEqual([]);
    const own = await officer.call(confirmRedLine, { params: { id }, body: {}, ifMatch: 1 });
    expect(own.problem).toMatchObject({ status: 403, code: 'red-lines/same-person' });
    const clerk = await test.as('clerk');
    expect((await clerk.call(confirmRedLine, { params: { id }, body: {}, ifMatch: 1 })).status).toBe(200);
    expect(await inForce('2026-10-09')).toEqual([]);
    expect(await inForce('2026-11-23')).toMatchObject([
      { rule: 'discipline', document: '纪〔2026〕3号', confirmed: true },
    ]);
    expect(await inForce('2026-12-31')).toHaveLength(1);
    expect(await inForce('2027-01-01')).toEqual([]);
    const lifted = await clerk.call(liftRedLine, {
      params: { id },
      body: { reason: '文书已被上级机关撤销。' },
      ifMatch: 2,
    });
    expect(lifted.status).toBe(200);
    expect(await inForce('2026-11-23')).toEqual([]);
    expect((await officer.call(listRedLines, { query: {} })).body.items[0]).toMatchObject({ state: 'ended' });
  });

  it('stays in the reach of those who hold the organisation', async () => {
    const officer = await test.as('officer');
    const { id } = (await officer.call(enterRedLine, { body: body({ document: '纪〔2026〕4号' }) })).body;
    const other = await test.as('officerB');
    expect((await other.call(confirmRedLine, { params: { id }, body: {}, ifMatch: 1 })).status).toBe(404);
    expect((await other.call(listRedLines, { query: {} })).body.items).toEqual([]);
    expect((await other.call(enterRedLine, { body: body() })).status).toBe(404);
    expect((await (await test.as('secretary')).call(listRedLines, { query: {} })).status).toBe(403);
    expect(
      (await officer.call(enterRedLine, { body: body({ document: '纪〔2026〕4号' }) })).problem.code,
    ).toBe('red-lines/entered-already');
  });
});
