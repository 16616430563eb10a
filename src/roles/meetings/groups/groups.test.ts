import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { readFills } from '../fills/fills.contract.ts';
import { downloadHandbook, readHandbook } from '../handbook/handbook.contract.ts';
import { correctMeeting, listKeptOrganisations, prepareMeeting, saveMeeting } from '../meetings.contract.ts';
import { readParticipation } from '../participation/participation.contract.ts';
import { announcePlan, changePlan, listSeries, planMeetingOnce, readPlan } from '../plans/plans.contract.ts';
import { addGroup, changeGroup, readGroups } from './groups.contract.ts';

let test: TestApp;
let a1 = '';
let people: string[] = [];

beforeAll(async () => {
  test = await testApp();
  a1 = test.world.ids.a1;
  people = test.world.members.a1;
});
afterAll(() => test.close());

type Body = BodyInputOf<typeof saveMeeting>;
const secretary = () => test.as('secretary');
const present = (ids: readonly string[]) =>
  ids.map((personId) => ({ personId, presence: 'present' as const }));
const save = async (body: Partial<Body>, orgId = a1) =>
  (await secretary()).call(saveMeeting, {
    params: { id: orgId },
    body: {
      kinds: ['branch-assembly'],
      occurredOn: '2026-11-20',
      minutes: 60,
      attendance: present(people),
      topics: [{ text: '议事' }],
      ...body,
    },
  });

