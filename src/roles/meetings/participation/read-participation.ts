import { addDays } from '#kernel/dates.ts';
import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { parameter } from '#standards/packs/content.ts';
import { meetingKinds } from '../meeting-content.ts';
import { checkSpan } from '../plans/series.rules.ts';
import { rosterOf } from '../roster.store.ts';
import { readParticipation as endpoint } from './participation.contract.ts';
import { askFirst, balanceOf, spreadOf, voices } from './participation.rules.ts';
import { meetingsSpoken, spokenBy, voicesBeside } from './participation.store.ts';

/** Names of who might be asked first are for whoever arranges the branch's meetings, nobody above. */
const arranges = { access: { secretary: 'own' } } as const;

/** How the talk of an organisation's meetings is shared, in numbers that belong to nobody by name. */
export async function showParticipation(
  ctx: Context,
  orgId: string,
  query: QueryOf<typeof endpoint>,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId, personId } = ctx.actor;
  const allowed = await authorise(ctx, endpoint, organisationObject, [orgId]);
  const org = allowed.has(orgId) ? await findOrganisation(ctx.tx, tenantId, orgId) : undefined;
  if (!org) return notFound();
  const span = checkSpan(query.from, query.to);
  if (!span.ok) return span;
  // Where only a few are due, or nobody by name, no balance of everybody shows.
  const kinds = meetingKinds(ctx.services.content)
    .filter((kind) => kind.audience === 'members')
    .map((kind) => kind.code);
  const roster = await rosterOf(ctx.tx, tenantId, { ...org, parentId: org.parent_id }, ctx.today);
  const members = roster.filter((row) => !row.exempt);
  const meetings = await meetingsSpoken(ctx.tx, tenantId, orgId, kinds, query);
  const spoken = await spokenBy(ctx.tx, tenantId, orgId, kinds, query);
  const beside = await voicesBeside(ctx.tx, tenantId, orgId, query, ctx.today);
  const counts = members.map((row) => spoken.get(row.person_id) ?? 0);
  const effective = voices(counts);
  const names = (await authorise(ctx, arranges, organisationObject, [orgId])).has(orgId);
  const before = addDays(ctx.today, -parameter(ctx.services.content, 'silent-days'));
  return ok({
    orgName: org.name,
    from: query.from,
    to: query.to,
    members: members.length,
    meetings: meetings.map(({ on_day, ...row }) => ({ ...row, onDay: on_day })),
    spread: spreadOf(counts),
    voices: Math.round(effective * 10) / 10,
    balance: balanceOf(meetings.length, members.length, effective),
    rounds: beside.rounds,
    written: beside.written,
    motions: {
      raised: beside.raised,
      discussed: beside.discussed,
      answered: beside.answered,
      late: beside.late,
    },
    mine: members.some((row) => row.person_id === personId) ? (spoken.get(personId ?? '') ?? 0) : null,
    askFirst: names
      ? askFirst(
          members.map((row) => ({ id: row.person_id, name: row.name, lastSpokeOn: row.last_spoke_on })),
          before,
        )
          .sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0))
          .map(({ id, name }) => ({ id, name }))
      : [],
  });
}
