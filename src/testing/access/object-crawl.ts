import type { LightMyRequestResponse } from 'fastify';
import type { ObjectKind } from '#platform/access/authorise.ts';
import type { Endpoint, RoleName } from '#platform/http/endpoint.ts';
import { routes } from '../../routes.ts';
import type { DemoApp, Principal } from '../demo-app.ts';
import { type Random, randomOf } from '../security/random.ts';
import { idsOfNothing, inputSchema, type Schema, sampleOf } from '../security/schema-samples.ts';
import { addressOf, nameOf, nobodysId } from '../security/sweep.ts';

/** A role that a principal holds, and where; worked out here anew, without the code under test. */
type Held = { role: RoleName; orgId: string | null; path: string | null };

/** One object of the city: where it stands, whom it is about, and everything its row says. */
export type Thing = {
  id: string;
  orgId: string | null;
  path: string | null;
  personId: string | null;
  row: string;
  /** Everybody whom it names. */
  named: string[];
  /** Further organisations that share it. */
  shared: { orgId: string; path: string }[];
};

/**
 * An endpoint on one object, the kind of object it asks about, and a request that gets as far as asking. `abroad`: only
 * things of the other unit are asked for, because nearer ones may be the actor's own in ways that their row does not tell.
 */
export type Door = { endpoint: Endpoint; kind: ObjectKind; request: Request; abroad?: boolean };

/** What goes with a request beside the object's id. */
export type Request = { body: unknown; query: string };

/** What the crawl found. `leaks` must be empty; the rest says how much it looked at. */
export type Findings = { requests: number; leaks: string[]; served: Set<string>; refusedInside: Set<string> };

/** Every endpoint whose address names one object of the tenant. */
export function endpointsOnOneObject(): Endpoint[] {
  return routes
    .filter((route) => route.kind === 'signed-in' && /\/:id(\/|$)/.test(route.endpoint.path))
    .map((route) => route.endpoint);
}

/** The roles that a principal holds today. */
export async function rolesOf(demo: DemoApp, principal: Principal): Promise<Held[]> {
  const { rows } = await demo.owner.query<Held>(
    `select 'member' as role, o.id as "orgId", o.path from membership m join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id
       where m.tenant_id = $1 and m.person_id = $2 and m.to_on is null
     union all select 'secretary', o.id, o.path from appointment a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
       where a.tenant_id = $1 and a.person_id = $2 and a.to_on is null and a.post in ('branch-secretary', 'branch-deputy')
     union all select 'commissioner', o.id, o.path from appointment a join organisation o on o.tenant_id = a.tenant_id and o.id = a.org_id
       where a.tenant_id = $1 and a.person_id = $2 and a.to_on is null and a.post = 'organisation-member' and o.kind in ('branch', 'joint_branch')
     union all select b.role, b.org_id, o.path from role_binding b left join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
       where b.tenant_id = $1 and b.account_id = $3`,
    [demo.demoTenant, principal.personId, principal.accountId],
  );
  return rows;
}

/** Whether the table of access, read literally, lets somebody with these roles reach a thing through an endpoint. */
export function reaches(
  endpoint: Endpoint,
  held: readonly Held[],
  principal: Principal,
  thing: Thing,
): boolean {
  const { access } = endpoint;
  // Shared by several organisations: within reach if one of them is.
  if (thing.shared.some((place) => reaches(endpoint, held, principal, { ...thing, ...place, shared: [] })))
    return true;
  if (typeof access === 'string') return isAbout(thing, principal);
  return held.some((each) => {
    switch (access[each.role]) {
      case 'tenant':
        return true;
      case 'subtree':
        return each.path !== null && thing.path !== null && isUnder(thing.path, each.path);
      case 'own':
        return each.orgId !== null && each.orgId === thing.orgId;
      case 'own-or-self':
        return (each.orgId !== null && each.orgId === thing.orgId) || isAbout(thing, principal);
      case 'self':
        return isAbout(thing, principal);
      default:
        return false;
    }
  });
}

/** Whether a thing is about somebody or names him. */
function isAbout({ personId, named }: Thing, principal: Principal): boolean {
  return (
    principal.personId !== null && (principal.personId === personId || named.includes(principal.personId))
  );
}

/** Whether a path such as `1.12.3.` lies under `1.12.`, compared label by label. */
function isUnder(path: string, above: string): boolean {
  const labels = path.split('.').filter(Boolean);
  return above
    .split('.')
    .filter(Boolean)
    .every((label, at) => labels[at] === label);
}

