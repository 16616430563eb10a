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
  /** Passing is counted on those due, or on what this meeting chose beforehand: sources differ, nothing is assumed. */
  passBase: 'due' | 'chosen';
  /** Paper ballots without names, counted by two tellers. */
  secret: boolean;
};

/** On whom passing is counted: those due (应到会) or those present (实到会). */
export const passBases = ['due', 'present'] as const;
export type PassBase = (typeof passBases)[number];

/** Paper ballots as two tellers counted them: given out, handed back, and how many of these were invalid. */
export type PaperTally = { issued: number; returned: number; invalid: number; tellerIds: readonly string[] };

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
 * Counts a vote under a rule. Where letters of absent members count, they are among the votes and `letters` says only how
 * many: which way a letter went would name its writer. Refused: no quorum, votes above those present and those who wrote,
 * more letters than absent members. A vote that does not pass is no refusal: it is an outcome.
 */
export function countVote(
  rule: VotingRule,
  counts: VoterCounts,
  votes: Votes,
  letters = 0,
  base?: PassBase,
): Result<VoteOutcome> {
  if (rule.passBase === 'chosen' && base === undefined) {
    return refuse(
      'meetings/choose-base',
      `${rule.name}：请先写明当选以应到会还是实到会人数为基数（依据${rule.basis}，各处说法不一，系统不替您选定）。`,
      { status: 422, data: { rule: rule.code, basis: rule.basis } },
    );
  }
  const quorum = checkQuorum(rule, counts);
  if (!quorum.ok) return quorum;
  if (letters > counts.due - counts.present) {
    return refuse(
      'meetings/more-written-than-absent',
      `书面意见 ${letters} 份，多于未到会的 ${counts.due - counts.present} 人。到会者的意见请计入现场票数。`,
      { status: 422, data: { letters, absent: counts.due - counts.present } },
    );
  }
  const cast = sum(votes);
  const among = lettersAmong(rule, letters);
  if (cast > counts.present + among) {
    return refuse(
      'meetings/more-votes-than-present',
      `赞成、反对、弃权合计 ${cast} 票，多于到会有表决权的 ${counts.present} 人${among > 0 ? `加书面意见 ${among} 份` : ''}。请核对票数。`,
      { status: 422, data: { cast, present: counts.present, letters: among } },
    );
  }
  const { inFavour } = votes;
  const whole = rule.passBase === 'chosen' && base === 'present' ? counts.present : counts.due;
  const least = rule.pass ? needed(whole, rule.pass) : 0;
  return ok({
    rule: rule.code,
    due: counts.due,
    present: counts.present,
    inFavour,
    needed: least,
    passed: rule.pass === null || reaches(inFavour, whole, rule.pass),
    uncounted: rule.absentWritten ? 0 : letters,
  });
}

/** How many letters are among the votes: all where the rule counts them, none where it does not. */
function lettersAmong(rule: VotingRule, letters: number): number {
  return rule.absentWritten ? letters : 0;
}

/**
 * Whether a vote under a rule that asks for secrecy was held and counted on paper as it must be: two named tellers who
 * were there, no more ballots given out than voters present, none handed back that was not given out, and every one of
 * these, with the letters that count, counted once. What is kept are numbers only.
 */
export function checkPaper(
  rule: VotingRule,
  voters: VoterCounts,
  votes: Votes,
  paper: PaperTally | undefined,
  here: ReadonlySet<string>,
  letters = 0,
): Result<true> {
  const wrong = (code: string, message: string) =>
    refuse(`meetings/${code}`, `${rule.name}（${rule.basis}）：${message}`, {
      status: 422,
      data: { rule: rule.code, basis: rule.basis },
    });
  if (!rule.secret) {
    return paper ? wrong('not-secret', '这项表决不要求无记名投票，请去掉计票信息。') : ok(true);
  }
  if (!paper) {
    return wrong(
      'paper-needed',
      '应当无记名投票。请填写发出、收回、无效票数和两名计票人、监票人；系统只记票数，不记谁投了什么。',
    );
  }
  if (new Set(paper.tellerIds).size !== 2 || paper.tellerIds.length !== 2) {
    return wrong('two-tellers', '须有两名不同的计票人、监票人。');
  }
  if (paper.tellerIds.some((id) => !here.has(id))) {
    return wrong('teller-not-there', '计票人、监票人须是到会的有表决权党员。请在名单中核对。');
  }
  if (paper.issued > voters.present) {
    return wrong(
      'more-ballots-than-voters',
      `发出 ${paper.issued} 张票，多于到会有表决权的 ${voters.present} 人。`,
    );
  }
  if (paper.returned > paper.issued) {
    return wrong(
      'more-returned-than-issued',
      `收回 ${paper.returned} 张票，多于发出的 ${paper.issued} 张，投票无效，应当重新投票。`,
    );
  }
  const counted = sum(votes) + paper.invalid;
  const among = lettersAmong(rule, letters);
  if (counted !== paper.returned + among) {
    return wrong(
      'ballots-do-not-add-up',
      `赞成、反对、弃权和无效合计 ${counted} 张，与收回的 ${paper.returned} 张${among > 0 ? `加书面意见 ${among} 份` : ''}不符。请重新清点。`,
    );
  }
  return ok(true);
}

function sum(votes: Votes): number {
  return votes.inFavour + votes.against + votes.abstained;
}
