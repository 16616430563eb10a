import type { Migration } from '#platform/database/schema.ts';

/** What those who reported a problem are told of what became of it. */
export const ledgerAnswersMigration: Migration = {
  id: '0349-ledger-answers',
  sql: `
alter table problem add column answer text not null default '' check (length(answer) <= 300);
comment on column problem.answer is 'what its reporters are told once it is closed';
`,
};
