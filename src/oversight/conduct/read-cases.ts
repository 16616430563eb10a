import { toDay } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { Endpoint, QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { checksOf, eventsOf } from './case-events.store.ts';
import { actorOf, factsOfCase, gatherYear } from './case-facts.ts';
import { type CaseRow, type CaseView, type listCases, readCase } from './cases.contract.ts';
import { caseRows, type FoundCase, findCase, type Reader, topUse } from './cases.store.ts';
import { type CaseAction, caseCycle, decideCase, topQuota } from './conduct.rules.ts';
import { caseObject, termsOf, topGrades } from './conduct-objects.ts';
import { hasSeat } from './rounds.store.ts';

const above = { access: { clerk: 'subtree' } } as const;

/**
 * A case that the actor reaches, or undefined. The body above reaches only what comes up to it: those who hold posts, and
 * those who object.
 */
export async function findReachable(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
  lock = false,
): Promise<FoundCase | undefined> {
  if (!(await authorise(ctx, guarded, caseObject, [id])).has(id)) return undefined;
  const row = await findCase(ctx.tx, ctx.actor.tenantId, id, lock);
  if (!row || row.holds_post || row.objection !== '') return row;
  const near = { access: { officer: 'subtree', secretary: 'subtree', member: 'self' } } as const;
  if (!(await authorise(ctx, above, caseObject, [id])).has(id)) return row;
  return (await authorise(ctx, near, caseObject, [id])).has(id) ? row : undefined;
}

function readerOf(ctx: Context): Reader {
  const { accountId, personId } = ctx.actor;
  const of = (access: Parameters<typeof scopeOf>[1]['access']) => scopeOf(ctx.actor, { access });
  return {
    accountId,
    personId,
    own: of({ member: 'self' }),
    branch: of({ secretary: 'subtree' }),
    committee: of({ officer: 'subtree' }),
    above: of(above.access),
  };
}

/** Cases within reach, or those that wait for the reader as checker or in the leading group. */
export async function list(
  ctx: Context,
  query: QueryOf<typeof listCases>,
): Promise<Result<ResponseOf<typeof listCases>>> {
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  const [year, name, id] = cursor.value ?? [];
  const rows = await caseRows(
    ctx.tx,
    ctx.actor.tenantId,
    readerOf(ctx),
    { ...query, sampled: query.sampled === 'yes' },
    cursor.value ? { year: Number(year), name: String(name), id: String(id) } : null,
    query.limit,
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.year, row.person_name, row.id],
      (row) => rowView(row, ctx.actor.personId),
    ),
  );
}

/** The steps that come next: the check where a case was drawn, the review where it was not. */
function nextActions(row: FoundCase): CaseAction[] {
  const open = [...new Set(allowedActions(caseCycle, row.state))];
  if (row.state !== 'evaluated') return open;
  const checks = (action: CaseAction) => action === 'confirm' || action === 'differ';
  return open.filter((action) => checks(action) === row.sampled);
}

/** The day by which an objection that waits has to be answered. */
function answerBy(ctx: Context, row: FoundCase, events: Awaited<ReturnType<typeof eventsOf>>) {
  const objected = events.findLast((event) => event.action === 'object');
  if (row.state !== 'objected' || !objected) return null;
  const { calendar, content } = ctx.services;
  return calendar.addWorkdays(toDay(objected.at), content.conduct.answer_workdays).value;
}

/** A member sees the grade once he is told, and not while others are still at it. */
function rowView(row: FoundCase, reader: string | null): CaseRow {
  const early = row.person_id === reader && !['told', 'objected', 'settled'].includes(row.state);
  return {
    id: row.id,
    roundId: row.round_id,
    year: row.year,
    personId: row.person_id,
    personName: row.person_name,
    orgId: row.org_id,
    orgName: row.org_name,
    kind: row.kind,
    state: row.state,
    sampled: row.sampled,
    grade: early ? null : row.grade,
    words: early ? '' : row.words,
    hash: early ? null : row.content_hash,
    freeFrom: row.free_from,
    version: row.version,
  };
}

/** One case with its facts, its stages and what the reader may do. Reading it leaves an entry: it is a page about a person. */
export async function show(ctx: Context, id: string): Promise<Result<CaseView>> {
  const row = await findReachable(ctx, readCase, id);
  if (!row) return notFound();
  const { tenantId, personId } = ctx.actor;
  const { conduct } = ctx.services.content;
  ctx.audit({ action: 'conduct-case.read', object: ['conduct-case', id], orgId: row.org_id });
  const events = await eventsOf(ctx.tx, tenantId, [id]);
  const { kept, reports } = await gatherYear(ctx, row);
  const facts = factsOfCase(row, events);
  const actor = actorOf(ctx, row, await hasSeat(ctx.tx, tenantId, row.round_id, personId));
  const { full, used } = await topUse(ctx.tx, tenantId, row.round_id, row.org_id, topGrades(conduct), id);
  const view = rowView(row, personId);
  const own = row.person_id === personId;
  const early = own && view.grade === null && !['told', 'objected', 'settled'].includes(row.state);
  return ok({
    ...view,
    periodFrom: row.period_from,
    periodTo: row.period_to,
    // What the branch had before it stands with the evaluation; before that, what the records say today.
    facts: row.facts ?? kept,
    reports: reports.map((each) => ({ id: each.id, from: each.from, to: each.to, state: each.state })),
    marks: early ? {} : row.marks,
    returnedNote: early ? '' : row.returned_note,
    objection: row.objection,
    toldOn: row.told_on,
    answerBy: answerBy(ctx, row, events),
    checkerName: row.checker_name,
    checks: early ? [] : await checksOf(ctx.tx, tenantId, id),
    events: events.map((event) => ({
      id: event.id,
      part: event.part,
      action: event.action,
      who: event.who ?? '',
      at: event.at.toISOString(),
      // What he said himself, and how he was answered, stays his to read while others are at it again.
      note: early && event.part !== 'member' && event.part !== 'arbiter' ? '' : event.note,
    })),
    own,
    topLeft: topQuota(full, conduct.top_share) - used,
    terms: termsOf(conduct),
    actions: nextActions(row).map((action) => {
      const decided = decideCase(facts, action, actor, row.round_state);
      return {
        action,
        basis: caseCycle.rows.find((each) => each.from === row.state && each.action === action)?.basis ?? '',
        reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
      };
    }),
  });
}
