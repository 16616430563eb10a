import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellAddress, type Sheet } from '#platform/documents/cells.ts';
import { findTable, needsMapping } from './headers.rules.ts';
import type { AnyLine, Outcome, PersonLine } from './import.model.ts';
import { readingRules, readLines } from './lines.rules.ts';
import { loadVocabulary } from './load-vocabulary.ts';
import type { Plan, World } from './plan.model.ts';
import { countOutcomes, planImport } from './plan.rules.ts';
import { messyFaults, messySheets } from './testing/messy-workbook.ts';
import { type Given, sheetOf } from './testing/sheets.ts';

const vocabulary = loadVocabulary(new URL('../../../content', import.meta.url).pathname);
const today = '2026-11-23';
const rules = readingRules(vocabulary, today);
const options = { today, asOf: '2026-01-01', defaultUnitId: null };

const org = (
  id: string,
  kind: World['organisations'][number]['kind'],
  name: string,
  parentId: string | null,
  shortName: string | null = null,
) => ({
  id,
  kind,
  name,
  shortName,
  parentId,
  category: null,
  version: 1,
});
const empty: World = {
  rootId: 'root',
  organisations: [
    org('root', 'work_committee', '测试市直机关工委', null),
    org('unitA', 'unit', '市发展改革局', 'root', '市发改局'),
    org('unitB', 'unit', '市政务服务局', 'root'),
    org('groupA', 'leading_group', '市发展改革局党组', 'unitA'),
    org('committeeA', 'organ_committee', '市发展改革局机关党委', 'unitA'),
    org('committeeB', 'organ_committee', '市政务服务局机关党委', 'unitB'),
    org('a1', 'branch', '办公室党支部', 'committeeA'),
    org('a2', 'branch', '规划处党支部', 'committeeA'),
    org('b1', 'branch', '大厅党支部', 'committeeB'),
    org('b2', 'branch', '后勤党支部', 'committeeB'),
    org('b3', 'branch', '办公室党支部', 'committeeB'),
  ],
  persons: [],
  appointments: [],
};
const inA1 = {
  id: 'm1',
  orgId: 'a1',
  kind: 'full' as const,
  joinedOn: '2010-07-01',
  confirmedOn: null,
  fromOn: '2020-01-01',
};
const person = (id: string, name: string, more: Partial<World['persons'][number]> = {}) => ({
  id,
  name,
  sex: null,
  ethnicity: null,
  birth: null,
  phone: null,
  education: null,
  employerId: 'unitA',
  title: null,
  version: 1,
  membership: { ...inA1, id: `m-${id}` },
  ...more,
});

function linesOf(sheets: Sheet[]): AnyLine[] {
  return sheets
    .filter((sheet) => !sheet.hidden)
    .flatMap((sheet) => readLines(sheet, findTable(sheet, vocabulary), rules));
}

function plan(sheets: Sheet[], world: World = empty, more: Partial<typeof options> = {}): Plan {
  return planImport(linesOf(sheets), world, vocabulary, { ...options, ...more });
}

/** The faults of a plan by sheet and address, as the marked workbook shows them. */
function faultsOf(outcomes: readonly Outcome[], sheets: Sheet[]): [string, string, string][] {
  const tables = new Map(sheets.map((sheet) => [sheet.name, findTable(sheet, vocabulary)]));
  return outcomes.flatMap((outcome) =>
    outcome.remarks
      .filter((remark) => remark.level === 'bad')
      .map((remark): [string, string, string] => {
        const column = tables.get(outcome.sheet)?.columns.find((each) => each.use === remark.field);
        return [outcome.sheet, cellAddress(outcome.row, column?.index ?? 0), remark.code];
      }),
  );
}

const roster = (
  rows: Given[][],
  header: Given[] = ['姓名', '出生日期', '手机号', '所在党支部', '所在单位', '党内职务'],
) => sheetOf('名册', [header, ...rows]);

