import { describe, expect, it } from 'vitest';
import { readProblem } from '#roles/ledger/ledger.contract.ts';
import { adoptScheme, readAdoption } from '../schemes/schemes.contract.ts';
import {
  downloadDocument,
  downloadWorkbook,
  findPublicationByDigest,
  listPublications,
  readPublication,
} from './publications.contract.ts';
import { listRectifications, openRectification } from './rectifications.contract.ts';
import { correctResult } from './results.contract.ts';
import {
  adoptionId,
  as,
  backToNovember,
  branches,
  createdBy,
  entriesOf,
  move,
  publishBy,
  published,
  setStage,
  tallied,
  test,
  travel,
  view,
  why,
} from './testing/stage.ts';
import { verifyPublications } from './verify-publications.ts';

setStage();

describe('a publication', () => {
  it('names organisations only, in comparable groups, and lists only who can be told apart', async () => {
    const { publicationId } = await published();
    const seen = await (await as('memberB')).call(readPublication, { params: { id: publicationId } });
    expect(seen.status).toBe(200);
    const { body, intact } = seen.body;
    expect(intact).toBe(true);
    // Issued by the unit's Party body, not by the unit.
    expect(body.organ).toBe('市发展改革局机关党委');
    expect(body.groups[0]?.entries.map((entry) => entry.organisation)).toEqual(branches);
    const text = JSON.stringify(body);
    for (const person of Object.values(test.world.members).flat()) expect(text).not.toContain(person);
    expect(body.groups[0]?.front).toEqual({ organisations: expect.any(Array), reason: null });
    expect(body.groups[0]?.front.organisations).toContain(branches[0]);
    expect(body.groups[0]?.tail.organisations).toContain(branches[11]);
    for (const login of ['auditor', 'sysadmin', 'secadmin'] as const) {
      expect((await (await as(login)).call(readPublication, { params: { id: publicationId } })).status).toBe(
        403,
      );
    }
    expect(
      (await (await as('rater')).call(listPublications, { query: {} })).body.items.length,
    ).toBeGreaterThan(0);
  });

  it('names nobody at the front who is under a red line, and leaves the score as it is', async () => {
    const frontOf = async (publicationId: string) => {
      const { body } = (await (await as('member')).call(readPublication, { params: { id: publicationId } }))
        .body;
      return { front: body.groups[0]?.front.organisations, score: body.groups[0]?.entries[0]?.score };
    };
    const without = await frontOf((await published()).publicationId);
    expect(without.front).toContain(branches[0]);
    await test.owner.query(
      `insert into red_line (tenant_id, id, org_id, rule, document_no, organ, issued_on, from_on, entered_by, entered_at, confirmed_by, confirmed_at)
       values ($1, gen_random_uuid(), $2, 'discipline', '纪〔2026〕3号', '机关纪委', '2026-10-01', '2026-10-01', $3, now(), $4, now())`,
      [test.tenantId, branches[0], test.world.accounts.officer.id, test.world.accounts.clerk.id],
    );
    const under = await frontOf((await published()).publicationId);
    expect(under.front).not.toContain(branches[0]);
    expect(under.score).toBe(without.score);
    await test.owner.query('delete from red_line');
  });

  it('says 差异不足以排名 where the differences are noise', async () => {
    await backToNovember();
    const id = await createdBy('officer', await tallied(branches.slice(0, 10), (i) => 8800 + 10 * (i % 3)));
    await move('officer', id, 'submit');
    await move('clerk', id, 'approve', why);
    await move('clerk', id, 'notify');
    travel('2026-12-01T02:00:00Z');
    const { publicationId } = (await publishBy('clerk', id)).body;
    const { body } = (await (await as('member')).call(readPublication, { params: { id: publicationId } }))
      .body;
    expect(body.groups[0]?.front.organisations).toEqual([]);
    expect(body.groups[0]?.tail.organisations).toEqual([]);
    expect(body.groups[0]?.tail.reason).not.toBeNull();
  });

  it('is not changed by any statement, and has no way back in the interface', async () => {
    const { id, publicationId } = await published();
    await expect(
      test.owner.query(`update publication set title = 'x' where id = $1`, [publicationId]),
    ).rejects.toThrow('written once');
    await expect(test.owner.query('delete from publication where id = $1', [publicationId])).rejects.toThrow(
      'written once',
    );
    await expect(test.owner.query('update score set score = 1 where result_id = $1', [id])).rejects.toThrow(
      'written once',
    );
    await expect(
      test.owner.query('update result_entry set score = 1 where result_id = $1', [id]),
    ).rejects.toThrow('corrected by a new one');
    await expect(test.owner.query(`update result set title = 'x' where id = $1`, [id])).rejects.toThrow(
      'corrected by a new one',
    );
    for (const action of ['rescore', 'submit', 'return', 'approve', 'notify', 'revise']) {
      expect((await move('clerk', id, action, why)).status).toBe(409);
    }
    expect((await publishBy('clerk', id)).status).toBe(409);
  });

  it('is corrected in the open: both versions stay, the old one leads to the new', async () => {
    const { id, publicationId, hash } = await published();
    const begun = await (await as('clerk')).call(correctResult, {
      params: { id },
      body: { reason: '漏记一件按期销号的问题,予以更正。' },
    });
    expect(begun.status).toBe(201);
    expect(
      (
        await (
          await as('clerk')
        ).call(correctResult, { params: { id }, body: { reason: '同一结果再更正一次试试。' } })
      ).problem.code,
    ).toBe('results/correction-running');
    const next = begun.body.id;
    await test.owner.query(
      `update released_cell c set mean = 9950 from result r where c.round_id = r.round_id and r.id = $1 and c.org_id = $2`,
      [id, branches[3]],
    );
    await move('clerk', next, 'rescore');
    await move('clerk', next, 'submit');
    expect((await move('clerk', next, 'approve', why)).problem.code).toBe('results/reviewer-scored');
    await move('officer', next, 'approve', why);
    await move('clerk', next, 'notify');
    travel('2026-12-15T02:00:00Z');
    const reply = await publishBy('clerk', next);
    expect(reply.status).toBe(200);
    const old = (await (await as('member')).call(readPublication, { params: { id: publicationId } })).body;
    expect(old).toMatchObject({ correctedBy: reply.body.publicationId, intact: true });
    const now = (
      await (await as('member')).call(readPublication, { params: { id: reply.body.publicationId } })
    ).body;
    expect(now.body.corrects).toMatchObject({
      publication: publicationId,
      hash,
      reason: '漏记一件按期销号的问题,予以更正。',
    });
    expect(now.body.corrects?.changes.map((each) => each.organisation)).toEqual([branches[3]]);
    const byOld = await (await as('member')).call(findPublicationByDigest, { params: { hash } });
    expect(byOld.body).toEqual({ id: publicationId, correctedBy: reply.body.publicationId });
    expect((await view(id)).state).toBe('corrected');
  });

  it('goes out as a workbook without formulas and as an official document', async () => {
    const { publicationId } = await published();
    const workbook = await (await as('secretary')).call(downloadWorkbook, { params: { id: publicationId } });
    expect(workbook.raw.subarray(0, 2).toString()).toBe('PK');
    expect(workbook.raw.includes('<f>')).toBe(false);
    const document = await (await as('clerk')).call(downloadDocument, { params: { id: publicationId } });
    expect(document.headers['content-type']).toContain('wordprocessingml');
    expect(decodeURIComponent(String(document.headers['content-disposition']))).toContain('结果的通报.docx');
    expect(
      (await (await as('member')).call(downloadDocument, { params: { id: publicationId } })).status,
    ).toBe(403);
  });
});

