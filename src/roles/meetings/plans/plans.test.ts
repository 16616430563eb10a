import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { readCalendar, readDay, readToDo } from '#roles/agenda/agenda.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { readFills } from '../fills/fills.contract.ts';
import { prepareMeeting, saveMeeting } from '../meetings.contract.ts';
import {
  announcePlan,
  cancelPlan,
  changePlan,
  createSeries,
  endSeries,
  listPlans,
  listSeries,
  openWords,
  planMeetingOnce,
  previewSeries,
  readPlan,
  writeWords,
} from './plans.contract.ts';

let test: TestApp;
let a1 = '';
let people: string[] = [];

beforeAll(async () => {
  test = await testApp();
  a1 = test.world.ids.a1;
  people = test.world.members.a1;
});
afterAll(() => test.close());

type Login = 'secretary' | 'member' | 'memberB' | 'secretaryB' | 'officer';
const as = (login: Login) => test.as(login);
const plan = async (body: Partial<BodyInputOf<typeof planMeetingOnce>> = {}) => {
  const reply = await (await as('secretary')).call(planMeetingOnce, {
    params: { id: a1 },
    body: {
      kinds: ['branch-assembly'],
      onDay: '2026-12-04',
      startsAt: '14:30',
      place: '三楼会议室',
      minutes: 60,
      ...body,
    },
  });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return reply.body.id;
};
const view = async (id: string, login: Login = 'secretary') =>
  (await (await as(login)).call(readPlan, { params: { id } })).body;
const arrange = async (id: string, change: Partial<BodyInputOf<typeof changePlan>> = {}) => {
  const now = await view(id);
  return (await as('secretary')).call(changePlan, {
    params: { id },
    ifMatch: now.version,
    body: {
      title: now.title,
      onDay: now.onDay,
      startsAt: now.startsAt,
      place: now.place,
      minutes: now.minutes,
      topics: now.topics.map(({ id: topic, text, written }) => ({ id: topic, text, written })),
      speakerIds: now.speakers.map((each) => each.id),
      writtenUntil: now.writtenUntil,
      ...change,
    },
  });
};
const announce = async (id: string, reason = '') =>
  (await as('secretary')).call(announcePlan, {
    params: { id },
    ifMatch: (await view(id)).version,
    body: { reason },
  });
const todoOf = async (login: Login) =>
  (await (await as(login)).call(readToDo, {})).body.items.filter((item) => item.kind === 'meeting');

describe('one meeting', () => {
  it('takes along the topic it was planned for', async () => {
    const id = await plan({ topics: ['服务窗口午间不断岗（联建共同议题）'], onDay: '2026-12-22' });
    expect((await view(id)).topics).toMatchObject([
      { no: 1, text: '服务窗口午间不断岗（联建共同议题）', written: false, motionId: null },
    ]);
    const reply = await (await as('secretary')).call(planMeetingOnce, {
      params: { id: a1 },
      body: { kinds: ['branch-assembly'], onDay: '2026-12-22', topics: ['题'.repeat(201)] },
    });
    expect(reply.status).toBe(400);
    const { version } = await view(id);
    await (await as('secretary')).call(cancelPlan, {
      params: { id },
      ifMatch: version,
      body: { reason: '试排' },
    });
  });
});

