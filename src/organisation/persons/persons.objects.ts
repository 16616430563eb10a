import { defineObject } from '#platform/access/authorise.ts';

/** A person, decided on by the branch he or she belongs to (the employer, without a branch), or as oneself. */
export const personObject = defineObject({
  kind: 'person',
  table: 'person_place',
  org: 'org_id',
  person: 'person_id',
});
