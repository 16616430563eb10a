import { addDays, type Day } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { recordObject } from '#records/record-object.ts';
import { readRecord } from '#roles/work-records/work-records.contract.ts';
import {
  aboveCommittees,
  type DelegationView,
  listOwnHand,
  type OwnHandRow,
  type readOwnHand,
} from './own-hand.contract.ts';
import {
  countHands,
  type Delegation,
  handOf,
  inPersonShare,
  patternOf,
  seenAboveUntil,
} from './own-hand.rules.ts';
import {
  type ActRow,
  actsOf,
  colleaguesOf,
  type DelegationRow,
  delegationsOf,
  ownedDuties,
  type SecretaryRow,
  secretariesIn,
  secretaryOf,
} from './own-hand.store.ts';

type Caller = Pick<Context, 'services' | 'today' | 'actor'>;

/** The year up to a day: what is judged. */
const yearUpTo = (until: Day) => ({ from: `${until.slice(0, 4)}-01-01`, until });

const inForce = (row: DelegationRow): Delegation => ({
  duties: row.duties,
  toId: row.to_id,
  fromOn: row.from_on,
  // An ended delegation covers up to the day before it ended.
  toOn: row.ended_on === null ? row.to_on : addDays(row.ended_on, -1),
  writtenOn: row.written_on,
});

const handOfRow = (act: ActRow, delegations: readonly DelegationRow[], today: Day) =>
  handOf(
    { code: act.code, dueOn: act.due_on, rules: act.fulfilled_by, records: act.records },
    act.person_id,
    delegations.filter((each) => each.person_id === act.person_id).map(inForce),
    today,
  );

function rowView(
  ctx: Caller,
  who: SecretaryRow,
  acts: readonly ActRow[],
  delegations: readonly DelegationRow[],
): OwnHandRow {
  const counts = countHands(acts.map((act) => handOfRow(act, delegations, ctx.today)));
  return {
    org: { id: who.org_id, name: who.org_name },
    person: { id: who.person_id, name: who.person_name },
    own: who.person_id === ctx.actor.personId,
    counts,
    share: inPersonShare(counts),
    pattern: patternOf(counts, ctx.services.content.ownHand),
  };
}

/**
 * The secretaries in reach in the order of the tree, never by figure, up to the last quarter that is open to the level above;
 * and oneself, if one is a secretary.
 */
export async function listSecretaries(
  ctx: Context,
  query: QueryOf<typeof listOwnHand>,
): Promise<Result<ResponseOf<typeof listOwnHand>>> {
  const { tenantId } = ctx.actor;
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const span = yearUpTo(seenAboveUntil(ctx.today, ctx.services.content.ownHand.first_days));
  const reach = { scope: scopeOf(ctx.actor, listOwnHand), above: scopeOf(ctx.actor, aboveCommittees) };
  const found = await secretariesIn(ctx.tx, tenantId, reach, {
    after: (cursor.value?.[0] as number | undefined) ?? null,
    limit: query.limit,
    today: ctx.today,
  });
  const kept = found.slice(0, query.limit);
  const acts = await actsOf(ctx.tx, tenantId, kept, span);
  const delegations = await delegationsOf(
    ctx.tx,
    tenantId,
    kept.map((each) => each.org_id),
    span,
  );
  const page = cutPage(
    found,
    query.limit,
    (row) => [row.no],
    (who) =>
      rowView(
        ctx,
        who,
        acts.filter((act) => act.org_id === who.org_id),
        delegations.filter((each) => each.org_id === who.org_id),
      ),
  );
  return ok({ ...page, ...span });
}

/** One secretary act by act. The secretary sees today's state, the level above only closed quarters. */
export async function showOwnHand(
  ctx: Context,
  orgId: string,
): Promise<Result<ResponseOf<typeof readOwnHand>>> {
  const { tenantId, personId } = ctx.actor;
  const { ownHand } = ctx.services.content;
  const overBranches = await authorise(ctx, listOwnHand, organisationObject, [orgId]);
  const overCommittees = await authorise(ctx, aboveCommittees, organisationObject, [orgId]);
  const who = await secretaryOf(ctx.tx, tenantId, orgId, ctx.today);
  if (!who) return notFound();
  const own = personId === who.person_id;
  // Colleagues on the committee are neither the secretary nor the level above.
  if (!own && !(who.higher ? overCommittees : overBranches).has(orgId)) return notFound();
  const aboveUntil = seenAboveUntil(ctx.today, ownHand.first_days);
  const span = own
    ? { from: `${ctx.today.slice(0, 4)}-01-01`, until: `${ctx.today.slice(0, 4)}-12-31` }
    : yearUpTo(aboveUntil);
  const acts = await actsOf(ctx.tx, tenantId, [who], span);
  const delegations = await delegationsOf(ctx.tx, tenantId, [orgId], span);
  const row = rowView(ctx, who, acts, delegations);
  const recordIds = new Set(acts.flatMap((act) => act.records.map((record) => record.id)));
  const open = await authorise(ctx, readRecord, recordObject, [...recordIds]);
  const words = ownHand.patterns.find((each) => each.id === row.pattern)!;
  return ok({
    ...row,
    from: span.from,
    until: own ? ctx.today : span.until,
    aboveUntil,
    patternTitle: words.title,
    patternNote: words.note,
    acts: acts.map((act) => ({
      id: act.id,
      code: act.code,
      title: titleOf(act),
      dueOn: act.due_on,
      hand: handOfRow(act, delegations, ctx.today),
      records: act.records.map(({ id, title, on }) => ({ id, title, on, open: open.has(id) })),
    })),
    delegations: delegations.map((each) => delegationView(ctx, each)),
    form: own ? await delegationForm(ctx, who) : null,
  });
}

const titleOf = (duty: { title: string; title_en: string }) => ({
  zh: duty.title,
  en: duty.title_en || duty.title,
});

async function delegationForm(
  ctx: Context,
  who: SecretaryRow,
): Promise<ResponseOf<typeof readOwnHand>['form']> {
  const { tenantId } = ctx.actor;
  const { delegation } = ctx.services.content.ownHand;
  const { post } = ctx.services.content.index;
  const duties = await ownedDuties(ctx.tx, tenantId, who.org_id, who.person_id);
  const colleagues = who.higher
    ? await colleaguesOf(ctx.tx, tenantId, who.org_id, who.person_id, ctx.today)
    : null;
  return {
    duties: duties.map((duty) => ({ code: duty.code, title: titleOf(duty), own: duty.hands === 'own' })),
    colleagues:
      colleagues?.map((each) => ({
        ...each,
        post: post.get(each.post)?.title ?? { zh: each.post, en: each.post },
      })) ?? null,
    reasons: delegation.reasons,
    mostDays: delegation.most_days,
  };
}

function delegationView(ctx: Caller, row: DelegationRow): DelegationView {
  const reason = ctx.services.content.ownHand.delegation.reasons.find((each) => each.id === row.reason);
  return {
    id: row.id,
    to: { id: row.to_id, name: row.to_name },
    duties: row.duties.map((code) => ({
      code,
      title: ctx.services.content.index.duty.get(code)?.title ?? { zh: code, en: code },
    })),
    reason: reason?.title ?? { zh: row.reason, en: row.reason },
    scope: row.scope,
    fromOn: row.from_on,
    toOn: row.to_on,
    endedOn: row.ended_on,
    running: row.ended_on === null && row.from_on <= ctx.today && ctx.today <= row.to_on,
    version: row.version,
  };
}
