import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { schemeFlaws } from './scheme.rules.ts';
import { adoptScheme } from './schemes.contract.ts';
import { insertAdoption } from './schemes.store.ts';

/**
 * Adopts a scheme for a period, with an organ's own weights where it sets them. What is adopted is frozen with its digest: a change later
 * is a new adoption, and what was scored by the old one stays.
 */
export async function adopt(
  ctx: Context,
  body: BodyOf<typeof adoptScheme>,
): Promise<Result<{ id: string; hash: string }>> {
  if (!(await authorise(ctx, adoptScheme, organisationObject, [body.orgId])).has(body.orgId))
    return notFound();
  if (ctx.actor.accountId === null) return notFound();
  const pack = ctx.services.content.index.scheme.get(body.schemeId);
  if (!pack) return refuse('schemes/unknown', '没有这个考核方案，请从列表中选择。', { status: 422 });
  if (body.periodFrom > body.periodTo) {
    return refuse('schemes/period', '考核期的开始日期不能晚于结束日期。', { status: 422 });
  }
  const scheme = withChanges(pack, body);
  const flaws = schemeFlaws(scheme);
  const unknown = Object.keys(body.weights).filter((id) => !pack.indicators.some((each) => each.id === id));
  if (unknown.length > 0) flaws.push(`没有这些指标：${unknown.join('、')}`);
  if (flaws.length > 0) {
    return refuse('schemes/flawed', '方案不能采用，请按提示修改。', {
      status: 422,
      errors: flaws.map((message) => ({ path: 'body.weights', message })),
    });
  }
  const id = newId();
  const hash = digestOf(scheme);
  await insertAdoption(ctx.tx, ctx.actor.tenantId, {
    id,
    orgId: body.orgId,
    scheme,
    hash,
    periodFrom: body.periodFrom,
    periodTo: body.periodTo,
    adoptedOn: ctx.today,
    adoptedBy: ctx.actor.accountId,
  });
  ctx.audit({
    action: 'scheme.adopt',
    object: ['scheme', id],
    orgId: body.orgId,
    details: { scheme: scheme.id, version: scheme.version, hash, from: body.periodFrom, to: body.periodTo },
  });
  return ok({ id, hash });
}

function withChanges(pack: Scheme, body: BodyOf<typeof adoptScheme>): Scheme {
  return {
    ...pack,
    indicators: pack.indicators.map((each) => ({ ...each, weight: body.weights[each.id] ?? each.weight })),
    notice_working_days: Math.max(pack.notice_working_days, body.noticeWorkingDays ?? 0),
  };
}
