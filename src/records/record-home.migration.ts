import type { Migration } from '#platform/database/schema.ts';

/** What a Party group does belongs to its branch as well: whoever is of the branch may read it. */
export const recordHomeMigration: Migration = {
  id: '0215-record-home',
  sql: `
create view record_home with (security_invoker = true) as
  select r.tenant_id, r.id as record_id, g.parent_id as org_id
  from record r
  join organisation g on g.tenant_id = r.tenant_id and g.id = r.org_id and g.kind = 'group'
  where g.parent_id is not null;
grant select on record_home to zelian_app;
`,
};
