import type { Call, Command } from './command.ts';
import {
  type Check,
  checkBuild,
  checkCalendar,
  checkDisk,
  checkKey,
  checkModes,
  checkNode,
  worst,
} from './doctor-checks.ts';
import { asOwner } from './owner-client.ts';
import { pendingMigrations } from './running.ts';
import { openStore, storeExists } from './store.ts';

const SIGNS = { ok: '✓', warn: '!', fail: '✗' } as const;

export const doctor: Command = {
  usage: '',
  about: `检查运行环境：Node、磁盘、数据文件夹权限、主密钥、网页、工作日历、数据库版本、结构、角色与行级安全、时钟。
有一项不合格时退出码为 1；提醒（!）不影响退出码。
Checks the installation: Node, disk, folder modes, master key, pages, calendar, database, schema, roles, row security, clock.
Exit status 1 if something is wrong; a warning (!) is not.`,
  async run(call) {
    const { config } = call;
    const checks: Check[] = [
      checkNode(process.versions.node),
      checkDisk('data', config.dataDir),
      ...checkModes(config.dataDir),
      checkKey(config),
      checkBuild(config.webDir),
      checkCalendar(config.contentDir, new Date()),
      ...(await checkDatabase(call)),
    ];
    const verdict = worst(checks);
    const lines = checks.map((check) => `${SIGNS[check.state]} ${check.what}：${check.finding}`);
    call.report({ verdict, checks }, lines.join('\n'));
    return verdict === 'fail' ? 1 : 0;
  },
};

async function checkDatabase(call: Call): Promise<Check[]> {
  const what = '数据库 database';
  if (!storeExists(call.config)) {
    return [
      {
        what,
        state: 'warn',
        finding: '尚未创建，首次 npm start 时创建 · not created yet; npm start creates it',
      },
    ];
  }
  try {
    const store = await openStore(call.config, { exclusive: false, log: call.progress });
    try {
      const found: Check[] = [
        {
          what,
          state: 'ok',
          finding: `PostgreSQL ${Math.floor(store.version / 10_000)}.${store.version % 10_000}`,
        },
      ];
      if (store.embedded) found.push(checkDisk('database', store.embedded.clusterDir));
      const pending = await pendingMigrations(store.ownerUrl);
      found.push(
        pending.length === 0
          ? { what: '结构 schema', state: 'ok', finding: '最新 up to date' }
          : {
              what: '结构 schema',
              state: 'warn',
              finding: `差 ${pending.length} 步升级 · ${pending.length} steps behind`,
            },
      );
      found.push(...(await checkInside(store.ownerUrl)));
      return found;
    } finally {
      await store.close();
    }
  } catch (error) {
    return [{ what, state: 'fail', finding: (error as Error).message }];
  }
}

async function checkInside(ownerUrl: string): Promise<Check[]> {
  return asOwner(ownerUrl, async (client) => {
    const asked = Date.now();
    const reply = await client.query<{
      now: Date;
      encoding: string;
      checksums: string;
      fsync: string;
      pinyin: boolean;
      app: boolean | null;
      bare: string[] | null;
    }>(`
      select clock_timestamp() as now, current_setting('server_encoding') as encoding,
        current_setting('data_checksums') as checksums, current_setting('fsync') as fsync,
        exists (select from pg_collation where collname = 'zh-x-icu') as pinyin,
        (select not (rolsuper or rolbypassrls or rolcreaterole or rolcreatedb) from pg_roles where rolname = 'zelian_app') as app,
        (select array_agg(c.relname::text) from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'tenant_id'
         where c.relkind = 'r' and c.relnamespace = current_schema()::regnamespace and not c.relrowsecurity) as bare`);
    const row = reply.rows[0];
    if (!row) return [];
    const skew = Math.round((row.now.getTime() - asked) / 1000);
    const known = (await client.query(`select to_regclass('audit_head') is not null as known`)).rows[0].known;
    const newest = known
      ? (await client.query<{ at: Date | null }>('select max(at) as at from audit_head')).rows[0]?.at
      : null;
    const ahead = newest ? newest.getTime() - asked : 0;
    const check = (what: string, good: boolean, finding: string, bad: Check['state'] = 'fail'): Check => ({
      what,
      state: good ? 'ok' : bad,
      finding,
    });
    return [
      check('编码 encoding', row.encoding === 'UTF8', row.encoding),
      check('落盘 fsync', row.fsync === 'on', row.fsync),
      check('页校验 checksums', row.checksums === 'on', row.checksums, 'warn'),
      check('拼音排序 pinyin order', row.pinyin, row.pinyin ? 'zh-x-icu' : '没有 missing', 'warn'),
      check(
        '应用角色 application role',
        row.app !== false,
        row.app === false ? '权限过大 too powerful' : '受限 limited',
      ),
      check(
        '行级安全 row security',
        row.bare === null,
        row.bare === null ? '全部启用 on everywhere' : `未启用 off: ${row.bare.join(', ')}`,
      ),
      check('时钟 clock', Math.abs(skew) <= 5, `与数据库相差 ${skew} 秒 · ${skew} s from the database's`),
      check(
        '时钟与审计 clock and audit',
        ahead <= 5 * 60_000,
        ahead <= 5 * 60_000
          ? '没有倒退 not behind'
          : `时钟比最后一条审计记录早 ${Math.round(ahead / 60_000)} 分钟 · behind the last audit entry`,
      ),
    ];
  });
}
