import type { FastifyInstance } from 'fastify';
import type { BenchCity } from './bench-city.ts';
import { compare, type ListFigure } from './lists.ts';
import { type Reader, readerOf } from './readers.ts';

/** What is due as a page asks for it, and the bare SQL for the same rows. */
type Due = {
  name: string;
  login: string;
  url: (reader: Reader, place: string) => string;
  sql: (reader: Reader, city: BenchCity, place: string) => string;
};

const obligations = ({ tenantId }: BenchCity, where: string) => `
  select b.*, d.title, d.code, o.name as org_name, p.name as person_name from obligation b
  join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
  join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
  join person p on p.tenant_id = b.tenant_id and p.id = b.person_id
  where b.tenant_id = '${tenantId}' and ${where} order by b.due_on, b.id limit 51`;

/** A person's to-do as one statement: open obligations, tasks, and problems within sixty days. */
const toDo = ({ tenantId }: BenchCity, { personId }: Reader) => `
  (select b.id, d.title::text, b.due_on, o.name from obligation b join duty d on d.tenant_id = b.tenant_id and d.id = b.duty_id
   join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
   where b.tenant_id = '${tenantId}' and b.person_id = '${personId}' and b.state = 'open' and b.due_on <= current_date + 60 order by b.due_on limit 100)
  union all
  (select t.id, t.title, t.due_on, o.name from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
   where t.tenant_id = '${tenantId}' and t.owner_id = '${personId}' and t.state in ('assigned','accepted','returned') order by t.due_on limit 100)
  union all
  (select p.id, p.title, p.due_on, o.name from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
   where p.tenant_id = '${tenantId}' and p.owner_id = '${personId}' and p.state <> 'closed' order by p.due_on limit 100)
  order by 3`;

const personal = (login: string): Due => ({
  name: `to-do of the ${login}`,
  login,
  url: () => '/to-do',
  sql: (reader, city) => toDo(city, reader),
});

const dues: readonly Due[] = [
  {
    name: 'due, whole committee',
    login: 'clerk',
    url: () => '/obligations?limit=50&state=open',
    sql: (_, city) => obligations(city, `b.state = 'open'`),
  },
  {
    name: 'late, whole committee',
    login: 'clerk',
    url: () => '/obligations?limit=50&state=late',
    sql: (_, city) => obligations(city, 'b.first_late_on is not null'),
  },
  {
    name: 'due, one unit',
    login: 'officer',
    url: () => '/obligations?limit=50&state=open',
    sql: ({ path }, city) => obligations(city, `b.state = 'open' and o.path ^@ '${path}'`),
  },
  {
    name: 'due, one branch',
    login: 'secretary',
    url: () => '/obligations?limit=50&state=open',
    sql: ({ path, personId }, city) =>
      obligations(city, `b.state = 'open' and (o.path ^@ '${path}' or b.person_id = '${personId}')`),
  },
  {
    name: 'a month of one organisation',
    login: 'officer',
    url: (_, place) => `/calendar?month=2026-11&orgId=${place}`,
    sql: (_, { tenantId }, place) => `select b.due_on, count(*) from obligation b
      where b.tenant_id = '${tenantId}' and b.org_id = '${place}' and b.due_on between '2026-10-26' and '2026-12-06' group by 1 order by 1`,
  },
  ...['clerk', 'officer', 'secretary', 'member'].map(personal),
];

/** What is due, for a whole committee down to one person, through the whole server and as bare SQL. */
export async function measureDue(city: BenchCity, app: FastifyInstance): Promise<ListFigure[]> {
  const figures: ListFigure[] = [];
  for (const due of dues) {
    const reader = await readerOf(city, due.login);
    const { rows } = await city.owner.query<{ id: string }>(
      'select id from organisation where path ^@ $1 order by path limit 1',
      [reader.path],
    );
    const place = rows[0]?.id ?? '';
    figures.push(
      await compare(city, app, reader.cookie, {
        name: due.name,
        url: due.url(reader, place),
        sql: due.sql(reader, city, place),
      }),
    );
  }
  return figures;
}
