import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import {
  decideLink,
  isFigure,
  type LinkAction,
  type LinkFacts,
  linkCycle,
  movementOf,
  nextReading,
  shareOf,
} from './fusion.rules.ts';

const link = (more: Partial<LinkFacts> = {}): LinkFacts => ({
  state: 'proposed',
  ownerId: 'head',
  taskOwnerId: 'secretary',
  proposedPerson: 'organiser',
  ...more,
});
const code = (facts: LinkFacts, action: LinkAction, personId: string, office = false) => {
  const decided = decideLink(facts, action, { personId, office });
  return decided.ok ? decided.value.to : decided.refusal.code;
};

describe('the life of a link', () => {
  it('is sound as a graph', () => {
    expect(flawsOf(linkCycle)).toEqual([]);
  });

  it('is confirmed by whoever answers for the business, and by nobody of the Party side, whatever his office', () => {
    expect(code(link(), 'confirm', 'head')).toBe('confirmed');
    for (const other of ['secretary', 'organiser', 'somebody'])
      expect(code(link(), 'confirm', other, true)).toBe('fusion/not-business-owner');
  });

  it('is not confirmed by one person on both sides', () => {
    expect(code(link({ taskOwnerId: 'head' }), 'confirm', 'head')).toBe('fusion/same-person');
    expect(code(link({ proposedPerson: 'head' }), 'confirm', 'head')).toBe('fusion/same-person');
  });

  it('is withdrawn by the Party side, ended by either, and by no stranger', () => {
    expect(code(link(), 'withdraw', 'head')).toBe('fusion/not-party-side');
    expect(code(link(), 'withdraw', 'secretary')).toBe('ended');
    const confirmed = link({ state: 'confirmed' });
    expect(code(confirmed, 'end', 'head')).toBe('ended');
    expect(code(confirmed, 'end', 'officer', true)).toBe('ended');
    expect(code(confirmed, 'end', 'somebody')).toBe('fusion/not-concerned');
    expect(code(confirmed, 'confirm', 'head')).toBe('fusion/not-in-this-state');
  });
});

describe('movement', () => {
  const down = { baseline: 40, target: 25 };
  const at = (onDay: string, value: number) => ({ onDay, value });

  it('goes from the baseline to the target in either direction', () => {
    expect(shareOf(down, 40)).toBeCloseTo(0);
    expect(shareOf(down, 25)).toBe(1);
    expect(shareOf(down, 43)).toBeLessThan(0);
    expect(shareOf({ baseline: 0, target: 80 }, 20)).toBe(0.25);
  });

  it('counts from the confirmation on, and asks only after enough figures', () => {
    const of = (...readings: { onDay: string; value: number }[]) =>
      movementOf(down, readings, '2026-06-01', 2).movement;
    expect(of(at('2026-05-31', 20))).toBe('none');
    expect(of(at('2026-06-30', 41))).toBe('early');
    expect(of(at('2026-06-30', 41), at('2026-09-30', 40))).toBe('unmoved');
    expect(of(at('2026-09-30', 33), at('2026-06-30', 41))).toBe('moving');
    expect(of(at('2026-09-30', 25))).toBe('reached');
  });

  it('is asked for anew from the last figure, or from the confirmation', () => {
    expect(nextReading(null, '2026-06-01', 92)).toBe('2026-09-01');
    expect(nextReading('2026-05-01', '2026-06-01', 92)).toBe('2026-09-01');
    expect(nextReading('2026-07-01', '2026-06-01', 92)).toBe('2026-10-01');
  });

  it('takes figures of two decimals and no more', () => {
    expect([12, 12.34, -0.5, 999_999_999.99].every(isFigure)).toBe(true);
    expect([12.345, Number.NaN, Number.POSITIVE_INFINITY].some(isFigure)).toBe(false);
  });
});
