import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  acceptProblem,
  enterProblem,
  findSimilarProblems,
  listProblems,
  postponeProblem,
  readProblem,
  readReconciliation,
  reassignProblem,
  reopenProblem,
  reportProgress,
  returnProblem,
  submitProblem,
  verifyProblem,
} from './ledger.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
});
afterAll(() => test.close());

let moved = false;
/** Moves the clock for one test; everybody signs in again afterwards, so only where it is needed. */
function travel(to: string) {
  moved = true;
  test.travel(to);
}
afterEach(() => {
  if (moved) test.travel('2026-11-23T02:00:00Z');
  moved = false;
});

type Login = Parameters<TestApp['as']>[0];
const as = (login: Login) => test.as(login);

/** A problem of branch A1, reported by the officer of its unit, owned by the member with an account. */
async function enter(more: Partial<Parameters<typeof body>[0]> = {}, login: Login = 'officer') {
  const reply = await (await as(login)).call(enterProblem, { body: body(more) });
  expect(reply.problem?.code).toBeUndefined();
  return reply.body.id;
}
const body = (more: { orgId?: string; ownerId?: string; dueOn?: string; title?: string }) => ({
  orgId: test.world.ids.a1,
  title: '党员群众反映办事排队时间长',
  source: 'masses' as const,
  ownerId: test.world.accounts.member.personId ?? '',
  dueOn: '2026-11-30',
  ...more,
});

async function step(
  login: Login,
  endpoint: typeof acceptProblem,
  id: string,
  content: object,
  version?: number,
) {
  const caller = await as(login);
  const seen = version ?? (await (await as('clerk')).call(readProblem, { params: { id } })).body.version;
  return caller.call(endpoint, { params: { id }, body: content as never, ifMatch: seen });
}

const done = {
  effect: '排队时间由四十分钟降到十分钟,连续两周核对叫号记录',
  evidence: [{ kind: 'figure', text: '叫号系统十一月上半月数据' }],
};

async function toSubmitted(id: string) {
  expect((await step('member', acceptProblem, id, { measures: '增开窗口' })).body.state).toBe('in-progress');
  expect((await step('member', submitProblem as never, id, done)).body.state).toBe('submitted');
}

