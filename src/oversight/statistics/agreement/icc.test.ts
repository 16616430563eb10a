import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { seeded } from '../numeric/random.ts';
import { agreementLimits } from './generalised-icc.ts';
import { icc } from './icc.ts';
import { oneWayIcc } from './one-way-icc.ts';
import { codeOf, tableOf, valueOf } from './testing/tables.ts';

const shrout = [
  [9, 2, 5, 8],
  [6, 1, 3, 2],
  [8, 4, 6, 8],
  [7, 1, 2, 6],
  [10, 5, 6, 9],
  [6, 2, 4, 7],
];

describe('the intraclass correlations', () => {
  it('are those of Shrout and Fleiss, with F and the limits of psych::ICC', () => {
    const found = valueOf(icc(shrout));
    expect(found.icc2k.icc).toBeCloseTo(0.6200505476, 9);
    expect(found.icc2k.lower).toBeCloseTo(0.07113682, 5);
    expect(found.icc11.f).toBeCloseTo(1.794678, 5);
    expect(found.icc11.p).toBeCloseTo(0.164769, 5);
    expect([found.icc31.df1, found.icc31.df2]).toEqual([5, 15]);
  });

  it('leave out rows with a missing mark, and say how many', () => {
    const found = valueOf(icc([...shrout, [5, null, 3, 4]]));
    expect(found.dropped).toBe(1);
    expect(found.icc21).toEqual(valueOf(icc(shrout)).icc21);
  });

  it('do not change with the scale, the order of ratees, or the order of raters', () => {
    fc.assert(
      fc.property(
        tableOf(3),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: -50, max: 50 }),
        (table, scale, shift) => {
          const plain = icc(table);
          const other = icc(
            [...table].reverse().map((row) => [...row].reverse().map((mark) => mark * scale + shift)),
          );
          expect(other.ok).toBe(plain.ok);
          if (plain.ok && other.ok)
            for (const form of ['icc11', 'icc21', 'icc31', 'icc1k', 'icc2k', 'icc3k'] as const) {
              const [a, b] = [plain.value[form], other.value[form]];
              if (a.icc === null || b.icc === null) expect(b.icc).toBe(a.icc);
              else expect(b.icc).toBeCloseTo(a.icc, 6);
            }
        },
      ),
    );
  });

  it('are null where what they divide by vanishes or cancels out, in whatever order the marks come', () => {
    const table = [
      [7, 5, 2, 9, 1],
      [8, 0, 6, 1, 5],
      [7, 9, 4, 1, 1],
    ];
    expect(valueOf(icc(table)).icc2k.icc).toBeNull();
    expect(valueOf(icc([...table].reverse().map((row) => [...row].reverse()))).icc2k.icc).toBeNull();
    const crossed = valueOf(
      icc([
        [1, 2],
        [2, 1],
      ]),
    );
    expect([crossed.icc21.icc, crossed.icc2k.icc]).toEqual([null, null]);
    const severeOnly = valueOf(
      icc([
        [7, 6],
        [7, 6],
      ]),
    );
    expect([severeOnly.icc31.icc, severeOnly.icc3k.icc, severeOnly.icc21.icc]).toEqual([null, null, 0]);
  });

  it('lie inside their own limits, and never hold NaN', () => {
    fc.assert(
      fc.property(tableOf(2), (table) => {
        const found = icc(table);
        if (!found.ok) {
          expect(found.refusal.code).toBe('statistics/no-spread');
          return;
        }
        for (const form of ['icc11', 'icc31', 'icc1k', 'icc3k'] as const) {
          const { icc: value, lower, upper } = found.value[form];
          if (value === null || lower === null || upper === null) continue;
          expect(lower).toBeLessThanOrEqual(value + 1e-9);
          expect(upper).toBeGreaterThanOrEqual(value - 1e-9);
        }
        expect(JSON.stringify(found.value)).not.toContain('NaN');
      }),
    );
  });

  it('of form 3 ignore a rater’s leniency; those of form 2 fall', () => {
    const lenient = shrout.map(([a, ...rest]) => [(a as number) + 20, ...rest]);
    const [plain, moved] = [valueOf(icc(shrout)), valueOf(icc(lenient))];
    expect(moved.icc31.icc).toBeCloseTo(plain.icc31.icc as number, 9);
    expect(moved.icc21.icc as number).toBeLessThan(plain.icc21.icc as number);
  });

  it('of raters who agree exactly are 1, without limits', () => {
    const found = valueOf(
      icc([
        [1, 1],
        [2, 2],
        [5, 5],
      ]),
    );
    expect([found.icc11.icc, found.icc21.icc, found.icc3k.icc]).toEqual([1, 1, 1]);
    expect([found.icc31.f, found.icc31.lower]).toEqual([null, null]);
  });

  it('one-way equals ICC(1,1) for equal sizes, and takes unequal ones', () => {
    const equal = valueOf(oneWayIcc(shrout));
    const table = valueOf(icc(shrout));
    expect(equal.icc1).toBeCloseTo(table.icc11.icc as number, 12);
    expect(equal.lower).toBeCloseTo(table.icc11.lower as number, 12);
    expect(equal.iccMean).toBeCloseTo(table.icc1k.icc as number, 12);
    // a = 3, N = 6, n0 = (6 − 14/6)/2.
    const unequal = valueOf(oneWayIcc([[1, 2, 3], [8, 9], [5]]));
    expect(unequal.meanSize).toBeCloseTo((6 - 14 / 6) / 2, 12);
    expect(unequal.icc1).toBeGreaterThan(0.8);
  });

  it.each<[(number | null)[][], string]>([
    [[], 'too-few'],
    [[[1, 2]], 'too-few'],
    [[[1], [2]], 'too-few'],
    [
      [
        [1, null],
        [null, 2],
      ],
      'too-few',
    ],
    [
      [
        [3, 3],
        [3, 3],
      ],
      'no-spread',
    ],
    [
      [
        [1, Number.NaN],
        [2, 3],
      ],
      'not-a-number',
    ],
    [[[1, 2], [3]], 'wrong-shape'],
    [
      [
        [1e308, -1e308],
        [1e308, 1e308],
      ],
      'out-of-range',
    ],
  ])('refuse %j', (table, code) => {
    expect(codeOf(icc(table))).toBe(`statistics/${code}`);
  });
});

