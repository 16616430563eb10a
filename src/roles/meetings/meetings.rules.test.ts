import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  type Attendee,
  attendanceOf,
  checkMeeting,
  chooseKinds,
  type MeetingKind,
  nextSpeakers,
  participation,
  withStandIns,
} from './meetings.rules.ts';
import type { VotingRule } from './voting.rules.ts';

const rules: VotingRule[] = [
  {
    code: 'V01',
    name: '支部党员大会表决',
    basis: '《支部工作条例》第十一条',
    quorum: { of: [1, 2], above: false },
    gates: 'vote',
    pass: { of: [1, 2], above: true },
    absentWritten: false,
    passBase: 'due',
    secret: false,
  },
  {
    code: 'V04',
    name: '支委会',
    basis: '《支部工作条例》第十二条',
    quorum: { of: [1, 2], above: false },
    gates: 'meeting',
    pass: null,
    absentWritten: false,
    passBase: 'due',
    secret: false,
  },
];
const kind = (code: string, more: Partial<MeetingKind> = {}): MeetingKind => ({
  code,
  name: code,
  orgs: ['branch'],
  audience: 'members',
  rules: [],
  study: false,
  notice: null,
  steps: [],
  ...more,
});
const themeDay = kind('theme-day', { study: true });
const assembly = kind('branch-assembly', { rules: ['V01'] });
const lecture = kind('lecture', { study: true });
const committee = kind('branch-committee', { audience: 'committee', rules: ['V04'] });
const groupMeeting = kind('group-meeting', { orgs: ['group'] });
const all = [assembly, committee, lecture, themeDay, groupMeeting];

const people = (presence: Attendee['presence'], count: number, more: Partial<Attendee> = {}): Attendee[] =>
  Array.from({ length: count }, (_, index) => ({
    personId: `${presence}-${JSON.stringify(more)}-${index}`,
    presence,
    votes: true,
    committee: false,
    spoke: false,
    ...more,
  }));
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;
const vote = (inFavour: number) => ({ rule: 'V01', votes: { inFavour, against: 0, abstained: 0 } });

describe('the kinds of one meeting', () => {
  it('may be several: theme day, assembly and lecture in one, in the order of content', () => {
    const chosen = chooseKinds(all, ['theme-day', 'lecture', 'branch-assembly', 'lecture'], 'branch');
    if (!chosen.ok) throw new Error('must be allowed');
    expect(chosen.value.map((each) => each.code)).toEqual(['branch-assembly', 'lecture', 'theme-day']);
  });
  it('are of this organisation, known, and at least one', () => {
    expect(codeOf(chooseKinds(all, ['group-meeting'], 'branch'))).toBe('meetings/not-of-this-organisation');
    expect(codeOf(chooseKinds(all, ['party'], 'branch'))).toBe('meetings/unknown-kind');
    expect(codeOf(chooseKinds(all, [], 'branch'))).toBe('meetings/no-kind');
  });
});

describe('attendance', () => {
  const list = [
    ...people('present', 8),
    ...people('present', 2, { votes: false }),
    ...people('absent', 3, { committee: true }),
    ...people('present', 1, { committee: true }),
    ...people('exempt', 4),
  ];
  it('leaves those exempt out, and counts voters and committee apart', () => {
    expect(attendanceOf(list, 'members')).toEqual({ due: 14, present: 11, voters: { due: 12, present: 9 } });
    expect(attendanceOf(list, 'committee')).toEqual({ due: 4, present: 1, voters: { due: 4, present: 1 } });
  });
  it('present is never above due, whatever the list', () => {
    const attendee = fc.record({
      personId: fc.uuid(),
      presence: fc.constantFrom<Attendee['presence']>('present', 'absent', 'exempt'),
      votes: fc.boolean(),
      committee: fc.boolean(),
      spoke: fc.boolean(),
    });
    fc.assert(
      fc.property(
        fc.array(attendee),
        fc.constantFrom('members' as const, 'committee' as const),
        (names, audience) => {
          const counted = attendanceOf(names, audience);
          expect(counted.present).toBeLessThanOrEqual(counted.due);
          expect(counted.voters.present).toBeLessThanOrEqual(Math.min(counted.voters.due, counted.present));
        },
      ),
    );
  });
});

