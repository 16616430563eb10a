import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { findUnitOf } from '../units.store.ts';
import { listMembers, listOrganisations, readOrganisation } from './tree.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

describe('the organisation tree', () => {
  it('starts at the top of what one reaches', async () => {
    const tops = async (login: Parameters<TestApp['as']>[0]) =>
      (await (await test.as(login)).call(listOrganisations)).body.items.map((row) => row.name);
    expect(await tops('clerk')).toEqual(['测试市直机关工委']);
    expect(await tops('officer')).toEqual(['市发展改革局']);
    expect(await tops('secretaryB')).toEqual(['大厅党支部']);
    expect(await tops('member')).toEqual(['办公室党支部']);
  });

  it('opens a level, with counts of what is under it', async () => {
    const clerk = await test.as('clerk');
    const units = await clerk.call(listOrganisations, { query: { parent: test.world.ids.root } });
    expect(units.body.items.map((row) => [row.name, row.children, row.members])).toEqual([
      ['市发展改革局', 2, 17],
      ['市政务服务局', 2, 12],
    ]);
  });

  it('goes on from a cursor without repeating or leaving out', async () => {
    const clerk = await test.as('clerk');
    const first = await clerk.call(listOrganisations, { query: { q: '支部', limit: 3 } });
    const second = await clerk.call(listOrganisations, {
      query: { q: '支部', limit: 3, cursor: first.body.next! },
    });
    expect([...first.body.items, ...second.body.items].map((row) => row.name)).toEqual([
      '办公室党支部',
      '规划处党支部',
      '大厅党支部',
      '后勤党支部',
    ]);
    expect(second.body.next).toBeNull();
  });

  it('refuses a mangled cursor and takes the signs of a pattern as letters', async () => {
    const clerk = await test.as('clerk');
    expect((await clerk.call(listOrganisations, { query: { cursor: 'WyJhIl0' } })).status).toBe(400);
    expect((await clerk.call(listOrganisations, { query: { q: '%' } })).body.items).toEqual([]);
  });

  it('does not tell apart what is elsewhere and what does not exist', async () => {
    const secretary = await test.as('secretary');
    const elsewhere = await secretary.call(readOrganisation, { params: { id: test.world.ids.a2 } });
    const nowhere = await secretary.call(readOrganisation, { params: { id: test.tenantId } });
    expect([elsewhere.status, elsewhere.problem.title]).toEqual([404, nowhere.problem.title]);
    const parent = await secretary.call(listOrganisations, { query: { parent: test.world.ids.committeeA } });
    expect(parent.status).toBe(404);
    const own = await secretary.call(readOrganisation, { params: { id: test.world.ids.a1 } });
    expect(own.status).toBe(200);
  });

  it('names who holds the posts, and the way up', async () => {
    const officer = await test.as('officer');
    const { body } = await officer.call(readOrganisation, { params: { id: test.world.ids.a1 } });
    expect(body.posts.map((post) => [post.title.zh, post.personName])).toEqual([
      ['党支部书记', '赵甲'],
      ['组织委员', '赵丙'],
      ['宣传委员', '赵丁'],
      ['纪检委员', '赵戊'],
    ]);
    expect(body.ancestors.map((each) => [each.name, each.visible])).toEqual([
      ['测试市直机关工委', false],
      ['市发展改革局', true],
      ['市发展改革局机关党委', true],
    ]);
  });

  it('knows the innermost unit of an organisation, and none above the units', async () => {
    const { ids } = test.world;
    const unitOf = (orgId: string) =>
      test.database.read(test.tenantId, (tx) => findUnitOf(tx, test.tenantId, orgId));
    expect((await unitOf(ids.a1))?.id).toBe(ids.unitA);
    expect((await unitOf(ids.unitA))?.id).toBe(ids.unitA);
    expect(await unitOf(ids.root)).toBeUndefined();
  });

  it('lists the roll of everything under it, page by page', async () => {
    const officer = await test.as('officer');
    const params = { id: test.world.ids.unitA };
    const first = await officer.call(listMembers, { params, query: { limit: 10 } });
    const second = await officer.call(listMembers, {
      params,
      query: { limit: 10, cursor: first.body.next! },
    });
    const ids = [...first.body.items, ...second.body.items].map((row) => row.personId);
    expect([new Set(ids).size, first.body.total, second.body.next]).toEqual([17, 17, null]);
    expect((await officer.call(listMembers, { params: { id: test.world.ids.unitB } })).status).toBe(404);
  });
});
