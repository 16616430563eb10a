import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadContent } from '#standards/packs/load-content.ts';
import type { BodyKind } from '#standards/packs/packs.schema.ts';
import { solveDuties } from './duties.rules.ts';
import { castOf } from './parts.rules.ts';
import { indexUnit } from './places.rules.ts';
import { suggestRepair } from './repairs.rules.ts';
import type { Body, Defect, DefectCode, Holder, ListedDuty, Unit } from './solver.rules.ts';
import { WHOLE_EDITION } from './time.rules.ts';

const content = loadContent(join(import.meta.dirname, '../../../content'));
const shipped: ListedDuty[] = content.duties.map((duty) => ({ ...duty, code: duty.id, time: WHOLE_EDITION }));
const byCode = (code: string) => shipped.find((duty) => duty.code === code)!;

/** A unit with a leading group, a committee and branches, every post held by one person. */
function unitOf(branches: number): Unit {
  const body = (id: string, kind: BodyKind, parentId: string | null = null): Body => ({
    id,
    kind,
    parentId,
    members: 9,
    fullMembers: 9,
  });
  const bodies = [body('group', 'leading_group'), body('committee', 'organ_committee')];
  for (let n = 0; n < branches; n += 1) bodies.push(body(`b${n}`, 'branch', 'committee'));
  const holders: Holder[] = bodies.flatMap((each) =>
    content.posts
      .filter((post) => post.bodies.includes(each.kind))
      .map((post) => ({ personId: `${each.id}/${post.id}`, orgId: each.id, post: post.id })),
  );
  return { today: '2026-03-02', bodies, holders, pins: [], posts: content.posts, rights: content.rights };
}

/** Deterministic dice: the same lists are injected in every run. */
function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return Math.floor((state / 2 ** 32) * below);
  };
}

type World = { duties: ListedDuty[]; unit: Unit; expected: Defect[]; touched: Set<string> };
type Injection = (world: World, roll: (below: number) => number) => boolean;

const key = (defect: Defect) =>
  `${defect.dutyId} ${defect.code} ${defect.orgId ?? ''} ${defect.personIds.join()}`;

function change(
  world: World,
  duty: ListedDuty,
  changed: Partial<ListedDuty>,
  code: DefectCode,
  at?: string,
): true {
  world.duties = world.duties.map((each) => (each === duty ? { ...each, ...changed } : each));
  world.expected.push({ code, dutyId: duty.id, orgId: at ?? null, personIds: [] });
  return true;
}

/** Of the duties not yet spoilt one that fits, by the dice. */
function pick(
  world: World,
  roll: (below: number) => number,
  fits: (duty: ListedDuty) => boolean,
): ListedDuty | null {
  const fitting = world.duties.filter((duty) => !world.touched.has(duty.id) && fits(duty));
  const duty = fitting[roll(fitting.length)];
  if (duty) world.touched.add(duty.id);
  return duty ?? null;
}

const any = () => true;
const withParts = (duty: ListedDuty, parts: Partial<ListedDuty['parts']>) => ({
  parts: { ...duty.parts, ...parts },
});
const field =
  (
    code: DefectCode,
    spoil: (duty: ListedDuty) => Partial<ListedDuty>,
    fits: (duty: ListedDuty) => boolean = any,
  ): Injection =>
  (world, roll) => {
    const duty = pick(world, roll, fits);
    return duty ? change(world, duty, spoil(duty), code) : false;
  };
const ofBranch = (duty: ListedDuty) =>
  duty.mode === 'every' && duty.bodies.includes('branch') && 'posts' in duty.owner;
const spare = (world: World, orgId: string, code: string, personIds: string[], duty: ListedDuty): true => {
  world.expected.push({ code: code as DefectCode, dutyId: duty.id, orgId, personIds });
  return true;
};

