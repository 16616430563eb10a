import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { AccessRule } from '#platform/http/endpoint.ts';
import { frameworkObject } from '../frameworks/frameworks.objects.ts';
import { type DutyRow, dutiesOf, frameworkHead } from './duties.store.ts';

type Guarded = { readonly access: AccessRule };
type Draft = NonNullable<Awaited<ReturnType<typeof frameworkHead>>>;

/** The refusal of every change of an issued list. */
export function issued() {
  return refuse('duties/issued', '这份清单已经发布，内容已固定。如需调整，请修订后发布新的一版。');
}

/** A draft that the actor may change through the endpoint; refused once it is issued. */
export async function editableDraft(ctx: Context, guarded: Guarded, id: string): Promise<Result<Draft>> {
  if (!(await authorise(ctx, guarded, frameworkObject, [id])).has(id)) return notFound();
  const draft = await frameworkHead(ctx.tx, ctx.actor.tenantId, id);
  if (!draft) return notFound();
  return draft.state === 'draft' ? ok(draft) : issued();
}

/** Some duties of such a draft; not found unless all of them are in it. */
export async function editableDuties(
  ctx: Context,
  guarded: Guarded,
  id: string,
  dutyIds: readonly string[],
): Promise<Result<{ draft: Draft; duties: DutyRow[] }>> {
  const draft = await editableDraft(ctx, guarded, id);
  if (!draft.ok) return draft;
  const wanted = new Set(dutyIds);
  const duties = (await dutiesOf(ctx.tx, ctx.actor.tenantId, id)).filter((duty) => wanted.has(duty.id));
  return duties.length < wanted.size ? notFound() : ok({ draft: draft.value, duties });
}
