import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { readProblem } from '#roles/ledger/ledger.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptScheme, readAdoption } from '../schemes/schemes.contract.ts';
import { recompute } from '../scoring/recompute.ts';
import {
  downloadDocument,
  downloadWorkbook,
  findPublicationByDigest,
  listPublications,
  readPublication,
} from './publications.contract.ts';
import {
  correctResult,
  createResult,
  downloadExplanation,
  listEntries,
  listKnownEntries,
  listObjections,
  listRectifications,
  listResults,
  lodgeObjection,
  moveObjection,
  moveResult,
  openRectification,
  publishResult,
  readObjection,
  readResult,
  readScore,
} from './results.contract.ts';
import { verifyPublications } from './verify-publications.ts';

let test: TestApp;
let branches: string[] = [];
let roundId = '';
let adoptionId = '';

type Login = Parameters<TestApp['as']>[0];

let moved = false;
/** Moves the clock; everybody signs in again afterwards, so only where it is needed. */
function travel(to: string) {
  moved = true;
  test.travel(to);
}
const as = (login: Login) => test.as(login);
const why = '核对了计分依据和原始记录,同意。';

/** Twelve branches of one comparable group, a tallied round that rated them all, and the scheme adopted for the year. */
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
  const { ids } = test.world;
  branches = [ids.a1, ids.a2];
  await test.database.write(test.tenantId, async (tx) => {
    const more = Array.from({ length: 10 }, (_, i) => ({
      id: newId(),
      kind: 'branch' as const,
      name: `第${i + 1}党支部`,
      parentId: ids.committeeA,
      category: '综合部门',
    }));
    branches.push(...(await addOrganisations(tx, test.tenantId, more)));
    return { commit: true, value: undefined };
  });
  const officer = await as('officer');
  const adopted = await officer.call(adoptScheme, {
    body: {
      orgId: ids.unitA,
      schemeId: 'branch-appraisal',
      periodFrom: '2026-01-01',
      periodTo: '2026-10-31',
    },
  });
  expect(adopted.status).toBe(201);
  adoptionId = adopted.body.id;
  await problems();
  roundId = await tallied([...branches, ids.b1], (i) => 9800 - 500 * i);
});
afterAll(() => test.close());

/** A tallied round as the ballots leave it: three groups, four items, one mean for each. */
async function tallied(ratees: string[], meanOf: (i: number) => number): Promise<string> {
  const id = newId();
  const { tenantId, owner } = test;
  const { rows } = await owner.query<{ id: string }>('select id from account where login = $1', ['officer']);
  await owner.query(
    `insert into round (tenant_id, id, org_id, title, mode, state, scheme_id, scheme_version, items, opens_on, closes_on, floor,
       objection_days, created_by, manifest, manifest_hash, board_hash, closed_on)
     values ($1,$2,$3,'2026年度测评','sealed','tallied','branch-appraisal',1,'[]','2026-11-01','2026-11-10',5,30,$4,'{}','m','b','2026-11-11')`,
    [tenantId, id, test.world.ids.unitA, rows[0]?.id],
  );
  for (const [no, code, weight] of [
    [1, 'superior', 3500],
    [2, 'members', 4000],
    [3, 'staff', 2500],
  ]) {
    await owner.query(
      `insert into round_group (tenant_id, round_id, code, no, title, weight, source) values ($1,$2,$3,$4,$5,$6,'named')`,
      [tenantId, id, code, no, { zh: code, en: code }, weight],
    );
  }
  await owner.query(
    `insert into round_ratee (tenant_id, round_id, org_id, no, category)
     select $1, $2, r.id, r.no, '综合部门' from unnest($3::uuid[]) with ordinality as r(id, no)`,
    [tenantId, id, ratees.filter((each) => each !== test.world.ids.b1)],
  );
  let no = 0;
  for (const [i, ratee] of ratees.entries()) {
    if (ratee === test.world.ids.b1) continue;
    for (const group of ['superior', 'members', 'staff']) {
      for (const item of ['politics', 'committee', 'members', 'effect']) {
        no += 1;
        await owner.query(
          `insert into released_cell (tenant_id, round_id, no, org_id, groups, item, at_least, at_most, mean, spread, spread_basis)
           values ($1,$2,$3,$4,$5,$6,20,49,$7,300,'pooled')`,
          [tenantId, id, no, ratee, [group], item, meanOf(i)],
        );
      }
    }
  }
  return id;
}

