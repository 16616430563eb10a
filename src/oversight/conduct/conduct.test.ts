import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  answerCase,
  checkCase,
  decideObjection,
  evaluateCase,
  listCases,
  readCase,
  reviewCase,
} from './cases.contract.ts';
import { commitmentOf, draw, rosterHash, seedOf } from './draw.rules.ts';
import {
  approveCases,
  commitNonce,
  downloadRoundDocument,
  downloadRoundWorkbook,
  freezeRoster,
  listRounds,
  openRound,
  readDraw,
  readRound,
  revealNonce,
  settleRound,
  tellMembers,
} from './rounds.contract.ts';

let test: TestApp;
let round = '';
/** By person, once the round is open. */
const cases = new Map<string, string>();
let a1: string[] = [];
let a2: string[] = [];

type Login = Parameters<TestApp['as']>[0];
const NONCE = 'a nonce that was written down';
const REASON = '请补充服务群众一项的具体依据';
const good = {
  grade: 'qualified',
  marks: { life: 'met', study: 'met', duties: 'met', service: 'partly', post: 'met' },
  words: '按期参加组织生活，完成支部分配的任务，联系群众偏少。',
};

beforeAll(async () => {
  test = await testApp();
  a1 = test.world.members.a1;
  a2 = test.world.members.a2;
  // The leading group's secretary and its leader in charge sign in too, and a deputy of branch A1.
  await test.owner.query(
    `insert into account (tenant_id, id, login, display_name, person_id, password_hash)
     select tenant_id, gen_random_uuid(), x.login, x.login, x.person::uuid, password_hash from account, (values ('leader', $1), ('leader2', $2), ('deputy', $3)) as x(login, person)
     where account.login = 'member'`,
    [a1[5], a1[6], a1[7]],
  );
  await test.owner.query(
    `insert into appointment (tenant_id, id, person_id, org_id, post, from_on) values ($1, gen_random_uuid(), $2, $3, 'branch-deputy', '2024-01-01')`,
    [test.tenantId, a1[7], test.world.ids.a1],
  );
});
afterAll(() => test.close());

const as = (login: Login | 'leader' | 'leader2' | 'deputy') => test.as(login as Login);
const roundView = async () => (await (await as('officer')).call(readRound, { params: { id: round } })).body;
const caseView = async (login: Parameters<typeof as>[0], person: string) =>
  (await as(login)).call(readCase, { params: { id: cases.get(person)! } });
const versionOf = async (person: string) => {
  const { rows } = await test.owner.query<{ version: number }>(
    'select version from conduct_case where id = $1',
    [cases.get(person)],
  );
  return rows[0]!.version;
};
const outcome = (reply: { status: number; body: { state?: string }; problem: { code?: string } }) =>
  reply.status < 300 ? reply.body.state : `${reply.status} ${reply.problem.code}`;

async function evaluate(login: Parameters<typeof as>[0], person: string, change: object = {}) {
  const reply = await (await as(login)).call(evaluateCase, {
    params: { id: cases.get(person)! },
    ifMatch: await versionOf(person),
    body: { ...good, ...change },
  });
  return outcome(reply);
}
async function review(login: Login, person: string, decision: 'review' | 'return' = 'review', note = '') {
  const reply = await (await as(login)).call(reviewCase, {
    params: { id: cases.get(person)! },
    ifMatch: await versionOf(person),
    body: { decision, note },
  });
  return outcome(reply);
}

