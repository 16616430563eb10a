import { cadenceKey } from '#kernel/cadence.ts';
import { newId } from '#kernel/ids.ts';
import type { Context } from '#platform/http/context.ts';
import type { Basis, FulfilmentRule, Strength, Trust } from '#standards/packs/packs.schema.ts';
import { partsOf } from './check-duties.ts';
import { dutiesOf, insertDutyBeside, readUnit, touchFramework, updateDuty } from './duties.store.ts';
import { insertOwners, removePins } from './owners.store.ts';

type Caller = Pick<Context, 'tx' | 'actor' | 'today' | 'services'>;
type Draft = { frameworkId: string; unitId: string };

/** What a ruling changes in a duty of a draft: its wording, and who answers for it in one organisation. */
export type DutyPatch = {
  code: string;
  wording: string;
  owner: { orgId: string; personId: string } | null;
};

/**
 * Writes a ruling into a duty of a draft. Answers the duty's code, or null if the draft does not have the duty or the
 * ruling changes nothing in it. Access was decided by the caller.
 */
export async function patchDuty(ctx: Caller, draft: Draft, patch: DutyPatch): Promise<string | null> {
  const { tenantId } = ctx.actor;
  const duties = await dutiesOf(ctx.tx, tenantId, draft.frameworkId);
  const duty = duties.find((each) => each.code === patch.code && each.dropped_reason === null);
  if (!duty) return null;
  const { bodies } = await readUnit(ctx.tx, tenantId, draft.unitId, ctx.today);
  const body = bodies.find((each) => each.id === patch.owner?.orgId);
  const owner = body && duty.bodies.includes(body.kind) && !('each' in duty.owner) ? patch.owner : null;
  if (owner === null && patch.wording === '') return null;
  await updateDuty(
    ctx.tx,
    tenantId,
    duty.id,
    duty.version,
    patch.wording === '' ? {} : { text: patch.wording },
  );
  if (owner) {
    await removePins(ctx.tx, tenantId, [duty.id], owner.orgId);
    // Whoever rules that somebody answers gives him the rights that it takes.
    const { needs } = partsOf(ctx.services.content, duty);
    const pin = { dutyId: duty.id, ...owner, post: null, source: 'pinned' as const, grants: needs };
    await insertOwners(ctx.tx, tenantId, [pin], new Set([duty.id]), ctx.today);
  }
  await touchFramework(ctx.tx, tenantId, draft.frameworkId);
  return duty.code;
}

/** A duty that a ruling adds to a list. */
export type AddedDuty = {
  subject: string;
  title: string;
  text: string;
  standard: string;
  result: string;
  posts: readonly string[];
  fromNumber: number;
  strength: Strength;
  numberStatus: Trust;
  hands: 'own' | 'delegable' | 'devolve';
  evidence: { kind: string; enough: number }[];
  basis: Basis[];
  fulfilledBy: FulfilmentRule[];
};

/**
 * Adds a duty to a draft under the next free number of its subject. Answers its code; null if the draft has no list of
 * this subject, or no number is free.
 */
export async function addDuty(ctx: Caller, draft: Draft, added: AddedDuty): Promise<string | null> {
  const { tenantId } = ctx.actor;
  const { post, subject: subjects } = ctx.services.content.index;
  const subject = subjects.get(added.subject);
  if (!subject) return null;
  const prefix = `D${subject.code}-`;
  const duties = await dutiesOf(ctx.tx, tenantId, draft.frameworkId);
  const taken = duties
    .filter((duty) => duty.code.startsWith(prefix))
    .map((duty) => Number(duty.code.slice(3)));
  const number = Math.max(added.fromNumber, ...taken.map((each) => each + 1));
  if (number > 99) return null;
  const code = `${prefix}${String(number).padStart(2, '0')}`;
  const cadence = { kind: 'on-event' as const };
  const id = await insertDutyBeside(ctx.tx, {
    tenant_id: tenantId,
    id: newId(),
    frameworkId: draft.frameworkId,
    org_id: draft.unitId,
    subject: added.subject,
    code,
    title: added.title,
    text: added.text,
    standard: added.standard,
    result: added.result,
    cadence,
    cadence_key: cadenceKey(cadence),
    strength: added.strength,
    number_status: added.numberStatus,
    evidence: added.evidence,
    basis: added.basis,
    hands: added.hands,
    applies: {},
    // A body without any of the posts could never have an owner: the draft would have a hole there.
    bodies: subject.bodies.filter((body) => added.posts.some((id) => post.get(id)?.bodies.includes(body))),
    mode: subject.mode,
    owner: { posts: [...added.posts] },
    covered_by: null,
    fulfilled_by: added.fulfilledBy,
    dropped_reason: null,
    parts: null,
  });
  if (id === null) return null;
  await touchFramework(ctx.tx, tenantId, draft.frameworkId);
  return code;
}