describe('a workbook as organs really keep them', () => {
  const sheets = messySheets.map(({ name, rows, merges, hidden }) => sheetOf(name, rows, merges, hidden));

  test('every fault is found at its cell with its reason, and nothing else', () => {
    expect(faultsOf(plan(sheets).outcomes, sheets).sort()).toEqual([...messyFaults].sort());
  });

  test('every other line is understood', () => {
    const { outcomes, persons, organisations, memberships, appointments } = plan(sheets);
    expect(countOutcomes(outcomes)).toEqual({
      person: { create: 8, change: 0, same: 0, merged: 2, bad: 19 },
      organisation: { create: 1, change: 0, same: 0, merged: 0, bad: 0 },
      unit: { create: 0, change: 0, same: 0, merged: 0, bad: 0 },
    });
    const byName = new Map(persons.map((each) => [each.name, each]));
    expect([...byName.keys()]).toEqual(['王芳', '李强', '张伟', '卫东', '沈飞', '秦岚', '钱程', '吕方']);
    expect(byName.get('王芳')).toMatchObject({
      sex: '女',
      ethnicity: '汉族',
      birth: '1985-03-01',
      phone: '13800000011',
      education: '大学',
      employer: 'unitA',
    });
    expect(byName.get('李强')).toMatchObject({ sex: '男', birth: '1980-05-06', phone: '13800000012' });
    expect(byName.get('张伟')).toMatchObject({ sex: '男', birth: '1980-01-01', phone: '13800000013' });
    expect(byName.get('钱程')).toMatchObject({
      sex: '男',
      birth: '1990-03-07',
      title: '窗口负责人',
      employer: 'unitB',
    });
    expect(organisations).toMatchObject([{ kind: 'branch', name: '新能源处党支部', parent: 'committeeA' }]);
    const branchOf = (name: string) => memberships.find((each) => each.person === byName.get(name)?.ref);
    expect(branchOf('李强')).toMatchObject({
      org: 'a1',
      kind: 'full',
      joinedOn: '2005-07-01',
      confirmedOn: '2006-07-01',
      fromOn: '2026-01-01',
    });
    expect(branchOf('张伟')).toMatchObject({ org: 'a1', joinedOn: '2001-12-25', confirmedOn: '2002-12-01' });
    expect(branchOf('秦岚')).toMatchObject({ org: 'a1', kind: 'probationary', fromOn: '2026-01-01' });
    expect(branchOf('钱程')).toMatchObject({ org: 'b1' });
    expect(branchOf('吕方')).toMatchObject({ org: 'b2' });
    const post = (name: string) => appointments.filter((each) => each.person === byName.get(name)?.ref);
    expect(post('李强')).toMatchObject([
      { org: 'committeeA', post: 'organ-committee-deputy', fromOn: '2025-03-01' },
    ]);
    expect(post('沈飞')).toMatchObject([{ post: 'branch-secretary', fromOn: '2024-03-01' }]);
  });

  test('titles, notes, blank rows, sums and hidden sheets are no lines', () => {
    const names = linesOf(sheets).map((line) => (line as PersonLine).name);
    expect(names).not.toContain('不应导入');
    expect(linesOf(sheets).length).toBe(29);
    expect(findTable(sheets[3] as Sheet, vocabulary)).toMatchObject({ kind: null });
  });
});