describe('a round', () => {
  it('is opened once a year, with a case for every member of the unit', async () => {
    const officer = await as('officer');
    const opened = await officer.call(openRound, { body: { unitId: test.world.ids.unitA, year: 2026 } });
    expect([opened.status, opened.body.members]).toEqual([201, 17]);
    round = opened.body.id;
    const twice = await officer.call(openRound, { body: { unitId: test.world.ids.unitA, year: 2026 } });
    expect(outcome(twice as never)).toBe('409 conduct/opened-already');
    const old = await officer.call(openRound, { body: { unitId: test.world.ids.unitA, year: 2020 } });
    expect(outcome(old as never)).toBe('422 conduct/year');
    const foreign = await officer.call(openRound, { body: { unitId: test.world.ids.unitB, year: 2026 } });
    expect(foreign.status).toBe(404);
    const { body } = await officer.call(listCases, { query: { roundId: round, limit: 200 } });
    for (const row of body.items) cases.set(row.personId, row.id);
    expect(cases.size).toBe(17);
    expect((await (await as('member')).call(listRounds, {})).body.items.map((row) => row.id)).toEqual([
      round,
    ]);
    expect((await (await as('memberB')).call(listRounds, {})).body.items).toEqual([]);
  });

  it('takes the branch’s evaluation, complete, with reasons, within the share of the best', async () => {
    expect(await evaluate('secretary', a1[1]!, { marks: { life: 'met' } })).toBe(
      '422 conduct/mark-every-aspect',
    );
    expect(await evaluate('secretary', a1[1]!, { words: '好' })).toBe('422 conduct/say-why');
    expect(await evaluate('secretary', a1[1]!, { words: '字'.repeat(10_000) })).toBe('400 request/invalid');
    expect(await evaluate('secretary', a1[1]!, { score: 100 })).toBe('400 request/invalid');
    expect(await evaluate('secretary', a1[8]!)).toBe('422 conduct/no-grade-for-probationary');
    expect(await evaluate('secretary', a1[0]!)).toBe('403 conduct/own-case');
    expect(await evaluate('secretaryA2', a1[1]!)).toBe('404 not-found');
    expect(await evaluate('officer', a1[1]!)).toBe('403 conduct/not-your-part');
    expect(await evaluate('secretary', a1[1]!)).toBe('evaluated');
    // Eight full members: two may be excellent.
    expect(await evaluate('secretary', a1[2]!, { grade: 'excellent' })).toBe('evaluated');
    expect(await evaluate('secretary', a1[3]!, { grade: 'excellent' })).toBe('evaluated');
    expect(await evaluate('secretary', a1[4]!, { grade: 'excellent' })).toBe('422 conduct/top-share');
  });

  it('brings up to the body above those who hold posts, and nobody else', async () => {
    const { items } = (await (await as('clerk')).call(listCases, { query: { roundId: round, limit: 200 } }))
      .body;
    const { rows } = await test.owner.query<{ person_id: string }>(
      'select person_id from conduct_case where holds_post',
    );
    expect(items.map((row) => row.personId).sort()).toEqual(rows.map((row) => row.person_id).sort());
    expect(rows.length).toBeGreaterThan(0);
    expect(items.length).toBeLessThan(17);
  });

  it('lists for the branch what it has to evaluate, without the secretary’s own', async () => {
    const { items } = (await (await as('secretary')).call(listCases, { query: { desk: 'evaluate' } })).body;
    expect(items.map((row) => row.personId).sort()).toEqual([a1[4], a1[5], a1[6], a1[7], a1[8]].sort());
    expect((await (await as('officer')).call(listCases, { query: { desk: 'evaluate' } })).body.items).toEqual(
      [],
    );
  });

  it('shows the member the facts, and not the grade before he is told', async () => {
    const own = (await caseView('member', a1[1]!)).body;
    expect(own).toMatchObject({
      own: true,
      state: 'evaluated',
      grade: null,
      words: '',
      marks: {},
      hash: null,
    });
    expect(own.facts.reports).toEqual({ submitted: 0, accepted: 0, unverified: 0 });
    expect((await caseView('member', a1[2]!)).status).toBe(404);
    expect((await caseView('clerk', a1[1]!)).status).toBe(404);
    expect((await caseView('clerk', a1[2]!)).status).toBe(200);
    for (const login of ['officerB', 'secretaryB', 'memberB', 'secretaryA2'] as const)
      expect([login, (await caseView(login, a1[1]!)).status]).toEqual([login, 404]);
  });
});

