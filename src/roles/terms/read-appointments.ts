import { notFound, ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { titlesOf } from '#organisation/appointments/post-titles.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { findUnitOf } from '#organisation/units.store.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { type CaseRow, type CaseView, listCases, readCase, readCaseForm } from './appointments.contract.ts';
import { caseCycle, decideCase, decideTraining } from './appointments.rules.ts';
import { caseActor, hashOf, proposalOf, trainingActor } from './case-facts.ts';
import {
  type CaseRecord,
  codesInForce,
  holdersOf,
  listCaseRows,
  loadCase,
  openCasesOf,
} from './cases.store.ts';
import { retainedStanding } from './set-up.store.ts';
import { caseObject } from './terms.objects.ts';

function rowView(ctx: Pick<Context, 'services'>, row: CaseRecord): CaseRow {
  return {
    id: row.id,
    org: { id: row.org_id, name: row.org_name },
    post: row.post,
    postTitle: titlesOf(ctx)(row.post),
    person: { id: row.person_id, name: row.person_name },
    outcome: row.outcome,
    fromOn: row.from_on,
    state: row.state,
    proposedOn: row.proposed_at.toISOString(),
    version: row.version,
  };
}

/** A page of the appointments in reach, newest first. */
export async function listAppointments(
  ctx: Context,
  query: QueryOf<typeof listCases>,
): Promise<Result<ResponseOf<typeof listCases>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await listCaseRows(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listCases),
    { state: query.state },
    { after: cursor.value as [string, string] | null, limit: query.limit },
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.proposed_at.toISOString(), row.id],
      (row) => rowView(ctx, row),
    ),
  );
}

/** One appointment with everything that was said for it, and what the reader can do. */
export async function showAppointment(ctx: Context, id: string): Promise<Result<CaseView>> {
  if (!(await authorise(ctx, readCase, caseObject, [id])).has(id)) return notFound();
  const row = await loadCase(ctx.tx, ctx.actor.tenantId, id);
  if (!row) return notFound();
  const { content } = ctx.services;
  const actor = caseActor(ctx, row);
  const named = (personId: string | null, name: string | null) =>
    personId === null ? null : { id: personId, name: name ?? '' };
  const { basis } = content.setUp.head;
  return ok({
    ...rowView(ctx, row),
    head: named(row.head_id, row.head_name),
    mentor: named(row.mentor_id, row.mentor_name),
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    training: row.training,
    trainingBy: row.training_by,
    timeShare: row.time_share,
    package: await keptOf(ctx, row),
    proposedBy: row.proposer_name,
    settledBy: row.settler_name,
    settledAt: row.settled_at?.toISOString() ?? null,
    note: row.note,
    hash: hashOf(row.org_id, proposalOf(row)),
    trained:
      row.trained_on === null
        ? null
        : { onDay: row.trained_on, note: row.trained_note, by: row.trainer_name ?? '' },
    mayTrain: decideTraining(
      {
        state: row.state,
        outcome: row.outcome,
        decidedOn: row.decided_on,
        trainedOn: row.trained_on,
        today: ctx.today,
      },
      trainingActor(ctx, row),
      null,
    ).ok,
    contentHash: row.content_hash || null,
    basis: `${content.index.regulation.get(basis.regulation)?.title ?? ''}${basis.article ?? ''}`,
    actions: allowedActions(caseCycle, row.state).map((action) => {
      const decided = decideCase(row.state, action, actor);
      return {
        action,
        basis: caseCycle.rows.find((each) => each.from === row.state && each.action === action)?.basis ?? '',
        reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
      };
    }),
  });
}

/** The retained duties of a case, each with how it stands once they are in force. */
async function keptOf(ctx: Context, row: CaseRecord): Promise<CaseView['package']> {
  const rows =
    row.in_force_on === null || row.head_id === null
      ? null
      : await retainedStanding(ctx.tx, ctx.actor.tenantId, {
          orgId: row.org_id,
          personId: row.head_id,
          codes: row.package,
          today: ctx.today,
        });
  return packageOf(ctx, row.package).map((duty) => {
    const found = rows?.find((each) => each.code === duty.code);
    return {
      ...duty,
      standing: rows && { done: found?.done ?? 0, open: found?.open ?? 0, late: found?.late ?? 0 },
    };
  });
}

function packageOf(ctx: Pick<Context, 'services'>, codes: readonly string[]) {
  const { duty } = ctx.services.content.index;
  return codes.map((code) => ({
    code,
    title: duty.get(code)?.title ?? { zh: code, en: code },
    text: duty.get(code)?.text ?? '',
  }));
}

/** What a form for an appointment needs: the organisation's posts with who holds them, and the package. */
export async function showCaseForm(
  ctx: Context,
  orgId: string,
): Promise<Result<ResponseOf<typeof readCaseForm>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, readCaseForm, organisationObject, [orgId])).has(orgId)) return notFound();
  const org = await findOrganisation(ctx.tx, tenantId, orgId);
  if (!org || org.state !== 'active') return notFound();
  const { content } = ctx.services;
  const { head } = content.setUp;
  const holders = await holdersOf(ctx.tx, tenantId, orgId, ctx.today);
  const open = await openCasesOf(ctx.tx, tenantId, orgId);
  const unitId = (await findUnitOf(ctx.tx, tenantId, orgId))?.id;
  const inForce = unitId ? await codesInForce(ctx.tx, tenantId, unitId, head.package) : [];
  return ok({
    org: { id: org.id, name: org.name },
    kind: org.kind,
    posts: content.posts
      .filter((post) => post.bodies.includes(org.kind) && post.id !== head.keeps_as)
      .map((post) => ({
        id: post.id,
        title: post.title,
        checked: head.checked.includes(post.id),
        approved: head.approved.includes(post.id),
        holders: holders.filter((each) => each.post === post.id).map(({ id, name }) => ({ id, name })),
        open: open.get(post.id) ?? null,
      })),
    package: packageOf(ctx, head.package),
    listed: inForce.length === head.package.length,
    trainingDays: head.training_days,
    timeShare: head.time_share,
  });
}
