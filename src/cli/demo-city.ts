import { sql } from 'kysely';
import pg from 'pg';
import { tablesOf } from './backup/catalog.ts';
import { buildDemo, DEMO_DEFAULTS } from './demo/build-demo.ts';
import { asOwner } from './owner-client.ts';
import { noteInChains, type Running, tenantsOf } from './running.ts';

const BUILT = 'demo.build';
const LOCK = 7_264_003;

/**
 * Makes sure that an empty database gets its demo city, whole: one whose building was cut short (a kill, a full disk)
 * is cleared and built again. A database that holds anything else is left alone.
 *
 * @returns whether it was built now.
 */
export async function ensureDemo(
  running: Running,
  options: { members?: number; seed?: number; log: (line: string) => void },
): Promise<boolean> {
  const { services, store } = running;
  return oneAtATime(store.ownerUrl, async () => {
    const tenants = await tenantsOf(services);
    const [only] = tenants;
    if (only) {
      const torso = tenants.length === 1 && only.demo && !(await wasBuilt(running, only.id));
      if (!torso) return false;
      options.log(
        '上次生成演示城市没有完成，正在重新生成。The demo city was left unfinished and is built again.',
      );
      await clearEverything(store.ownerUrl);
    }
    const { members = DEMO_DEFAULTS.members, seed = DEMO_DEFAULTS.seed } = options;
    const now = new Date();
    await buildDemo(services, {
      members,
      seed,
      now,
      log: options.log,
      analyse: () => analyse(store.ownerUrl),
    });
    await analyse(store.ownerUrl);
    await noteInChains(services, { action: BUILT, details: { members, seed } }, now);
    return true;
  });
}

/** Two servers may start on one empty database at once: the second waits and then finds the city built. */
function oneAtATime<T>(ownerUrl: string, work: () => Promise<T>): Promise<T> {
  return asOwner(ownerUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [LOCK]);
    return work();
  });
}

async function wasBuilt({ services }: Running, tenantId: string): Promise<boolean> {
  return services.database.read(tenantId, async (tx) => {
    const found = await tx
      .selectFrom('audit_entry')
      .select(sql<number>`1`.as('one'))
      .where('tenant_id', '=', tenantId)
      .where('action', '=', BUILT)
      .limit(1)
      .executeTakeFirst();
    return found !== undefined;
  });
}

/** Tells the planner what it has to deal with; left to itself it finds out a minute later, and plans badly until then. */
async function analyse(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, (client) => client.query('analyze'));
}

async function clearEverything(ownerUrl: string): Promise<void> {
  await asOwner(ownerUrl, async (client) => {
    const tables = (await tablesOf(client)).map((table) => pg.escapeIdentifier(table.name));
    await client.query(`truncate ${tables.join(', ')}`);
  });
}
