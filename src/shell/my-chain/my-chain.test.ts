import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { readMyChain } from './my-chain.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

async function addRecord(title: string, part: string, state: 'standing' | 'withdrawn' = 'standing') {
  const { ids, members } = test.world;
  const id = newId();
  await test.owner.query(
    `insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, state, title, event_key)
     values ($1, $2, $3, 'theme-day', '2026-10-15', now(), $4, $5, decode(md5($5), 'hex'))`,
    [test.tenantId, id, ids.a1, state, title],
  );
  await test.owner.query(
    `insert into record_person (tenant_id, record_id, person_id, part, occurred_on) values ($1, $2, $3, $4, '2026-10-15')`,
    [test.tenantId, id, members.a1[1], part],
  );
}

describe('my chain', () => {
  it('tells what I took part in, and nothing that I missed or that was withdrawn', async () => {
    await addRecord('十月主题党日', 'present');
    await addRecord('没有参加的', 'absent');
    await addRecord('撤回了的', 'present', 'withdrawn');
    const { body } = await (await test.as('member')).call(readMyChain);
    expect(body.records.map((record) => [record.title, record.kind.zh, record.orgName])).toEqual([
      ['十月主题党日', '主题党日', '办公室党支部'],
    ]);
    expect(body.owed).toEqual({ due: 0, met: 0, late: 0, excused: 0 });
    expect(body.reach).toBeNull();
    expect((await (await test.as('memberB')).call(readMyChain)).body.records).toEqual([]);
  });

  it('counts what one looks after, and no more', async () => {
    const reach = async (login: Parameters<TestApp['as']>[0]) => {
      const { body } = await (await test.as(login)).call(readMyChain);
      return body.reach && [body.reach.names, body.reach.organisations, body.reach.members];
    };
    expect(await reach('officer')).toEqual([['市发展改革局'], 5, 17]);
    expect(await reach('secretaryB')).toEqual([['大厅党支部'], 1, 9]);
    expect(await reach('clerk')).toEqual([['测试市直机关工委'], 11, 29]);
  });

  it('shows the administrators nothing of the work', async () => {
    for (const login of ['sysadmin', 'secadmin', 'auditor'] as const) {
      const { body } = await (await test.as(login)).call(readMyChain);
      expect([body.owed, body.records, body.reach]).toEqual([null, [], null]);
    }
  });
});
