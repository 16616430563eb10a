import type { Migration } from '#platform/database/schema.ts';

/** Duties with their dates: what is due, from whom, and which records met it. */
export const obligationsMigration: Migration = {
  id: '0330-obligations',
  sql: `
create table obligation (
  tenant_id uuid not null,
  id uuid not null,
  duty_id uuid not null,
  org_id uuid not null,
  person_id uuid not null,
  bearer_id uuid not null,
  period_from date not null,
  period_to date not null,
  due_on date not null,
  due_covered boolean not null,
  unit text not null check (unit in ('times','minutes')),
  required integer not null check (required > 0),
  done integer not null default 0 check (done >= 0),
  state text not null default 'open' check (state in ('open','fulfilled','excused')),
  met_on date,
  first_late_on date,
  excuse_reason text,
  excused_by uuid,
  excused_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, duty_id, bearer_id, period_from),
  check (period_from < period_to and due_on >= period_from and due_on < period_to),
  check ((state = 'fulfilled') = (met_on is not null)),
  check ((state = 'excused') = (excuse_reason is not null)),
  foreign key (tenant_id, duty_id) references duty (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, excused_by) references account (tenant_id, id)
);
comment on column obligation.first_late_on is 'the first day on which it was open past its day; completion never erases it';
comment on column obligation.bearer_id is 'the organisation where one person answers for it, the person where each bears it himself';
create index obligation_due on obligation (tenant_id, due_on, id);
create index obligation_org on obligation (tenant_id, org_id, due_on, id);
create index obligation_person on obligation (tenant_id, person_id, due_on, id);
create index obligation_unmarked on obligation (tenant_id, due_on) where state = 'open' and first_late_on is null;

create function obligation_lateness_stays() returns trigger language plpgsql as $$
begin
  if old.first_late_on is not null and new.first_late_on is distinct from old.first_late_on then
    raise exception 'the first day of lateness is never changed' using errcode = 'integrity_constraint_violation';
  end if;
  return new;
end $$;
create trigger obligation_late before update on obligation
  for each row execute function obligation_lateness_stays();

create table fulfilment (
  tenant_id uuid not null,
  obligation_id uuid not null,
  record_id uuid not null,
  amount integer not null check (amount > 0),
  occurred_on date not null,
  made_up boolean not null default false,
  primary key (tenant_id, obligation_id, record_id),
  foreign key (tenant_id, obligation_id) references obligation (tenant_id, id) on delete cascade,
  foreign key (tenant_id, record_id) references record (tenant_id, id)
);
comment on column fulfilment.made_up is 'a later record that a person named as making up for a missed one';
create index fulfilment_record on fulfilment (tenant_id, record_id);
`,
};
