import { addDays, type Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';
import type { LeadingActor } from './topics.rules.ts';

export const riskStates = ['open', 'watch', 'closing', 'closed', 'occurred'] as const;
export type RiskState = (typeof riskStates)[number];
export const riskActions = [
  'review',
  'relax',
  'raise',
  'hand-over',
  'ask-close',
  'close',
  'keep',
  'occur',
] as const;
export type RiskAction = (typeof riskActions)[number];

const REVIEW = '本系统规则：风险有责任人、有措施、定期复核，复核记录只增不改';
const SECOND = '本系统规则：解除风险须写明理由，并由提请人以外的第二人确认';
const HAPPENED = '本系统规则：风险成为现实的，列入问题台账限期整改，不另起炉灶';
const OWNED = '本系统规则：每项风险任何时候都有一名有相应职权的责任人';

/** The life of a risk of the leading group: reviewed while it stands, closed by two persons, or turned into a problem. */
export const riskCycle = lifeCycle<RiskState, RiskAction>({
  code: 'leading-group',
  start: 'open',
  ends: ['closed', 'occurred'],
  rows: [
    { from: 'open', action: 'review', to: 'open', who: 'owner', basis: REVIEW },
    { from: 'open', action: 'relax', to: 'watch', who: 'owner', basis: REVIEW },
    { from: 'open', action: 'hand-over', to: 'open', who: 'officer', basis: OWNED },
    { from: 'open', action: 'ask-close', to: 'closing', who: 'owner', basis: SECOND },
    { from: 'open', action: 'occur', to: 'occurred', who: 'owner', basis: HAPPENED },
    { from: 'watch', action: 'review', to: 'watch', who: 'owner', basis: REVIEW },
    { from: 'watch', action: 'raise', to: 'open', who: 'owner', basis: REVIEW },
    { from: 'watch', action: 'hand-over', to: 'watch', who: 'officer', basis: OWNED },
    { from: 'watch', action: 'ask-close', to: 'closing', who: 'owner', basis: SECOND },
    { from: 'watch', action: 'occur', to: 'occurred', who: 'owner', basis: HAPPENED },
    { from: 'closing', action: 'close', to: 'closed', who: 'second', basis: SECOND },
    { from: 'closing', action: 'keep', to: 'open', who: 'second', basis: SECOND },
    { from: 'closing', action: 'occur', to: 'occurred', who: 'owner', basis: HAPPENED },
  ],
});

/** A risk as the decision sees it. `askedBy`: the account that asked for it to be closed. */
export type RiskFacts = {
  state: RiskState;
  ownerId: string;
  askedBy: string | null;
  askedPerson: string | null;
};

/** Whether somebody may take a step with a risk now; the refusal says who may. */
export function decideRisk(
  risk: RiskFacts,
  action: RiskAction,
  actor: LeadingActor,
): Result<Transition<RiskState, RiskAction>> {
  const row = decide(riskCycle, risk.state, action);
  if (!row.ok) return row;
  const owns = actor.personId !== null && actor.personId === risk.ownerId;
  const { who } = row.value;
  if (who === 'owner' && !owns && !actor.officer) {
    return refuse('leading-group/not-risk-owner', '由这项风险的责任人或机关党委办理。', { status: 403 });
  }
  if (who === 'officer' && !actor.officer) {
    return refuse('leading-group/not-officer', '由机关党委办理。', { status: 403 });
  }
  if (who === 'second') {
    const same =
      actor.accountId === risk.askedBy || (actor.personId !== null && actor.personId === risk.askedPerson);
    if (same) {
      return refuse('leading-group/second-person', '提请解除的人不能自己确认，请由党组成员中的另一人确认。', {
        status: 403,
      });
    }
    if (!actor.seated && !actor.officer) {
      return refuse('leading-group/not-seated', '由党组成员或机关党委的另一人确认。', { status: 403 });
    }
  }
  return row;
}

type Level = { id: 'high' | 'middle' | 'low'; from: number; review_days: number };

/** The level of a risk by its likelihood times its impact. Levels stand from the highest to the lowest. */
export function levelOf<Each extends Level>(
  levels: readonly Each[],
  likelihood: number,
  impact: number,
): Each {
  return levels.find((level) => likelihood * impact >= level.from) ?? levels.at(-1)!;
}

/** The last day on which a risk of a level has to be looked at again. */
export function latestReview(level: Level, today: Day): Day {
  return addDays(today, level.review_days);
}

/** Whether a risk can be reviewed next on a day: not before today, not later than its level allows. */
export function checkReviewDay(reviewOn: Day, level: Level, today: Day): Result<true> {
  const latest = latestReview(level, today);
  if (reviewOn >= today && reviewOn <= latest) return ok(true);
  return refuse(
    'leading-group/bad-review-day',
    reviewOn < today
      ? '下次复核日期不能早于今天。'
      : `这一等级的风险最迟 ${latest} 复核（${level.review_days} 天内），请改早一些。`,
    { status: 422, errors: [{ path: 'body.reviewOn', message: '下次复核日期不对' }] },
  );
}