describe('headers', () => {
  test('two rows of heads are read together, and unknown ones are asked about with a suggestion', () => {
    const table = findTable(
      sheetOf('s', [
        ['姓名', '联系', null, '职务', '编外'],
        [null, '手机', '地址', null, null],
        ['王芳', '13800000000', 'x', '支部书记', 'y'],
      ]),
      vocabulary,
    );
    expect(table.headRows).toEqual([0, 1]);
    expect(table.columns.map(({ use, suggestion }) => use ?? `?${suggestion}`)).toEqual([
      'name',
      'phone',
      'ignore',
      '?party-post',
      '?null',
    ]);
    expect(needsMapping(table, vocabulary)).toBe(true);
  });

  test('an unknown header is recognised by what stands under it', () => {
    const table = findTable(
      sheetOf('s', [
        ['姓名', '性别', '号', '何时生'],
        ['王芳', '女', '13800000000', '1980.1'],
        ['李强', '男', 13900000000, '1981.2'],
      ]),
      vocabulary,
    );
    expect(table.columns.map(({ use, suggestion }) => use ?? `?${suggestion}`)).toEqual([
      'name',
      'sex',
      '?phone',
      '?birth',
    ]);
  });

  test.each([
    ['people', [['单位', '姓名', '支部']]],
    ['organisations', [['党组织名称', '上级党组织', '单位']]],
    ['units', [['单位名称', '考核分组']]],
  ])('a table of %s is told by its headers', (kind, rows) => {
    expect(findTable(sheetOf('s', rows), vocabulary).kind).toBe(kind);
  });

  const body: Given[][] = [
    ['王芳', '女', '1985.3', '13800000011', '办公室党支部', '市发展改革局'],
    ['李强', '男', '1980-05-06', '13800000012', '规划处党支部', '市发展改革局'],
  ];
  const header: Given[] = ['姓名', '性别', '出生日期', '手机号', '所在党支部', '所在单位'];
  const facts = (lines: AnyLine[]) => lines.map(({ sheet: _s, row: _r, ...line }) => line);

  test('titles and blank rows above, blank rows between and the order of columns make no difference', () => {
    const plain = facts(linesOf([sheetOf('s', [header, ...body])]));
    fc.assert(
      fc.property(
        fc.array(
          fc.constantFrom<Given[]>([], ['党员花名册'], ['填报单位:某局', null, null, '单位:人'], [null, ' ']),
        ),
        fc.nat(3),
        fc.shuffledSubarray([0, 1, 2, 3, 4, 5], { minLength: 6 }),
        fc.constantFrom(' ', '\n', '　', '*', '（必填）', ''),
        (above, blank, order, noise) => {
          const move = (row: Given[]) => order.map((at) => row[at] ?? null);
          const head = move(header).map((text) => `${text as string}${noise}`);
          const rows = [
            ...above,
            head,
            ...body.flatMap((row) => [move(row), ...Array.from({ length: blank }, (): Given[] => [])]),
          ];
          expect(facts(linesOf([sheetOf('s', rows)]))).toEqual(plain);
        },
      ),
    );
  });

  test('whatever cells a sheet has, reading it never throws', () => {
    const given = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 8 }),
      fc.double(),
      fc.constantFrom<Given>(
        null,
        '姓名',
        '党支部',
        '2019.7',
        true,
        { day: '2019-07-01' },
        { error: '#REF!' },
        { formula: 'A1' },
      ),
    );
    fc.assert(
      fc.property(fc.array(fc.array(given, { maxLength: 6 }), { maxLength: 12 }), (rows) => {
        const { outcomes } = plan([sheetOf('s', rows as Given[][])]);
        for (const outcome of outcomes)
          expect(outcome.remarks.every((remark) => remark.message.length > 0)).toBe(true);
      }),
    );
  });
});

