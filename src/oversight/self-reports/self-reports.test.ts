import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { saveMeeting } from '#roles/meetings/meetings.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptForUnitA, layDown } from '#testing/due.ts';
import {
  judgeSelfReport,
  listSelfReports,
  readMyReport,
  readSelfReport,
  saveMyReport,
  withdrawMyReport,
} from './self-reports.contract.ts';

let test: TestApp;
let meeting = '';
let reportDuty = '';

beforeAll(async () => {
  test = await testApp();
  await adoptForUnitA(test);
  const { ids, members } = test.world;
  const me = members.a1[1]!;
  [reportDuty = ''] = await layDown(test, [
    { code: 'DF-06', orgId: ids.a1, personId: me, from: '2026-10-01', to: '2026-12-31', each: true },
    { code: 'DF-07', orgId: ids.a1, personId: me, from: '2026-07-01', to: '2026-12-31', each: true },
  ]);
  const saved = await (await test.as('secretary')).call(saveMeeting, {
    params: { id: ids.a1 },
    body: {
      kinds: ['theme-day', 'lecture'],
      occurredOn: '2026-11-20',
      minutes: 90,
      attendance: members.a1.map((personId) => ({ personId, presence: 'present' as const })),
      topics: [{ text: '学习', speakerIds: [me] }],
    },
  });
  meeting = saved.body.id;
});
afterAll(() => test.close());

describe('the member fills in what is missing, and nothing the records know', () => {
  it('sees the facts of the quarter before anything is saved', async () => {
    const { body } = await (await test.as('member')).call(readMyReport, {});
    expect(body).toMatchObject({
      id: null,
      version: 0,
      state: 'draft',
      periodFrom: '2026-10-01',
      periodTo: '2026-12-31',
      facts: { meetings: { due: 1, attended: 1, spoke: 1 }, studyMinutes: 90, records: [{ id: meeting }] },
      openItems: [{ title: '志愿服务或社区报到', dueOn: '2026-12-31' }],
      previousPeriod: { from: '2026-07-01', to: '2026-09-30', state: null },
      actions: ['save', 'submit'],
    });
  });

  it('refuses fields that are not the member’s to set, and pollutes nothing', async () => {
    const member = await test.as('member');
    const { secretary } = test.world.accounts;
    const hostile = [
      { score: 100 },
      { approvedBy: secretary.id },
      { state: 'accepted' },
      { facts: { meetings: { due: 0, attended: 99, spoke: 99 } } },
      { personId: test.world.members.a1[2] },
    ];
    for (const extra of hostile) {
      const reply = await member.call(saveMyReport, {
        body: { statements: [], submit: true, ...extra },
        ifMatch: 0,
      });
      expect([reply.status, reply.problem.code], JSON.stringify(extra)).toEqual([400, 'request/invalid']);
    }
    const inside = { text: '参加学习', nature: 'fact' as const, standing: 'backed' };
    expect(
      (await member.call(saveMyReport, { body: { statements: [inside as never], submit: true }, ifMatch: 0 }))
        .status,
    ).toBe(400);
    for (const payload of [
      '{"statements":[],"submit":true,"__proto__":{"polluted":1}}',
      '{"statements":[],"submit":true,"constructor":{"prototype":{"polluted":1}}}',
    ]) {
      const raw = await test.app.inject({
        method: 'PUT',
        url: '/api/v1/my-report',
        headers: {
          'x-zelian': '1',
          'content-type': 'application/json',
          'if-match': '"0"',
          cookie: `zelian=${member.cookie}`,
        },
        payload,
      });
      expect(raw.statusCode).toBe(400);
    }
    expect(({} as { polluted?: unknown }).polluted).toBeUndefined();
    expect((await member.call(readMyReport, {})).body).toMatchObject({ id: null, state: 'draft' });
  });

  it('saves a draft, works out how each statement stands, and submits', async () => {
    const member = await test.as('member');
    const statements = [
      { text: '在学习会上作了发言', nature: 'fact' as const, recordId: meeting },
      { text: '走访困难群众 12 户', nature: 'opinion' as const },
      { text: '对岗位责任有了新的认识', nature: 'opinion' as const },
    ];
    const draft = await member.call(saveMyReport, { body: { statements, submit: false }, ifMatch: 0 });
    expect(draft.body).toMatchObject({ state: 'draft', version: 2 });
    expect(draft.body.statements.map((each) => each.standing)).toEqual(['backed', 'unverified', 'opinion']);
    expect((await member.call(saveMyReport, { body: { statements, submit: true }, ifMatch: 0 })).status).toBe(
      412,
    );
    const sent = await member.call(saveMyReport, { body: { statements, submit: true }, ifMatch: 2 });
    expect(sent.body).toMatchObject({ state: 'submitted', actions: ['withdraw'] });
    const { rows } = await test.owner.query('select state from obligation where id = $1', [reportDuty]);
    expect(rows[0].state).toBe('fulfilled');
  });

  it('is not backed by a record of others', async () => {
    const foreign = await (await test.as('secretaryB')).call(saveMeeting, {
      params: { id: test.world.ids.b1 },
      body: {
        kinds: ['theme-day'],
        occurredOn: '2026-11-19',
        minutes: 60,
        attendance: [{ personId: test.world.members.b1[0]!, presence: 'present' }],
        topics: [{ text: '别的支部' }],
      },
    });
    const reply = await (await test.as('secretary')).call(saveMyReport, {
      body: { statements: [{ text: 'x', nature: 'fact', recordId: foreign.body.id }], submit: false },
      ifMatch: 0,
    });
    expect([reply.status, reply.problem.code]).toEqual([422, 'self-reports/not-own-record']);
  });

  it('frozen facts stay as they were submitted', async () => {
    await (await test.as('secretary')).call(saveMeeting, {
      params: { id: test.world.ids.a1 },
      body: {
        kinds: ['theme-day'],
        occurredOn: '2026-11-22',
        minutes: 60,
        attendance: test.world.members.a1.map((personId) => ({ personId, presence: 'present' as const })),
        topics: [{ text: '提交之后' }],
      },
    });
    const mine = await (await test.as('member')).call(readMyReport, {});
    expect(mine.body.facts.meetings.attended).toBe(1);
  });
});

