import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { BodyInputOf } from '#platform/http/endpoint.ts';
import { lettersMigration } from '#records/letters.migration.ts';
import { listTasks } from '#roles/tasks/tasks.contract.ts';
import { listRecords, readRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { correctMeeting, listKeptOrganisations, prepareMeeting, saveMeeting } from './meetings.contract.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

type Body = BodyInputOf<typeof saveMeeting>;

/** A meeting of branch A1 (8 full members, 1 probationary); the first `present` of the list came. */
function meeting(present: number, more: Partial<Body> = {}): Body {
  const [first, second] = test.world.members.a1;
  return {
    kinds: ['theme-day', 'branch-assembly', 'lecture'],
    occurredOn: '2026-11-20',
    minutes: 90,
    place: '三楼会议室',
    chairId: first!,
    lecturerIds: [first!],
    attendance: test.world.members.a1.map((personId, at) => ({
      personId,
      presence: at < present ? ('present' as const) : ('absent' as const),
    })),
    topics: [{ text: '学习党的创新理论', speakerIds: [first!, second!] }],
    ...more,
  };
}
const params = () => ({ id: test.world.ids.a1 });
const vote = (rule: string, inFavour: number, more: object = {}) => ({
  rule,
  votes: { inFavour, against: 0, abstained: 0 },
  ...more,
});
const countRecords = async () =>
  Number((await test.owner.query('select count(*) from record')).rows[0].count);

describe('one form for one meeting', () => {
  it('prepares everything it can know', async () => {
    const { body } = await (await test.as('secretary')).call(prepareMeeting, { params: params() });
    expect(body.roster).toHaveLength(9);
    expect(body.roster.filter((row) => row.votes)).toHaveLength(8);
    expect(body.roster.filter((row) => row.committee)).toHaveLength(4);
    expect(body.chairId).toBe(test.world.members.a1[0]);
    expect(body.kinds.map((kind) => kind.code)).toContain('branch-committee');
    expect(body.kinds.map((kind) => kind.code)).not.toContain('leading-group-meeting');
    expect(body.rules.find((rule) => rule.code === 'branch-assembly')?.basis).toBe('《支部条例》第11条');
    expect(body.guests.map((guest) => guest.post)).toContain('机关党委书记');
    const kept = await (await test.as('secretary')).call(listKeptOrganisations, {});
    expect(kept.body.items.map((item) => item.id)).toEqual([test.world.ids.a1]);
  });

  it('becomes a record, tasks of named people, and says what it stands for', async () => {
    const secretary = await test.as('secretary');
    const [, second, third] = test.world.members.a1;
    const saved = await secretary.call(saveMeeting, {
      params: params(),
      body: meeting(7, {
        recorderId: third,
        decisions: [
          {
            text: '成立青年突击队',
            vote: vote('branch-assembly', 6),
            tasks: [
              { title: '拟定名单', ownerId: second!, dueOn: '2026-11-30' },
              { title: '联系项目单位', ownerId: third!, dueOn: '2026-12-05' },
            ],
          },
          { text: '听取季度工作情况' },
        ],
      }),
    });
    expect(saved.status, JSON.stringify(saved.problem)).toBe(201);
    expect(saved.body.decisions).toEqual([
      { no: 1, result: 'passed' },
      { no: 2, result: 'noted' },
    ]);
    // 3 ledgers + 7 lines of attendance + 7 of study + chair, recorder and lecturer + 2 tasks + the handbook's page, less the one form.
    expect(saved.body.entries.saved).toBe(
      3 + 7 + 7 + 3 + 2 + 1 - 1 + saved.body.fulfilled.filter((each) => each.complete).length,
    );
    expect(saved.body.participation).toMatchObject({ present: 7, spoke: 2, oneVoice: false });
    expect((await secretary.call(prepareMeeting, { params: params() })).body.recorderId).toBe(third);
    const tasks = await (await test.as('member')).call(listTasks, { query: { view: 'mine' } });
    expect(tasks.body.items.map((task) => task.title)).toEqual(['拟定名单']);
    const read = await (await test.as('member')).call(readRecord, { params: { id: saved.body.id } });
    expect(read.body).toMatchObject({
      kind: 'branch-assembly',
      includes: ['lecture', 'theme-day'],
      counts: { due: 9, present: 7 },
      minutesSpent: 90,
      wanted: [],
      lateDays: 0,
    });
    expect(
      read.body.persons.find((person) => person.id === test.world.members.a1[0])?.parts.toSorted(),
    ).toEqual(['chair', 'present', 'speaker']);
    expect(read.body.decisions[0]?.tally).toMatchObject({ due: 8, present: 7, counted: 6, needed: 5 });
  });

  it('sent twice under one key gives one meeting and the same answer', async () => {
    const secretary = await test.as('secretary');
    const before = await countRecords();
    const body = meeting(6, {
      kinds: ['branch-committee'],
      topics: [{ text: '研究年底安排' }],
      occurredOn: '2026-11-19',
    });
    const send = () => secretary.call(saveMeeting, { params: params(), body, idempotencyKey: 'press-twice' });
    const [one, two] = await Promise.all([send(), send()]);
    expect([one.status, two.status]).toEqual([201, 201]);
    expect(one.body.id).toBe(two.body.id);
    expect(await countRecords()).toBe(before + 1);
  });

  it('the same event sent 20 times at once without a key is one record', async () => {
    const secretary = await test.as('secretary');
    const before = await countRecords();
    const body = meeting(6, {
      kinds: ['theme-day'],
      topics: [{ text: '义务劳动' }],
      occurredOn: '2026-11-18',
    });
    const replies = await Promise.all(
      Array.from({ length: 20 }, () => secretary.call(saveMeeting, { params: params(), body })),
    );
    expect(replies.filter((reply) => reply.status === 201)).toHaveLength(1);
    const refused = replies.filter((reply) => reply.status === 409);
    expect(refused).toHaveLength(19);
    expect(refused[0]?.problem.data?.['recordId']).toBe(
      replies.find((reply) => reply.status === 201)?.body.id,
    );
    expect(await countRecords()).toBe(before + 1);
  });

  it('asks before a second meeting of the kind on one day', async () => {
    const secretary = await test.as('secretary');
    const body = meeting(6, {
      kinds: ['theme-day'],
      topics: [{ text: '参观纪念馆' }],
      occurredOn: '2026-11-18',
    });
    const asked = await secretary.call(saveMeeting, { params: params(), body });
    expect([asked.status, asked.problem.code]).toEqual([409, 'meetings/same-day']);
    expect(
      (await secretary.call(saveMeeting, { params: params(), body: { ...body, another: true } })).status,
    ).toBe(201);
  });
});

describe('quorum and votes', () => {
  const refused = async (body: Body) => {
    const before = await countRecords();
    const reply = await (await test.as('secretary')).call(saveMeeting, { params: params(), body });
    expect(await countRecords()).toBe(before);
    return [reply.status, reply.problem.code, reply.problem.title] as const;
  };
  const on = (day: string, present: number, kinds: string[], more: Partial<Body> = {}) =>
    meeting(present, {
      occurredOn: day,
      kinds,
      lecturerIds: [],
      topics: [{ text: `议题 ${day} ${present}` }],
      ...more,
    });

  it('an assembly votes with half of those due, and explains the clause when it cannot', async () => {
    const decisions = [{ text: '表决', vote: vote('branch-assembly', 3) }];
    const [status, code, title] = await refused(on('2026-10-10', 3, ['branch-assembly'], { decisions }));
    expect([status, code]).toEqual([422, 'meetings/no-quorum']);
    expect(title).toMatch(/应到 8 人、实到 3 人.*至少要有 4 人.*第11条/);
  });

  it('leaving absentees off the list does not make a quorum', async () => {
    const body = on('2026-10-10', 3, ['branch-assembly'], {
      decisions: [{ text: '表决', vote: vote('branch-assembly', 3) }],
    });
    body.attendance = body.attendance.filter((each) => each.presence === 'present');
    expect((await refused(body)).slice(0, 2)).toEqual([422, 'meetings/no-quorum']);
  });

  it('four of eight may open, and then nothing passes; no task comes of it', async () => {
    const decisions = [{ text: '表决', vote: vote('branch-assembly', 4) }];
    const body = on('2026-10-11', 4, ['branch-assembly'], { decisions });
    const withTask = [
      { ...decisions[0]!, tasks: [{ title: 'x', ownerId: test.world.members.a1[1]!, dueOn: '2026-12-01' }] },
    ];
    expect((await refused({ ...body, decisions: withTask })).slice(0, 2)).toEqual([
      422,
      'meetings/task-of-failed-decision',
    ]);
    const saved = await (await test.as('secretary')).call(saveMeeting, { params: params(), body });
    expect(saved.body.decisions).toEqual([{ no: 1, result: 'failed' }]);
  });

  it('admission needs more than half present and counts letters', async () => {
    const letters = (present: number, inFavour: number) => ({
      letters: 1,
      paper: {
        issued: present,
        returned: present,
        invalid: present + 1 - inFavour,
        tellerIds: test.world.members.a1.slice(0, 2),
      },
    });
    const admit = (present: number, inFavour: number) =>
      on('2026-10-12', present, ['branch-assembly'], {
        decisions: [
          {
            text: '接收预备党员',
            vote: vote('branch-assembly/admission', inFavour, letters(present, inFavour)),
          },
        ],
      });
    expect((await refused(admit(4, 4))).slice(0, 2)).toEqual([422, 'meetings/no-quorum']);
    const saved = await (await test.as('secretary')).call(saveMeeting, {
      params: params(),
      body: admit(5, 5),
    });
    expect(saved.body.decisions).toEqual([{ no: 1, result: 'passed' }]);
    // One letter, and nobody can tell from what is kept how its writer voted.
    const { rows } = await test.owner.query('select tally from record_decision where record_id = $1', [
      saved.body.id,
    ]);
    expect(rows[0].tally).toMatchObject({ inFavour: 5, letters: 1 });
    // What was kept before as letters apart is counted with the rest.
    await test.owner.query(
      `update record_decision set tally = tally - 'letters' || '{"inFavour": 4, "written": {"inFavour": 1, "against": 0, "abstained": 0}}'
       where record_id = $1`,
      [saved.body.id],
    );
    await test.owner.query(lettersMigration.sql);
    const after = await test.owner.query('select tally from record_decision where record_id = $1', [
      saved.body.id,
    ]);
    expect(after.rows).toEqual(rows);
  });

  it('a branch under an organ committee does not hold the meeting of it', async () => {
    const body = on('2026-10-14', 9, ['organ-committee-meeting']);
    expect((await refused(body)).slice(0, 2)).toEqual([422, 'meetings/not-of-this-organisation']);
  });

  it('is none to which nobody came, and what is wrong with a number is said in Chinese', async () => {
    expect((await refused(on('2026-10-12', 0, ['theme-day'], { chairId: null }))).slice(0, 2)).toEqual([
      422,
      'meetings/nobody-came',
    ]);
    const open = {
      ...on('2026-10-12', 0, ['organ-assembly'], { chairId: null }),
      attendance: [],
      counts: { due: 12, present: 0 },
    };
    expect((await refused(open)).slice(0, 2)).toEqual([422, 'meetings/nobody-came']);
    const decisions = [{ text: '表决', vote: { ...vote('branch-assembly', 1.5), declared: 'maybe' } }];
    const body = { ...on('2026-10-12', 9, ['branch-assembly']), minutes: 0, decisions, guests: -1 };
    const reply = await (await test.as('secretary')).call(saveMeeting, {
      params: params(),
      body: body as never,
    });
    expect(reply.problem.errors?.map((flaw) => flaw.message).sort()).toEqual(
      ['请填写时长', '不能小于 0', '请填整数', '请从列表中选择'].sort(),
    );
  });

  it('a committee meets with half of its members, whoever else is there', async () => {
    const body = on('2026-10-13', 9, ['branch-committee']);
    const committee = [0, 2, 3, 4].map((at) => test.world.members.a1[at]!);
    body.chairId = null;
    body.attendance = body.attendance.map((each) => ({
      ...each,
      presence: committee.slice(1).includes(each.personId) ? 'absent' : 'present',
    }));
    expect((await refused(body)).slice(0, 2)).toEqual([422, 'meetings/no-quorum']);
  });

  it('refuses votes beyond those present, speakers who were not there, and people who are not on the roster', async () => {
    const decisions = [{ text: '表决', vote: vote('branch-assembly', 9) }];
    expect((await refused(on('2026-10-14', 8, ['branch-assembly'], { decisions })))[1]).toBe(
      'meetings/more-votes-than-present',
    );
    const ghost = test.world.members.a1[8]!;
    expect(
      (
        await refused(on('2026-10-14', 8, ['theme-day'], { topics: [{ text: 'x', speakerIds: [ghost] }] }))
      )[1],
    ).toBe('meetings/not-there');
    const body = on('2026-10-14', 8, ['theme-day']);
    body.attendance = [...body.attendance, { personId: test.world.members.b1[0]!, presence: 'present' }];
    expect((await refused(body))[1]).toBe('meetings/not-on-roster');
    expect(
      (await refused(on('2026-10-14', 8, ['theme-day'], { guestIds: [test.world.members.b1[0]!] })))[1],
    ).toBe('records/unknown-person');
  });

  it('a probationary member gains no vote by being ticked', async () => {
    const body = on('2026-10-14', 9, ['branch-assembly'], {
      decisions: [{ text: '表决', vote: vote('branch-assembly', 9) }],
    });
    body.attendance = body.attendance.map((each) => ({ ...each, votes: true }));
    expect((await refused(body))[1]).toBe('meetings/more-votes-than-present');
  });

  it('a day that has not come is refused; a very late one waits for the superior body', async () => {
    expect((await refused(on('2026-11-24', 8, ['theme-day'])))[1]).toBe('records/not-yet');
    const saved = await (await test.as('secretary')).call(saveMeeting, {
      params: params(),
      body: on('2026-08-01', 8, ['theme-day']),
    });
    expect(saved.body).toMatchObject({ state: 'held', lateDays: 107, fulfilled: [] });
  });
});

describe('text is text', () => {
  it('keeps markup literally and never as markup', async () => {
    const text = '<img src=x onerror=alert(1)>"\'&{{7*7}}';
    const body = meeting(8, {
      occurredOn: '2026-10-20',
      kinds: ['theme-day'],
      topics: [{ text }],
      place: '<script>',
    });
    const saved = await (await test.as('secretary')).call(saveMeeting, { params: params(), body });
    const read = await (await test.as('member')).call(readRecord, { params: { id: saved.body.id } });
    expect(read.body.topics[0]?.text).toBe(text);
    expect(read.body.place).toBe('<script>');
    expect(read.headers['content-type']).toContain('application/json');
  });
  it('refuses what a name cannot hold', async () => {
    for (const text of ['a\u0000b', '\u202eevil', '\ud800']) {
      const body = meeting(8, { occurredOn: '2026-10-21', kinds: ['theme-day'], topics: [{ text }] });
      expect((await (await test.as('secretary')).call(saveMeeting, { params: params(), body })).status).toBe(
        400,
      );
    }
  });
});

describe('correction', () => {
  it('keeps what was said before, counts anew, and refuses a stale edit', async () => {
    const secretary = await test.as('secretary');
    const body = meeting(5, {
      occurredOn: '2026-10-25',
      kinds: ['theme-day'],
      lecturerIds: [],
      topics: [{ text: '志愿服务' }],
    });
    const saved = await secretary.call(saveMeeting, { params: params(), body });
    const id = saved.body.id;
    const second = { ...body, attendance: meeting(8).attendance, minutes: 120 };
    const corrected = await secretary.call(correctMeeting, { params: { id }, body: second, ifMatch: 1 });
    expect([corrected.status, corrected.body.version]).toEqual([200, 2]);
    expect((await secretary.call(readRecord, { params: { id } })).body).toMatchObject({
      minutesSpent: 120,
      counts: { due: 9, present: 8 },
    });
    const kept = await test.owner.query('select version, snapshot from record_version where record_id = $1', [
      id,
    ]);
    expect(kept.rows[0]).toMatchObject({
      version: 1,
      snapshot: { minutesSpent: 90, counts: { due: 9, present: 5 } },
    });
    expect((await secretary.call(correctMeeting, { params: { id }, body: second, ifMatch: 1 })).status).toBe(
      412,
    );
    expect((await secretary.call(correctMeeting, { params: { id }, body: second })).status).toBe(428);
    expect(
      (
        await secretary.call(correctMeeting, {
          params: { id },
          body: { ...second, occurredOn: '2026-11-30' },
          ifMatch: 2,
        })
      ).problem.code,
    ).toBe('records/not-yet');
  });

  it('keeps decisions that gave out tasks', async () => {
    const secretary = await test.as('secretary');
    const decisions = [
      {
        text: '分工',
        tasks: [{ title: '布置会场', ownerId: test.world.members.a1[1]!, dueOn: '2026-12-01' }],
      },
    ];
    const body = meeting(8, {
      occurredOn: '2026-10-26',
      kinds: ['theme-day'],
      lecturerIds: [],
      topics: [{ text: '筹备' }],
      decisions,
    });
    const { id } = (await secretary.call(saveMeeting, { params: params(), body })).body;
    const before = (await secretary.call(readRecord, { params: { id } })).body;
    const dropped = await secretary.call(correctMeeting, {
      params: { id },
      body: { ...body, decisions: [] },
      ifMatch: 1,
    });
    expect([dropped.status, dropped.problem.code]).toEqual([409, 'meetings/decision-has-tasks']);
    const kept = await secretary.call(correctMeeting, {
      params: { id },
      body: { ...body, decisions: [{ id: before.decisions[0]!.id, text: '分工（改）' }] },
      ifMatch: 1,
    });
    expect(kept.body.taskIds).toEqual([]);
    expect((await secretary.call(readRecord, { params: { id } })).body.decisions[0]).toMatchObject({
      id: before.decisions[0]!.id,
      text: '分工（改）',
    });
  });
});

describe('whose meeting it is', () => {
  it('a secretary of another branch gets the answer for what does not exist, on every verb', async () => {
    const saved = await (await test.as('secretary')).call(saveMeeting, {
      params: params(),
      body: meeting(8, {
        occurredOn: '2026-10-28',
        kinds: ['theme-day'],
        topics: [{ text: '只属于甲支部' }],
      }),
    });
    const id = saved.body.id;
    // The positive control: those it belongs to do see it.
    for (const login of ['secretary', 'member', 'officer', 'clerk'] as const) {
      expect((await (await test.as(login)).call(readRecord, { params: { id } })).status, login).toBe(200);
    }
    for (const login of ['secretaryA2', 'secretaryB', 'memberB', 'officerB'] as const) {
      const caller = await test.as(login);
      const read = await caller.call(readRecord, { params: { id } });
      const none = await caller.call(readRecord, { params: { id: '00000000-0000-4000-8000-000000000000' } });
      expect([read.status, read.problem.title]).toEqual([404, none.problem.title]);
      const listed = await caller.call(listRecords, { query: { orgId: test.world.ids.a1, limit: 200 } });
      expect(listed.body.items).toEqual([]);
      expect(listed.raw.includes(Buffer.from('只属于甲支部'))).toBe(false);
    }
    for (const login of ['secretaryA2', 'secretaryB', 'officerB'] as const) {
      const caller = await test.as(login);
      const body = meeting(8, { kinds: ['theme-day'] });
      expect((await caller.call(correctMeeting, { params: { id }, body, ifMatch: 1 })).status).toBe(404);
      expect((await caller.call(saveMeeting, { params: params(), body })).status).toBe(404);
      expect((await caller.call(prepareMeeting, { params: params() })).status).toBe(404);
    }
    expect(
      (await (await test.as('member')).call(correctMeeting, { params: { id }, body: meeting(8), ifMatch: 1 }))
        .status,
    ).toBe(404);
  });
});

describe('other bodies', () => {
  it('a leading group and an open assembly have forms of their own', async () => {
    const officer = await test.as('officer');
    const form = await officer.call(prepareMeeting, { params: { id: test.world.ids.groupA } });
    expect(form.body.roster).toHaveLength(2);
    const open = await officer.call(saveMeeting, {
      params: { id: test.world.ids.committeeA },
      body: {
        kinds: ['organ-assembly'],
        occurredOn: '2026-11-20',
        minutes: 60,
        attendance: [],
        topics: [{ text: '通报机关党建' }],
        counts: { due: 60, present: 61 },
      },
    });
    expect(open.problem.code).toBe('meetings/more-present-than-due');
  });
});
