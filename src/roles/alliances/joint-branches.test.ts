import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listMembers, readOrganisation } from '#organisation/tree/tree.contract.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { rosterOf } from '#roles/meetings/roster.store.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { addEntry, readWork } from './alliance-work.contract.ts';
import { answerInvitation, proposeAlliance, readAlliance, stepAlliance } from './alliances.contract.ts';
import { dissolveFounded, foundFromAlliance, readFounding } from './founding.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
});
afterAll(() => test.close());

type Login = Parameters<TestApp['as']>[0];
const as = (login: Login) => test.as(login);
const view = async (id: string, login: Login = 'clerk') =>
  (await (await as(login)).call(readAlliance, { params: { id } })).body;
const step = async (id: string, login: Login, name: string, note = '') =>
  (await as(login)).call(stepAlliance, {
    params: { id },
    ifMatch: (await view(id)).version,
    body: { step: name, note } as never,
  });

const JOINT = {
  name: '两处联合党支部',
  mode: 'joint-branch',
  answers: { cause: 'threshold', team: 'none', place: 'near', tie: 'none', duration: 'standing' },
  purpose: '人数不足，合起来过组织生活',
  sunsetOn: '2029-11-22',
};
const TEMPORARY = {
  name: '防汛专班临时党支部',
  mode: 'temporary-branch',
  answers: { cause: 'cooperation', team: 'temporary', place: 'far', tie: 'shared-task', duration: 'once' },
  purpose: '防汛专班期间就地过组织生活',
  ending: '专班撤销即终止',
  sunsetOn: '2027-03-31',
};

/** A branch of two branches of two units, approved by the work committee; `named`: whom the lead puts up. */
async function approved(named: string, what: typeof JOINT | typeof TEMPORARY = JOINT) {
  const { ids, members } = test.world;
  const begun = await (await as('officer')).call(proposeAlliance, {
    body: {
      leadId: ids.a2,
      ...what,
      fromOn: '2026-11-23',
      leadDuty: '出书记',
      parties: [{ orgId: ids.b2, duty: '出副书记' }],
    } as never,
  });
  const { id } = begun.body;
  const mine = (await (await as('officer')).call(readWork, { params: { id } })).body.mine[0];
  await (await as('officer')).call(addEntry, {
    params: { id },
    body: (what === JOINT
      ? { partyId: mine?.id, list: 'need', title: '凑不齐一次组织生活' }
      : { partyId: mine?.id, list: 'project', title: '值守到汛期结束', dueOn: '2027-03-01' }) as never,
  });
  for (const [login, personId] of [
    ['officer', named],
    ['officerB', members.b2[1]!],
  ] as const) {
    const seen = await view(id, login);
    const party = seen.parties.find((each) => each.mine && each.consent === 'none');
    const reply = await (await as(login)).call(answerInvitation, {
      params: { id },
      ifMatch: seen.version,
      body: { partyId: party?.id ?? '', agree: true, personId } as never,
    });
    expect(reply.status).toBe(200);
  }
  expect((await step(id, 'officer', 'submit')).status).toBe(200);
  expect((await step(id, 'clerk', 'approve')).status).toBe(200);
  return id;
}

const found = async (id: string, login: Login, body: object) =>
  (await as(login)).call(foundFromAlliance, {
    params: { id },
    ifMatch: (await view(id)).version,
    body: { name: '窗口联合党支部', ...body } as never,
  });
const todo = async (login: Login) => (await (await as(login)).call(readToDo)).body.items;
const orgOf = async (personId: string) =>
  (
    await test.owner.query<{ org_id: string; kind: string }>(
      'select org_id, kind from membership where person_id = $1 and to_on is null',
      [personId],
    )
  ).rows[0];
const postsOf = async (orgId: string) =>
  (
    await test.owner.query<{ post: string; person_id: string }>(
      'select post, person_id from appointment where org_id = $1 and to_on is null',
      [orgId],
    )
  ).rows;

