import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { breakDownTask, linkTask, unlinkTask } from './cascade.contract.ts';
import { reachTaskOutcome } from './letters/letters.contract.ts';
import { readTaskMap } from './map/map.contract.ts';
import { listPeopleForTask } from './people.contract.ts';
import { actOnTask, createTask, listTasks, moveTaskDeadline, readTask } from './tasks.contract.ts';

let test: TestApp;
type Login = Parameters<TestApp['as']>[0];
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const call = async (login: Login) => test.as(login);
const read = async (login: Login, id: string): Promise<ResponseOf<typeof readTask>> =>
  (await (await call(login)).call(readTask, { params: { id } })).body;

async function give(login: Login, more: object = {}) {
  const { ids, members } = test.world;
  const body = { orgId: ids.a1, title: '支部标准化', ownerId: members.a1[0]!, dueOn: '2026-12-20', ...more };
  const made = await (await call(login)).call(createTask, { body: body as never });
  expect(made.status, JSON.stringify(made.problem)).toBe(201);
  return made.body;
}
async function step(login: Login, id: string, action: string, note = '', more: object = {}) {
  const { version } = await read('officer', id);
  return (await call(login)).call(actOnTask, {
    params: { id },
    body: { action, note, ...more } as never,
    ifMatch: version,
  });
}
async function breakDown(login: Login, id: string, tasks: object[]) {
  return (await call(login)).call(breakDownTask, { params: { id }, body: { tasks } as never });
}
/** A task of the branch secretary, accepted by him. */
async function accepted(more: object = {}) {
  const task = await give('officer', more);
  expect((await step('secretary', task.id, 'accept')).status).toBe(200);
  return task;
}

