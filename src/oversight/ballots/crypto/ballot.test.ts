import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import {
  type BallotContext,
  type BallotShape,
  ballotBytes,
  sealBallot,
  trackingCode,
  verifyBallot,
} from './ballot.ts';
import { fromBase64Url, toBase64Url } from './bytes.ts';
import { CELL_BYTES, SUM_BYTES, sealCell, sealSum } from './cell.ts';
import {
  decodePoint,
  encodeScalar,
  G,
  modulo,
  multiply,
  ORDER,
  randomScalar,
  type Scalar,
  systemRandom,
  ZERO,
} from './curve.ts';
import { challenge, fingerprint } from './transcript.ts';
import { makeTrusteeKey, type RoundKeys, roundKeys, type Seat, verifyTrusteeKey } from './trustee-keys.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const seats: Seat[] = [1, 2, 3];
const context: BallotContext = {
  round: 'round-1',
  manifest: 'aa',
  ratee: 'org-1',
  group: 'member',
  invitation: 'inv-1',
};
const shape: BallotShape = [
  { id: 'politics', grades: 4 },
  { id: 'duty', grades: 4 },
];

function newKeys(round: string): RoundKeys {
  return roundKeys(
    round,
    seats.map((seat) => makeTrusteeKey(round, seat).key),
  );
}
const keys = newKeys('round-1');

/** What `sealBallot` binds its proofs to; a cheating client knows it too. */
function bound(of: BallotContext): Uint8Array {
  const pairs = keys.pairs.map((key) => key.toBytes());
  return fingerprint('context', of.round, of.manifest, of.ratee, of.group, of.invitation, ...pairs);
}

/** A cheating client: seals any bits it likes with proofs as good as it can make them. */
function sealBits(rows: readonly (readonly (0 | 1)[])[]): Uint8Array {
  const parts = rows.flatMap((bits, at) => {
    const item = shape[at]!.id;
    const cells = bits.map((bit, grade) =>
      sealCell(keys, bound(context), `${item}/${grade}`, bit, systemRandom),
    );
    const bytes = new Uint8Array(cells.flatMap((cell) => [...cell.bytes]));
    const total = cells.reduce((sum, cell) => modulo(sum + cell.randomness), 0n);
    return [...bytes, ...sealSum(keys, bound(context), item, bytes, total, systemRandom)];
  });
  return new Uint8Array(parts);
}

/** A cheating client: a cell that encrypts these numbers for the three pairs, proved as if each were `bit`. */
function forgeCell(
  messages: readonly bigint[],
  bit: 0 | 1,
  place: string,
): { bytes: Uint8Array; randomness: Scalar } {
  const bases = [G, ...keys.pairs];
  const [r, nonce, falseChallenge, falseAnswer] = [0, 0, 0, 0].map(() => randomScalar());
  const cipher = bases.map((base, k) =>
    k > 0 ? multiply(base, r!).add(multiply(G, messages[k - 1]!)) : multiply(base, r!),
  );
  // the branch that is not claimed: z·B − c·(C − m′G)
  const other = BigInt(1 - bit);
  const simulated = bases.map((base, k) => {
    const claimed = k > 0 ? cipher[k]!.subtract(multiply(G, other)) : cipher[k]!;
    return multiply(base, falseAnswer!).subtract(claimed.multiplyUnsafe(falseChallenge!));
  });
  const honest = bases.map((base) => multiply(base, nonce!));
  const branches = bit === 1 ? [...simulated, ...honest] : [...honest, ...simulated];
  const encoded = [...cipher, ...branches].map((point) => point.toBytes());
  const trueChallenge = modulo(challenge('cell', bound(context), place, ...encoded) - falseChallenge!);
  const trueAnswer = modulo(nonce! + trueChallenge * r!);
  const scalars = (
    bit === 1 ? [falseChallenge!, falseAnswer!, trueAnswer] : [trueChallenge, trueAnswer, falseAnswer!]
  ).map(encodeScalar);
  return { bytes: new Uint8Array([...encoded, ...scalars].flatMap((part) => [...part])), randomness: r! };
}

