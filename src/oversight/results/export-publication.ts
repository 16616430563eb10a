import { notFound, ok, type Result } from '#kernel/result.ts';
import { renderOfficialDocument } from '#platform/documents/official-document.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download } from '#platform/http/endpoint.ts';
import { publicationDocument, publicationSheets } from './publication-export.rules.ts';
import { downloadDocument, downloadWorkbook, publicationBody } from './publications.contract.ts';
import { publicationInReach } from './read-publications.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

/** The published result as a workbook. */
export async function publicationWorkbook(ctx: Context, id: string): Promise<Result<Download>> {
  const row = await publicationInReach(ctx, downloadWorkbook, id);
  if (!row) return notFound();
  const body = publicationBody.parse(JSON.parse(row.body));
  const written = await writeWorkbook(publicationSheets(body, row.hash), {
    at: row.published_at,
    title: row.title,
  });
  if (!written.ok) return written;
  ctx.audit({
    action: 'publication.export',
    object: ['publication', id],
    orgId: row.org_id,
    details: { form: 'xlsx' },
  });
  return ok({ filename: `${row.title}.xlsx`, contentType: XLSX, bytes: written.value });
}

/** The published result as an official document. */
export async function publicationAsDocument(ctx: Context, id: string): Promise<Result<Download>> {
  const row = await publicationInReach(ctx, downloadDocument, id);
  if (!row) return notFound();
  const body = publicationBody.parse(JSON.parse(row.body));
  const bytes = await renderOfficialDocument(publicationDocument(body, row.hash));
  ctx.audit({
    action: 'publication.export',
    object: ['publication', id],
    orgId: row.org_id,
    details: { form: 'docx' },
  });
  return ok({ filename: `关于${row.title}结果的通报.docx`, contentType: DOCX, bytes });
}
