import type { Migration } from '#platform/database/schema.ts';

/** The spine: what was done, by whom, when, and what came of it. */
export const recordsMigration: Migration = {
  id: '0210-records',
  sql: `
create table record (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  kind text not null,
  occurred_on date not null,
  received_at timestamptz not null,
  late_days integer not null default 0 check (late_days >= 0),
  state text not null default 'standing' check (state in ('standing','held','withdrawn')),
  held_for text check (held_for in ('late','subject')),
  title text not null,
  minutes_spent integer not null default 0 check (minutes_spent between 0 and 10000),
  outcome text not null default '',
  details jsonb not null default '{}',
  event_key bytea not null,
  entered_by uuid,
  version integer not null default 1,
  batch_id uuid,
  primary key (tenant_id, id),
  check ((state = 'held') = (held_for is not null)),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, entered_by) references account (tenant_id, id)
);
comment on column record.event_key is 'digest of organisation, day, kinds, subject and persons: one event is one record';
create index record_day on record (tenant_id, occurred_on desc, id desc);
create index record_org_day on record (tenant_id, org_id, occurred_on desc, id desc);
create index record_kind_day on record (tenant_id, kind, occurred_on desc, id desc);
create unique index record_event on record (tenant_id, org_id, event_key) where state <> 'withdrawn';
create index record_apart on record (tenant_id, state, occurred_on desc, id desc) where state <> 'standing';
create index record_batch on record (tenant_id, batch_id) where batch_id is not null;

create table record_person (
  tenant_id uuid not null,
  record_id uuid not null,
  person_id uuid not null,
  part text not null check (part in ('present','absent','exempt','chair','recorder','speaker','subject')),
  occurred_on date not null,
  listed boolean not null default true,
  spoke boolean not null default false,
  votes boolean not null default false,
  minutes integer not null default 0 check (minutes >= 0),
  note text not null default '',
  acknowledged_at timestamptz,
  primary key (tenant_id, record_id, person_id, part),
  foreign key (tenant_id, record_id) references record (tenant_id, id) on delete cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
create unique index record_person_presence on record_person (tenant_id, record_id, person_id)
  where part in ('present','absent','exempt');
create index record_person_day on record_person (tenant_id, person_id, occurred_on desc, record_id);

create index record_person_waiting on record_person (tenant_id, person_id, record_id) where part = 'subject' and acknowledged_at is null;

create table record_decision (
  tenant_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  no integer not null,
  text text not null,
  rule text,
  tally jsonb,
  result text not null check (result in ('noted','passed','failed')),
  primary key (tenant_id, id),
  unique (tenant_id, record_id, no),
  foreign key (tenant_id, record_id) references record (tenant_id, id) on delete cascade
);

create table record_evidence (
  tenant_id uuid not null,
  id uuid not null,
  record_id uuid not null,
  kind text not null,
  type text not null check (type in ('trace','result')),
  text text not null,
  entered_by uuid,
  entered_at timestamptz not null,
  confirmed text check (confirmed in ('recipient','data-source','other-unit')),
  confirmed_by uuid,
  confirmed_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (type = 'result' or confirmed is null),
  check (confirmed is null or confirmed_by is distinct from entered_by),
  foreign key (tenant_id, record_id) references record (tenant_id, id) on delete cascade
);
create index record_evidence_record on record_evidence (tenant_id, record_id, entered_at, id);

create table record_version (
  tenant_id uuid not null,
  record_id uuid not null,
  version integer not null,
  snapshot jsonb not null,
  changed_by uuid,
  changed_at timestamptz not null,
  primary key (tenant_id, record_id, version),
  foreign key (tenant_id, record_id) references record (tenant_id, id)
);
comment on table record_version is 'append-only: what a corrected record said before';
`,
};