describe('a Party group', () => {
  let group = '';
  it('is set up with a leader and members of the branch', async () => {
    const caller = await secretary();
    const body = { name: '第一党小组', leaderId: people[2]!, memberIds: people.slice(1, 5) };
    const send = (more: object) => caller.call(addGroup, { params: { id: a1 }, body: { ...body, ...more } });
    expect((await send({ leaderId: people[7]! })).problem.code).toBe('groups/leader-not-member');
    expect((await send({ memberIds: [...people.slice(1, 5), test.world.members.b1[0]!] })).problem.code).toBe(
      'groups/not-of-the-branch',
    );
    expect((await send({ memberIds: [people[2]!, people[2]!] })).problem.code).toBe('groups/member-twice');
    const made = await send({});
    expect(made.status, JSON.stringify(made.problem)).toBe(201);
    group = made.body.id;
    expect((await send({})).problem.code).toBe('groups/name-taken');
    const shown = (await (await test.as('member')).call(readGroups, { params: { id: a1 } })).body;
    expect(shown).toMatchObject({ mayArrange: false, members: [] });
    expect(shown.groups[0]).toMatchObject({
      name: '第一党小组',
      leader: { id: people[2]! },
      metThisMonth: false,
    });
    expect(shown.groups[0]?.members).toHaveLength(4);
    expect(shown.without).toHaveLength(5);
    expect((await (await test.as('memberB')).call(readGroups, { params: { id: a1 } })).status).toBe(404);
    expect(
      (await (await test.as('secretaryB')).call(changeGroup, { params: { id: group }, ifMatch: 1, body }))
        .status,
    ).toBe(404);
  });

  it('meets with its own roster: whoever is left out counts as absent', async () => {
    const form = (await (await secretary()).call(prepareMeeting, { params: { id: group } })).body;
    expect(form.roster.map((row) => row.personId).sort()).toEqual(people.slice(1, 5).sort());
    expect(form.kinds.map((kind) => kind.code)).toEqual([
      'group-meeting',
      'group-activity',
      'organisation-life',
    ]);
    const saved = await save(
      { kinds: ['group-meeting'], occurredOn: '2026-11-23', attendance: present(people.slice(1, 4)) },
      group,
    );
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    const record = (await (await secretary()).call(readRecord, { params: { id: saved.body.id } })).body;
    expect(record.counts).toEqual({ due: 4, present: 3 });
    const activity = await save(
      {
        kinds: ['group-activity'],
        attendance: present(people.slice(1, 5)),
        topics: [{ text: '社区志愿服务' }],
      },
      group,
    );
    expect(activity.status).toBe(201);
    const [shown] = (await (await secretary()).call(readGroups, { params: { id: a1 } })).body.groups;
    expect(shown).toMatchObject({ metThisMonth: true, meetings: 1, activities: 1 });
  });

  it('is changed: a member belongs to one group at a time', async () => {
    const caller = await secretary();
    const second = await caller.call(addGroup, {
      params: { id: a1 },
      body: { name: '第二党小组', leaderId: people[6]!, memberIds: [people[4]!, ...people.slice(5)] },
    });
    expect(second.status, JSON.stringify(second.problem)).toBe(201);
    const { groups, without } = (await caller.call(readGroups, { params: { id: a1 } })).body;
    expect(groups.map((each) => each.members.length)).toEqual([3, 5]);
    expect(without).toHaveLength(1);
    const [first] = groups;
    const body = {
      name: '第一党小组',
      leaderId: people[1]!,
      memberIds: [people[0]!, people[1]!, people[2]!],
    };
    const changed = await caller.call(changeGroup, {
      params: { id: first!.id },
      ifMatch: first!.version,
      body,
    });
    expect(changed.status, JSON.stringify(changed.problem)).toBe(200);
    expect(
      (await caller.call(changeGroup, { params: { id: first!.id }, ifMatch: first!.version, body })).status,
    ).toBe(412);
    const after = (await caller.call(readGroups, { params: { id: a1 } })).body;
    expect(after.groups[0]).toMatchObject({ leader: { id: people[1]! } });
    expect(after.without.map((each) => each.id)).toEqual([people[3]!]);
  });

  it('is kept by its leader, who has no other role, and by him alone', async () => {
    const member = await test.as('member');
    const { groups } = (await member.call(readGroups, { params: { id: a1 } })).body;
    const [led, other] = groups.map((each) => each.id) as [string, string];
    expect(groups.map((each) => each.mayKeep)).toEqual([true, false]);
    const kept = (await member.call(listKeptOrganisations, {})).body.items;
    expect(kept.map((each) => each.id)).toEqual([led]);
    const form = await member.call(prepareMeeting, { params: { id: led } });
    expect(form.body.roster.map((row) => row.personId).sort()).toEqual(people.slice(0, 3).sort());

    const body: Body = {
      kinds: ['group-meeting'],
      occurredOn: '2026-11-22',
      minutes: 40,
      attendance: present(people.slice(0, 3)),
      topics: [{ text: '组长自己记的小组会', speakerIds: people.slice(0, 3) }],
      decisions: [
        {
          text: '周五走访',
          tasks: [{ title: '走访一户', ownerId: people[2]!, dueOn: '2026-12-01' }],
        },
      ],
    };
    const saved = await member.call(saveMeeting, { params: { id: led }, body });
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.body.taskIds).toHaveLength(1);
    // Everybody of the branch may read what a group did; nobody of another branch.
    expect((await member.call(readRecord, { params: { id: saved.body.id } })).body).toMatchObject({
      title: '党小组会：组长自己记的小组会',
      may: { correct: true, withdraw: false },
    });
    const corrected = await member.call(correctMeeting, {
      params: { id: saved.body.id },
      ifMatch: saved.body.version,
      body: { ...body, minutes: 50, decisions: [] },
    });
    expect(corrected.problem.code).toBe('meetings/decision-has-tasks');
    expect((await member.call(readFills, { params: { id: saved.body.id } })).body.orgName).toBe('第一党小组');
    expect(
      (await (await test.as('memberB')).call(readRecord, { params: { id: saved.body.id } })).status,
    ).toBe(404);

    // Neither the branch's own meetings, nor another group's.
    for (const id of [a1, other]) {
      expect((await member.call(prepareMeeting, { params: { id } })).status).toBe(404);
      const foreign = { ...body, kinds: [id === a1 ? 'theme-day' : 'group-meeting'] };
      expect((await member.call(saveMeeting, { params: { id }, body: foreign })).status).toBe(404);
      expect((await member.call(listSeries, { params: { id } })).status).toBe(404);
      const plan = { kinds: foreign.kinds, onDay: '2026-12-20' };
      expect((await member.call(planMeetingOnce, { params: { id }, body: plan })).status).toBe(404);
    }
    const stranger = await test.as('memberB');
    expect((await stranger.call(listKeptOrganisations, {})).body.items).toEqual([]);
    expect((await stranger.call(saveMeeting, { params: { id: led }, body })).status).toBe(404);
  });

  it('has its meeting planned, called and changed by its leader', async () => {
    const member = await test.as('member');
    const [led, other] = (await member.call(readGroups, { params: { id: a1 } })).body.groups;
    const body = { kinds: ['group-meeting'], onDay: '2026-12-20', topics: ['组长定的议题'] };
    const planned = await member.call(planMeetingOnce, { params: { id: led!.id }, body });
    expect(planned.status, JSON.stringify(planned.problem)).toBe(201);
    const params = { id: planned.body.id };
    const view = (await member.call(readPlan, { params })).body;
    expect(view).toMatchObject({ may: { arrange: true }, actions: expect.arrayContaining(['announce']) });
    const { title, onDay, startsAt, place, minutes } = view;
    const topics = view.topics.map(({ id, text, written }) => ({ id, text, written }));
    const changed = await member.call(changePlan, {
      params,
      ifMatch: view.version,
      body: { title, onDay, startsAt, place, minutes, topics, speakerIds: [people[0]!], writtenUntil: null },
    });
    expect(changed.status, JSON.stringify(changed.problem)).toBe(200);
    const called = await member.call(announcePlan, { params, ifMatch: changed.body.version, body: {} });
    expect(called.body.state).toBe('announced');
    // A member who leads another group reads it, and arranges nothing of it.
    const secretaries = await (await secretary()).call(planMeetingOnce, { params: { id: other!.id }, body });
    const theirs = { id: secretaries.body.id };
    expect((await member.call(readPlan, { params: theirs })).body).toMatchObject({
      may: { arrange: false },
      actions: [],
    });
    expect((await member.call(announcePlan, { params: theirs, ifMatch: 1, body: {} })).status).toBe(404);
  });

  it('is no longer kept by one who led it', async () => {
    const caller = await secretary();
    const [group] = (await caller.call(readGroups, { params: { id: a1 } })).body.groups;
    const changed = await caller.call(changeGroup, {
      params: { id: group!.id },
      ifMatch: group!.version,
      body: { name: group!.name, leaderId: people[2]!, memberIds: group!.members.map((each) => each.id) },
    });
    expect(changed.status, JSON.stringify(changed.problem)).toBe(200);
    const member = await test.as('member');
    expect((await member.call(listKeptOrganisations, {})).body.items).toEqual([]);
    expect((await member.call(prepareMeeting, { params: { id: group!.id } })).status).toBe(404);
  });
});

