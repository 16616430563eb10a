import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  acceptProblem,
  enterInspection,
  enterProblem,
  listProblems,
  readProblem,
  submitProblem,
} from './ledger.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
});
afterAll(() => test.close());

const inspection = (more: object = {}) => ({
  orgId: test.world.ids.a1,
  occurredOn: '2026-11-20',
  title: '三会一课落实情况检查',
  findings: [
    {
      title: '党课没有讨论',
      detail: '三季度两次',
      ownerId: test.world.accounts.member.personId ?? '',
      dueOn: '2026-12-20',
    },
    { title: '党小组会记录不全', ownerId: test.world.members.a1[2] ?? '', dueOn: '2026-12-10' },
  ],
  ...more,
});

describe('an inspection', () => {
  it('is written down once: a record, and each finding a problem with owner, date and the way back', async () => {
    const officer = await test.as('officer');
    const made = await officer.call(enterInspection, { body: inspection() });
    expect(made.status).toBe(201);
    expect(made.body.problems).toHaveLength(2);
    const record = (await officer.call(readRecord, { params: { id: made.body.recordId } })).body;
    expect(record).toMatchObject({ kind: 'inspection', title: '三会一课落实情况检查' });
    const [first = ''] = made.body.problems;
    expect((await officer.call(readProblem, { params: { id: first } })).body).toMatchObject({
      title: '党课没有讨论',
      source: 'inspection',
      origin: 'record',
      sourceId: made.body.recordId,
      events: [{ action: 'enter' }],
    });
    const listed = (await officer.call(listProblems, { query: { source: 'inspection' } })).body.items;
    expect(listed.map((each) => each.title).sort()).toEqual(['党小组会记录不全', '党课没有讨论'].sort());
  });

  it('leaves nothing half-written: a finding without a date to come or with a stranger as owner stops all of it', async () => {
    const officer = await test.as('officer');
    const before = (await officer.call(listProblems, { query: {} })).body.items.length;
    const bad = [
      { title: '过期', ownerId: test.world.accounts.member.personId ?? '', dueOn: '2026-11-22' },
      { title: '外单位', ownerId: test.world.members.b1[0] ?? '', dueOn: '2026-12-22' },
    ];
    for (const finding of bad) {
      const title = `检查 ${finding.title}`;
      const body = inspection({ title });
      const reply = await officer.call(enterInspection, {
        body: { ...body, findings: [...body.findings, finding] },
      });
      expect(reply.status).toBe(422);
      const { rows } = await test.owner.query('select from record where title = $1', [title]);
      expect(rows).toHaveLength(0);
    }
    expect((await officer.call(listProblems, { query: {} })).body.items).toHaveLength(before);
  });

  it('is for those above: not for the secretary inspected, nor the officer of another unit', async () => {
    expect(
      (await (await test.as('secretary')).call(enterInspection, { body: inspection({ title: '自查' }) }))
        .status,
    ).toBe(403);
    expect(
      (await (await test.as('officerB')).call(enterInspection, { body: inspection({ title: '越界' }) }))
        .status,
    ).toBe(404);
  });
});

describe('a problem out of a record', () => {
  it('keeps the way back, fits its source, is entered once, and needs a record within reach', async () => {
    const officer = await test.as('officer');
    const made = (
      await officer.call(enterInspection, { body: inspection({ title: '另一次检查', findings: [] }) })
    ).body;
    const from = { kind: 'record' as const, id: made.recordId };
    const body = {
      orgId: test.world.ids.a1,
      title: '活动室挪作他用',
      source: 'inspection' as const,
      ownerId: test.world.accounts.member.personId ?? '',
      dueOn: '2026-12-20',
      from,
    };
    expect((await officer.call(enterProblem, { body: { ...body, source: 'self' } })).problem.code).toBe(
      'ledger/origin-source',
    );
    const entered = await officer.call(enterProblem, { body });
    expect((await officer.call(readProblem, { params: { id: entered.body.id } })).body).toMatchObject({
      origin: 'record',
      sourceId: made.recordId,
    });
    expect((await officer.call(enterProblem, { body })).problem.code).toBe('ledger/entered-already');
    const elsewhere = { ...body, orgId: test.world.ids.b1, ownerId: test.world.members.b1[0] ?? '' };
    expect((await (await test.as('officerB')).call(enterProblem, { body: elsewhere })).status).toBe(404);
  });
});

describe('evidence', () => {
  it('points at a record that its writer can read, and at no other', async () => {
    const officer = await test.as('officer');
    const made = (await officer.call(enterInspection, { body: inspection({ title: '第三次检查' }) })).body;
    const [id = ''] = made.problems;
    const elsewhere = (
      await (
        await test.as('officerB')
      ).call(enterInspection, {
        body: inspection({ title: '外单位检查', orgId: test.world.ids.b1, findings: [] }),
      })
    ).body;
    const member = await test.as('member');
    await member.call(acceptProblem, { params: { id }, body: {}, ifMatch: 1 });
    const send = (recordId: string) =>
      member.call(submitProblem, {
        params: { id },
        ifMatch: 2,
        body: {
          effect: '党课增加了讨论环节，参加的党员都发了言',
          evidence: [{ kind: 'figure', text: '发言情况', recordId }],
        },
      });
    expect((await send(elsewhere.recordId)).problem.code).toBe('ledger/evidence-record');
    expect((await send(made.recordId)).body.state).toBe('submitted');
    expect((await officer.call(readProblem, { params: { id } })).body.evidence).toEqual([
      { kind: 'figure', text: '发言情况', recordId: made.recordId },
    ]);
  });
});
