import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  acknowledgeRecord,
  attachEvidence,
  confirmEvidence,
  fileWork,
  listRecords,
  readRecord,
  readRecordKinds,
  releaseRecord,
  withdrawRecord,
} from './work-records.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

type Body = BodyInputOf<typeof fileWork>;
const work = (more: Partial<Body> = {}): Body => ({
  orgId: test.world.ids.a1,
  kind: 'volunteer',
  occurredOn: '2026-11-20',
  title: '社区志愿服务',
  minutesSpent: 120,
  outcome: '帮助 12 户老人更换灯具',
  persons: [{ personId: test.world.members.a1[1]!, part: 'present' }],
  ...more,
});
const talk = (more: Partial<Body> = {}): Body =>
  work({
    kind: 'talk',
    title: '年度谈心',
    outcome: '',
    minutesSpent: 30,
    persons: [
      { personId: test.world.members.a1[0]!, part: 'chair' },
      { personId: test.world.members.a1[1]!, part: 'subject' },
    ],
    ...more,
  });

describe('a piece of work', () => {
  it('is recorded once, and the twin is pointed to the first', async () => {
    const secretary = await test.as('secretary');
    const one = await secretary.call(fileWork, { body: work() });
    expect([one.status, one.body.state]).toEqual([201, 'standing']);
    const two = await secretary.call(fileWork, { body: work({ title: '社区 志愿服务。' }) });
    expect([two.status, two.problem.code, two.problem.data?.['recordId']]).toEqual([
      409,
      'records/duplicate',
      one.body.id,
    ]);
    const other = await secretary.call(fileWork, {
      body: work({ persons: [{ personId: test.world.members.a1[2]!, part: 'present' }] }),
    });
    expect(other.status).toBe(201);
  });

  it('is of a kind that is reported by hand', async () => {
    const secretary = await test.as('secretary');
    for (const kind of ['problem-closed', 'self-report', 'theme-day', 'nonsense']) {
      expect((await secretary.call(fileWork, { body: work({ kind }) })).problem.code, kind).toBe(
        'work/unknown-kind',
      );
    }
    const { body } = await secretary.call(readRecordKinds, {});
    expect(body.kinds.find((kind) => kind.id === 'talk')).toMatchObject({
      private: true,
      byHand: true,
      meeting: false,
    });
  });

  it('withdrawn, leaves every list and stays readable; the same event may then be recorded again', async () => {
    const secretary = await test.as('secretary');
    const body = work({ title: '写错了的记录' });
    const { id } = (await secretary.call(fileWork, { body })).body;
    const gone = await secretary.call(withdrawRecord, {
      params: { id },
      body: { reason: '填错日期' },
      ifMatch: 1,
    });
    expect(gone.body).toMatchObject({ state: 'withdrawn', version: 2 });
    const list = await secretary.call(listRecords, { query: { limit: 200 } });
    expect(list.body.items.some((item) => item.id === id)).toBe(false);
    expect((await secretary.call(readRecord, { params: { id } })).status).toBe(200);
    expect(
      (await secretary.call(withdrawRecord, { params: { id }, body: { reason: 'x' }, ifMatch: 2 })).problem
        .code,
    ).toBe('work/withdrawn');
    expect((await secretary.call(fileWork, { body })).status).toBe(201);
  });

  it('is not written by members, raters or administrators', async () => {
    for (const login of ['member', 'rater', 'auditor', 'sysadmin', 'secadmin'] as const) {
      expect((await (await test.as(login)).call(fileWork, { body: work() })).status, login).toBe(403);
    }
    expect((await (await test.as('secretaryB')).call(fileWork, { body: work() })).status).toBe(404);
  });
});

