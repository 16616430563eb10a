import { defineObject } from '#platform/access/authorise.ts';

/** A unit's framework, decided on by the unit. */
export const frameworkObject = defineObject({ kind: 'framework', table: 'framework', org: 'org_id' });
