import type { Migration } from '#platform/database/schema.ts';

/**
 * The ledger at a million problems. What is unsolved is a small part of it and is read by due day; what is closed grows for ever and is read
 * from the newest on: each has indexes of its own, in the order in which its lists page.
 *
 * A name is found by its characters and pairs of neighbouring characters, each a number (tenant, character before, character), in an inverted
 * index. Under
 * row-level security only leakproof operators may use an index, and array containment is not one; so names are searched through a view that
 * names the tenant itself, exactly as the policy does. Whoever reads it without a tenant reads nothing.
 */
export const ledgerScaleMigration: Migration = {
  id: '0347-ledger-scale',
  sql: `
drop index problem_list;
drop index problem_state;
drop index problem_owner;
drop index problem_open;
drop index problem_recent;
create index problem_recent on problem (tenant_id, org_id, reported_at desc, id) include (source, reports, reopened);
create index problem_owner on problem (tenant_id, owner_id, reported_at);
create index problem_unsolved on problem (tenant_id, due_on, id) include (org_id, reported_at, reopened) where state <> 'closed';
create index problem_unsolved_org on problem (tenant_id, org_id, due_on, id) include (reported_at, reopened) where state <> 'closed';
create index problem_unsolved_owner on problem (tenant_id, owner_id, due_on, id) where state <> 'closed';
create index problem_unsolved_source on problem (tenant_id, source, due_on, id) where state <> 'closed';
create index problem_unsolved_state on problem (tenant_id, state, due_on, id) include (org_id) where state <> 'closed';
create index problem_closed on problem (tenant_id, closed_on desc, id desc) include (org_id, reported_at, due_on, reopened) where state = 'closed';
create index problem_closed_org on problem (tenant_id, org_id, closed_on desc, id desc) include (reported_at, due_on, reopened) where state = 'closed';
create index problem_closed_owner on problem (tenant_id, owner_id, closed_on desc, id desc) where state = 'closed';
create index problem_closed_source on problem (tenant_id, source, closed_on desc, id desc) where state = 'closed';
create index problem_closed_late on problem (tenant_id, closed_on desc, id desc) where state = 'closed' and first_late_on is not null;
create index problem_reported on problem (tenant_id, reported_at) include (org_id, source, reports, reopened);

create function ledger_pairs(tenant uuid, words text, singles boolean) returns bigint[] language plpgsql immutable parallel safe cost 1000 as $$
declare
  low text := lower(words);
  base bigint := ('x' || right(tenant::text, 5))::bit(20)::bigint << 42;
  first bigint;
  second bigint;
  pairs bigint[] := '{}';
begin
  for place in 1..length(low) loop
    second := ascii(substr(low, place, 1));
    if singles then pairs := pairs || (base | second); end if;
    if place > 1 then pairs := pairs || (base | (first << 21) | second); end if;
    first := second;
  end loop;
  return pairs;
end $$;
comment on function ledger_pairs is 'pairs of neighbouring characters and, if asked for, single ones: each a number of its own for each tenant';
create index problem_pairs on problem using gin (ledger_pairs(tenant_id, title, true));

create view problem_named as select * from problem where tenant_id = nullif(current_setting('zelian.tenant', true), '')::uuid;
comment on view problem_named is 'problems of the transaction''s tenant, to be found by the pairs of characters in their names';
grant select on problem_named to zelian_app;
`,
};
