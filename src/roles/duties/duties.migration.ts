import type { Migration } from '#platform/database/schema.ts';

/** Duty lists, the duties in them, and who answers for each. */
export const dutiesMigration: Migration = {
  id: '0320-duties',
  sql: `
create table duty_list (
  tenant_id uuid not null,
  id uuid not null,
  framework_id uuid not null,
  org_id uuid not null,
  subject text not null,
  content_hash text,
  primary key (tenant_id, id),
  unique (tenant_id, framework_id, subject),
  foreign key (tenant_id, framework_id) references framework (tenant_id, id) on delete cascade,
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);

create table duty (
  tenant_id uuid not null,
  id uuid not null,
  framework_id uuid not null,
  list_id uuid not null,
  org_id uuid not null,
  subject text not null,
  code text not null,
  place integer not null,
  row_id text not null,
  column_id text not null,
  title text not null,
  title_en text not null default '',
  text text not null,
  standard text not null,
  result text not null,
  cadence jsonb,
  cadence_key text,
  strength text not null check (strength in ('hard','soft','local','article')),
  number_status text not null,
  evidence jsonb not null,
  basis jsonb not null,
  hands text not null check (hands in ('own','delegable','devolve')),
  applies jsonb not null,
  bodies text[] not null,
  mode text not null check (mode in ('one','every')),
  owner jsonb not null,
  covered_by text,
  fulfilled_by jsonb not null,
  dropped_reason text,
  version integer not null default 1,
  primary key (tenant_id, id),
  unique (tenant_id, framework_id, code),
  check ((cadence is null) = (cadence_key is null)),
  foreign key (tenant_id, framework_id) references framework (tenant_id, id) on delete cascade,
  foreign key (tenant_id, list_id) references duty_list (tenant_id, id) on delete cascade,
  foreign key (tenant_id, org_id) references organisation (tenant_id, id)
);
create index duty_place on duty (tenant_id, framework_id, place);
create index duty_list_place on duty (tenant_id, list_id, place);

create table duty_owner (
  tenant_id uuid not null,
  id uuid not null,
  duty_id uuid not null,
  org_id uuid not null,
  person_id uuid not null,
  post text,
  source text not null check (source in ('post','fallback','pinned','member')),
  sole boolean not null,
  from_on date not null,
  to_on date,
  primary key (tenant_id, id),
  check (to_on is null or to_on >= from_on),
  foreign key (tenant_id, duty_id) references duty (tenant_id, id) on delete cascade,
  foreign key (tenant_id, org_id) references organisation (tenant_id, id),
  foreign key (tenant_id, person_id) references person (tenant_id, id)
);
comment on column duty_owner.sole is 'the one owner in this organisation; false where each holder bears the duty for himself';
create unique index duty_owner_sole on duty_owner (tenant_id, duty_id, org_id) where sole and to_on is null;
create unique index duty_owner_current on duty_owner (tenant_id, duty_id, org_id, person_id) where to_on is null;
create index duty_owner_person on duty_owner (tenant_id, person_id) where to_on is null;

create function duty_stays_as_issued() returns trigger language plpgsql as $$
declare state text;
begin
  select f.state into state from framework f
    where f.tenant_id = coalesce(new.tenant_id, old.tenant_id) and f.id = coalesce(new.framework_id, old.framework_id);
  if state is not null and state <> 'draft' then
    raise exception 'an issued duty list cannot be changed; issue a new edition' using errcode = 'integrity_constraint_violation';
  end if;
  return coalesce(new, old);
end $$;
create trigger duty_issued before insert or update or delete on duty
  for each row execute function duty_stays_as_issued();
`,
};
