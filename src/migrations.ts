import { organisationMigration } from '#organisation/organisation.migration.ts';
import type { Migration } from '#platform/database/schema.ts';
import { platformMigration } from '#platform/platform.migration.ts';
import { rulesMigration } from '#shell/rules/rules.migration.ts';
import { recordsMigration } from '#records/records.migration.ts';
import { ledgerMigration } from '#roles/ledger/ledger.migration.ts';
import { tasksMigration } from '#roles/tasks/tasks.migration.ts';
import { selfReportsMigration } from '#oversight/self-reports/self-reports.migration.ts';

/** Every migration, in the order in which they run. Each room owns its own. */
export const migrations: readonly Migration[] = [
  platformMigration,
  rulesMigration,
  organisationMigration,
  recordsMigration,
  ledgerMigration,
  tasksMigration,
  selfReportsMigration,
];
