import { gatherFacts } from '#oversight/self-reports/report-view.ts';
import { holdsOver } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { RoleName } from '#platform/http/endpoint.ts';
import { type eventsOf } from './case-events.store.ts';
import { contactsIn, type FoundCase, reportsIn } from './cases.store.ts';
import type { CaseFacts, ConductActor, Part } from './conduct.rules.ts';
import type { CaseFactsKept } from './conduct.tables.ts';

type Events = Awaited<ReturnType<typeof eventsOf>>;

/** Steps that take no part in deciding: the member's own, and the committee's telling and settling. */
const CLERICAL = new Set(['tell', 'settle', 'accept', 'object']);

/** A case as the rules see it. */
export function factsOfCase(row: FoundCase, events: Events): CaseFacts {
  return {
    state: row.state,
    personId: row.person_id,
    sampled: row.sampled,
    checkerId: row.checker_id,
    hands: events
      .filter((event) => !CLERICAL.has(event.action))
      .map((event) => ({ part: event.part, accountId: event.account_id, personId: event.acted_by })),
  };
}

/**
 * The parts somebody has towards a case. The branch evaluates through its secretary, and through the organ committee where
 * it is the secretary's own; the committee reviews, and the body above reviews those who hold posts (分层审核); the checker is the
 * one that was drawn, or the committee where no other branch could give one.
 */
export function actorOf(ctx: Pick<Context, 'actor'>, row: FoundCase, seated: boolean): ConductActor {
  const over = (role: RoleName) => holdsOver(ctx.actor, row.org_path, role);
  const { accountId, personId } = ctx.actor;
  const parts = new Set<Part>();
  if (over('secretary') || (over('officer') && row.holds_post)) parts.add('branch');
  if (over('officer') || (over('clerk') && row.holds_post)) parts.add('committee');
  if (over('officer') || over('clerk')) parts.add('arbiter');
  if (seated) parts.add('leading-group');
  const drawn = row.checker_id !== null && row.checker_id === personId;
  if (drawn || (row.checker_id === null && over('officer'))) parts.add('checker');
  return { accountId, personId, parts };
}

/** What is known of a member's year: the facts of the records, how he reported, and the contacts he kept. */
export async function gatherYear(ctx: Context, row: FoundCase) {
  const { tenantId } = ctx.actor;
  const span = { from: row.period_from, to: row.period_to };
  const facts = await gatherFacts(ctx, row.person_id, span);
  const reports = await reportsIn(ctx.tx, tenantId, row.person_id, span.from, span.to);
  const kept: CaseFactsKept = {
    meetings: facts.meetings,
    studyMinutes: facts.studyMinutes,
    tasks: facts.tasks,
    obligations: facts.obligations,
    reports: {
      submitted: reports.filter((each) => each.state === 'submitted').length,
      accepted: reports.filter((each) => each.state === 'accepted').length,
      unverified: reports.reduce((sum, each) => sum + each.unverified, 0),
    },
    contacts: await contactsIn(ctx.tx, tenantId, row.person_id, span.from, span.to),
  };
  return { kept, reports };
}
