import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { issueForUnitA, layDown } from '#testing/due.ts';
import { endDelegation, listOwnHand, readOwnHand, writeDelegation } from './own-hand.contract.ts';

let test: TestApp;
type Login = Parameters<TestApp['as']>[0];
const NOW = '2026-11-23T02:00:00Z';

beforeAll(async () => {
  test = await testApp({ now: NOW });
  // The account `member` is the secretary of the leading group, as whom no role makes him.
  await test.owner.query(
    `update appointment set person_id = $2 where tenant_id = $1 and org_id = $3 and post = $4`,
    [test.tenantId, test.world.members.a1[1], test.world.ids.groupA, 'leading-group-secretary'],
  );
  await issueForUnitA(test);
  // Six acts that fell due in the third quarter.
  await test.owner.query('delete from obligation where tenant_id = $1', [test.tenantId]);
  const { a1 } = test.world.members;
  const orgId = test.world.ids.a1;
  const month = (n: number) => ({ from: `2026-0${n}-01`, to: `2026-0${n}-28` });
  await layDown(
    test,
    [4, 5, 6, 7, 8, 9].map((n) => ({ code: 'DE-02', orgId, personId: a1[0]!, ...month(n) })),
  );
  for (const n of [4, 5, 6, 7]) await meeting(`2026-0${n}-10`, n < 7 ? a1[0]! : a1[2]!);
});
afterAll(() => test.close());

/** A committee meeting led by somebody, written straight into the tables and linked to its obligation. */
async function meeting(on: string, chair: string): Promise<void> {
  const { rows } = await test.owner.query<{ id: string }>(
    `insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, event_key, details)
     values ($1, gen_random_uuid(), $2, 'branch-committee', $3, now(), '支委会', sha256(convert_to($4, 'UTF8')), '{}') returning id`,
    [test.tenantId, test.world.ids.a1, on, `meeting ${on}`],
  );
  await test.owner.query(
    `insert into record_person (tenant_id, record_id, person_id, part, occurred_on) values ($1, $2, $3, 'chair', $4), ($1, $2, $3, 'present', $4)`,
    [test.tenantId, rows[0]!.id, chair, on],
  );
  await test.owner.query(
    `with o as (update obligation set state = 'fulfilled', done = 1, met_on = $2 where tenant_id = $1 and period_from <= $2 and period_to > $2 returning id)
     insert into fulfilment (tenant_id, obligation_id, record_id, amount, occurred_on) select $1, id, $3, 1, $2 from o`,
    [test.tenantId, on, rows[0]!.id],
  );
}
const read = async (login: Login) =>
  (await test.as(login)).call(readOwnHand, { params: { id: test.world.ids.a1 } });
const withoutDelegations = { 'in-person': 3, delegated: 0, signed: 0, hidden: 1, undone: 2, coming: 0 };

