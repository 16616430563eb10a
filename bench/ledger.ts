import type { FastifyInstance } from 'fastify';
import type { BenchCity } from './bench-city.ts';
import { compare, type ListFigure } from './lists.ts';
import { type Reader, readerOf } from './readers.ts';

/** A page of the ledger as one of its readers asks for it, and bare SQL for the same rows. */
type Page = { name: string; login: string; url: string; sql: (reach: string, city: BenchCity) => string };

const columns = `p.id, p.title, p.org_id, o.name, p.owner_id, w.name, p.source, p.state, p.due_on, p.first_late_on, p.closed_on, p.reopened, p.reports, p.version`;
const problems = (where: string, order: string, { tenantId }: BenchCity) => `select ${columns} from problem p
  join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
  where p.tenant_id = '${tenantId}' and ${where} order by ${order} limit 51`;

const unsolved =
  (more = '') =>
  (reach: string, city: BenchCity) =>
    problems(`p.state <> 'closed' and ${reach} ${more}`, 'p.due_on, p.id', city);
const closed =
  (more = '') =>
  (reach: string, city: BenchCity) =>
    problems(`p.state = 'closed' and ${reach} ${more}`, 'p.closed_on desc, p.id desc', city);

const pages: readonly Page[] = [
  { name: 'whole city, first page', login: 'clerk', url: '/problems?limit=50', sql: unsolved() },
  {
    name: 'whole city, to be verified',
    login: 'clerk',
    url: '/problems?limit=50&state=submitted',
    sql: unsolved(`and p.state = 'submitted'`),
  },
  { name: 'whole city, closed', login: 'clerk', url: '/problems?limit=50&state=closed', sql: closed() },
  {
    name: 'whole city, late',
    login: 'clerk',
    url: '/problems?limit=50&late=yes',
    sql: unsolved('and (p.first_late_on is not null or p.due_on < current_date)'),
  },
  { name: 'one unit', login: 'officer', url: '/problems?limit=50', sql: unsolved() },
  { name: 'one unit, closed', login: 'officer', url: '/problems?limit=50&state=closed', sql: closed() },
  { name: 'one branch', login: 'secretary', url: '/problems?limit=50', sql: unsolved() },
  { name: 'one owner', login: 'member', url: '/problems?limit=50&state=unsolved', sql: unsolved() },
  {
    name: 'a common name',
    login: 'clerk',
    url: '/problems?limit=50&state=unsolved&q=停车场',
    sql: unsolved(`and p.title like '%停车场%'`),
  },
  {
    name: 'a rare name',
    login: 'clerk',
    url: '/problems?limit=50&state=closed&q=第123次',
    sql: closed(`and p.title like '%第123次%'`),
  },
  {
    name: 'a name that nothing has',
    login: 'clerk',
    url: '/problems?limit=50&state=closed&q=火星',
    sql: closed(`and p.title like '%火星%'`),
  },
  {
    name: "the month's account, whole city",
    login: 'clerk',
    url: '/problems/reconciliation?month=2026-11',
    sql: (reach, city) => accountOf(reach, city),
  },
  {
    name: "the month's account, one branch",
    login: 'secretary',
    url: '/problems/reconciliation?month=2026-11',
    sql: (reach, city) => accountOf(reach, city),
  },
  {
    name: 'ageing and flow, whole city',
    login: 'clerk',
    url: '/problems/figures',
    sql: (reach, city) => flowOf(reach, city),
  },
  {
    name: 'ageing and flow, one unit',
    login: 'officer',
    url: '/problems/figures',
    sql: (reach, city) => flowOf(reach, city),
  },
];

const accountOf = (reach: string, { tenantId }: BenchCity) => `
  select count(*) filter (where p.reported_at >= '2026-11-01' and p.reported_at < '2026-12-01') as entered,
    count(*) filter (where p.closed_on >= '2026-11-01' and p.closed_on < '2026-12-01') as closed,
    count(*) filter (where p.state <> 'closed') as unsolved, count(*) filter (where p.state <> 'closed' and p.due_on < current_date) as late
  from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id where p.tenant_id = '${tenantId}' and ${reach}`;

