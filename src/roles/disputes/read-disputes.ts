import type { Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { frameworkObject } from '../frameworks/frameworks.objects.ts';
import { disputeActor, disputeFacts, levelOf, reachDispute } from './dispute-facts.ts';
import {
  type DisputeRow,
  type DisputeView,
  listDisputes,
  listRulings,
  readDispute,
} from './disputes.contract.ts';
import { type DisputeAction, decideDispute, disputeActions, disputeCycle } from './disputes.rules.ts';
import { type DisputeRecord, eventsOf, listDisputeRows, loadDispute } from './disputes.store.ts';
import { precedentsFor } from './find-precedents.ts';
import { dutyText, editionOf, rulingsIn } from './precedents.store.ts';

/** How many rulings behind one list are named. */
const RULINGS_SHOWN = 200;

function rowView(ctx: Pick<Context, 'services'>, dispute: DisputeRecord): DisputeRow {
  const owner = dispute.parties.find(
    (party) => party.id === (dispute.ruled_party ?? dispute.provisional_party),
  );
  return {
    id: dispute.id,
    title: dispute.title,
    state: dispute.state,
    level: levelOf(ctx.services.content.disputes, dispute.level).title,
    dutyCode: dispute.duty_code,
    parties: dispute.parties.map((party) => party.orgName),
    owner: owner?.orgName ?? null,
    raisedOn: dispute.raised_on,
    dueOn: dispute.due_on,
    ruledOn: dispute.ruled_on,
    version: dispute.version,
  };
}

/** A page of the disputes in reach, newest first. */
export async function listInReach(
  ctx: Context,
  query: QueryOf<typeof listDisputes>,
): Promise<Result<ResponseOf<typeof listDisputes>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const rows = await listDisputeRows(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listDisputes),
    { state: query.state },
    { after: cursor.value as [Day, string] | null, limit: query.limit },
  );
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.raised_on, row.id],
      (row) => rowView(ctx, row),
    ),
  );
}

/** One dispute with what was said and done, the precedents there are, and what the reader can do now. */
export async function showDispute(ctx: Context, id: string): Promise<Result<DisputeView>> {
  const { tenantId } = ctx.actor;
  const found = await reachDispute(ctx, readDispute, id);
  if (!found.ok) return found;
  const dispute = found.value;
  const actor = disputeActor(ctx, dispute);
  const facts = disputeFacts(ctx, dispute);
  const events = await eventsOf(ctx.tx, tenantId, id);
  const duty = dispute.duty_id ? await dutyText(ctx.tx, tenantId, dispute.duty_id) : undefined;
  const cited = dispute.precedent_id ? await loadDispute(ctx.tx, tenantId, dispute.precedent_id) : undefined;
  const text = `${dispute.title}\n${dispute.matter}`;
  const settled = dispute.state === 'ruled' || dispute.state === 'withdrawn';
  const precedents = settled ? [] : await precedentsFor(ctx, { text, dutyCode: dispute.duty_code }, id);
  return ok({
    ...rowView(ctx, dispute),
    matter: dispute.matter,
    duty: duty ?? null,
    rulesAt: { id: dispute.org_id, name: dispute.org_name },
    raisedBy: dispute.raiser,
    dueCovered: dispute.due_covered,
    overdue: !settled && facts.overdue,
    sides: dispute.parties.map((party) => ({
      id: party.id,
      no: party.no,
      org: { id: party.orgId, name: party.orgName },
      kind: party.kind,
      person: party.personId ? { id: party.personId, name: party.personName ?? '' } : null,
      claim: party.claim,
      statement: party.statement,
      statedAt: party.statedAt,
      mine: actor.speaksFor.includes(party.id),
    })),
    provisional:
      dispute.provisional_party && dispute.provisional_basis && dispute.provisional_on
        ? {
            partyId: dispute.provisional_party,
            basis: dispute.provisional_basis,
            on: dispute.provisional_on,
          }
        : null,
    ruled: dispute.ruled_party
      ? { partyId: dispute.ruled_party, by: dispute.judge ?? '', text: dispute.ruling }
      : null,
    precedent: cited ? { id: cited.id, title: cited.title } : null,
    patch: await listedOf(ctx, dispute, duty?.text ?? null),
    precedents,
    events: events.map((event) => ({ ...event, at: event.at.toISOString() })),
    actions: openActions(dispute, (action) => decideDispute(facts, action, actor)),
  });
}

/** What a ruling changed in the list, and how far that is on its way into force; null where it changed nothing. */
async function listedOf(
  ctx: Context,
  dispute: DisputeRecord,
  before: string | null,
): Promise<DisputeView['patch']> {
  const { framework_id: frameworkId, patched_code: code } = dispute;
  if (frameworkId === null || code === null) return null;
  const edition = await editionOf(ctx.tx, ctx.actor.tenantId, frameworkId, code);
  const duty =
    edition && edition.dutyId !== null
      ? { id: edition.dutyId, title: edition.title ?? '', text: edition.text ?? '', only: edition.only }
      : null;
  return {
    frameworkId,
    code,
    edition: edition?.edition ?? null,
    state: edition && duty ? edition.state : 'discarded',
    duty,
    before: duty && before !== duty.text ? before : null,
    fromOn: edition?.fromOn ?? null,
    readable: (await authorise(ctx, listRulings, frameworkObject, [frameworkId])).has(frameworkId),
  };
}

/** The rulings behind a unit's list: what each edition up to this one changed because of which dispute. */
export async function listRulingsOf(
  ctx: Context,
  frameworkId: string,
): Promise<Result<ResponseOf<typeof listRulings>>> {
  if (!(await authorise(ctx, listRulings, frameworkObject, [frameworkId])).has(frameworkId))
    return notFound();
  return ok({ items: await rulingsIn(ctx.tx, ctx.actor.tenantId, frameworkId, RULINGS_SHOWN) });
}

/** Every action that the state has a row for, with why the reader cannot take it. The clock acts by itself. */
function openActions(
  dispute: DisputeRecord,
  decideFor: (action: Exclude<DisputeAction, 'lapse'>) => ReturnType<typeof decideDispute>,
): DisputeView['actions'] {
  return disputeActions.flatMap((action) => {
    const row = disputeCycle.rows.find((each) => each.from === dispute.state && each.action === action);
    if (!row || action === 'lapse') return [];
    const decided = decideFor(action);
    const reason = decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message };
    return [{ action, basis: row.basis, reason }];
  });
}
