import { describe, expect, it } from 'vitest';
import type { TaskFacts } from '../tasks.rules.ts';
import { stuckBy } from './stuck.rules.ts';

const rule = { late_days: 7, returns: 2, moves: 2 };
const calm = { returns: 0, moves: 0 };
const task = (more: Partial<TaskFacts> = {}): TaskFacts => ({
  state: 'accepted',
  ownerId: 'wang',
  createdOn: '2026-11-01',
  dueOn: '2026-11-10',
  firstLateOn: null,
  reportedOn: null,
  ...more,
});

describe('a stuck task', () => {
  it('is late for as many days as the content says, and not a day less', () => {
    expect(stuckBy(task(), calm, rule, '2026-11-16')).toEqual([]);
    expect(stuckBy(task(), calm, rule, '2026-11-17')).toEqual(['late']);
    // A deadline moved since does not make it young again.
    const moved = task({ dueOn: '2026-12-31', firstLateOn: '2026-11-11' });
    expect(stuckBy(moved, calm, rule, '2026-11-17')).toEqual(['late']);
  });

  it('was returned or put off too often', () => {
    const young = task({ dueOn: '2026-12-31' });
    expect(stuckBy(young, { returns: 1, moves: 1 }, rule, '2026-11-17')).toEqual([]);
    expect(stuckBy(young, { returns: 2, moves: 0 }, rule, '2026-11-17')).toEqual(['returned']);
    expect(stuckBy(task(), { returns: 3, moves: 2 }, rule, '2026-11-20')).toEqual([
      'late',
      'returned',
      'moved',
    ]);
  });

  it('is none that has ended, and its owner is not blamed while the result waits for its confirmation', () => {
    const often = { returns: 5, moves: 5 };
    for (const state of ['done', 'withdrawn', 'expired'] as const)
      expect(stuckBy(task({ state, firstLateOn: '2026-11-11' }), often, rule, '2026-12-31')).toEqual([]);
    const waits = task({ state: 'reported', reportedOn: '2026-11-09' });
    expect(stuckBy(waits, calm, rule, '2026-12-31')).toEqual([]);
  });
});
