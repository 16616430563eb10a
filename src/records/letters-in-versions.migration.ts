import type { Migration } from '#platform/database/schema.ts';

/** What a corrected record said before says no more about letters of absent members than the record itself: only how many they were. */
export const lettersInVersionsMigration: Migration = {
  id: '0226-letters-in-versions',
  sql: `
with said as (
  select v.tenant_id, v.record_id, v.version, e.place, e.decision, e.decision->'tally' as tally, e.decision->'tally'->'written' as w
  from record_version v cross join lateral jsonb_array_elements(v.snapshot->'decisions') with ordinality e (decision, place)
  where v.snapshot::text like '%"written"%'
), counted as (
  select *, coalesce((w->>'inFavour')::int, 0) as yes, coalesce((w->>'against')::int, 0) as no, coalesce((w->>'abstained')::int, 0) as blank
  from said
), put as (
  select tenant_id, record_id, version, jsonb_agg(case when w is null then decision else
    decision || jsonb_build_object('tally', (tally - 'written') || jsonb_build_object('letters', yes + no + blank)
      || case when (tally->>'uncounted')::int > 0 then '{}'::jsonb else jsonb_build_object(
        'inFavour', (tally->>'inFavour')::int + yes, 'against', (tally->>'against')::int + no,
        'abstained', (tally->>'abstained')::int + blank) end) end order by place) as decisions
  from counted group by tenant_id, record_id, version
)
update record_version v set snapshot = v.snapshot || jsonb_build_object('decisions', p.decisions)
from put p where v.tenant_id = p.tenant_id and v.record_id = p.record_id and v.version = p.version;
`,
};
