import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { readLedgerFigures } from './figures/figures.contract.ts';
import { listProblems, readReconciliation } from './ledger.contract.ts';

/** A ledger of 400 problems, read by everybody with every filter and compared with what plain sorting of all rows gives. */
const TODAY = '2026-11-23';
let test: TestApp;
let all: Known[];

type Known = {
  id: string;
  title: string;
  org: string;
  path: string;
  owner: string;
  source: string;
  state: string;
  due: string;
  late: string | null;
  closed: string | null;
  reported: string;
};

beforeAll(async () => {
  test = await testApp({ now: `${TODAY}T02:00:00Z` });
  const { ids, members, accounts } = test.world;
  const orgs = [ids.a1, ids.a2, ids.b1, ids.b2, ids.committeeA];
  const owners = [accounts.member.personId, members.a1[0], members.b1[0]];
  await test.owner.query(
    `insert into problem (tenant_id, id, org_id, title, source, owner_id, reported_by, reported_at, due_on, first_due_on, first_late_on, state, submitted_by,
       closed_on, closed_by)
     select $1, gen_random_uuid(), ($2::uuid[])[1 + n % 5], (array['食堂排队','Wi-Fi 太慢','会议室_不够','停车场 100% 满','食堂关门早'])[1 + n % 5] || n,
       (array['masses','inspection','meeting','self'])[1 + n % 4], ($3::uuid[])[1 + n % 3], $4, $7::timestamptz - (n * 37 % 500) * interval '1 day',
       $6::date - (n * 37 % 500) + 40, $6::date - (n * 37 % 500) + 40, case when n % 7 = 0 then $6::date - (n * 37 % 500) + 41 end,
       case when n % 3 > 0 then 'closed' when n % 2 = 0 then 'submitted' else 'in-progress' end, null,
       case when n % 3 > 0 then least($6::date, $6::date - (n * 37 % 500) + 30) end, case when n % 3 > 0 then $5::uuid end
     from generate_series(1, 400) n`,
    [test.tenantId, orgs, owners, accounts.officer.id, accounts.clerk.id, TODAY, `${TODAY}T02:00:00Z`],
  );
  const { rows } = await test.owner.query<Known>(
    `select p.id, title, org_id as org, path, owner_id as owner, source, p.state, due_on::text as due, first_late_on::text as late, closed_on::text as closed,
       (reported_at at time zone 'Asia/Shanghai')::date::text as reported
     from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id`,
  );
  all = rows;
});
afterAll(() => test.close());

type Login = 'clerk' | 'officer' | 'officerB' | 'secretary' | 'member';

function reachOf(login: Login): (each: Known) => boolean {
  const { ids, accounts } = test.world;
  const unit =
    (...orgs: string[]) =>
    (each: Known) =>
      orgs.includes(each.org);
  if (login === 'clerk') return () => true;
  if (login === 'officer') return unit(ids.a1, ids.a2, ids.committeeA);
  if (login === 'officerB') return unit(ids.b1, ids.b2);
  const own = (each: Known) => each.owner === accounts[login].personId;
  return login === 'member' ? own : (each) => own(each) || each.org === ids.a1;
}

const byKey = (left: string, right: string) => (left < right ? -1 : 1);
const ordered = (list: readonly Known[]) => [
  ...list.filter((each) => each.closed === null).sort((a, b) => byKey(a.due + a.id, b.due + b.id)),
  ...list
    .filter((each) => each.closed !== null)
    .sort((a, b) => byKey((b.closed ?? '') + b.id, (a.closed ?? '') + a.id)),
];

async function walk(login: Login, query: object, limit: number): Promise<string[]> {
  const caller = await test.as(login);
  const ids: string[] = [];
  let cursor: string | undefined;
  do {
    const page = (await caller.call(listProblems, { query: { ...query, limit, cursor } })).body;
    ids.push(...page.items.map((item) => item.id));
    cursor = page.next ?? undefined;
  } while (cursor !== undefined);
  return ids;
}