describe('verification', () => {
  const report = () => test.database.read(test.tenantId, (tx) => verifyPublications(tx, test.tenantId));
  const asOwner = async (sql: string, values: unknown[] = []) => {
    await test.owner.query('begin');
    for (const table of ['publication', 'score', 'result_entry', 'audit_entry']) {
      await test.owner.query(`alter table ${table} disable trigger user`);
    }
    await test.owner.query(sql, values);
    for (const table of ['publication', 'score', 'result_entry', 'audit_entry']) {
      await test.owner.query(`alter table ${table} enable trigger user`);
    }
    await test.owner.query('commit');
  };

  it('finds nothing while nothing was touched', async () => {
    await published();
    const { faults, publications, scores } = await report();
    expect(faults).toEqual([]);
    expect(publications).toBeGreaterThan(0);
    expect(scores).toBeGreaterThan(11);
  });

  it('names a publication whose text was changed by the owner of the database, and the page shows it', async () => {
    const { publicationId } = await published();
    const { rows } = await test.owner.query<{ body: string }>('select body from publication where id = $1', [
      publicationId,
    ]);
    const before = rows[0]?.body ?? '';
    const after = before.replace(/"score":(\d+)/, (_, score: string) => `"score":${Number(score) - 300}`);
    expect(after).not.toBe(before);
    await asOwner('update publication set body = $2 where id = $1', [publicationId, after]);
    const { faults } = await report();
    expect(faults.map((each) => [each.publicationId, each.reason])).toContainEqual([
      publicationId,
      'text-altered',
    ]);
    expect(faults.some((each) => each.reason === 'score-altered' && each.organisation !== null)).toBe(true);
    const page = (await (await as('member')).call(readPublication, { params: { id: publicationId } })).body;
    expect(page.intact).toBe(false);
    expect(page.actualHash).not.toBe(page.hash);
    await asOwner('update publication set body = $2 where id = $1', [publicationId, before]);
    expect((await report()).faults).toEqual([]);
  });

  it('names it also when text and digest were changed together: the audit chain remembers', async () => {
    const { publicationId, hash } = await published();
    const { rows } = await test.owner.query<{ body: string }>('select body from publication where id = $1', [
      publicationId,
    ]);
    const body = rows[0]?.body ?? '';
    const { digestOfText } = await import('#platform/crypto/digest.ts');
    const forged = body.replace('2026年度党支部考核', '2026年度党支部考评');
    await asOwner('update publication set body = $2, hash = $3 where id = $1', [
      publicationId,
      forged,
      digestOfText(forged),
    ]);
    expect((await report()).faults.map((each) => each.reason)).toEqual(['hash-not-in-chain']);
    await asOwner('update publication set body = $2, hash = $3 where id = $1', [publicationId, body, hash]);
  });

  it('names the organisation whose score or explanation was changed', async () => {
    const { id, publicationId } = await published();
    const one = `(select score_id from result_entry where result_id = '${id}' and org_id = '${branches[2]}')`;
    await asOwner(`update score set score = score + 300 where id = ${one}`);
    expect((await report()).faults).toEqual([
      { publicationId, title: '2026年度党支部考核', organisation: '第1党支部', reason: 'score-altered' },
    ]);
    await asOwner(`update score set score = score - 300 where id = ${one}`);
    await asOwner(`update score set tree = jsonb_set(tree, '{score}', '9100') where id = ${one}`);
    expect((await report()).faults.map((each) => each.reason)).toEqual(['explanation-altered']);
    await asOwner(`update score set tree = jsonb_set(tree, '{score}', to_jsonb(score)) where id = ${one}`);
    expect((await report()).faults).toEqual([]);
  });

  it('misses a publication that was deleted', async () => {
    const { id, publicationId } = await published();
    await asOwner('delete from publication where id = $1', [publicationId]);
    expect((await report()).faults.map((each) => [each.publicationId, each.reason])).toEqual([
      [publicationId, 'missing'],
    ]);
    expect(id).not.toBe(publicationId);
  });
});