describe('the branch answers', () => {
  const mine = async () => (await (await test.as('member')).call(readMyReport, {})).body;

  it('has it on its to-do, gives it back with a reason, gets it again, accepts it', async () => {
    const secretary = await test.as('secretary');
    const toDo = await secretary.call(readToDo, {});
    const { id } = await mine();
    expect(toDo.body.items.find((item) => item.id === id)).toMatchObject({
      action: 'judge',
      waitsOnMe: true,
    });
    const params = { id: id ?? '' };
    const version = async () => (await mine()).version;
    expect(
      (
        await secretary.call(judgeSelfReport, {
          params,
          body: { decision: 'return' },
          ifMatch: await version(),
        })
      ).problem.code,
    ).toBe('self-reports/say-why');
    const returned = await secretary.call(judgeSelfReport, {
      params,
      body: { decision: 'return', note: '请说明走访时间' },
      ifMatch: await version(),
    });
    expect(returned.body).toMatchObject({ state: 'returned', returnedNote: '请说明走访时间' });
    expect((await mine()).facts.meetings.attended).toBe(2);
    const again = await (await test.as('member')).call(saveMyReport, {
      body: { statements: [], submit: true },
      ifMatch: await version(),
    });
    expect(again.body.state).toBe('submitted');
    const accepted = await secretary.call(judgeSelfReport, {
      params,
      body: { decision: 'accept' },
      ifMatch: await version(),
    });
    expect(accepted.body).toMatchObject({ state: 'accepted', actions: [] });
    const records = await test.owner.query(
      `select count(*) from record where kind = 'self-report' and state = 'standing'`,
    );
    expect(Number(records.rows[0].count)).toBe(1);
    expect(
      (await (await test.as('member')).call(withdrawMyReport, { params, body: {}, ifMatch: await version() }))
        .problem.code,
    ).toBe('self-reports/not-in-this-state');
  });

  it('never judges its secretary’s own: that is for those above', async () => {
    const secretary = await test.as('secretary');
    const sent = await secretary.call(saveMyReport, { body: { statements: [], submit: true }, ifMatch: 0 });
    const params = { id: sent.body.id ?? '' };
    const own = await secretary.call(judgeSelfReport, {
      params,
      body: { decision: 'accept' },
      ifMatch: sent.body.version,
    });
    expect([own.status, own.problem.code]).toEqual([403, 'self-reports/own-report']);
    const above = await (await test.as('officer')).call(judgeSelfReport, {
      params,
      body: { decision: 'accept' },
      ifMatch: sent.body.version,
    });
    expect(above.body.state).toBe('accepted');
  });

  it('is read by its member, its branch and those above; a draft by nobody else; each reading leaves an entry', async () => {
    const { id } = await mine();
    const params = { id: id ?? '' };
    for (const login of ['member', 'secretary', 'officer'] as const) {
      expect((await (await test.as(login)).call(readSelfReport, { params })).status, login).toBe(200);
    }
    const { rows } = await test.owner.query(
      `select count(*) from audit_entry where action = 'self-report.read' and object_id = $1`,
      [id],
    );
    expect(Number(rows[0].count)).toBe(3);
    for (const login of ['secretaryA2', 'secretaryB', 'memberB', 'officerB'] as const) {
      const caller = await test.as(login);
      expect((await caller.call(readSelfReport, { params })).status, login).toBe(404);
      expect((await caller.call(listSelfReports, {})).raw.includes(Buffer.from(id ?? '-')), login).toBe(
        false,
      );
    }
    const draft = await (await test.as('memberB')).call(saveMyReport, {
      body: { statements: [], submit: false },
      ifMatch: 0,
    });
    const secretaryB = await test.as('secretaryB');
    expect((await secretaryB.call(readSelfReport, { params: { id: draft.body.id ?? '' } })).status).toBe(404);
    expect((await secretaryB.call(listSelfReports, {})).body.items).toEqual([]);
    expect(
      (await (await test.as('memberB')).call(listSelfReports, { query: { mine: 'yes' } })).body.items,
    ).toHaveLength(1);
  });
});