/** A few objects of a kind from each corner of the city (both branches of unit A, unit B, the levels above), and of each principal's own. */
export async function thingsOf(demo: DemoApp, kind: ObjectKind, each = 2): Promise<Thing[]> {
  const { unitA, unitB, branchA, branchA2, branchB } = demo.paths;
  const org = kind.table === 'organisation' ? 'x.id' : `x.${kind.org}`;
  const person = kind.person ? `x.${kind.person}` : 'null::uuid';
  const shared = kind.shared
    ? `(select coalesce(json_agg(json_build_object('orgId', so.id, 'path', so.path)), '[]') from ${kind.shared.table} s
         join organisation so on so.tenant_id = s.tenant_id and so.id = s.${kind.shared.org}
         where s.tenant_id = x.tenant_id and s.${kind.shared.key} = x.id)`
    : `'[]'::json`;
  const named = kind.named
    ? `array(select n.${kind.named.person}::text from ${kind.named.table} n where n.tenant_id = x.tenant_id and n.${kind.named.key} = x.id)`
    : `'{}'::text[]`;
  const principals = Object.values(demo.principals).flatMap(({ personId }) => (personId ? [personId] : []));
  const { rows } = await demo.owner.query<Thing & { place: number }>(
    `select * from (
       select id, "orgId", path, "personId", row, shared, named, row_number() over (partition by corner, case when "personId" = any($8::uuid[]) then "personId" end
         order by md5(id::text)) as place from (
         select x.id, o.id as "orgId", o.path, ${person} as "personId", x::text as row, ${shared} as shared, ${named} as named,
           case when starts_with(o.path, $2) then 1 when starts_with(o.path, $3) then 2 when starts_with(o.path, $4) then 3
             when starts_with(o.path, $5) then 4 when starts_with(o.path, $6) then 5 else 6 end as corner
         from ${kind.table} x left join organisation o on o.tenant_id = x.tenant_id and o.id = ${org}
         where x.tenant_id = $1) a) b
     where place <= $7`,
    [demo.demoTenant, branchA, branchA2, branchB, unitA, unitB, each, principals],
  );
  return rows;
}

/** A request that the endpoint's schemas take; tried against an absent object until it gets past its form. */
export async function requestFor(
  demo: DemoApp,
  endpoint: Endpoint,
  logins: readonly string[],
): Promise<Request> {
  const random = randomOf(7);
  const query = queryOf(inputSchema(endpoint.query), random);
  const schema = inputSchema(endpoint.body);
  let body: unknown;
  for (let attempt = 0; attempt < (schema ? 60 : 1); attempt++) {
    body = schema ? sampleOf(schema, random, idsOfNothing) : undefined;
    for (const login of logins) {
      const reply = await knock(demo, login, endpoint, nobodysId, { body, query });
      if (reply.statusCode === 404) return { body, query };
    }
  }
  return { body, query };
}

function queryOf(schema: Schema | null, random: Random): string {
  const required = (schema?.required ?? []).map((name) => [
    name,
    String(sampleOf(schema?.properties?.[name] ?? {}, random, idsOfNothing)),
  ]);
  return required.length > 0 ? `?${new URLSearchParams(required).toString()}` : '';
}

/** One request at a door, about one object. */
export function knock(
  demo: DemoApp,
  login: string,
  endpoint: Endpoint,
  id: string,
  request: Request,
): Promise<LightMyRequestResponse> {
  return demo.send(login, endpoint.method, addressOf(endpoint, { id }) + request.query, {
    headers: { 'if-match': '"1"' },
    ...(endpoint.method === 'GET' ? {} : { payload: request.body ?? {} }),
  });
}

/**
 * Knocks at every door as every principal about things from every corner. Out of reach, the answer must be the one for
 * a thing that does not exist: same status, same body.
 */
export async function crawl(
  demo: DemoApp,
  doors: readonly Door[],
  logins: readonly string[],
): Promise<Findings> {
  const findings: Findings = { requests: 0, leaks: [], served: new Set(), refusedInside: new Set() };
  const things = new Map<string, Thing[]>();
  for (const { kind } of doors) {
    if (!things.has(kind.table)) things.set(kind.table, await thingsOf(demo, kind));
  }
  for (const login of logins) {
    const principal = demo.principals[login]!;
    const held = await rolesOf(demo, principal);
    for (const { endpoint, kind, request, abroad } of doors) {
      const name = nameOf({ endpoint });
      const absent = digestOf(await knock(demo, login, endpoint, nobodysId, request));
      for (const thing of things.get(kind.table) ?? []) {
        const inside = reaches(endpoint, held, principal, thing);
        // What one may reach is only looked at by reading: a step would change the city under the crawl.
        if (inside && endpoint.method !== 'GET') continue;
        if (abroad && (!principal.place || sharesUnit(principal.place, thing.path))) continue;
        const reply = await knock(demo, login, endpoint, thing.id, request);
        findings.requests += 1;
        if (inside) (reply.statusCode === 200 ? findings.served : findings.refusedInside).add(name);
        else if (digestOf(reply) !== absent) {
          findings.leaks.push(
            `${login} ${name} about ${kind.kind} at ${thing.path}: ${reply.statusCode} ${reply.body.slice(0, 120)}`,
          );
        }
      }
    }
  }
  return findings;
}

/** Whether two places lie in one unit, or one of them above the units. */
function sharesUnit(place: string, path: string | null): boolean {
  const unit = (each: string) => each.split('.').slice(0, 2).join('.');
  return path === null || unit(place).endsWith('.') || unit(path).endsWith('.') || unit(place) === unit(path);
}

/** Status and body, without the number of the request. */
function digestOf(reply: LightMyRequestResponse): string {
  return `${reply.statusCode} ${reply.body.replace(/urn:uuid:[0-9a-f-]+/g, '')}`;
}
