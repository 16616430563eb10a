import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { UploadedFile } from '#platform/http/routes.ts';
import { sealFile } from './file-seal.ts';
import { addBatch, findBatch } from './import.store.ts';
import { findTables } from './import-tasks.ts';
import { type ImportView, viewOf } from './read-imports.ts';

/**
 * Takes in a workbook to import: recognises its tables and keeps it sealed until the import is confirmed or given up.
 * Nothing of its content is written. Refuses what is no workbook (415), damaged or forbidden (422), too big (413).
 */
export async function uploadWorkbook(ctx: Context, file: UploadedFile): Promise<Result<ImportView>> {
  const { tx, services, actor } = ctx;
  const { tenantId } = actor;
  const tables = await findTables(file.bytes, services.config.contentDir);
  if (!tables.ok) return tables;
  const id = newId();
  const root = actor.grants.find((grant) => grant.role === 'clerk');
  await addBatch(tx, {
    tenantId,
    id,
    orgId: root?.orgId ?? null,
    state: 'mapping',
    fileName: baseName(file.name),
    fileSize: file.bytes.byteLength,
    fileSealed: sealFile(services.keys, id, file.bytes),
    tables: tables.value.map((table) => (table.hidden ? { ...table, kind: null } : table)),
    asOf: `${ctx.today.slice(0, 4)}-01-01`,
    createdBy: actor.accountId,
    createdAt: ctx.now,
  });
  ctx.audit({
    action: 'import.upload',
    object: ['import', id],
    orgId: root?.orgId,
    details: { bytes: file.bytes.byteLength },
  });
  const row = await findBatch(tx, tenantId, id);
  return row ? ok(viewOf(row, ctx.now)) : notFound();
}

/** A file's own name without folders and control characters, at most 120 characters. */
function baseName(name: string): string {
  const own = name.split(/[\\/]/).at(-1) ?? '';
  return own.toWellFormed().replace(/\p{C}/gu, '').trim().slice(0, 120) || '工作簿.xlsx';
}
