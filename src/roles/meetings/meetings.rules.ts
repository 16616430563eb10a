import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { checkSteps, type Notice, type Step } from './procedure.rules.ts';
import {
  checkCounts,
  checkPaper,
  checkQuorum,
  countVote,
  type PaperTally,
  type PassBase,
  type VoteOutcome,
  type VoterCounts,
  type Votes,
  type VotingRule,
} from './voting.rules.ts';

/** Who is expected at a kind of meeting: all on the list, only the committee among them, or whoever comes (no list). */
export type Audience = 'members' | 'committee' | 'open';

/** A kind of meeting as content states it. */
export type MeetingKind = {
  code: string;
  name: string;
  /** Kinds of organisation that hold it. */
  orgs: readonly string[];
  /** Kinds of organisation that hold it where the unit has none of `orgs`. */
  standIns?: readonly string[];
  audience: Audience;
  /** Codes of the voting rules that apply. */
  rules: readonly string[];
  /** Whether its minutes count as study for those present. */
  study: boolean;
  /** How long before it is called; null where nothing is said. */
  notice: Notice | null;
  /** Its course, in order. */
  steps: readonly Step[];
};

/** 到会, 缺席, or 不计应到 (excused from attendance by rule: old age, illness, long absence with approval). */
export type Presence = 'present' | 'absent' | 'exempt';

/** One name on the attendance list. `votes` is the right to vote; `committee` a seat on the committee. */
export type Attendee = {
  personId: string;
  presence: Presence;
  votes: boolean;
  committee: boolean;
  spoke: boolean;
};

/** How many were due and came, and how many of them may vote. */
export type Attendance = { due: number; present: number; voters: VoterCounts };

/** Counts an attendance list for an audience. Those exempt are in neither number. */
export function attendanceOf(list: readonly Attendee[], audience: Audience): Attendance {
  const due = list.filter(
    (each) => each.presence !== 'exempt' && (audience !== 'committee' || each.committee),
  );
  const present = due.filter((each) => each.presence === 'present');
  return {
    due: due.length,
    present: present.length,
    voters: {
      due: due.filter((each) => each.votes).length,
      present: present.filter((each) => each.votes).length,
    },
  };
}

/**
 * The kinds a meeting is held as, in the order of content, so that the same meeting always gets the same first kind.
 * Refused: none, one unknown, or one that this kind of organisation does not hold.
 */
export function chooseKinds(
  known: readonly MeetingKind[],
  codes: readonly string[],
  orgKind: string,
): Result<[MeetingKind, ...MeetingKind[]]> {
  const wanted = new Set(codes);
  const chosen = known.filter((kind) => wanted.delete(kind.code));
  const [unknown] = wanted;
  if (unknown !== undefined) {
    return refuse('meetings/unknown-kind', '没有这种会议类别。请从列表中选择。', {
      status: 422,
      errors: [{ path: 'body.kinds', message: `未知类别 ${unknown}` }],
    });
  }
  const foreign = chosen.find((kind) => !kind.orgs.includes(orgKind));
  if (foreign) {
    return refuse(
      'meetings/not-of-this-organisation',
      `“${foreign.name}”不由这类组织召开。请换一个类别，或换一个组织记录。`,
      {
        status: 422,
        data: { kind: foreign.code, orgKind },
      },
    );
  }
  const [first, ...rest] = chosen;
  if (!first) return refuse('meetings/no-kind', '请至少选择一种会议类别。', { status: 422 });
  return ok([first, ...rest]);
}

/** The kinds as one organisation may hold them: with those for which it stands in, since its unit has nobody else. */
export function withStandIns(
  kinds: readonly MeetingKind[],
  orgKind: string,
  inUnit: ReadonlySet<string>,
): MeetingKind[] {
  return kinds.map((kind) =>
    kind.standIns?.includes(orgKind) && !kind.orgs.some((each) => inUnit.has(each))
      ? { ...kind, orgs: [...kind.orgs, orgKind] }
      : kind,
  );
}

