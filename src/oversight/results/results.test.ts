import { describe, expect, it } from 'vitest';
import { readToDo } from '#roles/agenda/agenda.contract.ts';
import { recompute } from '../scoring/recompute.ts';
import { listObjections, lodgeObjection, moveObjection, readObjection } from './objections.contract.ts';
import { createResult, listResults, readResult } from './results.contract.ts';
import { downloadExplanation, listKnownEntries, readScore } from './scores.contract.ts';
import {
  adoptionId,
  as,
  backToNovember,
  branches,
  createdBy,
  entriesOf,
  type Login,
  move,
  notified,
  publishBy,
  roundId,
  setStage,
  tallied,
  test,
  travel,
  view,
  why,
} from './testing/stage.ts';

setStage();

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
    // Of four decided or given back, two at once and one put right; who waits for those above does not count.
    expect(state('members-conduct')).toMatchObject({
      raw: '5/8',
      facts: { due: 4, on_time: 2, late: 1, missed: 1 },
    });
    expect(JSON.stringify(state('members-conduct'))).not.toContain(test.world.members.a1[4]);
    expect(first.coverage).toBe(7000);
    const second = (await officer.call(readScore, { params: { id: entries[1]?.scoreId ?? '' } })).body.tree;
    expect(second.indicators.find((each) => each.id === 'members-conduct')?.reason).toBe('no-appraisals');
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
