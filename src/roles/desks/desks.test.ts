import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileWork, listWorkSeats } from '#roles/work-records/work-records.contract.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { readDesks, readMyDesks } from './desks.contract.ts';
import { actsFor } from './desks.rules.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
  await test.owner.query(
    `insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, minutes_spent, details, event_key)
     values ($1, gen_random_uuid(), $2, 'theme-day', '2026-11-10', now(), '主题党日', 90, '{"includes":["lecture"]}', sha256('a')),
            ($1, gen_random_uuid(), $2, 'theme-day', '2026-10-10', now(), '上月的', 90, '{}', sha256('b'))`,
    [test.tenantId, test.world.ids.a1],
  );
});
afterAll(() => test.close());

describe('desks', () => {
  it('show each post what it does this month, done by the records alone', async () => {
    const { body } = await (await test.as('secretary')).call(readMyDesks, {});
    expect(body.month).toBe('2026-11');
    const [desk] = body.desks;
    expect([desk!.post, desk!.own, desk!.org.name]).toEqual(['branch-secretary', true, '办公室党支部']);
    expect(desk!.acts.find((act) => act.id === 'theme-day')).toMatchObject({
      wanted: 1,
      done: 1,
      lastOn: '2026-11-10',
    });
    expect(desk!.acts.find((act) => act.id === 'lecture')).toMatchObject({ done: 1 });
    expect(desk!.acts.find((act) => act.id === 'committee')).toMatchObject({ wanted: 1, done: 0 });
    const october = await (await test.as('secretary')).call(readMyDesks, { query: { month: '2026-10' } });
    expect(october.body.desks[0]!.acts.find((act) => act.id === 'lecture')).toMatchObject({ done: 0 });
    expect((await (await test.as('member')).call(readMyDesks, {})).body.desks).toEqual([]);
    expect(
      (await (await test.as('secretary')).call(readMyDesks, { query: { month: '2026-13' } })).status,
    ).toBe(400);
  });

  it('of a branch are read by its members without the items, by the office with them, by nobody else', async () => {
    const { ids, members } = test.world;
    await test.owner.query(
      `insert into task (tenant_id, id, org_id, title, owner_id, created_on, due_on) values ($1, gen_random_uuid(), $2, '公示栏', $3, '2026-11-01', '2026-11-28')`,
      [test.tenantId, ids.a1, members.a1[3]],
    );
    const read = async (login: Parameters<TestApp['as']>[0], id = ids.a1) =>
      (await test.as(login)).call(readDesks, { params: { id } });
    const office = (await read('officer')).body;
    expect(office.desks.map((desk) => desk.post)).toEqual([
      'branch-secretary',
      'organisation-member',
      'publicity-member',
      'discipline-member',
    ]);
    const publicity = (list: typeof office) =>
      list.desks.find((desk) => desk.post === 'publicity-member')!.tasks;
    expect(publicity(office)).toMatchObject({ open: 1, items: [{ title: '公示栏', letter: 'own' }] });
    expect(publicity((await read('member')).body)).toEqual({ open: 1, items: [] });
    expect((await read('memberB')).status).toBe(404);
    expect((await read('secretaryA2')).status).toBe(404);
    const vacant = (await read('secretaryA2', ids.a2)).body.vacant.map((post) => post.zh);
    expect(vacant).toEqual(expect.arrayContaining(['组织委员', '宣传委员', '纪检委员']));
  });

  it('open the form for their work, and their holders record that work and no other', async () => {
    const { a1, a2 } = test.world.ids;
    const organiser = await test.as('organiser');
    const { desks } = (await organiser.call(readMyDesks, {})).body;
    expect(desks[0]?.acts.find((act) => act.id === 'dues')?.link).toBe(`/records/new?org=${a1}&kind=dues`);
    const seats = (await organiser.call(listWorkSeats, {})).body.items;
    expect(seats.map((seat) => seat.org.id)).toEqual([a1]);
    expect(seats[0]?.kinds).toContain('dues');
    expect(seats[0]?.people).toHaveLength(9);
    const file = async (login: 'organiser' | 'member', kind: string, orgId = a1) =>
      (await test.as(login)).call(fileWork, {
        body: { orgId, kind, occurredOn: '2026-11-20', title: '收缴党费', minutesSpent: 30, persons: [] },
      });
    expect((await file('organiser', 'dues')).status).toBe(201);
    expect((await file('organiser', 'volunteer')).problem.code).toBe('work/not-of-your-post');
    expect((await file('organiser', 'dues', a2)).status).toBe(404);
    expect((await file('member', 'dues')).problem.code).toBe('work/not-of-your-post');
    expect((await (await test.as('member')).call(listWorkSeats, {})).body.items).toEqual([]);
  });

  it('list seasonal acts in their months only', () => {
    const { content } = contentServices(new URL('../../../content', import.meta.url).pathname);
    const desk = content.desks.desks.find((each) => each.post === 'organisation-member')!;
    const has = (month: string) => actsFor(desk.acts, month, []).some((act) => act.id === 'appraisal');
    expect([has('2026-12'), has('2026-06')]).toEqual([true, false]);
  });
});
