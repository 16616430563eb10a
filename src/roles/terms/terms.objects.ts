import { defineObject } from '#platform/access/authorise.ts';

/** A term of office, decided on by its organisation. */
export const termObject = defineObject({ kind: 'term', table: 'org_term', org: 'org_id' });

/** An appointment, decided on by the organisation of the post; once approved, by those whom its conditions bind too. */
export const caseObject = defineObject({
  kind: 'appointment',
  table: 'appointment_concern',
  org: 'org_id',
  person: 'person_id',
});
