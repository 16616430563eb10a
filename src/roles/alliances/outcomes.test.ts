import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { enterProblem } from '#roles/ledger/ledger.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  closeTopic,
  decideTopic,
  judgeFigure,
  readFigures,
  readTopics,
  readWork,
  reportFigure,
} from './alliance-work.contract.ts';
import { proposeAlliance } from './alliances.contract.ts';
import { createChain, linkAlliance, listChains, readChain } from './chains.contract.ts';

let test: TestApp;
let one = '';
let two = '';
beforeAll(async () => {
  test = await testApp({ now: '2026-11-23T02:00:00Z' });
  one = await running('供销联建');
  two = await running('商贸联建');
});
afterAll(() => test.close());

type Login = Parameters<TestApp['as']>[0];
const as = (login: Login) => test.as(login);

/** An alliance of A1 (lead), A2 and B1 that runs since January; how it came to run is tested elsewhere. */
async function running(name: string): Promise<string> {
  const { a1, a2, b1 } = test.world.ids;
  const reply = await (await as('secretary')).call(proposeAlliance, {
    body: {
      leadId: a1,
      name,
      mode: 'alliance',
      answers: { cause: 'cooperation', team: 'none', place: 'far', tie: 'shared-task', duration: 'term' },
      fromOn: '2026-11-01',
      sunsetOn: '2027-10-31',
      parties: [
        { orgId: a2, duty: '' },
        { orgId: b1, duty: '' },
      ],
    },
  });
  expect(reply.status).toBe(201);
  await test.owner.query(
    `update alliance set state = 'active', approved_hash = content_hash, approved_on = '2026-01-01', from_on = '2026-01-01' where id = $1`,
    [reply.body.id],
  );
  return reply.body.id;
}

const mine = async (id: string, login: Login) =>
  (await (await as(login)).call(readWork, { params: { id } })).body.mine[0]?.id ?? '';

async function report(id: string, login: Login, more: object = {}) {
  return (await as(login)).call(reportFigure, {
    params: { id },
    body: {
      partyId: await mine(id, login),
      measure: 'farm-sales',
      scope: '全市',
      value: '28900',
      fromOn: '2026-01-01',
      toOn: '2026-10-31',
      source: '供销系统结算月报',
      ...more,
    } as never,
  });
}

async function judge(id: string, figureId: string, login: Login, name = 'confirm') {
  return (await as(login)).call(judgeFigure, {
    params: { id, figureId },
    ifMatch: 1,
    body: { step: name as never, note: '核对了来源' },
  });
}

const figures = async (id: string) => (await (await as('clerk')).call(readFigures, { params: { id } })).body;

describe('outcome figures', () => {
  it('count once another party has looked at the source, and never twice', async () => {
    const added = await report(one, 'secretary');
    expect(added.status).toBe(201);
    expect((await figures(one)).totals).toEqual([{ measure: 'farm-sales', value: '0', figures: 0, left: 1 }]);
    expect((await judge(one, added.body.id, 'secretary')).problem.code).toBe('alliances/own-figure');
    expect((await judge(one, added.body.id, 'secretaryA2')).status).toBe(200);
    const shown = await figures(one);
    expect(shown.totals).toEqual([{ measure: 'farm-sales', value: '28900', figures: 1, left: 0 }]);
    // The calibre is the measure's own where nothing else was said.
    expect(shown.figures[0]?.calibre).toContain('结算凭证');
    const again = await report(one, 'secretaryB', { fromOn: '2026-10-01', scope: ' 全 市 ', value: '3000' });
    expect(again.problem).toMatchObject({ code: 'alliances/counted-already', status: 409 });
    expect(again.problem.title).toContain('供销系统结算月报');
    expect((await report(one, 'secretaryB', { scope: '莲溪区窗口', value: '12.5' })).status).toBe(201);
  });

  it.each([
    ['a period that is not over', { toOn: '2026-11-30' }, '422 alliances/period-not-over'],
    ['an end before its beginning', { fromOn: '2026-11-02', toOn: '2026-11-01' }, '422 alliances/bad-period'],
    ['before the alliance began', { fromOn: '2025-01-01', toOn: '2025-12-31' }, '422 alliances/outside-term'],
    ['a measure nobody defined', { measure: 'happiness', scope: '甲' }, '422 alliances/no-such-measure'],
    ['no number', { value: '很多' }, '422 alliances/not-a-number'],
    ['a negative number', { value: '-1' }, '422 alliances/not-a-number'],
    ['three decimals', { value: '1.234' }, '422 alliances/not-a-number'],
    ['a number too long', { value: '1234567890123' }, '422 alliances/not-a-number'],
    ['no source', { source: ' ' }, '400 request/invalid'],
    [
      'part of something unknown',
      { scope: '乙', partOf: '0193a0e0-0000-7000-8000-000000000000' },
      '422 alliances/no-such-figure',
    ],
  ])('refuses %s', async (_name, more, code) => {
    const reply = await report(one, 'secretary', more);
    expect(`${reply.status} ${reply.problem.code}`).toBe(code);
  });

  it('are taken back by their own party only, and stay to be read', async () => {
    const added = await report(one, 'secretaryB', { measure: 'meals', value: '100' });
    expect((await judge(one, added.body.id, 'secretaryA2', 'withdraw')).problem.code).toBe(
      'alliances/not-your-party',
    );
    expect((await judge(one, added.body.id, 'secretaryB', 'withdraw')).status).toBe(200);
    expect((await figures(one)).figures.find((each) => each.id === added.body.id)?.state).toBe('withdrawn');
    expect((await report(one, 'secretaryB', { measure: 'meals', value: '90' })).status).toBe(201);
  });
});

