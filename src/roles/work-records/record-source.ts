import { mayCall, scopeOf } from '#platform/access/authorise.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { lateToRelease, recordDays, talksToConfirm } from './record-agenda.store.ts';
import { privateKinds } from './work-content.ts';
import { releaseRecord } from './work-records.contract.ts';

/** Records that wait for somebody: a talk for its other side, a very late one for the superior body. */
export const recordSource: AgendaSource = {
  id: 'record',
  async mine(ctx, _until, limit) {
    const { tenantId, personId, accountId } = ctx.actor;
    const talks = personId ? await talksToConfirm(ctx.tx, tenantId, personId, limit) : [];
    const late = mayCall(ctx.actor, releaseRecord.access)
      ? await lateToRelease(ctx.tx, tenantId, scopeOf(ctx.actor, releaseRecord), accountId, limit)
      : [];
    return [...talks.map((row) => itemOf(row, 'acknowledge')), ...late.map((row) => itemOf(row, 'release'))];
  },
  days(ctx, focus, from, to) {
    const of = focus.kind === 'me' ? { personId: ctx.actor.personId } : { orgId: focus.orgId };
    return recordDays(ctx.tx, ctx.actor.tenantId, of, privateKinds(ctx.services.content), from, to);
  },
};

type Row = Awaited<ReturnType<typeof talksToConfirm>>[number];

function itemOf(row: Row, action: string): AgendaItem {
  return {
    kind: 'confirmation',
    id: row.id,
    title: row.title,
    // It waits for a person's word, not for a day.
    dueOn: null,
    orgId: row.org_id,
    orgName: row.org_name,
    action,
    link: `/records/${row.id}`,
    waitsOnMe: true,
  };
}