describe('the draw', () => {
  const commit = async (commitment: string, reason = '') =>
    (await as('clerk')).call(commitNonce, {
      params: { id: round },
      ifMatch: (await roundView()).version,
      body: { commitment, reason },
    });
  const freeze = async () =>
    (await as('officer')).call(freezeRoster, {
      params: { id: round },
      ifMatch: (await roundView()).version,
      body: {},
    });
  const reveal = async (nonce: string) =>
    (await as('clerk')).call(revealNonce, {
      params: { id: round },
      ifMatch: (await roundView()).version,
      body: { nonce },
    });

  it('needs a commitment first, and everybody evaluated', async () => {
    expect(outcome(await freeze())).toBe('409 conduct/commit-first');
    expect(outcome(await commit('not a digest'))).toBe('400 request/invalid');
    expect(outcome(await commit(commitmentOf('lost')))).toBe('open');
    expect(outcome(await freeze())).toBe('409 conduct/pending');
    const todo = (await (await as('secretary')).call(readToDo, {})).body.items.find(
      (item) => item.kind === 'conduct',
    );
    expect(todo).toMatchObject({ title: '5 名党员等支部评价', action: 'evaluate' });
    for (const at of [4, 5, 6, 7]) expect(await evaluate('secretary', a1[at]!)).toBe('evaluated');
    expect(await evaluate('secretary', a1[8]!, { grade: null })).toBe('evaluated');
    expect(await evaluate('deputy', a1[0]!)).toBe('evaluated');
    for (const at of [1, 2, 3, 4, 5, 6, 7]) expect(await evaluate('secretaryA2', a2[at]!)).toBe('evaluated');
    expect(await evaluate('secretaryA2', a2[0]!)).toBe('403 conduct/own-case');
    expect(await evaluate('officer', a2[0]!)).toBe('evaluated');
  });

  it('is not reviewed before it was made; a lost nonce is replaced with a reason, and the roster frozen anew', async () => {
    expect(await review('officer', a1[1]!)).toBe('409 conduct/not-drawn');
    expect(outcome(await freeze())).toBe('frozen');
    expect(outcome(await reveal('another nonce'))).toBe('422 conduct/wrong-nonce');
    expect(outcome(await commit(commitmentOf(NONCE)))).toBe('422 conduct/say-why');
    expect(outcome(await commit(commitmentOf(NONCE), '抄存的随机数遗失，重新承诺'))).toBe('open');
    expect((await roundView()).recommitted).toBe(1);
    expect(outcome(await reveal(NONCE))).toMatch(/409/);
    expect(outcome(await freeze())).toBe('frozen');
    expect(await evaluate('secretary', a1[1]!)).toMatch(/409/);
  });

  it('is made once, and can be made again by anybody who takes part', async () => {
    expect(outcome(await reveal(NONCE))).toBe('drawn');
    expect(outcome(await reveal(NONCE))).toBe('409 conduct/drawn-already');
    const { body } = await (await as('member')).call(readDraw, { params: { id: round } });
    expect(rosterHash(body.roster)).toBe(body.rosterHash);
    expect(commitmentOf(body.nonce)).toBe(body.commitment);
    expect(seedOf({ ...body, roundId: round })).toBe(body.seed);
    expect(draw(body.roster, body.seed, body.percent)).toEqual([...body.sampled].sort());
    // Three strata (posts, A1, A2), at least one of each.
    expect(body.sampled.length).toBe(3);
    expect(body.mine).toBe(cases.get(a1[1]!));
    const chain = await test.owner.query<{ hash: string }>(
      `select encode(hash, 'hex') as hash from audit_entry where action = 'conduct.freeze' order by seq desc limit 1`,
    );
    expect(body.freezeHash).toBe(chain.rows[0]!.hash);
    expect(JSON.stringify(body)).not.toMatch(/[赵钱]/);
    expect((await (await as('memberB')).call(readDraw, { params: { id: round } })).status).toBe(404);
    const { rows } = await test.owner.query(
      `select c.org_id, c.checker_id, c.person_id from conduct_case c where sampled`,
    );
    for (const row of rows) expect(row.checker_id).toBe(row.org_id === test.world.ids.a1 ? a2[0] : a1[0]);
  });

  it('stands: not even the owner of the database changes it', async () => {
    await expect(test.owner.query(`update conduct_round set seed = repeat('0', 64)`)).rejects.toThrow(
      'stands',
    );
    await expect(test.owner.query(`update conduct_round set percent = 100`)).rejects.toThrow('stands');
  });
});

