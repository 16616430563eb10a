import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { saveMeeting } from '#roles/meetings/meetings.contract.ts';
import { actOnTask, createTask } from '#roles/tasks/tasks.contract.ts';
import { fileWork } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptForUnitA, layDown } from '#testing/due.ts';
import { readCalendar, readDay, readToDo } from './agenda.contract.ts';

let test: TestApp;

beforeAll(async () => {
  test = await testApp();
  await adoptForUnitA(test);
  const { ids, members } = test.world;
  const secretary = members.a1[0]!;
  await layDown(test, [
    { code: 'DE-04', orgId: ids.a1, personId: secretary, from: '2026-10-01', to: '2026-10-31' },
    { code: 'DE-04', orgId: ids.a1, personId: secretary, from: '2026-11-01', to: '2026-11-30' },
    { code: 'DE-07', orgId: ids.a1, personId: secretary, from: '2026-01-01', to: '2026-12-31' },
    {
      code: 'DF-06',
      orgId: ids.a1,
      personId: members.a1[1]!,
      from: '2026-10-01',
      to: '2026-12-31',
      each: true,
    },
    {
      code: 'DF-07',
      orgId: ids.a1,
      personId: members.a1[1]!,
      from: '2026-07-01',
      to: '2026-12-31',
      each: true,
    },
    { code: 'DE-04', orgId: ids.a2, personId: members.a2[0]!, from: '2026-11-01', to: '2026-11-30' },
  ]);
});
afterAll(() => test.close());

const toDoOf = async (login: 'secretary' | 'member' | 'memberB' | 'officer' | 'clerk') =>
  (await (await test.as(login)).call(readToDo, {})).body;

describe('the to-do', () => {
  it('gives the secretary what is overdue first, with the page where it is done', async () => {
    const { next, counts } = await toDoOf('secretary');
    expect(next[0]).toMatchObject({
      kind: 'obligation',
      dueOn: '2026-10-31',
      action: 'settle',
    });
    // October is over: no meeting held from now on belongs to it. November's can still be held.
    expect(next[1]).toMatchObject({
      action: 'meet',
      link: `/meetings/new?org=${test.world.ids.a1}&kind=theme-day`,
    });
    expect(next.map((item) => item.dueOn)).toEqual(['2026-10-31', '2026-11-30', '2026-12-31']);
    expect(next[2]?.link).toContain('/records/new?');
    expect(counts).toMatchObject({ overdue: 1, soon: 1 });
  });

  it('gives a member the own report to fill, and what others record for them', async () => {
    const { items } = await toDoOf('member');
    expect(items.map((item) => [item.kind, item.action, item.link.startsWith('/my-report')])).toEqual([
      ['obligation', 'attend', false],
      ['self-report', 'fill', true],
    ]);
  });

  it('merges tasks and talks, and puts what others wait for before the rest of its urgency', async () => {
    const secretary = await test.as('secretary');
    const member = await test.as('member');
    const task = await secretary.call(createTask, {
      body: {
        orgId: test.world.ids.a1,
        title: '走访',
        ownerId: test.world.members.a1[1]!,
        dueOn: '2026-11-23',
      },
    });
    await secretary.call(fileWork, {
      body: {
        orgId: test.world.ids.a1,
        kind: 'talk',
        occurredOn: '2026-11-20',
        title: '年度谈心',
        minutesSpent: 30,
        persons: [
          { personId: test.world.members.a1[0]!, part: 'chair' },
          { personId: test.world.members.a1[1]!, part: 'subject' },
        ],
      },
    });
    const mine = await toDoOf('member');
    expect(mine.next[0]).toMatchObject({ kind: 'task', title: '走访', action: 'accept' });
    // It has no day, but somebody waits for it: before everything that is due later.
    const { overdue, today, soon } = mine.counts;
    expect(mine.items[overdue + today + soon]).toMatchObject({
      kind: 'confirmation',
      action: 'acknowledge',
      waitsOnMe: true,
    });
    expect(mine.counts).toMatchObject({ today: 1, waiting: 1, undated: 0 });
    await member.call(actOnTask, { params: { id: task.body.id }, body: { action: 'accept' }, ifMatch: 1 });
    await member.call(actOnTask, {
      params: { id: task.body.id },
      body: { action: 'report', note: '已走访' },
      ifMatch: 2,
    });
    expect((await toDoOf('member')).items.some((item) => item.kind === 'task')).toBe(false);
    expect((await toDoOf('secretary')).items.find((item) => item.kind === 'task')).toMatchObject({
      action: 'confirm',
      waitsOnMe: true,
    });
  });

  it('gives the superior body the very late records, and whoever has nothing an empty list', async () => {
    const filed = await (await test.as('secretary')).call(saveMeeting, {
      params: { id: test.world.ids.a1 },
      body: {
        kinds: ['theme-day'],
        occurredOn: '2026-07-10',
        minutes: 60,
        attendance: [{ personId: test.world.members.a1[0]!, presence: 'present' }],
        topics: [{ text: '补记' }],
      },
    });
    expect(filed.body.state).toBe('held');
    expect((await toDoOf('officer')).items.map((item) => [item.id, item.action])).toContainEqual([
      filed.body.id,
      'release',
    ]);
    expect(await toDoOf('memberB')).toMatchObject({ next: [], items: [], more: false });
  });

  it('stops reminding when the thing is done', async () => {
    const secretary = await test.as('secretary');
    const before = (await toDoOf('secretary')).items.filter((item) => item.dueOn === '2026-11-30').length;
    await secretary.call(saveMeeting, {
      params: { id: test.world.ids.a1 },
      body: {
        kinds: ['theme-day'],
        occurredOn: '2026-11-21',
        minutes: 60,
        attendance: [{ personId: test.world.members.a1[0]!, presence: 'present' }],
        topics: [{ text: '十一月主题党日' }],
      },
    });
    const after = await toDoOf('secretary');
    expect(before).toBe(1);
    expect(after.items.filter((item) => item.dueOn === '2026-11-30')).toEqual([]);
    expect(after.next[0]?.dueOn).toBe('2026-10-31');
  });
});

