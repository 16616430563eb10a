import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { addMonths } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { hashPassword } from '#platform/auth/password.ts';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { actOnTask, readTask } from '#roles/tasks/tasks.contract.ts';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { TEST_PASSWORD } from '#testing/world.ts';
import * as group from './leading-group.contract.ts';
import { answerDelivery, deliverResource, listResources } from './resources.contract.ts';
import { listRisks, openRisk, readRisk, stepRisk } from './risks.contract.ts';

const TODAY = '2026-11-23';
let test: TestApp;
type Login = Parameters<TestApp['as']>[0];

beforeAll(async () => {
  test = await testApp({ now: `${TODAY}T02:00:00Z` });
  const { tenantId, ids, members } = test.world;
  const hash = await hashPassword(TEST_PASSWORD);
  const account = (login: string, personId: string) =>
    test.owner.query(
      'insert into account (tenant_id, id, login, display_name, person_id, password_hash) values ($1, $2, $3, $3, $4, $5)',
      [tenantId, newId(), login, personId, hash],
    );
  await account('leader', members.a1[5]!);
  await account('deputy', members.a1[6]!);
  await account('leaderB', members.b1[5]!);
  // A third seat, so that a quorum can be missed.
  await test.owner.query(
    `insert into appointment (tenant_id, id, person_id, org_id, post, from_on) values ($1, $2, $3, $4, 'leading-group-member', '2024-01-01')`,
    [tenantId, newId(), members.a2[2], ids.groupA],
  );
});
afterAll(() => test.close());

const as = (login: string) => test.as(login as Login);
const at = () => ({ id: test.world.ids.groupA });

const TOPIC = {
  kind: 'resource',
  title: '保障支部活动经费',
  why: '各支部活动经费没有列入预算，年底集中报销。',
  basis: '机关基层组织工作条例第四十条',
  ask: '同意把支部活动经费列入明年部门预算。',
};

async function proposed(more: object = {}): Promise<string> {
  const reply = await (await as('officer')).call(group.proposeTopic, {
    params: at(),
    body: { ...TOPIC, ...more },
  });
  expect(reply.status, JSON.stringify(reply.problem)).toBe(201);
  return reply.body.id;
}
const readTopic = async (login: string, id: string) =>
  (await (await as(login)).call(group.readTopic, { params: { id } })).body;

async function stepTopic(
  login: string,
  id: string,
  step: 'accept' | 'defer' | 'return' | 'withdraw',
  note = '',
) {
  const { version } = await readTopic('officer', id);
  return (await as(login)).call(group.stepTopic, { params: { id }, ifMatch: version, body: { step, note } });
}
async function admitted(more: object = {}): Promise<string> {
  const id = await proposed(more);
  expect((await stepTopic('leader', id, 'accept')).body.state).toBe('accepted');
  return id;
}

type Session = BodyInputOf<typeof group.recordSession>;
type Decision = Session['decisions'][number];
const decision = (topicId: string, more: Partial<Decision> = {}): Decision => ({
  topicId,
  verdict: 'decided',
  text: '同意列入预算，由机关党委测算到支部。',
  votes: { inFavour: 3, against: 0, abstained: 0 },
  follow: 'task',
  subjectId: test.world.ids.committeeA,
  ownerId: test.world.members.a2[1]!,
  dueOn: '2026-12-20',
  ...more,
});
let days = 0;
async function record(decisions: Decision[], more: Partial<Session> = {}) {
  days += 1;
  return (await as('officer')).call(group.recordSession, {
    params: at(),
    body: {
      occurredOn: `2026-11-${String(1 + days).padStart(2, '0')}`,
      minutes: 60,
      chairId: test.world.members.a1[5]!,
      chairLast: true,
      decisions,
      ...more,
    },
  });
}
const overview = async (login = 'leader') =>
  (await (await as(login)).call(group.readLeadingGroup, { params: at() })).body;
const toDo = async (login: string) =>
  (await (await as(login)).call(readToDo, {})).body.items.filter((item) => item.kind === 'leading');
const count = async (table: string) =>
  Number((await test.owner.query(`select count(*) from ${table}`)).rows[0].count);