describe('a record of another organisation', () => {
  it('is read by whoever is named in it, by no colleague of his, and gives nobody more than reading', async () => {
    const keeper = await test.as('secretaryA2');
    const file = async (title: string, personId: string) => {
      const body = work({ orgId: test.world.ids.a2, title, persons: [{ personId, part: 'present' }] });
      return (await keeper.call(fileWork, { body })).body.id;
    };
    const naming = await file('请来了邻支部的同志', test.world.members.a1[1]!);
    const other = await file('只有本支部的同志', test.world.members.a2[1]!);
    const member = await test.as('member');
    const read = await member.call(readRecord, { params: { id: naming } });
    expect([read.status, Object.values(read.body.may)]).toEqual([200, Array(5).fill(false)]);
    expect((await member.call(readRecord, { params: { id: other } })).status).toBe(404);
    for (const login of ['secretary', 'secretaryB', 'memberB', 'officerB'] as const) {
      expect((await (await test.as(login)).call(readRecord, { params: { id: naming } })).status, login).toBe(
        404,
      );
    }
    const body = { reason: 'x' };
    expect((await member.call(withdrawRecord, { params: { id: naming }, body, ifMatch: 1 })).status).toBe(
      403,
    );
    const secretary = await test.as('secretary');
    expect((await secretary.call(withdrawRecord, { params: { id: naming }, body, ifMatch: 1 })).status).toBe(
      404,
    );
  });
});

describe('a talk', () => {
  it('keeps no content', async () => {
    const secretary = await test.as('secretary');
    expect((await secretary.call(fileWork, { body: talk({ outcome: '思想波动' }) })).problem.code).toBe(
      'work/no-content',
    );
    expect((await secretary.call(fileWork, { body: { ...talk(), notes: 'x' } as never })).status).toBe(400);
  });

  it('has two sides', async () => {
    const secretary = await test.as('secretary');
    const [first] = test.world.members.a1;
    expect((await secretary.call(fileWork, { body: talk({ persons: [] }) })).problem.code).toBe(
      'work/talk-has-two-sides',
    );
    const self = [
      { personId: first!, part: 'chair' as const },
      { personId: first!, part: 'subject' as const },
    ];
    expect((await secretary.call(fileWork, { body: talk({ persons: self }) })).problem.code).toBe(
      'work/talk-with-oneself',
    );
  });

  it('counts once the other side says that it took place; nobody else can say so', async () => {
    const secretary = await test.as('secretary');
    const filed = await secretary.call(fileWork, { body: talk() });
    expect(filed.body).toMatchObject({ state: 'held', heldFor: 'subject', fulfilled: [] });
    const call = { params: { id: filed.body.id }, body: { happened: true } };
    expect((await (await test.as('memberB')).call(acknowledgeRecord, call)).status).toBe(404);
    expect((await secretary.call(acknowledgeRecord, call)).status).toBe(404);
    const member = await test.as('member');
    expect((await member.call(readRecord, { params: call.params })).body.may.acknowledge).toBe(true);
    expect((await member.call(acknowledgeRecord, call)).body).toEqual({ state: 'standing' });
    expect((await member.call(acknowledgeRecord, call)).problem.code).toBe('work/not-held');
  });

  it('that did not take place is withdrawn by the other side', async () => {
    const filed = await (await test.as('secretary')).call(fileWork, { body: talk({ title: '没有谈过' }) });
    const member = await test.as('member');
    const denied = await member.call(acknowledgeRecord, {
      params: { id: filed.body.id },
      body: { happened: false },
    });
    expect(denied.body).toEqual({ state: 'withdrawn' });
  });

  it('is seen by its branch secretary and those who talked, by nobody above and no colleague', async () => {
    const body = talk({ title: '只有两人知道', occurredOn: '2026-11-10' });
    const { id } = (await (await test.as('secretary')).call(fileWork, { body })).body;
    expect((await (await test.as('secretary')).call(readRecord, { params: { id } })).status).toBe(200);
    expect((await (await test.as('member')).call(readRecord, { params: { id } })).status).toBe(200);
    for (const login of ['officer', 'clerk', 'secretaryA2', 'memberB'] as const) {
      const caller = await test.as(login);
      expect((await caller.call(readRecord, { params: { id } })).status, login).toBe(404);
      for (const query of [
        { limit: 200 },
        { kind: 'talk' },
        { family: 'work' as const, state: 'held' as const },
      ]) {
        const list = await caller.call(listRecords, { query });
        expect(list.raw.includes(Buffer.from(id)), login).toBe(false);
      }
      expect(
        (await caller.call(withdrawRecord, { params: { id }, body: { reason: 'x' }, ifMatch: 1 })).status,
      ).not.toBe(200);
    }
    const mine = await (await test.as('member')).call(listRecords, { query: { kind: 'talk', limit: 200 } });
    expect(mine.body.items.map((item) => item.id)).toContain(id);
  });
});

