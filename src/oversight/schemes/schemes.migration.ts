import type { Migration } from '#platform/database/schema.ts';

/** Adopted schemes: what counts, how much, and what may follow, frozen for a period. */
export const schemesMigration: Migration = {
  id: '0410-schemes',
  sql: `
create table scheme_adoption (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  scheme_id text not null,
  scheme_version integer not null,
  body jsonb not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  period_from date not null,
  period_to date not null,
  adopted_on date not null,
  adopted_by uuid not null,
  primary key (tenant_id, id),
  check (period_from <= period_to),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, adopted_by) references account (tenant_id, id)
);
comment on table scheme_adoption is 'append-only: a scheme does not change during its period; a change is a new adoption';
-- What people were told cannot be rewritten by a statement, whoever sends it.
create function written_once() returns trigger language plpgsql as $$
begin
  raise exception '% is written once', tg_table_name using errcode = '55000';
end $$;
create trigger scheme_adoption_written_once before update or delete on scheme_adoption
  for each row execute function written_once();
create index scheme_adoption_org on scheme_adoption (tenant_id, org_id, period_from desc, id desc);
`,
};
