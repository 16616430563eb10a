import { randomInt, randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type TestApp, testApp } from '#testing/app.ts';
import type { Secrets } from '../rounds/testing/walk.ts';
import { linksOf, openedRound, paper, seal } from '../rounds/testing/walk.ts';
import { castBallot } from './ballots.contract.ts';
import { readBallot } from './crypto/ballot.ts';
import { logarithms } from './crypto/tally.ts';
import type { TrusteeSecret } from './crypto/trustee-keys.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

/** Raters, each with a secret grade of 0–3 for each of four items. */
const RATERS = 40;
const ITEMS = 4;
const GRADES = 4;

/**
 * The database's administrator tries to learn who gave which grade. What is known: every table with the hidden columns
 * xmin and ctid, the order of ids, sizes, who was asked, and the private key of one trustee.
 */
let app: TestApp;
let secrets: Secrets;
let roundId: string;
const truth = new Map<string, number[]>();

beforeAll(async () => {
  app = await testApp();
  const opened = await openedRound(app, 'sealed', RATERS / 2);
  secrets = opened.secrets;
  roundId = opened.id;
  await app.owner.query('create table naive_ballot (id uuid, grades int[])');
  await app.owner.query('create table naive_used (rater uuid, at timestamptz default clock_timestamp())');
  const anyone = await app.as(null);
  for (const token of await linksOf(app, opened.id, 'staff')) {
    const view = await paper(app, token);
    const choices = Array.from({ length: ITEMS }, () => randomInt(GRADES));
    const ratee = view.ratees[0]!.id;
    const reply = await anyone.call(castBallot, {
      body: { token, ratee, sealed: seal(view, ratee, choices) },
    });
    if (reply.status !== 200) throw new Error(`ballot refused: ${reply.raw.toString()}`);
    truth.set(view.invitation, choices);
    // the design that calls itself anonymous: grades without a name, a list of who has voted, one transaction
    await app.owner.query('begin');
    await app.owner.query('insert into naive_used (rater) values ($1)', [view.invitation]);
    await app.owner.query('insert into naive_ballot values ($1, $2)', [randomUUID(), choices]);
    await app.owner.query('commit');
  }
}, 240_000);
afterAll(() => app.close());

/** How many of the guessed grades are right. */
function hits(guesses: ReadonlyMap<string, readonly number[]>): number {
  let right = 0;
  for (const [rater, choices] of truth) {
    for (let item = 0; item < ITEMS; item++) if (guesses.get(rater)?.[item] === choices[item]) right += 1;
  }
  return right;
}

/** Right guesses that chance exceeds once in 300,000 cases (4.5 standard deviations): a dozen comparisons never fail by luck. */
const n = RATERS * ITEMS;
const chanceBound = Math.ceil(n / GRADES + 4.5 * Math.sqrt(n * (1 / GRADES) * (1 - 1 / GRADES)));

type Ordered = { rater: string; grades: number[] };

describe('control: the linkers work on a naive table', () => {
  test('the transaction id joins who voted with what was said', async () => {
    const { rows } = await app.owner.query<Ordered>(
      'select u.rater, b.grades from naive_used u join naive_ballot b on b.xmin = u.xmin',
    );
    expect(hits(new Map(rows.map((row) => [row.rater, row.grades])))).toBe(n);
  });

  test('so does the physical order', async () => {
    const { rows: used } = await app.owner.query<{ rater: string }>(
      'select rater from naive_used order by ctid',
    );
    const { rows: said } = await app.owner.query<{ grades: number[] }>(
      'select grades from naive_ballot order by ctid',
    );
    expect(hits(new Map(used.map((row, at) => [row.rater, said[at]!.grades])))).toBe(n);
  });
});

