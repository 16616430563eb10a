import { organisationMigration } from '#organisation/organisation.migration.ts';
import type { Migration } from '#platform/database/schema.ts';
import { platformMigration } from '#platform/platform.migration.ts';

/** Every migration, in the order in which they run. Each room owns its own. */
export const migrations: readonly Migration[] = [platformMigration, organisationMigration];
