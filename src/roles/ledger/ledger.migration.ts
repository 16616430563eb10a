import type { Migration } from '#platform/database/schema.ts';

/** The ledger: problems, and everything that happened to them. */
export const ledgerMigration: Migration = {
  id: '0340-ledger',
  sql: `
create table problem (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  title text not null,
  detail text not null default '',
  measures text not null default '',
  source text not null check (source in ('assessment','inspection','masses','meeting','superior','self')),
  source_id uuid,
  source_part text,
  owner_id uuid not null,
  reported_by uuid not null,
  reported_person uuid,
  reported_at timestamptz not null,
  due_on date not null,
  first_due_on date not null,
  first_late_on date,
  state text not null default 'open' check (state in ('open','in-progress','submitted','returned','closed','reopened')),
  submitted_by uuid,
  submitted_person uuid,
  effect text not null default '',
  closed_on date,
  closed_by uuid,
  reopened integer not null default 0,
  version integer not null default 1,
  primary key (tenant_id, id),
  check ((state = 'closed') = (closed_on is not null)),
  check (closed_by is null or (closed_by is distinct from submitted_by and closed_by is distinct from reported_by)),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id),
  foreign key (tenant_id, reported_by) references account (tenant_id, id)
);
create index problem_list on problem (tenant_id, (state = 'closed'), due_on, id);
create index problem_org on problem (tenant_id, org_id, due_on, id);
create index problem_owner on problem (tenant_id, owner_id, due_on, id);
create index problem_state on problem (tenant_id, state, due_on, id);
create index problem_open on problem (tenant_id, org_id, due_on, id) where state <> 'closed';
create unique index problem_source on problem (tenant_id, source_id, source_part) where source_id is not null;

-- Lateness is a fact, a closed problem is read and not written, and nothing leaves the ledger.
create function problem_keep() returns trigger language plpgsql as $$
begin
  if tg_op = 'DELETE' then
    raise exception 'a problem never leaves the ledger';
  end if;
  if old.first_late_on is not null and new.first_late_on is distinct from old.first_late_on then
    raise exception 'the first late day of a problem never changes';
  end if;
  if old.state = 'closed' and new.state <> 'reopened' then
    raise exception 'a closed problem is only read or reopened';
  end if;
  return new;
end $$;
create trigger problem_keep before update or delete on problem for each row execute function problem_keep();

create table problem_event (
  tenant_id uuid not null,
  id uuid not null,
  problem_id uuid not null,
  action text not null,
  to_state text not null,
  account_id uuid,
  person_id uuid,
  at timestamptz not null,
  note text not null default '',
  owner_id uuid,
  due_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, problem_id) references problem (tenant_id, id)
);
create index problem_event_problem on problem_event (tenant_id, problem_id, at, id);
comment on table problem_event is 'append-only: what happened to a problem';
`,
};
