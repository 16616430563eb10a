import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { agreementHash, specOf } from './alliance-facts.ts';
import { editAlliance, proposeAlliance } from './alliances.contract.ts';
import { canEdit, decideSpan } from './alliances.rules.ts';
import {
  type AgreementColumns,
  addAllianceEvent,
  insertAlliance,
  updateAlliance,
} from './alliances.store.ts';
import { adviseMode, answersOfParties } from './modes.rules.ts';
import { openAlliance } from './open-alliance.ts';
import { dropParties, type NewParty, saveParties } from './parties.store.ts';
import { findParties } from './partners.store.ts';

type Agreement = BodyOf<typeof editAlliance>;
type Drawn = { columns: AgreementColumns; parties: NewParty[] };

/**
 * Begins an alliance: the decision table says which mode fits, another one needs a reason; the parties are asked to
 * agree, and nothing stands before the approval.
 */
export async function propose(
  ctx: Context,
  body: BodyOf<typeof proposeAlliance>,
): Promise<Result<{ id: string }>> {
  const { leadId, ...agreement } = body;
  if (!(await authorise(ctx, proposeAlliance, organisationObject, [leadId])).has(leadId)) return notFound();
  const { tenantId, accountId } = ctx.actor;
  if (accountId === null) return notFound();
  const drawn = await drawUp(ctx, leadId, agreement);
  if (!drawn.ok) return drawn;
  const { columns, parties } = drawn.value;
  const id = newId();
  await insertAlliance(ctx.tx, tenantId, { ...columns, id, leadId, by: accountId });
  await saveParties(ctx.tx, tenantId, id, parties);
  await addAllianceEvent(ctx.tx, tenantId, id, {
    action: 'propose',
    toState: 'draft',
    by: accountId,
    at: ctx.now,
    hash: columns.content_hash,
  });
  ctx.audit({
    action: 'alliances.propose',
    object: ['alliance', id],
    orgId: leadId,
    details: {
      mode: columns.mode,
      rule: columns.rule,
      parties: parties.length,
      sunsetOn: columns.sunset_on,
      hash: columns.content_hash,
    },
  });
  return ok({ id });
}

/** Changes the text of an alliance in preparation or revision: whoever agreed to the text before has to agree again. */
export async function edit(
  ctx: Context,
  id: string,
  body: Agreement,
): Promise<Result<{ id: string; version: number }>> {
  const opened = await openAlliance(ctx, editAlliance, id);
  if (!opened.ok) return opened;
  const { alliance, mine, parties: before } = opened.value;
  const lead = before.find((party) => party.lead);
  if (!lead || !mine.has(lead.id))
    return refuse('alliances/not-lead', '协议文本由牵头单位修改。请联系牵头单位。', { status: 403 });
  if (!canEdit(alliance.state)) {
    return refuse('alliances/not-editable', '现在不能改文本。已批准的请先办理“修订”，报批中的请先退回。', {
      data: { state: alliance.state },
    });
  }
  const drawn = await drawUp(ctx, alliance.org_id, body);
  if (!drawn.ok) return drawn;
  const { columns, parties } = drawn.value;
  const { tenantId, accountId } = ctx.actor;
  const version = await updateAlliance(ctx.tx, tenantId, id, ctx.ifMatch ?? alliance.version, columns);
  if (version === undefined) return staleEdit(ctx, 'alliance', id, { version: alliance.version });
  await dropParties(
    ctx.tx,
    tenantId,
    id,
    {
      orgIds: parties.flatMap((party) => (party.orgId === null ? [] : [party.orgId])),
      outside: parties.flatMap((party) => (party.outsideName === null ? [] : [party.outsideName])),
    },
    ctx.today,
  );
  await saveParties(ctx.tx, tenantId, id, parties);
  await addAllianceEvent(ctx.tx, tenantId, id, {
    action: 'edit',
    toState: alliance.state,
    by: accountId,
    at: ctx.now,
    hash: columns.content_hash,
  });
  ctx.audit({
    action: 'alliances.edit',
    object: ['alliance', id],
    orgId: alliance.org_id,
    details: {
      mode: columns.mode,
      parties: parties.length,
      hash: columns.content_hash,
      material: columns.content_hash !== alliance.content_hash,
    },
  });
  return ok({ id, version });
}