/** A decision as reported: what was decided, how the vote fell if there was one, and how many tasks it gives out. */
export type ReportedDecision = {
  text: string;
  vote?: {
    rule: string;
    votes: Votes;
    /** Letters of absent members: how many, never which way. */
    letters?: number;
    base?: PassBase;
    paper?: PaperTally;
    /** What the chair declared. */
    declared?: 'passed' | 'failed';
  };
  tasks: number;
};

/** A decision as it stands: `noted` without a vote, else what the vote came to. */
export type DecisionOutcome = { result: 'noted' | 'passed' | 'failed'; vote: VoteOutcome | null };

/**
 * Checks a meeting as a whole: quorum of every kind it claims to be, every vote under a rule of one of its kinds, and
 * no task from a decision that did not pass. Returns one outcome for each decision.
 */
export function checkMeeting(meeting: {
  kinds: readonly MeetingKind[];
  rules: readonly VotingRule[];
  attendees: readonly Attendee[];
  decisions: readonly ReportedDecision[];
  /** Steps of its course, in the order in which they were taken. */
  steps?: readonly string[];
}): Result<DecisionOutcome[]> {
  const voted = new Set(meeting.decisions.flatMap((decision) => (decision.vote ? [decision.vote.rule] : [])));
  const course = checkSteps(
    meeting.kinds.map((kind) => ({
      name: kind.name,
      steps: kind.steps,
      voted: kind.rules.some((rule) => voted.has(rule)),
    })),
    meeting.steps ?? [],
  );
  if (!course.ok) return course;
  for (const kind of meeting.kinds) {
    const attendance = attendanceOf(meeting.attendees, kind.audience);
    const sound =
      kind.audience === 'open' ? ok(true as const) : checkCounts(attendance, `“${kind.name}”人数`);
    if (!sound.ok) return sound;
    for (const rule of rulesOf(meeting.rules, kind)) {
      if (rule.gates !== 'meeting') continue;
      const quorum = checkQuorum(rule, attendance.voters);
      if (!quorum.ok) return quorum;
    }
  }
  const outcomes: DecisionOutcome[] = [];
  for (const [index, decision] of meeting.decisions.entries()) {
    const outcome = decide(meeting, decision);
    if (!outcome.ok) {
      return {
        ok: false,
        refusal: {
          ...outcome.refusal,
          errors: [{ path: `body.decisions.${index}`, message: `第 ${index + 1} 项决议的表决` }],
        },
      };
    }
    if (outcome.value.result === 'failed' && decision.tasks > 0) {
      return refuse(
        'meetings/task-of-failed-decision',
        `第 ${index + 1} 项决议未通过（赞成 ${outcome.value.vote?.inFavour} 票，至少需 ${outcome.value.vote?.needed} 票），不能据此分派任务。请删去任务或核对票数。`,
        { status: 422, errors: [{ path: `body.decisions.${index}.tasks`, message: '决议未通过' }] },
      );
    }
    outcomes.push(outcome.value);
  }
  return ok(outcomes);
}

function decide(
  meeting: { kinds: readonly MeetingKind[]; rules: readonly VotingRule[]; attendees: readonly Attendee[] },
  decision: ReportedDecision,
): Result<DecisionOutcome> {
  const { vote } = decision;
  if (!vote) return ok({ result: 'noted', vote: null });
  const kind = meeting.kinds.find((each) => each.rules.includes(vote.rule));
  const rule = meeting.rules.find((each) => each.code === vote.rule);
  if (!kind || !rule) {
    return refuse(
      'meetings/rule-of-another-meeting',
      '所选表决规则不适用于本次会议的类别。请重新选择表决规则。',
      {
        status: 422,
        data: { rule: vote.rule },
      },
    );
  }
  const { voters } = attendanceOf(meeting.attendees, kind.audience);
  const counted = countVote(rule, voters, vote.votes, vote.letters, vote.base);
  if (!counted.ok) return counted;
  const voting = meeting.attendees.filter((each) => each.presence === 'present' && each.votes);
  const here = new Set(voting.map((each) => each.personId));
  const paper = checkPaper(rule, voters, vote.votes, vote.paper, here, vote.letters);
  if (!paper.ok) return paper;
  const said = checkDeclared(rule, counted.value, vote.declared);
  if (!said.ok) return said;
  return ok({ result: counted.value.passed ? 'passed' : 'failed', vote: counted.value });
}

