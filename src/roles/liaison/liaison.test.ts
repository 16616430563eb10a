import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { listRecords } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptForUnitA, layDown } from '#testing/due.ts';
import {
  addOutsider,
  arrangeLiaison,
  forgetOutsider,
  listLiaison,
  proposeLiaison,
  readLiaison,
  readMyLiaison,
  recordContact,
  settleLiaison,
} from './liaison.contract.ts';

let test: TestApp;
let a1 = '';
let people: string[] = [];

beforeAll(async () => {
  test = await testApp();
  a1 = test.world.ids.a1;
  people = test.world.members.a1;
  await adoptForUnitA(test);
  // The secretary (0), the organisation (2), publicity (3) and discipline (4) members keep contact; 1 has an account.
  await layDown(test, [
    { code: 'DE-10', orgId: a1, personId: people[0]!, from: '2026-11-01', to: '2026-11-30' },
  ]);
});
afterAll(() => test.close());

const secretary = () => test.as('secretary');
const member = () => test.as('member');
const view = async (login: 'secretary' | 'officer' | 'member' | 'organiser' = 'secretary') =>
  (await (await test.as(login)).call(readLiaison, { params: { id: a1 } })).body;
/** Settles what is proposed, but gives the member with an account to the secretary, and somebody to that member's keeper. */
async function settleProposal(login: 'secretary' | 'organiser' = 'secretary') {
  const caller = await test.as(login);
  const { body } = await caller.call(proposeLiaison, { params: { id: a1 } });
  return caller.call(settleLiaison, {
    params: { id: a1 },
    ifMatch: body.version,
    body: {
      pairs: body.pairs.map(({ personId, keeperId }) => ({ personId, keeperId })),
      outsiders: body.outsiders.map(({ id, keeperId }) => ({ id, keeperId })),
    },
  });
}

