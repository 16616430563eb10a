import { createHash } from 'node:crypto';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { findUnitOf } from '#organisation/units.store.ts';
import { holdsOver } from '#platform/access/authorise.ts';
import { canonicalJson } from '#platform/audit/chain.ts';
import type { Context } from '#platform/http/context.ts';
import { checkPersons } from '#records/file-record.ts';
import { type CaseActor, decideProposal, type Proposal, type TrainingActor } from './appointments.rules.ts';
import { type CaseRecord, codesInForce, postsOf, presentOf } from './cases.store.ts';

/** A stored case as a proposal. */
export function proposalOf(row: CaseRecord): Proposal {
  return {
    post: row.post,
    personId: row.person_id,
    fromOn: row.from_on,
    headId: row.head_id,
    reason: row.reason,
    decidedBy: row.decided_by,
    decidedOn: row.decided_on,
    training: row.training,
    trainingBy: row.training_by,
    mentorId: row.mentor_id,
    timeShare: row.time_share,
    package: row.package,
  };
}

/** What an approval is bound to: SM3 over everything that is approved. */
export function hashOf(orgId: string, proposal: Proposal): string {
  return createHash('sm3')
    .update(canonicalJson({ orgId, ...proposal, package: [...proposal.package] }), 'utf8')
    .digest('hex');
}

/** Checks a proposal against the unit as it stands today: people who are there, posts, and the list in force. */
export async function checkProposal(
  ctx: Context,
  org: { id: string; path: string; kind: string },
  proposal: Proposal,
): Promise<Result<'head' | 'package'>> {
  const { content } = ctx.services;
  const post = content.index.post.get(proposal.post);
  if (!post?.bodies.includes(org.kind as 'branch') || proposal.post === content.setUp.head.keeps_as) {
    return refuse('appointments/unknown-post', '这个组织没有这个职务，请从列表中选择。', {
      status: 422,
      errors: [{ path: 'body.post', message: '请从列表中选择' }],
    });
  }
  const people = [proposal.personId, proposal.headId, proposal.mentorId].filter((id) => id !== null);
  const known = await checkPersons(
    ctx,
    org.path,
    [...new Set(people)].map((personId) => ({ personId })),
  );
  if (!known.ok) return known;
  const { tenantId } = ctx.actor;
  const present = await presentOf(ctx.tx, tenantId, people);
  if (people.some((id) => !present.has(id))) {
    return refuse(
      'appointments/person-left',
      '所选人员已经离开本单位，不能任职、保留责任或帮带。请另选人员。',
      {
        status: 422,
      },
    );
  }
  const unitId = (await findUnitOf(ctx.tx, tenantId, org.id))?.id;
  return decideProposal(
    proposal,
    {
      today: ctx.today,
      leaderPosts: unitId ? await postsOf(ctx.tx, tenantId, unitId, proposal.personId, ctx.today) : [],
      dutiesInForce: unitId ? await codesInForce(ctx.tx, tenantId, unitId, content.setUp.head.package) : [],
    },
    content.setUp.head,
  );
}

/** The parts of an actor towards a case. */
export function caseActor(ctx: Pick<Context, 'actor'>, row: CaseRecord): CaseActor {
  const { accountId, personId } = ctx.actor;
  return {
    superior: holdsOver(ctx.actor, row.org_path, 'clerk'),
    proposer: accountId !== null && accountId === row.proposed_by,
    appointee: personId !== null && personId === row.person_id,
  };
}

/** The parts of an actor towards the training of a case. */
export function trainingActor(ctx: Pick<Context, 'actor'>, row: CaseRecord): TrainingActor {
  const { personId } = ctx.actor;
  return {
    appointee: personId !== null && personId === row.person_id,
    answers: personId !== null && (personId === row.mentor_id || personId === row.head_id),
    office: holdsOver(ctx.actor, row.org_path, 'officer', 'clerk'),
  };
}

/** Nothing is wrong with an organisation that is there and has posts to fill. */
export function mayHavePosts(org: { state: string; kind: string } | undefined): Result<true> {
  if (org?.state === 'active') return ok(true);
  return refuse('appointments/dissolved', '这个组织已经撤销，不能任职。', { status: 422 });
}
