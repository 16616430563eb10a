import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { type BallotContext, readBallot, sealBallot, verifyBallot } from './ballot.ts';
import { toBase64Url } from './bytes.ts';
import { encodeScalar, G, modulo, randomScalar, ZERO } from './curve.ts';
import {
  canWrapKeys,
  type KeyFile,
  openKeyFile,
  readKeyFile,
  WrongPassphrase,
  wrapSecret,
} from './key-file.ts';
import {
  addCiphers,
  decodeCipher,
  decryptPart,
  encodeCipher,
  type HiddenSum,
  logarithms,
  NOTHING,
  openSum,
  scaleCipher,
  verifyPart,
} from './tally.ts';
import { challenge } from './transcript.ts';
import { makeTrusteeKey, PAIRS, publicKeyOf, roundKeys, type Seat } from './trustee-keys.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const seats: Seat[] = [1, 2, 3];
const made = seats.map((seat) => makeTrusteeKey('round-1', seat));
const secrets = made.map((one) => one.secret);
const keys = roundKeys(
  'round-1',
  made.map((one) => one.key),
);
const shape = [
  { id: 'politics', grades: 3 },
  { id: 'duty', grades: 3 },
];
const tallyOf = { round: 'round-1', manifest: 'aa', board: 'bb' };

function contextOf(invitation: number): BallotContext {
  return {
    round: 'round-1',
    manifest: 'aa',
    ratee: 'org-1',
    group: 'member',
    invitation: `inv-${invitation}`,
  };
}

/** Seals, verifies and sums; the sums of all cells, with labels. */
function pool(votes: readonly (readonly number[])[]): HiddenSum[] {
  let sums = shape.map(({ grades }) => Array.from({ length: grades }, () => NOTHING));
  votes.forEach((vote, at) => {
    const ballot = sealBallot(keys, contextOf(at), shape, vote);
    expect(verifyBallot(keys, contextOf(at), shape, ballot)).toBe(true);
    const cells = readBallot(shape, ballot);
    sums = sums.map((row, item) => row.map((sum, grade) => addCiphers(sum, cells[item]![grade]!)));
  });
  return sums.flatMap((row, item) => row.map((cipher, grade) => ({ label: `${item}/${grade}`, cipher })));
}

function open(sums: readonly HiddenSum[], left: Seat, right: Seat, limit: number): (number | undefined)[] {
  const log = logarithms(limit);
  const parts = [left, right].map((seat) => decryptPart(tallyOf, secrets[seat - 1]!, sums));
  return sums.map(({ cipher }, at) =>
    openSum(
      cipher,
      { seat: left, part: parts[0]![at]!.part },
      { seat: right, part: parts[1]![at]!.part },
      log,
    ),
  );
}

function counts(votes: readonly (readonly number[])[]): number[] {
  return shape.flatMap(({ grades }, item) =>
    Array.from({ length: grades }, (_, grade) => votes.filter((vote) => vote[item] === grade).length),
  );
}

describe('two of three trustees', () => {
  test('any two open the same tally, so one may be lost', () => {
    const vote = fc.tuple(fc.nat(2), fc.nat(2)).map((pair) => [...pair]);
    fc.assert(
      fc.property(fc.array(vote, { minLength: 1, maxLength: 7 }), (votes) => {
        const sums = pool(votes);
        for (const [left, right] of PAIRS) {
          expect(open(sums, left, right, votes.length)).toEqual(counts(votes));
          expect(open(sums, right, left, votes.length)).toEqual(counts(votes));
        }
      }),
      { numRuns: 6 },
    );
  });

  test('a weighted sum opens without the counts behind it', () => {
    const votes = [
      [0, 1],
      [0, 2],
      [1, 2],
      [2, 2],
      [0, 0],
    ];
    const points = [100, 70, 40];
    const sums = pool(votes);
    const weighted = shape.map((_, item) => ({
      label: `${item}`,
      cipher: points
        .map((point, grade) => scaleCipher(sums[item * 3 + grade]!.cipher, point))
        .reduce(addCiphers, NOTHING),
    }));
    expect(open(weighted, 1, 3, 500)).toEqual([410, 290]);
  });

  test('one trustee alone, in every seat and against every component, opens nothing', () => {
    const sums = pool([[0, 1]]);
    for (const { secret, seat } of secrets) {
      for (const { cipher } of sums) {
        const shared = cipher[0].multiplyUnsafe(secret);
        const guesses = [1, 2, 3].flatMap((k) => [
          cipher[k]!.subtract(shared),
          cipher[k]!.subtract(shared).subtract(shared),
          cipher[k]!,
        ]);
        const log = logarithms(50);
        expect(guesses.map(log)).toEqual(guesses.map(() => undefined));
      }
      // the same part twice is not two trustees
      const part = decryptPart(tallyOf, { seat, secret }, sums)[0]!.part;
      expect(openSum(sums[0]!.cipher, { seat, part }, { seat, part }, logarithms(50))).toBeUndefined();
    }
    expect(open(sums, 1, 2, 1)).toEqual([1, 0, 0, 0, 1, 0]);
  });

  test('a sum above the table stays closed and does not hang', () => {
    const sums = pool([
      [0, 0],
      [0, 0],
    ]);
    expect(open(sums, 1, 2, 1)[0]).toBeUndefined();
  });
});

