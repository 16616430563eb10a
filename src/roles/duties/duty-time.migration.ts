import type { Migration } from '#platform/database/schema.ts';

/** A duty may be in force for a part of its edition only. */
export const dutyTimeMigration: Migration = {
  id: '0385-duty-time',
  sql: `
alter table duty add column from_on date, add column to_on date;
alter table duty add check (to_on is null or from_on is null or to_on > from_on);
comment on column duty.from_on is 'in force only from this day on; null: from the day of its edition';
comment on column duty.to_on is 'in force until the day before; null: as long as its edition';
`,
};
