import type { Migration } from '#platform/database/schema.ts';

/** Red lines: only what a formal document says, entered by one person and confirmed by another, for as long as it has effect. */
export const redLinesMigration: Migration = {
  id: '0425-red-lines',
  sql: `
create table red_line (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  rule text not null,
  document_no text not null check (document_no <> ''),
  organ text not null check (organ <> ''),
  issued_on date not null,
  from_on date not null,
  to_on date,
  entered_by uuid not null,
  entered_person uuid,
  entered_at timestamptz not null,
  confirmed_by uuid,
  confirmed_at timestamptz,
  lifted_on date,
  lifted_reason text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, org_id, rule, document_no),
  check (to_on is null or to_on >= from_on),
  check (from_on >= issued_on),
  check ((lifted_on is null) = (lifted_reason = '')),
  check (confirmed_by is null or confirmed_by <> entered_by),
  check ((confirmed_by is null) = (confirmed_at is null)),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, entered_by) references account (tenant_id, id),
  foreign key (tenant_id, confirmed_by) references account (tenant_id, id)
);
create index red_line_list on red_line (tenant_id, id desc);
create index red_line_org on red_line (tenant_id, org_id, from_on);
`,
};
