import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Services } from '#platform/http/context.ts';
import { readCalendar, readDay, readToDo } from '#roles/agenda/agenda.contract.ts';
import { listMyDuties } from '#roles/duties/duties.contract.ts';
import { listObligations } from '#roles/obligations/obligations.contract.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { issueForUnitA } from '#testing/due.ts';
import {
  approveCase,
  enterTraining,
  listCases,
  proposeCase,
  readCase,
  readCaseForm,
  resubmitCase,
  returnCase,
  withdrawCase,
} from './appointments.contract.ts';
import { appointmentsTick } from './appointments.tick.ts';
import { enterTerm, listSetUp, readSetUp, shiftTerm } from './terms.contract.ts';
import { trainingReminders } from './training-reminders.ts';

const NOW = '2026-11-23T02:00:00Z';
let test: TestApp;
type Login = Parameters<TestApp['as']>[0];

beforeAll(async () => {
  test = await testApp({ now: NOW });
  await issueForUnitA(test);
});
afterAll(() => test.close());

const PACKAGE = ['DE-21', 'DE-22', 'DE-23', 'DE-24', 'DE-25'];

/** A young member of A1 for secretary, the present secretary being the head. */
function young(more: object = {}) {
  const { a1 } = test.world.members;
  return {
    orgId: test.world.ids.a1,
    post: 'branch-secretary',
    personId: a1[7],
    fromOn: '2026-11-23',
    headId: a1[0],
    reason: '处长分管两个处室，由年轻同志担任书记锻炼。',
    decidedBy: '局党组第12次会议',
    decidedOn: '2026-11-20',
    training: '参加新任书记培训班',
    trainingBy: '2027-03-01',
    mentorId: a1[0],
    timeShare: 20,
    package: PACKAGE,
    ...more,
  };
}
const propose = async (login: Login, more: object = {}) =>
  (await test.as(login)).call(proposeCase, { body: young(more) as never });
const read = async (id: string, login: Login = 'clerk') =>
  (await (await test.as(login)).call(readCase, { params: { id } })).body;

async function approve(login: Login, id: string, hash?: string) {
  const seen = await read(id);
  return (await test.as(login)).call(approveCase, {
    params: { id },
    ifMatch: seen.version,
    body: { hash: hash ?? seen.hash },
  });
}
const setUp = async (login: Login, id: string) =>
  (await (await test.as(login)).call(readSetUp, { params: { id } })).body;

