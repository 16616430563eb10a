import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#platform/http/context.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { listDuties } from '#roles/duties/duties.contract.ts';
import { discardFramework, readFramework } from '#roles/frameworks/frameworks.contract.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { issueForUnitA } from '#testing/due.ts';
import { issueDraft } from '#testing/issue.ts';
import {
  answerDispute,
  countDisputes,
  findDuties,
  findParties,
  findPrecedents,
  listDisputes,
  listRulings,
  raiseDispute,
  readDispute,
  ruleDispute,
  withdrawDispute,
} from './disputes.contract.ts';
import { disputesTick } from './disputes.tick.ts';

const NOW = '2026-11-23T02:00:00Z';
let test: TestApp;
type Login = Parameters<TestApp['as']>[0];

beforeAll(async () => {
  test = await testApp({ now: NOW });
  const content = contentServices(new URL('../../../content', import.meta.url).pathname);
  services = { database: test.database, ...content } as Services;
  await issueForUnitA(test);
});
afterAll(() => test.close());

const TITLE = '编外人员思想动态由谁收集';
const MATTER = '局里新聘用一批编外人员，思想动态由谁收集上报，支部和机关党委都说不归自己。';

async function raise(login: Login, more: object = {}) {
  const { a1, a2 } = test.world.ids;
  const body = { title: TITLE, matter: MATTER, parties: [{ orgId: a1 }, { orgId: a2 }], ...more };
  return (await test.as(login)).call(raiseDispute, { body: body as never });
}
const read = async (login: Login, id: string) =>
  (await (await test.as(login)).call(readDispute, { params: { id } })).body;

async function answer(
  login: Login,
  id: string,
  partyId: string,
  statement = '人在我处办公，但不归我处管理。',
) {
  const { version } = await read('officer', id);
  return (await test.as(login)).call(answerDispute, {
    params: { id },
    ifMatch: version,
    body: { partyId, claim: 'theirs', statement },
  });
}

async function rule(login: Login, id: string, more: object) {
  const { version, sides } = await read('officer', id);
  const body = { partyId: sides[0]!.id, ruling: '谁使用谁负责，由使用部门所在支部收集。', ...more };
  return (await test.as(login)).call(ruleDispute, { params: { id }, ifMatch: version, body: body as never });
}