describe('a cascade', () => {
  it('goes organ → branch → commissioner → member, each accepts or returns, and comes back in from below', async () => {
    const { ids, members } = test.world;
    // The organ committee's own task, owned by its secretary, who has no account here: the office accepts nothing for him.
    const top = await give('officer', {
      orgId: ids.committeeA,
      ownerId: members.a1[0]!,
      title: '机关：标准化提升',
    });
    expect((await breakDown('secretary', top.id, [])).status).toBe(400);
    expect(
      (await breakDown('secretary', top.id, [{ title: 'x', ownerId: members.a2[0]!, dueOn: '2026-12-10' }]))
        .problem.code,
    ).toBe('tasks/accept-first');
    await step('secretary', top.id, 'accept');
    const down = await breakDown('secretary', top.id, [
      {
        title: '规划处支部：补短板',
        ownerId: members.a2[0]!,
        orgId: ids.a2,
        dueOn: '2026-12-10',
        outcomes: ['缺项补齐'],
      },
    ]);
    expect(down.status, JSON.stringify(down.problem)).toBe(201);
    const branch = down.body.ids[0]!;
    // Returned with a reason: it waits for the owner of the task above, and for nobody else's guess.
    expect((await step('secretaryA2', branch, 'return')).problem.code).toBe('tasks/say-why');
    expect((await step('secretaryA2', branch, 'return', '本月换届，做不完')).status).toBe(200);
    const seen = await read('secretary', top.id);
    expect(seen.children).toMatchObject([{ id: branch, state: 'returned', note: '本月换届，做不完' }]);
    const toDo = (await (await call('secretary')).call(readToDo, {})).body.items;
    expect(toDo.find((item) => item.id === branch)).toMatchObject({ action: 'reassign', waitsOnMe: true });
    expect((await step('secretary', branch, 'reassign', '推后十天', { dueOn: '2026-12-18' })).status).toBe(
      200,
    );
    expect((await step('secretaryA2', branch, 'accept')).status).toBe(200);
    const third = await breakDown('secretaryA2', branch, [
      { title: '宣传委员：更新公示栏', ownerId: members.a2[2]!, dueOn: '2026-12-12' },
    ]);
    expect(third.status).toBe(201);
    // The result above is reported only when everything below is in, and every outcome has a result.
    const early = await step('secretaryA2', branch, 'report', '都好了');
    expect([early.status, early.problem.code]).toEqual([409, 'tasks/not-complete']);
    expect(early.problem.title).toMatch(/1 条预期结果.*1 项分解的任务/);
    const withdrawn = await step('secretaryA2', third.body.ids[0]!, 'withdraw', '合并到下次');
    expect(withdrawn.status).toBe(200);
    const outcome = (await read('secretaryA2', branch)).expected[0]!;
    const { version } = await read('secretaryA2', branch);
    const reached = await (await call('secretaryA2')).call(reachTaskOutcome, {
      params: { id: branch, outcomeId: outcome.id },
      body: { result: '七项缺项全部补齐，机关党委抽查通过' },
      ifMatch: version,
    });
    expect(reached.body.progress).toMatchObject({ outcomes: 1, reached: 1 });
    expect((await step('secretaryA2', branch, 'report', '补齐七项')).status).toBe(200);
    expect((await step('secretaryA2', branch, 'confirm')).problem.code).toBe('tasks/own-result');
    expect((await step('secretary', branch, 'confirm')).status).toBe(200);
    expect((await read('secretary', top.id)).progress).toMatchObject({ children: 1, childrenDone: 1 });
  });

  it('that would come back to an owner above is refused, by breaking down and by giving out again', async () => {
    const { ids, members } = test.world;
    const top = await accepted({ orgId: ids.committeeA });
    const direct = await breakDown('secretary', top.id, [
      { title: 'x', ownerId: members.a1[0]!, dueOn: '2026-12-10' },
    ]);
    expect([direct.status, direct.problem.code]).toEqual([422, 'tasks/cyclic-cascade']);
    const down = await breakDown('secretary', top.id, [
      { title: '下级', ownerId: members.a2[0]!, orgId: ids.a2, dueOn: '2026-12-10' },
    ]);
    const child = down.body.ids[0]!;
    const back = await step('officer', child, 'reassign', '换人', { ownerId: members.a1[0]! });
    expect([back.status, back.problem.code]).toEqual([422, 'tasks/cyclic-cascade']);
    // And upwards: the task above cannot go to somebody who owns one below it.
    const up = await step('officer', top.id, 'reassign', '换人', { ownerId: members.a2[0]! });
    expect([up.status, up.problem.code]).toEqual([422, 'tasks/cyclic-cascade']);
    await expect(
      test.owner.query('update task set parent_id = $2 where id = $1', [top.id, child]),
    ).rejects.toThrow(/never changes/);
  });

  it('refuses somebody who left, a deadline before today or after the one above, and another unit’s organisation', async () => {
    const { ids, members } = test.world;
    const top = await accepted({ orgId: ids.committeeA });
    const gone = members.a2[6]!;
    await test.owner.query(`update person set state = 'left' where id = $1`, [gone]);
    const code = async (task: object) =>
      (
        await breakDown('secretary', top.id, [
          { title: 'x', ownerId: members.a2[3]!, orgId: ids.a2, dueOn: '2026-12-10', ...task },
        ])
      ).problem.code;
    expect(await code({ ownerId: gone })).toBe('tasks/person-left');
    expect(await code({ dueOn: '2026-11-22' })).toBe('tasks/due-in-the-past');
    expect(await code({ dueOn: '2026-12-21' })).toBe('tasks/due-after-parent');
    expect(await code({ orgId: ids.b1 })).toBe('tasks/outside-organisation');
    expect(await code({ ownerId: members.b1[1] })).toBe('records/unknown-person');
    expect(await code({ orgId: '00000000-0000-4000-8000-000000000000' })).toBe('tasks/outside-organisation');
    const reassigned = await step('officer', top.id, 'reassign', '换人', { ownerId: gone });
    expect([reassigned.status, reassigned.problem.code]).toEqual([422, 'tasks/person-left']);
    expect(reassigned.problem.title).toContain('已离开');
    const long = await breakDown('secretary', top.id, [
      { title: '长'.repeat(10_000), ownerId: members.a2[3]!, orgId: ids.a2, dueOn: '2026-12-10' },
    ]);
    expect(long.status).toBe(400);
    expect((await code({ title: '<script>alert(1)</script>' })) ?? 'ok').toBe('ok');
  });

  it('shows whoever gave a task out that its owner has left', async () => {
    const { members, ids } = test.world;
    const task = await give('secretary', { ownerId: members.a1[7]! });
    await test.owner.query(`update person set state = 'left' where id = $1`, [members.a1[7]!]);
    const items = (await (await call('secretary')).call(readToDo, {})).body.items;
    expect(items.find((item) => item.id === task.id)).toMatchObject({ action: 'reassign' });
    expect((await read('secretary', task.id)).ownerLeft).toBe(true);
    await test.owner.query(`update person set state = 'active' where id = $1`, [members.a1[7]!]);
    expect(ids.a1).toBeDefined();
  });

  it('keeps a deadline below the one above, and is withdrawn from below', async () => {
    const { ids, members } = test.world;
    const top = await accepted({ orgId: ids.committeeA });
    const down = await breakDown('secretary', top.id, [
      { title: '下级', ownerId: members.a2[0]!, orgId: ids.a2, dueOn: '2026-12-10' },
    ]);
    const child = down.body.ids[0]!;
    const moved = await (await call('officer')).call(moveTaskDeadline, {
      params: { id: child },
      body: { dueOn: '2026-12-25', note: '来不及' },
      ifMatch: 1,
    });
    expect([moved.status, moved.problem.code]).toEqual([422, 'tasks/due-after-parent']);
    expect((await step('officer', top.id, 'withdraw', '不做了')).problem.code).toBe(
      'tasks/withdraw-below-first',
    );
    expect((await step('secretary', child, 'withdraw', '不做了')).status).toBe(200);
    expect((await step('officer', top.id, 'withdraw', '不做了')).status).toBe(200);
  });
});

