import { defineObject } from '#platform/access/authorise.ts';

/** A round, decided on by the organisation that holds it. */
export const roundObject = defineObject({ kind: 'round', table: 'round', org: 'org_id' });
