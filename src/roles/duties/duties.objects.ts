import { defineObject } from '#platform/access/authorise.ts';

/** A duty of a unit's list, decided on by the unit. */
export const dutyObject = defineObject({ kind: 'duty', table: 'duty', org: 'org_id' });