/** What the chair declared must be what the clause makes of the votes: a majority of those present is not enough. */
function checkDeclared(
  rule: VotingRule,
  outcome: VoteOutcome,
  declared: 'passed' | 'failed' | undefined,
): Result<true> {
  if (declared === undefined || (declared === 'passed') === outcome.passed) return ok(true);
  return refuse(
    'meetings/wrong-majority',
    outcome.passed
      ? `${rule.name}：赞成 ${outcome.inFavour} 票，已达到 ${outcome.needed} 票（依据${rule.basis}），应为通过。请核对票数或改为“通过”。`
      : `${rule.name}：赞成 ${outcome.inFavour} 票，至少需 ${outcome.needed} 票才算通过（按应到有表决权的 ${outcome.due} 人计算，不是按到会的 ${outcome.present} 人，依据${rule.basis}）。请核对票数，或改为“未通过”。`,
    {
      status: 422,
      data: { rule: rule.code, basis: rule.basis, inFavour: outcome.inFavour, needed: outcome.needed },
    },
  );
}

/** The voting rules of a kind, in the kind's order. */
export function rulesOf(rules: readonly VotingRule[], kind: MeetingKind): VotingRule[] {
  return kind.rules.flatMap((code) => rules.filter((rule) => rule.code === code));
}

/** Who took part in the talk: "变个人讲为全体讲" in numbers. */
export type Participation = {
  present: number;
  spoke: number;
  /** spoke ÷ present, 0 where nobody came. */
  share: number;
  /** How many people, speaking equally often, would give the same spread of turns (1 = one voice). */
  effectiveSpeakers: number;
  /** Three or more came and at most one of them spoke. */
  oneVoice: boolean;
};

/** The balance of a discussion. `turns` holds, for each topic, the persons who spoke on it; a repeat within a topic counts once. */
export function participation(
  attendees: readonly Attendee[],
  turns: readonly (readonly string[])[],
): Participation {
  const present = attendees.filter((each) => each.presence === 'present');
  const count = new Map<string, number>();
  for (const topic of turns)
    for (const person of new Set(topic)) count.set(person, (count.get(person) ?? 0) + 1);
  for (const each of present) if (each.spoke && !count.has(each.personId)) count.set(each.personId, 1);
  const here = new Set(present.map((each) => each.personId));
  const shares = [...count].filter(([person]) => here.has(person)).map(([, times]) => times);
  const total = shares.reduce((sum, times) => sum + times, 0);
  const concentration = shares.reduce((sum, times) => sum + (times / total) ** 2, 0);
  return {
    present: present.length,
    spoke: shares.length,
    share: present.length === 0 ? 0 : shares.length / present.length,
    effectiveSpeakers: total === 0 ? 0 : 1 / concentration,
    oneVoice: present.length >= 3 && shares.length <= 1,
  };
}

/** Whose turn it is to speak: those silent longest first, those who never spoke before all; ties in the order given. */
export function nextSpeakers<T extends { lastSpokeOn: Day | null }>(
  members: readonly T[],
  count: number,
): T[] {
  return members
    .map((member, index) => ({ member, index }))
    .sort((a, b) => compareSilence(a.member.lastSpokeOn, b.member.lastSpokeOn) || a.index - b.index)
    .slice(0, count)
    .map(({ member }) => member);
}

function compareSilence(a: Day | null, b: Day | null): number {
  if (a === b) return 0;
  if (a === null) return -1;
  if (b === null) return 1;
  return a < b ? -1 : 1;
}
