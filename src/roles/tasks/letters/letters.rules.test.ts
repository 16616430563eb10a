import { isDeepStrictEqual } from 'node:util';
import { describe, expect, it } from 'vitest';
import { remindersAhead } from '#roles/reminders/reminders.rules.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type Letter, type LintCode, letters } from '#standards/packs/tasks.schema.ts';
import {
  type DraftList,
  type DraftPart,
  type DraftTask,
  lintTasks,
  reaches,
  rightsOf,
} from './letters.rules.ts';
import { type LetteredTask, newsAhead, watchesOf } from './notices.rules.ts';

const rule = contentServices(new URL('../../../../content', import.meta.url).pathname).content.tasks;
const TODAY = '2026-11-23';

const part = (letter: Letter, personId: string, deliverable = ''): DraftPart => ({
  letter,
  personId,
  deliverable,
  dueOn: null,
});
const fixture: DraftTask = {
  key: 'fusion',
  title: '党建业务融合项目',
  outcomes: ['业务部门确认见效'],
  startsOn: '2026-11-23',
  dueOn: '2027-02-28',
  needs: [],
  parts: [
    part('lead', 'chen'),
    part('guide', 'li'),
    part('own', 'wang'),
    part('assist', 'zhao', '经费方案'),
    part('do', 'sun'),
    part('inform', 'zhou'),
  ],
};
const posts: Record<string, string[]> = { chen: ['deputy-in-charge'], li: ['organ-committee-deputy'] };
const persons = new Map(
  ['chen', 'li', 'wang', 'zhao', 'sun', 'zhou'].map((id) => [
    id,
    { left: false, posts: posts[id] ?? [], load: 0 },
  ]),
);
const listOf = (...tasks: DraftTask[]): DraftList => ({
  tasks,
  period: { from: '2026-01-01', to: '2027-12-31' },
  persons,
  today: TODAY,
});
const codes = (list: DraftList) => lintTasks(list, rule).map((finding) => finding.code);

/** The same task as it stands once it was given out. */
function standing(parts: readonly DraftPart[]): LetteredTask {
  return {
    state: 'accepted',
    ownerId: parts.find((each) => each.letter === 'own')?.personId ?? '',
    createdOn: TODAY,
    dueOn: '2027-02-28',
    firstLateOn: null,
    reportedOn: null,
    touched: { guide: null, lead: null },
    parts: parts
      .filter((each) => each.letter !== 'own')
      .map((each) => ({
        letter: each.letter as Exclude<Letter, 'own'>,
        personId: each.personId,
        state: 'open' as const,
        dueOn: each.dueOn,
        carriedBelow: false,
      })),
  };
}

/** What each of the six finds when opening the system on a day, with or without a letter: the queue, and the rights in the task. */
function screensOf(parts: readonly DraftPart[], day: string) {
  const queue = watchesOf(standing(parts), rule, day);
  return [...persons.keys()].map((person) => ({
    person,
    rights: parts.filter((each) => each.personId === person).flatMap((each) => rightsOf[each.letter]),
    asked: queue.filter((watch) => watch.personId === person).map((watch) => [watch.why, watch.dueOn]),
  }));
}
function noticesOf(parts: readonly DraftPart[], day: string) {
  const task = standing(parts);
  return [
    ...remindersAhead(watchesOf(task, rule, day), rule.reminders, day),
    ...newsAhead(task, rule.inform_on, day),
  ].filter((reminder) => reminder.personId !== '');
}

describe('the six letters', () => {
  it('a complete task has nothing to repair', () => {
    expect(codes(listOf(fixture))).toEqual([]);
  });

  it.each(letters.map((letter) => [letter]))('without %s a screen, a notice and a lint change', (letter) => {
    const less = fixture.parts.filter((each) => each.letter !== letter);
    const holder = fixture.parts.find((each) => each.letter === letter)!.personId;
    // Being informed asks for nothing and gives no right: its one screen is the task's page, which letters.test.ts opens.
    const changed = !isDeepStrictEqual(screensOf(less, TODAY), screensOf(fixture.parts, TODAY));
    expect(changed).toBe(letter !== 'inform');
    // Whose letter it was finds nothing of the task any more.
    expect(screensOf(less, TODAY).find((screen) => screen.person === holder)).toEqual({
      person: holder,
      rights: [],
      asked: [],
    });
    const before = noticesOf(fixture.parts, TODAY).filter((notice) => notice.personId === holder);
    expect(before.length).toBeGreaterThan(0);
    expect(noticesOf(less, TODAY).filter((notice) => notice.personId === holder)).toEqual([]);
    expect(codes(listOf({ ...fixture, parts: less }))).toContain(`no-${letter}`);
  });

  it('each letter asks for its own thing: the owner for the deadline, the guide in between, the leader when it is late', () => {
    const asked = (day: string) =>
      watchesOf(standing(fixture.parts), rule, day).map((watch) => [watch.letter, watch.dueOn, watch.onlyIf]);
    expect(asked(TODAY)).toEqual([
      ['own', '2027-02-28', null],
      ['lead', '2027-03-07', 'late'],
      ['guide', '2026-12-23', null],
      ['assist', '2027-02-28', null],
      ['do', '2027-02-28', null],
    ]);
    expect(asked('2027-03-05')).toContainEqual(['lead', '2027-03-07', null]);
  });

  it('asks nobody for anything once it has ended', () => {
    for (const state of ['done', 'withdrawn', 'expired', 'reported'] as const)
      expect(watchesOf({ ...standing(fixture.parts), state }, rule, TODAY)).toEqual([]);
    for (const state of ['done', 'withdrawn', 'expired'] as const)
      expect(newsAhead({ ...standing(fixture.parts), state }, rule.inform_on, TODAY)).toEqual([]);
  });
});

