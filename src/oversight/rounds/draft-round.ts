import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { cellFloor } from './cells.rules.ts';
import { replaceParts } from './parts.store.ts';
import { roundObject } from './round-object.ts';
import { findRaters, findTrustees, type Holder, rateeFacts } from './round-options.store.ts';
import { holderFor } from './round-options.ts';
import { createRound, editRound, type RoundDraft } from './rounds.contract.ts';
import { checkTrustees } from './rounds.rules.ts';
import { findRound, insertRound, type RoundTerms, updateRound } from './rounds.store.ts';

type Done = { id: string; version: number };

/** Drafts a round from a scheme: its questions and rater groups are copied, so that a later scheme does not change it. */
export async function draftRound(ctx: Context, body: BodyOf<typeof createRound>): Promise<Result<Done>> {
  const holder = await holderFor(ctx, createRound, body.orgId);
  if (!holder) return notFound();
  const scheme = ctx.services.content.index.scheme.get(body.schemeId);
  if (!scheme) return refuse('rounds/unknown-scheme', '没有这个考核方案，请重新选择。', { status: 422 });
  const terms = termsOf(scheme, body.mode);
  if (!terms.ok) return terms;
  const parts = await checkParts(ctx, createRound, holder, scheme, body);
  if (!parts.ok) return parts;
  const id = newId();
  const createdBy = ctx.actor.accountId!;
  const { title, mode, closesOn } = body;
  await insertRound(ctx.tx, ctx.actor.tenantId, {
    id,
    orgId: holder.id,
    title,
    mode,
    closesOn,
    createdBy,
    ...terms.value,
  });
  await replaceParts(ctx.tx, ctx.actor.tenantId, id, parts.value);
  ctx.audit({
    action: 'round.draft',
    object: ['round', id],
    orgId: holder.id,
    details: { mode, scheme: scheme.id, ratees: parts.value.ratees.length },
  });
  return ok({ id, version: 1 });
}

/** Changes a round that has not asked for keys yet. */
export async function redraftRound(ctx: Context, id: string, body: RoundDraft): Promise<Result<Done>> {
  const reached = await authorise(ctx, editRound, roundObject, [id]);
  const round = reached.has(id) ? await findRound(ctx.tx, ctx.actor.tenantId, id, 'update') : undefined;
  if (!round) return notFound();
  if (round.version !== ctx.ifMatch)
    return staleEdit(ctx, 'round', id, { title: round.title, state: round.state });
  if (round.state !== 'draft') {
    return refuse('rounds/not-a-draft', '只有草稿可以修改。征集公钥阶段请先退回草稿；已开放的评议不能再改。');
  }
  const scheme = ctx.services.content.index.scheme.get(round.scheme_id);
  if (!scheme)
    return refuse('rounds/unknown-scheme', '所用考核方案已不存在，请新建一轮评议。', { status: 422 });
  const holder = { id: round.org_id, path: round.org_path, parentId: round.org_parent_id };
  const parts = await checkParts(ctx, editRound, holder, scheme, body, round.created_by);
  if (!parts.ok) return parts;
  const version = await updateRound(ctx.tx, ctx.actor.tenantId, id, round.version, {
    title: body.title,
    mode: body.mode,
    closes_on: body.closesOn,
    floor: cellFloor(body.mode, scheme.min_group_size),
  });
  if (version === undefined) return staleEdit(ctx, 'round', id, { title: round.title, state: round.state });
  await replaceParts(ctx.tx, ctx.actor.tenantId, id, parts.value);
  ctx.audit({
    action: 'round.edit',
    object: ['round', id],
    orgId: round.org_id,
    details: { mode: body.mode },
  });
  return ok({ id, version });
}

function termsOf(scheme: Scheme, mode: RoundDraft['mode']): Result<RoundTerms> {
  const points = scheme.items.flatMap((item) => item.grades.map((grade) => grade.points));
  if (points.some((value) => !Number.isInteger(value))) {
    return refuse('rounds/points-not-whole', '该方案的等次分值不是整数，不能用于测评，请先修改方案。', {
      status: 422,
    });
  }
  return ok({
    schemeId: scheme.id,
    schemeVersion: scheme.version,
    items: scheme.items,
    floor: cellFloor(mode, scheme.min_group_size),
    objectionDays: scheme.objection_days,
  });
}

