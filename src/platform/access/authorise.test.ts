import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import {
  addProbe,
  closeProbes,
  editProbe,
  listProbes,
  probeRoutes,
  probeTable,
  readProbe,
} from '#testing/security/probe.ts';
import { nobodysId } from '#testing/security/sweep.ts';

let test: TestApp;
const probes: Record<string, string> = {};
const orgs: Record<string, string> = {};

beforeAll(async () => {
  test = await testApp({ routes: probeRoutes, tables: probeTable });
  const { ids } = test.world;
  // Labels beside each other: 1.2. is unit A; 1.20. to 1.29. are other units that only look like it.
  for (let no = 20; no <= 29; no++) {
    orgs[`unit${no}`] = newId();
    await test.owner.query(
      `insert into organisation (tenant_id, id, kind, name, parent_id, no, path) values ($1, $2, 'unit', $3, $4, $5, $6)`,
      [test.tenantId, orgs[`unit${no}`], `第${no}局`, ids.root, no, `1.${no}.`],
    );
  }
  const clerk = await test.as('clerk');
  for (const [name, orgId] of Object.entries({ ...ids, ...orgs })) {
    probes[name] = (await clerk.call(addProbe, { body: { orgId, title: `在${name}` } })).body.id;
  }
  const personId = test.world.accounts.member.personId!;
  probes['aboutMember'] = (
    await clerk.call(addProbe, { body: { orgId: ids.b1, title: '关于本人', personId } })
  ).body.id;
});
afterAll(() => test.close());

const statusOf = async (login: keyof TestApp['world']['accounts'], id: string) =>
  (await (await test.as(login)).call(readProbe, { params: { id } })).status;
const listOf = async (login: keyof TestApp['world']['accounts']) =>
  (await (await test.as(login)).call(listProbes, { query: { limit: 200 } })).body.items
    .map((item) => item.id)
    .sort();

describe('who reaches what', () => {
  it('is decided by the tree, label by label', async () => {
    const { rows } = await test.owner.query<{ id: string; path: string }>(
      'select p.id, o.path from probe p join organisation o on o.id = p.org_id',
    );
    expect(rows.find((row) => row.id === probes['unitA'])?.path).toBe('1.2.');
    for (const { id, path } of rows) {
      const under = path.split('.')[0] === '1' && path.split('.')[1] === '2';
      expect([path, await statusOf('officer', id)]).toEqual([path, under ? 200 : 404]);
    }
  });

  it('is the same for one object and for a list', async () => {
    for (const login of [
      'clerk',
      'officer',
      'officerB',
      'secretary',
      'secretaryB',
      'member',
      'memberB',
    ] as const) {
      const single: string[] = [];
      for (const id of Object.values(probes)) if ((await statusOf(login, id)) === 200) single.push(id);
      expect([login, await listOf(login)]).toEqual([login, single.sort()]);
    }
  });

  it('is for a member what is about him, wherever it stands', async () => {
    expect(await listOf('member')).toEqual([probes['aboutMember']]);
    expect(await listOf('memberB')).toEqual([]);
  });

  it('is for a secretary the own branch exactly, where the endpoint says so', async () => {
    expect(await listOf('secretary')).toEqual([probes['a1']]);
  });

  it('gives for an absent object and for one out of reach the same answer', async () => {
    const secretary = await test.as('secretary');
    const bare = (text: string) => text.replace(/urn:uuid:[0-9a-f-]+/g, '');
    for (const endpoint of [readProbe, editProbe]) {
      const ask = (id: string) =>
        secretary.call(endpoint, {
          params: { id },
          ifMatch: 1,
          ...(endpoint === editProbe ? { body: { note: 'x' } } : {}),
        } as never);
      const absent = await ask(nobodysId);
      for (const name of ['b1', 'a2', 'root', 'unitA', 'unit20']) {
        const foreign = await ask(probes[name]!);
        expect([name, foreign.status, bare(foreign.raw.toString())]).toEqual([
          name,
          absent.status,
          bare(absent.raw.toString()),
        ]);
      }
    }
  });

  it('refuses the whole of a bulk that holds one foreign object, and writes nothing', async () => {
    const secretary = await test.as('secretary');
    const mixed = await secretary.call(closeProbes, { body: { ids: [probes['a1']!, probes['b1']!] } });
    expect(mixed.status).toBe(404);
    const { rows } = await test.owner.query(`select id from probe where note = 'closed'`);
    expect(rows).toEqual([]);
    expect((await secretary.call(closeProbes, { body: { ids: [probes['a1']!] } })).body).toEqual({
      closed: 1,
    });
  });

  it('does not let a list’s filter reach further than the list', async () => {
    const officer = await test.as('officer');
    const foreign = await officer.call(listProbes, { query: { org: test.world.ids.b1 } });
    expect([foreign.status, foreign.body.items]).toEqual([200, []]);
    const wild = await officer.call(listProbes, { query: { title: '%', limit: 200 } });
    expect(wild.body.items.every((item) => !['b1', 'unit20'].some((name) => probes[name] === item.id))).toBe(
      true,
    );
  });

  it('moves with an organisation that is moved', async () => {
    const { ids } = test.world;
    const { rows } = await test.owner.query<{ path: string }>('select path from organisation where id = $1', [
      ids.a2,
    ]);
    expect([await statusOf('officer', probes['a2']!), await statusOf('officerB', probes['a2']!)]).toEqual([
      200, 404,
    ]);
    await test.owner.query(
      'update organisation set parent_id = $2, path = (select path from organisation where id = $2) || no || $3 where id = $1',
      [ids.a2, ids.committeeB, '.'],
    );
    expect([await statusOf('officer', probes['a2']!), await statusOf('officerB', probes['a2']!)]).toEqual([
      404, 200,
    ]);
    await test.owner.query('update organisation set parent_id = $2, path = $3 where id = $1', [
      ids.a2,
      ids.committeeA,
      rows[0]!.path,
    ]);
  });
});
