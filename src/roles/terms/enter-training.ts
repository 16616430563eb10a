import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { enterTraining } from './appointments.contract.ts';
import { decideTraining } from './appointments.rules.ts';
import { trainingActor } from './case-facts.ts';
import { loadCase } from './cases.store.ts';
import { caseObject } from './terms.objects.ts';
import { noteTraining } from './training.store.ts';

/** Enters that the training of a secretary who is not the head was done; from then on nobody is reminded of it. */
export async function completeTraining(
  ctx: Context,
  id: string,
  body: BodyOf<typeof enterTraining>,
): Promise<Result<ResponseOf<typeof enterTraining>>> {
  const { tenantId, accountId } = ctx.actor;
  if (!(await authorise(ctx, enterTraining, caseObject, [id])).has(id)) return notFound();
  const row = await loadCase(ctx.tx, tenantId, id);
  if (!row || accountId === null) return notFound();
  const facts = {
    state: row.state,
    outcome: row.outcome,
    decidedOn: row.decided_on,
    trainedOn: row.trained_on,
    today: ctx.today,
  };
  const decided = decideTraining(facts, trainingActor(ctx, row), body.onDay);
  if (!decided.ok) return decided;
  const at = { tenantId, id, version: ctx.ifMatch ?? 0 };
  const version = await noteTraining(ctx.tx, at, { onDay: body.onDay, note: body.note, by: accountId });
  if (version === undefined)
    return staleEdit(ctx, 'appointment', id, { state: row.state, version: row.version });
  ctx.audit({
    action: 'appointment.train',
    object: ['appointment', id],
    orgId: row.org_id,
    details: { person: row.person_id, on: body.onDay },
  });
  return ok({ id, state: row.state, version });
}
