import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf, ResponseOf } from '#platform/http/endpoint.ts';
import { reportWork } from '#roles/work-records/file-work.ts';
import { enterAll } from './enter-problem.ts';
import { enterInspection } from './ledger.contract.ts';

const KIND = 'inspection';

/**
 * Records an inspection (督导检查) and enters what it found into the ledger, both or neither: whoever inspects writes it down once, and no
 * finding is left without an owner and a date.
 */
export async function inspect(
  ctx: Context,
  body: BodyOf<typeof enterInspection>,
): Promise<Result<ResponseOf<typeof enterInspection>>> {
  const { orgId, findings, ...record } = body;
  if (!(await authorise(ctx, enterInspection, organisationObject, [orgId])).has(orgId)) return notFound();
  const { personId } = ctx.actor;
  const filed = await reportWork(ctx, { ...record, orgId, kind: KIND, persons: [], duties: [], visited: [] });
  if (!filed.ok) return filed;
  if (findings.length === 0) return ok({ recordId: filed.value.id, problems: [] });
  const entered = await enterAll(
    ctx,
    orgId,
    findings.map((finding) => ({
      ...finding,
      orgId,
      measures: '',
      source: 'inspection' as const,
      origin: 'record' as const,
      sourceId: filed.value.id,
      sourcePart: finding.title,
      reporterPersonId: personId,
    })),
  );
  return entered.ok ? ok({ recordId: filed.value.id, problems: entered.value }) : entered;
}
