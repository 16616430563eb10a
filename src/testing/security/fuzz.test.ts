import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { verifyChain } from '#platform/audit/chain.ts';
import { routes } from '../../routes.ts';
import { furnish } from '../access/furnish.ts';
import { type DemoApp, demoApp } from '../demo-app.ts';
import { type Random, randomOf } from './random.ts';
import { inputSchema, mutate, oddValues, sampleOf } from './schema-samples.ts';
import { addressOf, nameOf } from './sweep.ts';

/**
 * Requests made from the contracts themselves, most of them with one place made odd (P3): whatever comes in, the answer
 * is an answer, never a failure. The seed repeats a run exactly: ZELIAN_FUZZ_SEED, and ZELIAN_FUZZ_COUNT for longer ones.
 */
const SEED = Number(process.env['ZELIAN_FUZZ_SEED'] ?? 20_261_123);
const COUNT = Number(process.env['ZELIAN_FUZZ_COUNT'] ?? 2_500);

let demo: DemoApp;
const idsOf = new Map<string, string[]>();

beforeAll(async () => {
  demo = await demoApp();
  await furnish(demo);
  const { rows: tables } = await demo.owner.query<{ name: string }>(
    `select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'id'
     where c.relkind = 'r' and c.relnamespace = 'public'::regnamespace and format_type(a.atttypid, null) = 'uuid'`,
  );
  for (const { name } of tables) {
    const { rows } = await demo.owner.query<{ id: string }>(`select id from "${name}" order by id limit 12`);
    if (rows.length > 0)
      idsOf.set(
        name,
        rows.map((row) => row.id),
      );
  }
}, 240_000);
afterAll(() => demo.close());

/** Which table a field's name points to, where the name is not the table's. */
const tableOf: Record<string, string> = {
  org: 'organisation',
  unit: 'organisation',
  owner: 'person',
  ratee: 'organisation',
  parent: 'organisation',
  member: 'person',
};

/** Mostly the identifier of a thing of the kind that the field is named after, sometimes of any other thing. */
function idFor(random: Random, field: string): string {
  const stem = field.replace(/Ids?$/, '').replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const named = idsOf.get(tableOf[stem] ?? stem);
  return random.pick(named && random.chance(0.85) ? named : random.pick([...idsOf.values()]));
}

/** The table that an address is about: `problem` of `/problems/:id`. */
function stemOf(path: string): string {
  return (path.split('/')[1] ?? '')
    .replace(/^people$/, 'person')
    .replace(/s$/, '')
    .replace(/-/g, '_');
}

describe('requests of any shape', () => {
  it(`never make the server fail (${COUNT} of them, seed ${SEED})`, async () => {
    const random = randomOf(SEED);
    const failures: string[] = [];
    const statuses = new Map<number, number>();
    const targets = routes.filter(
      ({ endpoint }) => endpoint.path !== '/session' || endpoint.method === 'GET',
    );
    for (let count = 0; count < COUNT; count++) {
      const { endpoint } = targets[count % targets.length]!;
      const login = callerOf(endpoint.access, random.pick(['clerk', 'officer', 'secretary', 'member']));
      const sample = (schema: ReturnType<typeof inputSchema>) => {
        if (!schema) return undefined;
        const whole = sampleOf(schema, random, (field) => idFor(random, field));
        return random.chance(0.6) ? mutate(whole, random) : whole;
      };
      const query = queryText(sample(inputSchema(endpoint.query)));
      const params = Object.fromEntries(
        [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => [
          match[1]!,
          random.chance(0.9) ? idFor(random, stemOf(endpoint.path)) : oddText(random.pick(oddValues)),
        ]),
      );
      const payload = endpoint.method === 'GET' ? undefined : (sample(inputSchema(endpoint.body)) ?? {});
      const reply = await demo.send(login, endpoint.method, addressOf(endpoint, params) + query, {
        headers: {
          'content-type': 'application/json',
          'if-match': random.pick(['"1"', '"0"', '"2"', 'x', '*']),
          ...(random.chance(0.2)
            ? {
                'idempotency-key': random
                  .pick(['k', 'x'.repeat(300), '张', ''])
                  .replace(/[^\x20-\x7e]/g, '%'),
              }
            : {}),
        },
        ...(payload === undefined
          ? {}
          : { payload: random.chance(0.03) ? '{"broken": ' : JSON.stringify(payload) }),
      });
      statuses.set(reply.statusCode, (statuses.get(reply.statusCode) ?? 0) + 1);
      if (reply.statusCode >= 500) {
        failures.push(
          `#${count} ${login} ${nameOf({ endpoint })}${query.slice(0, 100)} ${JSON.stringify(payload)?.slice(0, 300)} → ${reply.statusCode}`,
        );
      }
    }
    expect(failures.slice(0, 10)).toEqual([]);
    // The control: the requests got past the door, and many of them past the schemas.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(COUNT / 25);
    expect(statuses.get(400) ?? 0).toBeGreaterThan(COUNT / 25);
    console.info(
      [...statuses]
        .sort()
        .map(([status, count]) => `${status}: ${count}`)
        .join(', '),
    );
  }, 240_000);

  it('leave the audit chain whole', async () => {
    const report = await demo.database.read(demo.demoTenant, (tx) => verifyChain(tx, demo.demoTenant));
    expect(report.firstBad).toBeNull();
  });

  it('left no name of a person in the audit trail', async () => {
    const { rows } = await demo.owner.query<{ name: string; body: string }>(
      `select p.name, e.body from audit_entry e join person p on p.tenant_id = e.tenant_id and position(p.name in e.body) > 0 limit 5`,
    );
    expect(rows).toEqual([]);
  });
});

function callerOf(access: unknown, wish: string): string | null {
  if (access === 'public') return null;
  if (access === 'signed-in') return wish;
  const roles = Object.keys(access as object);
  return roles.includes(wish) ? wish : roles[0]!;
}

function queryText(query: unknown): string {
  if (query === null || typeof query !== 'object') return '';
  const parts = Object.entries(query).map(
    ([key, value]) => `${encodeURIComponent(oddText(key))}=${encodeURIComponent(oddText(value))}`,
  );
  return parts.length > 0 ? `?${parts.join('&')}` : '';
}

/** As text that can stand in an address, and short enough for one. */
function oddText(value: unknown): string {
  return (
    (typeof value === 'string' ? value : (JSON.stringify(value) ?? '')).toWellFormed().slice(0, 300) || '-'
  );
}
