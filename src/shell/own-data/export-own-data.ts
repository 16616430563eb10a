import { notFound, ok, type Result } from '#kernel/result.ts';
import { personObject } from '#organisation/persons/persons.objects.ts';
import { listReadersOf, openPerson } from '#organisation/persons/read-person.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download, ResponseOf } from '#platform/http/endpoint.ts';
import { exportOwnData, listHoldings } from './own-data.contract.ts';
import { leftOut, titleOf } from './own-data.rules.ts';
import { accountsOf, countRows, personalTables, readRows } from './own-data.store.ts';

/** What kinds of data about the actor there are, and how much of each (个人信息保护法第四十五条). */
export async function countHoldings(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof listHoldings>>> {
  if (!(await authorise(ctx, listHoldings, personObject, [id])).has(id)) return notFound();
  const { tenantId } = ctx.actor;
  const accounts = await accountsOf(ctx.tx, tenantId, id);
  const counts = await countRows(ctx.tx, tenantId, id, accounts, await personalTables(ctx.tx));
  const categories = counts
    .filter((each) => each.rows > 0)
    .map((each) => ({ table: each.name, title: titleOf(each.name), rows: each.rows }));
  return ok({ categories, leftOut: [...leftOut] });
}

/** Everything the system holds about the actor, as one machine-readable file. */
export async function exportEverything(ctx: Context, id: string): Promise<Result<Download>> {
  if (!(await authorise(ctx, exportOwnData, personObject, [id])).has(id)) return notFound();
  const { tenantId } = ctx.actor;
  const person = await openPerson(ctx, id);
  if (!person.ok) return person;
  const readers = await listReadersOf(ctx, id, { limit: 200 });
  if (!readers.ok) return readers;
  const accounts = await accountsOf(ctx.tx, tenantId, id);
  const rows = await readRows(ctx.tx, tenantId, id, accounts, await personalTables(ctx.tx));
  const tables: Record<string, { title: string; rows: unknown[] }> = {};
  for (const { name, row } of rows) {
    tables[name] ??= { title: titleOf(name).zh, rows: [] };
    tables[name].rows.push(row);
  }
  const { value: facts } = person;
  const file = {
    format: 'zelian-own-data/1',
    made: ctx.now.toISOString(),
    person: facts,
    tables,
    readers: readers.value.items,
    /** The newest 200 are in the file; the page lists all. */
    moreReaders: readers.value.next !== null,
    leftOut,
  };
  ctx.audit({ action: 'person.own-export', object: ['person', id], details: { rows: rows.length } });
  return ok({
    filename: `${facts.name}-我的信息-${ctx.today}.json`,
    contentType: 'application/json; charset=utf-8',
    bytes: new TextEncoder().encode(`${JSON.stringify(file, null, 2)}\n`),
  });
}