describe('tasks that wait for each other', () => {
  const needs = async (login: Login, id: string, needsId: string) =>
    (await call(login)).call(linkTask, { params: { id }, body: { needsId } });

  it('in a circle are refused, directly and over a third, and by two at the same moment', async () => {
    const [a, b, c] = [
      await give('secretary', { title: '甲' }),
      await give('secretary', { title: '乙' }),
      await give('secretary', { title: '丙' }),
    ];
    expect((await needs('secretary', a.id, a.id)).problem.code).toBe('tasks/need-itself');
    expect((await needs('secretary', b.id, a.id)).status).toBe(200);
    expect((await needs('secretary', c.id, b.id)).body.needs.map((each) => each.id)).toEqual([b.id]);
    const circle = await needs('secretary', a.id, c.id);
    expect([circle.status, circle.problem.code]).toEqual([422, 'tasks/needs-cycle']);
    const [x, y] = [await give('secretary', { title: '子' }), await give('secretary', { title: '丑' })];
    const both = await Promise.all([needs('secretary', x.id, y.id), needs('officer', y.id, x.id)]);
    expect(both.map((reply) => reply.status).sort()).toEqual([200, 422]);
  });

  it('cannot be reported before, and can again when the link is gone', async () => {
    const before = await give('secretary', { title: '先做', ownerId: test.world.members.a1[1]! });
    const after = await accepted({ title: '后做' });
    expect((await needs('secretary', after.id, before.id)).status).toBe(200);
    const early = await step('secretary', after.id, 'report', '好了');
    expect([early.problem.code, early.problem.title.includes('先做')]).toEqual(['tasks/not-complete', true]);
    const map = await (await call('secretary')).call(readTaskMap, {});
    expect(map.body.items.find((item) => item.id === after.id)).toMatchObject({
      needs: [before.id],
      waits: 1,
    });
    const gone = await (await call('secretary')).call(unlinkTask, {
      params: { id: after.id, needsId: before.id },
    });
    expect(gone.body.needs).toEqual([]);
    expect((await step('secretary', after.id, 'report', '好了')).status).toBe(200);
  });

  it('are linked by the owner or the giver only, within reach, and not along one line', async () => {
    const { ids, members } = test.world;
    const mine = await give('secretary', { ownerId: members.a1[1]! });
    const other = await give('secretaryA2', { orgId: ids.a2, ownerId: members.a2[1]! });
    expect((await needs('member', mine.id, other.id)).problem.code).toBe('tasks/need-unknown');
    expect((await needs('secretaryA2', mine.id, other.id)).status).toBe(404);
    const top = await accepted({ orgId: ids.committeeA });
    const down = await breakDown('secretary', top.id, [
      { title: '下级', ownerId: members.a2[0]!, orgId: ids.a2, dueOn: '2026-12-10' },
    ]);
    expect((await needs('officer', top.id, down.body.ids[0]!)).problem.code).toBe('tasks/need-in-line');
  });
});

describe('whom a task can be given to', () => {
  it('is offered to whoever may give it, from the branch to those without an office', async () => {
    const { members, ids } = test.world;
    const task = await give('secretary', { ownerId: members.a1[1]! });
    const offered = async (login: Login) =>
      (await (await call(login)).call(listPeopleForTask, { params: { id: task.id } })).body;
    const byMember = await offered('member');
    expect(byMember.people.every((person) => person.name.startsWith('赵'))).toBe(true);
    expect(byMember.people.length).toBeGreaterThan(5);
    const names = (await offered('officer')).people.map((person) => person.name[0]);
    expect(new Set(names)).toEqual(new Set(['赵', '钱']));
    expect(byMember.organisations.map((org) => org.id)).toEqual([ids.a1]);
    expect(
      (await (await call('secretaryB')).call(listPeopleForTask, { params: { id: task.id } })).status,
    ).toBe(404);
  });

  it('lists by letter and shows the map only within reach', async () => {
    const list = await (await call('member')).call(listTasks, { query: { letter: 'own' } });
    expect(list.body.items.every((task) => task.letters.includes('own'))).toBe(true);
    expect((await (await call('secretaryB')).call(readTaskMap, {})).body.items).toEqual([]);
    expect((await (await call('officer')).call(readTaskMap, {})).body.items.length).toBeGreaterThan(3);
  });
});
