import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { type Written, writeRuling } from '#roles/frameworks/patch-framework.ts';
import { disputeActor, disputeFacts, reachDispute } from './dispute-facts.ts';
import { ruleDispute as endpoint } from './disputes.contract.ts';
import { decideDispute } from './disputes.rules.ts';
import {
  addEvents,
  type DisputeRecord,
  loadDispute,
  type PartyRow,
  updateDispute,
} from './disputes.store.ts';
import { unitsOf } from './precedents.store.ts';

type Body = BodyOf<typeof endpoint>;

/**
 * Rules a dispute: whose it is, and why. The ruling is written into the next edition of the owner's duty list, which is
 * then issued as every edition is, and stands as a precedent from now on.
 */
export async function ruleDispute(
  ctx: Context,
  id: string,
  body: Body,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId, accountId } = ctx.actor;
  const found = await reachDispute(ctx, endpoint, id);
  if (!found.ok) return found;
  const dispute = found.value;
  const decided = decideDispute(disputeFacts(ctx, dispute), 'rule', disputeActor(ctx, dispute));
  if (!decided.ok) return decided;
  const party = dispute.parties.find((each) => each.id === body.partyId);
  if (!party || accountId === null) {
    return refuse('disputes/unknown-party', '请从争议各方中选择归属方。', { status: 422 });
  }
  if (dispute.duty_code !== null && body.newDuty !== null) {
    return refuse('disputes/duty-there', '争议涉及清单里已有的一项，请改写它的表述，而不是另加一项。', {
      status: 422,
    });
  }
  if (body.precedentId !== null) {
    const precedent = await loadDispute(ctx.tx, tenantId, body.precedentId);
    if (precedent?.state !== 'ruled') {
      return refuse('disputes/no-precedent', '引用的先例不存在或尚未裁定。', { status: 422 });
    }
  }

  const writing = await writeIntoList(ctx, dispute, party, body);
  if (!writing.ok) return writing;
  const written = writing.value;
  if (body.newDuty !== null && written === null) {
    return refuse(
      'disputes/no-list',
      '归属方所在单位没有施行中的责任清单，或清单里没有相应的主体，不能补进去。请先不勾选“补进清单”再裁定。',
      { status: 422 },
    );
  }
  const version = await updateDispute(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, {
    state: decided.value.to,
    ruled_party: party.id,
    ruling: body.ruling,
    ruled_by: accountId,
    ruled_on: ctx.today,
    precedent_id: body.precedentId,
    framework_id: written?.frameworkId ?? null,
    patched_code: written?.code ?? null,
  });
  if (version === undefined) return staleEdit(ctx, 'dispute', id, { version: dispute.version });
  await addEvents(
    ctx.tx,
    tenantId,
    [{ disputeId: id, action: 'rule', partyId: party.id, note: body.ruling }],
    {
      accountId,
      at: ctx.now,
    },
  );
  ctx.audit({
    action: 'dispute.rule',
    object: ['dispute', id],
    orgId: dispute.org_id,
    details: {
      party: party.id,
      owner: party.orgId,
      precedent: body.precedentId,
      framework: written?.frameworkId ?? null,
      duty: written?.code ?? null,
    },
  });
  return ok({
    id,
    state: decided.value.to,
    version,
    patch: written && { ...written, state: 'draft' as const },
  });
}

async function writeIntoList(
  ctx: Context,
  dispute: DisputeRecord,
  party: PartyRow,
  body: Body,
): Promise<Result<Written | null>> {
  const unit = (await unitsOf(ctx.tx, ctx.actor.tenantId, [party.orgId])).get(party.orgId);
  if (!unit) return ok(null);
  const { new_duty: rule, answers_for } = ctx.services.content.disputes;
  if (dispute.duty_code !== null) {
    const owner = party.personId === null ? null : { orgId: party.orgId, personId: party.personId };
    return writeRuling(ctx, unit.unitId, {
      patch: {
        code: dispute.duty_code,
        wording: body.wording,
        owner,
        orgId: party.orgId,
        heard: dispute.parties.map((each) => each.orgId),
        forAll: body.forAll,
        fromNumber: rule.from_number,
      },
    });
  }
  if (body.newDuty === null) return ok(null);
  const subject = rule.subjects[party.kind as 'branch'];
  const posts = answers_for[party.kind as 'branch'];
  if (!subject || !posts) return ok(null);
  return writeRuling(ctx, unit.unitId, {
    add: {
      ...body.newDuty,
      subject,
      // What is to be done from now on says the ruling; the matter only says what was wrong.
      text: body.ruling,
      posts,
      only: body.forAll ? null : { id: party.orgId, kind: party.kind },
      fromNumber: rule.from_number,
      strength: rule.strength,
      numberStatus: rule.number_status,
      hands: rule.hands,
      evidence: rule.evidence,
      basis: rule.basis,
      fulfilledBy: rule.fulfilled_by,
    },
  });
}
