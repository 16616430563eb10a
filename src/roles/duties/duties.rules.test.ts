import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parameter } from '#standards/packs/content.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import type { BodyKind } from '#standards/packs/packs.schema.ts';
import { mayPublish, memberBindings, overloaded, solveDuties } from './duties.rules.ts';
import type { Body, BranchMember, Defect, Holder, ListedDuty, Unit } from './solver.rules.ts';
import { WHOLE_EDITION } from './time.rules.ts';

const content = loadContent(join(import.meta.dirname, '../../../content'));
const CEILING = parameter(content, 'load-ceiling');
const shipped: ListedDuty[] = content.duties.map((duty) => ({ ...duty, code: duty.id, time: WHOLE_EDITION }));

function body(id: string, kind: BodyKind, parentId: string | null = null, fullMembers = 9): Body {
  return { id, kind, parentId, members: fullMembers, fullMembers };
}

/** A unit in which every post is held by exactly one person. */
function soundUnit(branches = 2): Unit & { members: BranchMember[] } {
  const bodies = [body('party-group', 'leading_group'), body('committee', 'organ_committee')];
  for (let n = 0; n < branches; n += 1) bodies.push(body(`branch-${n}`, 'branch', 'committee'));
  bodies.push(body('group', 'group', 'branch-0', 4));
  const holders: Holder[] = bodies.flatMap((each) =>
    content.posts
      .filter((post) => post.bodies.includes(each.kind))
      .map((post) => ({ personId: `${each.id}/${post.id}`, orgId: each.id, post: post.id })),
  );
  const members = bodies
    .filter((each) => each.kind === 'branch')
    .flatMap((each) =>
      Array.from({ length: 5 }, (_, n) => ({
        personId: `${each.id}/member-${n}`,
        orgId: each.id,
        exempt: n === 4,
      })),
    );
  return {
    today: '2026-03-02',
    bodies,
    holders,
    members,
    pins: [],
    posts: content.posts,
    rights: content.rights,
  };
}

describe('the shipped duties in a unit with every post filled', () => {
  const unit = soundUnit();
  const solution = solveDuties(shipped, unit);

  test('raise no alarm and may be published', () => {
    expect(solution.defects).toEqual([]);
    expect(mayPublish(solution, CEILING)).toBe(true);
  });

  test('addressed to one branch alone are borne there and nowhere else, and leave a hole where it is gone', () => {
    const every = shipped.filter((duty) => duty.mode === 'every' && duty.bodies.includes('branch'));
    const bound = solveDuties(
      every.map((duty) => ({ ...duty, only: ['branch-1'] })),
      unit,
    );
    expect(bound.defects).toEqual([]);
    expect(new Set(bound.bindings.map((each) => each.orgId))).toEqual(new Set(['branch-1']));
    const members = every.flatMap((duty) =>
      memberBindings({ ...duty, only: ['branch-1'] }, unit.bodies, unit.members),
    );
    expect(new Set(members.map((each) => each.orgId))).toEqual(new Set(['branch-1']));
    const gone = solveDuties([{ ...every[0]!, only: ['dissolved'] }], unit);
    expect(gone.defects).toMatchObject([{ code: 'no-body' }]);
  });

  test('have exactly one owner for each duty and body', () => {
    expect(solution.bindings.length).toBeGreaterThan(50);
    const oneOwner = new Set(shipped.filter((duty) => 'posts' in duty.owner).map((duty) => duty.id));
    const seen = new Set<string>();
    for (const binding of solution.bindings.filter((each) => oneOwner.has(each.dutyId))) {
      const key = `${binding.dutyId} ${binding.orgId}`;
      expect(seen.has(key), key).toBe(false);
      seen.add(key);
      expect(binding.source).toBe('post');
    }
  });

  test('spare the exempt where the regulation does, and no others', () => {
    const bearing = (code: string) => {
      const duty = shipped.find((each) => each.code === code)!;
      return memberBindings(duty, unit.bodies, unit.members).map((each) => each.personId);
    };
    const study = bearing('DF-01');
    const dues = bearing('DF-02');
    expect(bearing('DE-01')).toEqual([]);
    expect(study).not.toContain('branch-0/member-4');
    expect(study).toContain('branch-0/member-3');
    expect(dues).toContain('branch-0/member-4');
  });

  test('ask a committee meeting only of branches with seven full members, a group meeting only of groups', () => {
    const small = { ...unit, bodies: [...unit.bodies, body('tiny', 'branch', 'committee', 6)] };
    const holders = [
      ...unit.holders,
      { personId: 'tiny/secretary', orgId: 'tiny', post: 'branch-secretary' },
    ];
    const solved = solveDuties(shipped, { ...small, holders });
    expect(solved.defects).toEqual([]);
    const bearing = (code: string) =>
      solved.bindings.filter((each) => each.dutyId === code).map((each) => each.orgId);
    expect(bearing('DE-02').sort()).toEqual(['branch-0', 'branch-1']);
    expect(bearing('DE-01')).toContain('tiny');
    expect(bearing('DE-03')).toEqual(['group']);
    expect(solved.notApplicable).toContainEqual({ dutyId: 'DE-02', orgId: 'tiny', why: 'too-small' });
    const without = solveDuties(shipped, {
      ...unit,
      bodies: unit.bodies.filter((each) => each.kind !== 'group'),
    });
    expect(without.notApplicable).toContainEqual({ dutyId: 'DE-03', orgId: null, why: 'no-such-body' });
    expect(without.defects).toEqual([]);
  });
});

