import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Caller, type TestApp, testApp } from '#testing/app.ts';
import { issueDraft } from '#testing/issue.ts';
import { type DutyView, listDuties, readDuty } from '../duties/duties.contract.ts';
import { addOwnDuty, editDuty } from '../duties/editing.contract.ts';
import { listOrphans } from '../orphans/orphans.contract.ts';
import { adoptFramework, readFramework, reviseFramework } from './frameworks.contract.ts';
import { listSignatures } from './reviews.contract.ts';
import { compareEditions, editMatrix, forkPack, readCrosswalk, retirePack } from './variants.contract.ts';

let app: TestApp;
let officer: Caller;
let clerk: Caller;
let id = '';
beforeAll(async () => {
  app = await testApp();
  officer = await app.as('officer');
  clerk = await app.as('clerk');
  const unit = { unitId: app.world.ids.unitA, packId: 'three-levels-five-posts' };
  id = (await officer.call(adoptFramework, { body: unit })).body.id;
  const added = await officer.call(addOwnDuty, {
    params: { id },
    ifMatch: (await view(id)).version,
    body: {
      subject: 'branch',
      cell: { row: 'branch', column: 'body' },
      title: '窗口党员轮值',
      text: '党员每周在服务窗口轮值半天。',
      standard: '排班公开，替班有人。',
      result: '群众少跑一次。',
      cadence: { kind: 'monthly', times: 1 },
      hands: 'devolve',
      evidence: [{ kind: 'receipt', enough: 1 }],
      regulation: 'organ-2019',
      article: '第15条',
      recordKind: 'volunteer',
    },
  });
  expect(added.body.code).toBe('DE-50');
  const { rows, columns, version } = await view(id);
  const group = { id: 'group', title: { zh: '党小组', en: 'Group' } };
  await officer.call(editMatrix, {
    params: { id },
    ifMatch: version,
    body: { rows: [...rows, group], columns: columns as never },
  });
  const moved = await duty('DE-03', id);
  await officer.call(editDuty, {
    params: { id: moved.id },
    ifMatch: moved.version,
    body: { cell: { row: 'group', column: 'body' } },
  });
  expect((await issueDraft(app, officer, id)).status).toBe(200);
  await app.owner.query(
    `insert into duty_signature (tenant_id, id, org_id, framework_id, subject, person_id, content_hash, signed_at)
     select distinct on (w.person_id, d.subject) w.tenant_id, gen_random_uuid(), f.org_id, f.id, d.subject, w.person_id, l.content_hash, now()
     from duty_owner w join duty d on d.id = w.duty_id join framework f on f.id = d.framework_id join duty_list l on l.id = d.list_id
     where f.id = $1 and w.source <> 'member' and w.to_on is null`,
    [id],
  );
});
afterAll(() => app.close());

const view = async (which: string) => (await officer.call(readFramework, { params: { id: which } })).body;
const duty = async (code: string, which: string): Promise<DutyView> => {
  const { items } = (await officer.call(listDuties, { params: { id: which }, query: { limit: 200 } })).body;
  return items.find((each) => each.code === code)!;
};