describe('a trustee’s part carries its proof', () => {
  const sums = pool([
    [0, 1],
    [2, 1],
  ]);
  const parts = decryptPart(tallyOf, secrets[0]!, sums);

  test('control: the honest part is accepted', () => {
    parts.forEach((part, at) => {
      expect(verifyPart(tallyOf, keys, 1, sums[at]!, part)).toBe(true);
    });
  });

  test('another seat, sum, label, round or list of ballots is refused', () => {
    const [sum, part] = [sums[0]!, parts[0]!];
    expect(verifyPart(tallyOf, keys, 2, sum, part)).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, sums[1]!, part)).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, { ...sum, cipher: sums[1]!.cipher }, part)).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, { ...sum, label: 'x' }, { ...part, label: 'x' })).toBe(false);
    for (const field of ['round', 'manifest', 'board'] as const) {
      expect(verifyPart({ ...tallyOf, [field]: 'other' }, keys, 1, sum, part)).toBe(false);
    }
  });

  test('a part under another label is refused', () => {
    expect(verifyPart(tallyOf, keys, 1, sums[0]!, { ...parts[0]!, label: 'x' })).toBe(false);
  });

  test('a part made with another key and a proof of that key is refused', () => {
    const [sum] = sums;
    const wrong = randomScalar();
    const nonce = randomScalar();
    const shared = sum!.cipher[0].multiplyUnsafe(wrong).toBytes();
    const [onG, onCipher] = [G, sum!.cipher[0]].map((point) => point.multiplyUnsafe(nonce).toBytes());
    const points = [keys.trustees[0].toBytes(), sum!.cipher[0].toBytes(), shared, onG!, onCipher!];
    const { round, manifest, board } = tallyOf;
    const c = challenge('decryption', round, manifest, board, 1, sum!.label, ...points);
    const proof = new Uint8Array([...onG!, ...onCipher!, ...encodeScalar(modulo(nonce + c * wrong))]);
    const forged = { label: sum!.label, part: toBase64Url(shared), proof: toBase64Url(proof) };
    expect(verifyPart(tallyOf, keys, 1, sum!, forged)).toBe(false);
  });

  test('a false part, from the wrong key or changed, is refused', () => {
    const other = decryptPart(tallyOf, { seat: 1, secret: secrets[1]!.secret }, sums)[0]!;
    expect(verifyPart(tallyOf, keys, 1, sums[0]!, other)).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, sums[0]!, { ...parts[0]!, part: parts[1]!.part })).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, sums[0]!, { ...parts[0]!, proof: parts[1]!.proof })).toBe(false);
    expect(verifyPart(tallyOf, keys, 1, sums[0]!, { ...parts[0]!, part: 'AAAA' })).toBe(false);
  });
});

test('a ciphertext survives its text form', () => {
  const [sum] = pool([[1, 1]]);
  expect(encodeCipher(decodeCipher(encodeCipher(sum!.cipher)))).toBe(encodeCipher(sum!.cipher));
  expect(decodeCipher(encodeCipher(NOTHING))[0].equals(ZERO)).toBe(true);
  expect(scaleCipher(sum!.cipher, 0)[3].equals(ZERO)).toBe(true);
  expect(logarithms(3)(G)).toBe(1);
  expect(() => decodeCipher('AAAA')).toThrow();
});

describe('the key file', () => {
  const secret = secrets[0]!;
  const wrap = () => wrapSecret('round-1', secret, '保管人口令 2026 冬', 1000);

  test('opens with its passphrase, also when typed in full-width letters', async () => {
    expect(canWrapKeys()).toBe(true);
    const file = readKeyFile(JSON.stringify(await wrap()));
    expect(file?.publicKey).toBe(publicKeyOf(secret));
    expect(await openKeyFile(file!, '保管人口令 2026 冬')).toEqual(secret);
    expect(await openKeyFile(file!, '保管人口令　２０２６　冬')).toEqual(secret);
  });

  test('opens with no other passphrase and not after a change', async () => {
    const file = await wrap();
    await expect(openKeyFile(file, '保管人口令 2026 秋')).rejects.toThrow(WrongPassphrase);
    const changes: Partial<KeyFile>[] = [
      { round: 'round-2' },
      { seat: 2 },
      { publicKey: made[1]!.key.publicKey },
      { wrapped: file.wrapped.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) },
      { salt: file.nonce },
    ];
    for (const change of changes) {
      await expect(openKeyFile({ ...file, ...change }, '保管人口令 2026 冬')).rejects.toThrow(
        WrongPassphrase,
      );
    }
  });

  test('holds the private key in no readable form, and short passphrases are refused', async () => {
    const text = JSON.stringify(await wrap());
    expect(text).not.toContain(secret.secret.toString());
    expect(text).not.toContain(secret.secret.toString(16));
    await expect(wrapSecret('round-1', secret, '十一个字的口令不够长啊')).rejects.toThrow(RangeError);
  });

  test('is recognised, and nothing else is', () => {
    for (const text of [
      '',
      'null',
      '[]',
      '{}',
      '{"format":"zelian-trustee-key/1"}',
      readFileSync(import.meta.filename, 'utf8'),
    ]) {
      expect(readKeyFile(text)).toBeUndefined();
    }
  });
});
