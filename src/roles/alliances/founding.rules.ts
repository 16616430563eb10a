import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { AllianceModeSpec } from '#standards/packs/alliance-modes.schema.ts';
import { type AllianceState, isRunning } from './alliances.rules.ts';

/** An approved case as founding looks at it. */
export type FoundingFacts = {
  state: AllianceState;
  foundedId: string | null;
  dissolvedOn: Day | null;
  sunsetOn: Day;
};

/** Whether somebody holds the approval of this case, and with it may change the tree for it. */
export type FoundingActor = { approves: boolean };

/** Whether an approved case still waits for its organisation in the tree. */
export function awaitsFounding(alliance: FoundingFacts, spec: Pick<AllianceModeSpec, 'founds'>): boolean {
  return spec.founds !== null && alliance.state === 'active' && alliance.foundedId === null;
}

/** Whether the organisation that was founded stands though its reason is over: the case has ended, or its day is past. */
export function awaitsDissolution(
  alliance: FoundingFacts,
  spec: Pick<AllianceModeSpec, 'months'>,
  today: Day,
): boolean {
  if (alliance.foundedId === null || alliance.dissolvedOn !== null) return false;
  return alliance.state === 'ended' || (spec.months !== null && alliance.sunsetOn < today);
}

/** Whether an actor may found the organisation of an approved case (支部工作条例第五条、机关条例第三十七条). */
export function decideFounding(
  alliance: FoundingFacts,
  spec: Pick<AllianceModeSpec, 'founds' | 'title'>,
  actor: FoundingActor,
): Result<NonNullable<AllianceModeSpec['founds']>> {
  if (spec.founds === null) {
    return refuse('alliances/nothing-to-found', `${spec.title.zh}不在组织树中成立组织，党员仍在原支部。`, {
      status: 422,
    });
  }
  if (alliance.foundedId !== null) return refuse('alliances/founded-already', '已经在组织树中成立过了。');
  if (alliance.state !== 'active') {
    return refuse('alliances/not-approved', '批准之后才能成立。请先办完报批。', {
      data: { state: alliance.state },
    });
  }
  return actor.approves ? ok(spec.founds) : notTheApprover();
}

/** Whether an actor may dissolve what was founded; a running case ends with it. */
export function decideDissolution(alliance: FoundingFacts, actor: FoundingActor): Result<{ ends: boolean }> {
  if (alliance.foundedId === null)
    return refuse('alliances/not-founded', '还没有在组织树中成立，不需要撤销。');
  if (alliance.dissolvedOn !== null)
    return refuse('alliances/dissolved-already', `已于 ${alliance.dissolvedOn} 撤销。`);
  return actor.approves ? ok({ ends: isRunning(alliance.state) }) : notTheApprover();
}

const notTheApprover = () =>
  refuse('alliances/not-approver', '这一步由有批准权限的上级党组织办理。', { status: 403 });

/**
 * Whether members move into what is founded (组织关系转接); to a temporary branch they are attached and stay where they are
 * (支部工作条例第六条).
 */
export const moves = (founds: NonNullable<AllianceModeSpec['founds']>): boolean =>
  founds !== 'temporary_branch';

/** Somebody who could move into the branch. */
export type FoundingMember = { id: string; full: boolean };

/**
 * Whether these members make a branch: all of them of the parties, the secretary among them, and as many full members as
 * a branch needs (支部工作条例第五条：正式党员3人以上).
 */
export function decideMembers(
  chosen: { memberIds: readonly string[]; secretaryId: string | null },
  candidates: readonly FoundingMember[],
  least: number,
): Result<true> {
  const bad = (code: string, path: string, message: string) =>
    refuse(`alliances/${code}`, message, { status: 422, errors: [{ path: `body.${path}`, message }] });
  const known = new Map(candidates.map((member) => [member.id, member]));
  const members = [...new Set(chosen.memberIds)];
  if (members.some((id) => !known.has(id)))
    return bad('member-not-of-parties', 'memberIds', '列入的党员须是各方现有的党员，请从名单中选择。');
  const full = members.filter((id) => known.get(id)?.full).length;
  if (full < least)
    return bad(
      'too-few-members',
      'memberIds',
      `成立支部至少要有正式党员 ${least} 人，现选了 ${full} 人。请再选。`,
    );
  if (chosen.secretaryId !== null && !members.includes(chosen.secretaryId))
    return bad('secretary-not-member', 'secretaryId', '书记须是本支部党员，请把书记列入名单。');
  return ok(true);
}