describe('organisations', () => {
  const heads: Given[] = ['党组织名称', '党组织类型', '上级党组织', '所在单位', '考核分组'];
  test('one name written in several ways is one organisation', () => {
    const rows: Given[][] = [
      ['王芳', '1985.3', '', '办公室党支部', '市发展改革局'],
      ['李强', '1985.4', '', '办公室支部', '市发改局'],
      ['张伟', '1985.5', '', '中共市发展改革局办公室支部委员会', ''],
      ['赵敏', '1985.6', '', '市发展改革局机关党委办公室党支部', ''],
    ];
    const { memberships, organisations } = plan([roster(rows)]);
    expect(memberships.map((each) => each.org)).toEqual(['a1', 'a1', 'a1', 'a1']);
    expect(organisations).toEqual([]);
  });

  test('a name that two units have is not guessed at', () => {
    const sheets = [roster([['王芳', '1985.3', '', '办公室党支部', '']])];
    expect(faultsOf(plan(sheets).outcomes, sheets)).toEqual([['名册', 'D2', 'branch/ambiguous']]);
    expect(plan(sheets, empty, { defaultUnitId: 'unitB' as never }).memberships).toMatchObject([
      { org: 'b3' },
    ]);
  });

  test('what does not exist is made under its unit, parents before children', () => {
    const { organisations, outcomes } = plan([
      sheetOf('组织', [
        heads,
        ['机要处党支部', '', '市司法局机关党总支', '市司法局', '综合部门'],
        ['市司法局机关党总支', '', '', '市司法局', ''],
      ]),
      roster([['王芳', '1985.3', '', '法制处党支部', '市司法局', '党组成员']]),
    ]);
    const names = organisations.map((each) => each.name);
    expect(names[0]).toBe('市司法局');
    expect(new Set(names)).toEqual(
      new Set(['市司法局', '机要处党支部', '市司法局机关党总支', '法制处党支部', '市司法局党组']),
    );
    expect(names.indexOf('市司法局机关党总支')).toBeLessThan(names.indexOf('机要处党支部'));
    expect(
      outcomes
        .filter((each) => each.implied)
        .map((each) => each.label)
        .sort(),
    ).toEqual(['市司法局', '市司法局党组', '法制处党支部'].sort());
  });

  test('an organisation called for only by a bad line is not made', () => {
    expect(plan([roster([['王芳', '1985.13', '', '新党支部', '新单位']])]).organisations).toEqual([]);
  });

  test('a superior that nobody knows is a fault', () => {
    const sheets = [sheetOf('组织', [heads, ['甲党支部', '', '子虚乌有党总支', '市发展改革局', '']])];
    expect(faultsOf(plan(sheets).outcomes, sheets)).toEqual([['组织', 'C2', 'organisation/no-parent']]);
  });

  test('two superiors of each other are a fault, not an endless loop', () => {
    const sheets = [
      sheetOf('组织', [
        heads,
        ['甲党总支', '', '乙党总支', '市发展改革局', ''],
        ['乙党总支', '', '甲党总支', '市发展改革局', ''],
      ]),
    ];
    expect(faultsOf(plan(sheets).outcomes, sheets).map(([, , code]) => code)).toEqual([
      'organisation/no-parent',
      'organisation/no-parent',
    ]);
  });

  test('units: known by name or short name, changed in group only', () => {
    const sheets = [
      sheetOf('单位', [
        ['单位名称', '简称', '考核分组'],
        ['市发改局', '', '综合部门'],
        ['市司法局', '司法局', '执法部门'],
        ['市司法局', '', ''],
      ]),
    ];
    const { organisations, organisationChanges, outcomes } = plan(sheets);
    expect(outcomes.map((each) => each.action)).toEqual(['change', 'create', 'merged']);
    expect(organisations).toMatchObject([
      { kind: 'unit', name: '市司法局', shortName: '司法局', category: '执法部门', parent: 'root' },
    ]);
    expect(organisationChanges).toEqual([{ id: 'unitA', version: 1, set: { category: '综合部门' } }]);
  });
});

