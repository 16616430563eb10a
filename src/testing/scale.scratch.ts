import pg from 'pg';
import { newId } from '#kernel/ids.ts';
import { addOrganisations } from '#organisation/tree/tree.store.ts';
import { keysFrom } from '#platform/crypto/keys.ts';
import { openDatabase } from '#platform/database/database.ts';
import { startThrowaway } from '#platform/database/embedded.ts';
import { migrate } from '#platform/database/migrate.ts';
import { asNobody } from '#platform/http/perform.ts';
import { createTenant } from '#platform/tenant/tenant.ts';
import { adoptFramework } from '#roles/frameworks/adopt-framework.ts';
import { publishFramework } from '#roles/frameworks/publish-framework.ts';
import { readFramework } from '#roles/frameworks/read-framework.ts';
import { followPosts } from '#roles/obligations/follow-posts.ts';
import { fulfilObligations } from '#roles/obligations/fulfil-obligations.ts';
import { listObligations } from '#roles/obligations/read-obligations.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { migrations } from '../migrations.ts';

const UNITS = Number(process.argv[2] ?? 40),
  BRANCHES = 8,
  MEMBERS = Number(process.argv[3] ?? 16);
const server = await startThrowaway();
await migrate(server.ownerUrl, migrations);
const database = openDatabase(server.appUrl);
const tenantId = newId();
await createTenant(
  database,
  keysFrom(Buffer.alloc(32, 7)),
  { id: tenantId, name: 'x', demo: true },
  new Date(),
);
const c = new pg.Client({ connectionString: server.ownerUrl });
await c.connect();
const root = newId();
const list: any[] = [{ id: root, kind: 'work_committee', name: '工委', parentId: null }];
const units: string[] = [];
for (let u = 0; u < UNITS; u++) {
  const unit = newId(),
    lg = newId(),
    oc = newId();
  units.push(unit);
  list.push(
    { id: unit, kind: 'unit', name: `单位${u}`, parentId: root },
    { id: lg, kind: 'leading_group', name: `党组${u}`, parentId: unit },
    { id: oc, kind: 'organ_committee', name: `党委${u}`, parentId: unit },
  );
  for (let b = 0; b < BRANCHES; b++)
    list.push({ id: newId(), kind: 'branch', name: `支部${u}-${b}`, parentId: oc });
}
await database.write(tenantId, async (tx) => {
  await addOrganisations(tx, tenantId, list);
  return { commit: true, value: 0 };
});
await c.query(
  `insert into person (tenant_id,id,name) select $1, gen_random_uuid(), '人'||n from generate_series(1,$2::int) n`,
  [tenantId, UNITS * BRANCHES * MEMBERS],
);
await c.query(
  `with p as (select id, row_number() over () - 1 as n from person where tenant_id=$1), b as (select id, row_number() over (order by no) - 1 as n from organisation where tenant_id=$1 and kind='branch')
 insert into membership (tenant_id,id,person_id,org_id,kind,from_on) select $1, gen_random_uuid(), p.id, b.id, 'full', '2020-01-01' from p join b on b.n = p.n / $2`,
  [tenantId, MEMBERS],
);
await c.query(
  `insert into appointment (tenant_id,id,person_id,org_id,post,from_on) select $1, gen_random_uuid(), x.person_id, x.org_id, (array['branch-secretary','organisation-member','publicity-member','discipline-member'])[x.n], '2024-01-01' from (select person_id, org_id, row_number() over (partition by org_id) n from membership where tenant_id=$1) x where x.n <= 4`,
  [tenantId],
);
await c.query(
  `insert into appointment (tenant_id,id,person_id,org_id,post,from_on) select $1, gen_random_uuid(), (select person_id from membership m join organisation b on b.id=m.org_id where b.path like u.path||'%' limit 1), o.id, case when o.kind='leading_group' then p else 'organ-committee-secretary' end, '2024-01-01' from organisation o join organisation u on u.id = o.parent_id cross join unnest(case when o.kind='leading_group' then array['leading-group-secretary','deputy-in-charge'] else array['x'] end) p where o.tenant_id=$1 and o.kind in ('leading_group','organ_committee')`,
  [tenantId],
);
// records: one theme day a month and branch, with an assembly every third month, all members present
await c.query(
  `insert into record (tenant_id,id,org_id,kind,occurred_on,received_at,title,details,event_key) select $1, gen_random_uuid(), o.id, k, make_date(2026,m,10), now(), 'r', '{}', decode(md5(o.id::text||k||m),'hex') from organisation o cross join generate_series(1,11) m cross join unnest(array['theme-day','branch-committee','dues','contact','reconciliation','lecture','branch-assembly','study','talk']) k where o.tenant_id=$1 and o.kind='branch'`,
  [tenantId],
);
await c.query(
  `insert into record_person (tenant_id,record_id,person_id,part,occurred_on,minutes) select $1, r.id, m.person_id, 'present', r.occurred_on, 45 from record r join membership m on m.org_id=r.org_id where r.tenant_id=$1 and r.kind in ('theme-day','study','lecture','branch-assembly')`,
  [tenantId],
);
await c.query('analyze');
const count = async (t: string) => (await c.query(`select count(*)::int n from ${t}`)).rows[0].n;
console.log(
  'members',
  await count('membership'),
  'records',
  await count('record'),
  'record_person',
  await count('record_person'),
);
const services = { database, ...contentServices('/work/main/content') } as any;
const acc = newId();
await c.query(
  "insert into account (tenant_id,id,login,display_name,password_hash) values ($1,$2,'o','o','x')",
  [tenantId, acc],
);
const job = async (work: (ctx: any) => Promise<any>) => {
  const r = await asNobody(services, tenantId, { now: new Date('2026-11-23T03:00:00Z') }, async (ctx) => {
    const ctx2 = {
      ...ctx,
      actor: {
        ...ctx.actor,
        accountId: acc,
        grants: [
          { role: 'officer', orgId: root, path: '1.' },
          { role: 'clerk', orgId: root, path: '1.' },
        ],
      },
      ifMatch: 1,
    };
    return work(ctx2);
  });
  if (!r.ok) throw new Error(JSON.stringify(r.refusal).slice(0, 600));
  return r.value as any;
};
let t = performance.now();
const times: number[] = [];
const ids: string[] = [];
for (const unit of units) {
  const s = performance.now();
  const { id } = await job((ctx) => adoptFramework(ctx, { unitId: unit, packId: 'three-levels-five-posts' }));
  ids.push(id);
  await job((ctx) => publishFramework(ctx, id, { fromOn: '2026-01-01' }));
  times.push(performance.now() - s);
}
console.log(
  `adopt+publish ${UNITS} units: ${(performance.now() - t).toFixed(0)} ms, slowest ${Math.max(...times).toFixed(0)} ms`,
  'obligations',
  await count('obligation'),
  'fulfilments',
  await count('fulfilment'),
  'owners',
  await count('duty_owner'),
);
await c.query('analyze');
for (let i = 0; i < 2; i++) {
  t = performance.now();
  const r = await job(async (ctx) => ({ ok: true, value: await followPosts(ctx) }));
  console.log('tick', (performance.now() - t).toFixed(0), 'ms', JSON.stringify(r));
}
const rec = (
  await c.query("select id from record where kind='theme-day' and occurred_on='2026-11-10' limit 20")
).rows;
t = performance.now();
for (const r of rec) {
  await c.query('delete from fulfilment where record_id=$1', [r.id]);
}
const t2 = performance.now();
for (const r of rec)
  await job(async (ctx) => ({ ok: true, value: await fulfilObligations(ctx, { recordId: r.id }) }));
console.log('fulfil one record', ((performance.now() - t2) / rec.length).toFixed(1), 'ms');
t = performance.now();
for (let i = 0; i < 10; i++) await job((ctx) => listObligations(ctx, { limit: 50 } as any));
console.log('list first page', ((performance.now() - t) / 10).toFixed(1), 'ms');
t = performance.now();
for (let i = 0; i < 10; i++)
  await job((ctx) => listObligations(ctx, { limit: 50, state: 'late', from: '2026-10-01' } as any));
console.log('list late', ((performance.now() - t) / 10).toFixed(1), 'ms');
t = performance.now();
for (let i = 0; i < 10; i++) await job((ctx) => readFramework(ctx, ids[3]!));
console.log('read framework', ((performance.now() - t) / 10).toFixed(1), 'ms');
await database.close();
await c.end();
await server.stop();
process.exit(0);
