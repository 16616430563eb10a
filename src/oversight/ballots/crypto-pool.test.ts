import { performance } from 'node:perf_hooks';
import { expect, test, vi } from 'vitest';
import { ballotBytes, sealBallot } from './crypto/ballot.ts';
import { makeTrusteeKey, roundKeys, type Seat } from './crypto/trustee-keys.ts';
import { runInPool } from './crypto-pool.ts';

// ballots are made and checked for real: a busy machine takes its time
vi.setConfig({ testTimeout: 180_000, hookTimeout: 300_000 });

const made = ([1, 2, 3] as Seat[]).map((seat) => makeTrusteeKey('r', seat).key);
const context = { round: 'r', manifest: 'm', ratee: 'o', group: 'g', invitation: 'i' };
const shape = [{ id: 'duty', grades: 4 }];

test('proofs are checked off the event loop', async () => {
  const ballot = sealBallot(
    roundKeys('r', made),
    context,
    [...Array(8)].map((_, at) => ({ id: `i${at}`, grades: 4 })),
    Array(8).fill(1),
  );
  const wide = [...Array(8)].map((_, at) => ({ id: `i${at}`, grades: 4 }));
  const before = performance.eventLoopUtilization();
  const answers = await Promise.all(
    Array.from({ length: 6 }, () => runInPool({ kind: 'verify', keys: made, context, shape: wide, ballot })),
  );
  expect(answers.every((answer) => answer.ok && answer.value)).toBe(true);
  // done on the event loop, they would use nearly all of it
  expect(performance.eventLoopUtilization(before).utilization).toBeLessThan(0.5);
});

test('a wrong ballot is an answer, a job that cannot be done an error, and the threads go on', async () => {
  const ballot = new Uint8Array(ballotBytes(shape));
  expect(await runInPool({ kind: 'verify', keys: made, context, shape, ballot })).toEqual({
    ok: true,
    value: false,
  });
  await expect(runInPool({ kind: 'sum', shape, ballots: [new Uint8Array(3)] })).rejects.toThrow(
    'not a ballot',
  );
  const good = sealBallot(roundKeys('r', made), context, shape, [0]);
  expect(await runInPool({ kind: 'verify', keys: made, context, shape, ballot: good })).toEqual({
    ok: true,
    value: true,
  });
});

test('more work than the queue holds is refused at once', async () => {
  const jobs = Array.from({ length: 300 }, () => runInPool({ kind: 'combine', sums: [] }));
  const answers = await Promise.all(jobs);
  const refused = answers.filter((answer) => !answer.ok);
  expect(refused.length).toBeGreaterThan(0);
  expect(refused[0]).toMatchObject({ refusal: { code: 'ballots/busy', status: 503 } });
  expect(answers.length - refused.length).toBeGreaterThanOrEqual(256);
});
