import { digestOf } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import type { AllianceModeSpec } from '#standards/packs/alliance-modes.schema.ts';
import type { AllianceView, PartyView, SignalView } from './alliances.contract.ts';
import { type AllianceActor, actsFor, holdsApproval } from './alliances.rules.ts';
import type { AgreementColumns, AllianceRecord } from './alliances.store.ts';
import type { FormFacts } from './form.rules.ts';
import type { FoundingFacts } from './founding.rules.ts';
import { type LifeFacts, type Signal, signalsOf } from './health.rules.ts';
import { lifeOf, listSizes, type PartyLife } from './life.store.ts';
import type { NewParty, PartyRecord } from './parties.store.ts';

/** What the content asks of a mode; content and code out of step is a bug. */
export function specOf(ctx: Pick<Context, 'services'>, mode: string): AllianceModeSpec {
  const spec = ctx.services.content.alliances.modes.find((each) => each.id === mode);
  if (!spec) throw new Error(`content/alliance-modes.yaml has no mode "${mode}"`);
  return spec;
}

/** What binds consent and approval to a text: a digest of everything that the agreement says, and of nothing that only runs. */
export function agreementHash(
  agreement: Omit<AgreementColumns, 'content_hash' | 'advised' | 'rule' | 'answers' | 'differs_because'>,
  parties: readonly Pick<NewParty, 'orgId' | 'outsideName' | 'lead' | 'duty' | 'document'>[],
): string {
  return digestOf({
    mode: agreement.mode,
    name: agreement.name,
    purpose: agreement.purpose,
    council: agreement.council,
    ending: agreement.ending,
    fromOn: agreement.from_on,
    sunsetOn: agreement.sunset_on,
    parties: parties
      .map((party) => ({
        who: party.orgId ?? `outside:${party.outsideName}`,
        lead: party.lead,
        duty: party.duty,
        document: party.document,
      }))
      .sort((a, b) => (a.who < b.who ? -1 : 1)),
  });
}

/** Whether a path lies where the actor acts for organisations. */
export const actsIn = (ctx: Pick<Context, 'actor'>) => (path: string | null) =>
  actsFor(ctx.actor.grants, path);

/** The parts that the actor has in an alliance. */
export function allianceActor(
  ctx: Pick<Context, 'actor' | 'services'>,
  alliance: Pick<AllianceRecord, 'mode' | 'lead_path'>,
  parties: readonly Pick<PartyRecord, 'path'>[],
): AllianceActor {
  const paths = parties.flatMap((party) => (party.path === null ? [] : [party.path]));
  return {
    accountId: ctx.actor.accountId,
    leads: actsFor(ctx.actor.grants, alliance.lead_path),
    approves: holdsApproval(specOf(ctx, alliance.mode).approval, ctx.actor.grants, {
      lead: alliance.lead_path,
      parties: paths,
    }),
  };
}

/** What founding looks at. */
export function foundingFacts(
  alliance: Pick<AllianceRecord, 'state' | 'founded_id' | 'dissolved_on' | 'sunset_on'>,
): FoundingFacts {
  return {
    state: alliance.state,
    foundedId: alliance.founded_id,
    dissolvedOn: alliance.dissolved_on,
    sunsetOn: alliance.sunset_on,
  };
}

/** What the check of form looks at. */
export function formFacts(
  alliance: Omit<AllianceRecord, 'lead_name' | 'lead_path' | 'approver_name' | 'chain_name' | 'founded_name'>,
  parties: readonly PartyRecord[],
  lists: FormFacts['lists'],
): FormFacts {
  return {
    state: alliance.state,
    mode: alliance.mode,
    advised: alliance.advised,
    differsBecause: alliance.differs_because,
    purpose: alliance.purpose,
    ending: alliance.ending,
    council: alliance.council,
    fromOn: alliance.from_on,
    sunsetOn: alliance.sunset_on,
    contentHash: alliance.content_hash,
    approvedHash: alliance.approved_hash,
    foundedId: alliance.founded_id,
    dissolvedOn: alliance.dissolved_on,
    parties: parties.map((party) => ({
      id: party.id,
      name: party.name,
      lead: party.lead,
      inside: party.org_id !== null,
      standing: party.org_state !== 'dissolved',
      duty: party.duty,
      personId: party.person_id,
      consentedHash: party.consented_hash,
      document: party.document,
    })),
    lists,
  };
}

/** What consent a party has given to the text as it stands. */
export function consentOf(
  party: Pick<PartyRecord, 'org_id' | 'consented_hash'>,
  contentHash: string,
): PartyView['consent'] {
  if (party.org_id === null) return 'paper';
  if (party.consented_hash === null) return 'none';
  return party.consented_hash === contentHash ? 'agreed' : 'stale';
}

/** Everything that lists and checks need beside the rows of alliances: their life and their lists, each asked for once. */
export async function livesOf(ctx: Context, ids: readonly string[]) {
  const { tenantId } = ctx.actor;
  const lives = Map.groupBy(await lifeOf(ctx.tx, tenantId, ids), (row) => row.alliance_id);
  const lists = new Map<string, { need: number; resource: number; project: number }>();
  for (const row of await listSizes(ctx.tx, tenantId, ids)) {
    const sizes = lists.get(row.alliance_id) ?? { need: 0, resource: 0, project: 0 };
    sizes[row.list] = row.n;
    lists.set(row.alliance_id, sizes);
  }
  return {
    of: (id: string): PartyLife[] => lives.get(id) ?? [],
    lists: (id: string) => lists.get(id) ?? { need: 0, resource: 0, project: 0 },
  };
}

/** The last day of an activity, or null. */
export function lastOf(life: readonly PartyLife[]): string | null {
  return life.reduce<string | null>(
    (last, row) => (row.last_on !== null && (last === null || row.last_on > last) ? row.last_on : last),
    null,
  );
}

/** The signs of an alliance, with the names of the parties they are about. */
export function signalViews(
  ctx: Pick<Context, 'services' | 'today'>,
  alliance: Pick<AllianceRecord, 'state' | 'approved_on' | 'sunset_on'>,
  parties: readonly Pick<PartyRecord, 'id' | 'name'>[],
  life: readonly PartyLife[],
): SignalView[] {
  const byId = new Map(life.map((row) => [row.party_id, row]));
  const facts: LifeFacts = {
    state: alliance.state,
    approvedOn: alliance.approved_on,
    sunsetOn: alliance.sunset_on,
    lastActivityOn: lastOf(life),
    parties: parties.map((party) => ({
      id: party.id,
      carried: byId.get(party.id)?.carried ?? 0,
      gained: byId.get(party.id)?.gained ?? 0,
    })),
  };
  const nameOf = new Map(parties.map((party) => [party.id, party.name]));
  return signalsOf(facts, ctx.services.content.alliances.checks, ctx.today).map((signal: Signal) => ({
    ...signal,
    partyName: signal.partyId === null ? null : (nameOf.get(signal.partyId) ?? null),
  }));
}

/** Why a mode was advised, from the content; an adopted rule that is gone says nothing. */
export function whyOf(ctx: Pick<Context, 'services'>, rule: string): AllianceView['why'] {
  return ctx.services.content.alliances.rules.find((each) => each.id === rule)?.why ?? { zh: '', en: '' };
}
