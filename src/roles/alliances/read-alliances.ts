import { ok, type Result } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import { inScope, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import {
  actsIn,
  allianceActor,
  consentOf,
  formFacts,
  foundingFacts,
  lastOf,
  livesOf,
  signalViews,
  specOf,
  whyOf,
} from './alliance-facts.ts';
import {
  type AllianceRow,
  type AllianceView,
  checkAlliances,
  type findPartners,
  listAlliances,
  proposeAlliance,
  readAlliance,
} from './alliances.contract.ts';
import { type AllianceActor, allianceCycle, canEdit, decideStep } from './alliances.rules.ts';
import { type AllianceRecord, selectAllianceEvents, selectAlliances } from './alliances.store.ts';
import { formFaults } from './form.rules.ts';
import { awaitsDissolution, decideDissolution, decideFounding, moves } from './founding.rules.ts';
import { openAlliance } from './open-alliance.ts';
import { loadParties } from './parties.store.ts';
import { selectPartners } from './partners.store.ts';

/** How many running alliances a check looks at. */
const MOST = 1000;

type Row = Awaited<ReturnType<typeof selectAlliances>>[number];

/** A page of the registry within the actor's reach, each with the signs of how it lives. */
export async function listRegistry(
  ctx: Context,
  query: QueryOf<typeof listAlliances>,
): Promise<Result<ResponseOf<typeof listAlliances>>> {
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  const rows = await selectAlliances(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listAlliances),
    query,
    cursor.value as [number, string, string] | null,
    query.limit + 1,
  );
  const views = await rowViews(ctx, rows);
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.state === 'ended' || row.state === 'withdrawn' ? 1 : 0, row.sunset_on, row.id],
      (row) => views(row).row,
    ),
  );
}

async function rowViews(ctx: Context, rows: readonly Row[]) {
  const ids = rows.map((row) => row.id);
  const parties = Map.groupBy(
    await loadParties(ctx.tx, ctx.actor.tenantId, ids),
    (party) => party.alliance_id,
  );
  const lives = await livesOf(ctx, ids);
  return (row: Row) => {
    const own = parties.get(row.id) ?? [];
    const life = lives.of(row.id);
    const view: AllianceRow = {
      id: row.id,
      name: row.name,
      mode: row.mode,
      state: row.state,
      leadId: row.org_id,
      leadName: row.lead_name,
      parties: own.length,
      sunsetOn: row.sunset_on,
      lastActivityOn: lastOf(life),
      signals: signalViews(ctx, row, own, life),
      version: row.version,
    };
    return {
      row: view,
      faults: formFaults(formFacts(row, own, lives.lists(row.id)), specOf(ctx, row.mode), ctx.today),
    };
  };
}

/** Every running alliance within the actor's reach that is in name only, out of balance, or lacks an element of form. */
export async function checkRegistry(ctx: Context): Promise<ResponseOf<typeof checkAlliances>> {
  const scope = scopeOf(ctx.actor, checkAlliances);
  const found = await selectAlliances(
    ctx.tx,
    ctx.actor.tenantId,
    scope,
    { state: 'running' },
    null,
    MOST + 1,
  );
  const rows = found.slice(0, MOST);
  const views = await rowViews(ctx, rows);
  const looked = rows.map(views);
  const troubled = looked.filter(
    ({ row, faults }) => faults.length > 0 || row.signals.some((signal) => signal.code !== 'ending'),
  );
  const counts: Record<string, number> = {};
  for (const { row, faults } of looked) {
    for (const { code } of row.signals) counts[code] = (counts[code] ?? 0) + 1;
    // A term that has passed is a fault of form and a sign at once: counted as the sign.
    if (faults.some((fault) => fault.code !== 'expired')) counts['form'] = (counts['form'] ?? 0) + 1;
  }
  return {
    running: rows.length,
    sound: rows.length - troubled.length,
    counts,
    items: troubled
      .sort((a, b) => b.row.signals.length + b.faults.length - a.row.signals.length - a.faults.length)
      .slice(0, 200)
      .map(({ row, faults }) => ({
        id: row.id,
        name: row.name,
        mode: row.mode,
        leadName: row.leadName,
        lastActivityOn: row.lastActivityOn,
        signals: row.signals,
        faults,
      })),
    more: found.length > MOST,
  };
}

