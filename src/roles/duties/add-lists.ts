import { newId } from '#kernel/ids.ts';
import type { Context } from '#platform/http/context.ts';
import { insertLists, type NewDutyRow } from './duties.store.ts';

/** A duty to be added to a new framework; ids and its place follow from where it stands. */
export type NewDuty = Omit<
  NewDutyRow,
  'tenant_id' | 'id' | 'framework_id' | 'list_id' | 'org_id' | 'place' | 'version'
>;

/** Adds the duties of a new draft, one list a subject, in the given order. Returns the new ids by duty code. */
export async function addLists(
  ctx: Pick<Context, 'tx' | 'actor'>,
  framework: { frameworkId: string; unitId: string },
  duties: readonly NewDuty[],
): Promise<Map<string, string>> {
  const { tenantId } = ctx.actor;
  const lists = new Map(
    [...new Set(duties.map((duty) => duty.subject))].map((subject) => [subject, newId()]),
  );
  const ids = new Map(duties.map((duty) => [duty.code, newId()]));
  const common = { tenant_id: tenantId, framework_id: framework.frameworkId, org_id: framework.unitId };
  await insertLists(
    ctx.tx,
    [...lists].map(([subject, id]) => ({ ...common, id, subject, content_hash: null })),
    duties.map((duty, at) => ({
      ...duty,
      ...common,
      id: ids.get(duty.code)!,
      list_id: lists.get(duty.subject)!,
      place: at + 1,
    })),
  );
  return ids;
}
