import type { Migration } from '#platform/database/schema.ts';

/** Results: scores with their trees, comparison, notice, objections, publication. What is published does not change. */
export const resultsMigration: Migration = {
  id: '0430-results',
  sql: `
create table result (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  round_id uuid,
  adoption_id uuid not null,
  title text not null,
  period_from date not null,
  period_to date not null,
  scheme jsonb not null,
  scheme_hash text not null,
  state text not null default 'draft' check (state in ('draft','under-review','approved','notified','published','corrected')),
  run integer not null check (run >= 1),
  scored_by uuid not null,
  scored_person uuid,
  scored_at timestamptz not null,
  groups jsonb not null default '[]',
  reviewed_by uuid,
  review_reason text not null default '',
  notified_on date,
  earliest_on date,
  earliest_covered boolean not null default true,
  objections_until date,
  publication_id uuid,
  corrects_id uuid,
  correction_reason text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id),
  check (reviewed_by is distinct from scored_by or reviewed_by is null),
  check (state not in ('approved','notified','published','corrected') or reviewed_by is not null),
  check (state not in ('notified','published','corrected') or (notified_on is not null and earliest_on is not null and objections_until is not null)),
  check ((state in ('published','corrected')) = (publication_id is not null)),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, round_id) references round (tenant_id, id),
  foreign key (tenant_id, adoption_id) references scheme_adoption (tenant_id, id),
  foreign key (tenant_id, corrects_id) references result (tenant_id, id)
);
create index result_org on result (tenant_id, org_id, id desc);
create index result_state on result (tenant_id, state, id desc);
create unique index result_of_round on result (tenant_id, round_id) where round_id is not null and corrects_id is null;
create unique index result_correction on result (tenant_id, corrects_id) where corrects_id is not null;

create table result_event (
  tenant_id uuid not null,
  id uuid not null,
  result_id uuid not null,
  action text not null,
  to_state text not null,
  account_id uuid,
  at timestamptz not null,
  reason text not null default '',
  primary key (tenant_id, id),
  foreign key (tenant_id, result_id) references result (tenant_id, id)
);
comment on table result_event is 'append-only: what happened to a result';
create index result_event_result on result_event (tenant_id, result_id, at, id);

create table score (
  tenant_id uuid not null,
  id uuid not null,
  result_id uuid not null,
  run integer not null,
  org_id uuid not null,
  tree jsonb not null,
  tree_hash text not null check (tree_hash ~ '^[0-9a-f]{64}$'),
  score integer check (score between 0 and 10000),
  standard_error double precision,
  primary key (tenant_id, id),
  unique (tenant_id, result_id, run, org_id),
  foreign key (tenant_id, result_id) references result (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
comment on table score is 'append-only: a score is computed anew, never edited';

create table result_entry (
  tenant_id uuid not null,
  result_id uuid not null,
  org_id uuid not null,
  score_id uuid not null,
  kind text not null,
  category text not null,
  org_no integer not null,
  score integer,
  standard_error double precision,
  coverage integer not null,
  rank integer,
  best integer,
  worst integer,
  t_score double precision,
  band text,
  band_limited text check (band_limited in ('cap','tie')),
  list text check (list in ('front','tail')),
  low text[] not null default '{}',
  primary key (tenant_id, result_id, org_id),
  foreign key (tenant_id, result_id) references result (tenant_id, id),
  foreign key (tenant_id, score_id) references score (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
create index result_entry_group on result_entry (tenant_id, result_id, kind, category, org_no);
create index result_entry_org on result_entry (tenant_id, org_id, result_id);
create index result_entry_low on result_entry (tenant_id, result_id, org_no) where low <> '{}';

create table publication (
  tenant_id uuid not null references tenant,
  id uuid not null,
  result_id uuid not null,
  org_id uuid not null,
  title text not null,
  body text not null,
  hash text not null check (hash ~ '^[0-9a-f]{64}$'),
  published_at timestamptz not null,
  published_by uuid not null,
  corrects_id uuid,
  primary key (tenant_id, id),
  foreign key (tenant_id, result_id) references result (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, published_by) references account (tenant_id, id),
  foreign key (tenant_id, corrects_id) references publication (tenant_id, id)
);
comment on table publication is 'append-only: what was published stays as it was published';
create unique index publication_hash on publication (tenant_id, hash);
create unique index publication_corrects on publication (tenant_id, corrects_id) where corrects_id is not null;
create index publication_time on publication (tenant_id, published_at desc, id desc);

create table objection (
  tenant_id uuid not null,
  id uuid not null,
  result_id uuid not null,
  org_id uuid not null,
  score_id uuid not null,
  indicator text,
  text text not null,
  state text not null default 'lodged' check (state in ('lodged','under-review','upheld','dismissed','withdrawn')),
  lodged_by uuid not null,
  lodged_person uuid,
  lodged_at timestamptz not null,
  decide_by date not null,
  taken_up_by uuid,
  decided_by uuid,
  decision text not null default '',
  decided_at timestamptz,
  version integer not null default 1,
  primary key (tenant_id, id),
  check (state not in ('upheld','dismissed') or (decided_by is not null and decided_at is not null and length(decision) >= 10)),
  check (decided_by is null or decided_by <> lodged_by),
  foreign key (tenant_id, result_id) references result (tenant_id, id),
  foreign key (tenant_id, score_id) references score (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, lodged_by) references account (tenant_id, id)
);
create index objection_result on objection (tenant_id, result_id, lodged_at, id);
create index objection_open on objection (tenant_id, decide_by, id) where state in ('lodged','under-review');
create index objection_lodger on objection (tenant_id, lodged_by, lodged_at desc, id desc);

create trigger publication_written_once before update or delete on publication for each row execute function written_once();
create trigger score_written_once before update or delete on score for each row execute function written_once();

create function result_keep() returns trigger language plpgsql as $$
begin
  if old.state in ('published','corrected') then
    if tg_op = 'DELETE' or not (old.state = 'published' and new.state = 'corrected')
       or (to_jsonb(new) - 'state' - 'version') is distinct from (to_jsonb(old) - 'state' - 'version') then
      raise exception 'a published result is corrected by a new one, not edited' using errcode = '55000';
    end if;
  end if;
  return case when tg_op = 'DELETE' then old else new end;
end $$;
create trigger result_keep before update or delete on result for each row execute function result_keep();

create function result_entry_keep() returns trigger language plpgsql as $$
declare row_of record;
begin
  row_of := case when tg_op = 'DELETE' then old else new end;
  if exists (select from result r where r.tenant_id = row_of.tenant_id and r.id = row_of.result_id and r.state in ('published','corrected')) then
    raise exception 'a published result is corrected by a new one, not edited' using errcode = '55000';
  end if;
  return row_of;
end $$;
create trigger result_entry_keep before insert or update or delete on result_entry for each row execute function result_entry_keep();
`,
};
