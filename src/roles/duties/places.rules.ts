import type { BodyKind } from '#standards/packs/packs.schema.ts';
import type { Body, Pin, Unit } from './solver.rules.ts';

/** The holders of a post within reach of an organisation: those of the nearest place, and all of them, the nearest first. */
type Held = { nearest: readonly string[]; all: readonly string[] };

/** A unit indexed for the solver. */
export type Places = {
  bodiesByKind: ReadonlyMap<BodyKind, Body[]>;
  bodies: ReadonlyMap<string, Body>;
  /** Who holds a post, by organisation and post. */
  holders: ReadonlyMap<string, ReadonlyMap<string, string[]>>;
  /** The posts a person holds, by organisation. */
  held: ReadonlyMap<string, ReadonlyMap<string, string[]>>;
  /** Who is named, by duty and organisation. */
  pins: ReadonlyMap<string, ReadonlyMap<string, Pin>>;
  /** The posts that have a right. */
  rights: ReadonlyMap<string, ReadonlySet<string>>;
  /** The kinds of organisation that have a post. */
  postKinds: ReadonlyMap<string, ReadonlySet<BodyKind>>;
  /** Where those who guide and assist an organisation are looked for: itself, what is above it, the unit's committees. */
  reach: ReadonlyMap<string, string[]>;
  /** Who holds a post within that reach, by organisation and post. */
  near: ReadonlyMap<string, ReadonlyMap<string, Held>>;
};

/** Kinds whose posts reach into every organisation of the unit. */
const LEADING: readonly BodyKind[] = ['organ_committee', 'leading_group'];

/** Indexes a unit. */
export function indexUnit(unit: Omit<Unit, 'today'>): Places {
  const holders = new Map<string, Map<string, string[]>>();
  const held = new Map<string, Map<string, string[]>>();
  for (const { orgId, post, personId } of unit.holders) {
    add(holders, orgId, post, personId);
    add(held, personId, orgId, post);
  }
  const bodies = new Map(unit.bodies.map((body) => [body.id, body]));
  const leading = LEADING.flatMap((kind) =>
    unit.bodies.filter((body) => body.kind === kind).map((body) => body.id),
  );
  const reach = new Map<string, string[]>();
  for (const body of unit.bodies) {
    const found = new Set<string>();
    for (
      let at: Body | undefined = body;
      at && !found.has(at.id);
      at = at.parentId === null ? undefined : bodies.get(at.parentId)
    ) {
      found.add(at.id);
    }
    for (const id of leading) found.add(id);
    reach.set(body.id, [...found]);
  }
  const bodiesByKind = new Map<BodyKind, Body[]>();
  for (const body of unit.bodies) {
    const same = bodiesByKind.get(body.kind);
    if (same) same.push(body);
    else bodiesByKind.set(body.kind, [body]);
  }
  const postKinds = new Map(unit.posts.map((post) => [post.id, new Set(post.bodies)]));
  return {
    bodiesByKind,
    bodies,
    near: new Map(
      unit.bodies.map((body) => [
        body.id,
        holdersNear(body, { holders, postKinds }, reach.get(body.id) ?? []),
      ]),
    ),
    holders,
    held,
    pins: pinsByDuty(unit.pins),
    rights: new Map(unit.rights.map((right) => [right.id, new Set(right.posts)])),
    postKinds,
    reach,
  };
}

/** The first holder of the posts within reach of an organisation, in the order of the posts and then the nearest first, who is somebody other than `not`. */
export function firstHolder(
  posts: readonly string[],
  bodyId: string,
  places: Places,
  not: string | null = null,
): string | null {
  const near = places.near.get(bodyId);
  for (const post of posts) {
    for (const personId of near?.get(post)?.all ?? []) if (personId !== not) return personId;
  }
  return null;
}

/** The holders of the first of the posts that is filled within reach of an organisation. */
export function firstHolders(
  posts: readonly string[],
  bodyId: string,
  places: Places,
): readonly string[] | null {
  const near = places.near.get(bodyId);
  for (const post of posts) {
    const held = near?.get(post);
    if (held) return held.nearest;
  }
  return null;
}

/**
 * Who holds each post within reach of an organisation. A post that the organisation itself can
 * have is looked for there alone: another branch's commissioner is not this one's.
 */
function holdersNear(body: Body, places: Pick<Places, 'holders' | 'postKinds'>, reach: readonly string[]) {
  const near = new Map<string, Held>();
  for (const [post, kinds] of places.postKinds) {
    const where = kinds.has(body.kind) ? [body.id] : reach;
    const found = where.flatMap((orgId) => {
      const here = places.holders.get(orgId)?.get(post);
      return here ? [here] : [];
    });
    const [nearest] = found;
    if (nearest) near.set(post, { nearest, all: found.flat() });
  }
  return near;
}

function pinsByDuty(pins: readonly Pin[]): Map<string, Map<string, Pin>> {
  const groups = new Map<string, Map<string, Pin>>();
  for (const pin of pins) {
    const group = groups.get(pin.dutyId);
    if (group) group.set(pin.orgId, pin);
    else groups.set(pin.dutyId, new Map([[pin.orgId, pin]]));
  }
  return groups;
}

function add(groups: Map<string, Map<string, string[]>>, one: string, two: string, item: string): void {
  let inner = groups.get(one);
  if (!inner) {
    inner = new Map();
    groups.set(one, inner);
  }
  const known = inner.get(two);
  if (!known) inner.set(two, [item]);
  else if (!known.includes(item)) known.push(item);
}