describe('a dispute', () => {
  it('goes from statements to a ruling, a new edition of the list, and a precedent for the same situation', async () => {
    const raised = await raise('secretary', { dutyCode: 'DE-12' });
    expect(raised.status).toBe(201);
    // Five working days from Monday.
    expect(raised.body).toMatchObject({ dueOn: '2026-11-30', rulesAt: { id: test.world.ids.unitA } });
    const { id } = raised.body;
    const [first, second] = (await read('officer', id)).sides;
    expect((await rule('officer', id, {})).problem.code).toBe('disputes/not-heard');
    expect((await answer('secretary', id, first!.id)).status).toBe(200);
    expect((await answer('secretary', id, second!.id)).problem.code).toBe('disputes/no-party');
    expect((await answer('secretaryA2', id, second!.id)).status).toBe(200);
    expect((await rule('secretary', id, {})).problem.code).toBe('disputes/not-judge');
    expect((await rule('clerk', id, {})).problem.code).toBe('disputes/not-judge');
    const wording = '分析党员和编外人员思想状况，由使用部门所在支部收集上报。';
    const done = await rule('officer', id, { wording });
    expect(done.body).toMatchObject({ state: 'ruled', patch: { edition: 2, state: 'draft', code: 'DE-12' } });

    const officer = await test.as('officer');
    const frameworkId = done.body.patch!.frameworkId;
    const todo = (await officer.call(readToDo)).body.items;
    expect(todo).toContainEqual(expect.objectContaining({ kind: 'dispute', action: 'issue' }));
    const issued = await issueDraft(test, officer, frameworkId);
    expect(issued.status).toBe(200);
    const duties = await officer.call(listDuties, {
      params: { id: frameworkId },
      query: { subject: 'branch' },
    });
    const duty = duties.body.items.find((each) => each.code === 'DE-12')!;
    expect(duty.text).toBe(wording);
    expect(duty.owners.find((each) => each.org.id === test.world.ids.a1)).toMatchObject({
      person: { id: test.world.members.a1[0] },
      source: 'pinned',
    });
    // Whoever reads the dispute sees what became of the list, and whoever reads the list sees the dispute behind it.
    expect((await read('secretary', id)).patch).toMatchObject({
      edition: 2,
      state: 'issued',
      code: 'DE-12',
      duty: { text: wording },
      before: expect.stringContaining('思想'),
      readable: false,
    });
    expect((await read('officer', id)).patch).toMatchObject({ readable: true, duty: { id: duty.id } });
    const rulings = await officer.call(listRulings, { params: { id: frameworkId } });
    expect(rulings.body.items).toEqual([
      expect.objectContaining({ id, code: 'DE-12', edition: 2, owner: '办公室党支部' }),
    ]);
    const stranger = await test.as('officerB');
    expect((await stranger.call(listRulings, { params: { id: frameworkId } })).status).toBe(404);

    const again = { q: '新聘编外人员的思想动态，支部与机关党委谁来收集上报' };
    const found = (await (await test.as('secretaryA2')).call(findPrecedents, { query: again })).body.items;
    expect(found[0]).toMatchObject({ id, proposed: true, ownerName: '办公室党支部' });
    const other = (await (await test.as('secretaryB')).call(findPrecedents, { query: again })).body.items;
    expect(other).toEqual([]);
    const next = await raise('secretaryA2', { title: '聘用人员思想动态谁收集' });
    expect((await read('officer', next.body.id)).precedents[0]).toMatchObject({ id, proposed: true });
  });

  it('adds to the list what the list does not have', async () => {
    const { committeeA, a1 } = test.world.ids;
    const raised = await raise('clerk', {
      title: '退休党员慰问',
      matter: '退休党员重病慰问由谁出面、谁登记。',
      parties: [{ orgId: a1 }, { orgId: committeeA }],
    });
    // The organ committee is a party: the level above it rules.
    expect(raised.body.rulesAt.id).toBe(test.world.ids.root);
    const { id } = raised.body;
    const sides = (await read('clerk', id)).sides;
    expect((await answer('secretary', id, sides[0]!.id)).status).toBe(200);
    expect((await answer('officer', id, sides[1]!.id)).status).toBe(200);
    expect((await rule('officer', id, {})).problem.code).toBe('disputes/not-judge');
    const newDuty = { title: '慰问退休党员', standard: '重病住院一周内看望。', result: '看望并登记。' };
    const done = await rule('clerk', id, { newDuty });
    expect(done.body.patch).toMatchObject({ edition: 3, code: 'DE-51' });
    const officer = await test.as('officer');
    const duties = await officer.call(listDuties, {
      params: { id: done.body.patch!.frameworkId },
      query: { subject: 'branch' },
    });
    expect(duties.body.items.find((each) => each.code === 'DE-51')).toMatchObject({
      title: { zh: '慰问退休党员' },
      text: '谁使用谁负责，由使用部门所在支部收集。',
      defects: [],
      // Ruled for one branch, it is asked of no other.
      only: [{ id: a1 }],
      ownerCount: 1,
    });
    expect((await read('clerk', id)).patch).toMatchObject({ duty: { only: ['办公室党支部'] } });
    // A committee has no branch secretaries, and a branch no committee: only those with the posts bear it.
    const other = await raise('clerk', {
      title: '窗口规则谁定',
      matter: '合用窗口的值班规则由谁定，机关党委和支部都说不归自己。',
      parties: [{ orgId: a1 }, { orgId: committeeA }],
    });
    const parties = (await read('clerk', other.body.id)).sides;
    await answer('secretary', other.body.id, parties[0]!.id);
    await answer('officer', other.body.id, parties[1]!.id);
    const rules = await rule('clerk', other.body.id, { partyId: parties[1]!.id, newDuty, forAll: true });
    const all = await officer.call(listDuties, {
      params: { id: rules.body.patch!.frameworkId },
      query: { subject: 'organ-committee' },
    });
    expect(all.body.items.find((each) => each.code === rules.body.patch!.code)).toMatchObject({
      defects: [],
      ownerCount: 1,
    });
    // Thrown away before it was issued, the draft takes the ruling with it; the dispute says so.
    const { frameworkId } = done.body.patch!;
    const draft = await officer.call(readFramework, { params: { id: frameworkId } });
    await officer.call(discardFramework, { params: { id: frameworkId }, ifMatch: draft.body.version });
    expect((await read('clerk', id)).patch).toMatchObject({ state: 'discarded', code: 'DE-51', duty: null });
  });

  it('binds nobody who was not heard, unless it says so', async () => {
    const { a1, a2 } = test.world.ids;
    const officer = await test.as('officer');
    const [secretary, second] = test.world.members.a1;
    const sides = [secretary, second].map((personId) => ({ orgId: a1, personId }));
    const between = async (more: object) => {
      const raised = await raise('member', {
        ...{ title: '主题党日', matter: '支部内由谁组织', dutyCode: 'DE-04', parties: sides },
        ...more,
      });
      const { id } = raised.body;
      for (const side of (await read('officer', id)).sides)
        await answer(side.person?.id === second ? 'member' : 'secretary', id, side.id);
      return rule('officer', id, { wording: '由组织委员筹备，书记主持。', ...more });
    };
    const done = await between({});
    const duties = async () =>
      (
        await officer.call(listDuties, {
          params: { id: done.body.patch!.frameworkId },
          query: { subject: 'branch', limit: 100 },
        })
      ).body.items;
    const list = await duties();
    const beside = list.find((each) => each.code === done.body.patch!.code)!;
    const shared = list.find((each) => each.code === 'DE-04')!;
    expect(beside).toMatchObject({
      text: '由组织委员筹备，书记主持。',
      coveredBy: 'DE-04',
      only: [{ id: a1 }],
    });
    expect(beside.owners.map((each) => each.org.id)).toEqual([a1]);
    expect(shared).toMatchObject({ only: [], defects: [] });
    expect(shared.text).not.toBe(beside.text);
    expect(shared.owners.map((each) => each.org.id).sort()).toEqual([a1, a2].sort());
  });

  it('gets somebody who looks after it when the clock has run out, and not before', async () => {
    const { id } = (
      await raise('secretary', { title: '会议室党旗更换', matter: '会议室党旗褪色，更换归谁管。' })
    ).body;
    const listed = (
      await raise('secretaryA2', { title: '党费公示', matter: '党费公示归谁', dutyCode: 'DE-08' })
    ).body.id;
    await tick('2026-11-30T10:00:00Z');
    expect((await read('secretary', id)).state).toBe('open');
    await tick('2026-12-01T02:00:00Z');
    const view = await read('secretary', id);
    expect(view).toMatchObject({
      state: 'provisional',
      provisional: { basis: 'receiver', on: '2026-12-01' },
    });
    expect(view.provisional!.partyId).toBe(view.sides[0]!.id);
    // The list names an owner in both branches, which settles nothing.
    expect((await read('secretary', listed)).provisional?.basis).toBe('receiver');
    await tick('2026-12-02T02:00:00Z');
    expect((await read('secretary', id)).events.map((each) => each.action)).toEqual(['raise', 'lapse']);
    test.travel('2026-12-01T02:00:00Z');
    const ruled = await rule('officer', id, {});
    expect(ruled.body).toMatchObject({ state: 'ruled', patch: null });
    await expect(test.owner.query("update dispute set ruling = 'x' where id = $1", [id])).rejects.toThrow(
      'only read',
    );
    test.travel(NOW);
  });

  it('is taken back by who raised it, and stays on record', async () => {
    const { id } = (await raise('secretary', { title: '撤回', matter: '两边已经商量好。' })).body;
    const { version } = await read('secretary', id);
    const step = async (login: Login) =>
      (await test.as(login)).call(withdrawDispute, {
        params: { id },
        ifMatch: version,
        body: { note: '由我支部承担' },
      });
    expect((await step('secretaryA2')).problem.code).toBe('disputes/not-raised');
    expect((await step('secretary')).body.state).toBe('withdrawn');
    expect((await step('secretary')).problem.code).toBe('disputes/not-in-this-state');
  });

  it('inside a branch is between named persons, ruled by the secretary unless he is one of them', async () => {
    const { a1 } = test.world.ids;
    const [secretary, , third, fourth] = test.world.members.a1;
    const between = (one?: string, two?: string) =>
      raise('member', {
        title: '支委分工',
        matter: '主题党日由谁组织',
        parties: [
          { orgId: a1, personId: one },
          { orgId: a1, personId: two },
        ],
      });
    expect((await between(third, fourth)).body.rulesAt.id).toBe(a1);
    expect((await between(secretary, fourth)).body.rulesAt.id).toBe(test.world.ids.unitA);
  });
});

