import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import type { TaskView } from './task-shapes.contract.ts';
import { actOnTask, createTask, listTasks, moveTaskDeadline, readTask } from './tasks.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

async function give(title: string, more: { ownerId?: string; dueOn?: string } = {}): Promise<TaskView> {
  const secretary = await test.as('secretary');
  const made = await secretary.call(createTask, {
    body: {
      orgId: test.world.ids.a1,
      title,
      ownerId: test.world.members.a1[1]!,
      dueOn: '2026-12-10',
      ...more,
    },
  });
  expect(made.status).toBe(201);
  return made.body;
}

describe('a task of a named person', () => {
  it('is accepted, reported, sent back, reported again and confirmed by somebody else, and becomes a record', async () => {
    const secretary = await test.as('secretary');
    const member = await test.as('member');
    let task = await give('联系走访困难党员');
    expect(task.actions).toEqual(['withdraw', 'reassign']);
    const step = async (
      who: typeof member,
      action: 'accept' | 'report' | 'send-back' | 'confirm',
      note = '',
    ) => {
      const reply = await who.call(actOnTask, {
        params: { id: task.id },
        body: { action, note },
        ifMatch: task.version,
      });
      expect(reply.status, JSON.stringify(reply.problem)).toBe(200);
      task = reply.body;
    };
    await step(member, 'accept');
    await step(member, 'report', '已走访两户');
    await step(secretary, 'send-back', '还差一户');
    expect(task.state).toBe('accepted');
    await step(member, 'report', '三户都已走访，困难补助已办妥');
    await step(secretary, 'confirm');
    expect(task).toMatchObject({
      state: 'done',
      outcome: '三户都已走访，困难补助已办妥',
      firstLateOn: null,
      actions: [],
    });
    const { body } = await member.call(readTask, { params: { id: task.id } });
    expect(body.events.map((event) => event.action)).toEqual([
      'create',
      'accept',
      'report',
      'send-back',
      'report',
      'confirm',
    ]);
    const rows = await test.owner.query(
      `select id, kind, occurred_on::text, outcome from record where title = '联系走访困难党员'`,
    );
    expect(rows.rows).toEqual([
      {
        id: expect.any(String),
        kind: 'post-work',
        occurred_on: '2026-11-23',
        outcome: '三户都已走访，困难补助已办妥',
      },
    ]);
    const record = await member.call(readRecord, { params: { id: rows.rows[0].id } });
    expect(record.body.persons.map((person) => [person.id, person.parts])).toEqual([
      [test.world.members.a1[1], ['present']],
    ]);
  });

  it('cannot be confirmed by its owner, even the secretary', async () => {
    const secretary = await test.as('secretary');
    const officer = await test.as('officer');
    const task = await give('起草年度计划', { ownerId: test.world.members.a1[0]! });
    await secretary.call(actOnTask, { params: { id: task.id }, body: { action: 'accept' }, ifMatch: 1 });
    await secretary.call(actOnTask, {
      params: { id: task.id },
      body: { action: 'report', note: '已起草' },
      ifMatch: 2,
    });
    const own = await secretary.call(actOnTask, {
      params: { id: task.id },
      body: { action: 'confirm' },
      ifMatch: 3,
    });
    expect([own.status, own.problem.code]).toEqual([403, 'tasks/own-result']);
    const other = await officer.call(actOnTask, {
      params: { id: task.id },
      body: { action: 'confirm' },
      ifMatch: 3,
    });
    expect([other.status, other.body.state]).toEqual([200, 'done']);
  });

  it('keeps the first late day for ever: in the use case and against the database', async () => {
    const secretary = await test.as('secretary');
    const task = await give('整理台账', { dueOn: '2026-11-23' });
    test.travel('2026-11-26T02:00:00Z');
    const late = await (await test.as('secretary')).call(readTask, { params: { id: task.id } });
    expect(late.body.firstLateOn).toBe('2026-11-24');
    const moved = await (await test.as('secretary')).call(moveTaskDeadline, {
      params: { id: task.id },
      body: { dueOn: '2026-12-31', note: '任务增加' },
      ifMatch: 1,
    });
    expect(moved.body).toMatchObject({ dueOn: '2026-12-31', firstLateOn: '2026-11-24' });
    await expect(
      test.owner.query('update task set first_late_on = null where id = $1', [task.id]),
    ).rejects.toThrow(/never changes/);
    await expect(
      test.owner.query('update task set title = $2 where id = $1', [task.id, '整理支部台账']),
    ).resolves.toBeDefined();
    test.travel('2026-11-23T02:00:00Z');
    expect(secretary).toBeDefined();
  });

  it('refuses a deadline before today, and an owner of another unit in the words for one who does not exist', async () => {
    const secretary = await test.as('secretary');
    const create = (ownerId: string, dueOn: string) =>
      secretary.call(createTask, { body: { orgId: test.world.ids.a1, title: 'x', ownerId, dueOn } });
    expect((await create(test.world.members.a1[1]!, '2026-11-22')).problem.code).toBe(
      'tasks/due-before-created',
    );
    const stranger = await create(test.world.members.b1[1]!, '2026-11-30');
    const nobody = await create('00000000-0000-4000-8000-000000000000', '2026-11-30');
    expect([stranger.status, stranger.problem.code]).toEqual([422, 'records/unknown-person']);
    expect([nobody.status, nobody.problem.code]).toEqual([422, 'records/unknown-person']);
    expect((await create(test.world.members.a2[1]!, '2026-11-30')).status).toBe(201);
  });

  it('is refused on a stale version, saying who changed it, and without a version', async () => {
    const task = await give('一起改');
    const member = await test.as('member');
    await member.call(actOnTask, { params: { id: task.id }, body: { action: 'accept' }, ifMatch: 1 });
    const secretary = await test.as('secretary');
    const body = { action: 'withdraw' as const, note: '不再需要' };
    const stale = await secretary.call(actOnTask, { params: { id: task.id }, body, ifMatch: 1 });
    expect([stale.status, stale.problem.data?.['current']]).toMatchObject([412, { state: 'accepted' }]);
    expect(stale.problem.title).toContain('member');
    expect((await secretary.call(actOnTask, { params: { id: task.id }, body })).status).toBe(428);
  });
});

