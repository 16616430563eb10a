import type { Migration } from '#platform/database/schema.ts';

/** Letters of absent members are counted with the other votes: which way they went is kept no longer, only how many they were. */
export const lettersMigration: Migration = {
  id: '0225-letters-with-the-votes',
  sql: `
with split as (
  select tenant_id, id, tally, tally->'written' as w, (tally->>'uncounted')::int as uncounted
  from record_decision where tally ? 'written'
), counted as (
  select *, coalesce((w->>'inFavour')::int, 0) as yes, coalesce((w->>'against')::int, 0) as no, coalesce((w->>'abstained')::int, 0) as blank
  from split
)
update record_decision d set tally = (c.tally - 'written') || jsonb_build_object('letters', c.yes + c.no + c.blank)
  || case when c.uncounted > 0 then '{}'::jsonb else jsonb_build_object(
    'inFavour', (c.tally->>'inFavour')::int + c.yes, 'against', (c.tally->>'against')::int + c.no,
    'abstained', (c.tally->>'abstained')::int + c.blank) end
from counted c where d.tenant_id = c.tenant_id and d.id = c.id;
`,
};