let services: Services;

/** Lets the clock act at an instant. */
const tick = (at: string) => disputesTick.run(services, test.tenantId, new Date(at));

describe('bad input', () => {
  const codeOf = async (more: object, login: Login = 'secretary') => (await raise(login, more)).problem.code;
  it('is refused in a sentence', async () => {
    const { a1, a2, b1, unitB } = test.world.ids;
    const long = await raise('secretary', { matter: '长'.repeat(10_000) });
    expect([long.status, JSON.stringify(long.problem.errors)]).toEqual([
      400,
      expect.stringContaining('最多 200 字'),
    ]);
    expect(await codeOf({ parties: [{ orgId: a1 }, { orgId: a1 }] })).toBe('disputes/same-party');
    expect(await codeOf({ parties: [{ orgId: a1 }, { orgId: test.tenantId }] })).toBe(
      'disputes/unknown-organisation',
    );
    expect(await codeOf({ dutyCode: 'DZ-99' })).toBe('disputes/unknown-duty');
    expect(
      await codeOf({ parties: [{ orgId: a1, personId: test.world.members.b1[0] }, { orgId: a2 }] }),
    ).toBe('records/unknown-person');
    expect((await raise('secretary', { parties: [{ orgId: a2 }, { orgId: b1 }] })).status).toBe(404);
    expect((await raise('secretary', { parties: [{ orgId: a1 }, { orgId: unitB }] })).body.rulesAt.id).toBe(
      test.world.ids.root,
    );
    expect((await raise('secretary', { title: '<img src=x onerror=alert(1)>' })).status).toBe(201);
  });
  it('two statements at once: the later one is told', async () => {
    const { id } = (await raise('secretary')).body;
    const [first] = (await read('secretary', id)).sides;
    const secretary = await test.as('secretary');
    const send = (ifMatch?: number) =>
      secretary.call(answerDispute, {
        params: { id },
        ifMatch,
        body: { partyId: first!.id, claim: 'ours', statement: '归我' },
      });
    expect((await send(1)).status).toBe(200);
    expect((await send(1)).status).toBe(412);
    expect((await send()).status).toBe(428);
  });
});

