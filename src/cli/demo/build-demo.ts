import type { Services } from '#platform/http/context.ts';
import { createTenant } from '#platform/tenant/tenant.ts';
import { CITY, drawCity } from './city.ts';
import { demoId } from './dice.ts';
import { openAccounts, settle } from './people.ts';

export type DemoOptions = {
  /** How many Party members; 5,000 unless told. */
  members: number;
  /** The same seed gives the same city. */
  seed: number;
  now: Date;
  log?(line: string): void;
};

export const DEMO_DEFAULTS = { members: 5000, seed: 2026 };

/**
 * Builds the demo city in an empty database: organisation, a year of records and obligations, one finished and one
 * open round. Set-based: 100,000 members take minutes, not hours. Returns the tenant's id.
 */
export async function buildDemo(services: Services, options: DemoOptions): Promise<string> {
  const { seed, now } = options;
  const { database, keys } = services;
  const log = options.log ?? (() => {});
  const city = drawCity(options.members, seed);
  const tenantId = demoId(seed, 'tenant', 0);
  await createTenant(database, keys, { id: tenantId, name: `${CITY}直属机关工委(演示)`, demo: true }, now);
  log(`${city.organisations.length} 个组织、${city.members.length} 名党员`);
  await database.write(tenantId, async (tx) => {
    await settle(tx, keys, tenantId, city);
    const accounts = await openAccounts(tx, keys, tenantId, city, seed);
    return { commit: true, value: accounts };
  });
  return tenantId;
}