describe('the own-hand view', () => {
  it('counts by records who did it, act by act', async () => {
    const { body } = await read('secretary');
    expect(body).toMatchObject({ own: true, counts: withoutDelegations, share: 5000, pattern: 'absent' });
    expect(body.acts.map((act) => act.hand)).toEqual([
      'undone',
      'undone',
      'hidden',
      'in-person',
      'in-person',
      'in-person',
    ]);
    expect(body.acts.flatMap((act) => act.records.map((record) => record.open))).toEqual([
      true,
      true,
      true,
      true,
    ]);
    expect(body.form?.duties.find((duty) => duty.code === 'DE-02')?.own).toBe(true);
  });

  it('does not move with sign-ins, sessions or who typed', async () => {
    const before = (await read('secretary')).body;
    const account = test.world.accounts.secretary.id;
    for (let at = 0; at < 5; at++) {
      await test.app.inject({
        method: 'POST',
        url: '/api/v1/session',
        headers: { 'x-zelian': '1' },
        payload: { login: 'secretary', password: 'a quiet test sentence' },
      });
    }
    await test.owner.query('update record set entered_by = $1 where tenant_id = $2', [
      account,
      test.tenantId,
    ]);
    const { rows } = await test.owner.query<{ n: number }>(
      'select count(*)::int as n from session where tenant_id = $1 and account_id = $2',
      [test.tenantId, account],
    );
    expect(rows[0]!.n).toBeGreaterThan(5);
    expect((await read('secretary')).body).toEqual(before);
  });

  it('is for the secretary first: the level above sees closed quarters, colleagues and members nothing', async () => {
    const { body } = await read('officer');
    expect(body).toMatchObject({ own: false, until: '2026-09-30', form: null });
    test.travel('2026-10-05T02:00:00Z');
    expect((await read('officer')).body.until).toBe('2026-06-30');
    expect((await read('secretary')).body.until).toBe('2026-10-05');
    test.travel(NOW);
    const status = async (login: Login) => (await read(login)).status;
    expect(await Promise.all((['officerB', 'secretaryA2', 'secretaryB'] as const).map(status))).toEqual([
      404, 404, 404,
    ]);
    expect(await status('member')).toBe(404);
    expect(await status('rater')).toBe(403);
    const list = (await (await test.as('officer')).call(listOwnHand)).body;
    expect(list.items.map((row) => row.org.name)).toEqual(['办公室党支部', '规划处党支部']);
    expect(
      (await (await test.as('officerB')).call(listOwnHand)).body.items.map((row) => row.org.name),
    ).toEqual(['大厅党支部', '后勤党支部']);
  });

  it('shows the secretary of a leading group to himself and to the work committee, not to his own unit’s officer', async () => {
    const { groupA, committeeA } = test.world.ids;
    const params = { id: groupA };
    await layDown(test, [
      {
        code: 'DB-02',
        orgId: groupA,
        personId: test.world.members.a1[1]!,
        from: '2026-07-01',
        to: '2026-09-30',
      },
      {
        code: 'DF-01',
        orgId: groupA,
        personId: test.world.members.a1[1]!,
        from: '2026-07-01',
        to: '2026-09-30',
      },
    ]);
    const leader = await test.as('member');
    const mine = (await leader.call(readOwnHand, { params })).body;
    expect(mine).toMatchObject({
      own: true,
      counts: { undone: 1 },
      person: { id: test.world.members.a1[1] },
    });
    expect(mine.acts.map((act) => [act.code, act.hand])).toEqual([['DB-02', 'undone']]);
    expect(mine.form?.duties.map((duty) => duty.code)).toContain('DB-02');
    expect(mine.form?.colleagues?.map((each) => each.post.zh)).toContain('分管领导');
    expect((await read('secretary')).body.form?.colleagues).toBeNull();

    const orgs = async (login: Login) =>
      (await (await test.as(login)).call(listOwnHand)).body.items.map((row) => [row.org.name, row.own]);
    expect(await orgs('member')).toEqual([['市发展改革局党组', true]]);
    expect(await orgs('secretary')).toEqual([['办公室党支部', true]]);
    expect(await orgs('memberB')).toEqual([]);
    expect((await orgs('clerk')).map(([name]) => name)).toEqual([
      '市发展改革局党组',
      '市政务服务局党组',
      '市发展改革局机关党委',
      '市政务服务局机关党委',
      '办公室党支部',
      '规划处党支部',
      '大厅党支部',
      '后勤党支部',
    ]);
    const status = async (login: Login, id: string) =>
      (await (await test.as(login)).call(readOwnHand, { params: { id } })).status;
    expect(await status('clerk', groupA)).toBe(200);
    expect(await status('officer', groupA)).toBe(404);
    expect(await status('officer', committeeA)).toBe(404);
    expect(await status('secretary', groupA)).toBe(404);

    const body = {
      toId: test.world.members.a1[6]!,
      duties: ['DB-02'],
      reason: 'away',
      fromOn: '2026-11-23',
      toOn: '2026-12-10',
    };
    expect((await (await test.as('secretary')).call(writeDelegation, { params, body })).status).toBe(404);
    const written = await leader.call(writeDelegation, { params, body });
    expect(written.status).toBe(201);
    const end = { params: { id: written.body.id }, ifMatch: 1 };
    expect((await (await test.as('secretary')).call(endDelegation, end)).status).toBe(404);
    expect((await leader.call(endDelegation, end)).status).toBe(200);
  });

  it('takes a delegation in writing for no fault, and only from the day it was written', async () => {
    const secretary = await test.as('secretary');
    const params = { id: test.world.ids.a1 };
    const { a1 } = test.world.members;
    const write = (more: object) =>
      secretary.call(writeDelegation, {
        params,
        body: {
          toId: a1[2]!,
          duties: ['DE-02'],
          reason: 'leave',
          fromOn: '2026-11-23',
          toOn: '2026-12-10',
          ...more,
        } as never,
      });
    expect((await write({ fromOn: '2026-07-01', toOn: '2026-07-31' })).problem.code).toBe(
      'own-hand/backdated',
    );
    expect((await write({ reason: 'division' })).problem.code).toBe('own-hand/must-be-own');
    expect((await write({ duties: ['DD-01'] })).problem.code).toBe('own-hand/not-owned');
    expect((await write({ toId: test.world.members.b1[1] })).problem.code).toBe('records/unknown-person');
    const { id } = (await write({})).body;
    await layDown(test, [
      { code: 'DE-02', orgId: params.id, personId: a1[0]!, from: '2026-11-24', to: '2026-11-30' },
    ]);
    await meeting('2026-11-25', a1[2]!);
    test.travel('2026-12-01T02:00:00Z');
    const { body } = await read('secretary');
    expect(body.counts).toMatchObject({ ...withoutDelegations, delegated: 1 });
    expect(body.share).toBe(5000);
    expect(body.delegations[0]).toMatchObject({ id, running: true, to: { name: '赵丙' } });
    const stranger = await (await test.as('secretaryA2')).call(endDelegation, { params: { id }, ifMatch: 1 });
    expect(stranger.status).toBe(404);
    const ended = await (await test.as('secretary')).call(endDelegation, { params: { id }, ifMatch: 1 });
    expect(ended.status).toBe(200);
    expect((await read('secretary')).body.counts.delegated).toBe(1);
    test.travel(NOW);
  });
});