describe('filed very late', () => {
  it('waits for the superior body, and not for whoever entered it', async () => {
    const officer = await test.as('officer');
    const secretary = await test.as('secretary');
    const own = await officer.call(fileWork, { body: work({ title: '年初的事', occurredOn: '2026-02-01' }) });
    expect(own.body).toMatchObject({ state: 'held', heldFor: 'late', lateDays: 288 });
    const release = { params: { id: own.body.id }, body: { confirm: true }, ifMatch: 1 };
    expect((await officer.call(releaseRecord, release)).problem.code).toBe('work/own-release');
    expect((await secretary.call(releaseRecord, release)).status).toBe(403);
    expect((await (await test.as('clerk')).call(releaseRecord, release)).body).toMatchObject({
      state: 'standing',
      version: 2,
    });
    const second = await secretary.call(fileWork, {
      body: work({ title: '又一件', occurredOn: '2026-02-02' }),
    });
    const refuse = { params: { id: second.body.id }, body: { confirm: false, note: '' }, ifMatch: 1 };
    expect((await officer.call(releaseRecord, refuse)).problem.code).toBe('work/say-why');
    const refused = await officer.call(releaseRecord, {
      ...refuse,
      body: { confirm: false, note: '查无此事' },
    });
    expect(refused.body.state).toBe('withdrawn');
  });
});

describe('evidence', () => {
  it('asks for no trace where none is wanted, takes results, and lets only others vouch for them', async () => {
    const secretary = await test.as('secretary');
    const { id } = (await secretary.call(fileWork, { body: work({ title: '困难帮扶' }) })).body;
    const photo = await secretary.call(attachEvidence, {
      params: { id },
      body: { kind: 'photo', text: '现场照片' },
    });
    expect([photo.status, photo.problem.code]).toEqual([422, 'records/enough']);
    const result = await secretary.call(attachEvidence, {
      params: { id },
      body: { kind: 'receipt', text: '社区回执' },
    });
    expect(result.body.evidence).toMatchObject([{ kind: 'receipt', type: 'result', confirmed: null }]);
    const params = { id, evidenceId: result.body.evidence[0]!.id };
    const confirm = { params, body: { by: 'recipient' as const } };
    expect((await secretary.call(confirmEvidence, confirm)).status).toBe(403);
    expect((await (await test.as('officerB')).call(confirmEvidence, confirm)).status).toBe(404);
    const done = await (await test.as('officer')).call(confirmEvidence, confirm);
    expect(done.body.evidence[0]?.confirmed).toBe('recipient');
    expect((await (await test.as('officer')).call(confirmEvidence, confirm)).problem.code).toBe(
      'records/already-confirmed',
    );
  });
});

describe('the list', () => {
  it('pages without loss or repetition, newest first, and filters', async () => {
    const officer = await test.as('officer');
    const all = await officer.call(listRecords, { query: { limit: 200 } });
    const seen: string[] = [];
    let cursor: string | undefined;
    do {
      const { body } = await officer.call(listRecords, { query: { limit: 2, cursor } });
      seen.push(...body.items.map((item) => item.id));
      cursor = body.next ?? undefined;
    } while (cursor);
    expect(seen).toEqual(all.body.items.map((item) => item.id));
    const days = all.body.items.map((item) => item.occurredOn);
    expect(days).toEqual(days.toSorted().toReversed());
    const some = await officer.call(listRecords, {
      query: { kind: 'volunteer', from: '2026-11-01', to: '2026-11-30' },
    });
    expect(some.body.items.length).toBeGreaterThan(0);
    expect(some.body.items.every((item) => item.kind === 'volunteer')).toBe(true);
    expect((await officer.call(listRecords, { query: { from: '2026-02-31' } })).status).toBe(400);
    expect((await officer.call(listRecords, { query: { limit: 201 } })).status).toBe(400);
  });
});
