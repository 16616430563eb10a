import type { Migration } from '#platform/database/schema.ts';

/** Who has read which version of the rules page. */
export const rulesMigration: Migration = {
  id: '0050-rules',
  sql: `
create table rules_acknowledgement (
  tenant_id uuid not null references tenant,
  account_id uuid not null,
  version integer not null,
  hash text not null,
  at timestamptz not null,
  primary key (tenant_id, account_id, version),
  foreign key (tenant_id, account_id) references account (tenant_id, id) on delete cascade
);
`,
};
