import type { Migration } from '#platform/database/schema.ts';

/** The organisation: the tree of units and Party organisations, persons, memberships, appointments. */
export const organisationMigration: Migration = {
  id: '0110-organisation',
  sql: `
create table organisation (
  tenant_id uuid not null references tenant,
  id uuid not null,
  kind text not null check (kind in ('work_committee','unit','leading_group','organ_committee','general_branch','branch','joint_branch','group')),
  name text not null,
  short_name text,
  parent_id uuid,
  no integer not null,
  path text not null check (path like '%.'),
  category text,
  state text not null default 'active' check (state in ('active','dissolved')),
  version integer not null default 1,
  batch_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, no),
  foreign key (tenant_id, parent_id) references organisation (tenant_id, id)
);
create unique index organisation_name on organisation (tenant_id, parent_id, name) where state = 'active';
create index organisation_path on organisation (tenant_id, path text_pattern_ops);
create index organisation_kind on organisation (tenant_id, kind, path);
create index organisation_parent on organisation (tenant_id, parent_id, no);
create index organisation_batch on organisation (tenant_id, batch_id) where batch_id is not null;

create table person (
  tenant_id uuid not null references tenant,
  id uuid not null,
  name text not null,
  sex text check (sex in ('男','女')),
  ethnicity text,
  birth_sealed bytea,
  phone_sealed bytea,
  identity_index bytea,
  phone_index bytea,
  education text,
  employer_id uuid,
  title text,
  state text not null default 'active' check (state in ('active','left')),
  version integer not null default 1,
  batch_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, employer_id) references organisation (tenant_id, id)
);
comment on column person.identity_index is 'blind index of name and day of birth: finds duplicates without opening the field';
create index person_name on person (tenant_id, name text_pattern_ops, id);
create index person_identity on person (tenant_id, identity_index);
create index person_phone on person (tenant_id, phone_index) where phone_index is not null;
create index person_employer on person (tenant_id, employer_id, id);
create index person_batch on person (tenant_id, batch_id) where batch_id is not null;

create table membership (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  org_id uuid not null,
  kind text not null check (kind in ('full','probationary')),
  joined_on date,
  confirmed_on date,
  from_on date not null,
  to_on date,
  exempt boolean not null default false,
  batch_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
comment on column membership.exempt is 'old, ill or unable to walk: activities are no hard requirement (党员教育管理工作条例第二十三条)';
create unique index membership_current on membership (tenant_id, person_id) where to_on is null;
create index membership_org on membership (tenant_id, org_id, person_id) where to_on is null;
create index membership_batch on membership (tenant_id, batch_id) where batch_id is not null;

create table appointment (
  tenant_id uuid not null,
  id uuid not null,
  person_id uuid not null,
  org_id uuid not null,
  post text not null,
  from_on date not null,
  to_on date,
  batch_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
create unique index appointment_current on appointment (tenant_id, org_id, post, person_id) where to_on is null;
create index appointment_person on appointment (tenant_id, person_id) where to_on is null;
create index appointment_batch on appointment (tenant_id, batch_id) where batch_id is not null;

alter table account add foreign key (tenant_id, person_id) references person (tenant_id, id);
alter table role_binding add foreign key (tenant_id, org_id) references organisation (tenant_id, id);
`,
};
