import { addDays } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Endpoint, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { PooledCell } from './cells.rules.ts';
import { groupsOf, rateesOf, ratersOf, trusteesOf } from './parts.store.ts';
import { planRound } from './plan-round.ts';
import { answeredByGroup } from './raters.store.ts';
import { releasedCells } from './released-cells.ts';
import { roundObject } from './round-object.ts';
import {
  listRounds,
  type PrecheckView,
  precheckRound,
  type ResultView,
  type RoundView,
  readRound,
  readRoundResult,
} from './rounds.contract.ts';
import { isReleased, roundCycle, turnoutBand } from './rounds.rules.ts';
import { findRound, listRoundRows, type RoundFound } from './rounds.store.ts';

/** The round, if the actor reaches it through this endpoint. */
export async function roundFor(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  lock: 'no' | 'update' = 'no',
): Promise<RoundFound | undefined> {
  const reached = await authorise(ctx, guarded, roundObject, [id]);
  return reached.has(id) ? findRound(ctx.tx, ctx.actor.tenantId, id, lock) : undefined;
}

/** A page of the rounds within reach, newest first. */
export async function readRoundList(
  ctx: Context,
  query: QueryOf<typeof listRounds>,
): Promise<Result<ResponseOf<typeof listRounds>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const rows = await listRoundRows(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, listRounds), {
    state: query.state,
    before: cursor.value ? String(cursor.value[0]) : null,
    limit: query.limit + 1,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.id],
      (row) => ({
        id: row.id,
        title: row.title,
        orgId: row.org_id,
        orgName: row.org_name,
        mode: row.mode,
        state: row.state,
        closesOn: row.closes_on,
        ratees: Number(row.ratees),
      }),
    ),
  );
}

/** One round with its parts. Who has answered is told as a band for each group, never by name, never by organisation. */
export async function readOneRound(ctx: Context, id: string): Promise<Result<RoundView>> {
  const round = await roundFor(ctx, readRound, id);
  if (!round) return notFound();
  const { tenantId } = ctx.actor;
  const groups = await groupsOf(ctx.tx, tenantId, id);
  const ratees = await rateesOf(ctx.tx, tenantId, id);
  const raters = await ratersOf(ctx.tx, tenantId, id);
  const trustees = await trusteesOf(ctx.tx, tenantId, id);
  const answered = new Map((await answeredByGroup(ctx.tx, tenantId, id)).map((row) => [row.group, row]));
  return ok({
    id,
    title: round.title,
    orgId: round.org_id,
    orgName: round.org_name,
    mode: round.mode,
    state: round.state,
    closesOn: round.closes_on,
    ratees: ratees.length,
    version: round.version,
    schemeId: round.scheme_id,
    schemeTitle: ctx.services.content.index.scheme.get(round.scheme_id)?.title ?? {
      zh: round.scheme_id,
      en: round.scheme_id,
    },
    floor: round.floor,
    opensOn: round.opens_on,
    closedOn: round.closed_on,
    purgeFrom: purgeFrom(round),
    manifestHash: round.manifest_hash,
    boardHash: round.board_hash,
    items: round.items,
    groups: groups.map((group) => {
      const counts = answered.get(group.code);
      return {
        code: group.code,
        title: group.title,
        weight: group.weight,
        source: group.source,
        linksPerRatee: group.links_per_ratee,
        raters: raters
          .filter((rater) => rater.group_code === group.code)
          .map((rater) => ({
            personId: rater.person_id,
            accountId: rater.account_id,
            name: rater.name ?? '',
            place: rater.place ?? '',
          })),
        asked: counts?.asked ?? null,
        answered: counts ? turnoutBand(counts.answered) : null,
      };
    }),
    rateeList: ratees.map(({ id: rateeId, name, category }) => ({ id: rateeId, name, category })),
    trustees: trustees.map((trustee) => ({
      seat: trustee.seat,
      title: trustee.title,
      accountId: trustee.account_id,
      name: trustee.name,
      hasKey: trustee.public_key !== null,
      hasDecrypted: trustee.decrypted_on !== null,
    })),
    actions: allowedActions(roundCycle, round.state).filter(
      (action) =>
        !(action === 'request-keys' && round.mode === 'named') &&
        !(action === 'open' && round.mode === 'sealed' && round.state === 'draft'),
    ),
  });
}

/** The first day on which a round's ballots may be destroyed: after everybody could object. */
export function purgeFrom(round: RoundFound): string | null {
  return round.closed_on === null ? null : addDays(round.closed_on, round.objection_days);
}

/** The anonymity pre-check as the organiser sees it. After opening, the cells that were frozen. */
export async function precheck(ctx: Context, id: string): Promise<Result<PrecheckView>> {
  const round = await roundFor(ctx, precheckRound, id);
  if (!round) return notFound();
  const nameOf = new Map(
    (await rateesOf(ctx.tx, ctx.actor.tenantId, id)).map((ratee) => [ratee.id, ratee.name]),
  );
  const shown = (cell: PooledCell) => ({ ...cell, name: nameOf.get(cell.ratee) ?? '' });
  if (round.manifest) {
    const cells = round.manifest.cells.map(shown);
    return ok({ floor: round.floor, mode: round.mode, cells, tooFew: [], empty: [], blockers: [] });
  }
  const { plan, blockers } = await planRound(ctx, round);
  return ok({
    floor: round.floor,
    mode: round.mode,
    cells: plan.cells.map(shown),
    tooFew: plan.tooFew.map(shown),
    empty: plan.empty.map((one) => ({ ...one, name: nameOf.get(one.ratee) ?? '' })),
    blockers,
  });
}

/** The pooled result. Absent (404) until the tally. */
export async function readResult(ctx: Context, id: string): Promise<Result<ResultView>> {
  const round = await roundFor(ctx, readRoundResult, id);
  if (!round || !isReleased(round.state)) return notFound();
  const groups = await groupsOf(ctx.tx, ctx.actor.tenantId, id);
  const ratees = new Map((await rateesOf(ctx.tx, ctx.actor.tenantId, id)).map((ratee) => [ratee.id, ratee]));
  const cells = await releasedCells(ctx, id);
  return ok({
    id,
    title: round.title,
    mode: round.mode,
    state: round.state,
    floor: round.floor,
    manifestHash: round.manifest_hash!,
    boardHash: round.board_hash!,
    items: round.items,
    groups: groups.map(({ code, title, weight }) => ({ code, title, weight })),
    cells: cells.map((cell) => ({
      ...cell,
      name: ratees.get(cell.ratee)?.name ?? '',
      category: ratees.get(cell.ratee)?.category ?? '',
    })),
  });
}
