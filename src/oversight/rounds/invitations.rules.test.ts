import { describe, expect, test } from 'vitest';
import { countRaters, planInvitations, type RaterSources } from './invitations.rules.ts';

const sources: RaterSources = {
  groups: [
    { code: 'superior', source: 'named', linksPerRatee: 0 },
    { code: 'members', source: 'members', linksPerRatee: 0 },
    { code: 'staff', source: 'links', linksPerRatee: 2 },
  ],
  ratees: ['a', 'b'],
  named: [
    { group: 'superior', personId: 'chief', accountId: null },
    { group: 'superior', personId: null, accountId: 'outside' },
    { group: 'superior', personId: 'sec-b', accountId: null },
  ],
  members: [
    { ratee: 'a', personId: 'chief' },
    { ratee: 'a', personId: 'sec-a' },
    { ratee: 'a', personId: 'one' },
    { ratee: 'b', personId: 'sec-b' },
    { ratee: 'b', personId: 'two' },
  ],
  secretaries: [
    { ratee: 'a', personId: 'sec-a' },
    { ratee: 'b', personId: 'sec-b' },
  ],
};

describe('who is invited', () => {
  const plan = planInvitations(sources);

  test('a person rates an organisation once, and not the one it answers for', () => {
    const of = (group: string) => plan.filter((one) => one.group === group);
    expect(of('superior')).toEqual([
      { group: 'superior', ratee: null, personId: 'chief', accountId: null, recused: [] },
      { group: 'superior', ratee: null, personId: null, accountId: 'outside', recused: [] },
      { group: 'superior', ratee: null, personId: 'sec-b', accountId: null, recused: ['b'] },
    ]);
    expect(of('members').map((one) => `${one.ratee} ${one.personId}`)).toEqual(['a one', 'b two']);
  });

  test('links carry nobody', () => {
    const links = plan.filter((one) => one.group === 'staff');
    expect(links).toHaveLength(4);
    expect(links.every((one) => one.personId === null && one.accountId === null)).toBe(true);
  });

  test('counts leave out the recused', () => {
    const counts = countRaters(sources.ratees, plan).map((one) => `${one.ratee} ${one.group} ${one.count}`);
    expect(counts.sort()).toEqual([
      'a members 1',
      'a staff 2',
      'a superior 3',
      'b members 1',
      'b staff 2',
      'b superior 2',
    ]);
  });
});
