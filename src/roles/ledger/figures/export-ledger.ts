import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import { renderOfficialDocument } from '#platform/documents/official-document.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download, QueryOf } from '#platform/http/endpoint.ts';
import { type ExportRow, exportRows } from './export.store.ts';
import { downloadLedgerDocument, downloadLedgerWorkbook } from './figures.contract.ts';
import { type ExportHead, ledgerDocument, ledgerSheet } from './ledger-export.rules.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** A workbook of more is nobody's reading; a document of more is nobody's paper. */
const MOST = { xlsx: 5000, docx: 300 };

type Query = QueryOf<typeof downloadLedgerWorkbook>;
type Found = { rows: ExportRow[]; head: ExportHead; orgId: string | null };

async function find(
  ctx: Context,
  guarded: typeof downloadLedgerWorkbook | typeof downloadLedgerDocument,
  query: Query,
  form: 'xlsx' | 'docx',
): Promise<Result<Found>> {
  const { tenantId, grants } = ctx.actor;
  const { org } = query;
  if (org !== undefined && !(await authorise(ctx, guarded, organisationObject, [org])).has(org))
    return notFound();
  const reach = { tenantId, scope: scopeOf(ctx.actor, guarded), org };
  const filter = { state: query.state, source: query.source, late: query.late === 'yes', q: query.q };
  const most = MOST[form];
  const rows = await exportRows(ctx.tx, reach, filter, ctx.today, most + 1);
  if (rows.length > most)
    return refuse(
      'ledger/export-too-large',
      `一次最多导出 ${most} 项，请用状态、来源或组织缩小范围后再导出。`,
      { status: 422 },
    );
  // An export carries the name of the organisation it is of: the one asked for, or where its reader stands.
  const home = org ?? grants.find((grant) => grant.role !== 'member' && grant.orgId !== null)?.orgId ?? null;
  const organ = home === null ? undefined : await findOrganisation(ctx.tx, tenantId, home);
  return ok({ rows, head: { organ: organ?.name ?? '', day: ctx.today }, orgId: home });
}

const kindsOf = (ctx: Context): ReadonlyMap<string, string> =>
  new Map(ctx.services.content.evidenceKinds.map((kind) => [kind.id, kind.title.zh]));

const note = (ctx: Context, { rows, orgId }: Found, form: string) =>
  ctx.audit({
    action: 'ledger.export',
    object: ['ledger', null],
    orgId,
    details: { form, rows: rows.length },
  });

/** The ledger within the actor's reach as a workbook. */
export async function ledgerWorkbook(ctx: Context, query: Query): Promise<Result<Download>> {
  const found = await find(ctx, downloadLedgerWorkbook, query, 'xlsx');
  if (!found.ok) return found;
  const { rows, head } = found.value;
  const title = `${head.organ}问题台账`;
  const bytes = await writeWorkbook([ledgerSheet(rows, head, kindsOf(ctx))], { at: ctx.now, title });
  if (!bytes.ok) return bytes;
  note(ctx, found.value, 'xlsx');
  return ok({ filename: `${title}-${head.day}.xlsx`, contentType: XLSX, bytes: bytes.value });
}

/** The ledger within the actor's reach as an official document. */
export async function ledgerAsDocument(ctx: Context, query: Query): Promise<Result<Download>> {
  const found = await find(ctx, downloadLedgerDocument, query, 'docx');
  if (!found.ok) return found;
  const { rows, head } = found.value;
  const bytes = await renderOfficialDocument(ledgerDocument(rows, head, kindsOf(ctx)));
  note(ctx, found.value, 'docx');
  return ok({ filename: `${head.organ}问题台账-${head.day}.docx`, contentType: DOCX, bytes });
}
