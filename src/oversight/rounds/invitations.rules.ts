import type { GroupCount } from './cells.rules.ts';
import type { GroupSource } from './rounds.tables.ts';

/** A rater who is known: a person, or an account that belongs to none. */
export interface KnownRater {
  personId: string | null;
  accountId: string | null;
}

/** What is known of a round's raters before it opens. */
export interface RaterSources {
  /** in their fixed order */
  groups: readonly { code: string; source: GroupSource; linksPerRatee: number }[];
  ratees: readonly string[];
  /** people of the `named` groups */
  named: readonly (KnownRater & { group: string })[];
  /** current members of the organisations rated */
  members: readonly { ratee: string; personId: string }[];
  /** who answers for an organisation rated: its secretary does not rate it */
  secretaries: readonly { ratee: string; personId: string }[];
}

/** An invitation to be written: one rater, one group; `ratee` null means all organisations but the recused. */
export interface PlannedInvitation extends KnownRater {
  group: string;
  ratee: string | null;
  recused: string[];
}

/**
 * Who is invited to rate what. A person rates an organisation once: whoever is in a `named` group is not asked again as
 * a member. A secretary does not rate the branch it answers for (回避). Links are blank: nobody is entered for them.
 */
export function planInvitations(sources: RaterSources): PlannedInvitation[] {
  const recusedOf = new Map<string, string[]>();
  for (const { ratee, personId } of sources.secretaries) {
    recusedOf.set(personId, [...(recusedOf.get(personId) ?? []), ratee]);
  }
  const asked = new Set(sources.named.map((rater) => rater.personId));
  return sources.groups.flatMap((group): PlannedInvitation[] => {
    if (group.source === 'named') {
      return sources.named
        .filter((rater) => rater.group === group.code)
        .map(({ personId, accountId }) => ({
          group: group.code,
          ratee: null,
          personId,
          accountId,
          recused:
            (personId && recusedOf.get(personId)?.filter((ratee) => sources.ratees.includes(ratee))) || [],
        }));
    }
    if (group.source === 'members') {
      return sources.members
        .filter(({ ratee, personId }) => !asked.has(personId) && !recusedOf.get(personId)?.includes(ratee))
        .map(({ ratee, personId }) => ({ group: group.code, ratee, personId, accountId: null, recused: [] }));
    }
    return sources.ratees.flatMap((ratee) =>
      Array.from({ length: group.linksPerRatee }, () => ({
        group: group.code,
        ratee,
        personId: null,
        accountId: null,
        recused: [],
      })),
    );
  });
}

/** How many raters each organisation has in each group. */
export function countRaters(
  ratees: readonly string[],
  invitations: readonly PlannedInvitation[],
): GroupCount[] {
  const counts = new Map<string, GroupCount>();
  for (const { group, ratee, recused } of invitations) {
    for (const each of ratee === null ? ratees.filter((one) => !recused.includes(one)) : [ratee]) {
      const key = `${each} ${group}`;
      const count = counts.get(key) ?? { ratee: each, group, count: 0 };
      count.count += 1;
      counts.set(key, count);
    }
  }
  return [...counts.values()];
}
