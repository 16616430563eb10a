import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { type LeadingToDo, leadingToDo } from './leading-agenda.store.ts';

const links: Record<LeadingToDo['action'], (id: string) => string> = {
  admit: (id) => `/leading-group/topics/${id}`,
  'propose-again': (id) => `/leading-group/topics/${id}`,
  'review-risk': (id) => `/leading-group/risks/${id}`,
  'close-risk': (id) => `/leading-group/risks/${id}`,
  'hand-out': () => '/leading-group/resources',
  'confirm-receipt': () => '/leading-group/resources',
};

/** Others wait for these before they can go on. */
const WAITED: ReadonlySet<LeadingToDo['action']> = new Set([
  'admit',
  'close-risk',
  'confirm-receipt',
  'hand-out',
]);

/** What the leading group's agenda, resources and risks ask of people; decisions that became tasks ask as tasks. */
export const leadingSource: AgendaSource = {
  id: 'leading',
  async mine(ctx, until, limit) {
    const { tenantId, accountId, personId, grants } = ctx.actor;
    const paths = (role: string) =>
      grants.flatMap((grant) => (grant.role === role && grant.path !== null ? [grant.path] : []));
    const rows = await leadingToDo(
      ctx.tx,
      tenantId,
      { accountId, personId, served: paths('officer'), led: paths('secretary') },
      { today: ctx.today, until },
      limit,
    );
    return rows.map((row) => ({
      kind: 'leading' as const,
      id: row.id,
      title: row.title,
      dueOn: row.due_on,
      orgId: row.org_id,
      orgName: row.org_name,
      action: row.action,
      link: links[row.action](row.id),
      waitsOnMe: WAITED.has(row.action),
    }));
  },
};
