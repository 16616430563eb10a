import type { BodyKind, OwnerRule } from '#standards/packs/packs.schema.ts';
import { isAddressed } from './bearers.rules.ts';
import { incompleteParts, partDefects } from './parts.rules.ts';
import { indexUnit, type Places } from './places.rules.ts';
import type {
  Binding,
  BindingSource,
  Body,
  BranchMember,
  Defect,
  DefectCode,
  ListedDuty,
  Solution,
  Unit,
} from './solver.rules.ts';
import { hasEnded } from './time.rules.ts';

/**
 * Binds the duties of a unit to the people who hold the posts, and finds every hole and overlap (文章二、1：“都管都不管”):
 * a duty has exactly one owner in each organisation that bears it, or is borne by each holder for himself; he has the right
 * that it needs (权责对等), somebody carries it out, somebody else guides, whoever assists hands over something of his own;
 * a vacancy has a stand-in; and it has a basis, a cadence, a standard, a result and evidence that is enough. What has ended
 * asks nobody for anything.
 */
export function solveDuties(duties: readonly ListedDuty[], unit: Unit): Solution {
  const places = indexUnit(unit);
  const solution: Solution = { bindings: [], defects: [], notApplicable: [], load: new Map() };
  for (const duty of duties) {
    if (hasEnded(duty.time, unit.today)) {
      solution.notApplicable.push({ dutyId: duty.id, orgId: null, why: 'ended' });
      continue;
    }
    solution.defects.push(...incomplete(duty), ...incompleteParts(duty));
    const bodies = bodiesOf(duty, places, solution);
    if (isMemberBorne(duty)) {
      if (checkMembers(duty, bodies, solution)) {
        for (const body of bodies) solution.defects.push(...partDefects(duty, body, 'members', places));
      }
      continue;
    }
    for (const body of bodies) {
      const found =
        'each' in duty.owner
          ? bindEach(duty, duty.owner.each, body, places, solution)
          : bindOne(duty, duty.owner, body, places, solution);
      // Without an owner that is the hole; what hangs on him is not a hole of its own.
      if (found.length > 0) solution.defects.push(...partDefects(duty, body, found, places));
    }
  }
  return solution;
}

/** Whether a list may be published: without a single hole or overlap, and with nobody above the ceiling of duties. */
export function mayPublish(solution: Solution, ceiling: number): boolean {
  return solution.defects.length === 0 && overloaded(solution, ceiling).length === 0;
}

/** Persons who are the one owner of more duties than `limit`, most burdened first. */
export function overloaded(solution: Solution, limit: number): { personId: string; duties: number }[] {
  return [...solution.load]
    .filter(([, duties]) => duties > limit)
    .map(([personId, duties]) => ({ personId, duties }))
    .sort((a, b) => b.duties - a.duties || (a.personId < b.personId ? -1 : 1));
}

function incomplete(duty: ListedDuty): Defect[] {
  const missing: [DefectCode, boolean][] = [
    ['no-basis', duty.basis.length === 0],
    ['no-cadence', duty.cadence === null],
    ['no-standard', duty.standard.trim() === ''],
    ['no-result', duty.result.trim() === ''],
    ['no-evidence', duty.evidence.length === 0],
  ];
  return missing
    .filter(([, absent]) => absent)
    .map(([code]) => ({ code, dutyId: duty.id, orgId: null, personIds: [] }));
}

/** The organisations that bear a duty; those too small for it, and kinds the unit does not have, are noted. */
function bodiesOf(duty: ListedDuty, places: Places, solution: Solution): Body[] {
  const named = duty.only !== undefined && duty.only.length > 0;
  const of = (kind: BodyKind) => {
    const all = places.bodiesByKind.get(kind) ?? [];
    return named ? all.filter((body) => isAddressed(duty, body)) : all;
  };
  let bodies: Body[];
  if (duty.mode === 'every') {
    bodies = duty.bodies.flatMap(of);
  } else {
    bodies = duty.bodies.map(of).find((found) => found.length > 0) ?? [];
    if (bodies.length > 1) {
      // Two committees, or several branches and nothing above them: somebody has to say which one it is.
      const pinned = bodies.filter((body) => places.pins.get(duty.id)?.has(body.id));
      if (pinned.length === 1) return pinned;
      solution.defects.push({ code: 'two-bodies', dutyId: duty.id, orgId: null, personIds: [] });
      return [];
    }
  }
  if (bodies.length === 0) {
    if (duty.applies.only_where_body_exists) {
      solution.notApplicable.push({ dutyId: duty.id, orgId: null, why: 'no-such-body' });
    } else {
      solution.defects.push({ code: 'no-body', dutyId: duty.id, orgId: null, personIds: [] });
    }
    return [];
  }
  const least = duty.applies.min_full_members;
  if (least === undefined) return bodies;
  return bodies.filter((body) => {
    if (body.fullMembers >= least) return true;
    solution.notApplicable.push({ dutyId: duty.id, orgId: body.id, why: 'too-small' });
    return false;
  });
}

