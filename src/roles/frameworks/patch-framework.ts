import { ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { type AddedDuty, addDuty, type DutyPatch, patchDuty } from '../duties/patch-duty.ts';
import { deleteDraft, editionsOf, findFramework } from './frameworks.store.ts';
import { openDraft } from './revise-framework.ts';

/** Where a ruling was written: the edition it will come into force with, and the duty. */
export type Written = { frameworkId: string; edition: number; code: string };

/**
 * Writes a ruling into a unit's duty list as its next edition: into the draft if there is one, else into a new draft of
 * the edition in force. The draft is then issued like any other. Null if the unit has no list in force, or the ruling
 * changes nothing in it. Access was decided by the caller.
 */
export async function writeRuling(
  ctx: Context,
  unitId: string,
  change: { patch: DutyPatch } | { add: AddedDuty },
): Promise<Result<Written | null>> {
  const { tenantId } = ctx.actor;
  const editions = await editionsOf(ctx.tx, tenantId, unitId);
  if (!editions.issued) return ok(null);
  const current = await findFramework(ctx.tx, tenantId, editions.issued.id);
  if (!current) return ok(null);
  const fresh = editions.draft === undefined;
  const frameworkId = editions.draft?.id ?? (await openDraft(ctx, current, editions.last + 1));
  const draft = { frameworkId, unitId };
  const done =
    'patch' in change ? await patchDuty(ctx, draft, change.patch) : ok(await addDuty(ctx, draft, change.add));
  if (!done.ok) return done;
  const code = done.value;
  const edition = editions.draft?.edition ?? editions.last + 1;
  if (fresh && code === null) {
    // Nothing to write: a draft that says what is in force anyway would only be in the way.
    await deleteDraft(ctx.tx, tenantId, frameworkId, 1);
    return ok(null);
  }
  if (fresh) {
    ctx.audit({
      action: 'framework.revise',
      object: ['framework', frameworkId],
      orgId: unitId,
      details: { from: current.id, edition },
    });
  }
  return ok(code === null ? null : { frameworkId, edition, code });
}