describe('procedure', () => {
  const vote = (more: object) => ({
    decisions: [
      {
        text: '接收预备党员',
        vote: {
          rule: 'branch-assembly/admission',
          votes: { inFavour: 7, against: 1, abstained: 0 },
          ...more,
        },
      },
    ],
    topics: [{ text: `表决${JSON.stringify(more).length}` }],
    another: true,
  });
  it('keeps a secret vote secret: counts and two tellers, nobody’s vote', async () => {
    const paper = { issued: 8, returned: 8, invalid: 0, tellerIds: [people[2]!, people[3]!] };
    expect((await save(vote({}))).problem.code).toBe('meetings/paper-needed');
    expect((await save(vote({ paper: { ...paper, tellerIds: [people[2]!] } }))).problem.code).toBe(
      'meetings/two-tellers',
    );
    // The probationary member may not count: no vote, no teller.
    expect(
      (await save(vote({ paper: { ...paper, tellerIds: [people[2]!, people[8]!] } }))).problem.code,
    ).toBe('meetings/teller-not-there');
    expect((await save(vote({ paper: { ...paper, issued: 9 } }))).problem.code).toBe(
      'meetings/more-ballots-than-voters',
    );
    expect((await save(vote({ paper: { ...paper, voters: people } }))).status).toBe(400);
    const saved = await save(vote({ paper }));
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    const { rows } = await test.owner.query('select tally from record_decision where record_id = $1', [
      saved.body.id,
    ]);
    expect(Object.keys(rows[0].tally).sort()).toEqual(
      [
        'abstained',
        'against',
        'counted',
        'due',
        'inFavour',
        'needed',
        'paper',
        'present',
        'uncounted',
      ].sort(),
    );
    expect(rows[0].tally.paper).toEqual(paper);
  });
  it('says which clause a wrong majority breaks', async () => {
    const body = (inFavour: number, declared: 'passed' | 'failed') => ({
      decisions: [
        {
          text: '提案',
          vote: { rule: 'branch-assembly', votes: { inFavour, against: 1, abstained: 0 }, declared },
        },
      ],
      topics: [{ text: `提案${inFavour}${declared}` }],
      attendance: people.map((personId, at) => ({
        personId,
        presence: at < 6 ? ('present' as const) : ('absent' as const),
      })),
      another: true,
    });
    const wrong = await save(body(4, 'passed'));
    expect(wrong.problem).toMatchObject({ status: 422, code: 'meetings/wrong-majority' });
    expect(wrong.problem.title).toMatch(/至少需 5 票.*应到有表决权的 8 人.*第11条/);
    expect((await save(body(5, 'failed'))).problem.code).toBe('meetings/wrong-majority');
    expect((await save(body(4, 'failed'))).status).toBe(201);
    expect((await save(body(7, 'passed'))).problem.code).toBe('meetings/more-votes-than-present');
  });
  it('asks for the course of an organisational life meeting, step by step', async () => {
    const body = (steps: string[]) => ({
      kinds: ['organisation-life'],
      occurredOn: '2026-11-19',
      topics: [{ text: '对照检查' }],
      steps,
    });
    const missing = await save(body(['theme', 'talks', 'criticism']));
    expect(missing.problem).toMatchObject({ status: 422, code: 'meetings/step-missing' });
    expect(missing.problem.title).toContain('第17条');
    expect((await save(body(['talks', 'theme', 'criticism', 'rectify']))).problem.code).toBe(
      'meetings/steps-out-of-order',
    );
    expect((await save(body(['theme', 'talks', 'criticism', 'rectify']))).status).toBe(201);
  });
});

