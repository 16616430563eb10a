import { afterAll, beforeAll, expect, test } from 'vitest';
import { fileWork, withdrawRecord } from '#roles/work-records/work-records.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { readRoundGuidance } from './guidance.contract.ts';
import { createRound } from './rounds.contract.ts';
import { draftBody } from './testing/walk.ts';

let app: TestApp;
beforeAll(async () => {
  app = await testApp();
});
afterAll(() => app.close());

test('whoever chooses the raters sees which of them were there before the marks, month by month', async () => {
  const { ids, members } = app.world;
  const officer = await app.as('officer');
  const [never, steady, late] = [members.a1[5]!, members.a1[6]!, members.a2[1]!];
  const visit = async (orgId: string, personId: string, occurredOn: string, visited: string[] = []) => {
    const filed = await officer.call(fileWork, {
      body: {
        orgId,
        kind: 'visit',
        occurredOn,
        title: `走访指导 ${occurredOn}`,
        minutesSpent: 60,
        persons: [{ personId, part: 'present' }],
        visited,
      },
    });
    expect(filed.status, JSON.stringify(filed.problem)).toBe(201);
    return filed.body.id;
  };
  await visit(ids.a2, steady, '2026-10-20');
  await visit(ids.a1, late, '2026-11-10');
  // Among one's own comrades it is no guidance, and what was withdrawn did not happen.
  await visit(ids.a1, never, '2026-10-21');
  const withdrawn = await visit(ids.a2, never, '2026-10-22');
  const round = await officer.call(createRound, { body: draftBody(app, 'named') });
  const read = async () => (await officer.call(readRoundGuidance, { params: { id: round.body.id } })).body;
  const signs = async () =>
    Object.fromEntries((await read()).raters.map((rater) => [rater.personId, rater.sign]));
  expect(await signs()).toEqual({ [never]: 'guided', [steady]: 'guided', [late]: 'late' });

  expect(
    (
      await officer.call(withdrawRecord, {
        params: { id: withdrawn },
        ifMatch: 1,
        body: { reason: '登记错了，没有去过' },
      })
    ).status,
  ).toBe(200);
  const view = await read();
  // Who is only an account is nobody of whom records tell: that is said, not passed over.
  expect(view.unchecked).toBe(1);
  expect(view.months.slice(-2)).toEqual(['2026-10', '2026-11']);
  expect(view.raters.find((rater) => rater.personId === never)).toMatchObject({
    groups: ['superior'],
    asked: 1,
    untouched: 1,
    untouchedNames: ['规划处党支部'],
    sign: 'never',
  });
  expect(view.raters.find((rater) => rater.personId === steady)?.days.slice(-2)).toEqual([1, 0]);

  // Kept among the superior's own records, a visit counts where it led, and nowhere else.
  await visit(ids.unitA, never, '2026-10-23', [ids.a2]);
  await visit(ids.unitA, late, '2026-10-24', [ids.a2]);
  const after = await read();
  expect(after.raters.find((rater) => rater.personId === never)).toMatchObject({
    untouched: 0,
    sign: 'guided',
  });
  expect(after.raters.find((rater) => rater.personId === late)?.days.slice(-2)).toEqual([0, 1]);

  const stranger = await app.as('officerB');
  expect((await stranger.call(readRoundGuidance, { params: { id: round.body.id } })).status).toBe(404);
});
