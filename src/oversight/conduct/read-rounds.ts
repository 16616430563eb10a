import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Endpoint, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { type CaseState, caseStates, topQuota } from './conduct.rules.ts';
import { roundObject, seatObject, termsOf, topGrades } from './conduct-objects.ts';
import { exportForms } from './export-round.ts';
import {
  approveCases,
  commitNonce,
  freezeRoster,
  listRounds,
  type RoundView,
  readDraw,
  readRound,
  revealNonce,
  settleRound,
  tellMembers,
} from './rounds.contract.ts';
import { type FoundRound, findRound, roundBranches, roundCounts, roundRows } from './rounds.store.ts';
import { POSTS, rosterOf } from './run-round.ts';

const rowOf = (row: FoundRound) => ({
  id: row.id,
  orgId: row.org_id,
  orgName: row.org_name,
  year: row.year,
  periodFrom: row.period_from,
  periodTo: row.period_to,
  state: row.state,
  members: row.members,
  settled: row.settled,
});

/** The rounds of units within reach, and those the reader takes part in. */
export async function listAll(
  ctx: Context,
  query: QueryOf<typeof listRounds>,
): Promise<Result<ResponseOf<typeof listRounds>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value ? { year: Number(cursor.value[0]), id: String(cursor.value[1]) } : null;
  const rows = await roundRows(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listRounds),
    after,
    query.limit,
  );
  return ok(cutPage(rows, query.limit, (row) => [row.year, row.id], rowOf));
}

/** A round: how far it is, branch by branch in numbers, and what the reader may do next. */
export async function showRound(ctx: Context, id: string): Promise<Result<RoundView>> {
  const allowed = await authorise(ctx, readRound, roundObject, [id]);
  const { tenantId } = ctx.actor;
  const round = allowed.has(id) ? await findRound(ctx.tx, tenantId, id) : undefined;
  if (!round) return notFound();
  const { conduct } = ctx.services.content;
  const rows = await roundCounts(ctx.tx, tenantId, id, ctx.today);
  const sum = (key: 'sampled' | 'unchecked' | 'lapsed') => rows.reduce((total, row) => total + row[key], 0);
  const counts = Object.fromEntries(
    caseStates.map((state) => [state, rows.find((row) => row.state === state)?.count ?? 0]),
  ) as Record<CaseState, number>;
  const branches = await roundBranches(ctx.tx, tenantId, id, topGrades(conduct));
  return ok({
    ...rowOf(round),
    percent: round.percent,
    committed: round.commitment !== null,
    recommitted: round.recommitted,
    rosterHash: round.roster_hash,
    drawnAt: round.drawn_at?.toISOString() ?? null,
    sampled: sum('sampled'),
    unchecked: sum('unchecked'),
    lapsed: sum('lapsed'),
    counts,
    branches: branches.map(({ full, ...row }) => ({ ...row, topQuota: topQuota(full, conduct.top_share) })),
    terms: termsOf(conduct),
    actions: await actionsOf(ctx, round, counts, sum('unchecked'), sum('lapsed')),
    exports: await exportForms(ctx, round),
    version: round.version,
  });
}

type Action = RoundView['actions'][number];

async function actionsOf(
  ctx: Context,
  round: FoundRound,
  counts: Record<CaseState, number>,
  unchecked: number,
  lapsed: number,
): Promise<Action[]> {
  const may = async (guarded: Pick<Endpoint, 'access'>, object = roundObject) =>
    (await authorise(ctx, guarded, object, [round.id])).has(round.id);
  const because = (code: string, message: string, holds: boolean): Action['reason'] =>
    holds ? { code, message } : null;
  const actions: Action[] = [];
  if ((await may(commitNonce)) && (round.state === 'open' || round.state === 'frozen')) {
    actions.push({ action: round.commitment === null ? 'commit' : 'recommit', reason: null });
  }
  if ((await may(freezeRoster)) && round.state === 'open') {
    actions.push({
      action: 'freeze',
      reason:
        because(
          'conduct/commit-first',
          '先由上级承诺随机数，再冻结名册。请联系工委办理。',
          round.commitment === null,
        ) ??
        because(
          'conduct/pending',
          `还有 ${counts.pending} 名党员没有支部评价。请各支部评价完再冻结名册。`,
          counts.pending > 0,
        ),
    });
  }
  if ((await may(revealNonce)) && round.state === 'frozen') actions.push({ action: 'draw', reason: null });
  if (round.state !== 'drawn') return actions;
  if ((await may(approveCases, seatObject)) && counts.reviewed > 0)
    actions.push({ action: 'approve', reason: null });
  const waiting = counts.checked + counts.evaluated - unchecked;
  if ((await may(tellMembers)) && waiting > 0) actions.push({ action: 'review', reason: null });
  if (await may(tellMembers)) {
    actions.push({
      action: 'tell',
      reason: because('conduct/nothing-to-tell', '没有已审定、待告知的结果。', counts.approved === 0),
    });
  }
  if (await may(settleRound)) {
    const all = counts.settled === round.members;
    actions.push({
      action: 'settle',
      reason: because(
        'conduct/nothing-to-settle',
        '没有告知期已满的结果。本人没有异议的，会随时办结。',
        lapsed === 0 && !all,
      ),
    });
  }
  return actions;
}

/** Everything a draw was made of: whoever takes part can make it again on his own machine. No names, numbers only. */
export async function showDraw(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readDraw>>> {
  const allowed = await authorise(ctx, readDraw, roundObject, [id]);
  const round = allowed.has(id) ? await findRound(ctx.tx, ctx.actor.tenantId, id) : undefined;
  if (!round) return notFound();
  const { seed, nonce, commitment, roster_hash, freeze_hash } = round;
  if (
    seed === null ||
    nonce === null ||
    commitment === null ||
    roster_hash === null ||
    freeze_hash === null
  ) {
    return refuse('conduct/not-drawn', '还没有抽取。请先冻结名册、揭示随机数并抽取，再核对和审核。');
  }
  const roster = await rosterOf(ctx, id);
  const strata = new Map(roster.map((row) => [row.entry.stratum, row.branchName]));
  return ok({
    roundId: id,
    percent: round.percent,
    roster: roster.map((row) => row.entry),
    strata: [...strata].map(([key, name]) => ({ id: key, title: key === POSTS ? '支委和党小组组长' : name })),
    commitment,
    nonce,
    rosterHash: roster_hash,
    freezeHash: freeze_hash,
    seed,
    sampled: roster.filter((row) => row.sampled).map((row) => row.entry.id),
    mine: roster.find((row) => row.personId === ctx.actor.personId)?.entry.id ?? null,
  });
}