/** A cheating client's ballot: these numbers in the first grade of the first item, and if given, these in the second. */
function forgeBallot(first: readonly bigint[], second: readonly bigint[] = [0n, 0n, 0n]): Uint8Array {
  const honest = sealBits([
    [1, 0, 0, 0],
    [0, 1, 0, 0],
  ]);
  const place = (grade: number) => `politics/${grade}`;
  const cells = [
    forgeCell(first, 1, place(0)),
    forgeCell(second, 0, place(1)),
    ...[2, 3].map((grade) => sealCell(keys, bound(context), place(grade), 0, systemRandom)),
  ];
  const bytes = new Uint8Array(cells.flatMap((cell) => [...cell.bytes]));
  const total = cells.reduce((sum, cell) => modulo(sum + cell.randomness), 0n);
  honest.set(bytes);
  honest.set(sealSum(keys, bound(context), 'politics', bytes, total, systemRandom), bytes.length);
  return honest;
}

const verify = (ballot: Uint8Array, at: BallotContext = context) => verifyBallot(keys, at, shape, ballot);

describe('an honest ballot', () => {
  test('verifies, whatever the shape and the grades', () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 2, max: 5 }), fc.nat()), { minLength: 1, maxLength: 3 }),
        (questions) => {
          const any = questions.map(([grades], at) => ({ id: `item-${at}`, grades }));
          const choices = questions.map(([grades, pick]) => pick % grades);
          const ballot = sealBallot(keys, context, any, choices);
          expect(ballot.length).toBe(ballotBytes(any));
          expect(verifyBallot(keys, context, any, ballot)).toBe(true);
        },
      ),
      { numRuns: 12 },
    );
  });

  test('never looks the same twice, and has a tracking code of its own', () => {
    const one = sealBallot(keys, context, shape, [0, 1]);
    const two = sealBallot(keys, context, shape, [0, 1]);
    expect(toBase64Url(one)).not.toBe(toBase64Url(two));
    expect(trackingCode(one)).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){4}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(trackingCode(one)).toBe(trackingCode(one));
    expect(trackingCode(one)).not.toBe(trackingCode(two));
  });

  test('cannot be made without a grade for each item, or with a grade off the scale', () => {
    for (const choices of [[0], [0, 4], [0, -1], [0, 0.5], [0, 1, 2]]) {
      expect(() => sealBallot(keys, context, shape, choices)).toThrow(RangeError);
    }
  });
});

