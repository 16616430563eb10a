import { cadenceKey } from '#kernel/cadence.ts';
import { newId } from '#kernel/ids.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { Basis, FulfilmentRule, Strength, Trust } from '#standards/packs/packs.schema.ts';
import { addressees } from './bearers.rules.ts';
import { partsOf } from './check-duties.ts';
import {
  type DutyRow,
  dutiesOf,
  insertDutyBeside,
  readUnit,
  touchFramework,
  updateDuty,
} from './duties.store.ts';
import { insertOwners, removePins } from './owners.store.ts';

type Caller = Pick<Context, 'tx' | 'actor' | 'today' | 'services'>;
type Draft = { frameworkId: string; unitId: string };

/** What a ruling changes in a duty of a draft: its wording, and who answers for it in one organisation. */
export type DutyPatch = {
  code: string;
  wording: string;
  owner: { orgId: string; personId: string } | null;
  /** Whose it was ruled to be, and all who were heard. */
  orgId: string;
  heard: readonly string[];
  /** Whether the wording binds all who bear the duty, heard or not. */
  forAll: boolean;
  /** The first number of what is added beside it. */
  fromNumber: number;
};

/**
 * Writes a ruling into a duty of a draft. Where others bear the duty too who were not heard, a wording that is not meant for
 * all stands beside it as a duty of its own, addressed to the one organisation; it makes no obligations a second time.
 * Answers the code of what was written, or null if the draft does not have the duty or the ruling changes nothing in it;
 * refused where the wording could only bind others. Access was decided by the caller.
 */
export async function patchDuty(ctx: Caller, draft: Draft, patch: DutyPatch): Promise<Result<string | null>> {
  const { tenantId } = ctx.actor;
  const duties = await dutiesOf(ctx.tx, tenantId, draft.frameworkId);
  const duty = duties.find((each) => each.code === patch.code && each.dropped_reason === null);
  if (!duty) return ok(null);
  const { bodies } = await readUnit(ctx.tx, tenantId, draft.unitId, ctx.today);
  const body = bodies.find((each) => each.id === patch.owner?.orgId);
  const bearing = addressees(duty, bodies);
  const theirs = bearing.some((each) => each.id === patch.orgId);
  const unheard =
    patch.wording !== '' && !patch.forAll && bearing.some((each) => !patch.heard.includes(each.id));
  if (unheard && !theirs) {
    return refuse(
      'disputes/binds-others',
      '归属方不承担这一项，改写它会改动其他组织的责任。请勾选“同类组织都照此办”，或不改写。',
      { status: 422 },
    );
  }
  const owner = body && theirs && !('each' in duty.owner) ? patch.owner : null;
  if (owner === null && patch.wording === '') return ok(null);
  const beside = unheard ? await addBeside(ctx, draft, duties, duty, patch) : null;
  if (unheard && !beside) {
    return refuse('duties/too-many', '这一类责任项的编号已用完。请先合并或删减。', { status: 422 });
  }
  const text = patch.wording === '' || unheard ? {} : { text: patch.wording };
  await updateDuty(ctx.tx, tenantId, duty.id, duty.version, text);
  if (owner) {
    const dutyIds = [duty.id, ...(beside ? [beside.id] : [])];
    await removePins(ctx.tx, tenantId, dutyIds, owner.orgId);
    // Whoever rules that somebody answers gives him the rights that it takes.
    const { needs } = partsOf(ctx.services.content, duty);
    const pins = dutyIds.map((dutyId) => ({
      ...{ dutyId, ...owner, post: null, grants: needs },
      source: 'pinned' as const,
    }));
    await insertOwners(ctx.tx, tenantId, pins, new Set(dutyIds), ctx.today);
  }
  await touchFramework(ctx.tx, tenantId, draft.frameworkId);
  return ok(beside?.code ?? duty.code);
}

/** Adds a duty like another one in the wording of a ruling, for the one organisation; null if no number is free. */
async function addBeside(
  ctx: Caller,
  draft: Draft,
  duties: readonly DutyRow[],
  duty: DutyRow,
  patch: DutyPatch,
): Promise<{ id: string; code: string } | null> {
  const code = nextCode(duties, duty.code.slice(0, 3), patch.fromNumber);
  if (code === null) return null;
  const { framework_id, list_id, place, row_id, column_id, version, from_on, to_on, ...like } = duty;
  const id = await insertDutyBeside(ctx.tx, {
    ...like,
    id: newId(),
    frameworkId: draft.frameworkId,
    code,
    text: patch.wording,
    parts: partsOf(ctx.services.content, duty),
    covered_by: duty.covered_by ?? duty.code,
    only_orgs: [patch.orgId],
    cell: { row: row_id, column: column_id },
  });
  return id === null ? null : { id, code };
}

/** The next free code of a subject, from a number on; null if none is free. */
function nextCode(duties: readonly DutyRow[], prefix: string, from: number): string | null {
  const taken = duties
    .filter((duty) => duty.code.startsWith(prefix))
    .map((duty) => Number(duty.code.slice(prefix.length)));
  const number = Math.max(from, ...taken.map((each) => each + 1));
  return number > 99 ? null : `${prefix}${String(number).padStart(2, '0')}`;
}

/** A duty that a ruling adds to a list. */
export type AddedDuty = {
  subject: string;
  title: string;
  text: string;
  standard: string;
  result: string;
  posts: readonly string[];
  /** The organisation it is addressed to; null: all of its kinds. */
  only: { id: string; kind: string } | null;
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
  const duties = await dutiesOf(ctx.tx, tenantId, draft.frameworkId);
  const code = nextCode(duties, `D${subject.code}-`, added.fromNumber);
  if (code === null) return null;
  // A body without any of the posts could never have an owner: the draft would have a hole there.
  const bodies = subject.bodies.filter((body) =>
    added.posts.some((id) => post.get(id)?.bodies.includes(body)),
  );
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
    bodies,
    // A unit as a party is borne for by its committee, which there is only one of.
    only_orgs: added.only && (bodies as readonly string[]).includes(added.only.kind) ? [added.only.id] : [],
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