describe('a branch’s arrangement', () => {
  it('is asked for while members have nobody, and proposed in balance', async () => {
    const before = await view();
    expect([before.version, before.uncovered, before.members.length]).toEqual([0, 9, 9]);
    const todo = (await (await secretary()).call(readToDo, {})).body;
    const asked = (await (await test.as('organiser')).call(readToDo, {})).body;
    expect(asked.items.find((item) => item.kind === 'liaison')?.link).toBe(`/liaison/${a1}`);
    expect(todo.items.find((item) => item.kind === 'liaison')).toMatchObject({
      title: '还有 9 名党员没有联系人',
      action: 'assign',
      link: `/liaison/${a1}`,
    });
    const { body } = await (await secretary()).call(proposeLiaison, { params: { id: a1 } });
    const loads = Object.groupBy(body.pairs, (pair) => pair.keeperId ?? '');
    expect(
      Object.values(loads)
        .map((pairs) => pairs?.length)
        .sort(),
    ).toEqual([2, 2, 2, 3]);
    expect(body.pairs.every((pair) => pair.keeperId !== pair.personId)).toBe(true);
  });

  it('respects who works together, who must not be paired, and who is away', async () => {
    const caller = await secretary();
    const saved = await caller.call(arrangeLiaison, {
      params: { id: a1 },
      ifMatch: 0,
      body: {
        bonds: [
          { kind: 'together', personId: people[1]!, otherId: people[3]! },
          { kind: 'apart', personId: people[5]!, otherId: people[0]! },
        ],
        leaves: [{ personId: people[4]!, from: '2026-11-01', to: '2027-03-01' }],
      },
    });
    expect([saved.status, saved.body.version]).toEqual([200, 1]);
    const { body } = await caller.call(proposeLiaison, { params: { id: a1 } });
    const keeperOf = new Map(body.pairs.map((pair) => [pair.personId, pair]));
    expect(keeperOf.get(people[1]!)).toMatchObject({ keeperId: people[3], why: 'together' });
    expect(keeperOf.get(people[5]!)?.keeperId).not.toBe(people[0]);
    expect(body.pairs.some((pair) => pair.keeperId === people[4])).toBe(false);
    expect((await view()).members.find((row) => row.personId === people[4])?.away).toBe(true);
  });

  it('is settled by the secretary, once for a version, and covers everybody', async () => {
    const settled = await settleProposal();
    expect([settled.status, settled.body.covered]).toEqual([200, 9]);
    const stale = await (await secretary()).call(settleLiaison, {
      params: { id: a1 },
      ifMatch: 1,
      body: { pairs: [{ personId: people[1]!, keeperId: people[0]! }] },
    });
    expect(stale.status).toBe(412);
    expect((await view()).uncovered).toBe(0);
    // Or by the organisation commissioner, whose work it is.
    const again = await settleProposal('organiser');
    expect(again.status).toBe(200);
    const { rows } = await test.owner.query(
      'select count(*)::int as ties from liaison_tie where to_on is not null',
    );
    expect(rows[0]).toEqual({ ties: 0 });
  });

  it('refuses pairs that cannot stand', async () => {
    const { version } = await view();
    const caller = await secretary();
    const refused = async (pairs: { personId: string; keeperId: string | null }[]) => {
      const reply = await caller.call(settleLiaison, {
        params: { id: a1 },
        ifMatch: version,
        body: { pairs },
      });
      return [reply.status, reply.problem.code];
    };
    const bad = [422, 'liaison/bad-pair'];
    expect(await refused([{ personId: people[0]!, keeperId: people[0]! }])).toEqual(bad);
    expect(await refused([{ personId: people[5]!, keeperId: people[0]! }])).toEqual(bad);
    expect(await refused([{ personId: people[6]!, keeperId: people[5]! }])).toEqual(bad);
    expect(await refused([{ personId: test.world.members.b1[1]!, keeperId: people[0]! }])).toEqual(bad);
    const noVersion = await caller.call(settleLiaison, { params: { id: a1 }, body: { pairs: [] } });
    expect(noVersion.status).toBe(428);
    const upside = await caller.call(arrangeLiaison, {
      params: { id: a1 },
      ifMatch: version,
      body: { bonds: [], leaves: [{ personId: people[4]!, from: '2026-12-01', to: '2026-11-01' }] },
    });
    expect([upside.status, upside.problem.code]).toEqual([422, 'liaison/leave-ends-first']);
  });
});

