import type { Migration } from '#platform/database/schema.ts';

/** What the Party's work is for: business items with an indicator, their figures, and the links that their owners confirm. */
export const fusionMigration: Migration = {
  id: '0390-fusion',
  sql: `
create table business_item (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  title text not null,
  owner_id uuid not null,
  indicator text not null,
  measure text not null,
  source text not null,
  baseline numeric(14,2) not null,
  target numeric(14,2) not null,
  baseline_on date not null,
  due_on date not null,
  made_by uuid not null,
  ended_on date,
  note text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  check (baseline <> target),
  check (due_on >= baseline_on),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id),
  foreign key (tenant_id, made_by) references account (tenant_id, id)
);
comment on table business_item is 'work of a unit outside the Party''s own, with the indicator by which it is seen';
create unique index business_item_title on business_item (tenant_id, org_id, title) where ended_on is null;
create index business_item_owner on business_item (tenant_id, owner_id) where ended_on is null;

create table business_reading (
  tenant_id uuid not null references tenant,
  item_id uuid not null,
  on_day date not null,
  value numeric(14,2) not null,
  account_id uuid not null,
  person_id uuid not null,
  at timestamptz not null,
  primary key (tenant_id, item_id, on_day),
  foreign key (tenant_id, item_id) references business_item (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);

create table fusion_link (
  tenant_id uuid not null references tenant,
  id uuid not null,
  task_id uuid not null,
  item_id uuid not null,
  how text not null,
  state text not null default 'proposed' check (state in ('proposed','confirmed','declined','ended')),
  proposed_by uuid not null,
  proposed_person uuid,
  proposed_on date not null,
  confirmed_person uuid,
  confirmed_on date,
  ended_on date,
  note text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  check (state <> 'confirmed' or (confirmed_on is not null and confirmed_person is not null)),
  check ((state in ('declined','ended')) = (ended_on is not null)),
  foreign key (tenant_id, task_id) references task (tenant_id, id),
  foreign key (tenant_id, item_id) references business_item (tenant_id, id),
  foreign key (tenant_id, proposed_by) references account (tenant_id, id),
  foreign key (tenant_id, proposed_person) references person (tenant_id, id),
  foreign key (tenant_id, confirmed_person) references person (tenant_id, id)
);
comment on column fusion_link.confirmed_person is 'whoever answered for the business item that day: neither the proposer nor the owner of the task';
create unique index fusion_link_standing on fusion_link (tenant_id, task_id, item_id) where state in ('proposed','confirmed');
create index fusion_link_item on fusion_link (tenant_id, item_id, state);

-- Where each thing lies: a business item at its unit and with its owner; a link at its task's organisation and with both owners.
create view business_item_place with (security_invoker = true) as
  select tenant_id, id, org_id, owner_id as person_id from business_item;
create view fusion_link_place with (security_invoker = true) as
  select l.tenant_id, l.id, t.org_id, t.owner_id as person_id from fusion_link l join task t on t.tenant_id = l.tenant_id and t.id = l.task_id
  union all
  select l.tenant_id, l.id, t.org_id, b.owner_id from fusion_link l join task t on t.tenant_id = l.tenant_id and t.id = l.task_id
    join business_item b on b.tenant_id = l.tenant_id and b.id = l.item_id;
grant select on business_item_place, fusion_link_place to zelian_app;
`,
};
