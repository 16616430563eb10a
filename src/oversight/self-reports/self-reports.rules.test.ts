import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import {
  actOnReport,
  checkStatements,
  claimsFigure,
  countStandings,
  factsOf,
  type RecordOfPerson,
  type SelfReportAction,
  type SelfReportState,
  selfReportCycle,
  standingOf,
} from './self-reports.rules.ts';

const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;
const member = { isMember: true, judges: false };
const branch = { isMember: false, judges: true };
const memberWhoJudges = { isMember: true, judges: true };

describe('the life of a self-report', () => {
  it('is a sound graph', () => {
    expect(flawsOf(selfReportCycle)).toEqual([]);
  });
  it('goes draft, submitted, returned, submitted, accepted', () => {
    const steps: [SelfReportAction, typeof member, SelfReportState][] = [
      ['save', member, 'draft'],
      ['submit', member, 'submitted'],
      ['return', branch, 'returned'],
      ['save', member, 'returned'],
      ['submit', member, 'submitted'],
      ['accept', branch, 'accepted'],
    ];
    let state: SelfReportState = 'draft';
    for (const [action, actor, expected] of steps) {
      const next = actOnReport(state, action, actor, '请补充');
      if (!next.ok) throw new Error(next.refusal.code);
      state = next.value;
      expect(state).toBe(expected);
    }
  });
  it('is written by the member only and judged by another only', () => {
    expect(codeOf(actOnReport('draft', 'submit', branch, ''))).toBe('self-reports/not-yours');
    expect(codeOf(actOnReport('submitted', 'accept', memberWhoJudges, ''))).toBe('self-reports/own-report');
    expect(codeOf(actOnReport('submitted', 'accept', { isMember: false, judges: false }, ''))).toBe(
      'self-reports/not-your-part',
    );
    expect(codeOf(actOnReport('submitted', 'return', branch, ' '))).toBe('self-reports/say-why');
    expect(codeOf(actOnReport('accepted', 'save', member, ''))).toBe('self-reports/not-in-this-state');
  });
  it('no sequence of the member alone ever reaches accepted', () => {
    const actions = fc.array(
      fc.constantFrom<SelfReportAction>('save', 'submit', 'withdraw', 'return', 'accept'),
      { maxLength: 20 },
    );
    fc.assert(
      fc.property(actions, (steps) => {
        let state: SelfReportState = 'draft';
        for (const step of steps) {
          const next = actOnReport(state, step, memberWhoJudges, '理由');
          if (next.ok) state = next.value;
        }
        expect(state).not.toBe('accepted');
      }),
    );
  });
});

describe('facts from records', () => {
  const record = (
    id: string,
    kind: string,
    parts: string[],
    more: Partial<RecordOfPerson> = {},
  ): RecordOfPerson => ({
    id,
    kind,
    title: id,
    occurredOn: '2026-10-10',
    parts,
    spoke: false,
    minutes: 0,
    ...more,
  });
  const none = { tasks: { done: 0, open: 0, late: 0 }, obligations: { fulfilled: 0, open: 0, late: 0 } };
  it('count meetings due and attended, study minutes, and each record once', () => {
    const facts = factsOf(
      [
        record('1', 'theme-day', ['present', 'chair', 'speaker'], { spoke: true, minutes: 90 }),
        record('2', 'branch-assembly', ['absent']),
        record('3', 'branch-assembly', ['exempt']),
        record('4', 'study', ['present'], { minutes: 45 }),
      ],
      (kind) => kind !== 'study',
      none.tasks,
      none.obligations,
    );
    expect(facts.meetings).toEqual({ due: 2, attended: 1, spoke: 1 });
    expect(facts.studyMinutes).toBe(135);
    expect(facts.records.map((each) => each.id)).toEqual(['1', '4']);
    expect(facts.absences.map((each) => each.id)).toEqual(['2']);
  });
  it('attended is never above due', () => {
    const parts = fc.subarray(['present', 'absent', 'exempt', 'chair', 'speaker'], { minLength: 1 });
    fc.assert(
      fc.property(fc.array(parts, { maxLength: 30 }), (lists) => {
        const facts = factsOf(
          lists.map((each, i) => record(`${i}`, 'm', each)),
          () => true,
          none.tasks,
          none.obligations,
        );
        expect(facts.meetings.attended).toBeLessThanOrEqual(facts.meetings.due);
        expect(facts.meetings.spoke).toBeLessThanOrEqual(facts.meetings.attended);
      }),
    );
  });
});

describe('statements: 有据, 待核, 主观', () => {
  const own = new Set(['r1']);
  it('only an own record backs a statement', () => {
    expect(standingOf({ text: '参加志愿服务', nature: 'fact', recordId: 'r1' }, own)).toBe('backed');
    expect(standingOf({ text: '参加志愿服务', nature: 'fact' }, own)).toBe('unverified');
    expect(standingOf({ text: '收获很大', nature: 'opinion' }, own)).toBe('opinion');
    expect(codeOf(checkStatements([{ text: '参加', nature: 'fact', recordId: 'r2' }], own))).toBe(
      'self-reports/not-own-record',
    );
  });
  it('a figure cannot pass as an opinion', () => {
    for (const text of ['走访 12 户', '走访12户', '走访十二户', '帮助群众三十多人', '满意度９８％']) {
      expect(claimsFigure(text)).toBe(true);
      expect(standingOf({ text, nature: 'opinion' }, own)).toBe('unverified');
    }
    for (const text of ['收获很大', '一心为民', '进一步提高了认识']) expect(claimsFigure(text)).toBe(false);
  });
  it('whatever is written, nothing stands as backed without an own record', () => {
    const statement = fc.record({
      text: fc.string({ minLength: 1, maxLength: 60 }),
      nature: fc.constantFrom<'fact' | 'opinion'>('fact', 'opinion'),
      recordId: fc.constantFrom('r1', null, undefined),
    });
    fc.assert(
      fc.property(fc.array(statement, { maxLength: 20 }), (list) => {
        const checked = checkStatements(list, own);
        if (!checked.ok) throw new Error('own records only');
        expect(countStandings(checked.value).backed).toBe(
          list.filter((each) => each.recordId === 'r1').length,
        );
        expect(list.some((each) => standingOf({ ...each, recordId: null }, own) === 'backed')).toBe(false);
      }),
    );
  });
});
