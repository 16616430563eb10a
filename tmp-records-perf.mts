import { performance } from 'node:perf_hooks';
import pg from 'pg';

const root = '/work/main/src/';
const { startThrowaway } = await import(root + 'platform/database/embedded.ts');
const { migrate } = await import(root + 'platform/database/migrate.ts');
const { openDatabase } = await import(root + 'platform/database/database.ts');
const { createTenant } = await import(root + 'platform/tenant/tenant.ts');
const { keysFrom } = await import(root + 'platform/crypto/keys.ts');
const { migrations } = await import(root + 'migrations.ts');
const { buildWorld, TEST_PASSWORD } = await import(root + 'testing/world.ts');
const { createApp } = await import(root + 'app.ts');
const { newId } = await import(root + 'kernel/ids.ts');
const { addOrganisations } = await import(root + 'organisation/tree/tree.store.ts');
const server = await startThrowaway();
await migrate(server.ownerUrl, migrations);
const database = openDatabase(server.appUrl, { max: 12 });
const keys = keysFrom(Buffer.alloc(32, 7));
const tenantId = newId();
await createTenant(database, keys, { id: tenantId, name: 'x', demo: true }, new Date());
const world = await buildWorld({ database, keys, tenantId } as never);
const owner = new pg.Client({ connectionString: server.ownerUrl });
await owner.connect();
await database.write(tenantId, async (tx: never) => {
  const list = [];
  for (let u = 0; u < 300; u++) {
    const unit = newId();
    list.push({ id: unit, kind: 'unit', name: 'u' + u, parentId: world.ids.root });
    for (let b = 0; b < 10; b++) list.push({ kind: 'branch', name: `b${u}-${b}`, parentId: unit });
  }
  await addOrganisations(tx, tenantId, list as never);
  return { commit: true, value: null };
});
console.time('build');
await owner.query(
  `insert into record (tenant_id, id, org_id, kind, occurred_on, received_at, title, minutes_spent, details, event_key, state, held_for)
 select $1, gen_random_uuid(), b.id, (array['theme-day','branch-assembly','branch-committee','lecture','talk','study','volunteer','contact','dues','visit'])[1 + (g * 7 + b.rn) % 10],
  date '2026-11-23' - (random() * 1000)::int, now(), '记录 ' || g, 60, '{"counts":{"due":20,"present":18}}', sha256((b.id::text || g)::bytea),
  case when g % 997 = 0 then 'held' else 'standing' end, case when g % 997 = 0 then 'late' end
 from (select id, row_number() over () rn from organisation where kind = 'branch') b cross join generate_series(1, 333) g`,
  [tenantId],
);
await owner.query(
  `insert into task (tenant_id, id, org_id, title, owner_id, created_on, due_on, state, reported_on)
 select $1, gen_random_uuid(), b.id, 't' || g, $2, date '2026-01-01', date '2026-01-01' + (random()*500)::int, (array['assigned','accepted','done','done','reported'])[1 + g % 5], date '2026-06-01'
 from (select id from organisation where kind = 'branch') b cross join generate_series(1, 66) g`,
  [tenantId, world.members.a2[3]],
);
await owner.query('vacuum analyze');
console.timeEnd('build');
console.log(
  (await owner.query('select count(*) from record')).rows,
  (await owner.query('select count(*) from task')).rows,
);
const { app } = await createApp({
  config: {
    port: 0,
    host: '127.0.0.1',
    dataDir: '/x',
    publicUrl: null,
    trustProxy: false,
    webDir: '/x',
    contentDir: '/work/main/content',
  },
  database,
  keys,
  now: () => new Date('2026-11-23T02:00:00Z'),
  perMinute: 1e9,
});
const login = async (l: string) => {
  const r = await app.inject({
    method: 'POST',
    url: '/api/v1/session',
    headers: { 'x-zelian': '1' },
    payload: { login: l, password: TEST_PASSWORD },
  });
  return r.cookies[0]!.value;
};
// an officer over one of the big units
const unit = (await owner.query(`select id, path from organisation where kind='unit' and name='u150'`))
  .rows[0];
await owner.query(`update role_binding set org_id = $1 where false`, [unit.id]);
const clerk = await login('clerk');
const officer = await login('officer');
const secretary = await login('secretary');
async function time(name: string, cookie: string, url: string) {
  const go = async () =>
    app.inject({
      method: 'GET',
      url: '/api/v1' + url,
      headers: { 'x-zelian': '1', cookie: 'zelian=' + cookie },
    });
  let r = await go();
  r = await go();
  const t = [];
  for (let i = 0; i < 7; i++) {
    const a = performance.now();
    r = await go();
    t.push(performance.now() - a);
  }
  t.sort((a, b) => a - b);
  console.log(name.padEnd(34), r.statusCode, t[3]!.toFixed(1) + ' ms', r.json().items?.length);
  return r.json();
}
const first = await time('clerk records', clerk, '/records');
await time('clerk records page 2', clerk, '/records?cursor=' + first.next);
await time('clerk records work', clerk, '/records?family=work');
await time('clerk records kind', clerk, '/records?kind=visit');
await time('clerk records rare kind', clerk, '/records?kind=election');
await time('clerk records held', clerk, '/records?state=held');
await time('clerk records withdrawn', clerk, '/records?state=withdrawn');
await time('clerk records range', clerk, '/records?from=2025-01-01&to=2025-01-31');
await time('officer records (small unit)', officer, '/records');
await time('officer records held', officer, '/records?state=held');
await time('secretary records', secretary, '/records');
await time('secretary records kind', secretary, '/records?kind=visit');
await time('clerk tasks', clerk, '/tasks');
await time('clerk tasks open', clerk, '/tasks?state=open');
await time('clerk tasks late', clerk, '/tasks?state=late');
await time('clerk tasks waiting', clerk, '/tasks?view=waiting');
await time('officer tasks', officer, '/tasks');
await time('secretary tasks open', secretary, '/tasks?state=open');
await time('clerk to-do', clerk, '/to-do');
await time('secretary to-do', secretary, '/to-do');
await time('secretary calendar', secretary, '/calendar?month=2026-11&orgId=' + world.ids.a1);
await app.close();
await database.close();
await owner.end();
await server.stop();