describe('the agenda', () => {
  it('a topic goes from the officer to the secretary, who admits it', async () => {
    const id = await proposed({ title: '研究年度党建要点', kind: 'strategy' });
    expect((await toDo('leader')).map((item) => [item.action, item.title])).toContainEqual([
      'admit',
      '研究年度党建要点',
    ]);
    expect((await overview()).waiting.map((topic) => topic.id)).toContain(id);
    const view = await readTopic('leader', id);
    expect(view.actions.find((each) => each.action === 'accept')?.reason).toBeNull();
    expect((await stepTopic('officer', id, 'accept')).problem.code).toBe('leading-group/not-secretary');
    expect((await stepTopic('deputy', id, 'accept')).problem.code).toBe('leading-group/not-secretary');
    expect((await stepTopic('leader', id, 'accept')).body.state).toBe('accepted');
    expect((await toDo('leader')).map((item) => item.id)).not.toContain(id);
    expect((await readTopic('officer', id)).events.map((event) => event.action)).toEqual([
      'propose',
      'accept',
    ]);
  });

  it('is returned only with a reason, mended, and proposed again; a stale edit loses nothing', async () => {
    const id = await proposed({ title: '请示一件没有写清的事' });
    expect((await stepTopic('leader', id, 'return')).problem.code).toBe('leading-group/say-why');
    expect((await stepTopic('leader', id, 'return', '写明要多少经费')).body.state).toBe('returned');
    expect((await toDo('officer')).map((item) => item.action)).toContain('propose-again');
    const { version } = await readTopic('officer', id);
    const officer = await as('officer');
    const body = { ...TOPIC, title: '请示十万元经费' };
    const stale = await officer.call(group.reviseTopic, { params: { id }, ifMatch: version - 1, body });
    expect(stale.status).toBe(412);
    const again = await officer.call(group.reviseTopic, { params: { id }, ifMatch: version, body });
    expect(again.body.state).toBe('proposed');
    expect((await readTopic('leader', id)).title).toBe('请示十万元经费');
    expect((await stepTopic('officer', id, 'withdraw')).body.state).toBe('withdrawn');
  });

  it('refuses bad input in Chinese and keeps nothing', async () => {
    const before = await count('leading_topic');
    const officer = await as('officer');
    const send = (more: object) =>
      officer.call(group.proposeTopic, { params: at(), body: { ...TOPIC, ...more } });
    expect((await send({ why: '长'.repeat(10_000) })).status).toBe(400);
    expect((await send({ title: '' })).status).toBe(400);
    expect((await send({ ask: '' })).status).toBe(400);
    expect((await send({ kind: 'no-such' })).problem.code).toBe('leading-group/unknown-kind');
    expect((await send({ recordIds: [newId()] })).problem.code).toBe('leading-group/unknown-record');
    expect((await send({ title: '翻\u202e转' })).status).toBe(400);
    expect(await count('leading_topic')).toBe(before);
    const html = await proposed({ why: '<img src=x onerror=alert(1)> 按原样保存' });
    expect((await readTopic('officer', html)).why).toBe('<img src=x onerror=alert(1)> 按原样保存');
    await stepTopic('officer', html, 'withdraw');
  });

  it('is proposed once under one key', async () => {
    const officer = await as('officer');
    const send = () =>
      officer.call(group.proposeTopic, { params: at(), body: TOPIC, idempotencyKey: 'topic-once-2026' });
    const first = await send();
    expect((await send()).body.id).toBe(first.body.id);
    await stepTopic('officer', first.body.id, 'withdraw');
  });
});