describe('holes and overlaps', () => {
  const unit = soundUnit();
  const codes = (defects: readonly Defect[]) => new Set(defects.map((each) => each.code));

  test('a vacant post falls to the next of its chain, the last vacancy is a hole', () => {
    const without = (...posts: string[]) => ({
      ...unit,
      holders: unit.holders.filter((each) => !(each.orgId === 'branch-0' && posts.includes(each.post))),
    });
    const acting = solveDuties(shipped, without('branch-secretary'));
    expect(acting.defects).toEqual([]);
    expect(acting.bindings).toContainEqual({
      dutyId: 'DE-01',
      orgId: 'branch-0',
      personId: 'branch-0/branch-deputy',
      post: 'branch-deputy',
      source: 'fallback',
    });
    const vacant = solveDuties(shipped, without('branch-secretary', 'branch-deputy'));
    expect(codes(vacant.defects)).toEqual(new Set(['no-owner']));
    expect(vacant.defects).toContainEqual({
      code: 'no-owner',
      dutyId: 'DE-01',
      orgId: 'branch-0',
      personIds: [],
    });
    expect(mayPublish(vacant, CEILING)).toBe(false);
  });

  test('two holders of one post overlap, and a pin settles it', () => {
    const holders = [...unit.holders, { personId: 'second', orgId: 'branch-0', post: 'branch-secretary' }];
    const solved = solveDuties(shipped, { ...unit, holders });
    expect(solved.defects).toContainEqual({
      code: 'two-owners',
      dutyId: 'DE-01',
      orgId: 'branch-0',
      personIds: ['branch-0/branch-secretary', 'second'],
    });
    const pins = [...new Set(solved.defects.map((each) => each.dutyId))].map((dutyId) => ({
      dutyId,
      orgId: 'branch-0',
      personId: 'second',
      grants: [],
    }));
    expect(solveDuties(shipped, { ...unit, holders, pins }).defects).toEqual([]);
  });

  test('a unit without an organ committee lets its only branch supervise, two branches must be told apart', () => {
    const single: Unit = {
      ...soundUnit(1),
      bodies: soundUnit(1).bodies.filter((each) => each.kind !== 'organ_committee'),
    };
    expect(solveDuties(shipped, single).defects).toEqual([]);
    const double = { ...unit, bodies: unit.bodies.filter((each) => each.kind !== 'organ_committee') };
    expect(codes(solveDuties(shipped, double).defects)).toEqual(new Set(['two-bodies']));
  });

  test('every injected defect is found, and nothing else is', () => {
    type Injected = { duties: ListedDuty[]; expected: Defect[] };
    const defectArb = fc
      .uniqueArray(fc.integer({ min: 0, max: shipped.length - 1 }), { minLength: 1, maxLength: 20 })
      .chain((at) =>
        fc.tuple(
          fc.constant(at),
          fc.array(fc.integer({ min: 0, max: 4 }), { minLength: at.length, maxLength: at.length }),
        ),
      )
      .map(([at, kinds]): Injected => {
        const duties = [...shipped];
        const expected: Defect[] = [];
        at.forEach((place, n) => {
          const duty = duties[place]!;
          const add = (code: Defect['code']) =>
            expected.push({ code, dutyId: duty.id, orgId: null, personIds: [] });
          const kind = kinds[n]!;
          if (kind === 0) duties[place] = { ...duty, basis: [] };
          if (kind === 1) duties[place] = { ...duty, cadence: null };
          if (kind === 2) duties[place] = { ...duty, result: '  ' };
          if (kind === 3) duties[place] = { ...duty, evidence: [] };
          if (kind === 4) duties[place] = { ...duty, mode: 'every', bodies: ['joint_branch'], applies: {} };
          add((['no-basis', 'no-cadence', 'no-result', 'no-evidence', 'no-body'] as const)[kind]!);
        });
        return { duties, expected };
      });
    const sorted = (defects: readonly Defect[]) =>
      defects.map((each) => `${each.dutyId} ${each.code} ${each.orgId}`).sort();
    fc.assert(
      fc.property(defectArb, ({ duties, expected }) => {
        expect(sorted(solveDuties(duties, unit).defects)).toEqual(sorted(expected));
      }),
    );
  });

  test('a unit without a single member has a hole, an empty branch beside others none', () => {
    const none = { ...unit, bodies: unit.bodies.map((each) => ({ ...each, members: 0 })) };
    expect(solveDuties(shipped, none).defects.map((each) => each.dutyId)).toContain('DF-01');
    const one = {
      ...unit,
      bodies: unit.bodies.map((each) => (each.id === 'branch-1' ? { ...each, members: 0 } : each)),
    };
    expect(solveDuties(shipped, one).defects).toEqual([]);
  });

  test('200 seeded vacancies and double posts are all found', () => {
    const wide = soundUnit(100);
    const vacated = new Set(Array.from({ length: 50 }, (_, n) => `branch-${n}`));
    const doubled = new Set(Array.from({ length: 50 }, (_, n) => `branch-${n + 50}`));
    const ends = ['branch-secretary', 'branch-deputy'];
    const holders = wide.holders
      .filter((each) => !(vacated.has(each.orgId) && ends.includes(each.post)))
      .flatMap((each) =>
        doubled.has(each.orgId) && each.post === 'branch-secretary'
          ? [each, { ...each, personId: `${each.personId}-2` }]
          : [each],
      );
    const duties = shipped.filter((duty) => ['DE-01', 'DE-06'].includes(duty.id));
    const { defects } = solveDuties(duties, { ...wide, holders });
    expect(defects).toHaveLength(200);
    expect(defects.filter((each) => each.code === 'no-owner' && vacated.has(each.orgId ?? ''))).toHaveLength(
      100,
    );
    expect(
      defects.filter((each) => each.code === 'two-owners' && doubled.has(each.orgId ?? '')),
    ).toHaveLength(100);
  });
});

test('one person who owns too much is named; above the ceiling the list is not issued', () => {
  const unit = soundUnit(1);
  // The others who guide stay: only what is owned falls on one person.
  const holders = unit.holders.map((each) =>
    each.post.endsWith('secretary') ? { ...each, personId: 'everything' } : each,
  );
  const solution = solveDuties(shipped, { ...unit, holders });
  const [first] = overloaded(solution, 25);
  expect(first?.personId).toBe('everything');
  expect(first!.duties).toBeGreaterThan(CEILING);
  expect(mayPublish({ ...solution, defects: [] }, CEILING)).toBe(false);
  expect(mayPublish({ ...solution, defects: [] }, first!.duties)).toBe(true);
  expect(overloaded(solution, first!.duties)).toEqual([]);
});

test('1,000 duties over 300 posts are solved without a false alarm', () => {
  const unit = soundUnit(60);
  expect(unit.holders.length).toBeGreaterThanOrEqual(300);
  const duties = Array.from({ length: 1000 }, (_, n) => ({
    ...shipped[n % shipped.length]!,
    id: `duty-${n}`,
  }));
  expect(solveDuties(duties, unit).defects).toEqual([]);
});
