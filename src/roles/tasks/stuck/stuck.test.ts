import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readProblem } from '#roles/ledger/ledger.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { actOnTask, createTask, readTask } from '../tasks.contract.ts';
import { enterStuckTask } from './stuck.contract.ts';

let test: TestApp;
type Login = Parameters<TestApp['as']>[0];
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

const read = async (login: Login, id: string) =>
  (await (await test.as(login)).call(readTask, { params: { id } })).body;
const enter = async (login: Login, id: string, more: object = {}) => {
  const body = {
    detail: '两个处室都说不归自己',
    ownerId: test.world.members.a1[0]!,
    dueOn: '2026-12-31',
    ...more,
  };
  return (await test.as(login)).call(enterStuckTask, { params: { id }, body });
};

describe('a task that does not move', () => {
  it('becomes a problem of the ledger with its source named, once, by an office, and only when it is stuck', async () => {
    const { ids, members } = test.world;
    const secretary = await test.as('secretary');
    const body = { orgId: ids.a1, title: '理顺窗口分工', ownerId: members.a1[1]!, dueOn: '2026-11-24' };
    const { id } = (await secretary.call(createTask, { body })).body;
    await (await test.as('member')).call(actOnTask, {
      params: { id },
      body: { action: 'accept' },
      ifMatch: 1,
    });
    test.travel('2026-11-27T02:00:00Z');
    const early = await enter('secretary', id);
    expect([early.status, early.problem.code]).toEqual([409, 'tasks/not-stuck']);
    expect((await read('secretary', id)).may).not.toContain('enter-ledger');
    test.travel('2026-12-01T02:00:00Z');
    const stuck = await read('secretary', id);
    expect([stuck.stuck, stuck.may.includes('enter-ledger')]).toEqual([['late'], true]);
    // The owner without an office reads that it is stuck, and enters nothing; a neighbour is told of no such task.
    expect((await read('member', id)).may).not.toContain('enter-ledger');
    expect((await enter('member', id)).status).toBe(403);
    expect((await enter('secretaryA2', id)).status).toBe(404);
    expect((await enter('secretary', id, { dueOn: '2026-11-30' })).status).toBe(422);
    expect((await enter('secretary', id, { detail: ' ' })).status).toBe(400);
    expect((await enter('secretary', id, { detail: '长'.repeat(10_000) })).status).toBe(400);
    const entered = await enter('secretary', id);
    expect(entered.status, JSON.stringify(entered.problem)).toBe(201);
    const problem = await (await test.as('secretary')).call(readProblem, { params: { id: entered.body.id } });
    expect(problem.body).toMatchObject({
      source: 'task',
      origin: 'task',
      sourceId: id,
      title: '任务久拖不决：理顺窗口分工',
    });
    const again = await enter('officer', id);
    expect([again.status, again.problem.code]).toEqual([409, 'ledger/entered-already']);
    const after = await read('secretary', id);
    expect([after.problemId, after.state, after.may.includes('enter-ledger')]).toEqual([
      entered.body.id,
      'accepted',
      false,
    ]);
    test.travel('2026-11-23T02:00:00Z');
  });
});
