import pg from 'pg';
import { newId } from '#kernel/ids.ts';
import { keysFrom } from '#platform/crypto/keys.ts';
import { openDatabase } from '#platform/database/database.ts';
import { startThrowaway } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { createTenant } from '#platform/tenant/tenant.ts';
import { createApp } from '/work/main/src/app.ts';
import { migrations } from '/work/main/src/migrations.ts';
import { buildWorld } from '/work/main/src/testing/world.ts';

const server = await startThrowaway();
const db = (u: string) => u.replace(/\/[^/?]*(\?|$)/, '/postgres$1');
await migrate(server.ownerUrl, migrations);
const database = openDatabase(server.appUrl);
const keys = keysFrom(Buffer.alloc(32, 7));
const tenantId = newId();
await createTenant(database, keys, { id: tenantId, name: '测试市', demo: true }, new Date());
const owner = new pg.Client({ connectionString: server.ownerUrl });
await owner.connect();
const world = await buildWorld({ database, keys, tenantId, owner } as never);
const { app } = await createApp({
  config: {
    port: 3111,
    host: '127.0.0.1',
    dataDir: '/nonexistent',
    publicUrl: null,
    trustProxy: false,
    webDir: '/tmp/webdist-content',
    contentDir: '/work/main/content',
  },
  database,
  keys,
  now: () => new Date('2026-11-23T03:00:00Z'),
  perMinute: 100000,
} as never);
await app.listen({ port: 3111, host: '127.0.0.1' });
console.log(
  'ready',
  JSON.stringify({ ids: world.ids, members: world.members, ownerUrl: server.ownerUrl, tenantId }),
);
const stop = async () => {
  await app.close();
  await database.close();
  await owner.end();
  await server.stop();
  process.exit(0);
};
process.on('SIGTERM', () => void stop());
setTimeout(() => void stop(), 20 * 60_000);