describe('check, review, approval', () => {
  type Drawn = { id: string; person_id: string; org_id: string };
  const drawn = async () =>
    (
      await test.owner.query<Drawn>(
        `select id, person_id, org_id from conduct_case where sampled order by id`,
      )
    ).rows;
  const check = async (
    login: Parameters<typeof as>[0],
    person: string,
    finding: 'stands' | 'differs',
    note = '',
    source = 'served',
  ) => {
    const reply = await (await as(login)).call(checkCase, {
      params: { id: cases.get(person)! },
      ifMatch: await versionOf(person),
      body: { checks: [{ source, item: '回访两名服务对象', finding }], note },
    });
    return outcome(reply);
  };
  const checkerOf = (row: Drawn) =>
    row.org_id === test.world.ids.a1 ? ('secretaryA2' as const) : ('secretary' as const);

  it('looks into the drawn ones from outside the branch; what differs goes back with a reason', async () => {
    const all = await drawn();
    for (const row of all) {
      expect(await review('officer', row.person_id)).toBe(
        // The one that the committee evaluated itself is not its to review at all.
        row.person_id === a2[0] ? '403 conduct/two-parts' : '409 conduct/check-first',
      );
      const own = row.org_id === test.world.ids.a1 ? 'secretary' : 'secretaryA2';
      expect(['403 conduct/not-your-part', '403 conduct/own-case', '404 not-found']).toContain(
        await check(own, row.person_id, 'stands'),
      );
      expect(await check('officer', row.person_id, 'stands')).toBe('403 conduct/not-your-part');
      const checker = checkerOf(row);
      expect(await check(checker, row.person_id, 'stands', '', 'hearsay')).toBe('422 conduct/unknown-source');
      expect(await check(checker, row.person_id, 'differs', '不符')).toBe('422 conduct/say-why');
    }
    const [first, ...rest] = all;
    expect(
      await check(checkerOf(first!), first!.person_id, 'differs', '服务对象反映没有回访过，请核实后重评'),
    ).toBe('returned');
    const evaluator =
      first!.org_id === test.world.ids.a1
        ? first!.person_id === a1[0]
          ? 'deputy'
          : 'secretary'
        : first!.person_id === a2[0]
          ? 'officer'
          : 'secretaryA2';
    expect(
      await evaluate(evaluator, first!.person_id, {
        words: '经核实，联系服务群众一项改为有差距，其余不变。',
        ...(first!.person_id === a1[8] ? { grade: null } : {}),
      }),
    ).toBe('evaluated');
    expect(await check(checkerOf(first!), first!.person_id, 'stands')).toBe('checked');
    for (const row of rest) expect(await check(checkerOf(row), row.person_id, 'stands')).toBe('checked');
    expect((await roundView()).unchecked).toBe(0);
  });

  it('is not issued as a result before anything was approved, and goes out to those who decide only', async () => {
    const get = async (login: Parameters<typeof as>[0], form: 'xlsx' | 'docx') => {
      const endpoint = form === 'xlsx' ? downloadRoundWorkbook : downloadRoundDocument;
      const reply = await (await as(login)).call(endpoint, { params: { id: round } });
      return reply.status;
    };
    expect(await get('officer', 'docx')).toBe(409);
    expect(await get('officer', 'xlsx')).toBe(200);
    expect(await get('leader', 'xlsx')).toBe(200);
    expect(await get('secretary', 'xlsx')).toBe(200);
    expect(await get('secretary', 'docx')).toBe(404);
    expect(await get('member', 'xlsx')).toBe(404);
    expect(await get('member', 'docx')).toBe(404);
    expect(await get('officerB', 'xlsx')).toBe(404);
    expect(await get('secretaryB', 'xlsx')).toBe(404);
    expect(await get('clerk', 'xlsx')).toBe(403);
    const { rows } = await test.owner.query<{ rows: number }>(
      `select (body::jsonb->'details'->>'rows')::int as rows from audit_entry where action = 'conduct.export' order by seq`,
    );
    expect(rows.map((row) => row.rows)).toEqual([17, 17, 9]);
    expect((await roundView()).exports).toEqual(['xlsx', 'docx']);
    expect((await (await as('member')).call(readRound, { params: { id: round } })).body.exports).toEqual([]);
  });

  it('is reviewed by somebody who did not evaluate it; those with posts by the body above too', async () => {
    expect(await review('officer', a1[1]!, 'return')).toBe('422 conduct/say-why');
    expect(await review('officer', a1[1]!, 'return', REASON)).toBe('returned');
    expect((await caseView('secretary', a1[1]!)).body.returnedNote).toBe(REASON);
    expect(await evaluate('secretary', a1[1]!)).toBe('evaluated');
    // Drawn before, checked again after the branch wrote anew.
    if ((await drawn()).some((row) => row.person_id === a1[1]))
      expect(await check('secretaryA2', a1[1]!, 'stands')).toBe('checked');
    expect(await review('officer', a2[0]!)).toBe('403 conduct/two-parts');
    expect(await review('clerk', a1[1]!)).toBe('404 not-found');
    expect(await review('clerk', a2[0]!)).toBe('reviewed');
    for (const person of [...a1, ...a2.slice(1)]) expect(await review('officer', person)).toBe('reviewed');
    expect((await roundView()).counts.reviewed).toBe(17);
  });

  it('is approved by the leading group, a page at once, never its own, bound to the text', async () => {
    const list = (await (await as('leader')).call(listCases, { query: { desk: 'approve', limit: 200 } })).body
      .items;
    expect(list).toHaveLength(16);
    const sign = async (
      login: 'leader' | 'leader2' | 'member',
      given: { id: string; hash: string }[],
      decision: 'approve' | 'return' = 'approve',
      note = '',
    ) =>
      outcome(
        await (await as(login)).call(approveCases, {
          params: { id: round },
          ifMatch: (await roundView()).version,
          body: { decision, note, cases: given },
        }),
      );
    const some = list.map((row) => ({ id: row.id, hash: row.hash! }));
    expect(await sign('member', some)).toBe('404 not-found');
    const own = cases.get(a1[5]!)!;
    const { rows } = await test.owner.query<{ content_hash: string }>(
      'select content_hash from conduct_case where id = $1',
      [own],
    );
    expect(await sign('leader', [...some.slice(0, 2), { id: own, hash: rows[0]!.content_hash }])).toBe(
      '403 conduct/own-case',
    );
    expect(await sign('leader', [{ id: some[0]!.id, hash: '0'.repeat(64) }])).toBe(
      '409 conduct/text-changed',
    );
    expect(await sign('leader', [...some.slice(0, 3), { id: test.world.ids.a1, hash: '0'.repeat(64) }])).toBe(
      '404 not-found',
    );
    expect((await roundView()).counts.reviewed).toBe(17);
    const back = some.find((each) => each.id === cases.get(a1[2]!))!;
    expect(await sign('leader', [back], 'return', '短')).toBe('422 conduct/say-why');
    expect(await sign('leader', [back], 'return', '请说明评为优秀的具体事例')).toBe('drawn');
    expect(await evaluate('secretary', a1[2]!, { grade: 'excellent' })).toBe('evaluated');
    if ((await drawn()).some((row) => row.person_id === a1[2]))
      expect(await check('secretaryA2', a1[2]!, 'stands')).toBe('checked');
    expect(await review('officer', a1[2]!)).toBe('reviewed');
    const again = (await (await as('leader')).call(listCases, { query: { desk: 'approve', limit: 200 } }))
      .body.items;
    expect(
      await sign(
        'leader',
        again.map((row) => ({ id: row.id, hash: row.hash! })),
      ),
    ).toBe('drawn');
    expect(await sign('leader2', [{ id: own, hash: rows[0]!.content_hash }])).toBe('drawn');
    expect((await roundView()).counts.approved).toBe(17);
  });
});

