import type { Migration } from '#platform/database/schema.ts';

/** Tasks of named people, and everything that happened to them. */
export const tasksMigration: Migration = {
  id: '0360-tasks',
  sql: `
create table task (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  title text not null,
  standard text not null default '',
  owner_id uuid not null,
  assigned_by uuid,
  record_id uuid,
  decision_id uuid,
  created_on date not null,
  due_on date not null,
  state text not null default 'assigned' check (state in ('assigned','accepted','returned','reported','done','withdrawn')),
  first_late_on date,
  reported_on date,
  outcome text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  check (due_on >= created_on),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id),
  foreign key (tenant_id, record_id) references record (tenant_id, id)
);
create index task_due on task (tenant_id, due_on, id);
create index task_org on task (tenant_id, org_id, due_on, id);
create index task_owner on task (tenant_id, owner_id, due_on, id);
create index task_open on task (tenant_id, org_id, due_on, id) where state in ('assigned','accepted','returned','reported');
create index task_answer on task (tenant_id, assigned_by, due_on, id) where state in ('reported','returned');
create index task_record on task (tenant_id, record_id) where record_id is not null;

-- Lateness is a fact: once it is known, no statement takes it back.
create function task_keep_late() returns trigger language plpgsql as $$
begin
  if old.first_late_on is not null and new.first_late_on is distinct from old.first_late_on then
    raise exception 'the first late day of a task never changes';
  end if;
  return new;
end $$;
create trigger task_keep_late before update on task for each row execute function task_keep_late();

create table task_event (
  tenant_id uuid not null,
  id uuid not null,
  task_id uuid not null,
  action text not null,
  to_state text not null,
  account_id uuid,
  person_id uuid,
  at timestamptz not null,
  note text not null default '',
  owner_id uuid,
  due_on date,
  primary key (tenant_id, id),
  foreign key (tenant_id, task_id) references task (tenant_id, id)
);
create index task_event_task on task_event (tenant_id, task_id, at, id);
comment on table task_event is 'append-only: what happened to a task';
`,
};
