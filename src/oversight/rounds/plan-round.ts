import type { Context } from '#platform/http/context.ts';
import { type CellPlan, cellFloor, planCells } from './cells.rules.ts';
import { countRaters, type PlannedInvitation, planInvitations } from './invitations.rules.ts';
import { groupsOf, rateesOf, trusteesOf } from './parts.store.ts';
import { raterSources } from './raters.store.ts';
import { checkTrustees, type RoundMode } from './rounds.rules.ts';
import type { RoundFound } from './rounds.store.ts';

/** Why a round cannot open yet. */
export type Blocker = { code: string; message: string };

/** A round as it would open now. */
export type RoundPlan = {
  plan: CellPlan;
  invitations: PlannedInvitation[];
  groups: Awaited<ReturnType<typeof groupsOf>>;
  ratees: Awaited<ReturnType<typeof rateesOf>>;
  trustees: Awaited<ReturnType<typeof trusteesOf>>;
  blockers: Blocker[];
};

/** The anonymity pre-check: who would be invited, which cells that gives, and what stands in the way of opening. */
export async function planRound(
  ctx: Pick<Context, 'tx' | 'actor' | 'today'>,
  round: RoundFound,
): Promise<RoundPlan> {
  const { tenantId } = ctx.actor;
  const groups = await groupsOf(ctx.tx, tenantId, round.id);
  const ratees = await rateesOf(ctx.tx, tenantId, round.id);
  const trustees = await trusteesOf(ctx.tx, tenantId, round.id);
  const invitations = planInvitations(await raterSources(ctx.tx, tenantId, round.id));
  const rateeIds = ratees.map((ratee) => ratee.id);
  const plan = planCells(
    groups.map((group) => group.code),
    rateeIds,
    countRaters(rateeIds, invitations),
    cellFloor(round.mode, round.floor),
  );
  const blockers = blockersOf(round.mode, round, plan, trustees, ctx.today);
  return { plan, invitations, groups, ratees, trustees, blockers };
}

function blockersOf(
  mode: RoundMode,
  round: RoundFound,
  plan: CellPlan,
  trustees: RoundPlan['trustees'],
  today: string,
): Blocker[] {
  const blockers: Blocker[] = [];
  const nobody = plan.tooFew.filter((cell) => cell.count === 0);
  const small = plan.tooFew.filter((cell) => cell.count > 0);
  if (nobody.length > 0) {
    blockers.push({
      code: 'rounds/no-raters',
      message: `有 ${nobody.length} 个被评组织没有任何评议人。请补充评议主体，或把它们移出本轮。`,
    });
  }
  if (mode === 'sealed' && small.length > 0) {
    blockers.push({
      code: 'rounds/too-few-raters',
      message: `有 ${small.length} 个被评组织的评议人合计不足 ${round.floor} 人，无法做到不泄露个人评分。请增加评议人、把它们移出本轮，或改为实名评议。`,
    });
  }
  if (mode === 'sealed') {
    const seats = trustees.map((one) => ({ seat: one.seat, accountId: one.account_id }));
    const seated = checkTrustees(seats, round.created_by);
    if (!seated.ok) blockers.push({ code: seated.refusal.code, message: seated.refusal.message });
    else if (round.state === 'keys' && trustees.some((trustee) => !trustee.public_key)) {
      blockers.push({
        code: 'rounds/keys-missing',
        message: '三位保管人的公钥尚未交齐。请提醒保管人在“密钥保管”页面生成密钥。',
      });
    }
  }
  if (round.closes_on < today) {
    blockers.push({ code: 'rounds/closing-day-past', message: '截止日期已过，请先修改截止日期。' });
  }
  return blockers;
}