describe('persons', () => {
  const world: World = {
    ...empty,
    persons: [
      person('p1', '王芳', { birth: '1985-03-12', phone: '13800000011' }),
      person('p2', '李强', {
        birth: '1980-05-06',
        membership: { ...inA1, id: 'm2', orgId: 'b3' },
        employerId: 'unitB',
      }),
      person('p3', '张伟'),
    ],
    appointments: [{ personId: 'p1', personName: '王芳', orgId: 'a1', post: 'branch-secretary' }],
  };
  const outcomesOf = (rows: Given[][]) => plan([roster(rows)], world);

  test('a month of birth and the same branch find who is there, and change nothing', () => {
    const { outcomes, personChanges } = outcomesOf([
      ['王芳', '1985.3', '', '办公室党支部', '市发展改革局', '书记'],
    ]);
    expect(outcomes).toMatchObject([{ action: 'same', changes: [] }]);
    expect(personChanges).toEqual([]);
  });

  test('another number of the same person is a change, masked', () => {
    const { outcomes, personChanges } = outcomesOf([['王芳', '1985-03-12', '13900000000', '', '']]);
    expect(personChanges).toMatchObject([{ id: 'p1', set: { phone: '13900000000' } }]);
    expect(outcomes[0]?.changes).toEqual([{ field: 'phone', from: '•', to: '•' }]);
  });

  test('another branch is a transfer', () => {
    const { outcomes, memberships, membershipEnds } = outcomesOf([
      ['李强', '1980-05-06', '', '规划处党支部', '市发展改革局'],
    ]);
    expect(membershipEnds).toEqual([{ id: 'm2', toOn: today }]);
    expect(memberships).toMatchObject([{ person: 'p2', org: 'a2', fromOn: today, joinedOn: '2010-07-01' }]);
    expect(outcomes[0]).toMatchObject({ action: 'change' });
  });

  test('blank cells never erase', () => {
    expect(outcomesOf([['王芳', '', '13800000011', '', '']]).personChanges).toEqual([]);
  });

  test('same name and branch but another birth needs the clerk, unless the phone tells them apart', () => {
    const rows: Given[][] = [['王芳', '1990-01-01', '', '办公室党支部', '市发展改革局']];
    expect(faultsOf(outcomesOf(rows).outcomes, [roster(rows)])).toEqual([
      ['名册', 'B2', 'person/same-name-in-branch'],
    ]);
    const clear = outcomesOf([['王芳', '1990-01-01', '13700000000', '办公室党支部', '市发展改革局']]);
    expect(clear.outcomes[0]).toMatchObject({ action: 'create' });
  });

  test('two of one name in the workbook are two people when their births differ', () => {
    const { persons } = plan([
      roster([
        ['王芳', '1985.3', '', '办公室党支部', '市发展改革局'],
        ['王芳', '1990.3', '', '办公室党支部', '市发展改革局'],
      ]),
    ]);
    expect(persons.length).toBe(2);
  });

  test('a post held by somebody else is not taken from them', () => {
    const rows: Given[][] = [['赵敏', '1990.3', '', '办公室党支部', '市发展改革局', '支部书记']];
    const result = outcomesOf(rows);
    expect(faultsOf(result.outcomes, [roster(rows)])).toEqual([['名册', 'F2', 'post/held']]);
    expect(result.outcomes[0]?.remarks.at(-1)?.message).toContain('王芳');
  });

  test('several posts at their own organisations', () => {
    const { appointments } = outcomesOf([
      ['赵敏', '1990.3', '', '规划处党支部', '市发展改革局', '支部书记、机关党委专职副书记'],
    ]);
    expect(appointments.map(({ org: at, post }) => `${post}@${at}`)).toEqual([
      'branch-secretary@a2',
      'organ-committee-deputy@committeeA',
    ]);
  });

  test('somebody who is no member gets no membership, and a member keeps theirs', () => {
    const header: Given[] = ['姓名', '政治面貌', '所在党支部', '所在单位', '出生日期'];
    const { memberships, outcomes } = plan(
      [
        roster(
          [
            ['孙娟', '群众', '办公室党支部', '市发展改革局', ''],
            ['王芳', '群众', '', '', '1985-03-12'],
          ],
          header,
        ),
      ],
      world,
    );
    expect(memberships).toEqual([]);
    expect(outcomes[1]?.remarks.map((remark) => remark.code)).toContain('politics/member-kept');
  });

  test('people of one name and birth in two places need more to be told apart', () => {
    const twins: World = {
      ...empty,
      persons: [
        person('x', '王芳', { birth: '1985-03-12' }),
        person('y', '王芳', { birth: '1985-03-12', employerId: 'unitB' }),
      ],
    };
    const { outcomes } = plan([roster([['王芳', '1985-03-12', '', '', '']])], twins);
    expect(outcomes[0]?.remarks.map((remark) => remark.code)).toEqual(['person/ambiguous']);
  });
});

