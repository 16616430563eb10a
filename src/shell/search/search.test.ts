import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { search } from './search.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const found = async (login: Parameters<TestApp['as']>[0], q: string) => {
  const { body } = await (await test.as(login)).call(search, { query: { q } });
  return [body.organisations.map((hit) => hit.title), body.persons.map((hit) => hit.title)];
};

describe('search', () => {
  it('finds organisations and persons by any two characters', async () => {
    expect(await found('clerk', '支部')).toEqual([
      ['办公室党支部', '规划处党支部', '大厅党支部', '后勤党支部'],
      [],
    ]);
    expect(await found('clerk', '孙丙')).toEqual([[], ['孙丙']]);
    await test.owner.query(`update person set name = '欧阳明远' where id = $1`, [test.world.members.b2[2]]);
    for (const q of ['欧阳', '阳明', '明远', '欧阳明远'])
      expect((await found('clerk', q))[1]).toEqual(['欧阳明远']);
  });

  it('finds only what can be opened', async () => {
    expect(await found('officer', '孙丙')).toEqual([[], []]);
    expect(await found('officerB', '孙丙')).toEqual([[], ['孙丙']]);
    expect(await found('secretary', '支部')).toEqual([['办公室党支部'], []]);
    expect(await found('member', '赵')).toEqual([[], ['赵乙']]);
  });

  it('takes the signs of a pattern as letters, and says what is missing', async () => {
    expect(await found('clerk', '%_')).toEqual([[], []]);
    const clerk = await test.as('clerk');
    expect((await clerk.call(search, { query: { q: ' ' } })).status).toBe(400);
    expect((await (await test.as('auditor')).call(search, { query: { q: '支部' } })).status).toBe(403);
  });
});
