import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type TestApp, testApp } from '#testing/app.ts';
import { issueDraft } from '#testing/issue.ts';
import { adoptFramework, readFramework, reviseFramework } from '../frameworks/frameworks.contract.ts';
import { compareEditions } from '../frameworks/variants.contract.ts';
import { listObligations } from '../obligations/obligations.contract.ts';
import { listOrphans } from '../orphans/orphans.contract.ts';
import { type DutyView, listDuties, listMyDuties } from './duties.contract.ts';
import { editDuty } from './editing.contract.ts';
import { readHeat } from './heat.contract.ts';

let app: TestApp;
let officer: Caller;
let secretary: Caller;
let first = '';
let second = '';
beforeAll(async () => {
  app = await testApp({ now: '2026-06-10T04:00:00Z' });
  officer = await app.as('officer');
  secretary = await app.as('secretary');
  const body = { unitId: app.world.ids.unitA, packId: 'three-levels-five-posts' };
  first = (await officer.call(adoptFramework, { body })).body.id;
});
afterAll(() => app.close());

async function duty(edition: string, code: string): Promise<DutyView> {
  const query = { subject: code.startsWith('DE') ? 'branch' : 'member', limit: 200 };
  const { items } = (await officer.call(listDuties, { params: { id: edition }, query })).body;
  return items.find((each) => each.code === code)!;
}

async function edit(edition: string, code: string, body: object) {
  const { id, version } = await duty(edition, code);
  return officer.call(editDuty, { params: { id }, ifMatch: version, body });
}

/** The months in which something is due of a duty in the first branch. */
async function monthsDue(code: string, orgId = app.world.ids.a1): Promise<string[]> {
  const query = { orgId, duty: code, limit: 200 };
  const { items } = (await officer.call(listObligations, { query })).body;
  return items.map((each) => each.dueOn.slice(0, 7)).sort();
}

describe('a duty with days of its own', () => {
  test('is refused an end in the past or before its beginning, and a day that is none', async () => {
    const past = await edit(first, 'DE-04', { lastDay: '2026-06-09' });
    expect(past.problem).toMatchObject({ code: 'duties/bad-time', status: 422 });
    const turned = await edit(first, 'DE-04', { firstDay: '2026-09-01', lastDay: '2026-08-31' });
    expect(turned.problem.code).toBe('duties/bad-time');
    expect((await edit(first, 'DE-04', { lastDay: '2026-06-31' })).status).toBe(400);
    expect(await duty(first, 'DE-04')).toMatchObject({ firstDay: null, lastDay: null });
  });

  test('falls due within them only; the others go with the edition', async () => {
    const edited = await edit(first, 'DE-04', { firstDay: '2026-04-15', lastDay: '2026-09-15' });
    expect(edited.body).toMatchObject({ firstDay: '2026-04-15', lastDay: '2026-09-15' });
    expect((await issueDraft(app, officer, first, { fromOn: '2026-03-01' })).status).toBe(200);
    // April's is due at the end of the month, September's would be after the last day.
    expect(await monthsDue('DE-04')).toEqual(['2026-04', '2026-05', '2026-06', '2026-07', '2026-08']);
    expect((await monthsDue('DE-11')).slice(0, 2)).toEqual(['2026-03', '2026-04']);
    expect(await duty(first, 'DE-04')).toMatchObject({ fromOn: '2026-04-15', toOn: '2026-09-15' });
    expect(await duty(first, 'DE-11')).toMatchObject({ fromOn: '2026-03-01', toOn: null });
  });

  test('shows its bearer the days, the rights it takes and by what he has them', async () => {
    const mine = (await secretary.call(listMyDuties, { query: { limit: 100 } })).body.items;
    expect(mine.find((each) => each.code === 'DE-04')).toMatchObject({
      firstDay: '2026-04-15',
      lastDay: '2026-09-15',
      hands: 'delegable',
      needs: [
        { title: { zh: '召集支部会议、组织生活和换届' }, held: 'post' },
        { title: { zh: '分配党员任务、安排双联系' }, held: 'post' },
      ],
      evidence: [{ enough: 1 }],
    });
  });

  test('has another text with other days, and hands over only what is due within the new ones', async () => {
    const hashOf = async (edition: string) =>
      (await officer.call(readFramework, { params: { id: edition } })).body.lists.find(
        (list) => list.subject === 'branch',
      )!.contentHash;
    second = (await officer.call(reviseFramework, { params: { id: first } })).body.id;
    expect(await duty(second, 'DE-04')).toMatchObject({ firstDay: '2026-04-15', lastDay: '2026-09-15' });
    expect((await edit(second, 'DE-04', { lastDay: '2026-07-31' })).status).toBe(200);
    const compared = (await officer.call(compareEditions, { params: { id: second } })).body;
    expect(compared.differences).toMatchObject([
      {
        code: 'DE-04',
        kind: 'changed',
        fields: [
          {
            name: 'time',
            before: { zh: '2026-04-15 起，到 2026-09-15 为止' },
            after: { zh: '2026-04-15 起，到 2026-07-31 为止', en: 'from 2026-04-15 to 2026-07-31' },
          },
        ],
      },
    ]);
    expect((await issueDraft(app, officer, second)).status).toBe(200);
    expect(await hashOf(second)).not.toBe(await hashOf(first));
    expect(await monthsDue('DE-04')).toEqual(['2026-04', '2026-05', '2026-06', '2026-07']);
  });
});