describe('what an import leaves behind', () => {
  const name = fc.constantFrom('王芳', '李强', '张伟', '赵敏', '钱程');
  // A branch's name without its unit may be unique before an import and no longer after it, so they go together.
  const place = fc.constantFrom<[Given, Given]>(
    ['办公室党支部', '市发展改革局'],
    ['规划处支部', '市发改局'],
    ['大厅党支部', '市政务服务局'],
    ['新处党支部', '市发展改革局'],
    ['新处党支部', '新单位'],
    ['', '新单位'],
    ['', ''],
  );
  const row = fc
    .tuple(
      name,
      fc.constantFrom<Given>('1985.3', '1985-03-12', '1990-01-01', '', '85.1'),
      fc.constantFrom<Given>('13800000011', '13800000012', 13800000013, '', '1380'),
      place,
      fc.constantFrom<Given>('书记', '组织委员', '机关党委副书记', '党组成员', '', '委员'),
    )
    .map(([who, birth, phone, [branch, unit], post]): Given[] => [who, birth, phone, branch, unit, post]);

  test('importing the same workbook again changes nothing', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (given) => {
        let rows = given;
        let first = plan([roster(rows)]);
        // Without its bad lines: these the clerk mends or leaves out.
        while (first.outcomes.some((outcome) => outcome.action === 'bad')) {
          const bad = new Set(
            first.outcomes.filter((outcome) => outcome.action === 'bad').map((outcome) => outcome.row),
          );
          rows = rows.filter((_, index) => !bad.has(index + 1));
          first = plan([roster(rows)]);
        }
        const again = plan([roster(rows)], applied(empty, first));
        expect(again.outcomes.filter((outcome) => !['same', 'merged'].includes(outcome.action))).toEqual([]);
        const { outcomes: _outcomes, ...writes } = again;
        expect(Object.values(writes).flat()).toEqual([]);
      }),
      { numRuns: 200 },
    );
  });

  test('nothing is written for a line that is bad, and every new thing hangs on something that is there', () => {
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), (rows) => {
        const result = plan([roster(rows)]);
        const known = new Set(empty.organisations.map((each) => each.id));
        for (const made of result.organisations) {
          expect(known.has(made.parent)).toBe(true);
          known.add(made.ref);
        }
        const people = new Set(result.persons.map((each) => each.ref));
        expect(result.persons.length).toBe(countOutcomes(result.outcomes).person.create);
        for (const membership of result.memberships) {
          expect(known.has(membership.org)).toBe(true);
          expect(people.has(membership.person)).toBe(true);
        }
        expect(new Set(result.memberships.map((each) => each.person)).size).toBe(result.memberships.length);
        for (const appointment of result.appointments)
          expect(known.has(appointment.org) && people.has(appointment.person)).toBe(true);
      }),
      { numRuns: 200 },
    );
  });
});

/** The world after a plan was carried out. */
function applied(world: World, done: Plan): World {
  const organisations = [
    ...world.organisations,
    ...done.organisations.map(({ ref, kind, name, shortName, category, parent }) => ({
      id: ref,
      kind,
      name,
      shortName,
      category,
      parentId: parent,
      version: 1,
    })),
  ];
  const made = done.persons.map(({ ref, employer, ...values }) => ({
    ...values,
    id: `${ref}#${world.persons.length}`,
    employerId: employer,
    version: 1,
    membership: null,
  }));
  const idOf = (ref: string) => (ref.startsWith('new:person') ? `${ref}#${world.persons.length}` : ref);
  const ended = new Set(done.membershipEnds.map((each) => each.id));
  const persons = [...world.persons, ...made].map((each) => {
    const change = done.personChanges.find(({ id }) => id === each.id)?.set ?? {};
    const { employer, ...rest } = change;
    const joined = done.memberships.find((membership) => idOf(membership.person) === each.id);
    const kept = each.membership && ended.has(each.membership.id) ? null : each.membership;
    const set: Plan['membershipChanges'][number]['set'] =
      done.membershipChanges.find(({ id }) => id === kept?.id)?.set ?? {};
    return {
      ...each,
      ...rest,
      employerId: employer ?? each.employerId,
      membership: joined
        ? {
            id: `m-${each.id}-${joined.org}`,
            orgId: joined.org,
            kind: joined.kind,
            joinedOn: joined.joinedOn,
            confirmedOn: joined.confirmedOn,
            fromOn: joined.fromOn,
          }
        : kept === null
          ? null
          : {
              ...kept,
              kind: set.kind ?? kept.kind,
              joinedOn: set.joinedOn ?? kept.joinedOn,
              confirmedOn: set.confirmedOn ?? kept.confirmedOn,
            },
    };
  });
  const appointments = [
    ...world.appointments,
    ...done.appointments.map(({ person: ref, org: orgId, post }) => ({
      personId: idOf(ref),
      personName: persons.find((each) => each.id === idOf(ref))?.name ?? '',
      orgId,
      post,
    })),
  ];
  return { rootId: world.rootId, organisations, persons, appointments };
}
