import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  checkCounts,
  checkPaper,
  checkQuorum,
  countVote,
  needed,
  reaches,
  type VotingRule,
} from './voting.rules.ts';

const half = { of: [1, 2], above: false } as const;
const moreThanHalf = { of: [1, 2], above: true } as const;
const v01: VotingRule = {
  code: 'V01',
  name: '支部党员大会表决',
  basis: '《中国共产党支部工作条例(试行)》第十一条',
  quorum: half,
  gates: 'vote',
  pass: moreThanHalf,
  absentWritten: false,
  passBase: 'due',
  secret: false,
};
const v02: VotingRule = {
  ...v01,
  code: 'V02',
  name: '接收预备党员',
  quorum: moreThanHalf,
  absentWritten: true,
};
const v03: VotingRule = { ...v01, code: 'V03', name: '党组表决', quorum: null };
const v04: VotingRule = { ...v01, code: 'V04', name: '支委会', gates: 'meeting', pass: null };
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;
const yes = (inFavour: number) => ({ inFavour, against: 0, abstained: 0 });

describe('半数以上 and 超过半数', () => {
  it('differ exactly at the half', () => {
    expect(needed(20, half)).toBe(10);
    expect(needed(20, moreThanHalf)).toBe(11);
    expect(needed(21, half)).toBe(11);
    expect(needed(21, moreThanHalf)).toBe(11);
    expect(needed(1, moreThanHalf)).toBe(1);
  });
  it('needed() is the smallest number that reaches the share', () => {
    const share = fc.record({
      of: fc.constantFrom<[number, number]>([1, 2], [2, 3], [4, 5]),
      above: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 3000 }), share, (base, of) => {
        const least = needed(base, of);
        expect(reaches(least, base, of)).toBe(true);
        expect(reaches(least - 1, base, of)).toBe(false);
      }),
    );
  });
});

describe('V01: the branch assembly', () => {
  it('opens with 10 of 20, and then nothing can pass', () => {
    const ten = countVote(v01, { due: 20, present: 10 }, yes(10));
    expect(ten).toMatchObject({ ok: true, value: { passed: false, needed: 11 } });
  });
  it('passes with 11 of 20 in favour, counted on those due', () => {
    expect(countVote(v01, { due: 20, present: 11 }, yes(11))).toMatchObject({
      ok: true,
      value: { passed: true },
    });
    expect(
      countVote(v01, { due: 20, present: 20 }, { inFavour: 10, against: 0, abstained: 10 }),
    ).toMatchObject({
      ok: true,
      value: { passed: false },
    });
  });
  it('is refused with 9 of 20, naming the clause and the number needed', () => {
    const refused = countVote(v01, { due: 20, present: 9 }, yes(9));
    expect(codeOf(refused)).toBe('meetings/no-quorum');
    if (refused.ok) throw new Error('must be refused');
    expect(refused.refusal.message).toContain('第十一条');
    expect(refused.refusal.data).toMatchObject({ rule: 'V01', needed: 10, due: 20, present: 9 });
  });
  it('does not count letters of the absent', () => {
    expect(countVote(v01, { due: 20, present: 10 }, yes(10), 5)).toMatchObject({
      ok: true,
      value: { passed: false, inFavour: 10, uncounted: 5 },
    });
  });
});

describe('V02: admission', () => {
  it('needs more than half present: 10 of 20 is refused, 11 may vote', () => {
    expect(codeOf(countVote(v02, { due: 20, present: 10 }, yes(10)))).toBe('meetings/no-quorum');
    expect(countVote(v02, { due: 20, present: 11 }, yes(11))).toMatchObject({
      ok: true,
      value: { passed: true },
    });
  });
  it('counts written opinions of the absent', () => {
    expect(countVote(v02, { due: 20, present: 11 }, yes(11), 2)).toMatchObject({
      ok: true,
      value: { passed: true, inFavour: 11, uncounted: 0 },
    });
    expect(codeOf(countVote(v02, { due: 20, present: 11 }, yes(9), 10))).toBe(
      'meetings/more-written-than-absent',
    );
    expect(codeOf(countVote(v02, { due: 20, present: 11 }, yes(14), 2))).toBe(
      'meetings/more-votes-than-present',
    );
  });
});

describe('V03: the leading group', () => {
  it('counts on members due and leaves letters of the absent out', () => {
    expect(countVote(v03, { due: 7, present: 5 }, yes(4))).toMatchObject({
      ok: true,
      value: { passed: true, needed: 4 },
    });
    expect(countVote(v03, { due: 7, present: 5 }, yes(3), 2)).toMatchObject({
      ok: true,
      value: { passed: false, uncounted: 2 },
    });
  });
});

describe('V04: the branch committee', () => {
  it('meets with half or more of the committee', () => {
    expect(codeOf(checkQuorum(v04, { due: 5, present: 3 }))).toBe('ok');
    expect(codeOf(checkQuorum(v04, { due: 4, present: 2 }))).toBe('ok');
    const refused = checkQuorum(v04, { due: 5, present: 2 });
    expect(codeOf(refused)).toBe('meetings/no-quorum');
    if (!refused.ok) expect(refused.refusal.message).toContain('会议不能举行');
  });
});

