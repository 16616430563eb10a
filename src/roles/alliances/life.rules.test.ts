import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import { loadContent } from '#standards/packs/load-content.ts';
import { actsFor, allianceCycle, decideSpan, decideStep, holdsApproval } from './alliances.rules.ts';
import { type FormFacts, faultsBefore, formFaults } from './form.rules.ts';
import { type LifeFacts, quietQuarters, signalsOf } from './health.rules.ts';

const { alliances } = loadContent(join(import.meta.dirname, '../../../content'));
const spec = (id: string) => alliances.modes.find((mode) => mode.id === id)!;
const TODAY = '2026-11-23';

describe('the life of an alliance', () => {
  it('is a sound graph that reaches active only by approval', () => {
    expect(flawsOf(allianceCycle)).toEqual([]);
    const ways = allianceCycle.rows.filter((row) => row.to === 'active');
    expect(new Set(ways.map((row) => row.action))).toEqual(new Set(['approve']));
  });

  it('lets nobody approve what he handed in', () => {
    const actor = { accountId: 'a', leads: true, approves: true };
    const own = decideStep({ state: 'submitted', submittedBy: 'a' }, 'approve', actor);
    expect(own.ok ? '' : own.refusal.code).toBe('alliances/own-submission');
    expect(decideStep({ state: 'submitted', submittedBy: 'b' }, 'approve', actor).ok).toBe(true);
    const stranger = decideStep({ state: 'submitted', submittedBy: 'b' }, 'approve', {
      ...actor,
      approves: false,
    });
    expect(stranger.ok ? '' : stranger.refusal.code).toBe('alliances/not-approver');
    const partner = decideStep({ state: 'draft', submittedBy: null }, 'submit', { ...actor, leads: false });
    expect(partner.ok ? '' : partner.refusal.code).toBe('alliances/not-lead');
  });

  it('is approved by the level that its mode asks for', () => {
    const paths = { lead: '1.2.5.', parties: ['1.2.5.', '1.3.6.'] };
    const officer = [{ role: 'officer', path: '1.2.' }];
    const clerk = [{ role: 'clerk', path: '1.' }];
    expect(holdsApproval('lead-unit', officer, paths)).toBe(true);
    expect(holdsApproval('all', officer, paths)).toBe(false);
    expect(holdsApproval('all', officer, { ...paths, parties: ['1.2.5.', '1.2.7.'] })).toBe(true);
    expect(holdsApproval('root', officer, paths)).toBe(false);
    expect(holdsApproval('root', clerk, paths)).toBe(true);
    expect(holdsApproval('lead-unit', [{ role: 'secretary', path: '1.2.5.' }], paths)).toBe(false);
    // 1.20. is not under 1.2.
    expect(holdsApproval('lead-unit', officer, { ...paths, lead: '1.20.' })).toBe(false);
    expect(actsFor([{ role: 'member', path: '1.2.5.' }], '1.2.5.')).toBe(false);
    expect(actsFor([{ role: 'secretary', path: '1.2.5.' }], '1.2.5.')).toBe(true);
    expect(actsFor(clerk, null)).toBe(false);
  });

  it('ends after it begins, not before today, and within what its mode allows', () => {
    const pair = spec('pair');
    const span = (fromOn: string, sunsetOn: string) => decideSpan({ fromOn, sunsetOn }, pair, TODAY).ok;
    expect(span('2026-12-01', '2027-12-01')).toBe(true);
    expect(span('2026-12-01', '2027-12-02')).toBe(false);
    expect(span('2026-12-01', '2026-12-01')).toBe(false);
    expect(span('2026-01-01', '2026-11-22')).toBe(false);
  });
});

const party = (id: string, more = {}) => ({
  id,
  name: `支部${id}`,
  lead: id === 'a',
  inside: true,
  standing: true,
  duty: '承担一件事',
  personId: 'p',
  consentedHash: 'h1',
  document: '',
  ...more,
});
const sound: FormFacts = {
  state: 'draft',
  mode: 'alliance',
  advised: 'alliance',
  differsBecause: '',
  purpose: '办成一件事',
  ending: '到期终止',
  council: '',
  fromOn: '2026-12-01',
  sunsetOn: '2027-11-30',
  contentHash: 'h1',
  approvedHash: null,
  foundedId: null,
  dissolvedOn: null,
  parties: [party('a'), party('b'), party('c')],
  lists: { need: 1, resource: 1, project: 1 },
};

