import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { type Caller, type TestApp, testApp } from '#testing/app.ts';
import { issueDraft } from '#testing/issue.ts';
import { type DutyView, listDuties } from '../duties/duties.contract.ts';
import {
  addOwnDuty,
  assignOwner,
  assignOwners,
  editDuty,
  readDutyForm,
  restoreDuties,
} from '../duties/editing.contract.ts';
import { readHeat } from '../duties/heat.contract.ts';
import { adoptFramework, publishFramework, readFramework } from './frameworks.contract.ts';
import { listMySignatures, listSignatures, reviewFramework, signList } from './reviews.contract.ts';
import { compareEditions, editMatrix } from './variants.contract.ts';

let app: TestApp;
let officer: Caller;
let clerk: Caller;
let id = '';
beforeAll(async () => {
  app = await testApp();
  officer = await app.as('officer');
  clerk = await app.as('clerk');
  const body = { unitId: app.world.ids.unitA, packId: 'three-levels-five-posts' };
  id = (await officer.call(adoptFramework, { body })).body.id;
});
afterAll(() => app.close());

const view = async (which = id) => (await officer.call(readFramework, { params: { id: which } })).body;
const duties = async (subject: string, which = id) =>
  (await officer.call(listDuties, { params: { id: which }, query: { subject, limit: 200 } })).body.items;
const duty = async (code: string, which = id): Promise<DutyView> => {
  const subjects = { A: 'leading-group', D: 'organ-committee', E: 'branch', F: 'member' } as const;
  const found = await duties(subjects[code[1] as 'A'], which);
  return found.find((each) => each.code === code)!;
};
async function step(caller: Caller, action: 'submit' | 'withdraw' | 'return' | 'approve', more: object = {}) {
  const { version, review } = await view();
  const body = { action, hash: review.hash, ...more };
  return caller.call(reviewFramework, { params: { id }, ifMatch: version, body });
}
const publish = async () =>
  officer.call(publishFramework, { params: { id }, body: {}, ifMatch: (await view()).version });
async function edit(code: string, body: object) {
  const found = await duty(code);
  return officer.call(editDuty, { params: { id: found.id }, ifMatch: found.version, body });
}

