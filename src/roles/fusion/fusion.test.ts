import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { createTask } from '#roles/tasks/tasks.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import * as fusion from './fusion.contract.ts';

let test: TestApp;
type Login = Parameters<TestApp['as']>[0];
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
});
afterAll(() => test.close());

const as = (login: Login) => test.as(login);
const owner = () => test.world.accounts.member.personId!;

/** A task of branch A1 for somebody who is neither its secretary nor the business owner. */
async function task(title: string, ownerId = test.world.members.a1[3]!): Promise<string> {
  const reply = await (await as('secretary')).call(createTask, {
    body: { orgId: test.world.ids.a1, title, ownerId, dueOn: '2026-12-20', outcomes: [], parts: [] },
  });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return reply.body.id;
}

const ITEM = {
  title: '项目审批提速',
  indicator: '平均办理时长',
  measure: '工作日',
  source: '政务服务平台',
  baseline: 12,
  target: 8,
  baselineOn: '2026-06-30',
  dueOn: '2027-06-30',
};
const add = async (more: object = {}, login: Login = 'secretary') =>
  (await as(login)).call(fusion.addBusinessItem, {
    params: { id: test.world.ids.a1 },
    body: { ...ITEM, ownerId: owner(), ...more },
  });
async function item(title: string, more: object = {}): Promise<string> {
  const reply = await add({ title, ...more });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return reply.body.id;
}
const propose = async (taskId: string, itemId: string, login: Login = 'secretary') =>
  (await as(login)).call(fusion.proposeFusionLink, {
    body: { taskId, itemId, how: '党员先锋岗盯住超时件，一件一析' },
  });
async function proposed(title: string): Promise<{ id: string; taskId: string; itemId: string }> {
  const [taskId, itemId] = [await task(title), await item(title)];
  const reply = await propose(taskId, itemId);
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return { id: reply.body.id, taskId, itemId };
}
const linksOf = async (login: Login, query: object = {}) =>
  (await (await as(login)).call(fusion.listFusionLinks, { query })).body.items;
async function step(login: Login, id: string, action: 'confirm' | 'decline' | 'withdraw' | 'end', note = '') {
  const version = (await linksOf('officer')).find((each) => each.id === id)?.version ?? 1;
  return (await as(login)).call(fusion.stepFusionLink, {
    params: { id },
    ifMatch: version,
    body: { action, note },
  });
}
const rates = async (login: Login = 'officer') =>
  (await (await as(login)).call(fusion.readFusion, { params: { id: test.world.ids.a1 } })).body;
const report = async (login: Login, id: string, onDay: string, value: number) =>
  (await as(login)).call(fusion.reportBusinessFigure, { params: { id }, body: { onDay, value } });
const toDo = async (login: Login) =>
  (await (await as(login)).call(readToDo, {})).body.items.filter((each) => each.kind === 'fusion');

