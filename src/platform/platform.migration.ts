import type { Migration } from './database/schema.ts';

/** Tables of the platform: tenants, accounts, sessions, role bindings, the audit chain, idempotency. */
export const platformMigration: Migration = {
  id: '0010-platform',
  sql: `
create table tenant (
  tenant_id uuid primary key,
  name text not null,
  demo boolean not null default false,
  organisation_counter integer not null default 0,
  key_check bytea not null,
  created_at timestamptz not null default now()
);
comment on table tenant is 'security: lookup';

create table account (
  tenant_id uuid not null references tenant,
  id uuid not null,
  login text not null,
  display_name text not null,
  person_id uuid,
  password_hash text not null,
  state text not null default 'active' check (state in ('active', 'disabled')),
  must_change_password boolean not null default false,
  version integer not null default 1,
  created_at timestamptz not null default now(),
  primary key (tenant_id, id)
);
comment on table account is 'security: lookup';
create unique index account_login on account (lower(login));
create index account_person on account (tenant_id, person_id);

create table sign_in_failure (
  key text primary key,
  failures integer not null,
  first_at timestamptz not null,
  last_at timestamptz not null
);
grant select, insert, update, delete on sign_in_failure to zelian_app;

create table session (
  tenant_id uuid not null,
  id uuid not null,
  token_hash bytea not null,
  account_id uuid not null,
  created_at timestamptz not null,
  seen_at timestamptz not null,
  expires_at timestamptz not null,
  device text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
comment on table session is 'security: lookup';
create unique index session_token on session (token_hash);
create index session_account on session (tenant_id, account_id);

create table role_binding (
  tenant_id uuid not null,
  id uuid not null,
  account_id uuid not null,
  role text not null,
  org_id uuid,
  from_on date not null,
  to_on date,
  granted_by uuid,
  seal bytea not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
create index role_binding_account on role_binding (tenant_id, account_id);

create table audit_head (
  tenant_id uuid primary key references tenant,
  seq bigint not null,
  hash bytea not null,
  at timestamptz not null
);

create table audit_entry (
  tenant_id uuid not null,
  seq bigint not null,
  at timestamptz not null,
  actor_id uuid,
  action text not null,
  object_kind text not null,
  object_id uuid,
  org_id uuid,
  body text not null,
  hash bytea not null,
  primary key (tenant_id, seq)
);
comment on table audit_entry is 'append-only: each row chained to the one before by its hash';
create index audit_object on audit_entry (tenant_id, object_id, seq desc);
create index audit_actor on audit_entry (tenant_id, actor_id, seq desc);
create index audit_action on audit_entry (tenant_id, action, seq desc);

create table idempotency_key (
  tenant_id uuid not null,
  actor_id uuid not null,
  key text not null,
  request_hash bytea not null,
  status integer not null,
  reply jsonb,
  at timestamptz not null default now(),
  primary key (tenant_id, actor_id, key)
);
create index idempotency_key_at on idempotency_key (tenant_id, at);
`,
};