describe('a session', () => {
  it('is recorded once: meeting, decision, task with who answers for it, and the log reads the task', async () => {
    const id = await admitted();
    const saved = await record([
      decision(id, {
        outcomes: ['测算表报党组'],
        parts: [
          { letter: 'lead', personId: test.world.members.a1[6]! },
          { letter: 'guide', personId: test.world.members.a1[5]! },
          { letter: 'do', personId: test.world.members.a1[0]! },
        ],
      }),
    ]);
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.body.tasks).toBe(1);
    expect((await readTopic('leader', id)).state).toBe('decided');
    const session = (await (await as('leader')).call(group.readSession, { params: { id: saved.body.id } }))
      .body;
    expect(session.hand).toBe('in-person');
    expect(session.decisions[0]).toMatchObject({ verdict: 'decided', state: 'open', dueOn: '2026-12-20' });
    const meeting = await (await as('officer')).call(readRecord, { params: { id: saved.body.recordId } });
    expect(meeting.body.decisions[0]).toMatchObject({ result: 'passed' });
    const taskId = session.decisions[0]!.taskId!;
    const task = await (await as('officer')).call(readTask, { params: { id: taskId } });
    expect(task.body.parts.map((part) => part.letter).sort()).toEqual(['do', 'guide', 'lead']);
    expect(task.body.recordId).toBe(saved.body.recordId);
    // What follows is read, never entered again: a task withdrawn stands so in the log.
    const gone = await (await as('officer')).call(actOnTask, {
      params: { id: taskId },
      ifMatch: task.body.version,
      body: { action: 'withdraw', note: '改由财务处统一办理' },
    });
    expect(gone.status, JSON.stringify(gone.problem)).toBe(200);
    const log = await (await as('deputy')).call(group.listDecisions, { params: at(), query: {} });
    expect(log.body.items.find((row) => row.taskId === taskId)?.state).toBe('dropped');
  });

  it('ends a standing decision, which stands again where that session is withdrawn', async () => {
    const lasting = { follow: 'standing' as const, subjectId: null, ownerId: null, dueOn: null };
    await record([decision(await admitted({ title: '旧规定' }), { ...lasting, text: '每周五下午学习' })]);
    const form = async () =>
      (await (await as('officer')).call(group.prepareSession, { params: at(), query: {} })).body.standing;
    const old = (await form()).find((each) => each.text === '每周五下午学习')!;
    const topicId = await admitted({ title: '废止旧规定' });
    const end = { ...lasting, follow: 'none' as const, text: '不再统一安排' };
    expect((await record([decision(topicId, { ...end, ends: [newId()] })])).problem.code).toBe(
      'leading-group/not-standing',
    );
    const ended = await record([decision(topicId, { ...end, ends: [old.id] })]);
    expect(ended.status, JSON.stringify(ended.problem)).toBe(201);
    expect((await form()).map((each) => each.id)).not.toContain(old.id);
    const log = async () =>
      (await (await as('deputy')).call(group.listDecisions, { params: at(), query: {} })).body.items;
    expect((await log()).find((row) => row.id === old.id)).toMatchObject({
      state: 'ended',
      ended: { sessionId: ended.body.id },
    });
    await test.owner.query(`update record set state = 'withdrawn' where id = $1`, [ended.body.recordId]);
    expect((await log()).find((row) => row.id === old.id)).toMatchObject({ state: 'standing', ended: null });
  });

  it('tells the next one what became of the last, overdue first', async () => {
    await record([decision(await admitted({ title: '甲件' }), { dueOn: '2026-12-01' })]);
    await record([decision(await admitted({ title: '乙件' }), { follow: 'problem', dueOn: TODAY })]);
    await record([
      decision(await admitted({ title: '丙件' }), {
        follow: 'standing',
        subjectId: null,
        ownerId: null,
        dueOn: null,
      }),
    ]);
    const form = await (await as('officer')).call(group.prepareSession, { params: at(), query: {} });
    expect(form.body.roster).toHaveLength(3);
    expect(form.body.feedback.map((each) => each.state)).toEqual(['open', 'open']);
    test.travel('2026-11-25T02:00:00Z');
    const log = (await (await as('leader')).call(group.listDecisions, { params: at(), query: {} })).body
      .items;
    expect(log[0]).toMatchObject({ topic: '乙件', state: 'overdue', follow: 'problem' });
    expect(log.map((row) => row.state).indexOf('standing')).toBeGreaterThan(
      log.map((row) => row.state).indexOf('open'),
    );
    expect((await overview()).counts.overdue).toBe(1);
    const paged = await (await as('leader')).call(group.listDecisions, { params: at(), query: { limit: 2 } });
    const rest = await (await as('leader')).call(group.listDecisions, {
      params: at(),
      query: { limit: 100, cursor: paged.body.next! },
    });
    expect([...paged.body.items, ...rest.body.items].map((row) => row.id)).toEqual(log.map((row) => row.id));
    const paper = await (await as('leader')).call(group.downloadDecisions, { params: at(), query: {} });
    expect(paper.status).toBe(200);
    expect(paper.raw.subarray(0, 2).toString()).toBe('PK');
    test.travel(`${TODAY}T02:00:00Z`);
  });

  it('is no session without topics, quorum, a vote that carries, or the chair speaking last', async () => {
    const id = await admitted({ title: '要件不齐的一件' });
    const before = [await count('record'), await count('task'), await count('leading_decision')];
    const away = [test.world.members.a1[6]!, test.world.members.a2[2]!];
    expect((await record([])).problem.code).toBe('leading-group/no-topic');
    expect((await record([decision(newId())])).problem.code).toBe('leading-group/not-on-agenda');
    expect(
      (
        await record([decision(id, { votes: { inFavour: 1, against: 0, abstained: 0 } })], {
          absentIds: away,
        })
      ).problem.code,
    ).toBe('meetings/no-quorum');
    expect(
      (await record([decision(id, { votes: { inFavour: 1, against: 2, abstained: 0 } })])).problem.code,
    ).toBe('meetings/wrong-majority');
    expect((await record([decision(id)], { chairLast: false })).status).toBe(422);
    expect((await record([decision(id, { votes: null })])).problem.code).toBe('leading-group/no-vote');
    expect((await record([decision(id, { dueOn: '2026-11-22' })])).problem.code).toBe(
      'leading-group/due-past',
    );
    expect((await record([decision(id, { ownerId: test.world.members.b1[0]! })])).problem.code).toBe(
      'records/unknown-person',
    );
    expect((await record([decision(id, { subjectId: test.world.ids.committeeB })])).problem.code).toBe(
      'leading-group/unknown-place',
    );
    expect(
      (await record([decision(id, { parts: [{ letter: 'lead', personId: test.world.members.a1[6]! }] })]))
        .problem.code,
    ).toBe('tasks/letters-incomplete');
    expect([await count('record'), await count('task'), await count('leading_decision')]).toEqual(before);
    const waiting = await proposed({ title: '还没同意上会的' });
    expect((await record([decision(waiting)])).problem.code).toBe('leading-group/not-on-agenda');
    await stepTopic('officer', waiting, 'withdraw');
  });

  it('postpones and sends back with nothing given out', async () => {
    const [later, back] = [await admitted({ title: '缓议件' }), await admitted({ title: '退回件' })];
    const none = { votes: null, follow: 'none' as const, subjectId: null, ownerId: null, dueOn: null };
    const saved = await record([
      decision(later, { ...none, verdict: 'postponed', text: '调研后再议' }),
      decision(back, { ...none, verdict: 'sent-back', text: '材料不实' }),
    ]);
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect((await readTopic('leader', later)).state).toBe('deferred');
    expect((await readTopic('leader', back)).state).toBe('returned');
  });

  it('chaired by somebody else is not in person', async () => {
    const saved = await record([decision(await admitted({ title: '由分管领导主持' }))], {
      chairId: test.world.members.a1[6]!,
    });
    const session = (await (await as('leader')).call(group.readSession, { params: { id: saved.body.id } }))
      .body;
    expect(session.hand).toBe('signed');
    const { studied } = await overview();
    expect(studied.must).toBe(2);
    expect(studied.done).toBeGreaterThan(3);
    expect(studied.kinds.find((kind) => kind.id === 'resource')?.done).toBeGreaterThan(2);
  });
});

