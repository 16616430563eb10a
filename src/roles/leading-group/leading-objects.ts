import { defineObject } from '#platform/access/authorise.ts';

const placed = (kind: string, table: string) =>
  defineObject({ kind, table, org: 'org_id', person: 'person_id' });

/** A leading group: decided on by its unit, and by whoever has a seat in it. */
export const groupObject = placed('leading-group', 'leading_group_place');
/** A topic of a leading group. */
export const topicObject = placed('leading-topic', 'leading_topic_place');
/** A session of a leading group. */
export const sessionObject = placed('leading-session', 'leading_session_place');
/** A resource that was promised: also of the organisation it is for. */
export const resourceObject = placed('leading-resource', 'leading_resource_place');
/** A risk of a leading group: also of whoever answers for it. */
export const riskObject = placed('leading-risk', 'leading_risk_place');
