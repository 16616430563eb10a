import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { checkPersons } from '#records/file-record.ts';
import { recordObject } from '#records/record-object.ts';
import { motionObject } from '#roles/meetings/motions/motion-object.ts';
import { clusterRoot } from './clusters.store.ts';
import { enterProblem } from './ledger.contract.ts';
import { decideDeadline } from './ledger.rules.ts';
import { insertProblems, type NewProblem } from './ledger.store.ts';
import { problemObject } from './problem-object.ts';

/** What a problem entered by hand may come out of, and how each is decided on: whoever enters it must reach the object too. */
const origins = {
  record: { object: recordObject, source: ['meeting', 'inspection'] },
  motion: { object: motionObject, source: ['meeting', 'masses'] },
} as const;

/** Puts a problem into the ledger by hand: with its source, an owner of the organisation's unit, and a date. */
export async function enterByHand(
  ctx: Context,
  body: BodyOf<typeof enterProblem>,
): Promise<Result<{ id: string }>> {
  if (!(await authorise(ctx, enterProblem, organisationObject, [body.orgId])).has(body.orgId))
    return notFound();
  const first = body.recursOf;
  if (first !== null && !(await authorise(ctx, enterProblem, problemObject, [first])).has(first))
    return notFound();
  const { from, recursOf: _, ...problem } = body;
  if (from !== null) {
    const { object, source } = origins[from.kind];
    if (!(await authorise(ctx, enterProblem, object, [from.id])).has(from.id)) return notFound();
    if (!(source as readonly string[]).includes(problem.source))
      return refuse('ledger/origin-source', '来源和所据的记录不一致，请从记录或提议页面重新列入。', {
        status: 422,
      });
  }
  return enterIntoLedger(ctx, {
    ...problem,
    clusterId: first === null ? null : await clusterRoot(ctx.tx, ctx.actor.tenantId, first),
    origin: from?.kind ?? null,
    sourceId: from?.id ?? null,
    // One record may show several problems; the same name is the same problem.
    sourcePart: from === null ? null : problem.title,
  });
}

/**
 * Puts a problem into the ledger for a use case that has already decided access: no problem stands there without owner and date. The same
 * finding of the same object (one indicator of one result) is entered once.
 */
export async function enterIntoLedger(ctx: Context, problem: NewProblem): Promise<Result<{ id: string }>> {
  const entered = await enterAll(ctx, problem.orgId, [problem]);
  if (!entered.ok) return entered;
  return ok({ id: entered.value[0] ?? '' });
}

/** The same for several problems of one organisation, or of those under it: all of them, or none. Their ids in the order given. */
export async function enterAll(
  ctx: Context,
  orgId: string,
  problems: readonly NewProblem[],
): Promise<Result<string[]>> {
  if (problems.length === 0) return ok([]);
  const { tenantId, accountId, personId } = ctx.actor;
  const org = await findOrganisation(ctx.tx, tenantId, orgId);
  if (!org || accountId === null) return notFound();
  for (const { dueOn } of problems) {
    const deadline = decideDeadline(dueOn, ctx.today);
    if (!deadline.ok) return deadline;
  }
  const owners = await checkPersons(
    ctx,
    org.path,
    problems.map(({ ownerId }) => ({ personId: ownerId })),
  );
  if (!owners.ok) return owners;
  const ids = await insertProblems(ctx.tx, tenantId, problems, { accountId, personId, at: ctx.now });
  const entered = ids.filter((id) => id !== null);
  if (entered.length < ids.length)
    return refuse('ledger/entered-already', '这一项已经列入台账，请在台账中查看办理情况。');
  for (const [at, problem] of problems.entries())
    ctx.audit({
      action: 'ledger.enter',
      object: ['problem', entered[at] ?? null],
      orgId: problem.orgId,
      details: {
        source: problem.source,
        owner: problem.ownerId,
        dueOn: problem.dueOn,
        from: problem.sourceId,
      },
    });
  return ok(entered);
}