describe('people outside the Party', () => {
  let mine = '';
  it('are added with a name and a place, by the member who keeps contact or by the branch', async () => {
    const added = await (await member()).call(addOutsider, {
      body: { orgId: a1, name: '窗口小李', place: '综合窗口', told: true },
    });
    expect(added.status).toBe(201);
    mine = added.body.id;
    const byBranch = await (await secretary()).call(addOutsider, {
      body: { orgId: a1, name: '老张', place: '综合窗口', told: true },
    });
    expect(byBranch.status).toBe(201);
    expect((await view()).unassigned).toBe(1);
    const { body } = await (await secretary()).call(proposeLiaison, { params: { id: a1 } });
    expect(body.outsiders.find((each) => each.id === byBranch.body.id)).toMatchObject({
      keeperId: people[1],
      why: 'together',
    });
    expect((await settleProposal()).status).toBe(200);
    expect((await view()).unassigned).toBe(0);
  });

  it('are not entered unasked, nor with more than a name', async () => {
    const caller = await member();
    const bodies = [
      { orgId: a1, name: '窗口小李', place: '', told: false },
      { orgId: a1, name: '', place: '', told: true },
      { orgId: a1, name: '字'.repeat(10_000), place: '', told: true },
      { orgId: a1, name: '窗口小李', told: true, phone: '13812345678' },
    ];
    for (const body of bodies) {
      const reply = await caller.call(addOutsider, { body: body as never });
      expect([reply.status, reply.problem.code]).toEqual([400, 'request/invalid']);
    }
  });

  it('are seen by their member and the secretary, and by nobody else', async () => {
    expect((await view()).outsiders.map((each) => each.name).sort()).toEqual(['窗口小李', '老张']);
    expect((await view('member')).outsiders).toHaveLength(2);
    // Whoever arranges the pairs sees what that takes, and not when two were in touch.
    const arranger = await view('organiser');
    expect([arranger.shows, arranger.outsiders.length, arranger.leaves.length]).toEqual([
      'arrangement',
      2,
      1,
    ]);
    expect(arranger.members.every((row) => row.lastOn === null && row.lastTalkOn === null)).toBe(true);
    const above = await view('officer');
    expect([above.shows, above.outsiders, above.outsiderCount]).toEqual(['pairs', [], 2]);
    expect(above.members.every((row) => row.lastOn === null && row.tasksOpen === null && !row.away)).toBe(
      true,
    );
    expect(above.bonds.length + above.leaves.length).toBe(0);
  });

  it('are deleted whole when they ask; what remains names nobody', async () => {
    const contacted = await (await member()).call(recordContact, {
      body: { outsiderId: mine, on: '2026-11-20', way: 'meet', topics: ['service'] },
    });
    expect(contacted.status).toBe(201);
    for (const login of ['secretaryB', 'memberB'] as const) {
      expect((await (await test.as(login)).call(forgetOutsider, { params: { id: mine } })).status).toBe(404);
    }
    expect((await (await member()).call(forgetOutsider, { params: { id: mine } })).status).toBe(200);
    expect((await (await member()).call(forgetOutsider, { params: { id: mine } })).status).toBe(404);
    const kept = (await (await member()).call(readMyLiaison, {})).body.recent[0];
    expect(kept).toMatchObject({ withName: null, layer: 'mass', topics: ['service'] });
    const dump = await test.owner.query(
      `select (select string_agg(x::text, '') from record x) || (select string_agg(x::text, '') from liaison_touch x)
        || (select string_agg(x::text, '') from audit_entry x) as text`,
    );
    expect(dump.rows[0].text).not.toContain('窗口小李');
  });

  it('are refused beyond the limit', async () => {
    const caller = await member();
    for (let at = 0; at < 4; at++) {
      expect(
        (await caller.call(addOutsider, { body: { orgId: a1, name: `同事${at}`, told: true } })).status,
      ).toBe(201);
    }
    const beyond = await caller.call(addOutsider, { body: { orgId: a1, name: '第六个', told: true } });
    expect([beyond.status, beyond.problem.code]).toEqual([422, 'liaison/too-many-masses']);
  });
});

describe('a contact', () => {
  it('is one record with day, way and topics, private to the two and their branch, and meets the duty', async () => {
    const keeper = (await view()).members.find((row) => row.personId === people[1])?.keeperId;
    expect(keeper).toBe(people[3]);
    await (await secretary()).call(settleLiaison, {
      params: { id: a1 },
      ifMatch: (await view()).version,
      body: { pairs: [{ personId: people[1]!, keeperId: people[0]! }] },
    });
    const sent = { personId: people[1]!, on: '2026-11-22', way: 'meet', topics: ['growth', 'hardship'] };
    const reply = await (await secretary()).call(recordContact, {
      body: sent,
      idempotencyKey: crypto.randomUUID(),
    });
    expect([reply.status, reply.body.fulfilled]).toEqual([201, ['双联系']]);
    const twice = await (await secretary()).call(recordContact, { body: sent });
    expect([twice.status, twice.problem.code]).toEqual([409, 'records/duplicate']);
    expect((await view()).members.find((row) => row.personId === people[1])?.lastOn).toBe('2026-11-22');
    const seen = async (login: 'secretary' | 'officer' | 'clerk' | 'secretaryA2') =>
      (await (await test.as(login)).call(listRecords, { query: { kind: 'contact' } })).body.items.map(
        (row) => row.title,
      );
    expect(await seen('secretary')).toContain('联系党员');
    expect(await seen('officer')).toEqual([]);
    expect(await seen('clerk')).toEqual([]);
    expect(await seen('secretaryA2')).toEqual([]);
    const mine = (await (await member()).call(readMyLiaison, {})).body;
    expect(mine.keeper).toEqual({ name: '赵甲', lastOn: '2026-11-22' });
  });

  it('is refused for others, for the future, without a choice from the lists, or with words', async () => {
    const caller = await secretary();
    const good = { personId: people[1]!, on: '2026-11-21', way: 'meet', topics: ['growth'] };
    const refused = async (change: object) => {
      const reply = await caller.call(recordContact, { body: { ...good, ...change } as never });
      return [reply.status, reply.problem.code];
    };
    expect(await refused({ personId: people[3] })).toEqual([422, 'liaison/not-mine']);
    expect(await refused({ personId: null })).toEqual([422, 'liaison/with-whom']);
    expect(await refused({ outsiderId: people[1] })).toEqual([422, 'liaison/with-whom']);
    expect(await refused({ on: '2026-11-24' })).toEqual([422, 'records/not-yet']);
    expect(await refused({ way: 'wechat' })).toEqual([422, 'liaison/unknown-choice']);
    expect(await refused({ topics: ['joining'] })).toEqual([422, 'liaison/unknown-choice']);
    expect(await refused({ topics: ['growth', 'growth'] })).toEqual([422, 'liaison/unknown-choice']);
    expect(await refused({ content: '他说……' })).toEqual([400, 'request/invalid']);
  });
});