/** Some problems of the ledger, so that a branch has more than its ballots behind its score: all solved for most, none for the last two. */
async function problems() {
  const { tenantId, owner } = test;
  await owner.query(
    `insert into problem (tenant_id, id, org_id, title, source, owner_id, reported_by, reported_at, due_on, first_due_on, state, closed_on)
     select $1, gen_random_uuid(), b.id, '问题', 'masses', $3, $4, '2026-02-01', '2026-05-01', '2026-05-01',
       case when b.no < 11 then 'closed' else 'open' end, case when b.no < 11 then date '2026-04-20' end
     from unnest($2::uuid[]) with ordinality as b(id, no), generate_series(1, 60)`,
    [tenantId, branches, test.world.members.a1[1], test.world.accounts.officer.id],
  );
}

async function view(id: string) {
  return (await (await as('officer')).call(readResult, { params: { id } })).body;
}

async function move(login: Login, id: string, action: string, reason = '', version?: number) {
  const ifMatch = version ?? (await view(id)).version;
  return (await as(login)).call(moveResult, { params: { id }, body: { action, reason } as never, ifMatch });
}

async function publishBy(login: Login, id: string) {
  const { version } = await view(id);
  return (await as(login)).call(publishResult, { params: { id }, body: { reason: why }, ifMatch: version });
}

async function createdBy(login: Login, round = roundId) {
  const reply = await (await as(login)).call(createResult, {
    body: { roundId: round, adoptionId, title: '2026年度党支部考核' },
  });
  expect(reply.problem?.code).toBeUndefined();
  return reply.body.id;
}

const entriesOf = async (id: string) =>
  (await (await as('officer')).call(listEntries, { params: { id }, query: { limit: 200 } })).body.items;

/** The tests travel; each begins in the same week, for the audit chain as well. */
async function backToNovember() {
  if (moved) test.travel('2026-11-23T02:00:00Z');
  moved = false;
  await test.owner.query(`update audit_head set at = '2026-11-23T02:00:00Z'`);
}

/** A round of its own, brought to `notified` on 23 November. */
async function notified(): Promise<string> {
  await backToNovember();
  const id = await createdBy('officer', await tallied(branches, (i) => 9800 - 500 * i));
  expect((await move('officer', id, 'submit')).body.state).toBe('under-review');
  expect((await move('clerk', id, 'approve', why)).body.state).toBe('approved');
  expect((await move('clerk', id, 'notify')).body.state).toBe('notified');
  return id;
}

async function published(): Promise<{ id: string; publicationId: string; hash: string }> {
  const id = await notified();
  travel('2026-12-01T02:00:00Z');
  const reply = await publishBy('clerk', id);
  expect(reply.status).toBe(200);
  return { id, publicationId: reply.body.publicationId, hash: reply.body.hash };
}