describe('resources', () => {
  const promise = () => ({
    kind: 'money',
    what: '支部活动经费',
    amount: 20000.5,
    source: '部门预算',
    beneficiaryId: test.world.ids.a1,
    fromOn: TODAY,
    dueOn: '2026-12-31',
  });
  const mine = async (login: string) =>
    (await (await as(login)).call(listResources, { query: {} })).body.items;

  it('count when the branch says that they came', async () => {
    const saved = await record([decision(await admitted({ title: '拨付经费' }), { resources: [promise()] })]);
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    const row = (await mine('secretary'))[0]!;
    expect(row).toMatchObject({ amount: 20000.5, state: 'coming', mine: { deliver: false, receive: true } });
    expect(await mine('secretaryA2')).toEqual([]);
    const officer = await as('officer');
    const deliver = (amount: number, version: number, onDay = TODAY) =>
      officer.call(deliverResource, { params: { id: row.id }, ifMatch: version, body: { amount, onDay } });
    expect((await deliver(20001, 1)).problem.code).toBe('leading-group/more-than-promised');
    expect((await deliver(1, 1, '2026-11-24')).problem.code).toBe('leading-group/delivered-later');
    expect((await deliver(0.001, 1)).problem.code).toBe('leading-group/bad-amount');
    const done = await deliver(20000.5, 1);
    expect(done.status, JSON.stringify(done.problem)).toBe(200);
    expect((await deliver(1, 1)).status).not.toBe(200);
    expect((await toDo('secretary')).map((item) => item.action)).toContain('confirm-receipt');
    const params = { id: row.id, deliveryId: done.body.deliveryId };
    const own = await officer.call(answerDelivery, { params, ifMatch: 2, body: { received: true } });
    expect(own.problem.code).toBe('leading-group/not-recipient');
    const secretary = await as('secretary');
    const silent = await secretary.call(answerDelivery, { params, ifMatch: 2, body: { received: false } });
    expect(silent.problem.code).toBe('leading-group/say-why');
    const foreign = await (await as('secretaryA2')).call(answerDelivery, {
      params,
      ifMatch: 2,
      body: { received: true },
    });
    expect(foreign.status).toBe(404);
    const got = await secretary.call(answerDelivery, { params, ifMatch: 2, body: { received: true } });
    expect(got.body.state).toBe('received');
    expect((await mine('officer')).find((each) => each.id === row.id)).toMatchObject({
      state: 'kept',
      received: 20000.5,
    });
    expect((await toDo('secretary')).map((item) => item.action)).not.toContain('confirm-receipt');
  });

  it('are for organisations of the unit, in amounts of their kind, from today on', async () => {
    const id = await admitted({ title: '资源要件' });
    const send = (more: object) => record([decision(id, { resources: [{ ...promise(), ...more }] })]);
    expect((await send({ beneficiaryId: test.world.ids.b1 })).problem.code).toBe(
      'leading-group/unknown-place',
    );
    expect((await send({ kind: 'gold' })).problem.code).toBe('leading-group/unknown-resource');
    expect((await send({ kind: 'staff', amount: 1.5 })).problem.code).toBe('leading-group/bad-amount');
    expect((await send({ amount: -1 })).status).toBe(400);
    expect((await send({ dueOn: '2026-11-01', fromOn: '2026-10-01' })).problem.code).toBe(
      'leading-group/resource-past',
    );
  });
});

