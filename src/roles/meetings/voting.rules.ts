import { ok, type Result, refuse } from '#kernel/result.ts';

/** A share of a number of people: `above` false reads 以上 (the share itself is enough), true reads 超过 (more than it). */
export type Share = { of: readonly [part: number, whole: number]; above: boolean };

/**
 * A rule of quorum and vote as content states it. `gates` says what a missing quorum stops: the meeting itself, or only
 * its votes. Passing is always counted on those *due* (应到会有表决权), never on those present.
 */
export type VotingRule = {
  code: string;
  name: string;
  /** The clause, quoted to whoever is refused: 《…》第十一条. */
  basis: string;
  quorum: Share | null;
  gates: 'meeting' | 'vote';
  pass: Share | null;
  /** Whether written opinions of absent members are counted as votes. */
  absentWritten: boolean;
};

/** People with a right to vote: how many were due and how many came. */
export type VoterCounts = { due: number; present: number };

/** Votes as they fell. */
export type Votes = { inFavour: number; against: number; abstained: number };

/** What a vote came to: the numbers needed, those reached, and what was left out of the count. */
export type VoteOutcome = {
  rule: string;
  due: number;
  present: number;
  inFavour: number;
  needed: number;
  passed: boolean;
  /** Written opinions of absent members that the rule does not count. */
  uncounted: number;
};

/** Whether `count` out of `base` people reaches a share, in whole numbers. */
export function reaches(count: number, base: number, share: Share): boolean {
  const [part, whole] = share.of;
  return share.above ? count * whole > base * part : count * whole >= base * part;
}

/** The smallest number of people out of `base` that reaches a share: 半数以上 of 20 is 10, 超过半数 is 11. */
export function needed(base: number, share: Share): number {
  const [part, whole] = share.of;
  return share.above ? Math.floor((base * part) / whole) + 1 : Math.ceil((base * part) / whole);
}

/** Refuses numbers of attendance that cannot be: none due, or more present than due. */
export function checkCounts(counts: VoterCounts, who = '有表决权的人数'): Result<true> {
  if (counts.due < 1) {
    return refuse('meetings/nobody-due', `应到${who}为 0，无法计算到会比例。请先核对应到名单。`, {
      status: 422,
    });
  }
  if (counts.present > counts.due) {
    return refuse(
      'meetings/more-present-than-due',
      `实到 ${counts.present} 人多于应到 ${counts.due} 人。请核对名单；列席人员请填在“列席”一栏。`,
      { status: 422, data: { ...counts } },
    );
  }
  return ok(true);
}

/** Whether the quorum of a rule is met; the refusal names the clause, the numbers and what to do. */
export function checkQuorum(rule: VotingRule, counts: VoterCounts): Result<true> {
  const sound = checkCounts(counts);
  if (!sound.ok || !rule.quorum) return sound;
  if (reaches(counts.present, counts.due, rule.quorum)) return ok(true);
  const least = needed(counts.due, rule.quorum);
  const stopped =
    rule.gates === 'meeting'
      ? '会议不能举行。请改期召开，或核对应到名单后再保存'
      : '不能进行表决。请去掉表决，或补充到会人员后再保存';
  return refuse(
    'meetings/no-quorum',
    `${rule.name}：应到 ${counts.due} 人、实到 ${counts.present} 人，至少要有 ${least} 人到会（依据${rule.basis}），${stopped}。`,
    { status: 422, data: { rule: rule.code, basis: rule.basis, ...counts, needed: least } },
  );
}

/**
 * Counts a vote under a rule. Refused: no quorum, votes above those present, written opinions above those absent.
 * A vote that does not pass is no refusal: it is an outcome.
 */
export function countVote(
  rule: VotingRule,
  counts: VoterCounts,
  votes: Votes,
  written: Votes = { inFavour: 0, against: 0, abstained: 0 },
): Result<VoteOutcome> {
  const quorum = checkQuorum(rule, counts);
  if (!quorum.ok) return quorum;
  const cast = sum(votes);
  if (cast > counts.present) {
    return refuse(
      'meetings/more-votes-than-present',
      `赞成、反对、弃权合计 ${cast} 票，多于到会有表决权的 ${counts.present} 人。请核对票数。`,
      { status: 422, data: { cast, present: counts.present } },
    );
  }
  const letters = sum(written);
  if (letters > counts.due - counts.present) {
    return refuse(
      'meetings/more-written-than-absent',
      `书面意见 ${letters} 份，多于未到会的 ${counts.due - counts.present} 人。到会者的意见请计入现场票数。`,
      { status: 422, data: { written: letters, absent: counts.due - counts.present } },
    );
  }
  const inFavour = votes.inFavour + (rule.absentWritten ? written.inFavour : 0);
  const least = rule.pass ? needed(counts.due, rule.pass) : 0;
  return ok({
    rule: rule.code,
    due: counts.due,
    present: counts.present,
    inFavour,
    needed: least,
    passed: rule.pass === null || reaches(inFavour, counts.due, rule.pass),
    uncounted: rule.absentWritten ? 0 : letters,
  });
}

function sum(votes: Votes): number {
  return votes.inFavour + votes.against + votes.abstained;
}
