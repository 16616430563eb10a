import { addDays, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

export const linkStates = ['proposed', 'confirmed', 'declined', 'ended'] as const;
export type LinkState = (typeof linkStates)[number];
export const linkActions = ['confirm', 'decline', 'withdraw', 'end'] as const;
export type LinkAction = (typeof linkActions)[number];

const OUTSIDE = '本系统规则：党建事项对业务有没有用，由业务责任人确认，不由支部自己认定；没有确认的不计入';
const REASONED = '本系统规则：解除链接须写明理由，原记录保留';

/** The life of a link between Party work and business: proposed by the Party side, confirmed by whoever answers for the business. */
export const linkCycle = lifeCycle<LinkState, LinkAction>({
  code: 'fusion',
  start: 'proposed',
  ends: ['declined', 'ended'],
  rows: [
    { from: 'proposed', action: 'confirm', to: 'confirmed', who: 'business', basis: OUTSIDE },
    { from: 'proposed', action: 'decline', to: 'declined', who: 'business', basis: OUTSIDE },
    { from: 'proposed', action: 'withdraw', to: 'ended', who: 'party', basis: REASONED },
    { from: 'confirmed', action: 'end', to: 'ended', who: 'either', basis: REASONED },
  ],
});

/** A link as its decisions see it. */
export type LinkFacts = {
  state: LinkState;
  /** Who answers for the business item now. */
  ownerId: string;
  /** Who answers for the Party task. */
  taskOwnerId: string;
  proposedPerson: string | null;
};

/** Who acts: as a person, and whether with office over the task's organisation. */
export type FusionActor = { personId: string | null; office: boolean };

/** Whether somebody may take a step with a link now; the refusal says who may. */
export function decideLink(
  link: LinkFacts,
  action: LinkAction,
  actor: FusionActor,
): Result<Transition<LinkState, LinkAction>> {
  const row = decide(linkCycle, link.state, action);
  if (!row.ok) return row;
  const business = actor.personId !== null && actor.personId === link.ownerId;
  const party = actor.office || (actor.personId !== null && actor.personId === link.taskOwnerId);
  const { who } = row.value;
  if (who === 'business' && !business) {
    return refuse('fusion/not-business-owner', '由业务责任人本人办理，党建一方不能代为确认。', {
      status: 403,
    });
  }
  if (action === 'confirm') {
    const apart = checkSides(link);
    if (!apart.ok) return apart;
  }
  if (who === 'party' && !party) {
    return refuse('fusion/not-party-side', '由提出的支部、机关党委或任务责任人办理。', { status: 403 });
  }
  if (who === 'either' && !business && !party) {
    return refuse('fusion/not-concerned', '由业务责任人或党建任务一方办理。', { status: 403 });
  }
  return row;
}

/** Whether the two sides are two persons: whoever does or proposes the Party work does not confirm its use himself. */
export function checkSides(link: Omit<LinkFacts, 'state'>): Result<true> {
  const same = link.ownerId === link.taskOwnerId || link.ownerId === link.proposedPerson;
  if (!same) return ok(true);
  return refuse(
    'fusion/same-person',
    '业务责任人同时是这项党建任务的责任人或提出人，不能自己确认自己。请把业务责任人定为业务上的分管领导或用得着它的处室。',
    { status: 422, errors: [{ path: 'body.itemId', message: '须由另一人确认' }] },
  );
}

/** A figure of a business item on a day. */
export type Reading = { onDay: Day; value: number };
/** What is to be changed: from where, to where. */
export type Goal = { baseline: number; target: number };

/** How far a figure has come from its baseline to its target: 0 at the baseline, 1 at the target, below 0 the wrong way. */
export function shareOf({ baseline, target }: Goal, value: number): number {
  return (value - baseline) / (target - baseline);
}

/** `none`: no figure since the confirmation · `early`: too few to say · `unmoved`: enough, and no better than the baseline. */
export const movements = ['none', 'early', 'moving', 'reached', 'unmoved'] as const;
export type Movement = (typeof movements)[number];

/**
 * Where the figure stands since a link was confirmed. It says that something moved, never that the Party work moved it.
 * `enough`: after so many figures without movement there is something to explain.
 */
export function movementOf(
  goal: Goal,
  readings: readonly Reading[],
  since: Day,
  enough: number,
): { movement: Movement; value: number | null } {
  const later = readings.filter((reading) => reading.onDay >= since);
  const last = later.reduce<Reading | null>((a, b) => (a === null || b.onDay > a.onDay ? b : a), null);
  if (last === null) return { movement: 'none', value: null };
  const share = shareOf(goal, last.value);
  if (share >= 1) return { movement: 'reached', value: last.value };
  if (share > 0) return { movement: 'moving', value: last.value };
  return { movement: later.length >= enough ? 'unmoved' : 'early', value: last.value };
}

/** By when the next figure is to be reported. */
export function nextReading(lastOn: Day | null, confirmedOn: Day, days: number): Day {
  return addDays(lastOn !== null && lastOn > confirmedOn ? lastOn : confirmedOn, days);
}

/** Whether a figure can be written with two decimals. */
export const isFigure = (value: number): boolean =>
  Number.isFinite(value) && Math.abs(Math.round(value * 100) / 100 - value) < 1e-9;
