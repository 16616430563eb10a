import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { editionDuties } from '../duties/read-edition.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { findFramework, saveMatrix } from './frameworks.store.ts';
import { decideMatrix } from './matrix.rules.ts';
import { editMatrix as endpoint } from './variants.contract.ts';

/** Changes the levels and posts of a draft: added, taken away, renamed, put in another order. */
export async function editMatrix(
  ctx: Context,
  id: string,
  input: BodyOf<typeof endpoint>,
): Promise<Result<{ version: number }>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, frameworkObject, [id])).has(id)) return notFound();
  const framework = await findFramework(ctx.tx, tenantId, id);
  if (!framework) return notFound();
  if (framework.state !== 'draft') {
    return refuse('frameworks/not-a-draft', '这一版已经发布，内容已固定。如需调整，请修订后发布新的一版。');
  }
  const duties = await editionDuties(ctx, id);
  if (!duties.ok) return duties;
  const decided = decideMatrix(
    framework.matrix,
    input,
    duties.value.map((duty) => ({ code: duty.code, row: duty.row_id, column: duty.column_id })),
  );
  if (!decided.ok) return decided;
  const version = await saveMatrix(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, decided.value);
  if (version === undefined) return staleEdit(ctx, 'framework', id, { version: framework.version });
  ctx.audit({
    action: 'framework.matrix',
    object: ['framework', id],
    orgId: framework.org_id,
    details: { rows: input.rows.map((each) => each.id), columns: input.columns.map((each) => each.id) },
  });
  return ok({ version });
}
