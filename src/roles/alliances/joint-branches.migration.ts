import type { Migration } from '#platform/database/schema.ts';

/** Which organisation was founded from an approved alliance, and when it was dissolved again. */
export const jointBranchesMigration: Migration = {
  id: '0386-joint-branches',
  sql: `
alter table alliance add column founded_id uuid;
alter table alliance add column dissolved_on date;
alter table alliance add foreign key (tenant_id, founded_id) references organisation (tenant_id, id);
alter table alliance add check (dissolved_on is null or founded_id is not null);
create unique index alliance_founded on alliance (tenant_id, founded_id) where founded_id is not null;
comment on column alliance.founded_id is 'the joint branch that stands in the tree because of this approval';
`,
};
