import { inScope, mayCall, scopeOf } from '#platform/access/authorise.ts';
import type { AgendaItem } from '#roles/agenda/agenda.rules.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { objectionsToDecide, resultsToMove, scoresToRead } from './result-agenda.store.ts';
import { listResults } from './results.contract.ts';

/** The score of its own branch is for its secretary to read; the bodies above have the results desk. */
const ownSpokesman = { access: { secretary: 'own' } } as const;

/** What each state of a result asks of those who hold it. */
const STEPS: Record<string, string> = {
  'under-review': '审核',
  approved: '反馈被考核组织',
  notified: '公布',
};

/** Results to review, make known and publish; objections to answer; scores that one's own organisation has just been told. */
export const resultSource: AgendaSource = {
  id: 'result',
  async mine(ctx, _until, limit) {
    const { tx, today, actor } = ctx;
    const reader = { accountId: actor.accountId, personId: actor.personId };
    const steward = scopeOf(actor, listResults);
    const held = (path: string, org: string) => inScope(steward, { path, org });
    const steers = mayCall(actor, listResults.access);
    const toDecide = steers
      ? await objectionsToDecide(tx, actor.tenantId, held('h.path', 'h.id'), reader, limit)
      : [];
    const toMove = steers
      ? await resultsToMove(tx, actor.tenantId, held('o.path', 'o.id'), reader, today, limit)
      : [];
    const own = inScope(scopeOf(actor, ownSpokesman), { path: 'o.path', org: 'o.id' });
    const toRead = mayCall(actor, ownSpokesman.access)
      ? await scoresToRead(tx, actor.tenantId, own, limit)
      : [];
    const item = (row: {
      id: string;
      org_id: string;
      org_name: string;
    }): Pick<AgendaItem, 'id' | 'orgId' | 'orgName'> => ({
      id: row.id,
      orgId: row.org_id,
      orgName: row.org_name,
    });
    return [
      ...toDecide.map(
        (row): AgendaItem => ({
          ...item(row),
          kind: 'objection',
          title: `答复异议：${row.title}`,
          dueOn: row.decide_by,
          action: 'answer',
          link: `/objections/${row.id}`,
          waitsOnMe: true,
        }),
      ),
      ...toMove.map(
        (row): AgendaItem => ({
          ...item(row),
          kind: 'confirmation',
          title: `${STEPS[row.state] ?? ''}：${row.title}`,
          dueOn: null,
          action: 'look',
          link: `/results/${row.id}`,
          waitsOnMe: true,
        }),
      ),
      ...toRead.map(
        (row): AgendaItem => ({
          ...item(row),
          kind: 'objection',
          title: `核对得分，有异议请提出：${row.title}`,
          dueOn: row.until,
          action: 'look',
          link: `/scores/${row.id}`,
          waitsOnMe: false,
        }),
      ),
    ];
  },
};