describe('scoring a round', () => {
  it('scores every organisation by the adopted scheme, each score recomputable from its explanation alone', async () => {
    const id = await createdBy('officer');
    const entries = await entriesOf(id);
    expect(entries).toHaveLength(12);
    const officer = await as('officer');
    for (const entry of [entries[0], entries[11]]) {
      const score = (await officer.call(readScore, { params: { id: entry?.scoreId ?? '' } })).body;
      const file = await officer.call(downloadExplanation, { params: { id: entry?.scoreId ?? '' } });
      const explanation = JSON.parse(file.raw.toString('utf8'));
      expect(recompute(explanation)).toBe(score.tree.score);
      expect(explanation).toEqual(score.tree);
      expect(score.tree.organisation.id).toBe(entry?.orgId);
    }
    const first = (await officer.call(readScore, { params: { id: entries[0]?.scoreId ?? '' } })).body.tree;
    const state = (part: string) => first.indicators.find((each) => each.id === part);
    expect(state('problems')).toMatchObject({ state: 'scored', raw: '1', value: 10_000 });
    expect(state('organisational-life')).toMatchObject({
      state: 'missing',
      reason: 'nothing-due',
      effective_weight: 0,
    });
    expect(state('opinion')).toMatchObject({ state: 'scored', raw: '98' });
    expect(first.coverage).toBe(6500);
    expect(first.indicators.reduce((sum, each) => sum + each.contribution, 0)).toBe(first.score);
  });

  it('compares inside the group with intervals, and lists in the order of the tree', async () => {
    const items = (await (await as('officer')).call(listResults, { query: {} })).body.items;
    const result = await view(items[0]?.id ?? '');
    expect(result.groups).toHaveLength(1);
    expect(result.groups[0]).toMatchObject({ category: '综合部门', size: 12, unranked: null });
    const entries = await entriesOf(result.id);
    expect(
      entries.every((each) => each.best !== null && each.worst !== null && each.best <= each.worst),
    ).toBe(true);
    expect(entries.map((each) => each.orgId)).toEqual(branches);
  });

  it('is done once for a round, and only after the tally', async () => {
    const again = await (await as('officer')).call(createResult, {
      body: { roundId, adoptionId, title: '再来一次' },
    });
    expect(again.problem.code).toBe('results/exists');
    const open = await tallied(branches, () => 9000);
    await test.owner.query(
      `alter table round disable trigger round_terms; update round set state = 'closed' where id = '${open}'`,
    );
    const early = await (await as('officer')).call(createResult, {
      body: { roundId: open, adoptionId, title: '过早' },
    });
    expect(early.problem).toMatchObject({ status: 409, code: 'results/round-not-tallied' });
  });

  it('is seen by nobody before the notice but those who hold it', async () => {
    const items = (await (await as('officer')).call(listResults, { query: {} })).body.items;
    const entry = (await entriesOf(items[0]?.id ?? ''))[0];
    expect((await (await as('clerk')).call(readScore, { params: { id: entry?.scoreId ?? '' } })).status).toBe(
      200,
    );
    for (const login of ['secretary', 'member', 'secretaryB', 'officerB'] as const) {
      expect((await (await as(login)).call(readScore, { params: { id: entry?.scoreId ?? '' } })).status).toBe(
        404,
      );
    }
    expect(
      (await (await as('officerB')).call(readResult, { params: { id: items[0]?.id ?? '' } })).status,
    ).toBe(404);
    for (const login of ['rater', 'auditor', 'sysadmin', 'secadmin'] as const) {
      expect((await (await as(login)).call(readScore, { params: { id: entry?.scoreId ?? '' } })).status).toBe(
        403,
      );
    }
  });
});

