import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cellFloor, finalCells, type PooledCell, planCells } from './cells.rules.ts';

const groups = ['superior', 'member', 'staff'];
const plan = (counts: readonly number[], floor = 5) =>
  planCells(
    groups,
    ['o'],
    counts.map((count, at) => ({ ratee: 'o', group: groups[at]!, count })),
    floor,
  );
const shown = (cells: readonly PooledCell[]) => cells.map((cell) => `${cell.groups.join('+')}=${cell.count}`);

describe('the pre-check', () => {
  test.each([
    [
      [5, 12, 8],
      ['superior=5', 'member=12', 'staff=8'],
    ],
    [
      [3, 12, 8],
      ['superior+member=15', 'staff=8'],
    ],
    [
      [5, 12, 4],
      ['superior=5', 'member+staff=16'],
    ],
    [[3, 1, 8], ['superior+member+staff=12']],
    [[5, 4, 0], ['superior+member=9']],
    [[0, 7, 0], ['member=7']],
    [[2, 2, 1], ['superior+member+staff=5']],
  ])('of %j raters', (counts, cells) => {
    expect(shown(plan(counts).cells)).toEqual(cells);
    expect(plan(counts).tooFew).toEqual([]);
  });

  test('a branch of three or four cannot be rated anonymously, by arithmetic', () => {
    expect(plan([0, 4, 0])).toMatchObject({ cells: [], tooFew: [{ groups: ['member'], count: 4 }] });
    expect(plan([1, 2, 1])).toMatchObject({ cells: [], tooFew: [{ groups, count: 4 }] });
    expect(plan([0, 0, 0])).toMatchObject({ cells: [], tooFew: [{ groups: [], count: 0 }] });
  });

  test('a group without anybody is named, not counted as 0', () => {
    expect(plan([5, 6, 0]).empty).toEqual([{ ratee: 'o', group: 'staff' }]);
  });

  test('the floor of five is in code; a scheme may ask for more, a named round has none', () => {
    expect(cellFloor('sealed', 1)).toBe(5);
    expect(cellFloor('sealed', 8)).toBe(8);
    expect(cellFloor('named', 8)).toBe(1);
    expect(shown(plan([1, 2, 1], cellFloor('named', 8)).cells)).toEqual([
      'superior=1',
      'member=2',
      'staff=1',
    ]);
  });
});

describe('after closing', () => {
  const cell = (count: number, ...of: string[]): PooledCell => ({ ratee: 'o', groups: of, count });

  test('cells that stayed small are joined with the next by the same rule', () => {
    const planned = [cell(2, 'superior'), cell(9, 'member'), cell(6, 'staff')];
    expect(shown(finalCells(planned, 5).cells)).toEqual(['superior+member=11', 'staff=6']);
    expect(finalCells([cell(2, 'superior'), cell(2, 'member')], 5)).toEqual({
      cells: [],
      withheld: [cell(4, 'superior', 'member')],
    });
  });

  test('in a named round nothing is merged and a silent group is missing', () => {
    expect(finalCells([cell(0, 'superior'), cell(2, 'member')], 1)).toEqual({
      cells: [cell(2, 'member')],
      withheld: [cell(0, 'superior')],
    });
  });

  test('no final cell is below the floor, none is lost, none is counted twice', () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(fc.nat(12), { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 5 }),
        fc.integer({ min: 5, max: 8 }),
        (ratees, floor) => {
          const planned = ratees.flatMap((counts, at) =>
            counts.map((count, group) => ({ ratee: `o${at}`, groups: [`g${group}`], count })),
          );
          const { cells, withheld } = finalCells(planned, floor);
          expect(cells.every((one) => one.count >= floor)).toBe(true);
          expect(withheld.every((one) => one.count < floor)).toBe(true);
          const keys = (all: readonly PooledCell[]) =>
            all.flatMap((one) => one.groups.map((group) => `${one.ratee} ${group}`)).sort();
          expect(keys([...cells, ...withheld])).toEqual(keys(planned));
          const total = (all: readonly PooledCell[]) => all.reduce((sum, one) => sum + one.count, 0);
          expect(total(cells) + total(withheld)).toBe(total(planned));
          const shownRatees = new Set(cells.map((one) => one.ratee));
          expect(withheld.some((one) => shownRatees.has(one.ratee))).toBe(false);
        },
      ),
    );
  });
});
