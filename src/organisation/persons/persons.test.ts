import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { listReaders, readPerson } from './persons.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
  const { ids, members } = test.world;
  const phone = test.keys.seal('13812345678', `person/phone/${members.a1[1]}`);
  await test.owner.query('update person set phone_sealed = $1 where id = $2', [phone, members.a1[1]]);
  expect(ids.a1).toBeDefined();
});
afterAll(() => test.close());

describe('a person’s file', () => {
  it('is whole for the person', async () => {
    const id = test.world.members.a1[1]!;
    const { body } = await (await test.as('member')).call(readPerson, { params: { id } });
    expect([body.own, body.name, body.birth, body.phone]).toEqual([
      true,
      '赵乙',
      '1981-02-15',
      '13812345678',
    ]);
    expect(body.memberships[0]?.orgName).toBe('办公室党支部');
  });

  it('is masked for those above', async () => {
    const id = test.world.members.a1[1]!;
    const { body } = await (await test.as('officer')).call(readPerson, { params: { id } });
    expect([body.own, body.birth, body.phone]).toEqual([false, '1981', '138****5678']);
  });

  it('does not exist for those beside', async () => {
    const id = test.world.members.a1[1]!;
    const statuses = await Promise.all(
      (['officerB', 'secretaryB', 'secretaryA2', 'memberB'] as const).map(
        async (login) => (await (await test.as(login)).call(readPerson, { params: { id } })).status,
      ),
    );
    expect(statuses).toEqual([404, 404, 404, 404]);
  });

  it('tells the person who looked, and under which post; a look at oneself is no entry', async () => {
    const id = test.world.members.a1[1]!;
    await (await test.as('secretary')).call(readPerson, { params: { id } });
    const member = await test.as('member');
    const { body } = await member.call(listReaders, { params: { id } });
    expect(body.items.map((row) => [row.who, row.roles, row.orgNames])).toEqual([
      ['secretary', ['secretary'], ['办公室党支部']],
      ['officer', ['officer'], ['市发展改革局']],
    ]);
    const secretary = await test.as('secretary');
    expect((await secretary.call(listReaders, { params: { id } })).status).toBe(404);
  });
});
