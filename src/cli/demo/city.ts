import type { OrganisationKind } from '#organisation/organisation.tables.ts';
import type { NewPerson } from '#organisation/persons/persons.store.ts';
import type { NewOrganisation } from '#organisation/tree/tree.store.ts';
import { AREAS, CITY, EDUCATION, FEMALE, MALE, SURNAMES, TITLES, UNITS } from './city-names.ts';
import { type Dice, demoId, diceOf } from './dice.ts';

export type DemoMember = NewPerson & {
  id: string;
  branch: string;
  kind: 'full' | 'probationary';
  joinedOn: string;
  confirmedOn: string | null;
};
export type DemoPost = { personId: string; orgId: string; post: string };
export type DemoUnit = {
  id: string;
  leadingGroup: string;
  committee: string;
  branches: string[];
  category: string;
};
export type City = {
  root: string;
  organisations: (NewOrganisation & { id: string })[];
  units: DemoUnit[];
  members: DemoMember[];
  posts: DemoPost[];
};

/**
 * Draws a city of about `members` members: a unit for every 125 of them, eight branches a unit, posts filled.
 * Deterministic by `seed`; pure.
 */
export function drawCity(members: number, seed: number): City {
  const dice = diceOf(seed, 'city');
  const root = demoId(seed, 'organisation', 0);
  const city: City = {
    root,
    organisations: [
      {
        id: root,
        kind: 'work_committee',
        name: `${CITY}直属机关工作委员会`,
        shortName: '市直机关工委',
        parentId: null,
      },
    ],
    units: [],
    members: [],
    posts: [],
  };
  const unitCount = Math.max(2, Math.round(members / 125));
  let left = members;
  for (let at = 0; at < unitCount; at++) {
    const share =
      at === unitCount - 1
        ? left
        : Math.min(left, Math.max(24, Math.round((left / (unitCount - at)) * (0.6 + dice.int(0, 80) / 100))));
    left -= share;
    addUnit(city, dice, seed, at, share);
  }
  return city;
}

function addUnit(city: City, dice: Dice, seed: number, at: number, members: number): void {
  const kind = UNITS[at % UNITS.length]!;
  const round = Math.floor(at / UNITS.length);
  const place =
    round === 0
      ? CITY
      : `${CITY}${AREAS[(round - 1) % AREAS.length]}${round > AREAS.length ? Math.ceil(round / AREAS.length) : ''}`;
  const name = `${place}${kind.name}`;
  const add = (kindOf: OrganisationKind, title: string, parentId: string, category?: string) => {
    const id = demoId(seed, 'organisation', city.organisations.length);
    city.organisations.push({ id, kind: kindOf, name: title, parentId, category: category ?? null });
    return id;
  };
  const id = add('unit', name, city.root, kind.category);
  const leadingGroup = add('leading_group', `${name}党组`, id);
  const committee = add('organ_committee', `${name}机关党委`, id);
  const branchCount = Math.max(2, Math.min(kind.departments.length, Math.floor(members / 8)));
  const branches = kind.departments
    .slice(0, branchCount)
    .map((department) => add('branch', `${kind.name}${department}党支部`, committee, kind.category));
  city.units.push({ id, leadingGroup, committee, branches, category: kind.category });
  const sizes = splitMembers(dice, members, branchCount);
  const leaders: string[] = [];
  branches.forEach((branch, index) => {
    const start = city.members.length;
    for (let member = 0; member < sizes[index]!; member++)
      city.members.push(drawMember(dice, seed, city.members.length, branch, id));
    const own = city.members.slice(start).filter((person) => person.kind === 'full');
    const posts = ['branch-secretary', 'organisation-member', 'publicity-member', 'discipline-member'];
    posts.slice(0, own.length >= 7 ? 4 : 1).forEach((post, number) => {
      city.posts.push({ personId: own[number]!.id, orgId: branch, post });
    });
    // In one branch of each unit a young secretary answers, and the head of the department keeps duties of his own.
    if (index === 2 && own[4]) city.posts.push({ personId: own[4].id, orgId: branch, post: 'retained-head' });
    if (own[5]) leaders.push(own[5].id);
    else if (own[1]) leaders.push(own[1].id);
  });
  const seats: [string, string][] = [
    [leadingGroup, 'leading-group-secretary'],
    [leadingGroup, 'deputy-in-charge'],
    [committee, 'organ-committee-secretary'],
    [committee, 'discipline-secretary'],
    [leadingGroup, 'leading-group-member'],
    [committee, 'organ-committee-deputy'],
  ];
  seats.slice(0, leaders.length).forEach(([orgId, post], number) => {
    // The second unit's post is vacant: there a visitor meets a duty without an owner.
    if (at === 1 && post === 'discipline-secretary') return;
    city.posts.push({ personId: leaders[number]!, orgId, post });
  });
}

function splitMembers(dice: Dice, members: number, branches: number): number[] {
  const sizes = Array.from({ length: branches }, () => 5);
  let left = members - 5 * branches;
  while (left > 0) {
    const at = dice.int(0, branches - 1);
    const step = Math.min(left, dice.int(1, 4));
    sizes[at]! += step;
    left -= step;
  }
  return sizes;
}

function drawPerson(dice: Dice, bornFrom: number, bornTo: number) {
  const sex = dice.chance(0.58) ? ('男' as const) : ('女' as const);
  const year = dice.int(bornFrom, bornTo);
  return {
    name: `${SURNAMES[Math.floor((dice.int(0, 999) / 1000) ** 1.7 * SURNAMES.length)]}${dice.pick(sex === '男' ? MALE : FEMALE)}`,
    sex,
    ethnicity: dice.chance(0.95) ? '汉族' : '畲族',
    birth: `${year}-${pad(dice.int(1, 12))}-${pad(dice.int(1, 28))}`,
    // 100 is no assigned prefix: nobody's telephone.
    phone: `100${pad(dice.int(0, 99_999_999), 8)}`,
    education: dice.pick(EDUCATION),
  };
}

function drawMember(
  dice: Dice,
  seed: number,
  number: number,
  branch: string,
  employerId: string,
): DemoMember {
  const person = drawPerson(dice, 1967, 2000);
  const probationary = dice.chance(0.03);
  const born = Number(person.birth.slice(0, 4));
  const joined = probationary ? 2026 : Math.min(2024, born + dice.int(21, 32));
  const day = `${pad(dice.int(1, probationary ? 9 : 12))}-${pad(dice.int(1, 28))}`;
  return {
    id: demoId(seed, 'person', number),
    ...person,
    employerId,
    title: dice.pick(TITLES),
    branch,
    kind: probationary ? 'probationary' : 'full',
    joinedOn: `${joined}-${day}`,
    confirmedOn: probationary ? null : `${joined + 1}-${day}`,
  };
}

const pad = (value: number, width = 2) => String(value).padStart(width, '0');