/** Checks what was written down and puts it into columns: parties that exist, answers that fit them, a term, a reason. */
async function drawUp(ctx: Context, leadId: string, agreement: Agreement): Promise<Result<Drawn>> {
  const orgIds = agreement.parties.flatMap((party) => ('orgId' in party ? [party.orgId] : []));
  const outside = agreement.parties.flatMap((party) => ('outsideName' in party ? [party.outsideName] : []));
  if (new Set([leadId, ...orgIds]).size !== orgIds.length + 1 || new Set(outside).size !== outside.length) {
    return refuse('alliances/party-twice', '同一个组织只能列一次，牵头单位不用再列为成员。', {
      status: 422,
      errors: [{ path: 'body.parties', message: '有重复的成员' }],
    });
  }
  const found = await findParties(ctx.tx, ctx.actor.tenantId, [leadId, ...orgIds]);
  const unitOf = new Map(found.map((row) => [row.id, row.unit_id]));
  if (found.length !== orgIds.length + 1) {
    return refuse(
      'alliances/no-such-party',
      '有成员不存在、已撤销，或不是可以联建的党组织。请从列表中重新选择。',
      {
        status: 422,
        errors: [{ path: 'body.parties', message: '请从列表中重新选择' }],
      },
    );
  }
  const nested = found.filter((row) =>
    found.some((other) => other.id !== row.id && other.path.startsWith(row.path)),
  );
  if (nested.length > 0) {
    return refuse(
      'alliances/nested-parties',
      `“${nested[0]?.name}”和它的下级不能同时作为成员，请保留一个。`,
      { status: 422 },
    );
  }
  const { alliances } = ctx.services.content;
  // Number and belonging are read off the parties: what was answered by hand cannot contradict who takes part.
  const answers = {
    ...agreement.answers,
    ...answersOfParties([
      ...[leadId, ...orgIds].map((id) => ({ unitId: unitOf.get(id) ?? id })),
      ...outside.map(() => ({ unitId: null })),
    ]),
  };
  const advice = adviseMode(alliances, answers);
  if (!advice.ok) return advice;
  const span = decideSpan(agreement, specOf(ctx, agreement.mode), ctx.today);
  if (!span.ok) return span;
  if (advice.value.mode !== agreement.mode && agreement.differsBecause === '') {
    return refuse(
      'alliances/differs-without-reason',
      `判定表的结论与所选模式不同：${advice.value.why.zh}如仍采用，请写明理由。`,
      {
        status: 422,
        errors: [{ path: 'body.differsBecause', message: '请写明理由' }],
        data: { advised: advice.value.mode, rule: advice.value.rule },
      },
    );
  }
  const parties: NewParty[] = [
    {
      orgId: leadId,
      outsideName: null,
      lead: true,
      place: 0,
      duty: agreement.leadDuty,
      document: '',
    },
    ...agreement.parties.map((party, at) => ({
      orgId: 'orgId' in party ? party.orgId : null,
      outsideName: 'outsideName' in party ? party.outsideName : null,
      lead: false,
      place: at + 1,
      duty: party.duty,
      document: 'document' in party ? party.document : '',
    })),
  ];
  const text = {
    mode: agreement.mode,
    name: agreement.name,
    purpose: agreement.purpose,
    council: agreement.council,
    ending: agreement.ending,
    from_on: agreement.fromOn,
    sunset_on: agreement.sunsetOn,
  };
  return ok({
    parties,
    columns: {
      ...text,
      advised: advice.value.mode,
      rule: advice.value.rule,
      answers,
      differs_because: agreement.differsBecause,
      content_hash: agreementHash(text, parties),
    },
  });
}