describe('a year by a rule', () => {
  const series: BodyInputOf<typeof createSeries> = {
    kinds: ['theme-day'],
    rule: { everyMonths: 1, on: { kind: 'day', day: 5 }, shift: 'later' },
    from: '2026-11-01',
    to: '2027-03-31',
    startsAt: '09:00',
    place: '党员活动室',
    minutes: 90,
  };

  it('is shown before it is saved, with what moved and what is provisional', async () => {
    const { body } = await (await as('secretary')).call(previewSeries, {
      params: { id: a1 },
      query: { everyMonths: '1', on: 'day', day: 5, shift: 'later', from: '2026-12-01', to: '2027-02-28' },
    });
    expect(body.days.map((each) => [each.day, each.why, each.covered])).toEqual([
      ['2026-12-07', '周末', true],
      ['2027-01-05', '', false],
      ['2027-02-05', '', false],
    ]);
  });

  it('is planned once when two plan it at the same moment', async () => {
    const body = { ...series, kinds: ['lecture'], from: '2027-05-01', to: '2027-07-31' };
    const callers = [await as('secretary'), await as('officer'), await as('secretary')];
    const replies = await Promise.all(
      callers.map((caller) => caller.call(createSeries, { params: { id: a1 }, body })),
    );
    expect(replies.map((reply) => reply.status).sort()).toEqual([201, 409, 409]);
    const listed = await callers[0]!.call(listPlans, { query: { orgId: a1, from: '2027-05-01' } });
    expect(listed.body.items).toHaveLength(3);
    const [mine] = (await callers[0]!.call(listSeries, { params: { id: a1 } })).body.items;
    await callers[0]!.call(endSeries, {
      params: { id: mine!.id },
      ifMatch: mine!.version,
      body: { reason: '试排' },
    });
  });

  it('is planned from today on, stands in the calendar, and is not planned twice', async () => {
    const secretary = await as('secretary');
    const made = await secretary.call(createSeries, { params: { id: a1 }, body: series });
    expect(made.status, JSON.stringify(made.problem)).toBe(201);
    expect(made.body).toMatchObject({ planned: 4, skipped: 1 });
    const listed = await secretary.call(listPlans, { query: { orgId: a1, state: 'coming' } });
    expect(listed.body.items.map((row) => [row.onDay, row.movedFrom])).toEqual([
      ['2026-12-07', '2026-12-05'],
      ['2027-01-05', null],
      ['2027-02-05', null],
      ['2027-03-05', null],
    ]);
    const calendar = await secretary.call(readCalendar, { query: { month: '2026-12' } });
    expect(calendar.body.days.find((each) => each.day === '2026-12-07')).toMatchObject({
      planned: 1,
      due: 0,
    });
    const day = await (await as('member')).call(readDay, { params: { day: '2026-12-07' }, query: {} });
    expect(day.body.items.map((item) => item.title)).toEqual(['主题党日 09:00']);
    const again = await secretary.call(createSeries, { params: { id: a1 }, body: series });
    expect(again.problem).toMatchObject({ status: 409, code: 'meetings/series-twice' });
    const [mine] = (await secretary.call(listSeries, { params: { id: a1 } })).body.items;
    expect(mine).toMatchObject({ left: 4, held: 0, next: '2026-12-07' });
    const ended = await secretary.call(endSeries, {
      params: { id: mine!.id },
      ifMatch: mine!.version,
      body: { reason: '改为每月第一个周五' },
    });
    expect(ended.body).toEqual({ cancelled: 4 });
    expect((await secretary.call(listPlans, { query: { orgId: a1, state: 'coming' } })).body.items).toEqual(
      [],
    );
  });

  it('is refused in words: backwards, empty, of another kind of body, or of another branch', async () => {
    const secretary = await as('secretary');
    const send = (more: object, id = a1) =>
      secretary.call(createSeries, { params: { id }, body: { ...series, ...more } });
    expect((await send({ to: '2026-10-01' })).problem.code).toBe('meetings/span-backwards');
    expect((await send({ to: '2028-10-01' })).problem.code).toBe('meetings/span-too-long');
    expect((await send({ from: '2026-10-01', to: '2026-10-31' })).problem.code).toBe('meetings/no-days');
    expect((await send({ kinds: ['group-meeting'] })).problem.code).toBe('meetings/not-of-this-organisation');
    expect((await send({ startsAt: '25:00' })).status).toBe(400);
    expect((await send({}, test.world.ids.b1)).status).toBe(404);
  });
});

