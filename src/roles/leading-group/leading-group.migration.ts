import type { Migration } from '#platform/database/schema.ts';

/** What the leading group decides on Party building: topics, sessions, decisions, resources promised, and its risks. */
export const leadingGroupMigration: Migration = {
  id: '0388-leading-group',
  sql: `
create table leading_topic (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  kind text not null,
  title text not null,
  why text not null,
  basis text not null default '',
  ask text not null,
  materials text not null default '',
  record_ids uuid[] not null default '{}',
  state text not null default 'proposed' check (state in ('proposed','accepted','deferred','returned','decided','withdrawn')),
  proposed_by uuid not null,
  proposed_person uuid,
  proposed_on date not null,
  note text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, proposed_by) references account (tenant_id, id),
  foreign key (tenant_id, proposed_person) references person (tenant_id, id)
);
comment on column leading_topic.note is 'why it was deferred or returned last';
create index leading_topic_list on leading_topic (tenant_id, org_id, proposed_on desc, id desc);
create index leading_topic_open on leading_topic (tenant_id, org_id, state) where state in ('proposed','accepted','deferred','returned');

create table leading_session (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  record_id uuid not null,
  on_day date not null,
  feedback jsonb not null default '[]',
  made_by uuid not null,
  primary key (tenant_id, id),
  unique (tenant_id, record_id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, record_id) references record (tenant_id, id),
  foreign key (tenant_id, made_by) references account (tenant_id, id)
);
comment on column leading_session.feedback is 'how earlier decisions stood when the group met, as they were read then';
create index leading_session_list on leading_session (tenant_id, org_id, on_day desc, id desc);

create table leading_decision (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  session_id uuid not null,
  topic_id uuid not null,
  no integer not null check (no > 0),
  verdict text not null check (verdict in ('decided','agreed','postponed','sent-back')),
  text text not null,
  follow text not null check (follow in ('task','problem','standing','none')),
  subject_id uuid,
  task_id uuid,
  problem_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, session_id, topic_id),
  check ((follow = 'task') = (task_id is not null)),
  check ((follow = 'problem') = (problem_id is not null)),
  check ((follow = 'none') = (verdict in ('postponed','sent-back'))),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, session_id) references leading_session (tenant_id, id),
  foreign key (tenant_id, topic_id) references leading_topic (tenant_id, id),
  foreign key (tenant_id, subject_id) references organisation (tenant_id, id),
  foreign key (tenant_id, task_id) references task (tenant_id, id),
  foreign key (tenant_id, problem_id) references problem (tenant_id, id)
);
comment on table leading_decision is 'where what followed stands is read from its task or problem, never kept here';
create index leading_decision_org on leading_decision (tenant_id, org_id, session_id);
create index leading_decision_topic on leading_decision (tenant_id, topic_id);

create table leading_resource (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  decision_id uuid not null,
  kind text not null,
  what text not null,
  amount numeric(14,2) not null check (amount > 0),
  source text not null,
  beneficiary_id uuid not null,
  from_on date not null,
  due_on date not null,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (due_on >= from_on),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, decision_id) references leading_decision (tenant_id, id),
  foreign key (tenant_id, beneficiary_id) references organisation (tenant_id, id)
);
create index leading_resource_org on leading_resource (tenant_id, org_id, due_on, id);
create index leading_resource_beneficiary on leading_resource (tenant_id, beneficiary_id, due_on, id);

create table leading_delivery (
  tenant_id uuid not null references tenant,
  id uuid not null,
  resource_id uuid not null,
  amount numeric(14,2) not null check (amount > 0),
  on_day date not null,
  note text not null default '',
  state text not null default 'claimed' check (state in ('claimed','received','denied')),
  entered_by uuid not null,
  entered_at timestamptz not null,
  answered_by uuid,
  answered_person uuid,
  answered_at timestamptz,
  answer text not null default '',
  primary key (tenant_id, id),
  check ((state = 'claimed') = (answered_at is null)),
  foreign key (tenant_id, resource_id) references leading_resource (tenant_id, id),
  foreign key (tenant_id, entered_by) references account (tenant_id, id),
  foreign key (tenant_id, answered_by) references account (tenant_id, id),
  foreign key (tenant_id, answered_person) references person (tenant_id, id)
);
create index leading_delivery_resource on leading_delivery (tenant_id, resource_id, on_day, id);
create index leading_delivery_claimed on leading_delivery (tenant_id, resource_id) where state = 'claimed';

create table leading_risk (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  area text not null,
  title text not null,
  detail text not null default '',
  measures text not null,
  likelihood integer not null check (likelihood between 1 and 5),
  impact integer not null check (impact between 1 and 5),
  owner_id uuid not null,
  review_on date not null,
  opened_on date not null,
  state text not null default 'open' check (state in ('open','watch','closing','closed','occurred')),
  asked_by uuid,
  asked_person uuid,
  reason text not null default '',
  closed_on date,
  problem_id uuid,
  version integer not null default 1,
  primary key (tenant_id, id),
  check ((state = 'closed') = (closed_on is not null)),
  check ((state = 'occurred') = (problem_id is not null)),
  check (state not in ('closing','closed') or (asked_by is not null and reason <> '')),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, owner_id) references person (tenant_id, id),
  foreign key (tenant_id, asked_by) references account (tenant_id, id),
  foreign key (tenant_id, asked_person) references person (tenant_id, id),
  foreign key (tenant_id, problem_id) references problem (tenant_id, id)
);
create index leading_risk_org on leading_risk (tenant_id, org_id, state, review_on, id);
create index leading_risk_owner on leading_risk (tenant_id, owner_id, review_on) where state in ('open','watch','closing');
create index leading_risk_review on leading_risk (tenant_id, review_on) where state in ('open','watch');

create table leading_event (
  tenant_id uuid not null references tenant,
  id uuid not null,
  topic_id uuid,
  risk_id uuid,
  action text not null,
  to_state text not null,
  account_id uuid not null,
  person_id uuid,
  at timestamptz not null,
  note text not null default '',
  likelihood integer,
  impact integer,
  review_on date,
  primary key (tenant_id, id),
  check ((topic_id is null) <> (risk_id is null)),
  foreign key (tenant_id, topic_id) references leading_topic (tenant_id, id),
  foreign key (tenant_id, risk_id) references leading_risk (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on table leading_event is 'append-only: what became of topics and risks';
create index leading_event_topic on leading_event (tenant_id, topic_id, at, id) where topic_id is not null;
create index leading_event_risk on leading_event (tenant_id, risk_id, at, id) where risk_id is not null;

-- Where each thing lies: at its leading group, with everybody who has a seat there; a risk with its owner, a resource with whom it is for.
create view leading_seat with (security_invoker = true) as
  select o.tenant_id, o.id, a.person_id, a.post
  from organisation o join appointment a on a.tenant_id = o.tenant_id and a.org_id = o.id and a.to_on is null
  where o.kind = 'leading_group' and o.state = 'active';
create view leading_group_place with (security_invoker = true) as
  select tenant_id, id, id as org_id, null::uuid as person_id from organisation where kind = 'leading_group' and state = 'active'
  union all select tenant_id, id, id, person_id from leading_seat;
create view leading_topic_place with (security_invoker = true) as
  select tenant_id, id, org_id, null::uuid as person_id from leading_topic
  union all select t.tenant_id, t.id, t.org_id, s.person_id from leading_topic t join leading_seat s on s.tenant_id = t.tenant_id and s.id = t.org_id;
create view leading_session_place with (security_invoker = true) as
  select tenant_id, id, org_id, null::uuid as person_id from leading_session
  union all select t.tenant_id, t.id, t.org_id, s.person_id from leading_session t join leading_seat s on s.tenant_id = t.tenant_id and s.id = t.org_id;
create view leading_resource_place with (security_invoker = true) as
  select tenant_id, id, org_id, null::uuid as person_id from leading_resource
  union all select tenant_id, id, beneficiary_id, null from leading_resource
  union all select t.tenant_id, t.id, t.org_id, s.person_id from leading_resource t join leading_seat s on s.tenant_id = t.tenant_id and s.id = t.org_id;
create view leading_risk_place with (security_invoker = true) as
  select tenant_id, id, org_id, owner_id as person_id from leading_risk
  union all select t.tenant_id, t.id, t.org_id, s.person_id from leading_risk t join leading_seat s on s.tenant_id = t.tenant_id and s.id = t.org_id;
grant select on leading_seat, leading_group_place, leading_topic_place, leading_session_place, leading_resource_place, leading_risk_place to zelian_app;
`,
};
