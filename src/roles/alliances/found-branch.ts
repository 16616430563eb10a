import { notFound, ok, type Result } from '#kernel/result.ts';
import { titlesOf } from '#organisation/appointments/post-titles.ts';
import { organisationObject } from '#organisation/objects.ts';
import { membersUnder } from '#organisation/tree/change-tree.store.ts';
import { attach, dissolveBranch, foundBranch, transferMembers } from '#organisation/tree/change-tree.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, Endpoint, ResponseOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { followUnit } from '#roles/obligations/follow-unit.ts';
import { enterCase } from '#roles/terms/propose-appointment.ts';
import { allianceActor, foundingFacts, specOf } from './alliance-facts.ts';
import { addAllianceEvent, updateAlliance } from './alliances.store.ts';
import { dissolveFounded, foundFromAlliance, readFounding } from './founding.contract.ts';
import { decideDissolution, decideFounding, decideMembers, moves } from './founding.rules.ts';
import { type OpenAlliance, openAlliance } from './open-alliance.ts';
import { findParties } from './partners.store.ts';

/** How many members of the parties are offered. */
const MOST = 500;

/** An approved case that the actor may found: everything that is decided before he is asked for names. */
async function openFounding(ctx: Context, guarded: Pick<Endpoint, 'access'>, id: string) {
  const opened = await openAlliance(ctx, guarded, id);
  if (!opened.ok) return opened;
  const { alliance, parties } = opened.value;
  const actor = allianceActor(ctx, alliance, parties);
  const kind = decideFounding(foundingFacts(alliance), specOf(ctx, alliance.mode), actor);
  if (!kind.ok) return kind;
  const parent = await parentOf(ctx, alliance.org_id);
  if (!parent || !(await authorise(ctx, guarded, organisationObject, [parent.id])).has(parent.id))
    return notFound();
  return ok({ ...opened.value, kind: kind.value, parent });
}

/** The body over the lead: what is founded belongs to it. */
async function parentOf(ctx: Context, leadId: string) {
  const { tenantId } = ctx.actor;
  const lead = await findOrganisation(ctx.tx, tenantId, leadId);
  if (!lead || lead.kind === 'unit' || lead.parent_id === null) return lead;
  return findOrganisation(ctx.tx, tenantId, lead.parent_id);
}

const pathsOf = ({ parties }: Pick<OpenAlliance, 'parties'>) =>
  parties.flatMap((party) => (party.path === null ? [] : [party.path]));

