import type { Migration } from '#platform/database/schema.ts';

/** A standing decision stands until the group decides that it no longer does: by which decision it was ended. */
export const endedDecisionsMigration: Migration = {
  id: '0389-ended-decisions',
  sql: `
alter table leading_decision add column ended_by uuid;
alter table leading_decision add foreign key (tenant_id, ended_by) references leading_decision (tenant_id, id);
alter table leading_decision add check (ended_by is null or follow = 'standing');
-- What is decided may also be nothing but the end of a standing decision.
alter table leading_decision drop constraint leading_decision_check2;
alter table leading_decision add constraint leading_decision_nothing_follows check (verdict in ('decided','agreed') or follow = 'none');
`,
};