/** One alliance with everything that its agreement says, what is missing, and what the reader may do about it. */
export async function showAlliance(ctx: Context, id: string): Promise<Result<AllianceView>> {
  const opened = await openAlliance(ctx, readAlliance, id);
  if (!opened.ok) return opened;
  const { alliance, parties, mine } = opened.value;
  const lives = await livesOf(ctx, [id]);
  const life = lives.of(id);
  const events = await selectAllianceEvents(ctx.tx, ctx.actor.tenantId, id);
  const actor = allianceActor(ctx, alliance, parties);
  const lived = new Map(life.map((row) => [row.party_id, row]));
  return ok({
    id,
    name: alliance.name,
    mode: alliance.mode,
    state: alliance.state,
    leadId: alliance.org_id,
    leadName: alliance.lead_name,
    sunsetOn: alliance.sunset_on,
    lastActivityOn: lastOf(life),
    signals: signalViews(ctx, alliance, parties, life),
    version: alliance.version,
    advised: alliance.advised,
    rule: alliance.rule,
    why: whyOf(ctx, alliance.rule),
    answers: alliance.answers,
    differsBecause: alliance.differs_because,
    purpose: alliance.purpose,
    council: alliance.council,
    ending: alliance.ending,
    fromOn: alliance.from_on,
    approvedOn: alliance.approved_on,
    approvedBy: alliance.approver_name,
    endedOn: alliance.ended_on,
    contentHash: alliance.content_hash,
    chain: alliance.chain_id === null ? null : { id: alliance.chain_id, name: alliance.chain_name ?? '' },
    founding: foundingView(ctx, alliance, actor),
    parties: parties.map((party) => ({
      id: party.id,
      orgId: party.org_id,
      name: party.name,
      unitName: party.unit_name,
      lead: party.lead,
      duty: party.duty,
      document: party.document,
      served: party.served,
      personName: party.person_name,
      consent: consentOf(party, alliance.content_hash),
      consentedAt: party.consented_at?.toISOString() ?? null,
      carried: lived.get(party.id)?.carried ?? 0,
      gained: lived.get(party.id)?.gained ?? 0,
      mine: mine.has(party.id),
    })),
    faults: formFaults(formFacts(alliance, parties, lives.lists(id)), specOf(ctx, alliance.mode), ctx.today),
    steps: allowedActions(allianceCycle, alliance.state).map((step) => {
      const decided = decideStep({ state: alliance.state, submittedBy: alliance.submitted_by }, step, actor);
      const row = allianceCycle.rows.find((each) => each.from === alliance.state && each.action === step);
      return {
        step,
        basis: row?.basis ?? '',
        reason: decided.ok ? null : { code: decided.refusal.code, message: decided.refusal.message },
      };
    }),
    mayEdit: actor.leads && canEdit(alliance.state),
    leads: actor.leads,
    events: events.map((event) => ({
      id: event.id,
      action: event.action,
      toState: event.to_state,
      who: event.display_name ?? '',
      partyName: event.party_name,
      at: event.at.toISOString(),
      note: event.note,
    })),
  });
}

function foundingView(
  ctx: Context,
  alliance: AllianceRecord,
  actor: AllianceActor,
): AllianceView['founding'] {
  const spec = specOf(ctx, alliance.mode);
  const facts = foundingFacts(alliance);
  if (spec.founds === null) return null;
  return {
    org: alliance.founded_id === null ? null : { id: alliance.founded_id, name: alliance.founded_name ?? '' },
    dissolvedOn: alliance.dissolved_on,
    moves: moves(spec.founds),
    mayFound: decideFounding(facts, spec, actor).ok,
    mayDissolve: decideDissolution(facts, actor).ok,
    due: awaitsDissolution(facts, spec, ctx.today),
  };
}

/** Organisations of the tenant by a word of their name: whom one could ask to take part, or, of one's own, lead with. */
export async function searchPartners(
  ctx: Context,
  { q, mine }: QueryOf<typeof findPartners>,
): Promise<ResponseOf<typeof findPartners>> {
  const within =
    mine === 'yes' ? inScope(scopeOf(ctx.actor, proposeAlliance), { path: 'o.path', org: 'o.id' }) : null;
  const rows = await selectPartners(ctx.tx, ctx.actor.tenantId, q, within, 12);
  const acts = actsIn(ctx);
  return {
    items: rows.map((row) => ({
      id: row.id,
      name: row.name,
      unitId: row.unit_id,
      unitName: row.unit_name,
      mine: acts(row.path),
    })),
  };
}