describe('tampering is refused', () => {
  const honest = sealBallot(keys, context, shape, [0, 2]);

  test('control: the cheating client of these tests passes when it does not cheat', () => {
    const rows = [
      [0, 1, 0, 0],
      [0, 0, 0, 1],
    ] as const;
    expect(verify(honest)).toBe(true);
    expect(verify(sealBits(rows))).toBe(true);
    expect(verify(forgeBallot([1n, 1n, 1n]))).toBe(true);
  });

  test.each([
    ['two grades of one item', [1, 1, 0, 0]],
    ['all grades of one item', [1, 1, 1, 1]],
    ['no grade of one item', [0, 0, 0, 0]],
  ] as const)('%s', (_, row) => {
    expect(verify(sealBits([row, [0, 1, 0, 0]]))).toBe(false);
  });

  test.each([5n, 2n, ORDER - 1n])('a weight of %s', (message) => {
    expect(verify(forgeBallot([message, message, message]))).toBe(false);
  });

  test('a grade that differs between the pairs of trustees, with proofs as good as they can be', () => {
    // the second set of numbers makes the item add up to 1 for every pair: only the cells' own proofs can tell
    for (const first of [
      [1n, 0n, 0n],
      [1n, 1n, 0n],
      [1n, 0n, 1n],
      [0n, 1n, 1n],
    ]) {
      expect(verify(forgeBallot(first))).toBe(false);
      expect(
        verify(
          forgeBallot(
            first,
            first.map((message) => 1n - message),
          ),
        ),
      ).toBe(false);
    }
    for (const component of [1, 2, 3]) {
      const ballot = honest.slice();
      const at = component * 32;
      ballot.set(
        decodePoint(ballot.subarray(at, at + 32))
          .add(G)
          .toBytes(),
        at,
      );
      expect(verify(ballot)).toBe(false);
    }
  });

  test.each([
    ['round', 'round-2'],
    ['manifest', 'ab'],
    ['ratee', 'org-2'],
    ['group', 'superior'],
    ['invitation', 'inv-2'],
  ] as const)('a ballot carried to another %s', (field, other) => {
    expect(verify(honest, { ...context, [field]: other })).toBe(false);
  });

  test('a ballot for another item, another scale, other keys', () => {
    expect(verifyBallot(keys, context, [shape[0]!, { id: 'other', grades: 4 }], honest)).toBe(false);
    expect(verifyBallot(keys, context, [shape[1]!, shape[0]!], honest)).toBe(false);
    expect(verifyBallot(keys, context, [shape[0]!, { id: 'duty', grades: 3 }], honest)).toBe(false);
    expect(verifyBallot(newKeys('round-1'), context, shape, honest)).toBe(false);
  });

  test('grades moved to another place', () => {
    const swapped = honest.slice();
    swapped.set(honest.subarray(0, CELL_BYTES), CELL_BYTES);
    swapped.set(honest.subarray(CELL_BYTES, 2 * CELL_BYTES), 0);
    const item = 4 * CELL_BYTES + SUM_BYTES;
    const items = new Uint8Array([...honest.subarray(item), ...honest.subarray(0, item)]);
    expect(verify(swapped)).toBe(false);
    expect(verify(items)).toBe(false);
  });

  test('a cell or a whole item of someone else’s ballot', () => {
    const other = sealBallot(keys, { ...context, invitation: 'inv-2' }, shape, [3, 3]);
    for (const length of [CELL_BYTES, 4 * CELL_BYTES + SUM_BYTES]) {
      const mixed = honest.slice();
      mixed.set(other.subarray(0, length));
      expect(verify(mixed)).toBe(false);
    }
  });

  test('any single bit', () => {
    fc.assert(
      fc.property(fc.nat(honest.length - 1), fc.nat(7), (byte, bit) => {
        const ballot = honest.slice();
        ballot[byte]! ^= 1 << bit;
        expect(verify(ballot)).toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('too short, too long, empty, all zero, all one', () => {
    const zeros = new Uint8Array(honest.length);
    const samples = [
      honest.subarray(1),
      new Uint8Array([...honest, 0]),
      new Uint8Array(),
      zeros,
      zeros.map(() => 255),
    ];
    for (const ballot of samples) expect(verify(ballot)).toBe(false);
  });
});

describe('trustees’ keys', () => {
  test('a key without the right proof of possession is refused', () => {
    const { key } = makeTrusteeKey('round-1', 1);
    expect(verifyTrusteeKey('round-1', key)).toBe(true);
    expect(verifyTrusteeKey('round-2', key)).toBe(false);
    expect(verifyTrusteeKey('round-1', { ...key, seat: 2 })).toBe(false);
    expect(verifyTrusteeKey('round-1', { ...key, proof: key.proof.slice(1) })).toBe(false);
    expect(verifyTrusteeKey('round-1', { ...key, publicKey: toBase64Url(ZERO.toBytes()) })).toBe(false);
    // whose private key is 0, everybody knows; the proof for it is right
    const nonce = randomScalar();
    const proof = new Uint8Array([...multiply(G, nonce).toBytes(), ...encodeScalar(nonce)]);
    const nobody = { seat: 1 as const, publicKey: toBase64Url(ZERO.toBytes()), proof: toBase64Url(proof) };
    expect(verifyTrusteeKey('round-1', nobody)).toBe(false);
  });

  test('a rogue key, chosen to cancel another one, has no proof', () => {
    const victim = makeTrusteeKey('round-1', 1).key;
    const mine = makeTrusteeKey('round-1', 2);
    const point = decodePoint(fromBase64Url(mine.key.publicKey)).subtract(
      decodePoint(fromBase64Url(victim.publicKey)),
    );
    const rogue = { ...mine.key, publicKey: toBase64Url(point.toBytes()) };
    const third = makeTrusteeKey('round-1', 3).key;
    expect(() => roundKeys('round-1', [victim, mine.key, third])).not.toThrow();
    expect(() => roundKeys('round-1', [victim, rogue, third])).toThrow(RangeError);
  });

  test('three trustees, three seats, three keys', () => {
    const made = seats.map((seat) => makeTrusteeKey('round-1', seat).key);
    expect(() => roundKeys('round-1', made.slice(0, 2))).toThrow(RangeError);
    expect(() => roundKeys('round-1', [made[0]!, made[0]!, made[2]!])).toThrow(RangeError);
    expect(() => roundKeys('round-1', [...made, makeTrusteeKey('round-1', 3).key])).toThrow(RangeError);
  });
});

test('base64url has one spelling for a byte string', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const text = toBase64Url(bytes);
      expect(text).toBe(Buffer.from(bytes).toString('base64url'));
      expect(fromBase64Url(text)).toEqual(bytes);
    }),
  );
  for (const text of ['A', 'AB', 'AA==', 'A A', 'AA+/', '汉'])
    expect(() => fromBase64Url(text)).toThrow(RangeError);
});
