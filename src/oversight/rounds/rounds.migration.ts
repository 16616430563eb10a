import type { Migration } from '#platform/database/schema.ts';

/**
 * Rounds of rating, invitations, ballots and what was released. `invitation` and `ballot` keep no time: neither a
 * column nor an ordered id.
 */
export const roundsMigration: Migration = {
  id: '0420-rounds',
  sql: `
create table round (
  tenant_id uuid not null references tenant,
  id uuid not null,
  org_id uuid not null,
  title text not null,
  mode text not null check (mode in ('sealed','named')),
  state text not null default 'draft' check (state in ('draft','keys','open','closed','tallied','purged','cancelled')),
  scheme_id text not null,
  scheme_version integer not null,
  items jsonb not null,
  opens_on date,
  closes_on date not null,
  floor integer not null check (floor >= 1),
  objection_days integer not null,
  created_by uuid not null,
  manifest jsonb,
  manifest_hash text,
  board_hash text,
  closed_on date,
  version integer not null default 1,
  primary key (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, created_by) references account (tenant_id, id),
  check (mode = 'named' or floor >= 5),
  check (state not in ('open','closed','tallied','purged') or (manifest is not null and manifest_hash is not null and opens_on is not null)),
  check (state not in ('closed','tallied','purged') or (board_hash is not null and closed_on is not null))
);
comment on table round is 'what raters were told (manifest, mode, floor) does not change after opening';
create index round_org on round (tenant_id, org_id, id desc);
create index round_state on round (tenant_id, state, closes_on);

create function round_terms_are_frozen() returns trigger language plpgsql as $$
begin
  if old.manifest_hash is not null and row(new.mode, new.floor, new.closes_on, new.items, new.manifest, new.manifest_hash)
     is distinct from row(old.mode, old.floor, old.closes_on, old.items, old.manifest, old.manifest_hash) then
    raise exception 'the terms of an opened round do not change' using errcode = '55000';
  end if;
  if old.board_hash is not null and new.board_hash is distinct from old.board_hash then
    raise exception 'the list of counted ballots does not change' using errcode = '55000';
  end if;
  return new;
end $$;
create trigger round_terms before update on round for each row execute function round_terms_are_frozen();

create table round_group (
  tenant_id uuid not null,
  round_id uuid not null,
  code text not null,
  no integer not null,
  title jsonb not null,
  weight integer not null check (weight between 1 and 10000),
  source text not null check (source in ('named','members','links')),
  links_per_ratee integer not null default 0 check (links_per_ratee between 0 and 500),
  primary key (tenant_id, round_id, code),
  foreign key (tenant_id, round_id) references round (tenant_id, id)
);

create table round_ratee (
  tenant_id uuid not null,
  round_id uuid not null,
  org_id uuid not null,
  no integer not null,
  category text not null,
  primary key (tenant_id, round_id, org_id),
  foreign key (tenant_id, round_id) references round (tenant_id, id),
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
create index round_ratee_org on round_ratee (tenant_id, org_id, round_id);

create table round_rater (
  tenant_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  group_code text not null,
  person_id uuid,
  account_id uuid,
  primary key (tenant_id, id),
  unique (tenant_id, round_id, person_id),
  unique (tenant_id, round_id, account_id),
  check ((person_id is null) <> (account_id is null)),
  foreign key (tenant_id, round_id, group_code) references round_group (tenant_id, round_id, code) on delete cascade,
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id)
);

create table round_trustee (
  tenant_id uuid not null,
  round_id uuid not null,
  seat integer not null check (seat between 1 and 3),
  account_id uuid not null,
  title text not null,
  public_key text,
  proof text,
  decrypted_on date,
  primary key (tenant_id, round_id, seat),
  unique (tenant_id, round_id, account_id),
  foreign key (tenant_id, round_id) references round (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id)
);
create index round_trustee_account on round_trustee (tenant_id, account_id, round_id);

create table invitation (
  tenant_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  group_code text not null,
  org_id uuid,
  person_id uuid,
  account_id uuid,
  recused uuid[] not null default '{}',
  token_hash bytea,
  primary key (tenant_id, id),
  check (person_id is null or account_id is null),
  foreign key (tenant_id, round_id, group_code) references round_group (tenant_id, round_id, code),
  foreign key (tenant_id, round_id, org_id) references round_ratee (tenant_id, round_id, org_id),
  foreign key (tenant_id, person_id) references person (tenant_id, id),
  foreign key (tenant_id, account_id) references account (tenant_id, id)
);
comment on table invitation is 'no time is kept; links that are handed out carry no name';
create unique index invitation_token on invitation (tenant_id, token_hash) where token_hash is not null;
create unique index invitation_person on invitation (tenant_id, round_id, group_code, person_id, org_id) nulls not distinct where person_id is not null;
create unique index invitation_account on invitation (tenant_id, round_id, group_code, account_id, org_id) nulls not distinct where account_id is not null;
create index invitation_of_person on invitation (tenant_id, person_id, round_id) where person_id is not null;
create index invitation_of_account on invitation (tenant_id, account_id, round_id) where account_id is not null;
create index invitation_round on invitation (tenant_id, round_id, group_code, org_id);

create table ballot (
  tenant_id uuid not null,
  id uuid not null,
  round_id uuid not null,
  invitation_id uuid not null,
  org_id uuid not null,
  group_code text not null,
  content bytea,
  choices smallint[],
  tracking text not null,
  primary key (tenant_id, id),
  unique (tenant_id, invitation_id, org_id),
  check ((content is null) <> (choices is null)),
  foreign key (tenant_id, invitation_id) references invitation (tenant_id, id),
  foreign key (tenant_id, round_id, org_id) references round_ratee (tenant_id, round_id, org_id)
);
comment on table ballot is 'no time, address or device is kept';
create index ballot_round on ballot (tenant_id, round_id, org_id, id);
alter table ballot alter column content set storage external;

create table round_sum (
  tenant_id uuid not null,
  round_id uuid not null,
  label text not null,
  no integer not null,
  cipher text not null,
  upper integer not null,
  primary key (tenant_id, round_id, label),
  foreign key (tenant_id, round_id) references round (tenant_id, id)
);

create table partial_decryption (
  tenant_id uuid not null,
  round_id uuid not null,
  seat integer not null,
  label text not null,
  part text not null,
  primary key (tenant_id, round_id, seat, label),
  foreign key (tenant_id, round_id, seat) references round_trustee (tenant_id, round_id, seat),
  foreign key (tenant_id, round_id, label) references round_sum (tenant_id, round_id, label)
);

create table released_cell (
  tenant_id uuid not null,
  round_id uuid not null,
  no integer not null,
  org_id uuid not null,
  groups text[] not null,
  item text not null,
  at_least integer,
  at_most integer,
  mean integer,
  histogram integer[],
  spread integer,
  spread_basis text check (spread_basis in ('pooled','bound')),
  reason text check (reason in ('too-few','no-ballots')),
  primary key (tenant_id, round_id, no),
  check ((mean is null) = (reason is not null)),
  foreign key (tenant_id, round_id, org_id) references round_ratee (tenant_id, round_id, org_id)
);
comment on table released_cell is 'append-only: a round is released once';
create index released_cell_org on released_cell (tenant_id, org_id, round_id);
`,
};