describe('on the way to publication', () => {
  it('is reviewed by another person, with reasons', async () => {
    const id = await createdBy('officer', await tallied(branches, (i) => 9800 - 500 * i));
    await move('officer', id, 'submit');
    expect((await move('officer', id, 'approve', why)).problem).toMatchObject({
      status: 403,
      code: 'results/reviewer-scored',
    });
    expect((await move('clerk', id, 'approve', '同意')).problem).toMatchObject({
      status: 400,
      code: 'results/no-reason',
    });
    expect((await move('clerk', id, 'approve', why)).body.state).toBe('approved');
    expect((await publishBy('clerk', id)).problem.code).toBe('results/not-in-this-state');
    await expect(
      test.owner.query('update result set reviewed_by = scored_by where id = $1', [id]),
    ).rejects.toThrow('violates check constraint');
  });

  it('is refused before five working days are over, with the date', async () => {
    const id = await notified();
    for (const day of ['2026-11-27', '2026-11-30']) {
      travel(`${day}T02:00:00Z`);
      expect((await publishBy('clerk', id)).problem).toMatchObject({
        status: 409,
        code: 'results/notice-running',
        data: { earliest: '2026-12-01' },
      });
    }
    travel('2026-12-01T02:00:00Z');
    expect((await publishBy('clerk', id)).status).toBe(200);
  });

  it('is refused while the clock stands behind what the audit chain has seen', async () => {
    const id = await notified();
    travel('2026-12-20T02:00:00Z');
    await as('secretary');
    travel('2026-12-01T02:00:00Z');
    expect((await publishBy('clerk', id)).problem.code).toBe('results/clock-behind');
    travel('2026-12-20T02:01:00Z');
    expect((await publishBy('clerk', id)).status).toBe(200);
  });

  it('waits for a reasoned decision on every objection by someone who did not score', async () => {
    const id = await notified();
    const entry = (await entriesOf(id)).find((each) => each.orgId === test.world.ids.a1);
    const lodged = await (await as('secretary')).call(lodgeObjection, {
      params: { id: entry?.scoreId ?? '' },
      body: { indicator: 'problems', text: '五月份的问题已经按期销号,请核对。' },
    });
    expect(lodged.status).toBe(201);
    travel('2026-12-02T02:00:00Z');
    expect((await publishBy('clerk', id)).problem.code).toBe('results/objections-open');
    const decide = async (login: Login, action: string, reason = '') => {
      const seen = await (await as('clerk')).call(readObjection, { params: { id: lodged.body.id } });
      return (await as(login)).call(moveObjection, {
        params: { id: lodged.body.id },
        body: { action, reason } as never,
        ifMatch: seen.body.version,
      });
    };
    expect((await decide('officer', 'take-up')).problem).toMatchObject({
      status: 403,
      code: 'objections/decider-scored',
    });
    expect((await decide('clerk', 'take-up')).body.state).toBe('under-review');
    expect((await decide('clerk', 'dismiss', '不成立')).status).toBe(400);
    expect((await decide('clerk', 'dismiss', '台账显示该问题于五月三日才销号,晚于时限。')).body.state).toBe(
      'dismissed',
    );
    expect((await publishBy('clerk', id)).status).toBe(200);
  });

  it('works an upheld objection in, gives notice again, and never to the worse of who objected', async () => {
    const id = await notified();
    const before = (await entriesOf(id)).find((each) => each.orgId === test.world.ids.a2);
    const lodged = await (await as('secretaryA2')).call(lodgeObjection, {
      params: { id: before?.scoreId ?? '' },
      body: { text: '整体得分与台账记录不符,请重新核对。' },
    });
    const clerk = await as('clerk');
    for (const [action, reason] of [
      ['take-up', ''],
      ['uphold', '台账漏记一件已销号的问题,应予补记。'],
    ]) {
      const { version } = (await clerk.call(readObjection, { params: { id: lodged.body.id } })).body;
      await clerk.call(moveObjection, {
        params: { id: lodged.body.id },
        body: { action, reason } as never,
        ifMatch: version,
      });
    }
    travel('2026-12-02T02:00:00Z');
    expect((await publishBy('clerk', id)).problem.code).toBe('results/objection-not-worked-in');
    expect((await move('clerk', id, 'revise', '异议成立,改正台账后重新计分。')).body.state).toBe('draft');
    await test.owner.query(
      `update released_cell c set mean = 1000 from result r where c.round_id = r.round_id and r.id = $1 and c.org_id = $2`,
      [id, test.world.ids.a2],
    );
    expect((await move('officer', id, 'rescore')).status).toBe(200);
    expect((await move('officer', id, 'submit')).problem).toMatchObject({
      status: 422,
      code: 'results/objection-worsened',
      data: { organisations: [test.world.ids.a2] },
    });
    await test.owner.query(
      `update released_cell c set mean = 9900 from result r where c.round_id = r.round_id and r.id = $1 and c.org_id = $2`,
      [id, test.world.ids.a2],
    );
    await move('officer', id, 'rescore');
    expect((await move('officer', id, 'submit')).status).toBe(200);
    await move('clerk', id, 'approve', why);
    await move('clerk', id, 'notify');
    expect((await publishBy('clerk', id)).problem).toMatchObject({
      code: 'results/notice-running',
      data: { earliest: '2026-12-10' },
    });
    travel('2026-12-10T02:00:00Z');
    expect((await publishBy('clerk', id)).status).toBe(200);
  });

  it('lets nobody but the spokesmen of the organisation object, in time, once for one part', async () => {
    const id = await notified();
    const entry = (await entriesOf(id)).find((each) => each.orgId === test.world.ids.a1);
    const object = async (login: Login, body: object = { text: '请核对组织生活的完成情况。' }) =>
      (await as(login)).call(lodgeObjection, { params: { id: entry?.scoreId ?? '' }, body: body as never });
    expect((await object('secretaryA2')).status).toBe(404);
    expect((await object('secretaryB')).status).toBe(404);
    expect((await object('member')).status).toBe(403);
    expect((await object('secretary', { text: '太低' })).status).toBe(400);
    expect(
      (await object('secretary', { text: '请核对这一项的依据。', indicator: 'nothing' })).problem.code,
    ).toBe('objections/unknown-indicator');
    expect((await object('secretary')).status).toBe(201);
    expect((await object('secretary')).problem.code).toBe('objections/open-already');
    travel('2026-12-24T02:00:00Z');
    expect(
      (await object('secretary', { text: '过了期限再提一次异议。', indicator: 'problems' })).problem,
    ).toMatchObject({
      code: 'objections/too-late',
      data: { deadline: '2026-12-23' },
    });
  });

  it('tells nobody who objected but the reviewers and the objector', async () => {
    const id = await notified();
    const entry = (await entriesOf(id)).find((each) => each.orgId === test.world.ids.a2);
    const lodged = await (await as('secretaryA2')).call(lodgeObjection, {
      params: { id: entry?.scoreId ?? '' },
      body: { text: '请核对测评的合计结果。' },
    });
    const sees = async (login: Login) =>
      (await (await as(login)).call(readObjection, { params: { id: lodged.body.id } })).status;
    expect([await sees('clerk'), await sees('secretaryA2')]).toEqual([200, 200]);
    expect([await sees('secretary'), await sees('secretaryB'), await sees('officerB')]).toEqual([
      404, 404, 404,
    ]);
    expect([await sees('member'), await sees('rater'), await sees('sysadmin')]).toEqual([403, 403, 403]);
    const listed = async (login: Login) =>
      (await (await as(login)).call(listObjections, { query: {} })).body.items.some(
        (each) => each.id === lodged.body.id,
      );
    expect([
      await listed('clerk'),
      await listed('secretaryA2'),
      await listed('secretary'),
      await listed('officerB'),
    ]).toEqual([true, true, false, false]);
    const decided = await (await as('secretary')).call(moveObjection, {
      params: { id: lodged.body.id },
      body: { action: 'withdraw', reason: '' },
      ifMatch: 1,
    });
    expect(decided.status).toBe(404);
  });

  it('stands on the agenda of whoever has to act next, and of nobody else', async () => {
    const links = async (login: Login) =>
      (await (await as(login)).call(readToDo)).body.items.map((item) => item.link);
    await backToNovember();
    const id = await createdBy('officer', await tallied(branches, (i) => 9800 - 500 * i));
    await move('officer', id, 'submit');
    expect(await links('clerk')).toContain(`/results/${id}`);
    expect(await links('officer')).not.toContain(`/results/${id}`);
    await move('clerk', id, 'approve', why);
    await move('clerk', id, 'notify');
    const entry = (await entriesOf(id)).find((each) => each.orgId === test.world.ids.a1);
    expect(await links('secretary')).toContain(`/scores/${entry?.scoreId}`);
    expect(await links('secretaryA2')).not.toContain(`/scores/${entry?.scoreId}`);
    expect(await links('clerk')).not.toContain(`/results/${id}`);
    const lodged = await (await as('secretary')).call(lodgeObjection, {
      params: { id: entry?.scoreId ?? '' },
      body: { text: '请核对组织生活的完成情况。' },
    });
    expect(await links('clerk')).toContain(`/objections/${lodged.body.id}`);
    expect(await links('officer')).not.toContain(`/objections/${lodged.body.id}`);
  });

  it('makes its result known to those it is about, and to no others', async () => {
    const id = await notified();
    const known = async (login: Login) =>
      (await (await as(login)).call(listKnownEntries, { query: { limit: 200 } })).body.items
        .filter((each) => each.resultId === id)
        .map((each) => each.orgId);
    expect(await known('secretary')).toEqual([test.world.ids.a1]);
    expect(await known('member')).toEqual([test.world.ids.a1]);
    expect(await known('secretaryB')).toEqual([]);
    expect((await known('officer')).sort()).toEqual([...branches].sort());
  });
});

