import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { attachEvidence, readRecord, withdrawRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptForUnitA, type Due, layDown } from '#testing/due.ts';
import { correctMeeting, prepareMeeting, saveMeeting } from './meetings.contract.ts';

let test: TestApp;
let ids: Record<
  'assembly' | 'themeDay' | 'lecture' | 'ownLecture' | 'committee' | 'september' | 'study' | 'otherBranch',
  string
>;

beforeAll(async () => {
  test = await testApp();
  await adoptForUnitA(test);
  const { ids: org, members } = test.world;
  const branch = (code: string, from: string, to: string): Due => ({
    code,
    orgId: org.a1,
    personId: members.a1[0]!,
    from,
    to,
  });
  const [assembly, themeDay, lecture, ownLecture, committee, september, study, otherBranch] = await layDown(
    test,
    [
      branch('DE-01', '2026-10-01', '2026-12-31'),
      branch('DE-04', '2026-11-01', '2026-11-30'),
      branch('DE-05', '2026-10-01', '2026-12-31'),
      branch('DE-15', '2026-01-01', '2026-12-31'),
      branch('DE-02', '2026-11-01', '2026-11-30'),
      branch('DE-04', '2026-09-01', '2026-09-30'),
      {
        code: 'DF-01',
        orgId: org.a1,
        personId: members.a1[1]!,
        from: '2026-01-01',
        to: '2026-12-31',
        minutes: 1440,
        each: true,
      },
      { code: 'DE-04', orgId: org.a2, personId: members.a2[0]!, from: '2026-11-01', to: '2026-11-30' },
    ],
  );
  ids = {
    assembly: assembly!,
    themeDay: themeDay!,
    lecture: lecture!,
    ownLecture: ownLecture!,
    committee: committee!,
    september: september!,
    study: study!,
    otherBranch: otherBranch!,
  };
});
afterAll(() => test.close());

const states = async () => {
  const { rows } = await test.owner.query<{ id: string; state: string; done: number }>(
    'select id, state, done from obligation',
  );
  return new Map(rows.map((row) => [row.id, row]));
};

function body(more: Partial<BodyInputOf<typeof saveMeeting>> = {}): BodyInputOf<typeof saveMeeting> {
  const [first, second] = test.world.members.a1;
  return {
    kinds: ['theme-day', 'branch-assembly', 'lecture'],
    occurredOn: '2026-11-20',
    minutes: 90,
    chairId: first!,
    lecturerIds: [first!],
    attendance: test.world.members.a1.map((personId, at) => ({
      personId,
      presence: at < 7 ? 'present' : 'absent',
    })),
    topics: [{ text: '学习', speakerIds: [second!] }],
    ...more,
  };
}

describe('one meeting, the whole chain', () => {
  let id = '';
  it('fulfils every obligation it meets, and no other', async () => {
    const saved = await (await test.as('secretary')).call(saveMeeting, {
      params: { id: test.world.ids.a1 },
      body: body(),
    });
    id = saved.body.id;
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.body.fulfilled.map((each) => [each.dutyCode, each.complete]).toSorted()).toEqual([
      ['DE-01', true],
      ['DE-04', true],
      ['DE-05', true],
      ['DE-15', true],
      ['DF-01', false],
    ]);
    expect(saved.body.entries.places.obligations).toBe(4);
    const now = await states();
    expect(now.get(ids.assembly)?.state).toBe('fulfilled');
    expect(now.get(ids.study)).toMatchObject({ state: 'open', done: 90 });
    for (const other of [ids.committee, ids.september, ids.otherBranch])
      expect(now.get(other)?.state).toBe('open');
  });

  it('is asked nothing more: the record is the minutes', async () => {
    const secretary = await test.as('secretary');
    const read = await secretary.call(readRecord, { params: { id } });
    expect(read.body.wanted).toEqual([]);
    expect(read.body.fulfilled).toHaveLength(5);
    const again = await secretary.call(attachEvidence, {
      params: { id },
      body: { kind: 'minutes', text: '会议记录照抄一遍' },
    });
    expect(again.problem.code).toBe('records/enough');
  });

  it('corrected, is counted anew', async () => {
    const secretary = await test.as('secretary');
    const corrected = await secretary.call(correctMeeting, {
      params: { id },
      body: body({ kinds: ['theme-day'], lecturerIds: [] }),
      ifMatch: 1,
    });
    expect(corrected.body.fulfilled.map((each) => each.dutyCode)).toEqual(['DE-04', 'DF-01']);
    const now = await states();
    expect(now.get(ids.assembly)?.state).toBe('open');
    expect(now.get(ids.themeDay)?.state).toBe('fulfilled');
  });

  it('withdrawn, leaves everything open again', async () => {
    const secretary = await test.as('secretary');
    await secretary.call(withdrawRecord, { params: { id }, body: { reason: '会议改期' }, ifMatch: 2 });
    for (const [, row] of await states()) expect(row).toMatchObject({ state: 'open', done: 0 });
  });

  it('held for the superior body, fulfils nothing', async () => {
    const late = await (await test.as('secretary')).call(saveMeeting, {
      params: { id: test.world.ids.a1 },
      body: body({ occurredOn: '2026-09-10', kinds: ['theme-day'] }),
    });
    expect(late.body).toMatchObject({ state: 'held', fulfilled: [] });
    expect((await states()).get(ids.september)?.state).toBe('open');
  });
});

it('the form says which kind is due next', async () => {
  const form = await (await test.as('secretary')).call(prepareMeeting, { params: { id: test.world.ids.a1 } });
  const due = new Map(form.body.kinds.map((kind) => [kind.code, kind.dueOn]));
  expect(due.get('theme-day')).toBe('2026-11-30');
  expect(due.get('branch-assembly')).toBe('2026-12-31');
  expect(due.get('organisation-life')).toBeNull();
});
