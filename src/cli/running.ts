import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { newId } from '#kernel/ids.ts';
import { type AuditEntry, appendAudit } from '#platform/audit/chain.ts';
import { openKeys } from '#platform/crypto/keys.ts';
import { openDatabase } from '#platform/database/database.ts';
import { checksum, migrate } from '#platform/database/migrate.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import type { Services } from '#platform/http/context.ts';
import { assertSameKey } from '#platform/tenant/tenant.ts';
import manifest from '../../package.json' with { type: 'json' };
import { composeServices } from '../app.ts';
import { migrations } from '../migrations.ts';
import { migrationsOf } from './backup/catalog.ts';
import { dumpDatabase } from './backup/dump.ts';
import type { Call, CliConfig } from './command.ts';
import { asOwner } from './owner-client.ts';
import { openStore, type Store, storeExists } from './store.ts';

export const PROGRAM_VERSION = manifest.version;

/** The services a command works with, and the database under them. */
export type Running = { services: Services; store: Store; close(): Promise<void> };

/**
 * Opens the database as it is (no migration) and composes the services over it.
 *
 * @throws StartRefusal when its schema is not this program's, or its master key is another one.
 */
export async function openServices(call: Call): Promise<Running> {
  if (!storeExists(call.config)) {
    throw new StartRefusal(
      'database/none',
      `数据文件夹 ${call.config.dataDir} 中还没有数据库。请检查 ZELIAN_DATA，或先用 npm start 启动一次。`,
      `There is no database in ${call.config.dataDir} yet. Check ZELIAN_DATA, or run npm start first.`,
    );
  }
  const store = await openStore(call.config, { exclusive: false, log: call.progress });
  try {
    const pending = await pendingMigrations(store.ownerUrl);
    if (pending.length > 0) {
      throw new StartRefusal(
        'database/not-migrated',
        `数据库结构还差 ${pending.length} 步升级，请先运行 zelian migrate（npm start 会自动升级）。`,
        `The schema is ${pending.length} steps behind: run zelian migrate first (npm start does it by itself).`,
      );
    }
    return await composeOver(call.config, store);
  } catch (error) {
    await store.close();
    throw error;
  }
}

/** Composes the services over a database whose schema is current. Closing them closes the database. */
export async function composeOver(config: CliConfig, store: Store): Promise<Running> {
  const keys = openKeys(config.dataDir, config.masterKey);
  const database = openDatabase(store.appUrl);
  try {
    await assertSameKey(database, keys).catch((error: Error) => {
      throw new StartRefusal(
        'keys/foreign',
        error.message,
        'The master key is not the one this database was written under.',
      );
    });
  } catch (error) {
    await database.close();
    throw error;
  }
  return {
    services: composeServices({ config, database, keys }),
    store,
    async close() {
      await database.close();
      await store.close();
    },
  };
}

/** The steps that the database still lacks. */
export async function pendingMigrations(ownerUrl: string): Promise<string[]> {
  const steps = await asOwner(ownerUrl, migrationsOf);
  const done = new Map(steps.map((step) => [step.id, step.checksum]));
  const unknown = [...done.keys()].find((id) => !migrations.some((step) => step.id === id));
  if (unknown !== undefined) {
    throw new StartRefusal(
      'database/newer',
      `数据库版本较新（${unknown}），本程序较旧，为保护数据已停止。请使用新版程序。`,
      `The database is newer than this program (${unknown}). Use the newer program.`,
    );
  }
  const changed = migrations.find((step) => done.has(step.id) && done.get(step.id) !== checksum(step));
  if (changed) {
    throw new StartRefusal(
      'database/changed-step',
      `数据库升级步骤 ${changed.id} 与当初执行的不同，为保护数据已停止。请使用与数据库一致的程序版本。`,
      `Migration ${changed.id} differs from the one applied to this database. Use the matching program version.`,
    );
  }
  return migrations.filter((step) => !done.has(step.id)).map((step) => step.id);
}

/** Brings the schema up to date; a database that holds data is backed up into the data folder first. */
export async function migrateSafely(
  call: Pick<Call, 'config' | 'progress'>,
  ownerUrl: string,
): Promise<string[]> {
  const pending = await pendingMigrations(ownerUrl);
  if (pending.length === 0) return [];
  if (await holdsData(ownerUrl)) {
    const now = new Date();
    const folder = join(call.config.dataDir, 'backups');
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    const path = join(folder, `before-${pending[0]}-${now.toISOString().replace(/[:.]/g, '')}.zelian`);
    call.progress(`升级前先备份到 ${path} · Backing up before the upgrade`);
    await dumpDatabase(ownerUrl, path, { program: PROGRAM_VERSION, now, progress: call.progress });
  }
  return (await migrate(ownerUrl, migrations)).applied;
}

async function holdsData(ownerUrl: string): Promise<boolean> {
  return asOwner(ownerUrl, async (client) => {
    const known = await client.query(`select to_regclass('tenant') is not null as known`);
    return (
      known.rows[0].known && (await client.query('select exists (select from tenant) as some')).rows[0].some
    );
  });
}

/** The tenants of the database, oldest first. */
export async function tenantsOf(services: Services): Promise<{ id: string; name: string; demo: boolean }[]> {
  return services.database.lookup
    .selectFrom('tenant')
    .select(['tenant_id as id', 'name', 'demo'])
    .orderBy('created_at')
    .orderBy('tenant_id')
    .execute();
}

/** The tenant a command is about: the one named with `--tenant`, else the only one. */
export async function oneTenant(services: Services, wanted: string | undefined) {
  const tenants = await tenantsOf(services);
  const fitting =
    wanted === undefined ? tenants : tenants.filter((each) => each.id === wanted || each.name === wanted);
  const [only] = fitting;
  if (only && fitting.length === 1) return only;
  throw new StartRefusal(
    'tenant/which',
    tenants.length === 0
      ? '数据库中还没有租户。请先启动服务完成首次设置。'
      : `请用 --tenant 指明租户：${tenants.map((each) => `${each.name}（${each.id}）`).join('、')}`,
    tenants.length === 0
      ? 'There is no tenant yet: start the server and set it up.'
      : 'Name the tenant with --tenant.',
  );
}

/** Notes in every tenant's audit chain what the operator did from the command line. */
export async function noteInChains(
  services: Services,
  entry: Omit<AuditEntry, 'object'>,
  now: Date,
): Promise<void> {
  const run = newId();
  for (const { id } of await tenantsOf(services)) {
    await services.database.write(id, async (tx) => {
      await appendAudit(tx, id, null, now, [
        { ...entry, object: ['tenant', id], details: { ...entry.details, run } },
      ]);
      return { commit: true, value: undefined };
    });
  }
}
