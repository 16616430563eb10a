import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { loadContent } from '#standards/packs/load-content.ts';
import { meetingKinds, votingRules } from './meeting-content.ts';
import { attendanceOf, checkMeeting, rulesOf } from './meetings.rules.ts';
import { checkQuorum, countVote, reaches, type VotingRule } from './voting.rules.ts';

const content = loadContent(join(import.meta.dirname, '../../../content'));
const kinds = meetingKinds(content);
const rules = votingRules(content);

/** A clause in words and, worked out anew in whole numbers, what it asks of `due`, `present` and `inFavour`. */
type Clause = {
  basis: RegExp;
  gates: VotingRule['gates'];
  quorum: (present: number, due: number) => boolean;
  pass: ((inFavour: number, due: number) => boolean) | null;
  letters: boolean;
  secret: boolean;
  base: VotingRule['passBase'];
};
const half = (present: number, due: number) => present + present >= due;
const moreThanHalf = (present: number, due: number) => present + present > due;

/** The clauses on who must come and how many must agree, read from the regulations and not from the content. */
const clauses: Record<string, Clause> = {
  // 支部工作条例第11条：半数以上有表决权的党员到会方可进行，赞成人数超过应到会有表决权的党员的半数为通过。
  'branch-assembly': {
    basis: /第11条/,
    gates: 'vote',
    quorum: half,
    pass: moreThanHalf,
    letters: false,
    secret: false,
    base: 'due',
  },
  // 发展党员细则第20条：到会人数必须超过应到会有表决权人数的半数；会前书面意见应当统计在票数内。
  'branch-assembly/admission': {
    basis: /第20条/,
    gates: 'vote',
    quorum: moreThanHalf,
    pass: moreThanHalf,
    letters: true,
    secret: true,
    base: 'due',
  },
  // 选举：到会不少于应到会的五分之四；当选票数各处说法不一，由会议选定基数。
  'branch-assembly/election': {
    basis: /选举/,
    gates: 'vote',
    quorum: (present, due) => present * 5 >= due * 4,
    pass: moreThanHalf,
    letters: false,
    secret: true,
    base: 'chosen',
  },
  // 支部工作条例第12条：支委会须半数以上委员到会方可进行。
  'branch-committee': {
    basis: /第12条/,
    gates: 'meeting',
    quorum: half,
    pass: null,
    letters: false,
    secret: false,
    base: 'due',
  },
  // 民主评议党员在支部党员大会上进行：半数以上有表决权的党员到会。
  'democratic-appraisal': {
    basis: /第11条/,
    gates: 'meeting',
    quorum: half,
    pass: null,
    letters: false,
    secret: false,
    base: 'due',
  },
  // 民主生活会：到会三分之二以上。
  'democratic-life': {
    basis: /民主生活会/,
    gates: 'meeting',
    quorum: (present, due) => present * 3 >= due * 2,
    pass: null,
    letters: false,
    secret: false,
    base: 'due',
  },
  // 党组工作条例第27条：赞成超过应到会成员半数为通过，未到会成员的书面意见不计入票数。
  'leading-group-meeting': {
    basis: /第27条/,
    gates: 'vote',
    quorum: moreThanHalf,
    pass: moreThanHalf,
    letters: false,
    secret: false,
    base: 'due',
  },
};

describe('the rules of the content', () => {
  it('are those of the clauses, every one, and no other', () => {
    expect(rules.map((rule) => rule.code).sort()).toEqual(Object.keys(clauses).sort());
  });

  it.each(Object.entries(clauses))(
    '%s: who must come, and who must agree, for 1 to 60 people',
    (code, clause) => {
      const rule = rules.find((each) => each.code === code)!;
      expect(rule.basis).toMatch(clause.basis);
      expect([rule.gates, rule.absentWritten, rule.secret, rule.passBase]).toEqual([
        clause.gates,
        clause.letters,
        clause.secret,
        clause.base,
      ]);
      for (let due = 1; due <= 60; due++) {
        for (let n = 0; n <= due; n++) {
          expect(reaches(n, due, rule.quorum!), `${n} of ${due} may meet`).toBe(clause.quorum(n, due));
          expect(rule.pass && reaches(n, due, rule.pass), `${n} of ${due} carry it`).toBe(
            clause.pass && clause.pass(n, due),
          );
        }
      }
    },
  );

  it('tell a mistake of one person from the clause (the control of the above)', () => {
    const wrong: VotingRule = {
      ...rules.find((each) => each.code === 'branch-assembly')!,
      quorum: { of: [1, 2], above: true },
    };
    const differs = Array.from({ length: 60 }, (_, at) => at + 1).filter(
      (due) => reaches(Math.ceil(due / 2), due, wrong.quorum!) !== half(Math.ceil(due / 2), due),
    );
    expect(differs).toEqual(Array.from({ length: 30 }, (_, at) => 2 * at + 2));
  });
});

describe('every kind of meeting', () => {
  const attendance = fc
    .array(
      fc.record({
        presence: fc.constantFrom('present' as const, 'absent' as const, 'exempt' as const),
        votes: fc.boolean(),
        committee: fc.boolean(),
      }),
      { minLength: 1, maxLength: 40 },
    )
    .map((list) => list.map((each, at) => ({ ...each, personId: `${at}`, spoke: false })));

  it.each(kinds.map((kind) => [kind.code, kind] as const))(
    '%s: is held exactly when its own clauses let it be, whoever comes',
    (_, kind) => {
      const steps = kind.steps.filter((step) => step.when !== 'vote').map((step) => step.id);
      fc.assert(
        fc.property(attendance, (attendees) => {
          const { due, present, voters } = attendanceOf(attendees, kind.audience);
          const gate = rulesOf(rules, kind).find((rule) => rule.gates === 'meeting');
          const held = checkMeeting({ kinds: [kind], rules, attendees, decisions: [], steps });
          const may =
            (kind.audience === 'open' || due > 0) &&
            (!gate || (voters.due > 0 && clauses[gate.code]!.quorum(voters.present, voters.due)));
          expect(held.ok).toBe(may);
          expect(present).toBeLessThanOrEqual(due);
        }),
      );
    },
  );

  it('no vote is counted above those present, nor letters above those absent, under any rule', () => {
    const number = fc.integer({ min: 0, max: 45 });
    fc.assert(
      fc.property(
        fc.constantFrom(...rules.filter((rule) => rule.pass !== null)),
        fc.integer({ min: 1, max: 40 }),
        number,
        fc.record({ inFavour: number, against: number, abstained: number }),
        number,
        (rule, due, present, votes, letters) => {
          const cast = votes.inFavour + votes.against + votes.abstained;
          const counted = countVote(rule, { due, present }, votes, letters, 'due');
          const among = clauses[rule.code]!.letters ? letters : 0;
          const possible = present <= due && cast <= present + among && letters <= due - present;
          if (!possible) expect(counted.ok).toBe(false);
          if (!counted.ok) return;
          expect(checkQuorum(rule, { due, present }).ok).toBe(true);
          expect(counted.value.passed).toBe(clauses[rule.code]!.pass!(votes.inFavour, due));
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
