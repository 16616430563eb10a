import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import { renderOfficialDocument } from '#platform/documents/official-document.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download, Endpoint } from '#platform/http/endpoint.ts';
import { roundObject, seatObject } from './conduct-objects.ts';
import { type ExportHead, isApproved, roundDocument, roundSheets } from './export.rules.ts';
import { exportCases, organOf } from './export.store.ts';
import {
  approveCases,
  downloadRoundDocument,
  downloadRoundWorkbook,
  freezeRoster,
} from './rounds.contract.ts';
import { type FoundRound, findRound } from './rounds.store.ts';

const XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';
const DOCX = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';

async function reached(
  ctx: Context,
  guarded: Pick<Endpoint, 'access'>,
  id: string,
): Promise<FoundRound | undefined> {
  const allowed = await authorise(ctx, guarded, roundObject, [id]);
  return allowed.has(id) ? findRound(ctx.tx, ctx.actor.tenantId, id) : undefined;
}

/** The whole round for the organ committee and the leading group; for a secretary the branches he leads; nothing for others. */
async function branchesOf(ctx: Context, round: FoundRound): Promise<string[] | null> {
  const { id } = round;
  const whole =
    (await authorise(ctx, freezeRoster, roundObject, [id])).has(id) ||
    (await authorise(ctx, approveCases, seatObject, [id])).has(id);
  if (whole) return null;
  return ctx.actor.grants.flatMap((grant) =>
    grant.role === 'secretary' && grant.orgId && grant.path?.startsWith(round.org_path) ? [grant.orgId] : [],
  );
}

/** The forms in which somebody may take a round out of the system. */
export async function exportForms(ctx: Context, round: FoundRound): Promise<('xlsx' | 'docx')[]> {
  const branches = await branchesOf(ctx, round);
  if (branches === null) return ['xlsx', 'docx'];
  return branches.length > 0 ? ['xlsx'] : [];
}

async function headOf(ctx: Context, round: FoundRound): Promise<ExportHead> {
  const { seed, roster_hash: rosterHash, commitment } = round;
  return {
    organ: await organOf(ctx.tx, ctx.actor.tenantId, round.org_id),
    unit: round.org_name,
    year: round.year,
    day: ctx.today,
    draw:
      seed && rosterHash && commitment
        ? { percent: round.percent, seed, rosterHash, commitment, recommitted: round.recommitted }
        : null,
  };
}

function note(ctx: Context, round: FoundRound, form: 'xlsx' | 'docx', rows: number): void {
  ctx.audit({
    action: 'conduct.export',
    object: ['conduct-round', round.id],
    orgId: round.org_id,
    details: { form, rows },
  });
}

/** A round as a workbook: who may decide on it takes it whole, a secretary his own branch. */
export async function roundWorkbook(ctx: Context, id: string): Promise<Result<Download>> {
  const round = await reached(ctx, downloadRoundWorkbook, id);
  if (!round) return notFound();
  const branches = await branchesOf(ctx, round);
  if (branches?.length === 0) return notFound();
  const rows = await exportCases(ctx.tx, ctx.actor.tenantId, id, branches);
  const head = await headOf(ctx, round);
  const title = `${round.org_name}${round.year}年度党员责任考评登记表`;
  const bytes = await writeWorkbook(roundSheets(rows, head, ctx.services.content.conduct), {
    at: ctx.now,
    title,
  });
  if (!bytes.ok) return bytes;
  note(ctx, round, 'xlsx', rows.length);
  return ok({ filename: `${title}-${ctx.today}.xlsx`, contentType: XLSX, bytes: bytes.value });
}

/** The approved results as an official document; refused while nothing was approved, and to those who see one branch only. */
export async function roundAsDocument(ctx: Context, id: string): Promise<Result<Download>> {
  const round = await reached(ctx, downloadRoundDocument, id);
  if (!round || (await branchesOf(ctx, round)) !== null) return notFound();
  const rows = await exportCases(ctx.tx, ctx.actor.tenantId, id, null);
  if (!rows.some(isApproved)) {
    return refuse('conduct/nothing-approved', '党组还没有审定任何一份，不能出具结果。请先审定。');
  }
  const bytes = await renderOfficialDocument(
    roundDocument(rows, await headOf(ctx, round), ctx.services.content.conduct),
  );
  note(ctx, round, 'docx', rows.length);
  return ok({
    filename: `${round.org_name}${round.year}年度党员责任考评结果-${ctx.today}.docx`,
    contentType: DOCX,
    bytes,
  });
}
