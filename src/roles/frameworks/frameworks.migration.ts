import type { Migration } from '#platform/database/schema.ts';

/** Frameworks that units have adopted, edition by edition. */
export const frameworksMigration: Migration = {
  id: '0310-frameworks',
  sql: `
create table framework (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  edition integer not null check (edition > 0),
  pack_id text not null,
  pack_version integer not null,
  title jsonb not null,
  matrix jsonb not null,
  state text not null default 'draft' check (state in ('draft','issued','superseded')),
  from_on date,
  to_on date,
  adopted_at timestamptz not null,
  adopted_by uuid,
  issued_at timestamptz,
  issued_by uuid,
  content_hash text,
  laid_out_to date,
  bound_digest text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, org_id, edition),
  check ((state = 'draft') = (content_hash is null)),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, adopted_by) references account (tenant_id, id),
  foreign key (tenant_id, issued_by) references account (tenant_id, id)
);
comment on column framework.content_hash is 'SM3 over the canonical JSON of the duty lists as issued';
comment on column framework.laid_out_to is 'obligations whose period begins before this day exist';
comment on column framework.bound_digest is 'the posts as they were held when the owners were last bound';
create unique index framework_draft on framework (tenant_id, org_id) where state = 'draft';
create unique index framework_issued on framework (tenant_id, org_id) where state = 'issued';
`,
};