describe('the sealed ballots', () => {
  type Row = { id: string; rater: string; content: Buffer; tracking: string; xmin: string; ctid: string };
  let rows: Row[];
  const shape = Array.from({ length: ITEMS }, (_, item) => ({
    id: ['politics', 'committee', 'members', 'effect'][item]!,
    grades: GRADES,
  }));
  beforeAll(async () => {
    const result = await app.owner.query<Row>(
      'select id, invitation_id as rater, content, tracking, xmin::text, ctid::text from ballot where round_id = $1 order by ctid',
      [roundId],
    );
    rows = result.rows;
  });

  test('say nothing by size', () => {
    expect(rows).toHaveLength(RATERS);
    expect(new Set(rows.map((row) => row.content.length)).size).toBe(1);
    expect(new Set(rows.map((row) => row.tracking.length)).size).toBe(1);
  });

  test('say nothing by order of ids, of transactions or of rows, nor by any byte', () => {
    const bound = chanceBound;
    const orders: Record<string, Row[]> = {
      id: [...rows].sort((a, b) => (a.id < b.id ? -1 : 1)),
      xmin: [...rows].sort((a, b) => Number(a.xmin) - Number(b.xmin)),
      ctid: rows,
      tracking: [...rows].sort((a, b) => (a.tracking < b.tracking ? -1 : 1)),
      bytes: [...rows].sort((a, b) => Buffer.compare(a.content, b.content)),
    };
    for (const order of Object.values(orders)) {
      // any rule "rank → grade" is a guess; two of them, fixed in advance
      const thirds = new Map(
        order.map((row, at) => [row.rater, Array(ITEMS).fill(Math.floor((at * GRADES) / RATERS))]),
      );
      const cycle = new Map(
        order.map((row, at) => [row.rater, Array.from({ length: ITEMS }, (_, item) => (at + item) % GRADES)]),
      );
      expect(hits(thirds)).toBeLessThanOrEqual(bound);
      expect(hits(cycle)).toBeLessThanOrEqual(bound);
    }
  });

  test('share no ciphertext: the same grade never looks the same', () => {
    const points = rows.flatMap((row) =>
      readBallot(shape, row.content)
        .flat()
        .map((cell) => cell[0].toHex()),
    );
    expect(new Set(points).size).toBe(points.length);
  });

  /** The best that one trustee's key gives: take x·C₀ off each component and look for a small number. */
  function guessWith(
    open: (cell: ReturnType<typeof readBallot>[number][number]) => boolean,
  ): Map<string, number[]> {
    return new Map(
      rows.map((row) => [
        row.rater,
        readBallot(shape, row.content).map((item) => {
          const found = item.findIndex(open);
          return found < 0 ? randomInt(GRADES) : found;
        }),
      ]),
    );
  }

  test('stay closed to the administrator with one trustee’s key', () => {
    for (const secret of Object.values(secrets) as TrusteeSecret[]) {
      const log = logarithms(2);
      let opened = 0;
      const guesses = guessWith((cell) => {
        const shared = cell[0].multiplyUnsafe(secret.secret);
        const found = [1, 2, 3].some((k) => log(cell[k]!.subtract(shared)) !== undefined);
        if (found) opened += 1;
        return found;
      });
      expect(opened).toBe(0);
      expect(hits(guesses)).toBeLessThanOrEqual(chanceBound);
    }
  });

  test('control: two keys and the database do open them, as the statement says', () => {
    const both = secrets.clerk.secret + secrets.secretaryA2.secret;
    const log = logarithms(2);
    const guesses = guessWith(
      (cell) =>
        log(
          cell[1].subtract(
            cell[0].multiplyUnsafe(both % (2n ** 252n + 27742317777372353535851937790883648493n)),
          ),
        ) === 1,
    );
    expect(hits(guesses)).toBe(n);
  });

  test('no row that holds a time, a session or an audit entry shares a ballot’s transaction', async () => {
    const transactions = rows.map((row) => row.xmin);
    const sharing = async (table: string) => {
      const { rows: shared } = await app.owner.query(
        `select count(*)::int as n from ${table} where xmin::text = any($1) or xmax::text = any($1)`,
        [transactions],
      );
      return shared[0].n;
    };
    // control: the invitation does; the ballot names it openly, and it holds no time
    expect(await sharing('invitation')).toBe(RATERS);
    for (const table of [
      'audit_entry',
      'audit_head',
      'session',
      'account',
      'idempotency_key',
      'sign_in_failure',
      'person',
    ]) {
      expect([table, await sharing(table)]).toEqual([table, 0]);
    }
  });
});
