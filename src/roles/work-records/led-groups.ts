import type { Context } from '#platform/http/context.ts';
import { groupsLedBy } from './led-groups.store.ts';

/** The groups that the actor leads today: who convenes a group's meeting plans, records and corrects it (支部工作条例第13条). */
export function ledGroups({ tx, actor, today }: Pick<Context, 'tx' | 'actor' | 'today'>): Promise<string[]> {
  return actor.personId === null
    ? Promise.resolve([])
    : groupsLedBy(tx, actor.tenantId, actor.personId, today);
}
