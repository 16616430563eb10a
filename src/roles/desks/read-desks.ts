import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { findOrganisation } from '#organisation/tree/tree.store.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { type DeskView, readDesks, type readMyDesks } from './desks.contract.ts';
import { actsFor, monthSpan } from './desks.rules.ts';
import { actsIn, dueIn, type SeatRow, seatsOf, tasksOf } from './desks.store.ts';

/** Who sees the items of a desk and not only their number: those over the organisation. */
const office = { access: { secretary: 'subtree', officer: 'subtree', clerk: 'subtree' } } as const;

/** The desks of the actor's own posts. */
export async function readOwn(
  ctx: Context,
  month = ctx.today.slice(0, 7),
): Promise<ResponseOf<typeof readMyDesks>> {
  const { tenantId, personId } = ctx.actor;
  const posts = ctx.services.content.desks.desks.map((desk) => desk.post);
  const seats = personId ? await seatsOf(ctx.tx, tenantId, { personId }, posts, ctx.today) : [];
  return { month, desks: await desksOf(ctx, seats, month, true) };
}

/** The desks of an organisation's posts, and the posts that nobody holds. */
export async function readInOrganisation(
  ctx: Context,
  orgId: string,
  month = ctx.today.slice(0, 7),
): Promise<Result<ResponseOf<typeof readDesks>>> {
  const { tenantId } = ctx.actor;
  const found = await authorise(ctx, readDesks, organisationObject, [orgId]);
  const org = found.has(orgId) ? await findOrganisation(ctx.tx, tenantId, orgId) : undefined;
  if (!org) return notFound();
  const { content } = ctx.services;
  const posts = content.desks.desks.map((desk) => desk.post);
  const seats = await seatsOf(ctx.tx, tenantId, { orgId }, posts, ctx.today);
  const held = new Set(seats.map((seat) => seat.post));
  const over = (await authorise(ctx, office, organisationObject, [orgId])).has(orgId);
  return ok({
    month,
    orgName: org.name,
    desks: await desksOf(ctx, seats, month, over),
    vacant: posts
      .filter((post) => !held.has(post))
      .flatMap((post) => content.index.post.get(post) ?? [])
      .filter((post) => post.single && (post.bodies as readonly string[]).includes(org.kind))
      .map((post) => post.title),
  });
}

async function desksOf(
  ctx: Context,
  seats: readonly SeatRow[],
  month: string,
  detailed: boolean,
): Promise<DeskView[]> {
  const { tenantId, personId } = ctx.actor;
  const { desks } = ctx.services.content.desks;
  const { from, to } = monthSpan(month);
  const acts = await actsIn(ctx.tx, tenantId, [...new Set(seats.map((seat) => seat.org_id))], { from, to });
  const holders = seats.map((seat) => ({ orgId: seat.org_id, personId: seat.person_id }));
  const due = await dueIn(ctx.tx, tenantId, unique(holders), { from, to, today: ctx.today });
  const tasks = await tasksOf(ctx.tx, tenantId, [...new Set(holders.map((seat) => seat.personId))], {
    // This month's desk shows everything that is open; another month's what falls due by its end.
    to: month === ctx.today.slice(0, 7) ? null : to,
    today: ctx.today,
  });
  return desks.flatMap((desk) => {
    const byOrg = new Map<string, SeatRow[]>();
    for (const seat of seats.filter((each) => each.post === desk.post))
      byOrg.set(seat.org_id, [...(byOrg.get(seat.org_id) ?? []), seat]);
    return [...byOrg].map(([orgId, held]) => {
      const people = new Set(held.map((seat) => seat.person_id));
      const own = personId !== null && people.has(personId);
      const mine = due.filter((row) => row.orgId === orgId && people.has(row.personId));
      const open = mine.filter((row) => row.state === 'open');
      const theirs = tasks.filter((row) => people.has(row.personId));
      const shows = detailed || own;
      return {
        org: { id: orgId, name: held[0]!.org_name },
        post: desk.post,
        title: desk.title,
        aim: desk.aim,
        holders: held.map((seat) => seat.person_name),
        own,
        acts: actsFor(
          desk.acts,
          month,
          acts.filter((row) => row.orgId === orgId),
        ).map(({ kinds, ...act }) => ({ ...act, link: linkTo(ctx, act.link, kinds, orgId) })),
        due: {
          open: open.length,
          overdue: open.filter((row) => row.dueOn < ctx.today).length,
          met: mine.length - open.length,
          items: shows
            ? mine.map((row) => ({
                id: row.id,
                title: row.title,
                dueOn: row.dueOn,
                met: row.state !== 'open',
                link: `/obligations/${row.id}`,
              }))
            : [],
        },
        tasks: {
          open: theirs.length,
          items: shows ? theirs.map(({ personId: _person, ...row }) => row) : [],
        },
      };
    });
  });
}

/** Where an act is done: the form for work opens with its organisation and kind. */
function linkTo(ctx: Context, link: string, kinds: readonly string[], orgId: string): string {
  if (link !== '/records/new') return link;
  const kind = kinds.find((each) => ctx.services.content.index.recordKind.get(each)?.meeting !== true);
  return `${link}?org=${orgId}${kind ? `&kind=${kind}` : ''}`;
}

function unique(seats: readonly { orgId: string; personId: string }[]) {
  return [...new Map(seats.map((seat) => [`${seat.orgId} ${seat.personId}`, seat])).values()];
}