describe('a chain', () => {
  const link = async (
    id: string,
    allianceId: string,
    tier: string | null,
    underId: string | null = null,
    login: Login = 'clerk',
  ) => {
    const { version } = (await (await as('clerk')).call(readChain, { params: { id } })).body;
    return (await as(login)).call(linkAlliance, {
      params: { id },
      ifMatch: version,
      body: { allianceId, tier, underId },
    });
  };

  it('adds up its links without counting a fact twice, and says what it left out', async () => {
    const made = await (await as('clerk')).call(createChain, {
      body: { orgId: test.world.ids.root, template: 'one-seven-n', name: '跨山多联链群' },
    });
    expect(made.status).toBe(201);
    const { id } = made.body;
    expect((await link(id, one, '1')).status).toBe(200);
    expect((await link(id, two, '1')).problem.code).toBe('alliances/tier-full');
    expect((await link(id, two, '7', one)).status).toBe(200);
    const twin = await report(two, 'secretary', {
      fromOn: '2026-10-01',
      value: '3000',
      source: '商贸统计快报',
    });
    expect(twin.status).toBe(201);
    await judge(two, twin.body.id, 'secretaryA2');
    const chain = (await (await as('memberB')).call(readChain, { params: { id } })).body;
    expect(chain.links.map((each) => [each.name, each.tier, each.underId, each.open])).toEqual([
      ['供销联建', '1', null, true],
      ['商贸联建', '7', one, true],
    ]);
    // What is left out of the total is not shown as a link's own either: the links add up to the total.
    expect(chain.links[1]?.totals).toEqual([]);
    expect(chain.totals.find((each) => each.measure === 'farm-sales')).toMatchObject({
      value: '28900',
      left: 1,
    });
    expect(chain.left).toMatchObject([
      { allianceName: '商贸联建', why: 'overlap', becauseOf: '供销联建（供销系统结算月报）' },
    ]);
    expect(chain.sources).toMatchObject([{ source: '供销系统结算月报' }]);
    expect(chain.members).toBe(3);
    expect(chain.keeps).toBe(false);
    expect((await (await as('member')).call(listChains)).body.items).toHaveLength(1);
    expect((await link(id, one, null)).problem.code).toBe('alliances/has-links-below');
    expect((await link(id, two, null)).status).toBe(200);
    expect((await (await as('clerk')).call(readChain, { params: { id } })).body.links).toHaveLength(1);
  });

  it('is kept by its own organisation only', async () => {
    const made = await (await as('clerk')).call(createChain, {
      body: { orgId: test.world.ids.root, template: 'two-tier', name: '二号链群' },
    });
    expect((await link(made.body.id, two, 'n', null, 'officer')).status).toBe(404);
    const elsewhere = await (await as('officer')).call(createChain, {
      body: { orgId: test.world.ids.unitB, template: 'two-tier', name: '越权' },
    });
    expect(elsewhere.status).toBe(404);
    const unknown = await (await as('clerk')).call(createChain, {
      body: { orgId: test.world.ids.root, template: 'ring', name: '不存在的样式' },
    });
    expect(unknown.problem.code).toBe('alliances/no-such-template');
    const stale = await (await as('clerk')).call(linkAlliance, {
      params: { id: made.body.id },
      ifMatch: 9,
      body: { allianceId: two, tier: '1', underId: null },
    });
    expect(stale.status).toBe(412);
  });
});