describe('one meeting to come', () => {
  it('shows each clause it must keep, and is called in time or with a reason', async () => {
    const id = await plan();
    const before = await view(id);
    expect(before.gates.map((gate) => [gate.code, gate.state])).toEqual([
      ['notice', 'waiting'],
      ['quorum/branch-assembly', 'at-meeting'],
      ['quorum/branch-assembly/admission', 'at-meeting'],
      ['quorum/branch-assembly/election', 'at-meeting'],
      ['voters/branch-assembly', 'met'],
    ]);
    expect(before.gates[1]?.text.zh).toContain('应到有表决权 8 人，至少 4 人到会');
    expect(before.gates[1]?.basis).toBe('《支部条例》第11条');
    expect((await announce(id)).body).toMatchObject({ state: 'announced', announcedOn: '2026-11-23' });
    const short = await plan({ onDay: '2026-11-24' });
    expect((await announce(short)).problem).toMatchObject({ status: 422, code: 'meetings/short-notice' });
    expect((await announce(short, '上级临时部署')).body.shortReason).toBe('上级临时部署');
    expect((await todoOf('member')).map((item) => [item.title, item.action])).toContainEqual([
      '支部党员大会 14:30',
      'come',
    ]);
    for (const each of [id, short]) {
      const done = await (await as('secretary')).call(cancelPlan, {
        params: { id: each },
        ifMatch: (await view(each)).version,
        body: { reason: '改期' },
      });
      expect(done.body.state).toBe('cancelled');
    }
    expect((await announce(id)).problem.code).toBe('meetings/not-in-this-state');
  });

  it('belongs to its branch: others do not learn that it exists', async () => {
    const id = await plan({ onDay: '2026-12-15' });
    expect((await (await as('officer')).call(readPlan, { params: { id } })).status).toBe(200);
    for (const login of ['memberB', 'secretaryB'] as const)
      expect((await (await as(login)).call(readPlan, { params: { id } })).status).toBe(404);
    const stranger = await (await as('secretaryB')).call(announcePlan, {
      params: { id },
      ifMatch: 1,
      body: { reason: '' },
    });
    expect(stranger.status).toBe(404);
    expect(
      (await (await as('member')).call(announcePlan, { params: { id }, ifMatch: 1, body: { reason: '' } }))
        .status,
    ).toBe(404);
    const stale = await (await as('secretary')).call(announcePlan, {
      params: { id },
      ifMatch: 99,
      body: { reason: '' },
    });
    expect(stale.status).toBe(412);
    expect((await plan({ onDay: '2026-12-16' })).length).toBe(36);
    const passed = await (await as('secretary')).call(planMeetingOnce, {
      params: { id: a1 },
      body: { kinds: ['lecture'], onDay: '2026-11-22' },
    });
    expect(passed.problem.code).toBe('meetings/day-passed');
    const slip = { kinds: ['lecture'], onDay: '2126-12-22' };
    const far = await (await as('secretary')).call(planMeetingOnce, { params: { id: a1 }, body: slip });
    expect(far.problem.code).toBe('meetings/day-too-far');
  });
});

