import { notFound, ok, type Result } from '#kernel/result.ts';
import { scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { FrameworkPack } from '#standards/packs/content.ts';
import * as contract from './frameworks.contract.ts';
import { findUnits } from './frameworks.store.ts';

/** The framework packs on offer, those with a public source before our readings. */
export function listPacks(ctx: Context): ResponseOf<typeof contract.listPacks> {
  const packs = [...ctx.services.content.frameworks].sort((a, b) => Number(a.reading) - Number(b.reading));
  return { items: packs.map(viewPack) };
}

/** One pack with its cells and the duties in them. */
export function readPack(ctx: Context, packId: string): Result<ResponseOf<typeof contract.readPack>> {
  const { framework, duty } = ctx.services.content.index;
  const pack = framework.get(packId);
  if (!pack) return notFound();
  return ok({
    ...viewPack(pack),
    cells: pack.cells.map((cell) => ({
      row: cell.row,
      column: cell.column,
      duties: cell.duties.map((code) => {
        const { title, text, strength, number_status } = duty.get(code)!;
        return { code, title, text, strength, status: number_status };
      }),
    })),
  });
}

/** Units in reach, with the edition in force and the draft. */
export async function listUnits(
  ctx: Context,
  query: QueryOf<typeof contract.listUnits>,
): Promise<Result<ResponseOf<typeof contract.listUnits>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const after = cursor.value === null ? null : Number(cursor.value[0]);
  const rows = await findUnits(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, contract.listUnits), {
    q: query.q,
    state: query.state,
    after: after !== null && Number.isInteger(after) ? after : null,
    limit: query.limit,
  });
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.no],
      (row) => ({ unit: { id: row.id, name: row.name }, issued: row.issued, draft: row.draft }),
    ),
  );
}

function viewPack(pack: FrameworkPack) {
  const { id, version, title, reading, status, note, rows, columns, cells } = pack;
  const duties = cells.reduce((sum, cell) => sum + cell.duties.length, 0);
  return { id, version, title, reading, status, note, rows, columns, duties };
}