describe('appointing a secretary who is not the head', () => {
  it('is refused without the package, field by field', async () => {
    const bare = await propose('officer', { package: [], reason: '', mentorId: null });
    expect(bare.problem).toMatchObject({ status: 422, code: 'appointments/package-missing' });
    expect(bare.problem.errors?.map((flaw: { path: string }) => flaw.path)).toEqual([
      'body.reason',
      'body.mentorId',
      'body.package',
    ]);
    expect((await propose('officer', { package: PACKAGE.slice(1) })).problem.code).toBe(
      'appointments/package-missing',
    );
    expect((await propose('officer', { headId: null })).problem.code).toBe('appointments/head-unknown');
    const { rows } = await test.owner.query('select from appointment_case');
    expect(rows).toHaveLength(0);
  });

  it('is refused where the unit has no list that could hold the head to it', async () => {
    const { b1 } = test.world.members;
    const body = young({
      orgId: test.world.ids.b1,
      personId: b1[7],
      headId: b1[0],
      mentorId: b1[0],
    });
    const reply = await (await test.as('officerB')).call(proposeCase, { body: body as never });
    expect(reply.problem.code).toBe('appointments/not-in-list');
  });

  it('waits for approval by a second person, bound to what was read', async () => {
    const proposed = await propose('officer');
    expect(proposed.body.state).toBe('proposed');
    const { id } = proposed.body;
    expect((await propose('officer')).problem.code).toBe('appointments/on-its-way');
    // Whoever looks at the branch sees it coming, and the form says so before anything is filled in.
    const { a1 } = test.world.ids;
    const coming = { id, post: 'branch-secretary', state: 'proposed' };
    expect((await setUp('officer', a1)).pending).toMatchObject([coming]);
    const form = await (await test.as('officer')).call(readCaseForm, { params: { id: a1 } });
    expect(form.body.posts.find((post) => post.id === 'branch-secretary')?.open?.id).toBe(id);
    expect(form.body.posts.find((post) => post.id === 'branch-deputy')?.open ?? null).toBeNull();
    expect((await approve('officer', id)).status).toBe(403);
    expect((await approve('clerk', id, 'a'.repeat(64))).problem.code).toBe('appointments/other-content');
    const todo = (await (await test.as('clerk')).call(readToDo)).body.items;
    expect(todo).toContainEqual(expect.objectContaining({ kind: 'appointment', id, action: 'approve' }));

    const { version } = await read(id);
    const back = await (await test.as('clerk')).call(returnCase, {
      params: { id },
      ifMatch: version,
      body: { note: '培训时间太晚' },
    });
    expect(back.body.state).toBe('returned');
    expect((await (await test.as('officer')).call(readToDo)).body.items).toContainEqual(
      expect.objectContaining({ id, action: 'correct' }),
    );
    const mentorId = test.world.accounts.member.personId!;
    const { orgId: _org, post: _post, ...again } = young({ trainingBy: '2027-01-15', mentorId });
    const sent = await (await test.as('officer')).call(resubmitCase, {
      params: { id },
      ifMatch: back.body.version,
      body: again as never,
    });
    expect(sent.body.state).toBe('proposed');
    const done = await approve('clerk', id);
    expect(done.body.state).toBe('approved');
    expect((await read(id)).contentHash).toBe((await read(id)).hash);
    expect((await setUp('officer', test.world.ids.a1)).pending).toEqual([]);
  });

  it('puts the retained duties into the head’s list, calendar and report at once', async () => {
    const head = await test.as('secretary');
    const duties = (await head.call(listMyDuties)).body.items;
    const kept = duties.filter((duty) => PACKAGE.includes(duty.code));
    expect(kept.map((duty) => duty.code)).toEqual(PACKAGE);
    expect(kept.every((duty) => duty.post?.zh.includes('保留') && !duty.sole)).toBe(true);
    const due = await head.call(listObligations, { query: { duty: 'DE-21', limit: 200 } });
    expect(due.body.items.length).toBeGreaterThan(0);
    const sheet = await setUp('officer', test.world.ids.a1);
    expect(sheet).toMatchObject({
      secretary: '赵辛',
      head: 'package',
      retained: { person: { id: test.world.members.a1[0] } },
    });
    expect(sheet.retained?.duties.map((duty) => duty.code)).toEqual(PACKAGE);
    // The year's report is made from all obligations of a person; these are among them.
    const { rows } = await test.owner.query<{ codes: string[] }>(
      `select array_agg(distinct d.code order by d.code) as codes from obligation o join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
       where o.person_id = $1 and o.bearer_id = $1 and d.code = any($2)`,
      [test.world.members.a1[0], PACKAGE],
    );
    expect(rows[0]?.codes).toEqual(PACKAGE);
  });

  it('keeps mentor and secretary to the training, the head once it is late, and nobody once it is done', async () => {
    const { members, accounts, ids } = test.world;
    const [head, appointee, mentor] = [members.a1[0]!, members.a1[7]!, accounts.member.personId!];
    const rule = contentServices(new URL('../../../content', import.meta.url).pathname).content.tasks;
    const reminded = (day: string) =>
      test.database.read(test.tenantId, async (tx) =>
        (await trainingReminders.lines(tx, test.tenantId, rule, day)).map((line) => [
          line.personId,
          line.why,
          line.dueOn,
        ]),
      );
    const { id } = (await (await test.as('officer')).call(listCases)).body.items[0]!;
    // Told once: what the head keeps since yesterday.
    expect(await reminded('2026-11-24')).toEqual([[head, 'issued', null]]);
    expect(await reminded('2027-01-08')).toEqual(
      [appointee, mentor].map((person) => [person, 'due', '2027-01-15']),
    );
    const late = await reminded('2027-01-16');
    expect(late).toHaveLength(3);
    expect(late).toContainEqual([head, 'overdue', '2027-01-15']);

    const asked = async (login: Login) =>
      (await (await test.as(login)).call(readToDo)).body.items.filter((item) => item.id === id);
    expect(await asked('member')).toMatchObject([{ action: 'confirm-training', dueOn: '2027-01-15' }]);
    expect(await asked('secretary')).toEqual([]);
    const day = await (await test.as('member')).call(readDay, { params: { day: '2027-01-15' } });
    expect(day.body.items).toContainEqual(expect.objectContaining({ id, done: false }));

    const seen = await read(id, 'member');
    expect(seen).toMatchObject({ mayTrain: true, trained: null });
    expect(seen.package.map((duty) => duty.standing?.late)).toEqual([0, 0, 0, 0, 0]);
    expect((await read(id, 'secretary')).head?.id).toBe(head);
    expect((await (await test.as('memberB')).call(readCase, { params: { id } })).status).toBe(404);
    const enter = async (login: Login, onDay: string, version = seen.version) =>
      (await test.as(login)).call(enterTraining, {
        params: { id },
        ifMatch: version,
        body: { onDay, note: '培训班结业' },
      });
    expect((await enter('memberB', '2026-11-23')).status).toBe(404);
    expect((await enter('member', '2026-11-24')).problem.code).toBe('appointments/bad-training-day');
    expect((await enter('member', '2026-11-23', seen.version + 1)).status).toBe(412);
    expect((await enter('member', '2026-11-23')).status).toBe(200);
    expect((await enter('officer', '2026-11-23')).problem.code).toBe('appointments/trained-already');
    expect(await asked('member')).toEqual([]);
    expect(await reminded('2027-01-16')).toEqual([]);
    expect((await setUp('officer', ids.a1)).retained?.training).toMatchObject({
      caseId: id,
      trainedOn: '2026-11-23',
    });
  });

  it('ends with the secretary: the head takes the post himself and keeps no package beside it', async () => {
    const { a1 } = test.world.members;
    const body = young({ personId: a1[0], package: [], reason: '' });
    const proposed = await (await test.as('officer')).call(proposeCase, { body: body as never });
    expect((await approve('clerk', proposed.body.id)).body.state).toBe('approved');
    test.travel('2026-11-24T02:00:00Z');
    const sheet = await setUp('officer', test.world.ids.a1);
    expect(sheet).toMatchObject({ secretary: '赵甲', head: 'head', retained: null });
    const duties = (await (await test.as('secretary')).call(listMyDuties)).body.items;
    expect(duties.filter((duty) => PACKAGE.includes(duty.code))).toEqual([]);
    test.travel(NOW);
  });
});