describe('common topics', () => {
  const problem = async (login: Login, orgId: string, title: string, ownerId: string) => {
    const reply = await (await as(login)).call(enterProblem, {
      body: { orgId, title, source: 'masses', ownerId, dueOn: '2026-12-31' },
    });
    expect(reply.status).toBe(201);
  };
  const topics = async (login: Login) =>
    (await (await as(login)).call(readTopics, { params: { id: one } })).body;

  it('are found among the first three, shown with the reason, and without others’ words', async () => {
    const { ids, members } = test.world;
    await problem('officer', ids.a1, '畲乡古道驿站修缮久拖不决', members.a1[2]!);
    await problem('officer', ids.a2, '群众盼望古道驿站修缮', members.a2[2]!);
    await problem('officerB', ids.b1, '游客中心与古道驿站修缮衔接', members.b1[2]!);
    await problem('officer', ids.a2, '水库移民危房两处', members.a2[2]!);
    await problem('officerB', ids.b1, '水库移民危房登记', members.b1[2]!);
    const found = (await topics('secretary')).topics;
    expect(found.slice(0, 3).map((topic) => topic.title.zh)).toContain('古道驿站修缮');
    const first = found.find((topic) => topic.title.zh === '古道驿站修缮');
    expect(first).toMatchObject({ coverage: 100, minutes: 3 * 40 + 60, refused: 0 });
    expect(first?.parties.map((party) => party.problem)).toEqual([1, 1, 1]);
    expect(first?.examples).toEqual(['畲乡古道驿站修缮久拖不决']);
    // Only A2 and B1 speak of it: their partner A1 does not read it here, those above do.
    expect(JSON.stringify(found)).not.toContain('水库移民危房');
    expect((await topics('secretaryB')).topics.slice(0, 3).map((topic) => topic.title.zh)).toContain(
      '水库移民危房',
    );
    expect((await topics('memberB')).mayDecide).toBe(false);
  });

  it('go onto the agenda, or are refused, which is counted and changes nothing else', async () => {
    const before = (await topics('clerk')).topics;
    const key = before.find((topic) => topic.title.zh === '古道驿站修缮')?.key ?? '';
    const decide = async (login: Login, body: object) =>
      (await as(login)).call(decideTopic, { params: { id: one }, body: { key, ...body } as never });
    expect((await decide('secretaryB', { decision: 'refuse' })).body).toEqual({ key, refused: 1 });
    expect((await decide('secretaryA2', { decision: 'refuse' })).body).toEqual({ key, refused: 2 });
    const after = (await topics('clerk')).topics;
    expect(after.map((topic) => topic.key)).toEqual(before.map((topic) => topic.key));
    const { rows } = await test.owner.query('select * from alliance_topic_refusal');
    expect(Object.keys(rows[0]).sort()).toEqual(['alliance_id', 'key', 'tenant_id', 'times']);
    expect((await decide('secretary', { decision: 'adopt' })).problem.code).toBe('alliances/bad-agenda-date');
    expect((await decide('secretary', { decision: 'adopt', plannedOn: '2026-12-05' })).status).toBe(201);
    expect((await decide('secretary', { decision: 'adopt', plannedOn: '2026-12-06' })).problem.code).toBe(
      'alliances/on-agenda-already',
    );
    const [adopted] = (await topics('secretary')).adopted;
    expect(adopted).toMatchObject({ title: '古道驿站修缮', plannedOn: '2026-12-05', state: 'adopted' });
    const settled = await (await as('secretaryB')).call(closeTopic, {
      params: { id: one, topicId: adopted?.id ?? '' },
      ifMatch: 1,
      body: { step: 'discussed', note: '由 A2 牵头，明年三月前修好' },
    });
    expect(settled.status).toBe(200);
    const unknown = await (await as('secretary')).call(decideTopic, {
      params: { id: one },
      body: { key: 'w:没有', decision: 'refuse' },
    });
    expect(unknown.problem.code).toBe('alliances/no-such-topic');
    expect(
      (await (await as('secretary')).call(readTopics, { params: { id: test.world.ids.a1 } })).status,
    ).toBe(404);
  });
});
