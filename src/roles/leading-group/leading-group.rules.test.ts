import { describe, expect, it } from 'vitest';
import { flawsOf } from '#kernel/transitions.ts';
import { checkAmount, checkDelivery, decideReceipt, deliveryCycle, promiseState } from './resources.rules.ts';
import { checkReviewDay, decideRisk, levelOf, type RiskFacts, riskCycle } from './risks.rules.ts';
import { checkDecisions, feedbackLine, type ReportedDecision, timesAYear } from './sessions.rules.ts';
import { decideTopic, type LeadingActor, topicCycle } from './topics.rules.ts';

const TODAY = '2026-11-23';
const nobody: LeadingActor = {
  accountId: 'a0',
  personId: 'p0',
  secretary: false,
  seated: false,
  officer: false,
};
const secretary: LeadingActor = { ...nobody, accountId: 'a1', personId: 'p1', secretary: true, seated: true };
const officer: LeadingActor = { ...nobody, accountId: 'a2', personId: 'p2', officer: true };
const codeOf = (result: { ok: boolean; refusal?: { code: string } }) =>
  result.ok ? 'ok' : result.refusal?.code;

describe('the tables', () => {
  it.each([topicCycle, riskCycle, deliveryCycle])('have no dead end and nothing out of reach', (cycle) => {
    expect(flawsOf(cycle as typeof topicCycle)).toEqual([]);
  });
});

describe('a topic', () => {
  const topic = { state: 'proposed' as const, proposedBy: 'a2' };
  it('is admitted by the secretary alone, and not by whoever proposed it', () => {
    expect(codeOf(decideTopic(topic, 'accept', secretary))).toBe('ok');
    expect(codeOf(decideTopic(topic, 'accept', officer))).toBe('leading-group/not-secretary');
    expect(codeOf(decideTopic(topic, 'accept', { ...nobody, seated: true }))).toBe(
      'leading-group/not-secretary',
    );
    expect(codeOf(decideTopic({ ...topic, proposedBy: 'a1' }, 'accept', secretary))).toBe(
      'leading-group/own-topic',
    );
  });

  it('is taken back by the organ committee before it was admitted, and never after it was decided', () => {
    expect(codeOf(decideTopic(topic, 'withdraw', officer))).toBe('ok');
    expect(codeOf(decideTopic(topic, 'withdraw', secretary))).toBe('leading-group/not-proposer');
    expect(codeOf(decideTopic({ ...topic, state: 'accepted' }, 'withdraw', officer))).toBe(
      'leading-group/not-in-this-state',
    );
    expect(codeOf(decideTopic({ ...topic, state: 'decided' }, 'defer', secretary))).toBe(
      'leading-group/not-in-this-state',
    );
  });
});

describe('the decisions of a session', () => {
  const whole: ReportedDecision = {
    topicId: 't1',
    verdict: 'decided',
    voted: true,
    follow: 'task',
    ownerId: 'p9',
    subjectId: 'o9',
    dueOn: TODAY,
    resources: 0,
    ends: 0,
  };
  const check = (...list: Partial<ReportedDecision>[]) =>
    codeOf(
      checkDecisions(
        list.map((each) => ({ ...whole, ...each })),
        TODAY,
      ),
    );

  it('are whole, or say what is missing', () => {
    expect(check({})).toBe('ok');
    expect(check()).toBe('leading-group/no-topic');
    expect(check({}, {})).toBe('leading-group/topic-twice');
    expect(check({ voted: false })).toBe('leading-group/no-vote');
    expect(check({ follow: 'none' })).toBe('leading-group/no-follow');
    expect(check({ follow: 'none', ends: 1 })).toBe('ok');
    expect(check({ ownerId: null })).toBe('leading-group/no-owner');
    expect(check({ subjectId: null })).toBe('leading-group/no-subject');
    expect(check({ dueOn: null })).toBe('leading-group/no-due');
    expect(check({ dueOn: '2026-11-22' })).toBe('leading-group/due-past');
    expect(check({ follow: 'standing', ownerId: null, subjectId: null, dueOn: null })).toBe('ok');
  });

  it('give out nothing where nothing was decided', () => {
    const postponed = { verdict: 'postponed' as const, voted: false, follow: 'none' as const };
    expect(check(postponed)).toBe('ok');
    expect(check({ ...postponed, follow: 'task' })).toBe('leading-group/nothing-decided');
    expect(check({ ...postponed, resources: 1 })).toBe('leading-group/nothing-decided');
    expect(check({ ...postponed, ends: 1 })).toBe('leading-group/nothing-decided');
  });

  it('are counted against the yearly rhythm, and told to the next session', () => {
    expect(timesAYear({ kind: 'half-yearly', times: 1 })).toBe(2);
    expect(timesAYear({ kind: 'quarterly', times: 2 })).toBe(8);
    expect(timesAYear({ kind: 'on-event' })).toBe(0);
    expect(feedbackLine(['overdue', 'done', 'done', 'open'])).toContain('逾期 1 项，已落实 2 项');
  });
});