describe('a problem on its way', () => {
  it('goes from the ledger to closed by owner and second person, and stays to be read', async () => {
    const id = await enter();
    await toSubmitted(id);
    const closed = await step('officerB', verifyProblem as never, id, { note: '已核对' });
    expect(closed.status).toBe(404);
    const verified = await step('clerk', verifyProblem as never, id, { note: '抽查叫号记录,属实' });
    expect(verified.body.state).toBe('closed');
    const view = (await (await as('secretary')).call(readProblem, { params: { id } })).body;
    expect(view).toMatchObject({
      state: 'closed',
      closedOn: '2026-11-23',
      closedBy: 'clerk',
      effect: done.effect,
    });
    expect(view.events.map((event) => event.action)).toEqual(['enter', 'accept', 'submit', 'verify']);
    const list = (await (await as('secretary')).call(listProblems, { query: {} })).body;
    expect(list.items.map((each) => each.id)).toContain(id);
    expect((await step('member', reportProgress as never, id, { note: '再补一句' })).status).toBe(409);
  });

  it('becomes a record of its owner once it is verified, confirmed only by a verifier from outside the unit', async () => {
    const closedBy = async (login: Login) => {
      const title = `销号成为记录 ${login}`;
      const id = await enter({ title }, 'clerk');
      if (login === 'clerk')
        await test.owner.query('update problem set reported_by = $2 where id = $1', [
          id,
          test.world.accounts.officer.id,
        ]);
      await toSubmitted(id);
      expect((await step(login, verifyProblem as never, id, { note: '属实' })).body.state).toBe('closed');
      const { rows } = await test.owner.query<{ outcome: string; person: string; confirmed: string | null }>(
        `select r.outcome, p.person_id as person, e.confirmed from record r
         join record_person p on p.tenant_id = r.tenant_id and p.record_id = r.id
         join record_evidence e on e.tenant_id = r.tenant_id and e.record_id = r.id
         where r.kind = 'problem-closed' and r.title = $1 and r.state = 'standing'`,
        [title],
      );
      return rows;
    };
    const record = { outcome: done.effect, person: test.world.accounts.member.personId };
    expect(await closedBy('clerk')).toEqual([{ ...record, confirmed: 'other-unit' }]);
    expect(await closedBy('officer')).toEqual([{ ...record, confirmed: null }]);
  });

  it('is verified by nobody who owns, reported or submitted it', async () => {
    const id = await enter();
    await toSubmitted(id);
    expect((await step('officer', verifyProblem as never, id, { note: '属实' })).problem).toMatchObject({
      status: 403,
      code: 'ledger/not-second-person',
    });
    expect((await step('member', verifyProblem as never, id, { note: '属实' })).status).toBe(403);
    expect((await step('secretary', returnProblem as never, id, { note: '记录不全' })).body.state).toBe(
      'returned',
    );
    expect((await step('member', submitProblem as never, id, done)).body.state).toBe('submitted');
  });

  it('is closed by one of two who close it at the same time; the other is told that it is closed (409)', async () => {
    const id = await enter();
    await toSubmitted(id);
    const seen = (await (await as('clerk')).call(readProblem, { params: { id } })).body.version;
    const closing = { params: { id }, ifMatch: seen, body: { note: '属实' } };
    const both = await Promise.all([
      (await as('clerk')).call(verifyProblem, closing),
      (await as('secretary')).call(verifyProblem, closing),
    ]);
    expect(both.map((each) => each.status).sort()).toEqual([200, 409]);
    const refused = both.find((each) => each.status === 409);
    expect(refused?.problem.code).toBe('ledger/closed');
    const later = await (await as('clerk')).call(verifyProblem, closing);
    expect(later.status).toBe(409);
    const { rows } = await test.owner.query(
      `select id from problem_event where problem_id = $1 and action = 'verify'`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('is not submitted on traces alone, nor without anything to look at', async () => {
    const id = await enter();
    await step('member', acceptProblem, id, {});
    const submit = (evidence: unknown) => step('member', submitProblem as never, id, { ...done, evidence });
    expect((await submit([])).status).toBe(400);
    expect((await submit([{ kind: 'photo', text: '照片三张' }])).problem.code).toBe('ledger/no-effect');
    expect((await submit([{ kind: 'rumour', text: '听说' }])).problem.code).toBe('ledger/evidence-kind');
    expect((await submit(Array.from({ length: 7 }, () => done.evidence[0]))).status).toBe(422);
    expect((await submit(done.evidence)).body.state).toBe('submitted');
    const view = (await (await as('clerk')).call(readProblem, { params: { id } })).body;
    expect(view.evidence).toEqual(done.evidence);
  });

  it('is linked to the earlier problem that it is again, and both count', async () => {
    const first = await enter({ title: '走廊灯不亮，晚上看不清路' });
    const { items } = (
      await (
        await as('officer')
      ).call(findSimilarProblems, {
        query: { org: test.world.ids.a1, text: '走廊的灯不亮，晚上看不清路' },
      })
    ).body;
    expect(items[0]).toMatchObject({ id: first, same: true });
    const again = (
      await (
        await as('officer')
      ).call(enterProblem, { body: { ...body({ title: '走廊灯又不亮' }), recursOf: first } })
    ).body.id;
    const third = (
      await (
        await as('officer')
      ).call(enterProblem, { body: { ...body({ title: '走廊灯第三次不亮' }), recursOf: again } })
    ).body.id;
    const view = (await (await as('officer')).call(readProblem, { params: { id: third } })).body;
    expect(view.times).toBe(3);
    expect(view.cluster.map((each) => each.id).sort()).toEqual([first, again].sort());
    const away = await (await as('officerB')).call(enterProblem, {
      body: { ...body({ title: '别处的灯', orgId: test.world.ids.b1 }), recursOf: first },
    });
    expect(away.status).toBe(404);
    expect(
      (
        await (
          await as('officerB')
        ).call(findSimilarProblems, { query: { org: test.world.ids.a1, text: '走廊灯' } })
      ).status,
    ).toBe(404);
  });

  it('comes back as the same problem', async () => {
    const id = await enter();
    await toSubmitted(id);
    await step('clerk', verifyProblem as never, id, { note: '属实' });
    const reopened = await step('officer', reopenProblem as never, id, {
      note: '又排长队',
      dueOn: '2026-12-20',
    });
    expect(reopened.body.state).toBe('reopened');
    const view = (await (await as('clerk')).call(readProblem, { params: { id } })).body;
    expect(view).toMatchObject({
      reopened: 1,
      closedOn: null,
      dueOn: '2026-12-20',
      firstDueOn: '2026-11-30',
    });
    expect(view.events).toHaveLength(5);
  });

  it('needs an owner of the unit and a date to come', async () => {
    const clerk = await as('officer');
    const stranger = await clerk.call(enterProblem, { body: body({ ownerId: test.world.members.b1[3] }) });
    expect(stranger.problem).toMatchObject({ status: 422, code: 'records/unknown-person' });
    const past = await clerk.call(enterProblem, { body: body({ dueOn: '2026-11-22' }) });
    expect(past.problem.code).toBe('ledger/date-past');
    const undated = await clerk.call(enterProblem, { body: body({ dueOn: '' }) });
    expect(undated.problem.errors).toEqual([{ path: 'body.dueOn', message: '请选择日期' }]);
    const { ownerId: _none, ...ownerless } = body({});
    expect((await clerk.call(enterProblem, { body: ownerless as never })).status).toBe(400);
    const assessed = await clerk.call(enterProblem, { body: { ...body({}), source: 'assessment' } as never });
    expect(assessed.status).toBe(400);
  });

  it('keeps its first late day through postponement, closing and reopening', async () => {
    const id = await enter();
    travel('2026-12-05T02:00:00Z');
    expect((await step('secretary', acceptProblem, id, {})).body.state).toBe('in-progress');
    const moved = await step('officer', postponeProblem as never, id, {
      note: '设备未到',
      dueOn: '2026-12-31',
    });
    expect(moved.status).toBe(200);
    const view = (await (await as('clerk')).call(readProblem, { params: { id } })).body;
    expect(view).toMatchObject({ dueOn: '2026-12-31', firstDueOn: '2026-11-30', firstLateOn: '2026-12-01' });
    await expect(
      test.owner.query('update problem set first_late_on = null where id = $1', [id]),
    ).rejects.toThrow('first late day');
    await expect(test.owner.query('delete from problem where id = $1', [id])).rejects.toThrow('never leaves');
  });

  it('refuses an edit on an old version and says who was faster', async () => {
    const id = await enter();
    await step('member', acceptProblem, id, {});
    const late = await step('secretary', reportProgress as never, id, { note: '进展' }, 1);
    expect(late.status).toBe(412);
    expect(JSON.stringify(late.problem.data)).toContain('ledger.accept');
    const bare = await (await as('member')).call(reportProgress, { params: { id }, body: { note: '进展' } });
    expect(bare.status).toBe(428);
  });

  it('is entered once for one Idempotency-Key', async () => {
    const officer = await as('officer');
    const send = () =>
      officer.call(enterProblem, { body: body({ title: '只列入一次' }), idempotencyKey: 'once' });
    const [first, second] = await Promise.all([send(), send()]);
    expect(first.body.id).toBe(second.body.id);
    const found = (await officer.call(listProblems, { query: { q: '只列入一次' } })).body.items;
    expect(found).toHaveLength(1);
  });
});

describe('who sees what', () => {
  it('is decided by the organisation tree, and for a member by owning it', async () => {
    const id = await enter({ title: '只属于 A1' });
    const statusFor = async (login: Login) =>
      (await (await as(login)).call(readProblem, { params: { id } })).status;
    expect(await Promise.all((['clerk', 'officer', 'secretary', 'member'] as const).map(statusFor))).toEqual([
      200, 200, 200, 200,
    ]);
    expect(
      await Promise.all((['officerB', 'secretaryA2', 'secretaryB', 'memberB'] as const).map(statusFor)),
    ).toEqual([404, 404, 404, 404]);
    expect(await Promise.all((['rater', 'auditor', 'sysadmin', 'secadmin'] as const).map(statusFor))).toEqual(
      [403, 403, 403, 403],
    );
    expect((await (await as(null)).call(readProblem, { params: { id } })).status).toBe(401);
    const listFor = async (login: Login) =>
      (await (await as(login)).call(listProblems, { query: { q: '只属于 A1' } })).body.items.length;
    expect(
      await Promise.all((['clerk', 'secretary', 'secretaryA2', 'memberB'] as const).map(listFor)),
    ).toEqual([1, 1, 0, 0]);
    const elsewhere = await (await as('officerB')).call(enterProblem, { body: body({}) });
    expect(elsewhere.status).toBe(404);
  });

  it('answers for an absent problem exactly as for one out of reach', async () => {
    const id = await enter();
    const caller = await as('secretaryB');
    const out = await caller.call(readProblem, { params: { id } });
    const absent = await caller.call(readProblem, { params: { id: '0193a0e0-0000-7000-8000-000000000000' } });
    const { instance: _a, ...left } = out.problem;
    const { instance: _b, ...right } = absent.problem;
    expect(left).toEqual(right);
  });
});

describe('the list', () => {
  it('is paged without gaps or repeats, next due first', async () => {
    for (const day of ['2026-12-03', '2026-12-01', '2026-12-02', '2026-12-01', '2026-12-04']) {
      await enter({ title: '分页', dueOn: day });
    }
    const officer = await as('officer');
    const seen: string[] = [];
    const days: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await officer.call(listProblems, { query: { q: '分页', limit: 2, cursor } })).body;
      seen.push(...page.items.map((each) => each.id));
      days.push(...page.items.map((each) => each.dueOn));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen).size).toBe(5);
    expect(days).toEqual([...days].sort());
    expect((await officer.call(listProblems, { query: { cursor: 'nonsense' } })).status).toBe(400);
    expect((await officer.call(listProblems, { query: { q: '%' } })).body.items).toHaveLength(0);
  });

  it('is reconciled month by month', async () => {
    travel('2027-03-10T02:00:00Z');
    const before = (await (await as('clerk')).call(readReconciliation, { query: { month: '2027-03' } })).body;
    const id = await enter({ dueOn: '2027-03-11', title: '对账' });
    await toSubmitted(id);
    const during = (await (await as('clerk')).call(readReconciliation, { query: { month: '2027-03' } })).body;
    expect(during.entered).toBe(before.entered + 1);
    expect(during.waiting).toBe(before.waiting + 1);
    expect(during.unsolved).toBe(before.unsolved + 1);
    await step('clerk', verifyProblem as never, id, { note: '属实' });
    const after = (await (await as('clerk')).call(readReconciliation, { query: { month: '2027-03' } })).body;
    expect(after.closed).toBe(before.closed + 1);
    expect(after.unsolved).toBe(before.unsolved);
    const elsewhere = (await (await as('officerB')).call(readReconciliation, { query: { month: '2027-03' } }))
      .body;
    expect(elsewhere.entered).toBe(0);
  });

  it('hands an owner on by the level above', async () => {
    const id = await enter();
    const next = test.world.members.a1[4] ?? '';
    expect((await step('member', reassignProblem as never, id, { note: '调岗', ownerId: next })).status).toBe(
      403,
    );
    expect(
      (await step('officer', reassignProblem as never, id, { note: '调岗', ownerId: next })).status,
    ).toBe(200);
    expect((await (await as('member')).call(readProblem, { params: { id } })).status).toBe(404);
  });
});