describe('a publication', () => {
  it('names organisations only, in comparable groups, and lists only who can be told apart', async () => {
    const { publicationId } = await published();
    const seen = await (await as('memberB')).call(readPublication, { params: { id: publicationId } });
    expect(seen.status).toBe(200);
    const { body, intact } = seen.body;
    expect(intact).toBe(true);
    expect(body.groups[0]?.entries.map((entry) => entry.organisation)).toEqual(branches);
    const text = JSON.stringify(body);
    for (const person of Object.values(test.world.members).flat()) expect(text).not.toContain(person);
    expect(body.groups[0]?.front).toEqual({ organisations: expect.any(Array), reason: null });
    expect(body.groups[0]?.front.organisations).toContain(branches[0]);
    expect(body.groups[0]?.tail.organisations).toContain(branches[11]);
    for (const login of ['auditor', 'sysadmin', 'secadmin'] as const) {
      expect((await (await as(login)).call(readPublication, { params: { id: publicationId } })).status).toBe(
        403,
      );
    }
    expect(
      (await (await as('rater')).call(listPublications, { query: {} })).body.items.length,
    ).toBeGreaterThan(0);
  });

  it('names nobody at the front who is under a red line, and leaves the score as it is', async () => {
    const frontOf = async (publicationId: string) => {
      const { body } = (await (await as('member')).call(readPublication, { params: { id: publicationId } }))
        .body;
      return { front: body.groups[0]?.front.organisations, score: body.groups[0]?.entries[0]?.score };
    };
    const without = await frontOf((await published()).publicationId);
    expect(without.front).toContain(branches[0]);
    await test.owner.query(
      `insert into red_line (tenant_id, id, org_id, rule, document_no, organ, issued_on, from_on, entered_by, entered_at, confirmed_by, confirmed_at)
       values ($1, gen_random_uuid(), $2, 'discipline', '纪〔2026〕3号', '机关纪委', '2026-10-01', '2026-10-01', $3, now(), $4, now())`,
      [test.tenantId, branches[0], test.world.accounts.officer.id, test.world.accounts.clerk.id],
    );
    const under = await frontOf((await published()).publicationId);
    expect(under.front).not.toContain(branches[0]);
    expect(under.score).toBe(without.score);
    await test.owner.query('delete from red_line');
  });

  it('says 差异不足以排名 where the differences are noise', async () => {
    await backToNovember();
    const id = await createdBy('officer', await tallied(branches.slice(0, 10), (i) => 8800 + 10 * (i % 3)));
    await move('officer', id, 'submit');
    await move('clerk', id, 'approve', why);
    await move('clerk', id, 'notify');
    travel('2026-12-01T02:00:00Z');
    const { publicationId } = (await publishBy('clerk', id)).body;
    const { body } = (await (await as('member')).call(readPublication, { params: { id: publicationId } }))
      .body;
    expect(body.groups[0]?.front.organisations).toEqual([]);
    expect(body.groups[0]?.tail.organisations).toEqual([]);
    expect(body.groups[0]?.tail.reason).not.toBeNull();
  });

  it('is not changed by any statement, and has no way back in the interface', async () => {
    const { id, publicationId } = await published();
    await expect(
      test.owner.query(`update publication set title = 'x' where id = $1`, [publicationId]),
    ).rejects.toThrow('written once');
    await expect(test.owner.query('delete from publication where id = $1', [publicationId])).rejects.toThrow(
      'written once',
    );
    await expect(test.owner.query('update score set score = 1 where result_id = $1', [id])).rejects.toThrow(
      'written once',
    );
    await expect(
      test.owner.query('update result_entry set score = 1 where result_id = $1', [id]),
    ).rejects.toThrow('corrected by a new one');
    await expect(test.owner.query(`update result set title = 'x' where id = $1`, [id])).rejects.toThrow(
      'corrected by a new one',
    );
    for (const action of ['rescore', 'submit', 'return', 'approve', 'notify', 'revise']) {
      expect((await move('clerk', id, action, why)).status).toBe(409);
    }
    expect((await publishBy('clerk', id)).status).toBe(409);
  });

  it('is corrected in the open: both versions stay, the old one leads to the new', async () => {
    const { id, publicationId, hash } = await published();
    const begun = await (await as('clerk')).call(correctResult, {
      params: { id },
      body: { reason: '漏记一件按期销号的问题,予以更正。' },
    });
    expect(begun.status).toBe(201);
    expect(
      (
        await (
          await as('clerk')
        ).call(correctResult, { params: { id }, body: { reason: '同一结果再更正一次试试。' } })
      ).problem.code,
    ).toBe('results/correction-running');
    const next = begun.body.id;
    await test.owner.query(
      `update released_cell c set mean = 9950 from result r where c.round_id = r.round_id and r.id = $1 and c.org_id = $2`,
      [id, branches[3]],
    );
    await move('clerk', next, 'rescore');
    await move('clerk', next, 'submit');
    expect((await move('clerk', next, 'approve', why)).problem.code).toBe('results/reviewer-scored');
    await move('officer', next, 'approve', why);
    await move('clerk', next, 'notify');
    travel('2026-12-15T02:00:00Z');
    const reply = await publishBy('clerk', next);
    expect(reply.status).toBe(200);
    const old = (await (await as('member')).call(readPublication, { params: { id: publicationId } })).body;
    expect(old).toMatchObject({ correctedBy: reply.body.publicationId, intact: true });
    const now = (
      await (await as('member')).call(readPublication, { params: { id: reply.body.publicationId } })
    ).body;
    expect(now.body.corrects).toMatchObject({
      publication: publicationId,
      hash,
      reason: '漏记一件按期销号的问题,予以更正。',
    });
    expect(now.body.corrects?.changes.map((each) => each.organisation)).toEqual([branches[3]]);
    const byOld = await (await as('member')).call(findPublicationByDigest, { params: { hash } });
    expect(byOld.body).toEqual({ id: publicationId, correctedBy: reply.body.publicationId });
    expect((await view(id)).state).toBe('corrected');
  });

  it('goes out as a workbook without formulas and as an official document', async () => {
    const { publicationId } = await published();
    const workbook = await (await as('secretary')).call(downloadWorkbook, { params: { id: publicationId } });
    expect(workbook.raw.subarray(0, 2).toString()).toBe('PK');
    expect(workbook.raw.includes('<f>')).toBe(false);
    const document = await (await as('clerk')).call(downloadDocument, { params: { id: publicationId } });
    expect(document.headers['content-type']).toContain('wordprocessingml');
    expect(decodeURIComponent(String(document.headers['content-disposition']))).toContain('结果的通报.docx');
    expect(
      (await (await as('member')).call(downloadDocument, { params: { id: publicationId } })).status,
    ).toBe(403);
  });
});