/** Checks the chosen parts of a draft against the scheme and against what the actor may reach. */
async function checkParts(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  holder: Holder,
  scheme: Scheme,
  draft: RoundDraft,
  organiser: string = ctx.actor.accountId!,
) {
  const flaw = (path: string, message: string) =>
    refuse('rounds/draft-flawed', `评议设置有误：${message}`, {
      status: 422,
      errors: [{ path: `body.${path}`, message }],
    });
  if (draft.closesOn < ctx.today) return flaw('closesOn', '截止日期早于今天');

  const known = new Map(scheme.rater_groups.map((group) => [group.id, group]));
  const codes = draft.groups.map((group) => group.code);
  if (codes.some((code) => !known.has(code))) return flaw('groups', '有评议主体不在考核方案中');
  if (new Set(codes).size !== codes.length) return flaw('groups', '评议主体重复');
  // the scheme's order stands: it decides which groups are merged with which
  const groups = scheme.rater_groups
    .filter((group) => codes.includes(group.id))
    .map((group) => {
      const chosen = draft.groups.find((one) => one.code === group.id)!;
      return {
        code: group.id,
        title: group.title,
        weight: chosen.weight ?? group.weight,
        source: chosen.source,
        linksPerRatee: chosen.source === 'links' ? chosen.linksPerRatee : 0,
      };
    });
  const emptyLinks = groups.find((group) => group.source === 'links' && group.linksPerRatee === 0);
  if (emptyLinks) return flaw('groups', `“${emptyLinks.title.zh}”用链接评议，请填写每个组织的链接数`);

  const rateeIds = [...new Set(draft.rateeIds)];
  const reached = await authorise(ctx, guarded, organisationObject, rateeIds);
  const facts = (await rateeFacts(ctx.tx, ctx.actor.tenantId, rateeIds)).filter((fact) =>
    reached.has(fact.id),
  );
  const byId = new Map(facts.map((fact) => [fact.id, fact]));
  const ratees = rateeIds.flatMap((id) => byId.get(id) ?? []);
  const fits = ratees.every(
    (ratee) =>
      ratee.state === 'active' && ratee.path.startsWith(holder.path) && scheme.target.includes(ratee.kind),
  );
  if (ratees.length !== rateeIds.length || !fits) {
    return flaw('rateeIds', '被评组织中有不存在、不在本组织范围内或不适用本方案的，请重新选择');
  }

  const named = new Set(groups.filter((group) => group.source === 'named').map((group) => group.code));
  const raterIds = draft.raters.map((rater) => rater.personId ?? rater.accountId ?? '');
  if (draft.raters.some((rater) => (rater.personId === null) === (rater.accountId === null)))
    return flaw('raters', '评议人须是人员或账号之一');
  if (draft.raters.some((rater) => !named.has(rater.group)))
    return flaw('raters', '有评议人不属于“指定人员”的评议主体');
  if (new Set(raterIds).size !== raterIds.length) return flaw('raters', '同一评议人只能出现在一个评议主体中');
  const raters = await findRaters(ctx.tx, ctx.actor.tenantId, holder, { q: '', limit: 500, only: raterIds });
  if (raters.length !== raterIds.length) return flaw('raters', '有评议人不在可选范围内，请重新选择');

  const trustees = draft.mode === 'sealed' ? draft.trustees : [];
  if (trustees.length > 0) {
    const fit = checkTrustees(trustees, organiser);
    if (!fit.ok) return fit;
    const only = trustees.map((trustee) => trustee.accountId);
    const found = await findTrustees(ctx.tx, ctx.actor.tenantId, holder, { q: '', limit: 3, only });
    if (found.length !== only.length)
      return flaw('trustees', '有保管人不在可选范围内（系统、安全、审计管理员不能保管密钥）');
  }
  return ok({
    groups,
    ratees: ratees.map((ratee) => ({ id: ratee.id, category: ratee.category ?? '' })),
    raters: draft.raters,
    trustees,
  });
}
