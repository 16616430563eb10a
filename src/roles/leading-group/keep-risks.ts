import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { enterIntoLedger } from '#roles/ledger/enter-problem.ts';
import { checkStaff } from '#roles/tasks/check-staff.ts';
import { addEvents, type GroupRow } from './groups.store.ts';
import { reachGroup, standIn } from './leading-facts.ts';
import { riskObject } from './leading-objects.ts';
import { openRisk as openIt, stepRisk } from './risks.contract.ts';
import { checkReviewDay, decideRisk, levelOf, type RiskAction } from './risks.rules.ts';
import { insertRisk, loadRisk, type RiskChange, type RiskRow, updateRisk } from './risks.store.ts';

type Step = BodyOf<typeof stepRisk>;

/** Opens a risk: how likely, how bad, who answers for it with what power, what is done, when it is looked at again. */
export async function openRisk(
  ctx: Context,
  groupId: string,
  body: BodyOf<typeof openIt>,
): Promise<Result<ResponseOf<typeof openIt>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  const found = await reachGroup(ctx, openIt, groupId);
  if (!found.ok || accountId === null) return found.ok ? notFound() : found;
  const { risks } = ctx.services.content.leading;
  if (!risks.areas.some((area) => area.id === body.area)) {
    return refuse('leading-group/unknown-area', '请从列表中选择风险种类。', { status: 422 });
  }
  const owner = await checkOwner(ctx, found.value.group, body.ownerId);
  if (!owner.ok) return owner;
  const { likelihood, impact, reviewOn } = body;
  const day = checkReviewDay(reviewOn, levelOf(risks.levels, likelihood, impact), ctx.today);
  if (!day.ok) return day;
  const id = await insertRisk(ctx.tx, tenantId, groupId, body, ctx.today);
  await addEvents(ctx.tx, tenantId, { accountId, personId, at: ctx.now }, [
    {
      riskId: id,
      action: 'open',
      toState: 'open',
      note: body.measures.slice(0, 400),
      likelihood,
      impact,
      reviewOn,
    },
  ]);
  ctx.audit({
    action: 'leading-risk.open',
    object: ['leading-risk', id],
    orgId: groupId,
    details: { area: body.area, owner: body.ownerId, likelihood, impact, reviewOn },
  });
  return ok({ id });
}

/** Whoever answers for a risk is there, and holds a post that gives the power to do something about it. */
async function checkOwner(ctx: Context, group: GroupRow, ownerId: string): Promise<Result<true>> {
  const staff = await checkStaff(ctx, group.unit_path, [ownerId]);
  if (!staff.ok) return staff;
  const { owners } = ctx.services.content.leading.risks;
  if (staff.value.get(ownerId)?.posts.some((post) => owners.includes(post))) return ok(true);
  const titles = owners.map((post) => ctx.services.content.index.post.get(post)?.title.zh ?? post);
  return refuse(
    'leading-group/powerless-owner',
    `风险的责任人须有相应职权，请从担任以下职务的人中选择：${titles.join('、')}。`,
    { status: 422, errors: [{ path: 'body.ownerId', message: '没有相应职务' }] },
  );
}

/** Takes a step with a risk: a review, another owner, the two steps of closing it, or its becoming a problem of the ledger. */
export async function takeRiskStep(
  ctx: Context,
  id: string,
  body: Step,
): Promise<Result<ResponseOf<typeof stepRisk>>> {
  const { tenantId, accountId, personId } = ctx.actor;
  if (!(await authorise(ctx, stepRisk, riskObject, [id])).has(id)) return notFound();
  const risk = await loadRisk(ctx.tx, tenantId, id);
  const stand = risk ? await standIn(ctx, risk.org_id) : undefined;
  if (!risk || !stand?.ok || accountId === null) return notFound();
  const { group, actor } = stand.value;
  const decided = decideRisk(
    { state: risk.state, ownerId: risk.owner_id, askedBy: risk.asked_by, askedPerson: risk.asked_person },
    body.action,
    actor,
  );
  if (!decided.ok) return decided;
  const worked = await workOut(ctx, group, risk, body);
  if (!worked.ok) return worked;
  const change: RiskChange = { ...worked.value, state: decided.value.to };
  const version = await updateRisk(ctx.tx, tenantId, id, ctx.ifMatch ?? risk.version, change);
  if (version === undefined)
    return staleEdit(ctx, 'leading-risk', id, { state: risk.state, version: risk.version });
  await addEvents(ctx.tx, tenantId, { accountId, personId, at: ctx.now }, [
    {
      riskId: id,
      action: body.action,
      toState: decided.value.to,
      note: body.note,
      ...(REVIEWS.has(body.action)
        ? { likelihood: change.likelihood, impact: change.impact, reviewOn: change.review_on }
        : {}),
    },
  ]);
  ctx.audit({
    action: `leading-risk.${body.action}`,
    object: ['leading-risk', id],
    orgId: risk.org_id,
    details: {
      from: risk.state,
      to: decided.value.to,
      owner: change.owner_id ?? risk.owner_id,
      problem: change.problem_id ?? null,
    },
  });
  return ok({ id, state: decided.value.to, version, problemId: change.problem_id ?? null });
}

const REVIEWS: ReadonlySet<RiskAction> = new Set(['review', 'relax', 'raise']);

/** What a step changes besides the state. */
async function workOut(
  ctx: Context,
  group: GroupRow,
  risk: RiskRow,
  body: Step,
): Promise<Result<Omit<RiskChange, 'state'>>> {
  const { accountId, personId } = ctx.actor;
  switch (body.action) {
    case 'review':
    case 'relax':
    case 'raise':
      return reviewed(ctx, risk, body);
    case 'hand-over': {
      if (!body.ownerId) return missing('ownerId', '请选择新的责任人。');
      const owner = await checkOwner(ctx, group, body.ownerId);
      return owner.ok ? ok({ owner_id: body.ownerId }) : owner;
    }
    case 'ask-close':
      return ok({ asked_by: accountId, asked_person: personId, reason: body.note });
    case 'close':
      return ok({ closed_on: ctx.today });
    case 'keep':
      return ok({ asked_by: null, asked_person: null, reason: '' });
    case 'occur': {
      if (!body.dueOn) return missing('dueOn', '请写明整改期限。');
      const staff = await checkStaff(ctx, group.unit_path, [risk.owner_id]);
      if (!staff.ok) return staff;
      const problem = await enterIntoLedger(ctx, {
        orgId: risk.org_id,
        title: risk.title,
        detail: [risk.detail, body.note].filter(Boolean).join('\n').slice(0, 1000),
        measures: risk.measures,
        source: 'self',
        sourceId: null,
        sourcePart: null,
        ownerId: risk.owner_id,
        dueOn: body.dueOn,
      });
      return problem.ok ? ok({ problem_id: problem.value.id }) : problem;
    }
  }
}

function reviewed(ctx: Context, risk: RiskRow, body: Step): Result<Omit<RiskChange, 'state'>> {
  if (!body.reviewOn) return missing('reviewOn', '请填写下次复核日期。');
  const likelihood = body.likelihood ?? risk.likelihood;
  const impact = body.impact ?? risk.impact;
  const level = levelOf(ctx.services.content.leading.risks.levels, likelihood, impact);
  const day = checkReviewDay(body.reviewOn, level, ctx.today);
  return day.ok ? ok({ likelihood, impact, review_on: body.reviewOn }) : day;
}

const missing = (field: string, message: string) =>
  refuse('leading-group/incomplete', message, {
    status: 422,
    errors: [{ path: `body.${field}`, message: '不能为空' }],
  });