describe('numbers that cannot be', () => {
  it('are refused before anything is counted', () => {
    expect(codeOf(checkCounts({ due: 0, present: 0 }))).toBe('meetings/nobody-due');
    expect(codeOf(checkCounts({ due: 5, present: 6 }))).toBe('meetings/more-present-than-due');
    expect(codeOf(countVote(v01, { due: 20, present: 12 }, { inFavour: 11, against: 1, abstained: 1 }))).toBe(
      'meetings/more-votes-than-present',
    );
  });
});

describe('an election', () => {
  const election: VotingRule = {
    ...v01,
    code: 'E',
    quorum: { of: [4, 5], above: false },
    passBase: 'chosen',
    secret: true,
  };
  it('wants to be told on whom passing is counted: sources differ', () => {
    expect(codeOf(countVote(election, { due: 20, present: 16 }, yes(10)))).toBe('meetings/choose-base');
    const on = (base: 'due' | 'present') => countVote(election, { due: 20, present: 16 }, yes(10), 0, base);
    expect(on('due')).toMatchObject({ ok: true, value: { passed: false, needed: 11 } });
    expect(on('present')).toMatchObject({ ok: true, value: { passed: true, needed: 9 } });
    expect(codeOf(countVote(election, { due: 20, present: 15 }, yes(15), 0, 'due'))).toBe(
      'meetings/no-quorum',
    );
  });
  it('is counted on paper by two tellers who were there', () => {
    const here = new Set(['a', 'b', 'c']);
    const voters = { due: 12, present: 10 };
    const votes = { inFavour: 7, against: 1, abstained: 1 };
    const paper = { issued: 10, returned: 10, invalid: 1, tellerIds: ['a', 'b'] };
    const check = (more: Partial<typeof paper> | null) =>
      codeOf(checkPaper(election, voters, votes, more === null ? undefined : { ...paper, ...more }, here));
    expect(check({})).toBe('ok');
    expect(check(null)).toBe('meetings/paper-needed');
    expect(check({ tellerIds: ['a', 'a'] })).toBe('meetings/two-tellers');
    expect(check({ tellerIds: ['a'] })).toBe('meetings/two-tellers');
    expect(check({ tellerIds: ['a', 'stranger'] })).toBe('meetings/teller-not-there');
    expect(check({ issued: 11 })).toBe('meetings/more-ballots-than-voters');
    expect(check({ issued: 9 })).toBe('meetings/more-returned-than-issued');
    expect(check({ invalid: 0 })).toBe('meetings/ballots-do-not-add-up');
    // Two letters of an admission are counted among the rest: ten ballots, nine valid, and eleven votes.
    const admission = { ...v02, secret: true };
    const more = { ...votes, inFavour: 9 };
    expect(codeOf(checkPaper(admission, voters, more, paper, here, 2))).toBe('ok');
    expect(codeOf(checkPaper(admission, voters, more, paper, here, 1))).toBe(
      'meetings/ballots-do-not-add-up',
    );
    expect(codeOf(checkPaper(v01, voters, votes, paper, here))).toBe('meetings/not-secret');
    expect(codeOf(checkPaper(v01, voters, votes, undefined, here))).toBe('ok');
  });
});

describe('for every rule and every turnout', () => {
  const rules = [v01, v02, v03, v04];
  const turnout = fc.record({
    rule: fc.constantFrom(...rules),
    due: fc.integer({ min: 1, max: 120 }),
    present: fc.integer({ min: 0, max: 140 }),
    inFavour: fc.integer({ min: 0, max: 140 }),
    letters: fc.integer({ min: 0, max: 40 }),
  });
  it('passing means more than half of those due, from countable votes, with a quorum', () => {
    fc.assert(
      fc.property(turnout, ({ rule, due, present, inFavour, letters }) => {
        const outcome = countVote(rule, { due, present }, yes(inFavour), letters);
        if (!outcome.ok) {
          expect(
            present > due ||
              inFavour > present + (rule.absentWritten ? letters : 0) ||
              letters > due - present ||
              (rule.quorum && present * 2 <= due),
          ).toBeTruthy();
          return;
        }
        expect(inFavour).toBeLessThanOrEqual(due);
        if (rule.pass) expect(outcome.value.passed).toBe(inFavour * 2 > due);
        if (rule.quorum?.above) expect(present * 2).toBeGreaterThan(due);
        if (rule.quorum && !rule.quorum.above) expect(present * 2).toBeGreaterThanOrEqual(due);
      }),
    );
  });
  it('one more in favour never turns a pass into a failure', () => {
    fc.assert(
      fc.property(turnout, ({ rule, due, present, inFavour }) => {
        const less = countVote(rule, { due, present }, yes(inFavour));
        const more = countVote(rule, { due, present }, yes(inFavour + 1));
        if (less.ok && more.ok && less.value.passed) expect(more.value.passed).toBe(true);
      }),
    );
  });
});
