import type { FastifyInstance } from 'fastify';
import type { BenchCity } from './bench-city.ts';

/** One list as a page asks for it, and the bare SQL that an expert would write for the same rows. */
type List = { name: string; url: (city: Places) => string; sql: (city: Places) => string };

/** Places of the city that the lists ask about. */
export type Places = {
  tenant: string;
  root: string;
  branch: string;
  result: string | null;
  today: string;
  surname: string;
};

export type ListFigure = { name: string; api: number; bare: number; ratio: number };

const ROUNDS = 25;

const lists: readonly List[] = [
  {
    name: 'records, whole city',
    url: () => '/records?limit=50',
    sql: ({
      tenant,
    }) => `select r.id, r.org_id, o.name, r.kind, r.occurred_on, r.title, r.minutes_spent, r.state, r.details
      from record r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
      where r.tenant_id = '${tenant}' and r.state <> 'withdrawn' order by r.occurred_on desc, r.id desc limit 51`,
  },
  {
    name: 'records of one branch',
    url: ({ branch }) => `/records?limit=50&orgId=${branch}`,
    sql: ({
      tenant,
      branch,
    }) => `select r.id, r.org_id, o.name, r.kind, r.occurred_on, r.title, r.minutes_spent, r.state, r.details
      from record r join organisation o on o.tenant_id = r.tenant_id and o.id = r.org_id
      where r.tenant_id = '${tenant}' and r.org_id = '${branch}' and r.state <> 'withdrawn' order by r.occurred_on desc, r.id desc limit 51`,
  },
  {
    name: 'obligations, whole city',
    url: () => '/obligations?limit=50',
    sql: ({ tenant }) => `select o.*, d.title, g.name as org_name, p.name as person_name from obligation o
      join organisation g on g.tenant_id = o.tenant_id and g.id = o.org_id
      join duty d on d.tenant_id = o.tenant_id and d.id = o.duty_id
      join person p on p.tenant_id = o.tenant_id and p.id = o.person_id
      where o.tenant_id = '${tenant}' order by o.due_on, o.id limit 51`,
  },
  {
    name: 'problems, whole city',
    url: () => '/problems?limit=50',
    sql: ({ tenant }) => `select p.*, o.name as org_name, w.name as owner_name from problem p
      join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
      join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id
      where p.tenant_id = '${tenant}' order by p.state = 'closed', p.due_on, p.id limit 51`,
  },
  {
    name: 'tasks, whole city',
    url: () => '/tasks?limit=50',
    sql: ({ tenant }) => `select t.*, o.name as org_name, w.name as owner_name from task t
      join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
      join person w on w.tenant_id = t.tenant_id and w.id = t.owner_id
      where t.tenant_id = '${tenant}' order by t.due_on, t.id limit 51`,
  },
  {
    name: 'members, whole city',
    url: ({ root }) => `/organisations/${root}/members?limit=50`,
    sql: ({ tenant }) => `select p.id, p.name, m.kind, m.joined_on, o.id as org_id, o.name as org_name,
        (select array_agg(a.post) from appointment a where a.tenant_id = p.tenant_id and a.person_id = p.id and a.to_on is null) as posts
      from organisation o join membership m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where o.tenant_id = '${tenant}' order by o.no, p.name, p.id limit 51`,
  },
  {
    name: 'members of one branch',
    url: ({ branch }) => `/organisations/${branch}/members?limit=50`,
    sql: ({
      tenant,
      branch,
    }) => `select p.id, p.name, m.kind, m.joined_on, o.id as org_id, o.name as org_name,
        (select array_agg(a.post) from appointment a where a.tenant_id = p.tenant_id and a.person_id = p.id and a.to_on is null) as posts
      from organisation o join membership m on m.tenant_id = o.tenant_id and m.org_id = o.id and m.to_on is null
      join person p on p.tenant_id = m.tenant_id and p.id = m.person_id
      where o.tenant_id = '${tenant}' and o.id = '${branch}' order by o.no, p.name, p.id limit 51`,
  },
  {
    name: 'search for a person',
    url: ({ surname }) => `/search?q=${surname}`,
    sql: ({ tenant, surname }) => `select p.id, p.name from person p
      where p.tenant_id = '${tenant}' and p.name ^@ '${surname}' order by p.name, p.id limit 11`,
  },
  {
    name: 'ranked entries of a result',
    url: ({ result }) => `/results/${result}/entries?limit=200`,
    sql: ({
      tenant,
      result,
    }) => `select e.*, o.name from result_entry e join organisation o on o.tenant_id = e.tenant_id and o.id = e.org_id
      where e.tenant_id = '${tenant}' and e.result_id = '${result}' order by e.org_no limit 201`,
  },
];

/** The places that the lists ask about, found in the city. */
export async function placesOf(city: BenchCity): Promise<Places> {
  const one = async (text: string) => (await city.owner.query<{ id: string }>(text)).rows[0]?.id ?? null;
  return {
    tenant: city.tenantId,
    root: (await one('select id from organisation where parent_id is null')) ?? '',
    branch: (await one(`select id from organisation where kind = 'branch' order by id limit 1`)) ?? '',
    result: await one('select id from result order by id limit 1'),
    today: city.now.toISOString().slice(0, 10),
    surname: (await one('select left(name, 2) as id from person order by id limit 1')) ?? '',
  };
}

/** Median milliseconds of each list through the whole server and of its bare SQL, taken in turns. */
export async function measureLists(
  city: BenchCity,
  app: FastifyInstance,
  cookie: string,
  places: Places,
): Promise<ListFigure[]> {
  const figures: ListFigure[] = [];
  for (const list of lists) {
    const url = list.url(places);
    if (url.includes('null')) continue;
    figures.push(await compare(city, app, cookie, { name: list.name, url, sql: list.sql(places) }));
  }
  return figures;
}

/** One request through the whole server and bare SQL for the same rows, in turns: median milliseconds of each, and their ratio. */
export async function compare(
  city: BenchCity,
  app: FastifyInstance,
  cookie: string,
  pair: { name: string; url: string; sql: string },
): Promise<ListFigure> {
  const api: number[] = [];
  const bare: number[] = [];
  for (let round = 0; round < ROUNDS; round++) {
    api.push(
      await timed(async () => {
        const reply = await app.inject({
          method: 'GET',
          url: `/api/v1${encodeURI(pair.url)}`,
          headers: { cookie: `zelian=${cookie}` },
        });
        if (reply.statusCode !== 200)
          throw new Error(`${pair.name}: ${reply.statusCode} ${reply.body.slice(0, 200)}`);
      }),
    );
    bare.push(
      await timed(async () => {
        const { rows } = await city.owner.query(pair.sql);
        JSON.stringify(rows);
      }),
    );
  }
  const [mine, theirs] = [median(api), median(bare)];
  return { name: pair.name, api: mine, bare: theirs, ratio: mine / theirs };
}

/** Milliseconds that some work takes. */
export async function timed(work: () => Promise<unknown>): Promise<number> {
  const begun = performance.now();
  await work();
  return performance.now() - begun;
}

/** The middle of a list of numbers. */
export function median(list: readonly number[]): number {
  return [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)] ?? Number.NaN;
}
