import { defineObject } from '#platform/access/authorise.ts';

/** A record, decided on by the organisation it belongs to. */
export const recordObject = defineObject({ kind: 'record', table: 'record', org: 'org_id' });
