import type { Migration } from '#platform/database/schema.ts';

/** Members' self-reports: one a person and period, facts frozen at submission. */
export const selfReportsMigration: Migration = {
  id: '0440-self-reports',
  sql: `
create table self_report (
  tenant_id uuid not null references tenant,
  id uuid not null,
  person_id uuid not null,
  org_id uuid not null,
  period_from date not null,
  period_to date not null,
  state text not null default 'draft' check (state in ('draft','submitted','returned','accepted')),
  facts jsonb,
  submitted_at timestamptz,
  returned_note text not null default '',
  judged_by uuid,
  judged_at timestamptz,
  record_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, person_id, period_from),
  check (period_to >= period_from),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, record_id) references record (tenant_id, id)
);
create index self_report_org on self_report (tenant_id, org_id, period_from desc, id);
create index self_report_waiting on self_report (tenant_id, org_id, submitted_at, id) where state = 'submitted';

create table self_report_statement (
  tenant_id uuid not null,
  report_id uuid not null,
  no integer not null,
  text text not null,
  nature text not null check (nature in ('fact','opinion')),
  standing text not null check (standing in ('backed','unverified','opinion')),
  record_id uuid,
  disputes_record_id uuid,
  primary key (tenant_id, report_id, no),
  foreign key (tenant_id, report_id) references self_report (tenant_id, id) on delete cascade,
  foreign key (tenant_id, record_id) references record (tenant_id, id),
  foreign key (tenant_id, disputes_record_id) references record (tenant_id, id)
);
`,
};
