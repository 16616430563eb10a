import { type BallotContext, type BallotShape, readBallot, verifyBallot } from './ballot.ts';
import type { Ciphertext } from './cell.ts';
import {
  addCiphers,
  type DecryptionPart,
  decodeCipher,
  encodeCipher,
  logarithms,
  NOTHING,
  openSum,
  scaleCipher,
  type TallyContext,
  verifyPart,
} from './tally.ts';
import { type RoundKeys, roundKeys, type Seat, type TrusteeKey } from './trustee-keys.ts';

/**
 * The heavy parts as jobs of plain values, so that they can run in a worker thread of the server or a worker of the
 * browser and not where requests or clicks wait.
 */
export type Job =
  | {
      kind: 'verify';
      keys: readonly TrusteeKey[];
      context: BallotContext;
      shape: BallotShape;
      ballot: Uint8Array;
    }
  /** sums of ballots: `[item][grade]` */
  | { kind: 'sum'; shape: BallotShape; ballots: readonly Uint8Array[] }
  /** sums of hidden numbers, each taken `factor` times */
  | {
      kind: 'combine';
      sums: readonly { label: string; terms: readonly { cipher: string; factor: number }[] }[];
    }
  | {
      kind: 'parts';
      tally: TallyContext;
      keys: readonly TrusteeKey[];
      seat: Seat;
      sums: readonly { label: string; cipher: string }[];
      parts: readonly DecryptionPart[];
    }
  | {
      kind: 'open';
      sums: readonly { label: string; cipher: string; limit: number; left: string; right: string }[];
      seats: readonly [Seat, Seat];
    };

/** What each job answers. */
export interface JobAnswers {
  verify: boolean;
  sum: string[][];
  combine: { label: string; cipher: string }[];
  /** one for each sum, in order */
  parts: boolean[];
  /** one for each sum, in order; null where the parts do not open it */
  open: (number | null)[];
}

let lastKeys: { text: string; keys: RoundKeys } | undefined;

/** Checking the proofs of possession takes longer than reading a ballot: keys are kept from job to job. */
function keysOf(round: string, keys: readonly TrusteeKey[]): RoundKeys {
  const text = JSON.stringify([round, keys]);
  if (lastKeys?.text !== text) lastKeys = { text, keys: roundKeys(round, keys) };
  return lastKeys.keys;
}

function sumBallots(shape: BallotShape, ballots: readonly Uint8Array[]): string[][] {
  let sums: Ciphertext[][] = shape.map((item) => Array.from({ length: item.grades }, () => NOTHING));
  for (const ballot of ballots) {
    const cells = readBallot(shape, ballot);
    sums = sums.map((row, item) => row.map((sum, grade) => addCiphers(sum, cells[item]![grade]!)));
  }
  return sums.map((row) => row.map(encodeCipher));
}

/** Does a job. @throws when a ballot or a sum is not the encoding it should be. */
export function runJob<J extends Job>(job: J): JobAnswers[J['kind']];
export function runJob(job: Job): JobAnswers[Job['kind']] {
  switch (job.kind) {
    case 'verify':
      return verifyBallot(keysOf(job.context.round, job.keys), job.context, job.shape, job.ballot);
    case 'sum':
      return sumBallots(job.shape, job.ballots);
    case 'combine':
      return job.sums.map(({ label, terms }) => ({
        label,
        cipher: encodeCipher(
          terms
            .map(({ cipher, factor }) => scaleCipher(decodeCipher(cipher), factor))
            .reduce(addCiphers, NOTHING),
        ),
      }));
    case 'parts': {
      const keys = keysOf(job.tally.round, job.keys);
      return job.sums.map(({ label, cipher }, at) => {
        const part = job.parts[at];
        return !!part && verifyPart(job.tally, keys, job.seat, { label, cipher: decodeCipher(cipher) }, part);
      });
    }
    case 'open': {
      const log = logarithms(Math.max(0, ...job.sums.map((sum) => sum.limit)));
      return job.sums.map(({ cipher, limit, left, right }) => {
        const [one, two] = job.seats;
        const found = openSum(
          decodeCipher(cipher),
          { seat: one, part: left },
          { seat: two, part: right },
          log,
        );
        return found === undefined || found > limit ? null : found;
      });
    }
  }
}
