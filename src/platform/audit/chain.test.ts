import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { type TestDatabase, testDatabase } from '#testing/database.ts';
import { appendAudit, type ChainReport, canonicalJson, linkHash, verifyChain } from './chain.ts';
import { isSignedCheckpoint, makeCheckpoint } from './checkpoint.ts';

let test: TestDatabase;
const ACTOR = newId();
const COUNT = 60;

beforeAll(async () => {
  test = await testDatabase();
  for (let at = 0; at < COUNT; at++) await append(at);
  await test.owner.query(
    'create table entry_copy as table audit_entry; create table head_copy as table audit_head',
  );
});
afterAll(() => test.close());

/** What a database administrator undoes after each experiment. */
async function restore(): Promise<void> {
  await test.owner.query(`truncate audit_entry; insert into audit_entry table entry_copy;
    delete from audit_head; insert into audit_head table head_copy`);
}

function append(at: number): Promise<unknown> {
  return test.database.write(test.tenantId, async (tx) => {
    const entry = {
      action: `test.step-${at % 5}`,
      object: ['thing', newId()] as const,
      orgId: newId(),
      details: { at, text: '数' },
    };
    const value = await appendAudit(tx, test.tenantId, ACTOR, new Date(Date.UTC(2026, 10, 23, 0, 0, at)), [
      entry,
    ]);
    return { commit: true, value };
  });
}

function verified(checkpoint?: { seq: number; hash: string }): Promise<ChainReport> {
  return test.database.read(test.tenantId, (tx) => verifyChain(tx, test.tenantId, checkpoint));
}

async function headNow(): Promise<{ seq: number; hash: string }> {
  const { rows } = await test.owner.query('select seq, hash from audit_head');
  return { seq: rows[0].seq, hash: rows[0].hash.toString('hex') };
}

/** Recomputes every hash from `seq` on, and the head: all that whoever owns the database can do. */
async function recomputeFrom(seq: number): Promise<void> {
  const { rows } = await test.owner.query('select seq, body, hash from audit_entry order by seq');
  let previous = Buffer.alloc(32);
  for (const row of rows) {
    if (row.seq >= seq) {
      row.hash = linkHash(previous, row.body);
      await test.owner.query('update audit_entry set hash = $2 where seq = $1', [row.seq, row.hash]);
    }
    previous = row.hash;
  }
  await test.owner.query('update audit_head set seq = $1, hash = $2', [rows.at(-1).seq, previous]);
}

describe('the hash', () => {
  it('is SM3 (GB/T 32905, example 1)', () => {
    expect(createHash('sm3').update('abc').digest('hex')).toBe(
      '66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0',
    );
  });

  it('is taken over one form of each value, whatever the order of its keys', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const text = canonicalJson(value);
        expect(canonicalJson(JSON.parse(text))).toBe(text);
        expect(JSON.parse(text)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
    expect(canonicalJson({ b: 1, a: [undefined, { d: 1, c: undefined }] })).toBe(
      '{"a":[null,{"d":1}],"b":1}',
    );
  });
});