describe('who sees a task', () => {
  it('its owner and those over its branch; others get the answer for what does not exist', async () => {
    const task = await give('只给甲支部');
    for (const login of ['secretary', 'member', 'officer', 'clerk'] as const) {
      expect((await (await test.as(login)).call(readTask, { params: { id: task.id } })).status, login).toBe(
        200,
      );
    }
    const absent = { params: { id: '00000000-0000-4000-8000-000000000000' } };
    for (const login of ['secretaryA2', 'secretaryB', 'memberB', 'officerB'] as const) {
      const caller = await test.as(login);
      const seen = await caller.call(readTask, { params: { id: task.id } });
      const none = await caller.call(readTask, absent);
      expect([login, seen.status, seen.problem.title]).toEqual([login, 404, none.problem.title]);
      const acted = await caller.call(actOnTask, {
        params: { id: task.id },
        body: { action: 'withdraw', note: 'x' },
        ifMatch: 1,
      });
      expect([login, acted.status]).toEqual([login, 404]);
    }
    for (const login of ['rater', 'auditor', 'sysadmin', 'secadmin'] as const) {
      expect((await (await test.as(login)).call(readTask, { params: { id: task.id } })).status, login).toBe(
        403,
      );
    }
  });

  it('lists page by page without loss or repetition, and filters', async () => {
    const officer = await test.as('officer');
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await officer.call(listTasks, { query: { limit: 2, cursor } });
      seen.push(...body.items.map((item) => item.id));
      cursor = body.next ?? undefined;
    } while (cursor);
    const all = await officer.call(listTasks, { query: { limit: 200 } });
    expect(seen).toEqual(all.body.items.map((item) => item.id));
    expect(new Set(seen).size).toBe(seen.length);
    const mine = await (await test.as('member')).call(listTasks, { query: { view: 'mine', state: 'open' } });
    expect(mine.body.items.every((item) => item.ownerId === test.world.members.a1[1])).toBe(true);
    expect(mine.body.items.length).toBeGreaterThan(0);
    expect((await (await test.as('secretaryB')).call(listTasks, {})).body.items).toEqual([]);
    expect((await officer.call(listTasks, { query: { cursor: 'nonsense' } })).status).toBe(400);
  });

  it('takes no field that is not its own', async () => {
    const secretary = await test.as('secretary');
    const body = {
      orgId: test.world.ids.a1,
      title: 'x',
      ownerId: test.world.members.a1[1]!,
      dueOn: '2026-12-01',
      state: 'done',
    };
    expect((await secretary.call(createTask, { body })).status).toBe(400);
  });
});
