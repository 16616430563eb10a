import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPerson } from '#organisation/persons/persons.contract.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { exportOwnData, listHoldings } from './own-data.contract.ts';
import { tableTitles } from './own-data.rules.ts';
import { personalTables } from './own-data.store.ts';

let test: TestApp;
beforeAll(async () => {
  test = await testApp();
});
afterAll(() => test.close());

describe('one’s own data', () => {
  it('knows every table that speaks of persons, and each has a name', async () => {
    const tables = await test.database.read(test.tenantId, personalTables);
    const names = tables.map((table) => table.name);
    expect(names).toEqual(
      expect.arrayContaining(['person', 'membership', 'appointment', 'record_person', 'self_report']),
    );
    // Rows of rounds, results and events are named in own-data.rules.ts as their rooms are built.
    expect(names.filter((name) => !(name in tableTitles))).toEqual([]);
  });

  it('exports what is kept about the person, with sealed fields opened and digests left out', async () => {
    const id = test.world.members.a1[1]!;
    await (await test.as('officer')).call(readPerson, { params: { id } });
    const member = await test.as('member');
    const reply = await member.call(exportOwnData, { params: { id } });
    expect(reply.status).toBe(200);
    const text = reply.raw.toString('utf8');
    const file = JSON.parse(text);
    expect([file.person.name, file.person.birth]).toEqual(['赵乙', '1981-02-15']);
    expect(file.tables.membership.rows[0].org_name).toBe('办公室党支部');
    expect(file.tables.account.rows[0].login).toBe('member');
    expect(file.tables.session.rows).toHaveLength(1);
    expect(file.readers.map((row: { who: string }) => row.who)).toEqual(['officer']);
    expect(text).not.toMatch(/argon2|password_hash|token_hash|birth_sealed|identity_index/);
    expect(text).not.toContain(test.world.members.a1[2]!);
  });

  it('does not name others in what one has to do with them', async () => {
    const { members, ids } = test.world;
    const mine = members.a1[1]!;
    await test.owner.query(
      `insert into task (tenant_id, id, org_id, title, standard, owner_id, assigned_by, created_on, due_on, state)
       values ($1, gen_random_uuid(), $2, '写好制度上墙', '', $3, $4, '2026-11-01', '2026-11-30', 'assigned')`,
      [test.tenantId, ids.a1, mine, test.world.accounts.secretary.id],
    );
    const reply = await (await test.as('member')).call(exportOwnData, { params: { id: mine } });
    const text = reply.raw.toString('utf8');
    expect(text).toContain('写好制度上墙');
    expect(JSON.parse(text).tables.task.rows[0].owner_id).toBe(mine);
    expect(text).not.toContain(test.world.accounts.secretary.id);
  });

  it('counts the same, and is nobody else’s', async () => {
    const id = test.world.members.a1[1]!;
    const member = await test.as('member');
    const { body } = await member.call(listHoldings, { params: { id } });
    expect(body.categories.find((each) => each.table === 'membership')?.rows).toBe(1);
    expect(body.leftOut.length).toBeGreaterThan(0);
    for (const login of ['memberB', 'secretary', 'secretaryB'] as const) {
      const other = await test.as(login);
      expect((await other.call(exportOwnData, { params: { id } })).status).toBe(404);
      expect((await other.call(listHoldings, { params: { id } })).status).toBe(404);
    }
    expect((await (await test.as('officer')).call(exportOwnData, { params: { id } })).status).toBe(403);
  });
});