describe('the check of form', () => {
  it('finds nothing wrong with a sound alliance, before and after approval', () => {
    expect(faultsBefore(sound, spec('alliance'), TODAY)).toEqual([]);
    expect(formFaults({ ...sound, state: 'active', approvedHash: 'h1' }, spec('alliance'), TODAY)).toEqual(
      [],
    );
  });

  const outside = party('d', { inside: false, personId: null, consentedHash: null, document: '协议' });
  const cases: [string, Partial<FormFacts>, string, string?][] = [
    ['no lead', { parties: [party('x'), party('b'), party('c')] }, 'no-lead'],
    ['two leads', { parties: [party('a'), party('b', { lead: true }), party('c')] }, 'no-lead'],
    ['too few', { parties: [party('a'), party('b')] }, 'few-parties'],
    ['too many for a pair', { mode: 'pair', advised: 'pair' }, 'many-parties', 'pair'],
    [
      'a joint branch with an outsider',
      { mode: 'joint-branch', advised: 'joint-branch', parties: [party('a'), outside] },
      'outside-party',
      'joint-branch',
    ],
    ['another mode than advised, without a word', { advised: 'pair' }, 'differs'],
    ['advised against, without a word', { advised: null }, 'differs'],
    ['no purpose', { purpose: '' }, 'no-purpose'],
    ['a union without a council', { mode: 'union', advised: 'union' }, 'no-council', 'union'],
    ['no word on how it ends', { ending: '' }, 'no-ending'],
    ['too long', { sunsetOn: '2030-01-01' }, 'bad-span'],
    ['no need', { lists: { need: 0, resource: 1, project: 1 } }, 'no-need'],
    ['no resource', { lists: { need: 1, resource: 0, project: 1 } }, 'no-resource'],
    ['no project', { lists: { need: 1, resource: 1, project: 0 } }, 'no-project'],
    ['a party without a duty', { parties: [party('a'), party('b', { duty: '' }), party('c')] }, 'no-duty'],
    [
      'a party without a person',
      { parties: [party('a'), party('b', { personId: null }), party('c')] },
      'no-person',
    ],
    [
      'a party that has not agreed',
      { parties: [party('a'), party('b', { consentedHash: null }), party('c')] },
      'no-consent',
    ],
    ['a party that agreed to another text', { contentHash: 'h2' }, 'stale-consent'],
    [
      'an outsider without a paper',
      { parties: [party('a'), party('b'), { ...outside, document: '' }] },
      'no-document',
    ],
    [
      'a dissolved party',
      { parties: [party('a'), party('b', { standing: false }), party('c')] },
      'dissolved',
    ],
    ['running without approval', { state: 'active' }, 'not-approved'],
    ['changed after approval', { state: 'revising', approvedHash: 'h0' }, 'stale-approval'],
    [
      'past its end',
      { state: 'active', approvedHash: 'h1', fromOn: '2025-01-01', sunsetOn: '2026-11-22' },
      'expired',
    ],
  ];
  it.each(cases)('%s', (_name, change, code, mode = 'alliance') => {
    const codes = formFaults({ ...sound, ...change }, spec(mode), TODAY).map((fault) => fault.code);
    expect(codes).toContain(code);
  });

  it('says no more of what has ended', () => {
    expect(formFaults({ ...sound, state: 'ended', parties: [] }, spec('alliance'), TODAY)).toEqual([]);
  });
});

const life: LifeFacts = {
  state: 'active',
  approvedOn: '2026-01-05',
  sunsetOn: '2027-12-31',
  lastActivityOn: '2026-10-08',
  parties: [
    { id: 'a', carried: 3, gained: 2 },
    { id: 'b', carried: 2, gained: 2 },
    { id: 'c', carried: 2, gained: 1 },
  ],
};
const codes = (change: Partial<LifeFacts>, today = TODAY) =>
  signalsOf({ ...life, ...change }, alliances.checks, today).map((signal) => signal.code);

describe('the signs of an alliance in name only', () => {
  it('does not alarm at one that lives', () => expect(codes({})).toEqual([]));

  it('counts whole quarters without anything', () => {
    expect(quietQuarters('2026-03-31', '2026-09-30')).toBe(1);
    expect(quietQuarters('2026-03-31', '2026-10-01')).toBe(2);
    expect(quietQuarters('2025-12-31', '2026-01-01')).toBe(0);
    expect(quietQuarters('2026-11-01', '2026-01-01')).toBe(0);
    expect(codes({ lastActivityOn: '2026-03-31' })).toEqual(['zombie']);
    expect(codes({ lastActivityOn: '2026-04-01' })).toEqual([]);
    // Never active: counted from approval; not yet approved: not a zombie.
    expect(codes({ lastActivityOn: null })).toEqual(['zombie']);
    expect(codes({ lastActivityOn: null, approvedOn: '2026-09-01' })).toEqual([]);
    expect(codes({ lastActivityOn: null, state: 'draft' })).toEqual([]);
  });

  const shares = (...values: [number, number][]) =>
    values.map(([carried, gained], at) => ({ id: String(at), carried, gained }));

  it('sees one that carries everything, and not before enough was done', () => {
    expect(codes({ parties: shares([7, 1], [3, 1]) })).toEqual(['one-carries-all']);
    expect(codes({ parties: shares([6, 1], [3, 1]) })).toEqual([]);
    expect(codes({ parties: shares([3, 1], [0, 1]) })).toEqual([]);
    const [signal] = signalsOf({ ...life, parties: shares([7, 1], [3, 1]) }, alliances.checks, TODAY);
    expect(signal).toMatchObject({ partyId: '0', figures: { done: 7, total: 10, share: 70 } });
  });

  it('sees one that alone gains', () => {
    expect(codes({ parties: shares([1, 3], [1, 0]) })).toEqual(['one-side-only']);
    expect(codes({ parties: shares([1, 2], [1, 0]) })).toEqual([]);
    expect(codes({ parties: shares([1, 9], [1, 1]) })).toEqual(['one-side-only']);
    expect(codes({ parties: shares([1, 8], [1, 1]) })).toEqual([]);
  });

  it('reminds of the end and says when it has passed', () => {
    expect(codes({ sunsetOn: '2026-12-23' })).toEqual(['ending']);
    expect(codes({ sunsetOn: '2026-12-24' })).toEqual([]);
    expect(codes({ sunsetOn: '2026-11-22' })).toEqual(['expired']);
  });

  it('never depends on the order of the parties', () => {
    const parties = fc.array(fc.record({ carried: fc.nat(20), gained: fc.nat(20) }), {
      minLength: 2,
      maxLength: 8,
    });
    fc.assert(
      fc.property(parties, (values) => {
        const list = values.map((each, at) => ({ id: String(at), ...each }));
        expect(new Set(codes({ parties: [...list].reverse() }))).toEqual(new Set(codes({ parties: list })));
      }),
    );
  });
});