/** One way to spoil a clean list for each thing that the solver has to find. */
const injections: Record<DefectCode, Injection> = {
  'no-basis': field('no-basis', () => ({ basis: [] })),
  'no-cadence': field('no-cadence', () => ({ cadence: null })),
  'no-standard': field('no-standard', () => ({ standard: ' ' })),
  'no-result': field('no-result', () => ({ result: '' })),
  'no-evidence': field('no-evidence', () => ({ evidence: [] })),
  'no-right': field('no-right', (duty) => withParts(duty, { needs: [] })),
  'no-doer': field('no-doer', (duty) => withParts(duty, { do: null })),
  'no-guide': field('no-guide', (duty) => withParts(duty, { guide: { posts: [] } })),
  'assist-blank': field('assist-blank', (duty) =>
    withParts(duty, { assist: [{ posts: ['organisation-member'], deliverable: ' ' }] }),
  ),
  'assist-same': field('assist-same', (duty) =>
    withParts(duty, {
      assist: [{ posts: ['organisation-member'], deliverable: ` ${duty.result.replace('。', ' ')}` }],
    }),
  ),
  'no-fallback': field(
    'no-fallback',
    (duty) => ({ owner: { posts: ('posts' in duty.owner ? duty.owner.posts : []).slice(0, 1) } }),
    (duty) => 'posts' in duty.owner,
  ),
  'no-body': field('no-body', () => ({ mode: 'every', bodies: ['joint_branch'], applies: {} })),
  // Two committees: nobody knows which one it is.
  'two-bodies': (world, roll) => {
    const duty = pick(world, roll, (each) => each.mode === 'one' && 'posts' in each.owner);
    return duty ? change(world, duty, { bodies: ['branch'] }, 'two-bodies') : false;
  },
  'no-owner': (world, roll) => {
    const duty = pick(world, roll, ofBranch);
    if (!duty) return false;
    world.duties = world.duties.map((each) =>
      each === duty ? { ...each, owner: { posts: ['vacant-one', 'vacant-two'] } } : each,
    );
    for (const body of world.unit.bodies.filter((each) => each.kind === 'branch'))
      spare(world, body.id, 'no-owner', [], duty);
    return true;
  },
  // A second holder of the post at the head of one duty's chain alone.
  'two-owners': (world, roll) => {
    const duty = pick(world, roll, ofBranch);
    if (!duty) return false;
    const post = `post-of-${duty.code}`;
    const orgId = `b${roll(3)}`;
    const held = [`${orgId}/first`, `${orgId}/second`];
    world.unit = {
      ...world.unit,
      holders: [...world.unit.holders, ...held.map((personId) => ({ personId, orgId, post }))],
    };
    const chain = 'posts' in duty.owner ? duty.owner.posts : [];
    world.duties = world.duties.map((each) =>
      each === duty ? { ...each, owner: { posts: [post, ...chain] } } : each,
    );
    return spare(world, orgId, 'two-owners', held, duty);
  },
  // Named for it, of no post, and no power given.
  powerless: (world, roll) => {
    const special = (right: string) => !content.index.right.get(right)!.posts.includes('member');
    const duty = pick(world, roll, (each) => ofBranch(each) && each.parts.needs.some(special));
    if (!duty) return false;
    const orgId = `b${roll(3)}`;
    const pin = { dutyId: duty.id, orgId, personId: 'somebody', grants: [] };
    world.unit = { ...world.unit, pins: [...world.unit.pins, pin] };
    return spare(world, orgId, 'powerless', ['somebody'], duty);
  },
  // Whoever answers is the only one who could guide.
  'self-guided': (world, roll) => {
    const duty = pick(world, roll, ofBranch);
    if (!duty || !('posts' in duty.owner)) return false;
    const guided = withParts(duty, { guide: { posts: [duty.owner.posts[0]!] } });
    world.duties = world.duties.map((each) => (each === duty ? { ...each, ...guided } : each));
    for (const body of world.unit.bodies.filter((each) => each.kind === 'branch')) {
      const own = solveDuties([duty], world.unit).bindings.find((each) => each.orgId === body.id)!;
      spare(world, body.id, 'self-guided', [own.personId], duty);
    }
    return true;
  },
};

describe('lists with injected defects', () => {
  test('a clean list raises no alarm, in units of any size', () => {
    for (const branches of [1, 2, 5, 40]) expect(solveDuties(shipped, unitOf(branches)).defects).toEqual([]);
  });

  test('of 600 injected defects every one is found, and nothing else is', () => {
    const roll = dice(20261123);
    const codes = Object.keys(injections) as DefectCode[];
    const counts = new Map<string, number>();
    let injected = 0;
    for (let list = 0; list < 60; list += 1) {
      const world: World = { duties: [...shipped], unit: unitOf(3), expected: [], touched: new Set() };
      for (let n = 0; n < 10; n += 1) {
        const code = codes[(list * 10 + n) % codes.length]!;
        if (!injections[code](world, roll)) continue;
        injected += 1;
        counts.set(code, (counts.get(code) ?? 0) + 1);
      }
      const found = solveDuties(world.duties, world.unit).defects.map(key).sort();
      expect(found).toEqual(world.expected.map(key).sort());
    }
    expect(injected).toBeGreaterThanOrEqual(590);
    for (const code of codes) expect(counts.get(code) ?? 0, code).toBeGreaterThanOrEqual(20);
  });

  test('every defect comes with a repair, and the repair works', () => {
    const roll = dice(7);
    for (const code of Object.keys(injections) as DefectCode[]) {
      const world: World = { duties: [...shipped], unit: unitOf(3), expected: [], touched: new Set() };
      injections[code](world, roll);
      const solution = solveDuties(world.duties, world.unit);
      const places = indexUnit(world.unit);
      for (const defect of solution.defects) {
        const duty = world.duties.find((each) => each.id === defect.dutyId)!;
        const pack = byCode(duty.code);
        const source = { ...pack, ...pack.parts };
        const repair = suggestRepair(defect, duty, { source, places, load: solution.load });
        if (repair.kind === 'restore') {
          const { owner, ...plain } = pack;
          const repaired = world.duties.map((each) =>
            each.id !== duty.id
              ? each
              : repair.field === 'owner'
                ? { ...each, owner }
                : { ...plain, owner: each.owner },
          );
          const left = solveDuties(repaired, world.unit).defects.filter((each) => each.code === code);
          expect(left, code).toEqual([]);
        } else if (repair.kind === 'name' || repair.kind === 'grant') {
          const pin = {
            dutyId: duty.id,
            orgId: defect.orgId!,
            personId: repair.personIds[0]!,
            grants: repair.rights,
          };
          const others = world.unit.pins.filter(
            (each) => each.dutyId !== duty.id || each.orgId !== defect.orgId,
          );
          const left = solveDuties(world.duties, { ...world.unit, pins: [...others, pin] }).defects;
          expect(left.map(key), code).not.toContain(key(defect));
        } else {
          expect(['set-up', 'appoint', 'edit'], code).toContain(repair.kind);
        }
      }
    }
  });
});

