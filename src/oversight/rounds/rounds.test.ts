import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import { releasedCells } from './released-cells.ts';
import {
  createRound,
  editRound,
  issueLinks,
  issueLinksWorkbook,
  listRounds,
  moveRound,
  precheckRound,
  rateeOptions,
  raterOptions,
  readRound,
  readRoundResult,
  schemeOptions,
  trusteeOptions,
} from './rounds.contract.ts';
import {
  castOne,
  decrypt,
  draftBody,
  linksOf,
  move,
  openedRound,
  paper,
  passOf,
  postKeys,
} from './testing/walk.ts';
import {
  listTrusteeRounds,
  postDecryption,
  postTrusteeKey,
  readBoard,
  readTrusteeRound,
} from './trustees.contract.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

describe('a sealed round from draft to result', () => {
  let id: string;
  let secrets: Awaited<ReturnType<typeof postKeys>>;
  const grades = [0, 1, 1, 2];

  test('is drafted, and the pre-check says who is merged before anything is sent', async () => {
    const officer = await app.as('officer');
    const made = await officer.call(createRound, { body: draftBody(app, 'sealed') });
    expect(made.status).toBe(201);
    id = made.body.id;
    const check = (await officer.call(precheckRound, { params: { id } })).body;
    expect(check.floor).toBe(5);
    expect(check.cells.map((cell) => `${cell.name} ${cell.groups.join('+')} ${cell.count}`).sort()).toEqual([
      '办公室党支部 staff 5',
      '办公室党支部 superior+members 10',
      '规划处党支部 staff 5',
      '规划处党支部 superior+members 10',
    ]);
    expect(check.blockers).toEqual([]);
    expect((await move(app, id, 'open')).problem.code).toBe('rounds/keys-first');
  });

  test('waits for three keys, each from its own trustee', async () => {
    expect((await move(app, id, 'request-keys')).body.state).toBe('keys');
    expect((await move(app, id, 'open')).problem.code).toBe('rounds/keys-missing');
    const outsider = await app.as('memberB');
    const key = { publicKey: 'A'.repeat(43), proof: 'A'.repeat(86) };
    expect((await outsider.call(postTrusteeKey, { params: { id }, body: key })).status).toBe(404);
    const trustee = await app.as('clerk');
    expect((await trustee.call(postTrusteeKey, { params: { id }, body: key })).problem.code).toBe(
      'rounds/key-not-valid',
    );
    secrets = await postKeys(app, id);
    expect((await trustee.call(listTrusteeRounds)).body.items).toMatchObject([{ id, seat: 1, hasKey: true }]);
    expect((await outsider.call(listTrusteeRounds)).body.items).toEqual([]);
  });

  test('opens, and its terms can no longer change', async () => {
    const stale = await (await app.as('officer')).call(moveRound, {
      params: { id },
      body: { action: 'open' },
      ifMatch: 99,
    });
    expect(stale.status).toBe(412);
    expect((await move(app, id, 'open')).body.state).toBe('open');
    const officer = await app.as('officer');
    const { version } = (await officer.call(readRound, { params: { id } })).body;
    const { orgId: _o, schemeId: _s, ...draft } = draftBody(app, 'named');
    expect(
      (await officer.call(editRound, { params: { id }, body: draft, ifMatch: version })).problem.code,
    ).toBe('rounds/not-a-draft');
    expect((await move(app, id, 'redraft')).problem.code).toBe('rounds/not-in-this-state');
    await expect(app.owner.query(`update round set mode = 'named' where id = $1`, [id])).rejects.toThrow(
      'terms of an opened round',
    );
    const trustee = await app.as('clerk');
    const late = { publicKey: 'A'.repeat(43), proof: 'A'.repeat(86) };
    expect((await trustee.call(postTrusteeKey, { params: { id }, body: late })).problem.code).toBe(
      'rounds/keys-not-wanted',
    );
  });

  test('takes ballots from links and from accounts', async () => {
    const { ids } = app.world;
    for (const token of await linksOf(app, id, 'staff')) {
      const view = await paper(app, token);
      expect(view.ratees).toHaveLength(1);
      expect(view.statement.zh.points.join()).toContain('系统没有登记链接交给了谁');
      const done = await castOne(app, token, view, view.ratees[0]!.id, [0, 0, 1, 3]);
      expect(done.status).toBe(200);
    }
    const pass = await passOf(app, 'rater');
    const view = await paper(app, pass);
    expect(view.ratees.map((ratee) => ratee.id)).toEqual([ids.a1, ids.a2]);
    expect(view.statement.zh.points.join()).toContain('编号与您的账号对应');
    expect(view.statement.zh.points.join()).toContain('“支部党员”合并统计');
    for (const ratee of view.ratees)
      expect((await castOne(app, pass, view, ratee.id, grades)).status).toBe(200);
    const member = await passOf(app, 'member');
    const own = await paper(app, member);
    expect(own.ratees.map((ratee) => ratee.id)).toEqual([ids.a1]);
    expect((await castOne(app, member, own, ids.a1, [3, 3, 3, 3])).status).toBe(200);
    expect((await castOne(app, member, own, ids.a1, [1, 1, 1, 1])).status).toBe(200);
    expect((await castOne(app, member, own, ids.a2, [0, 0, 0, 0])).problem.code).toBe(
      'ballots/not-your-ratee',
    );
    const organiser = await passOf(app, 'organiser');
    expect((await castOne(app, organiser, await paper(app, organiser), ids.a1, grades)).status).toBe(200);
    for (const token of await linksOf(app, id, 'members')) {
      const person = await paper(app, token);
      expect(person.statement.zh.points.join()).toContain('编号与您的姓名对应');
      expect((await castOne(app, token, person, person.ratees[0]!.id, grades)).status).toBe(200);
    }
  });

  test('tells nobody who has answered, nor anything of the result, while it is open', async () => {
    const officer = await app.as('officer');
    expect((await officer.call(readRoundResult, { params: { id } })).status).toBe(404);
    const view = (await officer.call(readRound, { params: { id } })).body;
    expect(view.groups.map((group) => [group.code, group.asked, group.answered])).toEqual([
      ['superior', 4, { atLeast: 0, atMost: 4 }],
      ['members', 12, { atLeast: 10, atMost: 19 }],
      ['staff', 10, { atLeast: 10, atMost: 19 }],
    ]);
    const trustee = await app.as('clerk');
    expect((await trustee.call(readBoard, { params: { id } })).status).toBe(404);
    expect(
      await app.database.read(app.tenantId, (tx) =>
        releasedCells({ tx, actor: { tenantId: app.tenantId } as never }, id),
      ),
    ).toEqual([]);
  });

  test('closes for good: early only with a reason, and no ballot after', async () => {
    const tokens = await linksOf(app, id, 'staff');
    const view = await paper(app, tokens[0]!);
    expect((await move(app, id, 'close', '')).problem.code).toBe('rounds/early-close-needs-reason');
    expect((await move(app, id, 'close', '全部收齐')).body.state).toBe('closed');
    expect((await castOne(app, tokens[0]!, view, view.ratees[0]!.id, [0, 0, 0, 0])).problem.code).toBe(
      'ballots/closed',
    );
    const after = await paper(app, tokens[0]!);
    expect(after.state).toBe('closed');
    expect(after.board!.trackingCodes).toHaveLength(24);
    expect(new Set(after.board!.trackingCodes).size).toBe(24);
    expect((await (await app.as('officer')).call(readRoundResult, { params: { id } })).status).toBe(404);
  });

  test('one trustee opens nothing; two open exactly the sums of the plan', async () => {
    const first = await decrypt(app, id, 'clerk', secrets.clerk);
    expect(first.last.body).toEqual({ left: 0, state: 'closed' });
    const trustee = await app.as('secretary');
    const forged = first.parts.slice(0, 5);
    expect(
      (await trustee.call(postDecryption, { params: { id }, body: { parts: forged } })).problem.code,
    ).toBe('rounds/part-not-valid');
    const outside = [{ ...first.parts[0]!, label: 'cell-0/politics/9' }];
    expect(
      (await trustee.call(postDecryption, { params: { id }, body: { parts: outside } })).problem.code,
    ).toBe('rounds/not-in-the-plan');
    const second = await decrypt(app, id, 'secretary', secrets.secretary);
    expect(second.last.body).toEqual({ left: 0, state: 'tallied' });
    const third = await app.as('secretaryA2');
    expect(
      (await third.call(postDecryption, { params: { id }, body: { parts: second.parts.slice(0, 1) } }))
        .status,
    ).toBe(409);
  });

  test('shows pooled figures only, by the release rules', async () => {
    const officer = await app.as('officer');
    const { ids } = app.world;
    const result = (await officer.call(readRoundResult, { params: { id } })).body;
    expect(result.cells).toHaveLength(16);
    const of = (ratee: string, groups: string, item: string) =>
      result.cells.find(
        (cell) => cell.ratee === ratee && cell.groups.join('+') === groups && cell.item === item,
      )!;
    // five links: 100 each on the first item, 85 on the third, 40 on the last; too few for a histogram
    expect(of(ids.a1, 'staff', 'politics')).toMatchObject({
      mean: 10000,
      histogram: null,
      band: { atLeast: 5, atMost: 9 },
    });
    expect(of(ids.a1, 'staff', 'members')).toMatchObject({ mean: 8500 });
    expect(of(ids.a1, 'staff', 'effect')).toMatchObject({ mean: 4000, spread: 0, spreadBasis: 'pooled' });
    // a1: one superior (the rater), four members by link and two by account: 6×100 + 85 over 7
    expect(of(ids.a1, 'superior+members', 'politics')).toMatchObject({
      mean: 9790,
      band: { atLeast: 5, atMost: 9 },
    });
    expect(of(ids.a2, 'superior+members', 'politics')).toMatchObject({ mean: 10000 });
    expect((await officer.call(listRounds)).body.items[0]).toMatchObject({ id, state: 'tallied', ratees: 2 });
    const cells = await app.database.read(app.tenantId, (tx) =>
      releasedCells({ tx, actor: { tenantId: app.tenantId } as never }, id),
    );
    expect(cells).toHaveLength(16);
  });

  test('destroys the ballots only after everybody could object, and keeps the result', async () => {
    expect((await move(app, id, 'purge')).problem.code).toBe('rounds/objections-possible');
    app.travel('2027-01-05T02:00:00Z');
    expect((await move(app, id, 'purge')).body.state).toBe('purged');
    app.travel('2026-11-23T02:00:00Z');
    const left = await app.owner.query(
      `select (select count(*) from ballot where round_id = $1)::int as ballots, (select count(*) from partial_decryption where round_id = $1)::int as parts,
        (select count(*) from invitation where round_id = $1)::int as invitations, (select count(*) from round_sum where round_id = $1)::int as sums`,
      [id],
    );
    expect(left.rows[0]).toEqual({ ballots: 0, parts: 0, invitations: 0, sums: 0 });
    expect(
      (await (await app.as('officer')).call(readRoundResult, { params: { id } })).body.cells,
    ).toHaveLength(16);
    await expect(
      app.database.write(app.tenantId, async (tx) => {
        await tx.updateTable('released_cell').set({ mean: 10000 }).where('round_id', '=', id).execute();
        return { commit: true, value: undefined };
      }),
    ).rejects.toThrow('permission denied');
  });
});