describe('a tampered chain', () => {
  afterEach(restore);

  it('is sound before anybody touches it', async () => {
    expect(await verified()).toMatchObject({ entries: COUNT, firstBad: null });
    expect(await verified(await headNow())).toMatchObject({ firstBad: null });
  });

  it('a: tells one flipped byte, at 300 places of every column', async () => {
    const { rows } = await test.owner.query('select * from audit_entry order by seq');
    const columns = ['body', 'hash', 'action', 'object_kind', 'object_id', 'actor_id', 'org_id', 'at'];
    const missed: string[] = [];
    let random = 20_261_123;
    const next = (below: number) => {
      random = (Math.imul(random, 1_664_525) + 1_013_904_223) >>> 0;
      return random % below;
    };
    for (let round = 0; round < 300; round++) {
      const row = rows[next(rows.length)];
      const column = columns[round % columns.length]!;
      const changed = flip(row[column], next);
      await test.owner.query(`update audit_entry set ${column} = $2 where seq = $1`, [row.seq, changed]);
      const { firstBad } = await verified().catch(() => ({ firstBad: { seq: row.seq } }));
      if (firstBad?.seq !== row.seq) missed.push(`${column} of ${row.seq}`);
      await test.owner.query(`update audit_entry set ${column} = $2 where seq = $1`, [row.seq, row[column]]);
    }
    expect(missed).toEqual([]);
  });

  it('b: tells an entry taken from the middle', async () => {
    await test.owner.query('delete from audit_entry where seq = 30');
    expect((await verified()).firstBad).toEqual({ seq: 30, reason: 'missing' });
  });

  it('c: tells a tail cut off, and with a checkpoint also if the head was moved back to fit', async () => {
    const checkpoint = await headNow();
    await test.owner.query('delete from audit_entry where seq > 50');
    expect((await verified()).firstBad).toEqual({ seq: 51, reason: 'head' });
    await recomputeFrom(51);
    expect((await verified()).firstBad).toBeNull();
    expect((await verified(checkpoint)).firstBad).toEqual({ seq: 51, reason: 'checkpoint' });
  });

  it('d: tells two entries swapped', async () => {
    await test.owner.query(`update audit_entry e set body = o.body, hash = o.hash, action = o.action,
      object_id = o.object_id, org_id = o.org_id, at = o.at from audit_entry o where (e.seq, o.seq) in ((20, 21), (21, 20))`);
    expect((await verified()).firstBad).toMatchObject({ seq: 20 });
  });

  it('e: tells an entry put in, between two or behind the last', async () => {
    await test.owner.query(`insert into audit_entry select tenant_id, ${COUNT + 1}, at, actor_id, action, object_kind,
      object_id, org_id, body, hash from audit_entry where seq = 10`);
    expect((await verified()).firstBad).toEqual({ seq: COUNT + 1, reason: 'head' });
    await restore();
    await test.owner.query(`update audit_entry set seq = seq + 1000 where seq > 10;
      insert into audit_entry select tenant_id, 11, at, actor_id, action, object_kind, object_id, org_id, body, hash from audit_entry where seq = 10;
      update audit_entry set seq = seq - 999 where seq > 1000; update audit_head set seq = seq + 1`);
    expect((await verified()).firstBad).toMatchObject({ seq: 11 });
  });

  it('f: tells a chain rewritten from some entry on, by a checkpoint that had left before', async () => {
    const checkpoint = await headNow();
    const { rows } = await test.owner.query('select body from audit_entry where seq = 40');
    const body = rows[0].body.replace('test.step', 'test.else');
    await test.owner.query(
      `update audit_entry set body = $1, action = replace(action, 'step', 'else') where seq = 40`,
      [body],
    );
    expect((await verified()).firstBad).toEqual({ seq: 40, reason: 'altered' });
    await recomputeFrom(40);
    // The limit that makes checkpoints necessary: from the database alone this cannot be seen.
    expect((await verified()).firstBad).toBeNull();
    expect((await verified(checkpoint)).firstBad).toEqual({ seq: COUNT, reason: 'checkpoint' });
  });

  it('h: stays sound when a person is erased, for it holds ids only', async () => {
    const { rows } = await test.owner.query('select body from audit_entry');
    for (const { body } of rows) {
      expect(Object.keys(JSON.parse(body)).sort()).toEqual(
        ['action', 'actor', 'alg', 'at', 'details', 'object', 'org', 'seq', 'tenant'].sort(),
      );
    }
    await test.owner.query('delete from account');
    expect((await verified()).firstBad).toBeNull();
  });
});

describe('many writers at once', () => {
  it('g: 8 writers of 100 entries each make one chain without a gap, in the order of their commits', async () => {
    const before = await headNow();
    await Promise.all(
      Array.from({ length: 8 }, async (_, writer) => {
        for (let at = 0; at < 100; at++) await append(writer * 100 + at);
      }),
    );
    expect(await verified(before)).toMatchObject({ entries: before.seq + 800, firstBad: null });
  });

  it('does not take what others add meanwhile for a fault', async () => {
    const writing = Array.from({ length: 60 }, (_, at) => append(at));
    const reports = await Promise.all(Array.from({ length: 20 }, () => verified()));
    await Promise.all(writing);
    expect(reports.filter((report) => report.firstBad !== null)).toEqual([]);
  });

  it('cannot be edited or shortened by the program itself', async () => {
    const client = await test.database.pool.connect();
    for (const text of [
      'delete from audit_entry',
      `update audit_entry set action = ''`,
      'truncate audit_entry',
    ]) {
      await client.query(`begin; select set_config('zelian.tenant', '${test.tenantId}', true)`);
      await expect(client.query(text)).rejects.toThrow(/permission denied/);
      await client.query('rollback');
    }
    client.release();
  });
});

describe('a checkpoint', () => {
  it('is believed only as it was signed', () => {
    const made = makeCheckpoint(
      test.keys,
      { tenantId: test.tenantId, seq: 7, hash: 'ab'.repeat(32) },
      new Date(),
    );
    expect(isSignedCheckpoint(made)).toBe(true);
    expect(isSignedCheckpoint({ ...made, seq: 8 })).toBe(false);
    expect(isSignedCheckpoint({ ...made, hash: 'ac'.repeat(32) })).toBe(false);
    expect(isSignedCheckpoint({ ...made, signature: 'AAAA' })).toBe(false);
  });
});

/** Another value of the same type, one byte or digit away. */
function flip(value: unknown, next: (below: number) => number): unknown {
  if (Buffer.isBuffer(value)) {
    const copy = Buffer.from(value);
    const at = next(copy.length);
    copy[at] = copy[at]! ^ (1 << next(8));
    return copy;
  }
  if (value instanceof Date) return new Date(value.getTime() + 1 + next(1000));
  const text = String(value);
  if (/^[0-9a-f-]{36}$/.test(text)) {
    const at = 24 + next(12);
    return text.slice(0, at) + (text[at] === '0' ? '1' : '0') + text.slice(at + 1);
  }
  const at = next(text.length);
  const other = text[at] === 'x' ? 'y' : 'x';
  return text.slice(0, at) + other + text.slice(at + 1);
}
