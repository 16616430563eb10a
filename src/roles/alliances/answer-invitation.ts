import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { checkPersons } from '#records/file-record.ts';
import { answerInvitation } from './alliances.contract.ts';
import { canEdit } from './alliances.rules.ts';
import { addAllianceEvent, updateAlliance } from './alliances.store.ts';
import { openAlliance } from './open-alliance.ts';
import { setConsent } from './parties.store.ts';
import { notYours } from './work.rules.ts';

/**
 * Answers for one party: it agrees to the text as it stands (bound by its digest) and names who answers for it, or says
 * why it does not take part. The answer counts only for the text that was shown: an older version is refused.
 */
export async function answer(
  ctx: Context,
  id: string,
  body: BodyOf<typeof answerInvitation>,
): Promise<Result<{ id: string; version: number }>> {
  const opened = await openAlliance(ctx, answerInvitation, id);
  if (!opened.ok) return opened;
  const { alliance, parties, mine } = opened.value;
  const party = parties.find((each) => each.id === body.partyId);
  if (!party || !mine.has(party.id) || party.path === null) return notYours();
  if (!canEdit(alliance.state)) {
    return refuse('alliances/not-asked', '现在不需要表示同意：文本已经报批或结束。', {
      data: { state: alliance.state },
    });
  }
  const sound = body.agree ? await soundConsent(ctx, party.path, body) : soundRefusal(body.note);
  if (!sound.ok) return sound;
  const { tenantId, accountId } = ctx.actor;
  const version = await updateAlliance(ctx.tx, tenantId, id, ctx.ifMatch ?? alliance.version, {});
  if (version === undefined) return staleEdit(ctx, 'alliance', id, { version: alliance.version });
  const consent =
    body.agree && body.personId && accountId
      ? {
          hash: alliance.content_hash,
          by: accountId,
          at: ctx.now,
          personId: body.personId,
          served: body.served,
        }
      : null;
  await setConsent(ctx.tx, tenantId, party.id, consent);
  await addAllianceEvent(ctx.tx, tenantId, id, {
    action: body.agree ? 'consent' : 'decline',
    toState: alliance.state,
    partyId: party.id,
    by: accountId,
    at: ctx.now,
    note: body.note,
    hash: alliance.content_hash,
  });
  ctx.audit({
    action: body.agree ? 'alliances.consent' : 'alliances.decline',
    object: ['alliance', id],
    orgId: party.org_id ?? alliance.org_id,
    details: { party: party.id, hash: alliance.content_hash, person: body.personId },
  });
  return ok({ id, version });
}

async function soundConsent(
  ctx: Context,
  path: string,
  body: BodyOf<typeof answerInvitation>,
): Promise<Result<true>> {
  if (!body.personId)
    return refuse('alliances/no-person', '请明确本单位由谁负责。', {
      status: 422,
      errors: [{ path: 'body.personId', message: '请选择负责人' }],
    });
  const known = new Set(ctx.services.content.alliances.served.map((each) => each.id));
  if (body.served.some((id) => !known.has(id)))
    return refuse('alliances/no-such-group', '没有这类服务对象，请从列表中选择。', { status: 422 });
  return checkPersons(ctx, path, [{ personId: body.personId }]);
}

function soundRefusal(note: string): Result<true> {
  if (note !== '') return ok(true);
  return refuse('alliances/say-why', '不参加请写明理由，牵头单位据此调整。', {
    status: 422,
    errors: [{ path: 'body.note', message: '请写明理由' }],
  });
}
