import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { allowedActions } from '#kernel/transitions.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import { addEntry, type EntryView, readWork, stepEntry, type WorkView } from './alliance-work.contract.ts';
import { type OpenAlliance, openAlliance } from './open-alliance.ts';
import { decideEntry, decideListing, type EntryState, entryCycle, notYours } from './work.rules.ts';
import { findEntry, insertEntry, meetNeed, selectActs, selectEntries, updateEntry } from './work.store.ts';

type EntryRow = Awaited<ReturnType<typeof selectEntries>>[number];

/** The three lists and the joint activities of an alliance. */
export async function showWork(ctx: Context, id: string): Promise<Result<WorkView>> {
  const opened = await openAlliance(ctx, readWork, id);
  if (!opened.ok) return opened;
  const { alliance, parties, mine } = opened.value;
  const nameOf = new Map(parties.map((party) => [party.id, party.name]));
  const listing = decideListing({ state: alliance.state, sunsetOn: alliance.sunset_on }, ctx.today);
  const entries = await selectEntries(ctx.tx, ctx.actor.tenantId, id);
  const acts = await selectActs(ctx.tx, ctx.actor.tenantId, id);
  return ok({
    entries: entries.map((row) => entryView(ctx, row, mine, listing.ok)),
    acts: acts.map((row) => ({
      id: row.id,
      onDay: row.on_day,
      title: row.title,
      outcome: row.outcome,
      partyId: row.party_id,
      partyName: nameOf.get(row.party_id) ?? '',
      gains: row.gains.map((party) => nameOf.get(party) ?? '').filter(Boolean),
      minutes: row.minutes_spent,
    })),
    parties: parties.map(({ id: partyId, name }) => ({ id: partyId, name })),
    mine: parties
      .filter((party) => mine.has(party.id))
      .map((party) => ({ id: party.id, name: party.name, orgId: party.org_id })),
    closed: listing.ok ? null : { code: listing.refusal.code, message: listing.refusal.message },
  });
}

function entryView(ctx: Context, row: EntryRow, mine: ReadonlySet<string>, open: boolean): EntryView {
  const actor = { accountId: ctx.actor.accountId, parties: mine };
  const until = row.done_on ?? (row.state === 'open' ? ctx.today : null);
  return {
    id: row.id,
    list: row.list,
    title: row.title,
    detail: row.detail,
    partyId: row.party_id,
    partyName: row.party_name,
    dueOn: row.due_on,
    late: row.due_on !== null && until !== null && until > row.due_on,
    answersId: row.answers_id,
    answersTitle: row.answers_title,
    state: row.state,
    result: row.result,
    doneOn: row.done_on,
    steps: open
      ? allowedActions(entryCycle, row.state).filter((step) => decideEntry(factsOf(row), step, actor).ok)
      : [],
    version: row.version,
  };
}

const factsOf = (row: EntryRow) => ({
  list: row.list,
  state: row.state,
  partyId: row.party_id,
  doneBy: row.done_by,
  needPartyId: row.need_party_id,
});

/** Puts an entry on one of the three lists, in the name of a party that the actor acts for. */
export async function enter(
  ctx: Context,
  id: string,
  body: BodyOf<typeof addEntry>,
): Promise<Result<{ id: string }>> {
  const opened = await openAlliance(ctx, addEntry, id);
  if (!opened.ok) return opened;
  const { alliance, mine } = opened.value;
  const { tenantId, accountId } = ctx.actor;
  if (!mine.has(body.partyId) || accountId === null) return notYours();
  const open = decideListing({ state: alliance.state, sunsetOn: alliance.sunset_on }, ctx.today);
  if (!open.ok) return open;
  const sound = await soundEntry(ctx, opened.value, body);
  if (!sound.ok) return sound;
  const entryId = newId();
  await insertEntry(ctx.tx, tenantId, {
    id: entryId,
    allianceId: id,
    partyId: body.partyId,
    list: body.list,
    title: body.title,
    detail: body.detail,
    dueOn: body.dueOn ?? null,
    answersId: body.answersId ?? null,
    by: accountId,
    on: ctx.today,
  });
  ctx.audit({
    action: 'alliances.enter',
    object: ['alliance', id],
    orgId: alliance.org_id,
    details: { list: body.list, entry: entryId, party: body.partyId, dueOn: body.dueOn },
  });
  return ok({ id: entryId });
}

async function soundEntry(
  ctx: Context,
  { alliance }: OpenAlliance,
  body: BodyOf<typeof addEntry>,
): Promise<Result<true>> {
  const flaw = (code: string, path: string, message: string) =>
    refuse(`alliances/${code}`, message, { status: 422, errors: [{ path: `body.${path}`, message }] });
  if (body.list === 'project' && body.dueOn === undefined)
    return flaw('no-date', 'dueOn', '项目须写明完成时间。');
  if (body.dueOn !== undefined && body.dueOn < ctx.today)
    return flaw('date-past', 'dueOn', '完成时间早于今天，请改为今天或以后。');
  if (body.dueOn !== undefined && body.dueOn > alliance.sunset_on)
    return flaw('after-sunset', 'dueOn', `完成时间晚于联建终止日期 ${alliance.sunset_on}，请提前或先续期。`);
  if (body.answersId === undefined) return ok(true);
  if (body.list !== 'project') return flaw('only-projects', 'answersId', '只有项目可以对接需求。');
  const need = await findEntry(ctx.tx, ctx.actor.tenantId, alliance.id, body.answersId);
  if (need?.list !== 'need' || need.state !== 'open')
    return flaw('no-such-need', 'answersId', '这条需求已经解决或移出，请重新选择。');
  return ok(true);
}

/** Takes a step with an entry: a project is finished by its party and confirmed by whoever needed it, which meets the need. */
export async function takeEntryStep(
  ctx: Context,
  id: string,
  entryId: string,
  { step, note }: BodyOf<typeof stepEntry>,
): Promise<Result<{ id: string; state: EntryState; version: number }>> {
  const opened = await openAlliance(ctx, stepEntry, id);
  if (!opened.ok) return opened;
  const { alliance, mine } = opened.value;
  const { tenantId, accountId } = ctx.actor;
  const entry = await findEntry(ctx.tx, tenantId, id, entryId);
  if (!entry || accountId === null) return notFound();
  const open = decideListing({ state: alliance.state, sunsetOn: alliance.sunset_on }, ctx.today);
  if (!open.ok) return open;
  const decided = decideEntry(factsOf(entry), step, { accountId, parties: mine });
  if (!decided.ok) return decided;
  const { to } = decided.value;
  const version = await updateEntry(ctx.tx, tenantId, entryId, ctx.ifMatch ?? entry.version, {
    state: to,
    result: step === 'finish' || step === 'drop' ? note : undefined,
    done: step === 'finish' ? { on: ctx.today, by: accountId } : step === 'send-back' ? null : undefined,
    confirmed: step === 'confirm' ? { on: ctx.today, by: accountId } : undefined,
  });
  if (version === undefined)
    return staleEdit(ctx, 'alliance', id, { state: entry.state, version: entry.version });
  if (step === 'confirm' && entry.answers_id !== null)
    await meetNeed(ctx.tx, tenantId, entry.answers_id, ctx.today);
  ctx.audit({
    action: `alliances.entry-${step}`,
    object: ['alliance', id],
    orgId: alliance.org_id,
    details: { entry: entryId, from: entry.state, to },
  });
  return ok({ id: entryId, state: to, version });
}