describe('the ledger, page by page', () => {
  const filters: [string, object, (each: Known) => boolean][] = [
    ['everything', {}, () => true],
    ['what is unsolved', { state: 'unsolved' }, (each) => each.state !== 'closed'],
    ['what waits', { state: 'submitted' }, (each) => each.state === 'submitted'],
    ['what is closed', { state: 'closed' }, (each) => each.state === 'closed'],
    ['one source', { source: 'meeting' }, (each) => each.source === 'meeting'],
    [
      'what is or was late',
      { late: 'yes' },
      (each) => each.late !== null || (each.state !== 'closed' && each.due < TODAY),
    ],
    ['a name of two characters', { q: '食堂' }, (each) => each.title.includes('食堂')],
    ['a name of one', { q: '够' }, (each) => each.title.includes('够')],
    ['a name whatever its case', { q: 'wi-fi' }, (each) => each.title.startsWith('Wi-Fi')],
    ['signs that mean something to LIKE', { q: '100%' }, (each) => each.title.includes('100%')],
    ['an underscore', { q: '室_' }, (each) => each.title.includes('室_')],
    ['a name that nothing has', { q: '火星' }, () => false],
    [
      'closed ones with a name',
      { state: 'closed', q: '排队' },
      (each) => each.state === 'closed' && each.title.includes('排队'),
    ],
  ];
  for (const login of ['clerk', 'officer', 'officerB', 'secretary', 'member'] as const)
    it(`gives ${login} what plain sorting of all rows gives, under every filter, once each`, async () => {
      for (const [name, query, holds] of filters) {
        const expected = ordered(all.filter((each) => reachOf(login)(each) && holds(each)));
        expect(await walk(login, query, 60), name).toEqual(expected.map((each) => each.id));
      }
      expect(all.filter(reachOf(login)).length, 'the control: there is something to read').toBeGreaterThan(
        50,
      );
    });

  it('keeps its order across the border between unsolved and closed, however small the page', async () => {
    const expected = ordered(all.filter((each) => each.org === test.world.ids.b2));
    expect(await walk('clerk', { org: test.world.ids.b2 }, 7)).toEqual(expected.map((each) => each.id));
  });

  it('lists what the reader owns within what he reaches', async () => {
    const { accounts, ids } = test.world;
    const own = ordered(all.filter((each) => each.owner === accounts.secretary.personId));
    expect(await walk('secretary', { mine: 'yes' }, 50)).toEqual(own.map((each) => each.id));
    const there = own.filter((each) => each.org === ids.b1);
    expect(there.length).toBeGreaterThan(0);
    expect(await walk('secretary', { mine: 'yes', org: ids.b1 }, 50)).toEqual(there.map((each) => each.id));
  });
});

describe('what the ledger counts', () => {
  it('is the same as counting all rows, for everybody', async () => {
    for (const login of ['clerk', 'officer', 'secretary', 'member'] as const)
      for (const month of ['2026-11', '2026-03']) {
        const caller = await test.as(login);
        const body = (await caller.call(readReconciliation, { query: { month } })).body;
        const mine = all.filter(reachOf(login));
        const before = month === '2026-11' ? '2026-12-01' : '2026-04-01';
        const stood = mine.filter(
          (each) => each.reported < before && (each.closed === null || each.closed >= before),
        );
        expect(body, `${login} ${month}`).toEqual({
          month,
          entered: mine.filter((each) => each.reported.startsWith(month)).length,
          closed: mine.filter((each) => each.closed?.startsWith(month)).length,
          unsolved: stood.length,
          late: stood.filter((each) => each.due < (month === '2026-11' ? TODAY : before)).length,
          waiting: mine.filter((each) => each.state === 'submitted').length,
          reopened: 0,
        });
      }
  });

  it('gives ageing, flow, sources and the median of what all rows say', async () => {
    for (const login of ['clerk', 'officer', 'secretary'] as const) {
      const body = (await (await test.as(login)).call(readLedgerFigures, { query: { months: 12 } })).body;
      // Charts are of what an office reaches, not of what its holder happens to own elsewhere.
      const mine = all.filter(
        (each) => reachOf(login)(each) && (login !== 'secretary' || each.org === test.world.ids.a1),
      );
      const open = mine.filter((each) => each.closed === null);
      expect(body.ageing.reduce((sum, each) => sum + each.inTime + each.late, 0)).toBe(open.length);
      expect(body.flow.at(-1)?.open).toBe(open.length);
      const recent = mine.filter((each) => each.reported >= '2025-12-01');
      expect(body.flow.reduce((sum, each) => sum + each.entered, 0)).toBe(recent.length);
      expect(body.sources.reduce((sum, each) => sum + each.entered, 0)).toBe(recent.length);
      const took = mine
        .filter((each) => each.closed !== null && each.closed >= '2025-12-01')
        .map((each) => (Date.parse(each.closed ?? '') - Date.parse(each.reported)) / 86_400_000)
        .sort((a, b) => a - b);
      const [low, high] = [
        took[Math.floor((took.length - 1) / 2)] ?? 0,
        took[Math.floor(took.length / 2)] ?? 0,
      ];
      expect(body.medianDays).toBe((low + high) / 2);
    }
  });
});

describe('the index of names', () => {
  it('lets nobody look into another tenant', async () => {
    const client = await test.database.pool.connect();
    const seen = async (tenant: string) => {
      await client.query(`begin; select set_config('zelian.tenant', '${tenant}', true)`);
      const { rows } = await client.query<{ n: number }>('select count(*) as n from problem_named');
      await client.query('rollback');
      return rows[0]?.n;
    };
    expect(await seen(test.tenantId), 'the control: the rows are there').toBe(400);
    expect(await seen('018f0000-0000-7000-8000-000000000000')).toBe(0);
    expect(await seen('')).toBe(0);
    client.release();
  });

  it('is of the expression that is searched', async () => {
    await test.owner.query('set enable_seqscan = off');
    const { rows } = await test.owner.query<Record<string, string>>(
      `explain select id from problem p where ledger_pairs(p.tenant_id, p.title, true) @> ledger_pairs('${test.tenantId}'::uuid, '食堂', false)`,
    );
    await test.owner.query('reset enable_seqscan');
    expect(JSON.stringify(rows)).toContain('problem_pairs');
  });
});