describe('the solver at the door', () => {
  test('refuses what nobody guides, what hands over nothing, and a duty without power, each with a repair', async () => {
    expect((await view()).check).toMatchObject({ total: 0, blocking: 0 });
    const found = await duty('DE-01');
    expect(found).toMatchObject({ needs: [{ id: 'convene-branch' }], hands: 'own' });
    expect(found.casts[0]).toMatchObject({
      org: { name: '办公室党支部' },
      guide: { id: app.world.members.a2[1] },
    });
    expect((await edit('DE-01', { guide: { posts: [] } })).body.defects).toMatchObject([
      { code: 'no-guide', repair: { kind: 'restore', field: 'guide' } },
    ]);
    expect(
      (
        await edit('DE-04', {
          assist: [{ posts: ['publicity-member'], deliverable: '议事有结论，服务有对象' }],
        })
      ).body.defects,
    ).toMatchObject([{ code: 'assist-same', repair: { kind: 'restore', field: 'assist' } }]);
    const tenth = await duty('DE-10');
    const plain = app.world.members.a1[1]!;
    const named = await officer.call(assignOwner, {
      params: { id: tenth.id },
      ifMatch: tenth.version,
      body: { orgId: app.world.ids.a1, personId: plain },
    });
    expect(named.body.defects).toMatchObject([
      {
        code: 'powerless',
        persons: [{ id: plain }],
        repair: { kind: 'grant', rights: [{ zh: '分配党员任务、安排双联系' }] },
      },
    ]);
    const refused = await publish();
    expect(refused.problem.code).toBe('frameworks/holes');
    expect(refused.problem.data).toMatchObject({ total: 3 });
    expect((await step(officer, 'submit')).problem.code).toBe('frameworks/holes');

    const heat = (await officer.call(readHeat, { params: { id } })).body;
    expect(heat.subject).toBe('branch');
    const row = heat.rows.find((each) => each.code === 'DE-10')!;
    expect(row.cells.find((cell) => cell.orgId === app.world.ids.a1)).toMatchObject({ mark: 'powerless' });
    expect(heat.rows.find((each) => each.code === 'DE-01')!.faults).toEqual(['no-guide']);
    expect(heat.bodies[0]!.id).toBe(app.world.ids.a1);
  });

  test('one press repairs what the pack has, and gives the power in writing', async () => {
    const { version } = await view();
    const back = async (code: string, field: 'guide' | 'assist', ifMatch: number) =>
      officer.call(restoreDuties, {
        params: { id },
        ifMatch,
        body: { field, dutyIds: [(await duty(code)).id] },
      });
    expect((await back('DE-01', 'guide', version - 1)).status).toBe(412);
    expect((await back('DE-01', 'guide', version)).body).toEqual({ restored: 1 });
    expect((await back('DE-04', 'assist', version + 1)).body).toEqual({ restored: 1 });
    const tenth = await duty('DE-10');
    const granted = await officer.call(assignOwners, {
      params: { id },
      ifMatch: version + 2,
      body: { orgId: app.world.ids.a1, personId: app.world.members.a1[1]!, dutyIds: [tenth.id], grant: true },
    });
    expect(granted.body).toEqual({ assigned: 1 });
    expect((await view()).check.blocking).toBe(0);
  });

  test('an unknown right, post, kind of evidence or cell is refused, and nothing is half-written', async () => {
    expect((await edit('DE-01', { needs: ['no-such-right'] })).problem.code).toBe('duties/unknown-right');
    expect((await edit('DE-01', { guide: { posts: ['nobody'] } })).problem.code).toBe('duties/unknown-post');
    expect((await edit('DE-01', { evidence: [{ kind: 'rumour', enough: 1 }] })).problem.code).toBe(
      'duties/unknown-evidence',
    );
    expect((await edit('DE-01', { cell: { row: 'moon', column: 'body' } })).problem.code).toBe(
      'duties/no-such-cell',
    );
    expect(
      (await edit('DE-01', { assist: [{ posts: ['publicity-member'], deliverable: '字'.repeat(101) }] }))
        .status,
    ).toBe(400);
    const long = await edit('DE-01', { text: '责'.repeat(10_000) });
    expect(long.status).toBe(400);
    expect(JSON.stringify(long.problem)).toContain('最多 400 字');
    // What is pasted is text, whatever it looks like.
    const pasted = '<img src=x onerror="alert(1)"><b>按季召开</b>';
    expect((await edit('DE-01', { standard: pasted })).body).toMatchObject({ standard: pasted });
    const pack = '有表决权党员到会半数以上；表决以应到会有表决权党员的半数以上赞成为通过；发言不止书记一人。';
    expect((await edit('DE-01', { standard: pack })).status).toBe(200);
    const form = (await officer.call(readDutyForm)).body;
    expect(form.rights.length).toBeGreaterThan(20);
  });

  test('a duty of the unit’s own gets the next number and the parts of its subject', async () => {
    const body = {
      subject: 'branch',
      cell: { row: 'branch', column: 'body' },
      title: '窗口党员轮值',
      text: '党员每周在服务窗口轮值半天。',
      standard: '排班公开，替班有人。',
      result: '群众少跑一次。',
      cadence: { kind: 'monthly' as const, times: 1 },
      hands: 'devolve' as const,
      evidence: [{ kind: 'receipt', enough: 1 }],
      regulation: 'organ-2019',
      article: '第15条',
      recordKind: 'volunteer',
    };
    const add = async (more: object) =>
      officer.call(addOwnDuty, {
        params: { id },
        ifMatch: (await view()).version,
        body: { ...body, ...more },
      });
    expect((await add({ regulation: 'hearsay' })).problem.code).toBe('duties/unknown-choice');
    expect((await add({ article: '第999条' })).problem.code).toBe('duties/unknown-choice');
    const added = await add({});
    expect(added.status).toBe(201);
    expect(added.body).toMatchObject({ code: 'DE-50', defects: [], needs: [{ id: 'convene-branch' }] });
    expect((await view()).check.blocking).toBe(0);
  });
});

describe('levels and posts of a draft', () => {
  const matrix = async (change: (now: Awaited<ReturnType<typeof view>>) => object) => {
    const now = await view();
    return officer.call(editMatrix, { params: { id }, ifMatch: now.version, body: change(now) as never });
  };
  const title = (zh: string) => ({ zh, en: zh });

  test('are added, renamed and taken away; one in use is not', async () => {
    const removed = await matrix((now) => ({
      rows: now.rows,
      columns: now.columns.filter((each) => each.id !== 'discipline-secretary'),
    }));
    expect(removed.problem.code).toBe('frameworks/in-use');
    expect(removed.problem.title).toContain('机关纪委书记');
    const added = await matrix((now) => ({
      rows: [...now.rows, { id: 'group', title: title('党小组') }],
      columns: now.columns.map((each) =>
        each.id === 'member' ? { ...each, title: title('全体党员') } : each,
      ),
    }));
    expect(added.status).toBe(200);
    expect((await edit('DE-03', { cell: { row: 'group', column: 'body' } })).body).toMatchObject({
      row: 'group',
    });
    expect((await matrix((now) => ({ rows: now.rows.slice(0, 3), columns: now.columns }))).problem.code).toBe(
      'frameworks/in-use',
    );
    const doubled = await matrix((now) => ({
      rows: [...now.rows, { id: 'again', title: title('党小组') }],
      columns: now.columns,
    }));
    expect(doubled.problem.code).toBe('frameworks/doubled');
    expect((await matrix((now) => ({ rows: [], columns: now.columns }))).status).toBe(400);
    expect((await view()).rows.map((row) => row.title.zh)).toContain('党小组');
  });
});

