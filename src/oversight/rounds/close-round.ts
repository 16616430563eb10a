import type { Context } from '#platform/http/context.ts';
import { castCounts, namedBallots, trackingCodes } from './counted.store.ts';
import { boardHash } from './manifest.rules.ts';
import { type Quantity, releaseCells } from './release.rules.ts';
import { insertReleased } from './released.store.ts';
import type { RoundFound } from './rounds.store.ts';
import { planTally, type TallyPlan } from './tally.rules.ts';

/** The fingerprint of the ballots counted, taken when the round closes. */
export async function closingHash(ctx: Context, round: RoundFound): Promise<string> {
  return boardHash(round.manifest_hash!, await trackingCodes(ctx.tx, ctx.actor.tenantId, round.id));
}

/** The plan of this round's tally. */
export async function tallyPlanOf(ctx: Pick<Context, 'tx' | 'actor'>, round: RoundFound): Promise<TallyPlan> {
  return planTally(round.manifest!, await castCounts(ctx.tx, ctx.actor.tenantId, round.id));
}

/** The numbers of a named round, added up from the open answers. */
export async function countNamed(
  ctx: Context,
  round: RoundFound,
  plan: TallyPlan,
): Promise<Map<string, number>> {
  const ballots = await namedBallots(ctx.tx, ctx.actor.tenantId, round.id);
  const cellOf = new Map(
    plan.final.cells.flatMap((cell, at) =>
      cell.groups.map((group) => [`${cell.ratee} ${group}`, at] as const),
    ),
  );
  const counts = plan.final.cells.map(() => plan.items.map((item) => item.points.map(() => 0)));
  for (const ballot of ballots) {
    const cell = counts[cellOf.get(`${ballot.org_id} ${ballot.group_code}`) ?? -1];
    for (const [item, grade] of (ballot.choices ?? []).entries()) {
      if (cell?.[item]?.[grade] !== undefined) cell[item][grade] += 1;
    }
  }
  const valueOf = ({ cells, item, grade }: Quantity): number =>
    cells.reduce((sum, at) => {
      const row = counts[at]![item]!;
      return (
        sum +
        (grade === null
          ? row.reduce((all, count, g) => all + count * plan.items[item]!.points[g]!, 0)
          : row[grade]!)
      );
    }, 0);
  return new Map(plan.wanted.map((quantity) => [quantity.label, valueOf(quantity)]));
}

/** Writes what the round releases. Once: the table takes no second set, and the life of a round has no way back. */
export async function release(
  ctx: Context,
  round: RoundFound,
  plan: TallyPlan,
  opened: ReadonlyMap<string, number>,
): Promise<number> {
  const cells = releaseCells({
    ...plan.final,
    state: 'tallied',
    mode: round.mode,
    items: plan.items,
    categoryOf: plan.categoryOf,
    opened,
  });
  await insertReleased(ctx.tx, ctx.actor.tenantId, round.id, cells);
  return cells.length;
}