describe('what is read from it', () => {
  const span = { from: '2026-01-01', to: '2026-12-31' };
  it('shares the talk in numbers; names only for the branch’s own secretary', async () => {
    await save({
      occurredOn: '2026-11-17',
      kinds: ['lecture'],
      topics: [{ text: '讲', speakerIds: [people[0]!] }],
    });
    await save({
      occurredOn: '2026-11-16',
      kinds: ['theme-day'],
      topics: [{ text: '论', speakerIds: [people[0]!, people[1]!] }],
    });
    const read = async (login: 'secretary' | 'member' | 'officer' | 'memberB') =>
      (await test.as(login)).call(readParticipation, { params: { id: a1 }, query: span });
    const mine = (await read('secretary')).body;
    expect(mine.meetings.length).toBeGreaterThanOrEqual(5);
    expect(mine.spread).toEqual({ none: 7, few: 2, some: 0, many: 0 });
    expect(mine.voices).toBe(1.8);
    expect(mine.balance).toBe('one-voice');
    expect(mine.askFirst).toHaveLength(7);
    expect((await read('member')).body).toMatchObject({ mine: 1, askFirst: [] });
    expect((await read('officer')).body).toMatchObject({ mine: null, askFirst: [] });
    expect((await read('memberB')).status).toBe(404);
  });

  it('prints the handbook of a period, on the page and as a document', async () => {
    const caller = await secretary();
    const { body } = await caller.call(readHandbook, { params: { id: a1 }, query: span });
    expect(body.members).toEqual({ full: 8, probationary: 1 });
    expect(body.groups.map((each) => each.name)).toEqual(['第一党小组', '第二党小组']);
    expect(body.rhythm.find((row) => row.kind === '党小组会')?.total).toBe(2);
    const secret = body.meetings.flatMap((each) => each.decisions).find((each) => each.votes?.paper);
    expect(secret?.votes?.paper?.tellers).toHaveLength(2);
    expect(body.attendance.map((row) => row.name)).toEqual(body.attendance.map((row) => row.name).toSorted());
    const file = await caller.call(downloadHandbook, { params: { id: a1 }, query: span });
    expect(file.status).toBe(200);
    expect(file.raw.subarray(0, 2).toString()).toBe('PK');
    expect(file.raw.byteLength).toBeGreaterThan(5000);
    expect(
      (await (await test.as('secretaryB')).call(readHandbook, { params: { id: a1 }, query: span })).status,
    ).toBe(404);
    expect(
      (await (await test.as('member')).call(readHandbook, { params: { id: a1 }, query: span })).status,
    ).toBe(403);
    const wrong = await caller.call(readHandbook, {
      params: { id: a1 },
      query: { from: '2026-02-01', to: '2026-01-01' },
    });
    expect(wrong.problem.code).toBe('meetings/span-backwards');
  });
});
