import { defineObject } from '#platform/access/authorise.ts';

/** A record, decided on by the organisation it belongs to; a Party group's is its branch's too. */
export const recordObject = defineObject({
  kind: 'record',
  table: 'record',
  org: 'org_id',
  shared: { table: 'record_home', key: 'record_id', org: 'org_id' },
});