describe('review and issue', () => {
  test('goes to another person, comes back with a reason, and is bound to the text', async () => {
    expect((await publish()).problem.code).toBe('frameworks/not-approved');
    expect((await step(clerk, 'submit')).status).toBe(403);
    expect((await step(clerk, 'approve')).problem.code).toBe('frameworks/not-in-this-state');
    expect((await step(officer, 'submit')).status).toBe(200);
    expect((await view()).phase).toBe('submitted');
    expect((await clerk.call(readToDo)).body.items).toContainEqual(
      expect.objectContaining({ kind: 'duty-list', action: 'review', link: `/frameworks/${id}` }),
    );
    expect((await step(officer, 'approve')).problem.code).toBe('frameworks/own-submission');
    expect((await step(clerk, 'withdraw')).problem.code).toBe('frameworks/not-submitter');
    expect((await step(clerk, 'return')).problem.code).toBe('frameworks/reason-missing');
    expect((await step(clerk, 'return', { reason: '第15条不对应窗口轮值' })).status).toBe(200);
    const back = await view();
    expect(back).toMatchObject({ phase: 'draft', review: { stale: false } });
    expect(back.review.course.at(-1)).toMatchObject({
      action: 'return',
      by: 'clerk',
      reason: '第15条不对应窗口轮值',
    });

    expect((await step(officer, 'submit')).status).toBe(200);
    expect((await step(clerk, 'approve')).status).toBe(200);
    expect((await view()).phase).toBe('approved');
    // K12: a material change after the approval makes it stale.
    expect((await edit('DE-07', { standard: '每名党员每年至少被谈到两次。' })).status).toBe(200);
    expect(await view()).toMatchObject({ phase: 'draft', review: { stale: true } });
    expect((await publish()).problem.code).toBe('frameworks/approval-stale');
    // Approving what one has not seen is refused; and what was approved once is approved again when it is put back.
    const { version } = await view();
    const blind = await clerk.call(reviewFramework, {
      params: { id },
      ifMatch: version,
      body: { action: 'approve', hash: 'a'.repeat(64) },
    });
    expect(blind.problem.code).toBe('frameworks/text-changed');
    expect((await step(officer, 'submit')).status).toBe(200);
    expect((await step(officer, 'withdraw')).status).toBe(200);
    expect((await view()).phase).toBe('draft');
    const issued = await issueDraft(app, officer, id);
    expect(issued.status).toBe(200);
    expect(await view()).toMatchObject({ phase: 'signing', intact: true });
  });

  test('another unit’s officer sees none of it', async () => {
    const other = await app.as('officerB');
    const params = { id };
    const body = { action: 'approve' as const, hash: 'a'.repeat(64) };
    expect((await other.call(reviewFramework, { params, ifMatch: 1, body })).status).toBe(404);
    expect((await other.call(readHeat, { params })).status).toBe(404);
    expect((await other.call(listSignatures, { params })).status).toBe(404);
    expect((await other.call(compareEditions, { params })).status).toBe(404);
    expect((await clerk.call(listSignatures, { params })).status).toBe(200);
  });
});

describe('signatures', () => {
  test('are given by the holders, to the text with its hash, and stay', async () => {
    const secretary = await app.as('secretary');
    const mine = (await secretary.call(listMySignatures)).body.items;
    expect(mine).toMatchObject([{ subject: 'branch', signedAt: null, unit: { name: '市发展改革局' } }]);
    expect((await secretary.call(readToDo)).body.items).toContainEqual(
      expect.objectContaining({ kind: 'duty-list', action: 'sign' }),
    );
    const sign = (caller: Caller, subject: string, hash: string) =>
      caller.call(signList, { params: { id }, body: { subject, hash } });
    const { hash } = mine[0]!;
    expect((await sign(secretary, 'branch', 'b'.repeat(64))).problem.code).toBe('frameworks/other-text');
    expect((await sign(secretary, 'leading-group', hash)).status).toBe(404);
    expect((await sign(await app.as('memberB'), 'branch', hash)).status).toBe(404);
    expect((await sign(secretary, 'branch', hash)).status).toBe(201);
    expect((await sign(secretary, 'branch', hash)).status).toBe(201);
    const { body } = await officer.call(listSignatures, { params: { id } });
    expect(body.signed).toBe(1);
    expect(body.items.find((each) => each.person.id === app.world.members.a1[0])?.signedAt).not.toBeNull();
    expect((await view()).signing).toEqual({ due: body.due, signed: 1 });
    await expect(app.owner.query('update duty_signature set content_hash = $1', ['x'])).rejects.toThrow(
      /neither changed/,
    );
  });

  test('the last one completes the edition', async () => {
    await app.owner.query(
      `insert into duty_signature (tenant_id, id, org_id, framework_id, subject, person_id, content_hash, signed_at)
       select distinct on (w.person_id, d.subject) w.tenant_id, gen_random_uuid(), f.org_id, f.id, d.subject, w.person_id, l.content_hash, now()
       from duty_owner w join duty d on d.id = w.duty_id join framework f on f.id = d.framework_id join duty_list l on l.id = d.list_id
       where f.id = $1 and w.source <> 'member' and w.to_on is null on conflict do nothing`,
      [id],
    );
    expect((await view()).phase).toBe('in-force');
  });
});
