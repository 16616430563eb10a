import { setTimeout as sleep } from 'node:timers/promises';
import type { Result } from '#kernel/result.ts';
import { startCheck } from '#organisation/import/check-workbook.ts';
import { confirm } from '#organisation/import/confirm-import.ts';
import type { Table } from '#organisation/import/import.model.ts';
import { type ImportView, openImport } from '#organisation/import/read-imports.ts';
import { uploadWorkbook } from '#organisation/import/upload-workbook.ts';
import type { Context, Services } from '#platform/http/context.ts';
import { asNobody } from '#platform/http/perform.ts';
import { taken } from './dry-run.ts';

/**
 * Imports a workbook as a batch, through the same use cases as the page: taken in, checked, confirmed. The operator at
 * the console acts with a clerk's reach; the audit chain shows the entries as made from the command line.
 *
 * @throws StartRefusal when a step is refused.
 */
export async function writeWorkbookIn(
  services: Services,
  tenantId: string,
  input: { name: string; bytes: Uint8Array; asOf: string; unitId: string | null; tables: readonly Table[] },
): Promise<ImportView> {
  const step = async (version: number | undefined, work: (ctx: Context) => Promise<Result<ImportView>>) =>
    taken(await asNobody(services, tenantId, { now: new Date() }, (ctx) => work(asClerk(ctx, version))));

  const uploaded = await step(undefined, (ctx) =>
    uploadWorkbook(ctx, { name: input.name, bytes: input.bytes }),
  );
  const { id } = uploaded;
  const tables = input.tables.map(({ sheet, kind, columns }) => ({
    sheet,
    kind,
    columns: columns.map(({ index, use }) => ({ index, use: use ?? ('ignore' as const) })),
  }));
  const wanted = { tables, asOf: input.asOf, defaultUnitId: input.unitId };
  let view = await step(uploaded.version, (ctx) => startCheck(ctx, id, wanted));
  while (view.state === 'checking') {
    await sleep(100);
    view = await step(undefined, (ctx) => openImport(ctx, id));
  }
  if (view.problem) return taken<ImportView>({ ok: false, refusal: { ...view.problem, status: 422 } });
  return step(view.version, (ctx) => confirm(ctx, id));
}

function asClerk(ctx: Context, ifMatch: number | undefined): Context {
  return { ...ctx, ifMatch, actor: { ...ctx.actor, grants: [{ role: 'clerk', orgId: null, path: '' }] } };
}
