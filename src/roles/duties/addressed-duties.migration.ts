import type { Migration } from '#platform/database/schema.ts';

/** A duty may be addressed to named organisations only: a ruling between two branches binds no third. */
export const addressedDutiesMigration: Migration = {
  id: '0391-addressed-duties',
  sql: `
alter table duty add column only_orgs uuid[] not null default '{}';
comment on column duty.only_orgs is 'borne by these organisations only; empty: by all of its kinds';
`,
};