describe('generalised limits of absolute agreement', () => {
  it('are the same for the same seed, hold the estimate, and refuse what icc refuses', () => {
    const found = valueOf(agreementLimits(shrout, seeded(3)));
    expect(valueOf(agreementLimits(shrout, seeded(3)))).toEqual(found);
    const { icc21, icc2k } = valueOf(icc(shrout));
    expect(found.icc21.lower).toBeLessThan(icc21.icc as number);
    expect(found.icc21.upper).toBeGreaterThan(icc21.icc as number);
    expect(found.icc2k.upper).toBeGreaterThan(icc2k.icc as number);
    expect(
      codeOf(
        agreementLimits(
          [
            [3, 3],
            [3, 3],
          ],
          seeded(1),
        ),
      ),
    ).toBe('statistics/no-spread');
    expect(codeOf(agreementLimits(shrout, seeded(1), { draws: 10 }))).toBe('statistics/out-of-range');
    expect(
      codeOf(
        agreementLimits(
          [
            [1, Number.NaN],
            [2, 3],
          ],
          seeded(1),
        ),
      ),
    ).toBe('statistics/not-a-number');
  });

  it('hold the truth where those of Shrout and Fleiss do not: many ratees, three raters who differ', () => {
    const random = seeded(12);
    const runs = 300;
    let held = 0;
    let heldBySatterthwaite = 0;
    for (let run = 0; run < runs; run += 1) {
      const severity = [0, 1, 2].map(() => random.normal());
      const table = Array.from({ length: 80 }, () => {
        const truth = random.normal();
        return severity.map((each) => truth + each + Math.sqrt(0.7) * random.normal());
      });
      const { icc21 } = valueOf(agreementLimits(table, random, { draws: 1000 }));
      const other = valueOf(icc(table)).icc21;
      const truth = 1 / 2.7;
      if (icc21.lower <= truth && truth <= icc21.upper) held += 1;
      if ((other.lower as number) <= truth && truth <= (other.upper as number)) heldBySatterthwaite += 1;
    }
    expect(held / runs).toBeGreaterThan(0.92);
    expect(heldBySatterthwaite).toBeLessThan(held);
  });
});
