import { defineObject } from '#platform/access/authorise.ts';

/** An obligation, decided on by the organisation that bears it and the person who answers for it. */
export const obligationObject = defineObject({
  kind: 'obligation',
  table: 'obligation',
  org: 'org_id',
  person: 'person_id',
});