describe('verification', () => {
  const report = () => test.database.read(test.tenantId, (tx) => verifyPublications(tx, test.tenantId));
  const asOwner = async (sql: string, values: unknown[] = []) => {
    await test.owner.query('begin');
    for (const table of ['publication', 'score', 'result_entry', 'audit_entry']) {
      await test.owner.query(`alter table ${table} disable trigger user`);
    }
    await test.owner.query(sql, values);
    for (const table of ['publication', 'score', 'result_entry', 'audit_entry']) {
      await test.owner.query(`alter table ${table} enable trigger user`);
    }
    await test.owner.query('commit');
  };

  it('finds nothing while nothing was touched', async () => {
    await published();
    const { faults, publications, scores } = await report();
    expect(faults).toEqual([]);
    expect(publications).toBeGreaterThan(0);
    expect(scores).toBeGreaterThan(11);
  });

  it('names a publication whose text was changed by the owner of the database, and the page shows it', async () => {
    const { publicationId } = await published();
    const { rows } = await test.owner.query<{ body: string }>('select body from publication where id = $1', [
      publicationId,
    ]);
    const before = rows[0]?.body ?? '';
    const after = before.replace(/"score":(\d+)/, (_, score: string) => `"score":${Number(score) - 300}`);
    expect(after).not.toBe(before);
    const start = performance.now();
    await asOwner('update publication set body = $2 where id = $1', [publicationId, after]);
    const { faults } = await report();
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(faults.map((each) => [each.publicationId, each.reason])).toContainEqual([
      publicationId,
      'text-altered',
    ]);
    expect(faults.some((each) => each.reason === 'score-altered' && each.organisation !== null)).toBe(true);
    const page = (await (await as('member')).call(readPublication, { params: { id: publicationId } })).body;
    expect(page.intact).toBe(false);
    expect(page.actualHash).not.toBe(page.hash);
    await asOwner('update publication set body = $2 where id = $1', [publicationId, before]);
    expect((await report()).faults).toEqual([]);
  });

  it('names it also when text and digest were changed together: the audit chain remembers', async () => {
    const { publicationId, hash } = await published();
    const { rows } = await test.owner.query<{ body: string }>('select body from publication where id = $1', [
      publicationId,
    ]);
    const body = rows[0]?.body ?? '';
    const { digestOfText } = await import('#platform/crypto/digest.ts');
    const forged = body.replace('2026年度党支部考核', '2026年度党支部考评');
    await asOwner('update publication set body = $2, hash = $3 where id = $1', [
      publicationId,
      forged,
      digestOfText(forged),
    ]);
    expect((await report()).faults.map((each) => each.reason)).toEqual(['hash-not-in-chain']);
    await asOwner('update publication set body = $2, hash = $3 where id = $1', [publicationId, body, hash]);
  });

  it('names the organisation whose score or explanation was changed', async () => {
    const { id, publicationId } = await published();
    const one = `(select score_id from result_entry where result_id = '${id}' and org_id = '${branches[2]}')`;
    await asOwner(`update score set score = score + 300 where id = ${one}`);
    expect((await report()).faults).toEqual([
      { publicationId, title: '2026年度党支部考核', organisation: '第1党支部', reason: 'score-altered' },
    ]);
    await asOwner(`update score set score = score - 300 where id = ${one}`);
    await asOwner(`update score set tree = jsonb_set(tree, '{score}', '9100') where id = ${one}`);
    expect((await report()).faults.map((each) => each.reason)).toEqual(['explanation-altered']);
    await asOwner(`update score set tree = jsonb_set(tree, '{score}', to_jsonb(score)) where id = ${one}`);
    expect((await report()).faults).toEqual([]);
  });

  it('misses a publication that was deleted', async () => {
    const { id, publicationId } = await published();
    await asOwner('delete from publication where id = $1', [publicationId]);
    expect((await report()).faults.map((each) => [each.publicationId, each.reason])).toEqual([
      [publicationId, 'missing'],
    ]);
    expect(id).not.toBe(publicationId);
  });
});

