import type { Migration } from '#platform/database/schema.ts';

/**
 * Temporary branches (支部工作条例第六条): they stand in the tree and have posts, but their members keep their membership in
 * the branch they come from, and are attached for as long as the task lasts.
 */
export const temporaryBranchesMigration: Migration = {
  id: '0160-temporary-branches',
  sql: `
alter table organisation drop constraint organisation_kind_check;
alter table organisation add constraint organisation_kind_check check (kind in
  ('work_committee','unit','leading_group','organ_committee','general_branch','branch','joint_branch','temporary_branch','group'));
create table attachment (
  tenant_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  person_id uuid not null,
  from_on date not null,
  to_on date,
  primary key (tenant_id, id),
  check (to_on is null or to_on >= from_on),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table attachment is 'who works in a temporary branch while the membership stays at home';
create unique index attachment_now on attachment (tenant_id, org_id, person_id) where to_on is null;
create index attachment_person on attachment (tenant_id, person_id);
`,
};