describe('risks', () => {
  const RISK = {
    area: 'integrity',
    title: '项目评审廉政风险',
    measures: '评审专家随机抽取，结果公示',
    likelihood: 4,
    impact: 4,
    reviewOn: '2026-12-10',
  };
  const owner = () => test.world.members.a1[6]!;
  async function opened(more: object = {}) {
    const reply = await (await as('officer')).call(openRisk, {
      params: at(),
      body: { ...RISK, ownerId: owner(), ...more },
    });
    return reply;
  }
  async function step(login: string, id: string, action: string, more: object = {}) {
    const { version } = (await (await as('officer')).call(readRisk, { params: { id } })).body;
    return (await as(login)).call(stepRisk, {
      params: { id },
      ifMatch: version,
      body: { action, note: '情况已核实', ...more } as never,
    });
  }

  it('are owned by somebody with the power, and looked at within their level’s days', async () => {
    expect((await opened({ ownerId: test.world.members.a1[1]! })).problem.code).toBe(
      'leading-group/powerless-owner',
    );
    expect((await opened({ ownerId: test.world.members.b1[5]! })).problem.code).toBe(
      'records/unknown-person',
    );
    expect((await opened({ reviewOn: '2027-03-01' })).problem.code).toBe('leading-group/bad-review-day');
    expect((await opened({ likelihood: 6 })).status).toBe(400);
    expect((await opened({ area: 'weather' })).problem.code).toBe('leading-group/unknown-area');
    const { id } = (await opened()).body;
    const view = (await (await as('deputy')).call(readRisk, { params: { id } })).body;
    expect(view).toMatchObject({ level: 'high', overdue: false, state: 'open' });
    const reviewed = await step('deputy', id, 'review', {
      likelihood: 2,
      impact: 2,
      reviewOn: addMonths(TODAY, 3),
    });
    expect(reviewed.status, JSON.stringify(reviewed.problem)).toBe(200);
    expect((await step('leader', id, 'review', { reviewOn: TODAY })).problem.code).toBe(
      'leading-group/not-risk-owner',
    );
    expect((await (await as('leader')).call(readRisk, { params: { id } })).body).toMatchObject({
      level: 'low',
    });
  });

  it('past their review ask their owner; closed only by a second person, with a reason', async () => {
    const { id } = (await opened({ title: '意识形态阵地', reviewOn: TODAY })).body;
    expect((await toDo('deputy')).map((item) => [item.action, item.id])).toContainEqual(['review-risk', id]);
    expect((await step('deputy', id, 'ask-close', { note: '' })).status).toBe(400);
    expect((await step('deputy', id, 'ask-close')).body.state).toBe('closing');
    expect((await step('deputy', id, 'close')).problem.code).toBe('leading-group/second-person');
    expect((await toDo('leader')).map((item) => item.action)).toContain('close-risk');
    expect((await step('leader', id, 'close')).body.state).toBe('closed');
    expect((await step('leader', id, 'keep')).problem.code).toBe('leading-group/not-in-this-state');
    const settled = await (await as('leader')).call(listRisks, { params: at(), query: { settled: 'yes' } });
    expect(settled.body.items.map((row) => row.id)).toContain(id);
  });

  it('that come true become a problem of the ledger with the same owner', async () => {
    const { id } = (await opened({ title: '台账风险' })).body;
    expect((await step('deputy', id, 'occur')).problem.code).toBe('leading-group/incomplete');
    expect((await step('deputy', id, 'occur', { dueOn: '2026-11-01' })).status).toBeGreaterThanOrEqual(400);
    const occurred = await step('deputy', id, 'occur', { dueOn: '2026-12-31' });
    expect(occurred.status, JSON.stringify(occurred.problem)).toBe(200);
    const { rows } = await test.owner.query('select owner_id, title from problem where id = $1', [
      occurred.body.problemId,
    ]);
    expect(rows[0]).toEqual({ owner_id: owner(), title: '台账风险' });
  });
});

describe('outsiders', () => {
  it('see nothing of it: another unit, its leader, a member without a seat', async () => {
    const id = await proposed({ title: '不给外人看' });
    const risk = await (await as('officer')).call(listRisks, { params: at(), query: {} });
    for (const login of ['officerB', 'leaderB', 'member']) {
      const caller = await as(login);
      expect((await caller.call(group.readLeadingGroup, { params: at() })).status, login).toBe(404);
      expect((await caller.call(group.readTopic, { params: { id } })).status, login).toBe(404);
      expect((await caller.call(group.listDecisions, { params: at(), query: {} })).status, login).toBe(404);
      expect((await caller.call(readRisk, { params: { id: risk.body.items[0]!.id } })).status, login).toBe(
        404,
      );
      expect((await caller.call(listResources, { query: {} })).body.items, login).toEqual([]);
    }
    expect((await (await as('member')).call(group.listLeadingGroups, { query: {} })).body.items).toEqual([]);
    expect((await (await as('deputy')).call(group.listLeadingGroups, { query: {} })).body.items).toHaveLength(
      1,
    );
    const barred = await (await as('leader')).call(group.proposeTopic, { params: at(), body: TOPIC });
    expect(barred.status).toBe(403);
  });
});
