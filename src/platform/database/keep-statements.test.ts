import {
  DummyDriver,
  Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  sql,
} from 'kysely';
import { expect, it } from 'vitest';
import { KEPT } from './bounded-pool.ts';
import { keepStatements } from './keep-statements.ts';
import type { Tx } from './schema.ts';

const seen: string[] = [];
const tx = new Kysely<never>({
  dialect: {
    createAdapter: () => new PostgresAdapter(),
    createDriver: () => new DummyDriver(),
    createIntrospector: (db) => new PostgresIntrospector(db),
    createQueryCompiler: () => new PostgresQueryCompiler(),
  },
  log: (event) => void seen.push(event.query.sql),
}) as unknown as Tx;

it('marks what reads and leaves what writes alone', async () => {
  const kept = keepStatements(tx);
  await sql`select ${1}::int as one`.execute(kept);
  await kept
    .selectFrom('tenant' as never)
    .select('id' as never)
    .execute();
  await kept.deleteFrom('tenant' as never).execute();
  await sql`select 2`.execute(tx);
  expect(seen).toEqual([
    `${KEPT} select $1::int as one`,
    `select ${KEPT} "id" from "tenant"`,
    'delete from "tenant"',
    'select 2',
  ]);
});
