import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { proposeCase } from './appointments.contract.ts';
import { decideCase, type Proposal } from './appointments.rules.ts';
import { putIntoForce } from './approve-appointment.ts';
import { caseActor, checkProposal, hashOf, mayHavePosts } from './case-facts.ts';
import { insertCase, loadCase, updateCase } from './cases.store.ts';

/**
 * Proposes an appointment. Posts that need approval wait for the level above; others come into force at once. A secretary
 * who is not the head of the department is refused without the head's retained duties.
 */
export async function proposeAppointment(
  ctx: Context,
  body: BodyOf<typeof proposeCase>,
): Promise<Result<ResponseOf<typeof proposeCase>>> {
  const { tenantId, accountId } = ctx.actor;
  const { orgId, ...proposal } = body;
  if (!(await authorise(ctx, proposeCase, organisationObject, [orgId])).has(orgId)) return notFound();
  const org = await findOrganisation(ctx.tx, tenantId, orgId);
  const there = mayHavePosts(org);
  if (!there.ok) return there;
  if (!org || accountId === null) return notFound();
  return enterCase(ctx, org, proposal, accountId);
}

/** Where an appointment is made. */
type Place = { id: string; path: string; kind: string };

/**
 * Enters an appointment that somebody proposed: checked as every one is. Where the post needs approval it waits, but for
 * the one case that the proposer is somebody else and the actor holds the approval: who founds a branch approves with it
 * the secretary whom the lead has proposed (机关基层组织工作条例第三十七条：设置和书记任免一并报批).
 */
export async function enterCase(
  ctx: Context,
  org: Place,
  proposal: Proposal,
  proposedBy: string,
): Promise<Result<ResponseOf<typeof proposeCase>>> {
  const { tenantId, accountId } = ctx.actor;
  const { head } = ctx.services.content.setUp;
  const outcome = await checkProposal(ctx, org, proposal);
  if (!outcome.ok) return outcome;
  const by = { accountId: proposedBy, at: ctx.now };
  const id = await insertCase(ctx.tx, tenantId, org.id, proposal, outcome.value, by);
  if (id === null) {
    return refuse('appointments/on-its-way', '这个职务已有一件任职正在报批。请先办结或撤回它。');
  }
  const details = {
    post: proposal.post,
    person: proposal.personId,
    head: proposal.headId,
    outcome: outcome.value,
  };
  ctx.audit({ action: 'appointment.propose', object: ['appointment', id], orgId: org.id, details });
  const row = await loadCase(ctx.tx, tenantId, id);
  if (!row || accountId === null) return notFound();
  const free = !head.approved.includes(proposal.post);
  const second = proposedBy !== accountId && decideCase(row.state, 'approve', caseActor(ctx, row)).ok;
  if (!free && !second) return ok({ id, state: 'proposed' });
  const contentHash = free ? '' : hashOf(org.id, proposal);
  await updateCase(ctx.tx, tenantId, id, row.version, {
    state: 'approved',
    settledBy: accountId,
    settledAt: ctx.now,
    contentHash,
  });
  if (second)
    ctx.audit({
      action: 'appointment.approve',
      object: ['appointment', id],
      orgId: org.id,
      details: { ...details, hash: contentHash },
    });
  await putIntoForce(ctx, row);
  return ok({ id, state: 'approved' });
}
