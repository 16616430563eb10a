import { defineObject } from '#platform/access/authorise.ts';

/** An import, decided on by the organisation it was made at. */
export const importObject = defineObject({ kind: 'import', table: 'import_batch', org: 'org_id' });
