import type { Migration } from '#platform/database/schema.ts';

/**
 * Where a person is found: by name from any character on, and by the organisation that decides who may see the person.
 * Under row-level security only leakproof operators use an index, which LIKE and array containment are not; `^@` (starts
 * with) is. So a name is indexed from its first, second and third character: that finds every two-character term in
 * names of up to four characters without reading the whole table.
 */
export const personsMigration: Migration = {
  id: '0120-persons',
  sql: `
alter table person add column name_2 text generated always as (substr(name, 2)) stored;
alter table person add column name_3 text generated always as (substr(name, 3)) stored;
create index person_name_2 on person (tenant_id, name_2 text_pattern_ops);
create index person_name_3 on person (tenant_id, name_3 text_pattern_ops);

create view person_place with (security_invoker = true) as
  select p.tenant_id, p.id, p.id as person_id, coalesce(m.org_id, p.employer_id) as org_id
  from person p
  left join membership m on m.tenant_id = p.tenant_id and m.person_id = p.id and m.to_on is null;
grant select on person_place to zelian_app;
`,
};