/** What the approver sees before he founds: where it will stand, whom the lead proposed, and who could move. */
export async function prepareFounding(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof readFounding>>> {
  const opened = await openFounding(ctx, readFounding, id);
  if (!opened.ok) return opened;
  const { parent, parties } = opened.value;
  const lead = parties.find((party) => party.lead);
  const titleOf = titlesOf(ctx);
  const rows = await membersUnder(ctx.tx, ctx.actor.tenantId, pathsOf(opened.value), ctx.today, MOST + 1);
  return ok({
    parent: { id: parent.id, name: parent.name },
    candidate: lead?.person_id ? { id: lead.person_id, name: lead.person_name ?? '' } : null,
    moves: moves(opened.value.kind),
    least: ctx.services.content.setUp.thresholds.branch_least,
    members: rows.slice(0, MOST).map((row) => ({
      id: row.id,
      name: row.name,
      orgId: row.org_id,
      orgName: row.org_name,
      full: row.full,
      posts: row.posts.map(titleOf),
    })),
    more: rows.length > MOST,
  });
}

/**
 * Founds the organisation that was approved, in one step: it stands in the tree under the lead's superior, its members
 * move into it (or are attached, of a temporary branch), and the secretary is appointed by the rules of appointments. The lead, who handed the case in, proposed
 * whom it named; the founder is the second person. Whoever the founder himself puts up waits for another's approval.
 */
export async function foundApproved(
  ctx: Context,
  id: string,
  body: BodyOf<typeof foundFromAlliance>,
): Promise<Result<ResponseOf<typeof foundFromAlliance>>> {
  const { tenantId, accountId } = ctx.actor;
  const opened = await openFounding(ctx, foundFromAlliance, id);
  if (!opened.ok) return opened;
  const { alliance, parties, kind, parent } = opened.value;
  if (accountId === null) return notFound();
  const candidates = await membersUnder(ctx.tx, tenantId, pathsOf(opened.value), ctx.today, MOST);
  const { branch_least: least } = ctx.services.content.setUp.thresholds;
  const sound = decideMembers(body, candidates, least);
  if (!sound.ok) return sound;
  const lead = parties.find((party) => party.lead);
  const founded = await foundBranch(ctx, {
    kind,
    name: body.name,
    parentId: parent.id,
    category: parent.category,
  });
  if (!founded.ok) return founded;
  const org = { ...founded.value, kind };
  const members = [...new Set(body.memberIds)];
  if (moves(kind)) {
    const transfers = members.map((personId) => ({ personId, orgId: org.id }));
    await transferMembers(ctx, org.id, transfers, ctx.today);
  } else await attach(ctx, org.id, members, ctx.today);
  const appointed =
    body.secretaryId === null
      ? null
      : await enterCase(
          ctx,
          org,
          secretaryOf(body.secretaryId, ctx.today),
          lead?.person_id === body.secretaryId ? (alliance.submitted_by ?? accountId) : accountId,
        );
  if (appointed && !appointed.ok) return appointed;
  const version = await updateAlliance(ctx.tx, tenantId, id, ctx.ifMatch ?? alliance.version, {
    founded_id: org.id,
  });
  if (version === undefined) return staleEdit(ctx, 'alliance', id, { version: alliance.version });
  await note(ctx, opened.value, 'found', { note: body.name });
  ctx.audit({
    action: 'alliances.found',
    object: ['alliance', id],
    orgId: org.id,
    details: { organisation: org.id, members: members.length, appointment: appointed?.value.id ?? null },
  });
  await followUnits(ctx, opened.value);
  return ok({ id, version, orgId: org.id, appointment: appointed?.value ?? null });
}

/** The appointment of one who is the main leader: for anybody else the whole form of appointments is asked for. */
const secretaryOf = (personId: string, fromOn: string) => ({
  post: 'branch-secretary',
  personId,
  fromOn,
  headId: personId,
  reason: '',
  decidedBy: '',
  decidedOn: null,
  training: '',
  trainingBy: null,
  mentorId: null,
  timeShare: null,
  package: [],
});

/** Dissolves what was founded (任务完成、期满即撤销): members go back, posts end, and a case that still ran ends with it. */
export async function dissolveApproved(
  ctx: Context,
  id: string,
  body: BodyOf<typeof dissolveFounded>,
): Promise<Result<ResponseOf<typeof dissolveFounded>>> {
  const opened = await openAlliance(ctx, dissolveFounded, id);
  if (!opened.ok) return opened;
  const { alliance, parties } = opened.value;
  const decided = decideDissolution(foundingFacts(alliance), allianceActor(ctx, alliance, parties));
  if (!decided.ok) return decided;
  const done = await dissolveBranch(ctx, alliance.founded_id ?? '', ctx.today);
  if (!done.ok) return done;
  const version = await updateAlliance(ctx.tx, ctx.actor.tenantId, id, ctx.ifMatch ?? alliance.version, {
    dissolved_on: ctx.today,
    ...(decided.value.ends
      ? { state: 'ended', ended_on: ctx.today, chain_id: null, chain_tier: null, under_id: null }
      : {}),
  });
  if (version === undefined) return staleEdit(ctx, 'alliance', id, { version: alliance.version });
  await note(ctx, opened.value, 'dissolve', { note: body.note, ends: decided.value.ends });
  ctx.audit({
    action: 'alliances.dissolve',
    object: ['alliance', id],
    orgId: alliance.org_id,
    details: { organisation: alliance.founded_id, returned: done.value.returned },
  });
  await followUnits(ctx, opened.value);
  return ok({ id, version, returned: done.value.returned });
}

function note(
  ctx: Context,
  { alliance }: OpenAlliance,
  action: 'found' | 'dissolve',
  said: { note: string; ends?: boolean },
): Promise<void> {
  return addAllianceEvent(ctx.tx, ctx.actor.tenantId, alliance.id, {
    action,
    toState: said.ends ? 'ended' : alliance.state,
    by: ctx.actor.accountId,
    at: ctx.now,
    note: said.note,
    hash: alliance.content_hash,
  });
}

/** Duties follow the members: what was owed in the branch they left, and is owed in the one they are in. */
async function followUnits(ctx: Context, { parties }: OpenAlliance): Promise<void> {
  const orgIds = parties.flatMap((party) => (party.org_id === null ? [] : [party.org_id]));
  const found = await findParties(ctx.tx, ctx.actor.tenantId, orgIds);
  for (const unitId of new Set(found.flatMap((row) => row.unit_id ?? []))) await followUnit(ctx, unitId);
}