describe('an appointment for a day to come', () => {
  it('leaves everything as it is until that day, and then takes effect by itself, once', async () => {
    const { a1 } = test.world.members;
    const proposed = await propose('officer', { personId: a1[6], fromOn: '2026-12-10' });
    expect((await approve('clerk', proposed.body.id)).body.state).toBe('approved');
    const services = {
      database: test.database,
      ...contentServices(new URL('../../../content', import.meta.url).pathname),
    } as Services;
    const clock = (day: string) =>
      appointmentsTick.run(services, test.tenantId, new Date(`${day}T02:00:00Z`));
    await clock('2026-12-09');
    expect((await setUp('officer', test.world.ids.a1)).secretary).toBe('赵甲');
    await clock('2026-12-10');
    await clock('2026-12-10');
    test.travel('2026-12-10T03:00:00Z');
    expect(await setUp('officer', test.world.ids.a1)).toMatchObject({ secretary: '赵庚', head: 'package' });
    const kept = (await (await test.as('secretary')).call(listMyDuties)).body.items;
    expect(kept.filter((duty) => PACKAGE.includes(duty.code))).toHaveLength(PACKAGE.length);
    const { rows } = await test.owner.query<{ n: number }>(
      "select count(*)::int as n from appointment where org_id = $1 and post = 'branch-secretary' and to_on is null",
      [test.world.ids.a1],
    );
    expect(rows[0]?.n).toBe(1);
    test.travel(NOW);
  });
});