describe('a link of Party work and business', () => {
  it('counts only once its business owner has confirmed it, and both rates are recomputed from it', async () => {
    const before = await rates();
    const { id, taskId, itemId } = await proposed('审批提速');
    const waiting = await rates();
    expect(waiting.tasks).toEqual({ all: before.tasks.all + 1, linked: before.tasks.linked });
    expect(waiting.items).toEqual({ all: before.items.all + 1, linked: before.items.linked });
    expect(waiting.looseTasks.map((each) => each.id)).toContain(taskId);
    expect(waiting.looseItems.map((each) => each.id)).toContain(itemId);
    expect((await toDo('member')).map((each) => [each.id, each.action])).toContainEqual([id, 'confirm-link']);

    for (const login of ['secretary', 'officer'] as const)
      expect((await step(login, id, 'confirm')).problem.code).toBe('fusion/not-business-owner');
    expect((await linksOf('member', { mine: 'yes' })).find((each) => each.id === id)?.actions).toEqual([
      'confirm',
      'decline',
    ]);
    expect((await step('member', id, 'confirm')).body.state).toBe('confirmed');
    const after = await rates();
    expect(after.tasks.linked).toBe(before.tasks.linked + 1);
    expect(after.items.linked).toBe(before.items.linked + 1);
    expect(after.looseTasks.map((each) => each.id)).not.toContain(taskId);
    expect((await toDo('member')).map((each) => each.id)).not.toContain(id);
  });

  it('stands on the page of its task for whoever may read the task, with whose word is awaited', async () => {
    const { id, taskId } = await proposed('一次告知');
    const seen = await linksOf('officer', { taskId, state: 'any' });
    expect(seen.map((each) => [each.id, each.state, each.item.owner])).toEqual([[id, 'proposed', '赵乙']]);
    await step('secretary', id, 'withdraw');
    expect(await linksOf('secretary', { taskId })).toEqual([]);
    expect((await linksOf('secretary', { taskId, state: 'any' })).map((each) => each.state)).toEqual([
      'ended',
    ]);
    for (const login of ['secretaryA2', 'officerB'] as const) {
      const reply = await (await as(login)).call(fusion.listFusionLinks, { query: { taskId } });
      expect(reply.status).toBe(404);
    }
  });

  it('is declined and ended only with a reason, and can be proposed anew afterwards', async () => {
    const { id, taskId, itemId } = await proposed('窗口延时');
    expect((await step('member', id, 'decline')).problem.code).toBe('fusion/say-why');
    expect((await step('member', id, 'decline', '与这项业务无关')).body.state).toBe('declined');
    expect((await step('member', id, 'confirm')).problem.code).toBe('fusion/not-in-this-state');
    const again = await propose(taskId, itemId);
    expect(again.status).toBe(201);
    expect((await propose(taskId, itemId)).problem.code).toBe('fusion/linked-already');
    await step('member', again.body.id, 'confirm');
    expect((await step('officer', again.body.id, 'end')).problem.code).toBe('fusion/say-why');
    expect((await step('officer', again.body.id, 'end', '任务内容变了')).body.state).toBe('ended');
  });

  it('is refused where one person stands on both sides, or the item is of another unit', async () => {
    const own = await task('自己确认自己', owner());
    const itemId = await item('自己的业务');
    expect((await propose(own, itemId)).problem.code).toBe('fusion/same-person');
    const abroad = await (await as('officerB')).call(fusion.addBusinessItem, {
      params: { id: test.world.ids.unitB },
      body: { ...ITEM, ownerId: test.world.members.b1[1]! },
    });
    expect(abroad.status).toBe(201);
    const taskId = await task('跨单位');
    expect((await propose(taskId, abroad.body.id)).problem.code).toBe('fusion/unknown-item');
    expect((await propose(taskId, itemId, 'officerB')).status).toBe(404);
    expect((await linksOf('officerB')).length).toBe(0);
    expect((await linksOf('secretary')).length).toBeGreaterThan(0);
  });
});

describe('the figure of a business item', () => {
  it('is reported by its owner alone, within its days, and what does not move is shown', async () => {
    const { id, itemId } = await proposed('减少退件');
    await step('member', id, 'confirm');
    expect((await report('secretary', itemId, '2026-11-23', 11)).status).toBe(404);
    expect((await report('member', itemId, '2026-11-24', 11)).problem.code).toBe('fusion/figure-ahead');
    expect((await report('member', itemId, '2026-06-29', 11)).problem.code).toBe('fusion/figure-before');
    expect((await report('member', itemId, '2026-11-23', 11.555)).status).toBe(400);
    const movement = async () => (await linksOf('officer')).find((each) => each.id === id)?.movement;
    expect(await movement()).toBe('none');
    await report('member', itemId, '2026-11-23', 13);
    expect(await movement()).toBe('early');
    // A figure of the same day is put right, not added.
    await report('member', itemId, '2026-11-23', 10);
    expect(await movement()).toBe('moving');
    await report('member', itemId, '2026-11-23', 8);
    expect(await movement()).toBe('reached');
  });

  it('belongs to an item that is whole: a change, days in order, an owner of the unit, a title of its own', async () => {
    expect((await add({ title: '甲', target: 12 })).problem.code).toBe('fusion/no-change');
    expect((await add({ title: '乙', dueOn: '2026-11-22' })).problem.code).toBe('fusion/due-past');
    expect((await add({ title: '丙', baselineOn: '2026-11-24' })).problem.code).toBe('fusion/baseline-ahead');
    expect((await add({ title: '丁', ownerId: test.world.members.b1[1]! })).status).toBe(422);
    await item('戊');
    expect((await add({ title: '戊' })).problem.code).toBe('fusion/same-title');
  });

  it('is handed over, and no longer followed with its links ended', async () => {
    const { id, itemId } = await proposed('数据共享');
    await step('member', id, 'confirm');
    const change = async (login: Login, version: number, body: object) =>
      (await as(login)).call(fusion.changeBusinessItem, {
        params: { id: itemId },
        ifMatch: version,
        body: { action: 'hand-over', note: '分工调整', ...body },
      });
    expect((await change('officer', 1, {})).problem.code).toBe('fusion/no-owner');
    expect((await change('officer', 1, { ownerId: test.world.members.a2[2]! })).body.version).toBe(2);
    expect((await change('officer', 1, { action: 'end', note: '办结' })).status).toBe(412);
    expect((await report('member', itemId, '2026-11-23', 9)).status).toBe(404);
    expect((await change('officer', 2, { action: 'end', note: '办结' })).status).toBe(200);
    const ended = await linksOf('officer', { state: 'ended' });
    expect(ended.find((each) => each.id === id)?.note).toBe('办结');
  });
});
