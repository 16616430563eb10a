import { firstHolder, firstHolders, type Places } from './places.rules.ts';
import type { Binding, Body, Defect, DefectCode, ListedDuty } from './solver.rules.ts';

/** What is wrong with the parts of a duty as it is written, whoever holds the posts. */
export function incompleteParts(duty: ListedDuty): Defect[] {
  const { needs, do: carry, guide, assist } = duty.parts;
  const given = assist.map((each) => plain(each.deliverable));
  const own = plain(duty.result);
  const missing: [DefectCode, boolean][] = [
    ['no-right', needs.length === 0],
    ['no-doer', carry === null],
    ['no-guide', guide === null || (guide.posts.length === 0 && !guide.above)],
    ['assist-blank', given.some((each) => each === '')],
    ['assist-same', given.some((each, at) => each !== '' && (each === own || given.indexOf(each) !== at))],
    ['no-fallback', 'posts' in duty.owner && chainOf(duty.owner).length < 2],
  ];
  return missing
    .filter(([, absent]) => absent)
    .map(([code]) => ({ code, dutyId: duty.id, orgId: null, personIds: [] }));
}

/** What is wrong between those who have a part in a duty in one organisation that has an owner for it. */
export function partDefects(
  duty: ListedDuty,
  body: Body,
  owners: readonly Binding[] | 'members',
  places: Places,
): Defect[] {
  const defects: Defect[] = [];
  const push = (code: DefectCode, personIds: readonly string[]) =>
    defects.push({ code, dutyId: duty.id, orgId: body.id, personIds });
  if (owners === 'members') {
    if (duty.parts.needs.some((right) => !places.rights.get(right)?.has('member'))) push('powerless', []);
  } else {
    const powerless = owners.filter((owner) => rightsMissing(duty, body, owner, places).length > 0);
    if (powerless.length > 0) push('powerless', [...new Set(powerless.map((each) => each.personId))].sort());
  }
  const { do: carry, guide } = duty.parts;
  if (carry !== null && carry !== 'owner' && !carry.or_owner && !firstHolders(carry.posts, body.id, places)) {
    push('no-doer', []);
  }
  if (guide !== null && !guide.above && guide.posts.length > 0) {
    const first = firstHolder(guide.posts, body.id, places);
    if (first === null) push('no-guide', []);
    // Whoever guides the others is guided by the next of the chain; there has to be one beside himself.
    else if (
      owners !== 'members' &&
      owners.some((owner) => owner.personId === first) &&
      firstHolder(guide.posts, body.id, places, first) === null
    ) {
      push('self-guided', [first]);
    }
  }
  return defects;
}

/** The rights that a duty needs and its owner does not have: by no post of his, not as a stand-in, not in writing. */
export function rightsMissing(duty: ListedDuty, body: Body, owner: Binding, places: Places): string[] {
  return duty.parts.needs.filter((right) => {
    const posts = places.rights.get(right);
    if (!posts) return true;
    if (posts.has('member') || (owner.post !== null && posts.has(owner.post))) return false;
    const pin = owner.source === 'pinned' ? places.pins.get(duty.id)?.get(body.id) : undefined;
    if (pin?.grants.includes(right)) return false;
    const held = places.held.get(owner.personId);
    for (const orgId of places.reach.get(body.id) ?? []) {
      if (held?.get(orgId)?.some((post) => posts.has(post))) return false;
    }
    return !standsIn(duty, body, owner, posts, places);
  });
}

/** Whoever the list itself names as stand-in has the rights of the post at the head of its chain. */
function standsIn(
  duty: ListedDuty,
  body: Body,
  owner: Binding,
  posts: ReadonlySet<string>,
  places: Places,
): boolean {
  if (!('posts' in duty.owner)) return false;
  const [head] = duty.owner.posts;
  if (head === undefined || !posts.has(head)) return false;
  if (owner.source === 'fallback') return true;
  const held = places.held.get(owner.personId);
  const near = held?.get(body.id) ?? [];
  const above = body.parentId === null ? [] : (held?.get(body.parentId) ?? []);
  return (
    duty.owner.posts.some((post) => near.includes(post)) ||
    (duty.owner.or_parent ?? []).some((post) => above.includes(post))
  );
}

/** Who has which part in a duty in one organisation. `above`: the organisation above the unit guides. */
export type Cast = {
  doers: string[];
  guide: string | null;
  assistants: { personId: string; deliverable: string }[];
};

/** Casts a duty in one organisation: who carries it out, who guides its owner, who assists with what. */
export function castOf(
  duty: Pick<ListedDuty, 'parts'>,
  bodyId: string,
  ownerIds: readonly string[],
  places: Places,
): Cast {
  const { do: carry, guide, assist } = duty.parts;
  const found = carry === null || carry === 'owner' ? null : firstHolders(carry.posts, bodyId, places);
  const doers = found ? [...found] : carry === 'owner' || carry?.or_owner ? [...ownerIds] : [];
  const [owner = null] = ownerIds;
  const other = guide && firstHolder(guide.posts, bodyId, places, ownerIds.length === 1 ? owner : null);
  return {
    doers,
    guide: other ?? (guide?.above ? 'above' : null),
    assistants: assist.flatMap(({ posts, deliverable }) =>
      (firstHolders(posts, bodyId, places) ?? [])
        .filter((personId) => !ownerIds.includes(personId))
        .map((personId) => ({ personId, deliverable })),
    ),
  };
}

/** The posts of a chain without repetitions, those of the organisation above included. */
export function chainOf(owner: {
  posts: readonly string[];
  or_parent?: readonly string[] | undefined;
}): string[] {
  return [...new Set([...owner.posts, ...(owner.or_parent ?? [])])];
}

/** A text without spaces and marks, so that a thing cannot be handed over twice under two spellings. */
function plain(text: string): string {
  return text
    .normalize('NFKC')
    .replace(/[\s\p{P}]/gu, '')
    .toLowerCase();
}
