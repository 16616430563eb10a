import { addDays, type Day } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { fileRecord } from '#records/file-record.ts';
import { fulfil } from '#roles/work-records/fulfilment.ts';
import { filingRule, privateKinds } from '#roles/work-records/work-content.ts';
import { addAct, findLinkable } from './alliance-work.contract.ts';
import { type OpenAlliance, openAlliance } from './open-alliance.ts';
import { decideWorking, notYours } from './work.rules.ts';
import { insertAct, selectLinkable } from './work.store.ts';

/** How far back records are offered to be linked. */
const LINKABLE_DAYS = 180;
const RECORD_KIND = 'joint-activity';

/** Recent records of the parties that the actor acts for, to be linked instead of told twice. */
export async function listLinkable(ctx: Context, id: string) {
  const opened = await openAlliance(ctx, findLinkable, id);
  if (!opened.ok) return opened;
  const rows = await linkable(ctx, opened.value);
  return ok({
    items: rows.map((row) => ({
      id: row.id,
      title: row.title,
      onDay: row.on_day,
      orgName: row.org_name,
      partyId: row.party_id,
    })),
  });
}

function linkable(ctx: Context, { alliance, mine }: OpenAlliance, recordId?: string) {
  const floor = addDays(ctx.today, -LINKABLE_DAYS);
  return selectLinkable(
    ctx.tx,
    ctx.actor.tenantId,
    alliance.id,
    {
      partyIds: [...mine],
      privateKinds: privateKinds(ctx.services.content),
      since: floor > alliance.from_on ? floor : alliance.from_on,
      recordId,
    },
    40,
  );
}

/** Writes down a joint activity: an existing record of the host is linked, or one record is filed for it. */
export async function recordAct(
  ctx: Context,
  id: string,
  body: BodyOf<typeof addAct>,
): Promise<Result<{ id: string; recordId: string }>> {
  const opened = await openAlliance(ctx, addAct, id);
  if (!opened.ok) return opened;
  const { alliance, parties, mine } = opened.value;
  const { tenantId, accountId } = ctx.actor;
  const host = parties.find((party) => party.id === body.partyId);
  if (!host || !mine.has(host.id) || accountId === null) return notYours();
  const known = new Set(parties.map((party) => party.id));
  if (body.gains.some((each) => !known.has(each)))
    return refuse('alliances/no-such-party', '受益方不在本联建的成员中，请重新选择。', { status: 422 });
  const record = await recordFor(ctx, opened.value, body);
  if (!record.ok) return record;
  const { recordId, onDay } = record.value;
  const actId = newId();
  const added = await insertAct(ctx.tx, tenantId, {
    id: actId,
    allianceId: id,
    partyId: host.id,
    recordId,
    onDay,
    gains: [...new Set(body.gains)],
    by: accountId,
  });
  if (!added) return refuse('alliances/linked-already', '这条记录已经关联过了，不需要再登记。');
  ctx.audit({
    action: 'alliances.act',
    object: ['alliance', id],
    orgId: host.org_id ?? alliance.org_id,
    details: { act: actId, record: recordId, party: host.id, gains: body.gains.length },
  });
  return ok({ id: actId, recordId });
}

async function recordFor(
  ctx: Context,
  opened: OpenAlliance,
  body: BodyOf<typeof addAct>,
): Promise<Result<{ recordId: string; onDay: Day }>> {
  const { alliance, parties } = opened;
  const term = (day: Day) =>
    decideWorking({ state: alliance.state, fromOn: alliance.from_on, sunsetOn: alliance.sunset_on }, day);
  if ((body.recordId === undefined) === (body.done === undefined))
    return refuse('alliances/one-of-two', '请选择一条已有记录，或新记一笔，二者取其一。', { status: 422 });
  if (body.recordId !== undefined) {
    const [found] = await linkable(ctx, opened, body.recordId);
    if (found?.party_id !== body.partyId)
      return refuse('alliances/no-such-record', '没有这条可关联的记录，请从列表中重新选择。', {
        status: 422,
      });
    const sound = term(found.on_day);
    return sound.ok ? ok({ recordId: found.id, onDay: found.on_day }) : sound;
  }
  const host = parties.find((party) => party.id === body.partyId);
  if (!body.done || !host) return notFound();
  // Parties outside the tree have no records of their own: the lead's record tells of them.
  const bearer = host.org_id !== null ? host : parties.find((party) => party.lead);
  if (!bearer?.org_id || bearer.path === null) return notFound();
  const sound = term(body.done.onDay);
  if (!sound.ok) return sound;
  const filed = await fileRecord(ctx, {
    org: { id: bearer.org_id, path: bearer.path },
    kind: RECORD_KIND,
    occurredOn: body.done.onDay,
    title: body.done.title,
    minutesSpent: body.done.minutes,
    outcome: body.done.outcome,
    persons: [],
    filing: filingRule(ctx.services.content),
  });
  if (!filed.ok) return filed;
  if (filed.value.state === 'standing') await fulfil(ctx, filed.value.recordId);
  return ok({ recordId: filed.value.recordId, onDay: body.done.onDay });
}
