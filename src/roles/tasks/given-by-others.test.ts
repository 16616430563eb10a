import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { breakDownTask } from './cascade.contract.ts';
import { actOnTask, createTask, moveTaskDeadline, readTask } from './tasks.contract.ts';

let test: TestApp;
type Login = Parameters<TestApp['as']>[0];
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const read = async (login: Login, id: string) =>
  (await (await test.as(login)).call(readTask, { params: { id } })).body;
async function step(login: Login, id: string, action: string, note = '') {
  const { version } = await read('officer', id);
  const body = { action, note } as never;
  return (await test.as(login)).call(actOnTask, { params: { id }, body, ifMatch: version });
}
async function give(login: Login, more: object = {}) {
  const { ids, members } = test.world;
  const body = { orgId: ids.a1, title: '支部标准化', ownerId: members.a1[0]!, dueOn: '2026-12-20', ...more };
  const made = await (await test.as(login)).call(createTask, { body: body as never });
  expect(made.status, JSON.stringify(made.problem)).toBe(201);
  return made.body;
}

describe('a task that somebody else gave out', () => {
  it('is not put off, withdrawn or given away by its owner, whatever the office; it is returned', async () => {
    const task = await give('officer');
    expect((await step('secretary', task.id, 'accept')).status).toBe(200);
    expect((await read('secretary', task.id)).actions).toEqual(['report', 'return']);
    for (const action of ['withdraw', 'reassign'] as const) {
      const refused = await step('secretary', task.id, action, '不做了');
      expect([action, refused.status, refused.problem.code]).toEqual([action, 403, 'tasks/not-your-part']);
    }
    const { version } = await read('secretary', task.id);
    const later = { params: { id: task.id }, body: { dueOn: '2027-02-01', note: '忙' }, ifMatch: version };
    const moved = await (await test.as('secretary')).call(moveTaskDeadline, later);
    expect([moved.status, moved.problem.code]).toEqual([403, 'tasks/not-your-part']);
    expect((await step('secretary', task.id, 'return', '请推后两周')).status).toBe(200);
    // The control: whoever gave it may, and so may an owner who gave it to himself.
    const { version: now } = await read('officer', task.id);
    const byGiver = await (await test.as('officer')).call(moveTaskDeadline, { ...later, ifMatch: now });
    expect(byGiver.status).toBe(200);
    const own = await give('secretary');
    expect((await step('secretary', own.id, 'withdraw', '不需要了')).status).toBe(200);
  });

  it('of which the doer owns a part below asks once: the part below brings the share in', async () => {
    const { ids, members } = test.world;
    const [secretary, next] = [members.a1[0]!, members.a2[0]!];
    const top = await give('officer', {
      orgId: ids.committeeA,
      outcomes: ['缺项全部补齐'],
      parts: [
        { letter: 'lead', personId: members.a1[3]! },
        { letter: 'guide', personId: members.a1[4]! },
        { letter: 'do', personId: next },
        { letter: 'do', personId: members.a2[1]! },
      ],
    });
    expect(top.ownerId).toBe(secretary);
    await step('secretary', top.id, 'accept');
    const asked = async () =>
      (await (await test.as('secretaryA2')).call(readToDo, {})).body.items
        .filter((item) => item.kind === 'task')
        .map((item) => item.action);
    expect(await asked()).toEqual(['deliver']);
    const down = await (await test.as('secretary')).call(breakDownTask, {
      params: { id: top.id },
      body: { tasks: [{ title: '规划处支部的部分', ownerId: next, orgId: ids.a2, dueOn: '2026-12-10' }] },
    });
    expect(await asked()).toEqual(['accept']);
    const child = down.body.ids[0]!;
    await step('secretaryA2', child, 'accept');
    await step('secretaryA2', child, 'report', '七项补齐');
    expect((await read('officer', top.id)).progress).toMatchObject({ parts: 2, partsDone: 0 });
    await step('secretary', child, 'confirm');
    const after = await read('officer', top.id);
    expect(
      after.parts
        .filter((part) => part.letter === 'do')
        .map((part) => part.state)
        .sort(),
    ).toEqual(['open', 'received']);
    expect(after.progress).toMatchObject({ parts: 2, partsDone: 1, children: 1, childrenDone: 1 });
    expect(await asked()).toEqual([]);
  });
});
