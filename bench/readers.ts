import { openSession } from '#platform/auth/session.ts';
import type { BenchCity } from './bench-city.ts';

/** A signed-in account of the city: its cookie, its person, and the path under which it reads. */
export type Reader = { cookie: string; accountId: string; personId: string; path: string };

/** Signs an account in and finds how far it reads: by its role, as a branch's secretary, or as a member of a branch. */
export async function readerOf(city: BenchCity, login: string): Promise<Reader> {
  const { rows } = await city.owner.query<{ id: string; person: string; path: string }>(
    `select a.id, a.person_id as person, coalesce(g.path, s.path, h.path) as path from account a
     left join role_binding b on b.tenant_id = a.tenant_id and b.account_id = a.id left join organisation g on g.tenant_id = a.tenant_id and g.id = b.org_id
     left join appointment p on p.tenant_id = a.tenant_id and p.person_id = a.person_id and p.post = 'branch-secretary'
     left join organisation s on s.tenant_id = a.tenant_id and s.id = p.org_id
     left join membership m on m.tenant_id = a.tenant_id and m.person_id = a.person_id and m.to_on is null
     left join organisation h on h.tenant_id = a.tenant_id and h.id = m.org_id
     where a.login = $1 order by length(coalesce(g.path, s.path, h.path)) limit 1`,
    [login],
  );
  const found = rows[0];
  if (!found) throw new Error(`no account ${login}`);
  const cookie = await city.database.write(city.tenantId, async (tx) => ({
    commit: true,
    value: await openSession(tx, { tenantId: city.tenantId, id: found.id }, city.now, 'bench'),
  }));
  return { cookie, accountId: found.id, personId: found.person, path: found.path };
}