const flowOf = (reach: string, { tenantId }: BenchCity) => `
  select to_char(p.reported_at, 'YYYY-MM') as month, p.source, count(*) as entered,
    percentile_cont(0.5) within group (order by p.closed_on - p.reported_at::date) as median
  from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
  where p.tenant_id = '${tenantId}' and ${reach} and p.reported_at >= '2025-12-01' group by 1, 2`;

/** Brings the city's ledger to so many problems and measures its pages through the whole server and as bare SQL. */
export async function measureLedger(
  city: BenchCity,
  app: FastifyInstance,
  wanted: number,
): Promise<{ rows: number; seconds: number; figures: ListFigure[] }> {
  const begun = performance.now();
  await fill(city, wanted);
  const seconds = (performance.now() - begun) / 1000;
  const { rows } = await city.owner.query<{ count: number }>('select count(*)::int as count from problem');
  const figures: ListFigure[] = [];
  for (const page of pages) {
    const reader = await readerOf(city, page.login);
    const sql = page.sql(reachOf(page.login, reader), city);
    figures.push(await compare(city, app, reader.cookie, { name: page.name, url: page.url, sql }));
  }
  return { rows: rows[0]?.count ?? 0, seconds, figures };
}

/** The rows that a reader reaches, as bare SQL says it: what lies in his organisations, or what he owns. */
function reachOf(login: string, { path, personId }: Reader): string {
  if (login === 'member') return `p.owner_id = '${personId}'`;
  const placed = `o.path ^@ '${path}'`;
  return login === 'secretary' ? `(${placed} or p.owner_id = '${personId}')` : placed;
}

/**
 * Problems over all branches and three years, nine in ten of them closed, as a ledger of many years looks. One statement without triggers, and
 * the indexes are built afterwards.
 */
async function fill(city: BenchCity, wanted: number): Promise<void> {
  const { owner } = city;
  const { rows: indexes } = await owner.query<{ name: string; made: string }>(
    `select c.relname as name, pg_get_indexdef(i.indexrelid) as made from pg_index i join pg_class c on c.oid = i.indexrelid
     where i.indrelid = 'problem'::regclass and not i.indisunique`,
  );
  await owner.query(`set session_replication_role = replica; set maintenance_work_mem = '256MB'`);
  await owner.query(indexes.map(({ name }) => `drop index ${name}`).join('; '));
  await owner.query(
    `insert into problem (tenant_id, id, org_id, title, source, owner_id, reported_by, reported_at, due_on, first_due_on, first_late_on, state,
       submitted_by, closed_on, closed_by)
     select b.tenant_id, gen_random_uuid(), b.org_id,
       (array['办事窗口','会议室','食堂','停车场','政务服务网','档案室','联系点','活动室','信息系统','值班室','微信群','公示栏','驾驶员班'])[1 + n % 13]
         || (array['排队时间长','记录不全','答复不及时','设备老旧','流程重复','责任不清','资料难找','通知太晚','无人值守'])[1 + n % 9] || '，第' || n % 997 || '次',
       (array['masses','inspection','meeting','self','superior'])[1 + n % 4 + (n % 100) / 99], b.person_id, a.id,
       $2::timestamptz - ago * interval '1 day', day + 30, day + 30, case when n % 10 > 0 and n % 7 = 0 then day + 31 end,
       case when n % 10 > 0 then 'closed' when n % 30 = 0 then 'submitted' else 'in-progress' end,
       case when n % 10 > 0 or n % 30 = 0 then s.id end, case when n % 10 > 0 then least(day + 20, $2::date) end, case when n % 10 > 0 then c.id end
     from (select n, ago, $2::date - ago as day from (
       select n, (n::bigint * 7919 % 1095)::int as ago from generate_series(1, greatest(0, $1 - (select count(*)::int from problem))) n) x) g
     join (select p.*, row_number() over (order by org_id) - 1 as no, count(*) over () as every from appointment p where post = 'branch-secretary') b
       on b.no = g.n % b.every
     join account a on a.login = 'officer' join account s on s.login = 'secretary' join account c on c.login = 'clerk'`,
    [wanted, city.now.toISOString()],
  );
  await owner.query(indexes.map(({ made }) => made).join('; '));
  await owner.query('set session_replication_role = origin');
  await owner.query('vacuum analyze problem');
}