describe('other appointments', () => {
  it('of commissioners come into force at once; a leader’s post takes a leader', async () => {
    const { ids, members } = test.world;
    const officer = await test.as('officer');
    const call = (body: object) =>
      officer.call(proposeCase, { body: { fromOn: '2026-11-23', ...body } as never });
    const done = await call({ orgId: ids.a1, post: 'publicity-member', personId: members.a1[7] });
    expect(done.body.state).toBe('approved');
    const sheet = await setUp('officer', ids.a1);
    expect(sheet.holders.find((each) => each.post === 'publicity-member')?.person.id).toBe(members.a1[7]);
    const leader = { orgId: ids.committeeA, post: 'organ-committee-secretary' };
    expect((await call({ ...leader, personId: members.a1[7] })).problem.code).toBe(
      'appointments/not-a-leader',
    );
    expect((await call({ ...leader, personId: members.a1[6] })).body.state).toBe('proposed');
    expect(
      (await call({ orgId: ids.a1, post: 'organ-committee-secretary', personId: members.a1[7] })).problem
        .code,
    ).toBe('appointments/unknown-post');
    expect(
      (await call({ orgId: ids.a1, post: 'publicity-member', personId: members.b1[2] })).problem.code,
    ).toBe('records/unknown-person');
  });

  it('to somebody who left is refused, and nothing half-written stays', async () => {
    const { ids, members } = test.world;
    await test.owner.query("update person set state = 'left' where id = $1", [members.a2[7]]);
    const reply = await (await test.as('officer')).call(proposeCase, {
      body: {
        orgId: ids.a2,
        post: 'publicity-member',
        personId: members.a2[7]!,
        fromOn: '2026-11-23',
      } as never,
    });
    expect(reply.problem.code).toBe('appointments/person-left');
    await test.owner.query("update person set state = 'active' where id = $1", [members.a2[7]]);
  });

  it('are read and taken back only within reach', async () => {
    const { ids, members } = test.world;
    const body = { orgId: ids.a2, post: 'branch-deputy', personId: members.a2[7]!, fromOn: '2026-11-23' };
    const { id } = (await (await test.as('officer')).call(proposeCase, { body: body as never })).body;
    const status = async (login: Login) =>
      (await (await test.as(login)).call(readCase, { params: { id } })).status;
    expect(await Promise.all((['clerk', 'officer', 'secretaryA2'] as const).map(status))).toEqual([
      200, 200, 200,
    ]);
    expect(await Promise.all((['officerB', 'secretary', 'secretaryB'] as const).map(status))).toEqual([
      404, 404, 404,
    ]);
    expect((await (await test.as('officerB')).call(listCases)).body.items).toEqual([]);
    expect((await (await test.as('officerB')).call(readCaseForm, { params: { id: ids.a2 } })).status).toBe(
      404,
    );
    const elsewhere = await (await test.as('officerB')).call(proposeCase, { body: body as never });
    expect(elsewhere.status).toBe(404);
    const { version } = await read(id);
    const gone = await (await test.as('officer')).call(withdrawCase, { params: { id }, ifMatch: version });
    expect(gone.body.state).toBe('withdrawn');
  });
});