describe('what was promised', () => {
  const promised = { amount: 100, received: 0, claimed: 0, dueOn: TODAY };
  it('is kept only when it was received, and late only past its day', () => {
    expect(promiseState(promised, TODAY)).toBe('coming');
    expect(promiseState(promised, '2026-11-24')).toBe('late');
    expect(promiseState({ ...promised, claimed: 100 }, '2026-11-24')).toBe('claimed');
    expect(promiseState({ ...promised, received: 60, claimed: 40 }, '2026-11-24')).toBe('claimed');
    expect(promiseState({ ...promised, received: 100 }, '2026-11-24')).toBe('kept');
  });

  it('is delivered in amounts of its kind, not in the future, not beyond the promise', () => {
    expect(codeOf(checkAmount(0.1, 1))).toBe('ok');
    expect(codeOf(checkAmount(1234.56, 2))).toBe('ok');
    expect(codeOf(checkAmount(0.5, 0))).toBe('leading-group/bad-amount');
    expect(codeOf(checkAmount(0, 0))).toBe('leading-group/bad-amount');
    expect(codeOf(checkDelivery(promised, { amount: 100, onDay: TODAY }, TODAY))).toBe('ok');
    expect(codeOf(checkDelivery({ ...promised, claimed: 1 }, { amount: 100, onDay: TODAY }, TODAY))).toBe(
      'leading-group/more-than-promised',
    );
    expect(codeOf(checkDelivery(promised, { amount: 1, onDay: '2026-11-24' }, TODAY))).toBe(
      'leading-group/delivered-later',
    );
  });

  it('is confirmed by the recipient, never by whoever says it was delivered', () => {
    const delivery = { state: 'claimed' as const, enteredBy: 'a2' };
    expect(codeOf(decideReceipt(delivery, 'receive', { accountId: 'a3', recipient: true }))).toBe('ok');
    expect(codeOf(decideReceipt(delivery, 'receive', { accountId: 'a3', recipient: false }))).toBe(
      'leading-group/not-recipient',
    );
    expect(codeOf(decideReceipt(delivery, 'deny', { accountId: 'a2', recipient: true }))).toBe(
      'leading-group/own-delivery',
    );
    expect(
      codeOf(decideReceipt({ ...delivery, state: 'received' }, 'deny', { accountId: 'a3', recipient: true })),
    ).toBe('leading-group/not-in-this-state');
  });
});

describe('a risk', () => {
  const levels = [
    { id: 'high' as const, from: 15, review_days: 30 },
    { id: 'middle' as const, from: 6, review_days: 90 },
    { id: 'low' as const, from: 1, review_days: 180 },
  ];
  const risk: RiskFacts = { state: 'open', ownerId: 'p0', askedBy: null, askedPerson: null };

  it('has the level of likelihood times impact, and is looked at within its days', () => {
    expect(levelOf(levels, 5, 3).id).toBe('high');
    expect(levelOf(levels, 2, 3).id).toBe('middle');
    expect(levelOf(levels, 1, 5).id).toBe('low');
    expect(codeOf(checkReviewDay('2026-12-23', levels[0]!, TODAY))).toBe('ok');
    expect(codeOf(checkReviewDay('2026-12-24', levels[0]!, TODAY))).toBe('leading-group/bad-review-day');
    expect(codeOf(checkReviewDay('2026-11-22', levels[2]!, TODAY))).toBe('leading-group/bad-review-day');
  });

  it('is reviewed by its owner or the officer, and handed over by the officer', () => {
    expect(codeOf(decideRisk(risk, 'review', nobody))).toBe('ok');
    expect(codeOf(decideRisk(risk, 'review', officer))).toBe('ok');
    expect(codeOf(decideRisk(risk, 'review', secretary))).toBe('leading-group/not-risk-owner');
    expect(codeOf(decideRisk(risk, 'hand-over', nobody))).toBe('leading-group/not-officer');
  });

  it('is closed by a second person, the same by account and by person', () => {
    const closing: RiskFacts = { ...risk, state: 'closing', askedBy: 'a0', askedPerson: 'p0' };
    expect(codeOf(decideRisk(closing, 'close', secretary))).toBe('ok');
    expect(codeOf(decideRisk(closing, 'close', { ...secretary, accountId: 'a0' }))).toBe(
      'leading-group/second-person',
    );
    expect(codeOf(decideRisk(closing, 'close', { ...secretary, personId: 'p0' }))).toBe(
      'leading-group/second-person',
    );
    expect(codeOf(decideRisk(closing, 'close', { ...nobody, accountId: 'a7', personId: 'p7' }))).toBe(
      'leading-group/not-seated',
    );
    expect(codeOf(decideRisk({ ...closing, state: 'closed' }, 'review', nobody))).toBe(
      'leading-group/not-in-this-state',
    );
  });
});