describe('a duty addressed to one branch', () => {
  test('is asked of no other: owners, heat map, what falls due, and the text that is signed', async () => {
    const { a1, a2, committeeA } = app.world.ids;
    const third = (await officer.call(reviseFramework, { params: { id: second } })).body.id;
    expect((await monthsDue('DE-11', a2)).length).toBeGreaterThan(0);
    const before = await monthsDue('DE-11');
    const stranger = await edit(third, 'DE-11', { only: [committeeA] });
    expect(stranger.problem.code).toBe('duties/not-a-bearer');
    const edited = await edit(third, 'DE-11', { only: [a1] });
    expect(edited.body).toMatchObject({ only: [{ id: a1 }], defects: [] });
    expect(edited.body.owners.map((each) => each.org.id)).toEqual([a1]);
    expect(edited.body.kindred.map((each) => each.id).sort()).toEqual([a1, a2].sort());
    const members = await edit(third, 'DF-01', { only: [a1] });
    const everyone = (await duty(second, 'DF-01')).ownerCount;
    expect(members.body.ownerCount).toBeLessThan(everyone);
    const heat = await officer.call(readHeat, { params: { id: third }, query: { subject: 'branch' } });
    const row = heat.body.rows.find((each) => each.code === 'DE-11')!;
    expect(row.cells.map((cell) => cell.orgId)).toEqual([a1]);
    const compared = (await officer.call(compareEditions, { params: { id: third } })).body;
    expect(compared.differences.find((each) => each.code === 'DE-11')).toMatchObject({
      fields: [{ name: 'only', before: { zh: '' }, after: { zh: '办公室党支部' } }],
    });
    expect((await issueDraft(app, officer, third)).status).toBe(200);
    expect(await monthsDue('DE-11')).toEqual(before);
    const due = await monthsDue('DE-11', a2);
    expect(due.filter((month) => month >= '2026-06')).toEqual([]);
    const { rows } = await app.owner.query(
      `select count(*)::int as n from duty_owner w join duty d on d.tenant_id = w.tenant_id and d.id = w.duty_id
       where d.framework_id = $1 and d.code in ('DE-11', 'DF-01') and w.org_id = $2`,
      [third, a2],
    );
    expect(rows[0].n).toBe(0);
    const orphans = (await officer.call(listOrphans, { query: { kind: 'duty', limit: 200 } })).body.items;
    expect(orphans.filter((each) => each.title.startsWith('DE-11'))).toEqual([]);
  });
});