describe('set-up and terms', () => {
  it('lists what is to be done, organisation by organisation', async () => {
    const items = (await (await test.as('clerk')).call(listSetUp, { query: {} })).body.items;
    const b2 = items.find((row) => row.id === test.world.ids.b2)!;
    expect(b2.findings.map((each) => each.code)).toEqual(['secretary-not-checked', 'term-unknown']);
    const b1 = items.find((row) => row.id === test.world.ids.b1)!;
    expect(b1.findings.map((each) => [each.code, each.severity])).toContainEqual([
      'committee-missing',
      'must',
    ]);
    const must = (await (await test.as('clerk')).call(listSetUp, { query: { show: 'must' } })).body.items;
    expect(must.every((row) => row.findings.some((each) => each.severity === 'must'))).toBe(true);
    const own = (await (await test.as('secretaryB')).call(listSetUp, { query: {} })).body.items;
    expect(own.map((row) => row.name)).toEqual(['大厅党支部']);
    const pages: string[] = [];
    let cursor: string | undefined;
    do {
      const page = (await (await test.as('clerk')).call(listSetUp, { query: { limit: 2, cursor } })).body;
      pages.push(...page.items.map((row) => row.id));
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(pages).toEqual(items.map((row) => row.id));
  });

  it('enters an election once, fulfils what it fulfils, and reminds in time', async () => {
    const { ids } = test.world;
    const enter = async (login: Login, electedOn: string, id = ids.a2) =>
      (await test.as(login)).call(enterTerm, { params: { id }, body: { electedOn } });
    expect((await enter('secretaryA2', '2026-11-24')).problem.code).toBe('terms/day-to-come');
    const first = await enter('secretaryA2', '2023-12-20');
    expect(first.body).toMatchObject({ dueOn: '2026-12-20', recorded: false });
    const todo = (await (await test.as('secretaryA2')).call(readToDo)).body.items;
    expect(todo).toContainEqual(
      expect.objectContaining({ kind: 'term', dueOn: '2026-12-20', link: `/set-up/${ids.a2}` }),
    );
    // The calendar has it on its day: for who answers for it, for the body above, for nobody else.
    const month = async (login: Login, orgId?: string) =>
      (
        await (await test.as(login)).call(readCalendar, { query: { month: '2026-12', orgId } })
      ).body.days.find((each) => each.day === '2026-12-20');
    expect(await month('secretaryA2')).toMatchObject({ due: 1, overdue: 0 });
    expect(await month('officer', ids.a2)).toMatchObject({ due: 1 });
    expect(await month('secretary')).toBeUndefined();
    expect(await month('secretaryB')).toBeUndefined();
    const day = await (await test.as('secretaryA2')).call(readDay, { params: { day: '2026-12-20' } });
    expect(day.body.items).toEqual([
      expect.objectContaining({ kind: 'term', action: 'elect', link: `/set-up/${ids.a2}`, done: false }),
    ]);
    expect((await setUp('officer', ids.a2)).findings.map((each) => each.code)).toContain('term-due');
    expect((await enter('secretaryA2', '2023-12-20')).problem.code).toBe('terms/day-before');
    expect((await enter('secretaryA2', '2026-11-20', ids.a1)).status).toBe(404);
    expect((await enter('officer', '2026-11-20', ids.groupA)).problem.code).toBe('terms/no-terms');
    const again = await enter('officer', '2026-11-20');
    expect(again.body).toMatchObject({ dueOn: '2029-11-20', recorded: true });
    const { terms } = await setUp('officer', ids.a2);
    expect(terms.map((each) => [each.electedOn, each.state])).toEqual([
      ['2026-11-20', 'running'],
      ['2023-12-20', 'ended'],
    ]);
  });

  it('moves the end with reason and approval, by a year at most', async () => {
    const { ids } = test.world;
    await (await test.as('officerB')).call(enterTerm, {
      params: { id: ids.b1 },
      body: { electedOn: '2023-10-01' },
    });
    const term = (await setUp('officerB', ids.b1)).terms[0]!;
    expect(term.state).toBe('overdue');
    const shift = async (login: Login, until: string, ifMatch: number | undefined = term.version) =>
      (await test.as(login)).call(shiftTerm, {
        params: { id: term.id },
        ifMatch,
        body: { until, reason: '机构改革期间', approval: '工委〔2026〕18号' },
      });
    expect((await shift('officerB', '2027-10-02')).problem.code).toBe('terms/shift-too-far');
    expect((await shift('officer', '2027-03-01')).status).toBe(404);
    expect((await shift('secretaryB', '2027-03-01')).status).toBe(403);
    expect((await shift('officerB', '2027-03-01')).body.dueOn).toBe('2027-03-01');
    expect((await shift('officerB', '2027-04-01')).status).toBe(412);
    expect((await setUp('officerB', ids.b1)).terms[0]).toMatchObject({ state: 'due', dueOn: '2027-03-01' });
  });
});
