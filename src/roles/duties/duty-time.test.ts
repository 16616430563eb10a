import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type TestApp, testApp } from '#testing/app.ts';
import { issueDraft } from '#testing/issue.ts';
import { adoptFramework, readFramework, reviseFramework } from '../frameworks/frameworks.contract.ts';
import { compareEditions } from '../frameworks/variants.contract.ts';
import { listObligations } from '../obligations/obligations.contract.ts';
import { type DutyView, listDuties, listMyDuties } from './duties.contract.ts';
import { editDuty } from './editing.contract.ts';

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
async function monthsDue(code: string): Promise<string[]> {
  const query = { orgId: app.world.ids.a1, duty: code, limit: 200 };
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
            before: '2026-04-15 起，到 2026-09-15 为止',
            after: '2026-04-15 起，到 2026-07-31 为止',
          },
        ],
      },
    ]);
    expect((await issueDraft(app, officer, second)).status).toBe(200);
    expect(await hashOf(second)).not.toBe(await hashOf(first));
    expect(await monthsDue('DE-04')).toEqual(['2026-04', '2026-05', '2026-06', '2026-07']);
  });
});
