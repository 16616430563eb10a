import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { lifeCycle } from '#kernel/transitions.ts';
import type { Audience, MeetingKind } from '../meetings.rules.ts';

export const planStates = ['planned', 'announced', 'held', 'cancelled'] as const;
export type PlanState = (typeof planStates)[number];
export const planActions = ['change', 'announce', 'hold', 'cancel'] as const;
export type PlanAction = (typeof planActions)[number];

const RULE = '支部工作条例第11至13条';

/** A planned meeting: called, held (its record is the end of it), or called off. Nothing is asked of a meeting that was held. */
export const planCycle = lifeCycle<PlanState, PlanAction>({
  code: 'meetings',
  start: 'planned',
  ends: ['held', 'cancelled'],
  rows: [
    { from: 'planned', action: 'change', to: 'planned', who: 'secretary', basis: RULE },
    { from: 'planned', action: 'announce', to: 'announced', who: 'secretary', basis: RULE },
    { from: 'planned', action: 'hold', to: 'held', who: 'secretary', basis: RULE },
    { from: 'planned', action: 'cancel', to: 'cancelled', who: 'secretary', basis: RULE },
    { from: 'announced', action: 'change', to: 'announced', who: 'secretary', basis: RULE },
    { from: 'announced', action: 'announce', to: 'announced', who: 'secretary', basis: RULE },
    { from: 'announced', action: 'hold', to: 'held', who: 'secretary', basis: RULE },
    { from: 'announced', action: 'cancel', to: 'cancelled', who: 'secretary', basis: RULE },
  ],
});

/** Who is expected at a meeting of several kinds: the committee only where every kind is its own; no list only where none keeps one. */
export function audienceOf(kinds: readonly Pick<MeetingKind, 'audience'>[]): Audience {
  if (kinds.every((kind) => kind.audience === 'open')) return 'open';
  return kinds.every((kind) => kind.audience === 'committee') ? 'committee' : 'members';
}

/** The page on which a planned meeting is recorded; a group's is open to the member who leads it. */
export function recordingPage(plan: { id: string; orgId: string; orgKind: string }): string {
  const form = plan.orgKind === 'group' ? '/group-meetings/new' : '/meetings/new';
  return `${form}?org=${plan.orgId}&plan=${plan.id}`;
}

/** A written round as it stands on a day. `sealed`: members see only their own words; `open`: everybody sees all. */
export type RoundState = 'none' | 'writing' | 'open';

/**
 * The state of a written round. What members write opens to all at one moment, after its last day or when the secretary opens
 * it, so that nobody writes after somebody else; the secretary sees before that who has written, not what.
 */
export function roundState(
  plan: { writtenUntil: Day | null; openedOn: Day | null; state: PlanState },
  today: Day,
): RoundState {
  if (plan.writtenUntil === null) return 'none';
  if (plan.openedOn !== null || today > plan.writtenUntil || plan.state === 'held') return 'open';
  return plan.state === 'announced' ? 'writing' : 'none';
}

/** Whether somebody may write now. */
export function mayWrite(round: RoundState): Result<true> {
  if (round === 'writing') return ok(true);
  return refuse(
    'meetings/round-closed',
    round === 'open'
      ? '书面发言已经公开，不能再写或修改。可以在会上发言。'
      : '这次会议现在不收书面发言。通知发出后、截止日之前可以写。',
    { status: 409 },
  );
}

/** Whether the secretary may open a round before its last day: only when everybody expected has written. */
export function mayOpen(round: RoundState, counts: { expected: number; written: number }): Result<true> {
  if (round !== 'writing') {
    return refuse('meetings/round-not-running', '现在没有正在进行的书面发言。', { status: 409 });
  }
  if (counts.written >= counts.expected) return ok(true);
  return refuse(
    'meetings/not-all-written',
    `还有 ${counts.expected - counts.written} 人没有写。大家都写完、或过了截止日，才同时公开，避免后写的照着先写的写。`,
    { status: 409 },
  );
}

/** Refuses a written round that ends after the meeting, or without a topic to write on. */
export function checkRound(plan: {
  onDay: Day;
  writtenUntil: Day | null;
  topics: readonly { written: boolean }[];
}): Result<true> {
  const asked = plan.topics.some((topic) => topic.written);
  if (plan.writtenUntil === null) {
    return asked
      ? refuse('meetings/written-without-day', '有议题要求会前书面发言，请写明截止日期。', {
          status: 422,
          errors: [{ path: 'body.writtenUntil', message: '不能为空' }],
        })
      : ok(true);
  }
  if (!asked) {
    return refuse('meetings/nothing-to-write-on', '请至少选择一个需要会前书面发言的议题，或去掉截止日期。', {
      status: 422,
      errors: [{ path: 'body.writtenUntil', message: '没有对应的议题' }],
    });
  }
  if (plan.writtenUntil <= plan.onDay) return ok(true);
  return refuse('meetings/written-after-meeting', '书面发言的截止日期不能晚于会议当天。', {
    status: 422,
    errors: [{ path: 'body.writtenUntil', message: '不能晚于会议日期' }],
  });
}
