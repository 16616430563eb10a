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
const { addDays } = await import(root + 'kernel/dates.ts');

const server = await startThrowaway();
await migrate(server.ownerUrl, migrations);
const database = openDatabase(server.appUrl, { max: 12 });
const keys = keysFrom(Buffer.alloc(32, 7));
const tenantId = newId();
await createTenant(database, keys, { id: tenantId, name: '测试市直机关工委', demo: true }, new Date());
const test = { database, keys, tenantId } as never;
const world = await buildWorld(test);
const owner = new pg.Client({ connectionString: server.ownerUrl });
await owner.connect();
const now = () => new Date('2026-11-23T02:00:00Z');
const { app } = await createApp({
  config: { port: 0, host: '127.0.0.1', dataDir: '/nonexistent', publicUrl: null, trustProxy: false, webDir: '/tmp/records-dist', contentDir: '/work/main/content' },
  database, keys, now, perMinute: 1e6,
});
const port = Number(process.argv[2] ?? 3911);
await app.listen({ port, host: '127.0.0.1' });
const base = `http://127.0.0.1:${port}`;
async function as(login: string) {
  const r = await fetch(base + '/api/v1/session', { method: 'POST', headers: { 'x-zelian': '1', 'content-type': 'application/json' }, body: JSON.stringify({ login, password: TEST_PASSWORD }) });
  const cookie = r.headers.get('set-cookie')!.split(';')[0]!;
  const call = async (method: string, path: string, body?: unknown, more: Record<string, string> = {}) => {
    const x = await fetch(base + '/api/v1' + path, { method, headers: { 'x-zelian': '1', cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }), ...more }, body: body === undefined ? undefined : JSON.stringify(body) });
    const text = await x.text();
    if (!x.ok) console.log(login, method, path, x.status, text.slice(0, 300));
    return text ? JSON.parse(text) : null;
  };
  const rules = await call('GET', '/rules');
  await call('POST', '/rules/acknowledgement', { version: rules.version, hash: rules.hash });
  return call;
}
for (const l of ['clerk', 'auditor', 'secretaryA2', 'memberB', 'officerB']) await as(l);
const officer = await as('officer');
const secretary = await as('secretary');
const member = await as('member');
await officer('POST', '/frameworks', { unitId: world.ids.unitA, packId: 'three-levels-five-posts' });
const lay = async (code: string, orgId: string, personId: string, from: string, to: string, more: { minutes?: number; each?: boolean } = {}) =>
  owner.query(`insert into obligation (tenant_id, id, duty_id, org_id, person_id, bearer_id, period_from, period_to, due_on, due_covered, unit, required)
   select d.tenant_id, $1, d.id, $2, $3, $4, $5, $6, $7, true, $8, $9 from duty d where d.tenant_id = $10 and d.code = $11`,
   [newId(), orgId, personId, more.each ? personId : orgId, from, addDays(to, 1), to, more.minutes ? 'minutes' : 'times', more.minutes ?? 1, tenantId, code]);
const { ids, members } = world;
const S = members.a1[0]!;
for (const [m, last] of [['09', '30'], ['10', '31'], ['11', '30'], ['12', '31']]) {
  await lay('DE-04', ids.a1, S, `2026-${m}-01`, `2026-${m}-${last}`);
  await lay('DE-02', ids.a1, S, `2026-${m}-01`, `2026-${m}-${last}`);
  await lay('DE-11', ids.a1, S, `2026-${m}-01`, `2026-${m}-${last}`);
}
await lay('DE-01', ids.a1, S, '2026-10-01', '2026-12-31');
await lay('DE-05', ids.a1, S, '2026-10-01', '2026-12-31');
await lay('DE-15', ids.a1, S, '2026-01-01', '2026-12-31');
await lay('DE-07', ids.a1, S, '2026-01-01', '2026-12-31');
await lay('DE-06', ids.a1, S, '2026-01-01', '2026-12-31');
for (const p of members.a1) {
  await lay('DF-01', ids.a1, p, '2026-01-01', '2026-12-31', { minutes: 1440, each: true });
  await lay('DF-06', ids.a1, p, '2026-10-01', '2026-12-31', { each: true });
  await lay('DF-07', ids.a1, p, '2026-07-01', '2026-12-31', { each: true });
}
const meet = (on: string, kinds: string[], text: string, more: object = {}) => secretary('POST', `/organisations/${ids.a1}/meetings`, {
  kinds, occurredOn: on, minutes: 90, place: '三楼会议室', chairId: S, recorderId: members.a1[2], lecturerIds: kinds.includes('lecture') ? [S] : [],
  attendance: members.a1.map((personId: string, at: number) => ({ personId, presence: at === 7 ? 'absent' : at === 6 ? 'exempt' : 'present', note: at === 7 ? '外出培训' : '' })),
  topics: [{ text, speakerIds: [S, members.a1[1]] }, { text: '交流学习体会', speakerIds: [members.a1[2], members.a1[3], members.a1[4]] }], ...more });
await meet('2026-10-20', ['theme-day'], '学习新修订的机关基层组织工作条例');
await meet('2026-11-05', ['theme-day', 'branch-assembly', 'lecture'], '学习党的创新理论，审议四季度工作安排', {
  decisions: [
    { text: '成立“营商环境”党员突击队，对接三家企业', vote: { rule: 'branch-assembly', votes: { inFavour: 6, against: 0, abstained: 0 } }, tasks: [{ title: '拟定突击队名单并报机关党委', ownerId: members.a1[1], dueOn: '2026-11-23' }, { title: '联系三家企业摸清需求', ownerId: members.a1[3], dueOn: '2026-12-05' }] },
    { text: '听取三季度责任清单落实情况' }],
  outcome: '确定突击队三项任务，企业反映的两件事由专人跟办。' });
await meet('2026-07-10', ['theme-day'], '补记七月主题党日');
await secretary('POST', '/records', { orgId: ids.a1, kind: 'talk', occurredOn: '2026-11-18', title: '年度谈心', minutesSpent: 30, persons: [{ personId: S, part: 'chair' }, { personId: members.a1[1], part: 'subject' }] });
await secretary('POST', '/records', { orgId: ids.a1, kind: 'volunteer', occurredOn: '2026-11-15', title: '社区志愿服务', minutesSpent: 120, outcome: '帮助 12 户老人更换灯具', persons: [{ personId: members.a1[1], part: 'present' }, { personId: members.a1[2], part: 'present' }] });
const t = await secretary('POST', '/tasks', { orgId: ids.a1, title: '整理党员名册', ownerId: members.a1[1], dueOn: '2026-11-25' });
await member('POST', `/tasks/${t.id}/actions`, { action: 'accept' }, { 'if-match': '"1"' });
await member('POST', `/tasks/${t.id}/actions`, { action: 'report', note: '名册已核对完毕，与系统一致' }, { 'if-match': '"2"' });
console.log('ready', base);
process.on('SIGTERM', async () => { await app.close(); await database.close(); await owner.end(); await server.stop(); process.exit(0); });