describe('beyond the branch', () => {
  it('there are numbers only, within reach only', async () => {
    const list = async (login: 'clerk' | 'officer' | 'secretaryB', query = {}) =>
      (await (await test.as(login)).call(listLiaison, { query })).body.items;
    const row = (await list('officer')).find((each) => each.orgId === a1);
    expect(row).toMatchObject({ members: 9, covered: 9, touched: 1, keepers: 4 });
    expect(await list('officer')).toHaveLength(2);
    expect(await list('clerk')).toHaveLength(4);
    expect((await list('secretaryB')).map((each) => each.orgName)).toEqual(['大厅党支部']);
    expect((await list('clerk', { gaps: 'yes' })).map((each) => each.orgId)).not.toContain(a1);
    const first = (await (await test.as('clerk')).call(listLiaison, { query: { limit: 3 } })).body;
    const rest = (
      await (await test.as('clerk')).call(listLiaison, { query: { limit: 3, cursor: first.next! } })
    ).body;
    expect([first.items.length, rest.items.length, rest.next]).toEqual([3, 1, null]);
  });

  it('another’s branch does not exist', async () => {
    const { b1, committeeA } = test.world.ids;
    expect((await (await secretary()).call(readLiaison, { params: { id: b1 } })).status).toBe(404);
    expect((await (await test.as('officer')).call(readLiaison, { params: { id: b1 } })).status).toBe(404);
    expect((await (await test.as('officer')).call(readLiaison, { params: { id: committeeA } })).status).toBe(
      404,
    );
    expect((await (await secretary()).call(proposeLiaison, { params: { id: b1 } })).status).toBe(404);
    // The commissioner's arranging ends at the own branch, and a member arranges nothing.
    const arrange = async (login: 'organiser' | 'member', id: string) =>
      (await (await test.as(login)).call(proposeLiaison, { params: { id } })).status;
    expect(await arrange('organiser', a1)).toBe(200);
    for (const id of [test.world.ids.a2, b1]) expect(await arrange('organiser', id)).toBe(404);
    expect(await arrange('member', a1)).toBe(403);
    const foreign = await (await secretary()).call(settleLiaison, {
      params: { id: b1 },
      ifMatch: 0,
      body: { pairs: [] },
    });
    expect(foreign.status).toBe(404);
    const outsider = await (await member()).call(addOutsider, {
      body: { orgId: b1, name: '某人', told: true },
    });
    expect(outsider.status).toBe(404);
    expect((await (await test.as('officer')).call(proposeLiaison, { params: { id: a1 } })).status).toBe(403);
  });
});
