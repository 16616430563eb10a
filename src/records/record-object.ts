import { defineObject } from '#platform/access/authorise.ts';

/** A record, decided on by the organisation it belongs to (a Party group's is its branch's too) and by whom it names. */
export const recordObject = defineObject({
  kind: 'record',
  table: 'record',
  org: 'org_id',
  shared: { table: 'record_home', key: 'record_id', org: 'org_id' },
  named: { table: 'record_person', key: 'record_id', person: 'person_id' },
});
