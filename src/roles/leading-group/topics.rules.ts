import { type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle, type Transition } from '#kernel/transitions.ts';

export const topicStates = ['proposed', 'accepted', 'deferred', 'returned', 'decided', 'withdrawn'] as const;
export type TopicState = (typeof topicStates)[number];

/** What somebody does with a topic outside a session. */
export const topicSteps = ['accept', 'defer', 'return', 'resubmit', 'withdraw'] as const;
export type TopicStep = (typeof topicSteps)[number];

/** Every step, those that a session takes included. */
export const topicActions = [...topicSteps, 'decide', 'postpone', 'send-back'] as const;
export type TopicAction = (typeof topicActions)[number];

/** The post that decides what comes before the leading group. */
export const SECRETARY_POST = 'leading-group-secretary';

const AGENDA =
  '机关基层组织工作条例第三十五条（党组书记是机关党建第一责任人）；本系统规则：议题由党组书记确定，不同意的写明理由';
const PROPOSED = '本系统规则：机关党委提出议题，写明缘由、依据和请党组决定什么';
const SESSION = '党组工作条例第二十七条（党组会议议事和表决）';

/** The life of a topic of the leading group: proposed by the organ committee, admitted by the secretary, decided in session. */
export const topicCycle = lifeCycle<TopicState, TopicAction>({
  code: 'leading-group',
  start: 'proposed',
  ends: ['decided', 'withdrawn'],
  rows: [
    { from: 'proposed', action: 'accept', to: 'accepted', who: 'secretary', basis: AGENDA },
    { from: 'proposed', action: 'defer', to: 'deferred', who: 'secretary', basis: AGENDA },
    { from: 'proposed', action: 'return', to: 'returned', who: 'secretary', basis: AGENDA },
    { from: 'proposed', action: 'withdraw', to: 'withdrawn', who: 'proposer', basis: PROPOSED },
    { from: 'deferred', action: 'accept', to: 'accepted', who: 'secretary', basis: AGENDA },
    { from: 'deferred', action: 'return', to: 'returned', who: 'secretary', basis: AGENDA },
    { from: 'deferred', action: 'withdraw', to: 'withdrawn', who: 'proposer', basis: PROPOSED },
    { from: 'returned', action: 'resubmit', to: 'proposed', who: 'proposer', basis: PROPOSED },
    { from: 'returned', action: 'withdraw', to: 'withdrawn', who: 'proposer', basis: PROPOSED },
    { from: 'accepted', action: 'defer', to: 'deferred', who: 'secretary', basis: AGENDA },
    { from: 'accepted', action: 'decide', to: 'decided', who: 'session', basis: SESSION },
    { from: 'accepted', action: 'postpone', to: 'deferred', who: 'session', basis: SESSION },
    { from: 'accepted', action: 'send-back', to: 'returned', who: 'session', basis: SESSION },
  ],
});

/** What somebody is towards a leading group: its secretary, one of its members, the officer who serves it. */
export type LeadingActor = {
  accountId: string | null;
  personId: string | null;
  secretary: boolean;
  seated: boolean;
  officer: boolean;
};

/** Whether somebody may take a step with a topic now; a step of the secretary, or of the organ committee that proposed it. */
export function decideTopic(
  topic: { state: TopicState; proposedBy: string },
  step: TopicStep,
  actor: LeadingActor,
): Result<Transition<TopicState, TopicAction>> {
  const row = decide(topicCycle, topic.state, step);
  if (!row.ok) return row;
  if (row.value.who === 'proposer' && !actor.officer) {
    return refuse('leading-group/not-proposer', '由提出议题的机关党委办理。', { status: 403 });
  }
  if (row.value.who === 'secretary') {
    if (!actor.secretary) {
      return refuse('leading-group/not-secretary', '议题由党组书记确定是否上会。', { status: 403 });
    }
    if (actor.accountId === topic.proposedBy) {
      return refuse('leading-group/own-topic', '您本人提出的议题，不能由您本人确定上会。', { status: 403 });
    }
  }
  return row;
}
