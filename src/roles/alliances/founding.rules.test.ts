import { describe, expect, it } from 'vitest';
import {
  awaitsDissolution,
  awaitsFounding,
  decideDissolution,
  decideFounding,
  decideMembers,
  type FoundingFacts,
  moves,
} from './founding.rules.ts';

const TODAY = '2026-11-23';
const joint = {
  founds: 'joint_branch',
  months: null,
  title: { zh: '联合党支部', en: 'Joint branch' },
} as const;
const project = { founds: 'branch', months: 60, title: { zh: '项目党支部', en: 'Project branch' } } as const;
const temporary = {
  founds: 'temporary_branch',
  months: 36,
  title: { zh: '临时党支部', en: 'Temporary branch' },
} as const;
const pair = { founds: null, months: 12, title: { zh: '结对共建', en: 'Pair' } } as const;
const approved: FoundingFacts = {
  state: 'active',
  foundedId: null,
  dissolvedOn: null,
  sunsetOn: '2027-11-22',
};
const code = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;

describe('founding what was approved', () => {
  it('is asked for only where the mode makes an organisation and the approval stands', () => {
    expect(awaitsFounding(approved, joint)).toBe(true);
    expect(awaitsFounding(approved, pair)).toBe(false);
    expect(awaitsFounding({ ...approved, state: 'submitted' }, joint)).toBe(false);
    expect(awaitsFounding({ ...approved, foundedId: 'o' }, joint)).toBe(false);
  });

  it('is done once, after the approval, by whoever holds it', () => {
    expect(decideFounding(approved, joint, { approves: true })).toEqual({ ok: true, value: 'joint_branch' });
    expect(decideFounding(approved, project, { approves: true })).toEqual({ ok: true, value: 'branch' });
    expect(decideFounding(approved, temporary, { approves: true })).toEqual({
      ok: true,
      value: 'temporary_branch',
    });
    expect([joint, project, temporary].map((spec) => moves(spec.founds))).toEqual([true, true, false]);
    expect(code(decideFounding(approved, joint, { approves: false }))).toBe('alliances/not-approver');
    expect(code(decideFounding(approved, pair, { approves: true }))).toBe('alliances/nothing-to-found');
    expect(code(decideFounding({ ...approved, foundedId: 'o' }, joint, { approves: true }))).toBe(
      'alliances/founded-already',
    );
    expect(code(decideFounding({ ...approved, state: 'submitted' }, joint, { approves: true }))).toBe(
      'alliances/not-approved',
    );
  });

  it('is dissolved when its reason is over: the case has ended, or its day is past where it has one', () => {
    const standing = { ...approved, foundedId: 'o' };
    expect(awaitsDissolution(standing, project, TODAY)).toBe(false);
    expect(awaitsDissolution({ ...standing, state: 'ended' }, project, TODAY)).toBe(true);
    expect(awaitsDissolution({ ...standing, sunsetOn: '2026-11-22' }, project, TODAY)).toBe(true);
    // A joint branch has a day of review, not an end.
    expect(awaitsDissolution({ ...standing, sunsetOn: '2026-11-22' }, joint, TODAY)).toBe(false);
    expect(awaitsDissolution({ ...standing, state: 'ended', dissolvedOn: TODAY }, joint, TODAY)).toBe(false);
    expect(decideDissolution(standing, { approves: true })).toEqual({ ok: true, value: { ends: true } });
    expect(decideDissolution({ ...standing, state: 'ended' }, { approves: true })).toEqual({
      ok: true,
      value: { ends: false },
    });
    expect(code(decideDissolution(approved, { approves: true }))).toBe('alliances/not-founded');
    expect(code(decideDissolution({ ...standing, dissolvedOn: TODAY }, { approves: true }))).toBe(
      'alliances/dissolved-already',
    );
    expect(code(decideDissolution(standing, { approves: false }))).toBe('alliances/not-approver');
  });

  it('takes three full members of the parties, and a secretary who is one of them', () => {
    const all = [
      { id: 'a', full: true },
      { id: 'b', full: true },
      { id: 'c', full: true },
      { id: 'd', full: false },
    ];
    const decide = (memberIds: string[], secretaryId: string | null = null) =>
      code(decideMembers({ memberIds, secretaryId }, all, 3));
    expect(decide(['a', 'b', 'c'], 'a')).toBe('ok');
    expect(decide(['a', 'b', 'd'])).toBe('alliances/too-few-members');
    expect(decide(['a', 'a', 'b'])).toBe('alliances/too-few-members');
    expect(decide(['a', 'b', 'c', 'x'])).toBe('alliances/member-not-of-parties');
    expect(decide(['a', 'b', 'c'], 'd')).toBe('alliances/secretary-not-member');
  });
});