describe('written beforehand, and speakers in turn', () => {
  let id = '';
  it('is arranged: a topic to write on, who speaks, and until when', async () => {
    id = await plan({ onDay: '2026-12-10' });
    expect((await view(id)).proposed).toHaveLength(3);
    const topics = [
      { text: '窗口排队怎么解决', written: true },
      { text: '季度安排', written: false },
    ];
    const wrong = await arrange(id, { topics, writtenUntil: '2026-12-11' });
    expect(wrong.problem.code).toBe('meetings/written-after-meeting');
    expect((await arrange(id, { topics })).problem.code).toBe('meetings/written-without-day');
    expect((await arrange(id, { speakerIds: [test.world.members.b1[0]!] })).problem.code).toBe(
      'meetings/speaker-not-expected',
    );
    const done = await arrange(id, { topics, speakerIds: [people[1]!], writtenUntil: '2026-12-08' });
    expect(done.status, JSON.stringify(done.problem)).toBe(200);
    expect(done.body).toMatchObject({ round: 'none', expected: 9, writtenCount: 0 });
    const early = await (await as('member')).call(writeWords, {
      params: { id },
      body: { topicId: done.body.topics[0]!.id, text: '抢先写' },
    });
    expect(early.problem.code).toBe('meetings/round-closed');
    await announce(id);
    expect(await todoOf('member')).toContainEqual(
      expect.objectContaining({ id, action: 'write', dueOn: '2026-12-08', waitsOnMe: true }),
    );
  });

  it('is sealed: the secretary sees who has written, nobody sees what, until it opens to all at once', async () => {
    const [topic] = (await view(id)).topics;
    const text = '建议错峰叫号，中午增开一个窗口';
    const wrote = await (await as('member')).call(writeWords, {
      params: { id },
      body: { topicId: topic!.id, text },
    });
    expect(wrote.status, JSON.stringify(wrote.problem)).toBe(200);
    const seen = await view(id);
    expect(seen.written.filter((each) => each.done)).toEqual([
      expect.objectContaining({ id: people[1]!, done: true }),
    ]);
    expect(JSON.stringify(seen)).not.toContain('错峰');
    expect((await view(id, 'member')).topics[0]?.mine).toBe(text);
    expect((await view(id, 'member')).written).toEqual([]);
    expect((await todoOf('member')).find((item) => item.id === id)?.action).toBe('speak');
    const open = await (await as('secretary')).call(openWords, {
      params: { id },
      ifMatch: seen.version,
      body: {},
    });
    expect(open.problem.code).toBe('meetings/not-all-written');
    const stranger = await (await as('memberB')).call(writeWords, {
      params: { id },
      body: { topicId: topic!.id, text },
    });
    expect(stranger.status).toBe(404);
    const other = (await view(id)).topics[1]!;
    const beside = await (await as('member')).call(writeWords, {
      params: { id },
      body: { topicId: other.id, text },
    });
    expect(beside.problem.code).toBe('meetings/unknown-topic');
    const long = await (await as('member')).call(writeWords, {
      params: { id },
      body: { topicId: topic!.id, text: '长'.repeat(10_000) },
    });
    expect(long.status).toBe(400);
    test.travel('2026-12-09T02:00:00Z');
    expect((await view(id)).topics[0]?.words).toEqual([{ person: expect.any(String), text }]);
    const late = await (await as('member')).call(writeWords, {
      params: { id },
      body: { topicId: topic!.id, text },
    });
    expect(late.problem.code).toBe('meetings/round-closed');
  });

  it('is held with its agenda already in the form, and says what it filled', async () => {
    test.travel('2026-12-10T08:00:00Z');
    const secretary = await as('secretary');
    expect((await todoOf('secretary')).find((item) => item.id === id)).toMatchObject({
      action: 'meet',
      link: `/meetings/new?org=${a1}&plan=${id}`,
    });
    const form = await secretary.call(prepareMeeting, { params: { id: a1 }, query: { planId: id } });
    expect(form.body.plan).toMatchObject({
      id,
      onDay: '2026-12-10',
      topics: ['窗口排队怎么解决', '季度安排'],
      speakerIds: [people[1]!],
    });
    const saved = await secretary.call(saveMeeting, {
      params: { id: a1 },
      body: {
        kinds: ['branch-assembly'],
        occurredOn: '2026-12-10',
        minutes: 60,
        place: '三楼会议室',
        attendance: people.map((personId) => ({ personId, presence: 'present' as const })),
        topics: form.body.plan!.topics.map((text) => ({ text, speakerIds: [people[1]!] })),
      },
    });
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.body.entries.places).toMatchObject({ calendar: 1, attendance: 9, ledgers: 1, handbook: 1 });
    // Day, length, kind and one speaker; place and topics came from the plan.
    expect(saved.body.entries.entered).toBe(2 + 1 + 1);
    const fills = await secretary.call(readFills, { params: { id: saved.body.id } });
    expect(fills.body.saved).toBe(saved.body.entries.saved);
    expect(fills.body.lists.reduce((sum, list) => sum + list.lines.length, 0)).toBe(fills.body.saved + 1);
    expect((await (await as('secretaryB')).call(readFills, { params: { id: saved.body.id } })).status).toBe(
      404,
    );
    expect(await view(id)).toMatchObject({ state: 'held', recordId: saved.body.id, actions: [] });
    const twice = await secretary.call(saveMeeting, {
      params: { id: a1 },
      body: {
        kinds: ['lecture'],
        occurredOn: '2026-12-10',
        minutes: 60,
        attendance: people.map((personId) => ({ personId, presence: 'present' as const })),
        topics: [{ text: '另一次' }],
        planId: id,
      },
    });
    expect(twice.problem.code).toBe('meetings/plan-gone');
  });
});
