import type { Generated, JSONColumnType } from 'kysely';
import '#organisation/organisation.tables.ts';
import '#records/records.tables.ts';
import '../tasks/tasks.tables.ts';
import '../ledger/ledger.tables.ts';
import type { DeliveryState } from './resources.rules.ts';
import type { RiskAction, RiskState } from './risks.rules.ts';
import type { Follow, FollowState, Verdict } from './sessions.rules.ts';
import type { TopicAction, TopicState } from './topics.rules.ts';

/** How an earlier decision stood when the group met. */
export type Feedback = {
  decisionId: string;
  text: string;
  owner: string;
  dueOn: string | null;
  state: FollowState;
};

declare module '#platform/database/schema.ts' {
  interface Schema {
    leading_topic: {
      tenant_id: string;
      id: string;
      org_id: string;
      kind: string;
      title: string;
      why: string;
      basis: Generated<string>;
      /** What the group is asked to decide. */
      ask: string;
      materials: Generated<string>;
      record_ids: Generated<string[]>;
      state: Generated<TopicState>;
      proposed_by: string;
      proposed_person: string | null;
      proposed_on: string;
      note: Generated<string>;
      version: Generated<number>;
    };
    leading_session: {
      tenant_id: string;
      id: string;
      org_id: string;
      record_id: string;
      on_day: string;
      feedback: JSONColumnType<Feedback[]>;
      made_by: string;
    };
    leading_decision: {
      tenant_id: string;
      id: string;
      org_id: string;
      session_id: string;
      topic_id: string;
      no: number;
      verdict: Verdict;
      text: string;
      follow: Follow;
      /** The organisation that answers for it. */
      subject_id: string | null;
      task_id: string | null;
      problem_id: string | null;
      /** Of a standing decision: the later one that ended it. */
      ended_by: string | null;
    };
    leading_resource: {
      tenant_id: string;
      id: string;
      org_id: string;
      decision_id: string;
      kind: string;
      what: string;
      amount: string;
      source: string;
      beneficiary_id: string;
      from_on: string;
      due_on: string;
      version: Generated<number>;
    };
    leading_delivery: {
      tenant_id: string;
      id: string;
      resource_id: string;
      amount: string;
      on_day: string;
      note: Generated<string>;
      state: Generated<DeliveryState>;
      entered_by: string;
      entered_at: Date;
      answered_by: string | null;
      answered_person: string | null;
      answered_at: Date | null;
      answer: Generated<string>;
    };
    leading_risk: {
      tenant_id: string;
      id: string;
      org_id: string;
      area: string;
      title: string;
      detail: Generated<string>;
      measures: string;
      likelihood: number;
      impact: number;
      owner_id: string;
      review_on: string;
      opened_on: string;
      state: Generated<RiskState>;
      /** Who asked for it to be closed: another one has to confirm. */
      asked_by: string | null;
      asked_person: string | null;
      reason: Generated<string>;
      closed_on: string | null;
      problem_id: string | null;
      version: Generated<number>;
    };
    leading_event: {
      tenant_id: string;
      id: string;
      topic_id: string | null;
      risk_id: string | null;
      action: TopicAction | RiskAction | 'propose' | 'open';
      to_state: TopicState | RiskState;
      account_id: string;
      person_id: string | null;
      at: Date;
      note: Generated<string>;
      likelihood: number | null;
      impact: number | null;
      review_on: string | null;
    };
  }
}