describe('the member’s word, and the end', () => {
  const move = async (endpoint: typeof tellMembers | typeof settleRound) =>
    (await as('officer')).call(endpoint, {
      params: { id: round },
      ifMatch: (await roundView()).version,
      body: {},
    });
  const say = async (decision: 'accept' | 'object', note = '') =>
    outcome(
      await (await as('member')).call(answerCase, {
        params: { id: cases.get(a1[1]!)! },
        ifMatch: await versionOf(a1[1]!),
        body: { decision, note },
      }),
    );

  it('tells everybody; five working days pass before anything is settled over his head', async () => {
    expect(outcome(await move(settleRound))).toBe('409 conduct/nothing-to-settle');
    expect((await move(tellMembers)).body.cases).toBe(17);
    const own = (await caseView('member', a1[1]!)).body;
    expect(own).toMatchObject({ state: 'told', grade: 'qualified', freeFrom: '2026-11-30' });
    expect(outcome(await move(settleRound))).toBe('409 conduct/nothing-to-settle');
    const todo = (await (await as('member')).call(readToDo, {})).body.items.find(
      (item) => item.kind === 'conduct',
    );
    expect(todo).toMatchObject({
      action: 'answer',
      dueOn: '2026-11-29',
      link: `/conduct/cases/${cases.get(a1[1]!)}`,
    });
  });

  it('gives its result out as a document', async () => {
    const reply = await (await as('officer')).call(downloadRoundDocument, { params: { id: round } });
    expect(reply.status).toBe(200);
    expect(decodeURIComponent(String(reply.headers['content-disposition']))).toContain('考评结果');
  });

  it('answers an objection, by somebody who had no hand in it', async () => {
    expect(await say('object', '不同意')).toBe('422 conduct/say-why');
    expect(await say('object', '联系群众一项我全年联系十二次，记录可查。')).toBe('objected');
    const decide = async (
      login: 'officer' | 'clerk' | 'officerB',
      decision: 'uphold' | 'return',
      note: string,
    ) =>
      outcome(
        await (await as(login)).call(decideObjection, {
          params: { id: cases.get(a1[1]!)! },
          ifMatch: await versionOf(a1[1]!),
          body: { decision, note },
        }),
      );
    expect((await caseView('member', a1[1]!)).body.answerBy).toBe('2026-12-07');
    const waits = async (login: 'officer' | 'clerk') =>
      (await (await as(login)).call(listCases, { query: { desk: 'objection' } })).body.items.map(
        (row) => row.personId,
      );
    expect(await waits('officer')).toEqual([]);
    expect(await waits('clerk')).toEqual([a1[1]]);
    const todo = (await (await as('clerk')).call(readToDo, {})).body.items.find(
      (item) => item.kind === 'conduct',
    );
    expect(todo).toMatchObject({ link: `/conduct/cases/${cases.get(a1[1]!)}` });
    expect(await decide('officer', 'uphold', '经查与记录一致，予以维持。')).toBe('403 conduct/two-parts');
    expect(await decide('officerB', 'uphold', '经查与记录一致，予以维持。')).toBe('404 not-found');
    expect(await decide('clerk', 'uphold', '维持')).toBe('422 conduct/say-why');
    expect(await decide('clerk', 'uphold', '经查与记录一致，予以维持。')).toBe('settled');
  });

  it('settles the rest when the days have passed, and closes the round', async () => {
    test.travel('2026-11-30T02:00:00Z');
    const settled = await move(settleRound);
    expect([settled.body.cases, settled.body.state]).toEqual([16, 'closed']);
    expect(outcome(await move(settleRound))).toBe('409 conduct/nothing-to-settle');
    expect(await review('officer', a1[2]!)).toMatch(/409/);
    test.travel('2026-11-23T02:00:00Z');
  });

  it('left its course in the events and in the audit chain, with ids and numbers only', async () => {
    const view = (await caseView('member', a1[1]!)).body;
    // Whatever the draw brought before: from the return on, the course is the same.
    const course = view.events.map((event) => event.action).filter((action) => action !== 'confirm');
    expect(course.slice(course.indexOf('return'))).toEqual([
      'return',
      'evaluate',
      'review',
      'approve',
      'tell',
      'object',
      'uphold',
    ]);
    const { rows } = await test.owner.query<{ text: string }>(
      `select string_agg(body, '') as text from audit_entry where action like 'conduct%'`,
    );
    expect(rows[0]!.text).not.toMatch(/[赵钱]|联系群众|优秀/);
  });
});