describe('a meeting as a whole', () => {
  const twelve = [...people('present', 12), ...people('absent', 8)];
  it('passes a decision with 11 of 20 due and notes one without a vote', () => {
    const checked = checkMeeting({
      kinds: [assembly, themeDay],
      rules,
      attendees: twelve,
      decisions: [
        { text: '通过', vote: vote(11), tasks: 2 },
        { text: '听取', tasks: 1 },
      ],
    });
    expect(checked).toMatchObject({ ok: true, value: [{ result: 'passed' }, { result: 'noted' }] });
  });
  it('keeps a failed decision, but no task may come of it', () => {
    const failed = { text: '未过半', vote: vote(10), tasks: 0 };
    expect(checkMeeting({ kinds: [assembly], rules, attendees: twelve, decisions: [failed] })).toMatchObject({
      ok: true,
      value: [{ result: 'failed' }],
    });
    expect(
      codeOf(
        checkMeeting({ kinds: [assembly], rules, attendees: twelve, decisions: [{ ...failed, tasks: 1 }] }),
      ),
    ).toBe('meetings/task-of-failed-decision');
  });
  it('gates the assembly only where it votes', () => {
    const few = [...people('present', 9), ...people('absent', 11)];
    expect(codeOf(checkMeeting({ kinds: [assembly], rules, attendees: few, decisions: [] }))).toBe('ok');
    const refused = checkMeeting({
      kinds: [assembly],
      rules,
      attendees: few,
      decisions: [{ text: 'x', vote: vote(9), tasks: 0 }],
    });
    expect(codeOf(refused)).toBe('meetings/no-quorum');
    if (!refused.ok) expect(refused.refusal.errors?.[0]?.path).toBe('body.decisions.0');
  });
  it('gates the committee by its own members, not by the guests around them', () => {
    const attendees = [
      ...people('present', 2, { committee: true }),
      ...people('absent', 3, { committee: true }),
      ...people('present', 10),
    ];
    expect(codeOf(checkMeeting({ kinds: [committee], rules, attendees, decisions: [] }))).toBe(
      'meetings/no-quorum',
    );
    expect(codeOf(checkMeeting({ kinds: [themeDay], rules, attendees, decisions: [] }))).toBe('ok');
  });
  it('probationary members do not vote: 10 voters of 20 due cannot pass with 5 more present', () => {
    const attendees = [
      ...people('present', 10),
      ...people('absent', 10),
      ...people('present', 5, { votes: false }),
    ];
    expect(
      codeOf(
        checkMeeting({
          kinds: [assembly],
          rules,
          attendees,
          decisions: [{ text: 'x', vote: vote(11), tasks: 0 }],
        }),
      ),
    ).toBe('meetings/more-votes-than-present');
  });
  it('refuses a rule that belongs to another kind of meeting', () => {
    expect(
      codeOf(
        checkMeeting({
          kinds: [lecture],
          rules,
          attendees: twelve,
          decisions: [{ text: 'x', vote: vote(12), tasks: 0 }],
        }),
      ),
    ).toBe('meetings/rule-of-another-meeting');
  });
  it('refuses an empty list unless the kind is open to all', () => {
    expect(codeOf(checkMeeting({ kinds: [lecture], rules, attendees: [], decisions: [] }))).toBe(
      'meetings/nobody-due',
    );
    const open = kind('organ-assembly', { audience: 'open' });
    expect(codeOf(checkMeeting({ kinds: [open], rules, attendees: [], decisions: [] }))).toBe('ok');
  });
});

describe('participation', () => {
  const named = (names: string[]): Attendee[] =>
    names.map((personId) => ({ ...people('present', 1)[0]!, personId }));
  it('knows one voice from a balanced talk', () => {
    const six = named(['a', 'b', 'c', 'd', 'e', 'f']);
    expect(participation(six, [['a'], ['a'], ['a']])).toMatchObject({
      spoke: 1,
      oneVoice: true,
      effectiveSpeakers: 1,
    });
    expect(participation(six, [['a', 'b', 'c', 'd', 'e', 'f']]).effectiveSpeakers).toBeCloseTo(6);
    expect(participation(six, [['a', 'b'], ['a']])).toMatchObject({
      spoke: 2,
      share: 2 / 6,
      oneVoice: false,
    });
  });
  it('leaves out those who were not there', () => {
    expect(participation(named(['a']), [['a', 'ghost']])).toMatchObject({
      present: 1,
      spoke: 1,
      oneVoice: false,
    });
    expect(participation([], [['ghost']])).toMatchObject({ spoke: 0, share: 0, effectiveSpeakers: 0 });
  });
  it('effective speakers lie between 1 and the number who spoke', () => {
    const turns = fc.array(fc.uniqueArray(fc.constantFrom('a', 'b', 'c', 'd', 'e'), { maxLength: 5 }), {
      maxLength: 12,
    });
    fc.assert(
      fc.property(turns, (topics) => {
        const balance = participation(named(['a', 'b', 'c', 'd', 'e']), topics);
        if (balance.spoke === 0) expect(balance.effectiveSpeakers).toBe(0);
        else {
          expect(balance.effectiveSpeakers).toBeGreaterThanOrEqual(1 - 1e-9);
          expect(balance.effectiveSpeakers).toBeLessThanOrEqual(balance.spoke + 1e-9);
        }
      }),
    );
  });
  it('offers the floor to those silent longest', () => {
    const members = [
      { id: 'a', lastSpokeOn: '2026-10-01' },
      { id: 'b', lastSpokeOn: null },
      { id: 'c', lastSpokeOn: '2026-03-01' },
      { id: 'd', lastSpokeOn: null },
    ];
    expect(nextSpeakers(members, 3).map((each) => each.id)).toEqual(['b', 'd', 'c']);
  });
});

it('a branch holds the meeting of an organ committee only where its unit has none', () => {
  const kinds = [kind('organ-committee-meeting', { orgs: ['organ_committee'], standIns: ['branch'] })];
  const held = (orgKind: string, ...inUnit: string[]) =>
    codeOf(chooseKinds(withStandIns(kinds, orgKind, new Set(inUnit)), ['organ-committee-meeting'], orgKind));
  expect(held('branch', 'unit', 'leading_group', 'organ_committee')).toBe(
    'meetings/not-of-this-organisation',
  );
  expect(held('branch', 'unit', 'leading_group')).toBe('ok');
  expect(held('group', 'unit')).toBe('meetings/not-of-this-organisation');
  expect(held('organ_committee', 'unit')).toBe('ok');
});