describe('a named round', () => {
  test('needs no keys, is called named, takes each answer once, and is counted at closing', async () => {
    const { id } = await openedRound(app, 'named', 2);
    const tokens = await linksOf(app, id, 'staff');
    const view = await paper(app, tokens[0]!);
    expect(view.mode).toBe('named');
    expect(view.statement.zh.headline).toContain('不匿名');
    const ratee = view.ratees[0]!.id;
    expect((await castOne(app, tokens[0]!, view, ratee, [0, 1, 2, 3])).status).toBe(200);
    expect((await castOne(app, tokens[0]!, view, ratee, [3, 3, 3, 3])).problem.code).toBe(
      'ballots/already-cast',
    );
    expect(
      (await castOne(app, tokens[1]!, await paper(app, tokens[1]!), ratee, [0, 0, 0, 9])).problem.code,
    ).toBe('ballots/not-valid');
    expect((await move(app, id, 'close')).body.state).toBe('tallied');
    const { cells } = (await (await app.as('officer')).call(readRoundResult, { params: { id } })).body;
    const shown = cells.filter((cell) => cell.mean !== null);
    expect(shown.map((cell) => [cell.ratee, cell.groups.join(), cell.item, cell.mean])).toEqual([
      [ratee, 'staff', 'politics', 10000],
      [ratee, 'staff', 'committee', 8500],
      [ratee, 'staff', 'members', 6500],
      [ratee, 'staff', 'effect', 4000],
    ]);
    expect(cells.filter((cell) => cell.mean === null).every((cell) => cell.reason === 'no-ballots')).toBe(
      true,
    );
  });
});