describe('what follows from a low indicator', () => {
  it('is proposed, entered by a person with owner and date, and closed by a second person', async () => {
    const { id } = await published();
    const clerk = await as('clerk');
    const proposals = (await clerk.call(listRectifications, { params: { id }, query: {} })).body.items;
    const low = proposals.find((each) => each.orgId === branches[11] && each.indicator.id === 'problems');
    expect(low).toMatchObject({ value: 0, problem: null });
    const before = await test.owner.query('select count(*)::int as n from problem where source = $1', [
      'assessment',
    ]);
    const body = {
      indicator: 'problems',
      ownerId: test.world.members.a1[1] ?? '',
      dueOn: '2026-12-31',
      measures: '逐件过堂,月底前销号。',
    };
    const opened = await clerk.call(openRectification, { params: { id: low?.scoreId ?? '' }, body });
    expect(opened.status).toBe(201);
    expect(
      (await clerk.call(openRectification, { params: { id: low?.scoreId ?? '' }, body })).problem.code,
    ).toBe('ledger/entered-already');
    const problem = (await clerk.call(readProblem, { params: { id: opened.body.id } })).body;
    expect(problem).toMatchObject({
      source: 'assessment',
      state: 'open',
      dueOn: '2026-12-31',
      sourcePart: 'problems',
    });
    const after = (await clerk.call(listRectifications, { params: { id }, query: {} })).body.items;
    expect(
      after.find((each) => each.orgId === branches[11] && each.indicator.id === 'problems')?.problem,
    ).toMatchObject({
      id: opened.body.id,
      state: 'open',
    });
    expect(before.rows[0]?.n).toBe(0);
    const fine = await clerk.call(openRectification, {
      params: { id: low?.scoreId ?? '' },
      body: { ...body, indicator: 'results' },
    });
    expect([201, 422]).toContain(fine.status);
    const good = (await entriesOf(id))[0];
    const notLow = await clerk.call(openRectification, { params: { id: good?.scoreId ?? '' }, body });
    expect(notLow.problem.code).toBe('results/not-low');
  });
});

describe('an adopted scheme', () => {
  it('is frozen, and open to everybody who is assessed', async () => {
    await expect(
      test.owner.query('update scheme_adoption set body = body where id = $1', [adoptionId]),
    ).rejects.toThrow('written once');
    const seen = await (await as('member')).call(readAdoption, { params: { id: adoptionId } });
    expect(seen.body).toMatchObject({ late: true, schemeId: 'branch-appraisal' });
    expect((await (await as('sysadmin')).call(readAdoption, { params: { id: adoptionId } })).status).toBe(
      403,
    );
    const wrong = await (await as('officer')).call(adoptScheme, {
      body: {
        orgId: test.world.ids.unitA,
        schemeId: 'branch-appraisal',
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        weights: { opinion: 5000 },
      },
    });
    expect(wrong.problem).toMatchObject({ status: 422, code: 'schemes/flawed' });
  });
});