describe('the calendar', () => {
  it('counts each day of the month shown, for oneself and for the branch', async () => {
    const mine = await (await test.as('secretary')).call(readCalendar, { query: { month: '2026-10' } });
    expect(mine.body.days.find((day) => day.day === '2026-10-31')).toMatchObject({
      due: 1,
      overdue: 1,
      done: 0,
    });
    const branch = await (await test.as('member')).call(readCalendar, {
      query: { month: '2026-11', orgId: test.world.ids.a1 },
    });
    expect(branch.body.days.find((day) => day.day === '2026-11-30')).toMatchObject({ due: 0, done: 1 });
    expect(branch.body.days.find((day) => day.day === '2026-11-21')).toMatchObject({ held: 1 });
    // The talk of the 20th is nobody else's business, not even as a number.
    expect(branch.body.days.find((day) => day.day === '2026-11-20')).toBeUndefined();
  });

  it('opens a day', async () => {
    const { body } = await (await test.as('secretary')).call(readDay, {
      params: { day: '2026-12-31' },
      query: { orgId: test.world.ids.a1 },
    });
    expect(body.items.map((item) => item.title)).toContain('谈心谈话');
    expect(body.items.length).toBe(3);
  });

  it('is closed to other branches and to what is no day or month', async () => {
    const other = await test.as('secretaryB');
    expect(
      (await other.call(readCalendar, { query: { month: '2026-11', orgId: test.world.ids.a1 } })).status,
    ).toBe(404);
    expect(
      (await other.call(readDay, { params: { day: '2026-11-30' }, query: { orgId: test.world.ids.a1 } }))
        .status,
    ).toBe(404);
    // A mangled address leads nowhere; a mangled question is told what is wrong with it.
    expect((await other.call(readDay, { params: { day: '2026-02-30' } })).status).toBe(404);
    expect((await other.call(readCalendar, { query: { month: '2026-13' } })).status).toBe(400);
    expect(
      (await (await test.as('auditor')).call(readCalendar, { query: { month: '2026-11' } })).status,
    ).toBe(403);
    expect((await (await test.as(null)).call(readToDo, {})).status).toBe(401);
  });
});
