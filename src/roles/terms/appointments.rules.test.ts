import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import {
  type CaseFacts,
  caseCycle,
  decideCase,
  decideProposal,
  decideTraining,
  type Proposal,
} from './appointments.rules.ts';

const rule = loadContent(new URL('../../../content', import.meta.url).pathname).setUp.head;
const facts: CaseFacts = { leaderPosts: [], dutiesInForce: rule.package, today: '2026-11-23' };
const young: Proposal = {
  post: 'branch-secretary',
  personId: 'young',
  fromOn: '2026-12-01',
  headId: 'head',
  reason: '处长兼管两个处室，由副处长担任锻炼培养。',
  decidedBy: '局党组第12次会议',
  decidedOn: '2026-11-20',
  training: '参加市直机关新任书记培训班',
  trainingBy: '2027-03-01',
  mentorId: 'head',
  timeShare: 20,
  package: rule.package,
};
const decided = (more: Partial<Proposal>, over: Partial<CaseFacts> = {}) =>
  decideProposal({ ...young, ...more }, { ...facts, ...over }, rule);
const codeOf = (more: Partial<Proposal>, over: Partial<CaseFacts> = {}) => {
  const result = decided(more, over);
  return result.ok ? result.value : result.refusal.code;
};

describe('an appointment', () => {
  it('of the head needs no more than saying so', () => {
    const bare = {
      reason: '',
      decidedBy: '',
      decidedOn: null,
      training: '',
      trainingBy: null,
      mentorId: null,
    };
    expect(codeOf({ ...bare, personId: 'head', timeShare: null, package: [] })).toBe('head');
    expect(codeOf({ headId: null })).toBe('appointments/head-unknown');
  });
  it('of anybody else goes with reason, decision, training, mentor, time and the whole package', () => {
    expect(codeOf({})).toBe('package');
    const without: Partial<Proposal>[] = [
      { reason: '锻炼' },
      { decidedBy: '' },
      { decidedOn: null },
      { decidedOn: '2026-11-24' },
      { training: '' },
      { trainingBy: null },
      { trainingBy: '2027-12-01' },
      { trainingBy: '2026-11-30' },
      { mentorId: null },
      { mentorId: 'young' },
      { timeShare: null },
      { timeShare: 5 },
      { package: [] },
      { package: rule.package.slice(1) },
    ];
    for (const more of without) expect([more, codeOf(more)]).toEqual([more, 'appointments/package-missing']);
    const none = decided({ package: [], reason: '' });
    expect(none.ok ? [] : none.refusal.errors?.map((flaw) => flaw.path)).toEqual([
      'body.reason',
      'body.package',
    ]);
  });
  it('is refused where the list in force does not have the package', () => {
    expect(codeOf({}, { dutiesInForce: rule.package.slice(2) })).toBe('appointments/not-in-list');
  });
  it('to the organ committee takes a leader of the unit', () => {
    const post = { post: 'organ-committee-secretary', headId: null };
    expect(codeOf(post)).toBe('appointments/not-a-leader');
    expect(codeOf(post, { leaderPosts: ['leading-group-member'] })).toBe('head');
  });
  it('begins in the past year or the next three months', () => {
    expect(codeOf({ fromOn: '2027-06-01' })).toBe('appointments/bad-day');
    expect(codeOf({ fromOn: '2025-01-01' })).toBe('appointments/bad-day');
  });
});

describe('its way', () => {
  const nobody = { superior: false, proposer: false, appointee: false };
  const code = (result: ReturnType<typeof decideCase>) => (result.ok ? result.value.to : result.refusal.code);
  it('has no dead end', () => expect(flawsOf(caseCycle)).toEqual([]));
  it('is decided by a second person of the level above', () => {
    expect(code(decideCase('proposed', 'approve', { ...nobody, superior: true }))).toBe('approved');
    expect(code(decideCase('proposed', 'approve', nobody))).toBe('appointments/not-superior');
    const both = { ...nobody, superior: true, proposer: true };
    expect(code(decideCase('proposed', 'approve', both))).toBe('appointments/not-second-person');
    const self = { ...nobody, superior: true, appointee: true };
    expect(code(decideCase('proposed', 'approve', self))).toBe('appointments/not-second-person');
    expect(code(decideCase('approved', 'approve', { ...nobody, superior: true }))).toBe(
      'appointments/not-in-this-state',
    );
  });
  it('comes back with a reason and is sent again by who proposed it', () => {
    expect(code(decideCase('proposed', 'return', { ...nobody, superior: true }))).toBe('returned');
    expect(code(decideCase('returned', 'resubmit', { ...nobody, proposer: true }))).toBe('proposed');
    expect(code(decideCase('returned', 'resubmit', nobody))).toBe('appointments/not-proposer');
  });
});

describe('the training of a secretary who is not the head', () => {
  const open = {
    state: 'approved',
    outcome: 'package',
    decidedOn: '2026-11-20',
    trainedOn: null,
    today: '2026-12-20',
  } as const;
  const nobody = { appointee: false, answers: false, office: false };
  const said = (more: object, actor: object, onDay: string | null = '2026-12-01') => {
    const result = decideTraining({ ...open, ...more }, { ...nobody, ...actor }, onDay);
    return result.ok ? 'ok' : result.refusal.code;
  };

  it('is entered by whoever answers for it or by the office, never by the secretary', () => {
    expect(said({}, { answers: true })).toBe('ok');
    expect(said({}, { office: true })).toBe('ok');
    expect(said({}, {})).toBe('appointments/not-trainer');
    expect(said({}, { appointee: true, answers: true, office: true })).toBe('appointments/not-trainer');
  });

  it('is entered once, of an appointment that stands, for a day between the decision and today', () => {
    expect(said({ state: 'proposed' }, { answers: true })).toBe('appointments/no-training');
    expect(said({ outcome: 'head' }, { answers: true })).toBe('appointments/no-training');
    expect(said({ trainedOn: '2026-12-01' }, { answers: true })).toBe('appointments/trained-already');
    expect(said({}, { answers: true }, '2026-12-21')).toBe('appointments/bad-training-day');
    expect(said({}, { answers: true }, '2026-11-19')).toBe('appointments/bad-training-day');
    expect(said({}, { answers: true }, '2026-12-20')).toBe('ok');
    expect(said({}, { answers: true }, '2026-11-20')).toBe('ok');
  });
});
