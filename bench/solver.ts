import { join } from 'node:path';
import { solveDuties } from '#roles/duties/duties.rules.ts';
import { WHOLE_EDITION } from '#roles/duties/time.rules.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import { median } from './lists.ts';

/** 1,000 duties over at least 300 posts: how many posts there are, and the median of the milliseconds. */
export type SolverFigure = { duties: number; posts: number; ms: number };

const ROUNDS = 9;

/** Solves 1,000 duties, the shipped ones over and over, in a unit of 60 branches with every post filled. */
export function measureSolver(): SolverFigure {
  const content = loadContent(join(import.meta.dirname, '../content'));
  const body = (
    id: string,
    kind: 'leading_group' | 'organ_committee' | 'branch',
    parentId: string | null,
  ) => ({
    id,
    kind,
    parentId,
    members: 20,
    fullMembers: 20,
  });
  const bodies = [body('group', 'leading_group', null), body('committee', 'organ_committee', null)];
  for (let n = 0; n < 60; n += 1) bodies.push(body(`branch-${n}`, 'branch', 'committee'));
  const holders = bodies.flatMap((each) =>
    content.posts
      .filter((post) => post.bodies.includes(each.kind))
      .map((post) => ({ personId: `${each.id}/${post.id}`, orgId: each.id, post: post.id })),
  );
  const duties = Array.from({ length: 1000 }, (_, n) => {
    const duty = content.duties[n % content.duties.length]!;
    return { ...duty, code: duty.id, id: `duty-${n}`, time: WHOLE_EDITION };
  });
  const unit = {
    today: '2026-03-02',
    bodies,
    holders,
    pins: [],
    posts: content.posts,
    rights: content.rights,
  };
  const times = Array.from({ length: ROUNDS }, () => {
    const begun = performance.now();
    solveDuties(duties, unit);
    return performance.now() - begun;
  });
  return { duties: duties.length, posts: holders.length, ms: median(times) };
}