describe('who sees what', () => {
  it('is decided by being a party, or by standing above', async () => {
    const { id } = (await raise('secretary', { title: '看得到' })).body;
    const status = async (login: Login) =>
      (await (await test.as(login)).call(readDispute, { params: { id } })).status;
    const inside = ['clerk', 'officer', 'secretary', 'secretaryA2', 'member'] as const;
    expect(await Promise.all(inside.map(status))).toEqual([200, 200, 200, 200, 200]);
    expect(await Promise.all((['officerB', 'secretaryB', 'memberB'] as const).map(status))).toEqual([
      404, 404, 404,
    ]);
    const titles = async (login: Login) =>
      (await (await test.as(login)).call(listDisputes, { query: { state: 'running' } })).body.items.map(
        (row) => row.title,
      );
    expect(await titles('secretaryA2')).toContain('看得到');
    expect(await titles('secretaryB')).not.toContain('看得到');
  });
  it('names organisations of one’s own unit, and other units as a whole', async () => {
    const names = async (login: Login, q: string) =>
      (await (await test.as(login)).call(findParties, { query: { q } })).body.items.map((row) => row.name);
    expect(await names('secretary', '党支部')).toEqual(['办公室党支部', '规划处党支部']);
    expect(await names('secretary', '政务')).toEqual(['市政务服务局']);
    const duties = async (login: Login) =>
      (await (await test.as(login)).call(findDuties, { query: { orgId: test.world.ids.a1, q: '党费' } })).body
        .items;
    expect((await duties('secretary')).map((row) => row.code)).toContain('DE-08');
    expect(await duties('secretaryB')).toEqual([]);
  });
  it('is counted by duty', async () => {
    const { body } = await (await test.as('officer')).call(countDisputes);
    expect(body.duties.find((row) => row.code === 'DE-12')?.disputes).toBe(1);
    expect((await (await test.as('officerB')).call(countDisputes)).body.running).toBe(0);
  });
});