describe('the next edition', () => {
  let next = '';
  test('says what was added, changed and dropped, and whom it concerns', async () => {
    next = (await officer.call(reviseFramework, { params: { id } })).body.id;
    const change = async (code: string, body: object) => {
      const found = await duty(code, next);
      return officer.call(editDuty, { params: { id: found.id }, ifMatch: found.version, body });
    };
    expect((await change('DE-09', { dropped: '没有入党积极分子' })).status).toBe(200);
    expect((await change('DE-08', { standard: '每月10日前收齐。' })).status).toBe(200);
    expect(
      (
        await change('DA-02', {
          posts: ['deputy-in-charge', 'leading-group-secretary'],
          needs: ['direct-field'],
        })
      ).status,
    ).toBe(200);
    const { body } = await officer.call(compareEditions, { params: { id: next } });
    expect(body).toMatchObject({ added: 0, changed: 2, dropped: 1, before: { id, edition: 1 } });
    expect(
      body.differences.map((each) => [each.kind, each.code, each.fields.map((field) => field.name)]),
    ).toEqual([
      ['changed', 'DA-02', ['owner', 'needs']],
      ['changed', 'DE-08', ['standard']],
      ['dropped', 'DE-09', []],
    ]);
    expect(body.differences[1]!.fields[0]).toMatchObject({ after: { zh: '每月10日前收齐。' } });
    expect(body.differences[2]).toMatchObject({
      reason: '没有入党积极分子',
      title: { zh: '培养考察入党积极分子' },
    });
    const people = new Map(body.affected!.map((each) => [each.person.id, each]));
    const { a1 } = app.world.members;
    expect(people.get(a1[6]!)).toMatchObject({ gains: ['DA-02'] });
    expect(people.get(a1[5]!)).toMatchObject({ loses: ['DA-02'] });
    expect(people.get(a1[2]!)).toMatchObject({ loses: ['DE-09'], changed: ['DE-08'] });
  });

  test('keeps signatures under lists whose text did not change, and asks for the others again', async () => {
    expect((await issueDraft(app, officer, next)).status).toBe(200);
    const { body } = await officer.call(listSignatures, { params: { id: next } });
    const of = (subject: string) => body.items.filter((each) => each.subject === subject);
    expect(of('organ-committee').every((each) => each.signedAt !== null)).toBe(true);
    expect(of('branch').every((each) => each.signedAt === null && each.earlier)).toBe(true);
    expect((await view(next)).phase).toBe('signing');
  });

  test('becomes a pack of the tenant’s own that another unit adopts, and the crosswalk keeps both comparable', async () => {
    const fork = (caller: Caller, title: string) =>
      caller.call(forkPack, { body: { frameworkId: next, title } });
    expect((await fork(officer, '四级五岗（本地）')).status).toBe(403);
    expect((await fork(clerk, '三级五岗')).problem.code).toBe('frameworks/name-taken');
    const pack = (await fork(clerk, '四级五岗（本地）')).body.id;
    const officerB = await app.as('officerB');
    const body = { unitId: app.world.ids.unitB, packId: pack };
    const adopted = await officerB.call(adoptFramework, { body });
    expect(adopted.status).toBe(201);
    const own = (await officerB.call(readFramework, { params: { id: adopted.body.id } })).body;
    expect(own.rows.map((row) => row.title.zh)).toContain('党小组');
    const listed = await officerB.call(listDuties, {
      params: { id: adopted.body.id },
      query: { subject: 'branch', limit: 200 },
    });
    expect(listed.body.items.map((each) => each.code)).toContain('DE-50');
    expect(listed.body.items.map((each) => each.code)).not.toContain('DE-09');

    const walk = (await clerk.call(readCrosswalk)).body;
    expect(walk.frameworks).toHaveLength(5);
    const at = walk.frameworks.findIndex((each) => each.id === pack);
    const row = (code: string) => walk.rows.find((each) => each.code === code)!;
    expect(row('DE-09')).toMatchObject({ common: false });
    expect(row('DE-09').places[at]).toBeNull();
    expect(row('DE-03').places[at]).toMatchObject({ row: { zh: '党小组' } });
    expect(row('DE-01').common).toBe(true);
    expect(walk.frameworks[at]).toMatchObject({ local: true, duties: 80, common: 79 });
    expect(walk.frameworks[0]!.units).toBe(1);

    expect((await clerk.call(retirePack, { params: { packId: pack } })).status).toBe(200);
    expect((await clerk.call(retirePack, { params: { packId: pack } })).status).toBe(404);
    expect((await officerB.call(readFramework, { params: { id: adopted.body.id } })).status).toBe(200);
  });

  test('nothing is without a living owner; whoever leaves is found', async () => {
    const none = (await officer.call(listOrphans)).body;
    expect(none.items).toEqual([]);
    expect(none.summary.find((each) => each.kind === 'obligation')!.open).toBeGreaterThan(20);
    await app.owner.query(`update person set state = 'left' where id = $1`, [app.world.members.a1[0]]);
    const found = (await officer.call(listOrphans, { query: { limit: 5 } })).body;
    expect(found.items).toHaveLength(5);
    expect(found.items[0]).toMatchObject({
      kind: 'duty',
      why: 'left',
      person: { id: app.world.members.a1[0] },
    });
    const orphans = found.summary.reduce((sum, each) => sum + each.orphans, 0);
    const seen: string[] = [];
    for (let cursor: string | null = ''; cursor !== null; ) {
      const page: Awaited<ReturnType<typeof officer.call<typeof listOrphans>>> = await officer.call(
        listOrphans,
        {
          query: { limit: 7, ...(cursor ? { cursor } : {}) },
        },
      );
      seen.push(...page.body.items.map((each) => `${each.kind} ${each.id} ${each.org.id}`));
      cursor = page.body.next;
    }
    expect(seen).toHaveLength(orphans);
    expect(new Set(seen).size).toBe(orphans);
    expect((await (await app.as('officerB')).call(listOrphans)).body.items).toEqual([]);
    expect((await officer.call(readDuty, { params: { id: found.items[0]!.id } })).status).toBe(200);
  });
});