describe('what cannot be', () => {
  test('a branch of three in a sealed round is refused before opening, with the way out', async () => {
    const officer = await app.as('officerB');
    const { ids, members, accounts } = app.world;
    const body = {
      ...draftBody(app, 'sealed'),
      orgId: ids.unitB,
      rateeIds: [ids.b2],
      groups: [{ code: 'members', source: 'members' as const }],
      raters: [],
      trustees: (['clerk', 'memberB', 'secretaryB'] as const).map((login, at) => ({
        seat: (at + 1) as 1 | 2 | 3,
        accountId: accounts[login].id,
        title: '保管人',
      })),
    };
    const made = await officer.call(createRound, { body });
    expect(made.status).toBe(201);
    const { id } = made.body;
    const check = (await officer.call(precheckRound, { params: { id } })).body;
    expect(check.tooFew).toMatchObject([{ name: '后勤党支部', count: 2 }]);
    expect(check.blockers.map((blocker) => blocker.code)).toEqual(['rounds/too-few-raters']);
    expect((await move(app, id, 'request-keys', '', 'officerB')).problem.code).toBe('rounds/too-few-raters');
    const { orgId: _o, schemeId: _s, ...draft } = body;
    const named = await officer.call(editRound, {
      params: { id },
      body: { ...draft, mode: 'named' },
      ifMatch: 1,
    });
    expect(named.status).toBe(200);
    expect((await move(app, id, 'open', '', 'officerB')).body.state).toBe('open');
    expect(members.b2).toHaveLength(3);
  });

  test('drafts with parts that do not fit are refused', async () => {
    const officer = await app.as('officer');
    const { ids, accounts, members } = app.world;
    const body = draftBody(app, 'sealed');
    const wrong: [Partial<typeof body>, string][] = [
      [{ closesOn: '2026-11-22' }, 'rounds/draft-flawed'],
      [{ rateeIds: [ids.b1] }, 'rounds/draft-flawed'],
      [{ rateeIds: [ids.groupA] }, 'rounds/draft-flawed'],
      [{ raters: [{ group: 'superior', personId: members.b1[5]!, accountId: null }] }, 'rounds/draft-flawed'],
      [{ raters: [{ group: 'members', personId: members.a1[5]!, accountId: null }] }, 'rounds/draft-flawed'],
      [{ trustees: body.trustees.slice(0, 2) }, 'rounds/three-trustees'],
      [
        { trustees: body.trustees.map((one, at) => (at ? one : { ...one, accountId: accounts.officer.id })) },
        'rounds/organiser-as-trustee',
      ],
      [
        {
          trustees: body.trustees.map((one, at) => (at ? one : { ...one, accountId: accounts.sysadmin.id })),
        },
        'rounds/draft-flawed',
      ],
      [
        { groups: [{ code: 'staff', source: 'links', linksPerRatee: 0 } as never], raters: [] },
        'rounds/draft-flawed',
      ],
      [{ schemeId: 'no-such-scheme' }, 'rounds/unknown-scheme'],
    ];
    for (const [change, code] of wrong) {
      expect((await officer.call(createRound, { body: { ...body, ...change } })).problem.code).toBe(code);
    }
    expect((await officer.call(createRound, { body: { ...body, orgId: ids.unitB } })).status).toBe(404);
  });

  test('rounds of another unit do not exist', async () => {
    const { id } = await openedRound(app, 'named');
    const other = await app.as('officerB');
    for (const call of [
      other.call(readRound, { params: { id } }),
      other.call(precheckRound, { params: { id } }),
      other.call(readRoundResult, { params: { id } }),
      other.call(issueLinks, { params: { id }, body: { group: 'staff' } }),
      other.call(moveRound, { params: { id }, body: { action: 'close' }, ifMatch: 1 }),
      other.call(readTrusteeRound, { params: { id } }),
    ]) {
      expect((await call).status).toBe(404);
    }
    expect((await other.call(listRounds)).body.items.some((row) => row.id === id)).toBe(false);
    expect((await (await app.as('clerk')).call(readRound, { params: { id } })).status).toBe(200);
    expect((await (await app.as('secretary')).call(readRound, { params: { id } })).status).toBe(403);
    const cancelled = await move(app, id, 'cancel', '演练结束');
    expect(cancelled.body.state).toBe('cancelled');
  });

  test('links come as a workbook too, and a second set makes the first void', async () => {
    const { id } = await openedRound(app, 'named');
    const first = await linksOf(app, id, 'staff');
    const officer = await app.as('officer');
    const file = await officer.call(issueLinksWorkbook, {
      params: { id },
      body: { group: 'staff', origin: 'http://127.0.0.1:3000' },
    });
    expect(file.status).toBe(200);
    expect(file.raw.subarray(0, 2).toString()).toBe('PK');
    await expect(paper(app, first[0]!)).rejects.toThrow('not-found');
    expect(
      (await officer.call(issueLinks, { params: { id }, body: { group: 'superior' } })).body.links,
    ).toHaveLength(3);
    expect((await officer.call(issueLinks, { params: { id }, body: { group: 'nobody' } })).status).toBe(404);
  });

  test('the options are those within reach', async () => {
    const officer = await app.as('officer');
    const { ids, accounts } = app.world;
    expect((await officer.call(schemeOptions)).body.items.map((scheme) => scheme.id)).toContain(
      'branch-appraisal',
    );
    const ratees = (
      await officer.call(rateeOptions, { query: { orgId: ids.unitA, schemeId: 'branch-appraisal' } })
    ).body.items;
    expect(ratees.map((ratee) => [ratee.name, ratee.members])).toEqual([
      ['办公室党支部', 9],
      ['规划处党支部', 8],
    ]);
    const raters = (await officer.call(raterOptions, { query: { orgId: ids.unitA } })).body.items;
    expect(raters.map((rater) => rater.name).sort()).toEqual(['rater', '赵己', '赵庚', '钱乙']);
    const trustees = (await officer.call(trusteeOptions, { query: { orgId: ids.unitA } })).body.items.map(
      (one) => one.accountId,
    );
    expect(trustees).toContain(accounts.clerk.id);
    for (const login of ['officer', 'sysadmin', 'auditor', 'memberB'] as const)
      expect(trustees).not.toContain(accounts[login].id);
    expect((await officer.call(raterOptions, { query: { orgId: ids.unitB } })).status).toBe(404);
  });
});