describe('a joint branch in the tree', () => {
  it('is founded from the approved case in one step, and dissolved again with its members back where they were', async () => {
    const { members, ids } = test.world;
    const named = members.a2[2]!;
    const id = await approved(named);
    expect((await view(id)).faults.map((fault) => fault.code)).toEqual(['not-founded']);
    expect((await todo('clerk')).find((item) => item.id === id)).toMatchObject({ action: 'found' });
    expect((await todo('officer')).find((item) => item.id === id)).toBeUndefined();

    // The lead itself cannot: the approval is the work committee's. A secretary is not even asked.
    expect((await (await as('officer')).call(readFounding, { params: { id } })).problem?.code).toBe(
      'alliances/not-approver',
    );
    expect((await (await as('secretaryA2')).call(readFounding, { params: { id } })).status).toBe(403);

    const form = (await (await as('clerk')).call(readFounding, { params: { id } })).body;
    expect(form).toMatchObject({ candidate: { id: named }, least: 3, more: false });
    expect(form.parent.id).toBe(ids.committeeA);
    expect(form.members).toHaveLength(11);

    const going = [named, members.a2[3]!, members.b2[1]!];
    expect((await found(id, 'clerk', { memberIds: going.slice(1) })).problem?.code).toBe(
      'alliances/too-few-members',
    );
    expect((await found(id, 'clerk', { memberIds: [...going, members.a1[1]!] })).problem?.code).toBe(
      'alliances/member-not-of-parties',
    );
    expect((await found(id, 'clerk', { memberIds: going, name: '规划处党支部' })).problem?.code).toBe(
      'organisation/name-taken',
    );
    // Refused as a whole: nothing was moved.
    expect((await orgOf(named))?.org_id).toBe(ids.a2);

    const done = await found(id, 'clerk', { memberIds: going, secretaryId: named });
    expect(done.status).toBe(201);
    expect(done.body.appointment?.state).toBe('approved');
    const { orgId } = done.body;
    expect(await orgOf(members.b2[1]!)).toMatchObject({ org_id: orgId, kind: 'full' });
    expect(await postsOf(orgId)).toEqual([{ post: 'branch-secretary', person_id: named }]);
    const seen = await view(id);
    expect(seen.founding).toMatchObject({
      org: { id: orgId },
      mayFound: false,
      mayDissolve: true,
      due: false,
    });
    expect(seen.faults).toEqual([]);
    expect(seen.events.at(-1)?.action).toBe('found');
    expect((await found(id, 'clerk', { memberIds: going })).problem?.code).toBe('alliances/founded-already');

    // Ended by its lead, it still stands: the work committee is told, and dissolves it.
    expect((await step(id, 'officer', 'end', '人数已经补足')).status).toBe(200);
    expect((await view(id)).faults.map((fault) => fault.code)).toEqual(['not-dissolved']);
    expect((await todo('clerk')).find((item) => item.id === id)).toMatchObject({ action: 'dissolve' });
    const dissolve = async (login: Login) =>
      (await as(login)).call(dissolveFounded, {
        params: { id },
        ifMatch: (await view(id)).version,
        body: { note: '两处各自成立支部' },
      });
    expect((await dissolve('officer')).problem?.code).toBe('alliances/not-approver');
    expect((await dissolve('clerk')).body).toMatchObject({ returned: 3 });
    expect((await orgOf(members.b2[1]!))?.org_id).toBe(ids.b2);
    expect(await postsOf(orgId)).toEqual([]);
    expect((await dissolve('clerk')).problem?.code).toBe('alliances/dissolved-already');
    expect((await todo('clerk')).find((item) => item.id === id)).toBeUndefined();
    const { rows } = await test.owner.query(
      "select action from audit_entry where action like 'organisation.%' or action = 'appointment.approve' order by seq",
    );
    expect(rows.map((row) => row.action)).toEqual([
      'organisation.found',
      'organisation.transfer-members',
      'appointment.approve',
      'organisation.transfer-members',
      'organisation.dissolve',
    ]);
  });

  it('has a secretary whom the founder himself puts up only when a second person approves', async () => {
    const { members } = test.world;
    const id = await approved(members.a2[4]!);
    const going = [members.a2[4]!, members.a2[5]!, members.b2[2]!];
    expect((await found(id, 'clerk', { memberIds: going, secretaryId: members.a2[6]! })).problem?.code).toBe(
      'alliances/secretary-not-member',
    );
    const done = await found(id, 'clerk', { memberIds: going, secretaryId: members.a2[5]! });
    expect(done.body.appointment?.state).toBe('proposed');
    expect(await postsOf(done.body.orgId)).toEqual([]);
    // It still runs: dissolving it ends the case too.
    const reply = await (await as('clerk')).call(dissolveFounded, {
      params: { id },
      ifMatch: done.body.version,
      body: { note: '撤销' },
    });
    expect(reply.status).toBe(200);
    expect((await view(id)).state).toBe('ended');
  });
});