function bindOne(
  duty: ListedDuty,
  rule: Extract<OwnerRule, { posts: unknown }>,
  body: Body,
  places: Places,
  solution: Solution,
): Binding[] {
  const bind = (personId: string, post: string | null, source: BindingSource) => {
    const binding = { dutyId: duty.id, orgId: body.id, personId, post, source };
    solution.bindings.push(binding);
    solution.load.set(personId, (solution.load.get(personId) ?? 0) + 1);
    return [binding];
  };
  const pin = places.pins.get(duty.id)?.get(body.id);
  if (pin !== undefined) return bind(pin.personId, null, 'pinned');
  const filled = firstFilled(rule, body, places);
  if (!filled) {
    solution.defects.push({ code: 'no-owner', dutyId: duty.id, orgId: body.id, personIds: [] });
    return [];
  }
  const [first, ...others] = filled.holders as [string, ...string[]];
  if (others.length === 0) return bind(first, filled.post, filled.head ? 'post' : 'fallback');
  solution.defects.push({
    code: 'two-owners',
    dutyId: duty.id,
    orgId: body.id,
    personIds: [...filled.holders].sort(),
  });
  return [];
}

/** The first filled post of the chain answers: that is how a vacancy finds its stand-in, and says so. */
function firstFilled(
  rule: Extract<OwnerRule, { posts: unknown }>,
  body: Body,
  places: Places,
): { post: string; holders: readonly string[]; head: boolean } | null {
  const here = places.holders.get(body.id);
  for (const post of rule.posts) {
    const holders = here?.get(post);
    if (holders) return { post, holders, head: post === rule.posts[0] };
  }
  const above = body.parentId === null ? undefined : places.holders.get(body.parentId);
  for (const post of rule.or_parent ?? []) {
    const holders = above?.get(post);
    if (holders) return { post, holders, head: false };
  }
  return null;
}

function bindEach(
  duty: ListedDuty,
  posts: readonly string[],
  body: Body,
  places: Places,
  solution: Solution,
): Binding[] {
  const here = new Map<string, Binding>();
  for (const post of posts) {
    for (const personId of places.holders.get(body.id)?.get(post) ?? []) {
      // Somebody with two of the posts bears the duty once.
      if (!here.has(personId))
        here.set(personId, { dutyId: duty.id, orgId: body.id, personId, post, source: 'post' });
    }
  }
  const found = [...here.values()];
  solution.bindings.push(...found);
  if (found.length === 0) {
    if (duty.applies.only_where_held)
      solution.notApplicable.push({ dutyId: duty.id, orgId: body.id, why: 'not-held' });
    else solution.defects.push({ code: 'no-owner', dutyId: duty.id, orgId: body.id, personIds: [] });
  }
  return found;
}

/** A branch without members has nobody to ask; a unit without any member has a hole. Whether there is somebody. */
function checkMembers(duty: ListedDuty, bodies: readonly Body[], solution: Solution): boolean {
  if (bodies.length > 0 && bodies.every((body) => body.members === 0)) {
    solution.defects.push({ code: 'no-owner', dutyId: duty.id, orgId: null, personIds: [] });
    return false;
  }
  return true;
}

/** Whether a duty is borne by every member of the branch. */
export function isMemberBorne(duty: Pick<ListedDuty, 'owner'>): boolean {
  return 'each' in duty.owner && duty.owner.each.includes('member');
}

/**
 * The bindings of a member-borne duty: every member of the branches that bear it, without those on whom the
 * regulation makes no hard demand.
 */
export function memberBindings(
  duty: ListedDuty,
  bodies: readonly Body[],
  members: readonly BranchMember[],
): Binding[] {
  if (!isMemberBorne(duty)) return [];
  const spares = duty.applies.exempt?.includes('infirm') ?? false;
  const bearing = new Set(bodies.filter((body) => isAddressed(duty, body)).map((body) => body.id));
  return members
    .filter((member) => bearing.has(member.orgId) && !(spares && member.exempt))
    .map(({ orgId, personId }) => ({
      dutyId: duty.id,
      orgId,
      personId,
      post: null,
      source: 'member' as const,
    }));
}
