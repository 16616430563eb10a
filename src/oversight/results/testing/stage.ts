import { afterAll, beforeAll, expect } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { adoptScheme } from '../../schemes/schemes.contract.ts';
import { createResult, listEntries, moveResult, publishResult, readResult } from '../results.contract.ts';

export let test: TestApp;
export let branches: string[] = [];
export let roundId = '';
export let adoptionId = '';

export type Login = Parameters<TestApp['as']>[0];

let moved = false;
/** Moves the clock; everybody signs in again afterwards, so only where it is needed. */
export function travel(to: string) {
  moved = true;
  test.travel(to);
}
export const as = (login: Login) => test.as(login);
export const why = '核对了计分依据和原始记录，同意。';

/** Twelve branches of one comparable group, a tallied round that rated them all, and the scheme adopted for the year. */
export function setStage(): void {
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
    await appraisals();
    roundId = await tallied([...branches, ids.b1], (i) => 9800 - 500 * i);
  });
  afterAll(() => test.close());
}

/** A tallied round as the ballots leave it: three groups, four items, one mean for each. */
export async function tallied(ratees: string[], meanOf: (i: number) => number): Promise<string> {
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
export async function problems() {
  const { tenantId, owner } = test;
  await owner.query(
    `insert into problem (tenant_id, id, org_id, title, source, owner_id, reported_by, reported_at, due_on, first_due_on, state, closed_on)
     select $1, gen_random_uuid(), b.id, '问题', 'masses', $3, $4, '2026-02-01', '2026-05-01', '2026-05-01',
       case when b.no < 11 then 'closed' else 'open' end, case when b.no < 11 then date '2026-04-20' end
     from unnest($2::uuid[]) with ordinality as b(id, no), generate_series(1, 60)`,
    [tenantId, branches, test.world.members.a1[1], test.world.accounts.officer.id],
  );
}

export async function view(id: string) {
  return (await (await as('officer')).call(readResult, { params: { id } })).body;
}

export async function move(login: Login, id: string, action: string, reason = '', version?: number) {
  const ifMatch = version ?? (await view(id)).version;
  return (await as(login)).call(moveResult, { params: { id }, body: { action, reason } as never, ifMatch });
}

export async function publishBy(login: Login, id: string) {
  const { version } = await view(id);
  return (await as(login)).call(publishResult, { params: { id }, body: { reason: why }, ifMatch: version });
}

export async function createdBy(login: Login, round = roundId) {
  const reply = await (await as(login)).call(createResult, {
    body: { roundId: round, adoptionId, title: '2026年度党支部考核' },
  });
  expect(reply.problem?.code).toBeUndefined();
  return reply.body.id;
}

export const entriesOf = async (id: string) =>
  (await (await as('officer')).call(listEntries, { params: { id }, query: { limit: 200 } })).body.items;

/** The tests travel; each begins in the same week, for the audit chain as well. */
export async function backToNovember() {
  if (moved) test.travel('2026-11-23T02:00:00Z');
  moved = false;
  await test.owner.query(`update audit_head set at = '2026-11-23T02:00:00Z'`);
}

/** A round of its own, brought to `notified` on 23 November. */
export async function notified(): Promise<string> {
  await backToNovember();
  const id = await createdBy('officer', await tallied(branches, (i) => 9800 - 500 * i));
  expect((await move('officer', id, 'submit')).body.state).toBe('under-review');
  expect((await move('clerk', id, 'approve', why)).body.state).toBe('approved');
  expect((await move('clerk', id, 'notify')).body.state).toBe('notified');
  return id;
}

export async function published(): Promise<{ id: string; publicationId: string; hash: string }> {
  const id = await notified();
  travel('2026-12-01T02:00:00Z');
  const reply = await publishBy('clerk', id);
  expect(reply.status).toBe(200);
  return { id, publicationId: reply.body.publicationId, hash: reply.body.hash };
}

/**
 * Appraisals of branch A1's members in the year: two approved at once, one after it was given back, one given back and left, one that waits
 * for those above; and in branch A2 one of the year before, which reaches into this one.
 */
async function appraisals() {
  const { tenantId, owner, world } = test;
  const rounds = [newId(), newId()];
  await owner.query(
    `insert into conduct_round (tenant_id, id, org_id, year, period_from, period_to, state, percent, opened_by, seed)
     select $1, r.id, $2, r.year, make_date(r.year, 1, 1), r.until, r.state, 10, $3, r.seed
     from (values ($4::uuid, 2026, '2026-12-31'::date, 'drawn', 'seed'), ($5::uuid, 2025, '2026-03-31'::date, 'closed', 'seed'))
       as r(id, year, until, state, seed)`,
    [tenantId, world.ids.unitA, world.accounts.officer.id, ...rounds],
  );
  const cases = [
    [rounds[0], world.ids.a1, world.members.a1[1], 'settled', false],
    [rounds[0], world.ids.a1, world.members.a1[2], 'approved', false],
    [rounds[0], world.ids.a1, world.members.a1[3], 'told', true],
    [rounds[0], world.ids.a1, world.members.a1[4], 'returned', true],
    [rounds[0], world.ids.a1, world.members.a1[5], 'reviewed', false],
    [rounds[1], world.ids.a2, world.members.a2[1], 'returned', true],
  ] as const;
  for (const [round, org, person, state, back] of cases) {
    const id = newId();
    await owner.query(
      `insert into conduct_case (tenant_id, id, round_id, org_id, person_id, kind, holds_post, weight, state, marks)
       values ($1, $2, $3, $4, $5, 'full', false, 1, $6, '{}')`,
      [tenantId, id, round, org, person, state],
    );
    if (!back) continue;
    await owner.query(
      `insert into conduct_event (tenant_id, id, case_id, part, action, to_state, account_id, at, turn)
       values ($1, gen_random_uuid(), $2, 'committee', 'return', 'returned', $3, '2026-10-01', 1)`,
      [tenantId, id, world.accounts.officer.id],
    );
  }
}
