import type { Migration } from '#platform/database/schema.ts';

/** What object a problem came out of, so that it can be opened from the problem and its problems from it. */
export const ledgerOriginsMigration: Migration = {
  id: '0348-ledger-origins',
  sql: `
alter table problem drop constraint problem_source_check;
alter table problem add constraint problem_source_check
  check (source in ('assessment','inspection','masses','meeting','superior','self','task'));
alter table problem add column origin text check (origin in ('score','report','record','motion','task'));
alter table problem disable trigger problem_keep;
update problem set origin = case source when 'assessment' then 'score' else 'report' end where source_id is not null;
alter table problem enable trigger problem_keep;
comment on column problem.origin is 'the kind of object that source_id names';
`,
};
