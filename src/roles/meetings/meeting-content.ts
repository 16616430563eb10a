import type { Content, RecordKind } from '#standards/packs/content.ts';
import type { MeetingKind } from './meetings.rules.ts';
import type { Share, VotingRule } from './voting.rules.ts';

type Quorum = NonNullable<RecordKind['quorum']>;
type Vote = NonNullable<RecordKind['votes']>[number];

const presentShare: Record<Quorum['present'], Share> = {
  'at-least-half': { of: [1, 2], above: false },
  'more-than-half': { of: [1, 2], above: true },
  'two-thirds': { of: [2, 3], above: false },
  'four-fifths': { of: [4, 5], above: false },
};
const passShare: Record<NonNullable<Quorum['pass']>, Share> = {
  'more-than-half-of-due': { of: [1, 2], above: true },
  'more-than-half-as-chosen': { of: [1, 2], above: true },
};

/** The kinds of meeting of the content, as the rules read them. */
export function meetingKinds(content: Content): MeetingKind[] {
  return content.recordKinds
    .filter((kind) => kind.meeting)
    .map((kind) => ({
      code: kind.id,
      name: kind.title.zh,
      orgs: kind.bodies ?? [],
      standIns: kind.stand_ins ?? [],
      audience:
        kind.audience === 'open'
          ? 'open'
          : kind.quorum?.base === 'committee-members'
            ? 'committee'
            : 'members',
      rules: rulesFor(content, kind).map((rule) => rule.code),
      study: kind.hours === true,
      notice: kind.notice
        ? {
            days: kind.notice.days,
            strict: kind.notice.strength === 'hard',
            basis: basisText(content, kind.notice.basis),
          }
        : null,
      steps: (kind.steps ?? []).map((step) => ({
        id: step.id,
        title: step.title,
        when: step.when,
        strict: step.strength === 'hard',
        basis: basisText(content, step.basis),
      })),
    }));
}

/** Every voting rule of the content: that of each meeting, and the stricter ones for single kinds of decision. */
export function votingRules(content: Content): VotingRule[] {
  return content.recordKinds.filter((kind) => kind.meeting).flatMap((kind) => rulesFor(content, kind));
}

function rulesFor(content: Content, kind: RecordKind): VotingRule[] {
  const own = kind.quorum ? [ruleOf(content, kind.id, kind.title.zh, kind.quorum)] : [];
  return [
    ...own,
    ...(kind.votes ?? []).map((vote) =>
      ruleOf(content, `${kind.id}/${vote.id}`, vote.title.zh, vote, 'vote'),
    ),
  ];
}

function ruleOf(
  content: Content,
  code: string,
  name: string,
  source: Quorum | Vote,
  // A meeting whose rule says nothing of passing has its quorum for the meeting itself.
  gates: VotingRule['gates'] = source.pass === null ? 'meeting' : 'vote',
): VotingRule {
  return {
    code,
    name,
    basis: basisText(content, source.basis),
    quorum: presentShare[source.present],
    gates,
    pass: source.pass === null ? null : passShare[source.pass],
    absentWritten: source.absent_written_votes,
    passBase: source.pass === 'more-than-half-as-chosen' ? 'chosen' : 'due',
    secret: 'ballot' in source && source.ballot === 'secret',
  };
}

/** A clause as it is quoted: 《支部工作条例》第11条; what is only proposed here is no clause and says so. */
function basisText(content: Content, basis: Quorum['basis']): string {
  const regulation = content.index.regulation.get(basis.regulation);
  if (regulation?.kind === 'proposal') return regulation.title;
  return `《${regulation?.short ?? basis.regulation}》${basis.article ?? ''}`;
}