describe('the check before giving out', () => {
  const seeded: [LintCode, Partial<DraftTask>][] = [
    ['two-leads', { parts: [...fixture.parts, part('lead', 'zhou')] }],
    [
      'guide-is-own',
      { parts: fixture.parts.map((each) => (each.letter === 'guide' ? part('guide', 'wang') : each)) },
    ],
    [
      'no-deliverable',
      { parts: fixture.parts.map((each) => (each.letter === 'assist' ? part('assist', 'zhao') : each)) },
    ],
    ['same-deliverable', { parts: [...fixture.parts, part('assist', 'sun', '经费方案')] }],
    ['same-deliverable', { parts: [...fixture.parts, part('assist', 'sun', '业务部门确认见效')] }],
    ['inform-twice', { parts: [...fixture.parts, part('inform', 'sun')] }],
    ['no-outcome', { outcomes: [] }],
    ['no-due', { dueOn: null }],
    ['due-past', { dueOn: '2026-11-22', startsOn: null }],
    ['due-outside', { dueOn: '2028-01-01' }],
    ['starts-late', { startsOn: '2027-03-01' }],
    [
      'part-late',
      { parts: [...fixture.parts.slice(0, 3), { ...part('assist', 'zhao', '方案'), dueOn: '2027-03-01' }] },
    ],
    ['person-left', { parts: [...fixture.parts, part('do', 'gone')] }],
    [
      'powerless',
      { parts: fixture.parts.map((each) => (each.letter === 'guide' ? part('guide', 'sun') : each)) },
    ],
    ['needs-nothing', { needs: ['elsewhere'] }],
    ['needs-cycle', { needs: ['fusion'] }],
  ];
  it.each(seeded)('finds %s', (code, change) => {
    expect(codes(listOf({ ...fixture, ...change }))).toContain(code);
  });

  it('finds circles over several tasks, doubles, and a deadline after that of what waits for it', () => {
    const a = { ...fixture, key: 'a', title: '甲', needs: ['c'] };
    const b = { ...fixture, key: 'b', title: '乙', needs: ['a'] };
    const c = { ...fixture, key: 'c', title: '丙', needs: ['b'] };
    const outside = { ...fixture, key: 'd', title: '丁', needs: ['a'] };
    const found = lintTasks(listOf(a, b, c, outside), rule).filter(
      (finding) => finding.code === 'needs-cycle',
    );
    expect(found.map((finding) => finding.key)).toEqual(['a', 'b', 'c']);
    expect(codes(listOf(a, { ...b, title: '甲', needs: [] }))).toContain('same-title');
    const later = { ...fixture, key: 'z', title: '后', dueOn: '2027-06-30' };
    expect(codes(listOf(later, { ...fixture, needs: ['z'] }))).toContain('needs-late');
  });

  it('counts the load of a person over the list and what they carry already', () => {
    const busy = new Map(persons).set('wang', { left: false, posts: [], load: rule.limits.load });
    const found = lintTasks({ ...listOf(fixture), persons: busy }, rule);
    expect(found).toEqual([{ code: 'overload', key: 'fusion', personId: 'wang' }]);
  });

  it('has words and a repair for every code', () => {
    for (const [code] of seeded) expect(rule.lints.some((lint) => lint.id === code)).toBe(true);
  });

  it('follows links only forwards', () => {
    const graph = new Map([
      ['a', ['b']],
      ['b', ['c']],
    ]);
    expect([reaches(graph, 'a', 'c'), reaches(graph, 'c', 'a'), reaches(graph, 'a', 'a')]).toEqual([
      true,
      false,
      false,
    ]);
  });
});