describe('what follows from a low indicator', () => {
  it('is proposed, entered by a person with owner and date, and closed by a second person', async () => {
    const { id } = await published();
    const clerk = await as('clerk');
    const proposals = (await clerk.call(listRectifications, { params: { id }, query: {} })).body.items;
    const low = proposals.find((each) => each.orgId === branches[11] && each.indicator.id === 'problems');
    expect(low).toMatchObject({ value: 0, problem: null });
    const before = await test.owner.query('select count(*)::int as n from problem where source = $1', [
      'assessment',
    ]);
    const body = {
      indicator: 'problems',
      ownerId: test.world.members.a1[1] ?? '',
      dueOn: '2026-12-31',
      measures: '逐件过堂,月底前销号。',
    };
    const opened = await clerk.call(openRectification, { params: { id: low?.scoreId ?? '' }, body });
    expect(opened.status).toBe(201);
    expect(
      (await clerk.call(openRectification, { params: { id: low?.scoreId ?? '' }, body })).problem.code,
    ).toBe('ledger/entered-already');
    const problem = (await clerk.call(readProblem, { params: { id: opened.body.id } })).body;
    expect(problem).toMatchObject({
      source: 'assessment',
      state: 'open',
      dueOn: '2026-12-31',
      sourcePart: 'problems',
    });
    const after = (await clerk.call(listRectifications, { params: { id }, query: {} })).body.items;
    expect(
      after.find((each) => each.orgId === branches[11] && each.indicator.id === 'problems')?.problem,
    ).toMatchObject({
      id: opened.body.id,
      state: 'open',
    });
    expect(before.rows[0]?.n).toBe(0);
    const fine = await clerk.call(openRectification, {
      params: { id: low?.scoreId ?? '' },
      body: { ...body, indicator: 'results' },
    });
    expect([201, 422]).toContain(fine.status);
    const good = (await entriesOf(id))[0];
    const notLow = await clerk.call(openRectification, { params: { id: good?.scoreId ?? '' }, body });
    expect(notLow.problem.code).toBe('results/not-low');
  });
});

describe('an adopted scheme', () => {
  it('is frozen, and open to everybody who is assessed', async () => {
    await expect(
      test.owner.query('update scheme_adoption set body = body where id = $1', [adoptionId]),
    ).rejects.toThrow('written once');
    const seen = await (await as('member')).call(readAdoption, { params: { id: adoptionId } });
    expect(seen.body).toMatchObject({ late: true, schemeId: 'branch-appraisal' });
    expect((await (await as('sysadmin')).call(readAdoption, { params: { id: adoptionId } })).status).toBe(
      403,
    );
    const wrong = await (await as('officer')).call(adoptScheme, {
      body: {
        orgId: test.world.ids.unitA,
        schemeId: 'branch-appraisal',
        periodFrom: '2027-01-01',
        periodTo: '2027-12-31',
        weights: { opinion: 5000 },
      },
    });
    expect(wrong.problem).toMatchObject({ status: 422, code: 'schemes/flawed' });
  });
});
