import type { Migration } from '#platform/database/schema.ts';

/** Imports: the batch, its lines as planned, what it changed of rows that were there, and how far it is. */
export const importMigration: Migration = {
  id: '0150-import',
  sql: `
create table import_batch (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid,
  state text not null check (state in ('mapping','checking','checked','confirmed','undone','discarded')),
  file_name text not null,
  file_size integer not null,
  file_sealed bytea,
  tables jsonb not null,
  as_of date not null,
  planned_on date,
  default_unit_id uuid,
  counts jsonb,
  problem jsonb,
  plan_digest bytea,
  created_by uuid,
  created_at timestamptz not null,
  confirmed_at timestamptz,
  undone_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
comment on column import_batch.file_sealed is 'the workbook as uploaded, sealed; gone once the import is confirmed, discarded or old';
create index import_batch_created on import_batch (tenant_id, created_at desc, id);

create table import_row (
  tenant_id uuid not null,
  batch_id uuid not null,
  no integer not null,
  sheet text not null,
  row_no integer not null,
  subject text not null check (subject in ('person','organisation','unit')),
  label text not null,
  place text,
  action text not null check (action in ('create','change','same','merged','bad')),
  implied boolean not null,
  changes jsonb not null,
  remarks jsonb not null,
  primary key (tenant_id, batch_id, no),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id) on delete cascade
);
create index import_row_action on import_row (tenant_id, batch_id, action, no);

create table import_change (
  tenant_id uuid not null,
  batch_id uuid not null,
  kind text not null check (kind in ('organisation','person','membership')),
  row_id uuid not null,
  before jsonb not null,
  after jsonb not null,
  primary key (tenant_id, batch_id, kind, row_id),
  foreign key (tenant_id, batch_id) references import_batch (tenant_id, id) on delete cascade
);
comment on table import_change is 'columns of rows that an import changed, before and after; sealed columns stay sealed';

create table import_progress (
  tenant_id uuid not null,
  batch_id uuid not null,
  phase text not null,
  done integer not null,
  total integer not null,
  at timestamptz not null,
  primary key (tenant_id, batch_id)
);

-- Taking an import back deletes persons and organisations by the thousand, and each deletion asks these tables whether
-- anything still refers to the row; their other indexes hold current rows only.
create index membership_person_all on membership (tenant_id, person_id);
create index membership_org_all on membership (tenant_id, org_id);
create index appointment_person_all on appointment (tenant_id, person_id);
create index appointment_org_all on appointment (tenant_id, org_id);
`,
};