describe('a temporary branch in the tree', () => {
  it('is founded in the same step with members attached, works, and is dissolved when its term is over', async () => {
    const { members, ids } = test.world;
    const named = members.a2[6]!;
    const going = [named, members.a2[7]!, members.b2[0]!];
    const id = await approved(named, TEMPORARY);
    expect((await todo('clerk')).find((item) => item.id === id)).toMatchObject({ action: 'found' });
    expect((await (await as('clerk')).call(readFounding, { params: { id } })).body.moves).toBe(false);
    expect((await found(id, 'officer', { memberIds: going })).problem?.code).toBe('alliances/not-approver');
    const done = await found(id, 'clerk', { name: TEMPORARY.name, memberIds: going, secretaryId: named });
    expect([done.status, done.body.appointment?.state]).toEqual([201, 'approved']);
    const { orgId } = done.body;

    // Nobody left home: not the membership, not the posts held there.
    expect((await orgOf(named))?.org_id).toBe(ids.a2);
    expect((await postsOf(ids.b2)).map((row) => row.post)).toContain('branch-secretary');
    expect(await postsOf(orgId)).toEqual([{ post: 'branch-secretary', person_id: named }]);
    const seen = (await (await as('clerk')).call(readOrganisation, { params: { id: orgId } })).body;
    expect([seen.kind, seen.members]).toEqual(['temporary_branch', 3]);
    const roll = (await (await as('clerk')).call(listMembers, { params: { id: orgId } })).body;
    expect([roll.total, roll.items.map((row) => row.personId).sort()]).toEqual([3, [...going].sort()]);
    // The body above counts each of them once.
    const above = (await (await as('clerk')).call(readOrganisation, { params: { id: ids.root } })).body;
    expect(above.members).toBe(29);
    expect(await rosterFor(orgId)).toEqual([...going].sort());
    expect((await view(id)).founding).toMatchObject({ org: { id: orgId }, moves: false, due: false });

    // Its day is past: whoever approved is told to dissolve it, and everything of it ends.
    await test.owner.query(
      "update alliance set from_on = '2026-01-01', sunset_on = '2026-11-20' where id = $1",
      [id],
    );
    expect((await view(id)).founding?.due).toBe(true);
    expect((await todo('clerk')).find((item) => item.id === id)).toMatchObject({ action: 'dissolve' });
    const gone = await (await as('clerk')).call(dissolveFounded, {
      params: { id },
      ifMatch: (await view(id)).version,
      body: { note: '专班撤销' },
    });
    expect(gone.body).toMatchObject({ returned: 3 });
    expect(await postsOf(orgId)).toEqual([]);
    expect(await rosterFor(orgId)).toEqual([]);
    expect((await orgOf(named))?.org_id).toBe(ids.a2);
    expect((await view(id)).state).toBe('ended');
  });
});

/** Who is expected at the meetings of an organisation today. */
async function rosterFor(orgId: string) {
  const rows = await test.database.read(test.tenantId, (tx) =>
    rosterOf(tx, test.tenantId, { id: orgId, kind: 'temporary_branch', parentId: null }, '2026-11-23'),
  );
  return rows.map((row) => row.person_id).sort();
}