test('a duty whose time is over asks nobody for anything; one whose time is to come has to be sound already', () => {
  const unit = unitOf(2);
  const spoilt = { ...byCode('DE-01'), parts: { ...byCode('DE-01').parts, do: null } };
  const over = solveDuties([{ ...spoilt, time: { from: null, to: unit.today } }], unit);
  expect(over).toMatchObject({
    bindings: [],
    defects: [],
    notApplicable: [{ dutyId: 'DE-01', why: 'ended' }],
  });
  const toCome = solveDuties([{ ...spoilt, time: { from: '2099-01-01', to: null } }], unit);
  expect(toCome.defects).toMatchObject([{ code: 'no-doer', dutyId: 'DE-01' }]);
});

describe('rights', () => {
  const unit = unitOf(2);
  const meeting = byCode('DE-01');
  const named = (personId: string, grants: string[] = []) =>
    solveDuties([meeting], { ...unit, pins: [{ dutyId: 'DE-01', orgId: 'b0', personId, grants }] }).defects;

  test('come with a post there or above, with standing in the chain, or in writing', () => {
    expect(named('b0/branch-secretary')).toEqual([]);
    expect(named('b0/branch-deputy')).toEqual([]);
    expect(named('b0/publicity-member')).toMatchObject([{ code: 'powerless', orgId: 'b0' }]);
    expect(named('b0/publicity-member', ['convene-branch'])).toEqual([]);
  });

  test('do not come with a post in another branch, nor with a right other than the one needed', () => {
    expect(named('b1/branch-secretary')).toMatchObject([{ code: 'powerless' }]);
    expect(named('b0/publicity-member', ['lecture'])).toMatchObject([{ code: 'powerless' }]);
  });

  test('every right is needed by some duty, and every duty needs one that its head has', () => {
    const needed = new Set(shipped.flatMap((duty) => duty.parts.needs));
    expect(content.rights.filter((right) => !needed.has(right.id)).map((right) => right.id)).toEqual([]);
  });
});

test('a duty is cast: who carries it out, who guides somebody else, who hands over what', () => {
  const places = indexUnit(unitOf(2));
  expect(castOf(byCode('DE-01'), 'b0', ['b0/branch-secretary'], places)).toEqual({
    doers: ['b0/organisation-member'],
    guide: 'committee/organ-committee-secretary',
    assistants: [{ personId: 'b0/organisation-member', deliverable: '应到实到名单和表决票数' }],
  });
  expect(castOf(byCode('DA-01'), 'group', ['group/leading-group-secretary'], places).guide).toBe('above');
  // Whoever is both secretary of the committee and owner does not guide himself.
  expect(castOf(byCode('DE-01'), 'b0', ['committee/organ-committee-secretary'], places).guide).toBe(
    'committee/organ-committee-deputy',
  );
});

test('the lists are of the size that organs have, each duty complete, all six subjects, all three hands', () => {
  expect(shipped.length).toBeGreaterThanOrEqual(60);
  expect(new Set(content.duties.map((duty) => duty.subject)).size).toBe(6);
  expect(new Set(content.duties.map((duty) => duty.hands))).toEqual(new Set(['own', 'delegable', 'devolve']));
  for (const duty of content.duties) expect(duty.parts.needs.length, duty.id).toBeGreaterThan(0);
});
