import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { peopleAt, postsHeld } from './seats.store.ts';
import { workKinds } from './work-content.ts';
import type { listWorkSeats } from './work-records.contract.ts';

/** An organisation in which somebody holds a post, and the kinds of work that belong to it. */
export type WorkSeat = { orgId: string; orgName: string; kinds: string[] };

/**
 * What the actor may record by the posts held today, beside what a role allows: the work that stands on the desk of the
 * post, and no more (支委按分工履职，谁做谁记). Meetings are kept by those who convene them.
 */
export async function workSeats(
  ctx: Pick<Context, 'tx' | 'actor' | 'today' | 'services'>,
): Promise<WorkSeat[]> {
  const { tenantId, personId } = ctx.actor;
  if (personId === null) return [];
  const { content } = ctx.services;
  const work = new Set(workKinds(content).map((kind) => kind.id));
  const kindsOf = new Map(
    content.desks.desks.map((desk) => [
      desk.post,
      desk.acts.flatMap((act) => act.kinds).filter((kind) => work.has(kind)),
    ]),
  );
  const held = await postsHeld(ctx.tx, tenantId, personId, [...kindsOf.keys()], ctx.today);
  const seats = new Map<string, WorkSeat>();
  for (const { org_id, org_name, post } of held) {
    const before = seats.get(org_id)?.kinds ?? [];
    const kinds = [...new Set([...before, ...(kindsOf.get(post) ?? [])])];
    if (kinds.length > 0) seats.set(org_id, { orgId: org_id, orgName: org_name, kinds });
  }
  return [...seats.values()];
}

/** The same with the people of each organisation, for the form. */
export async function readWorkSeats(ctx: Context): Promise<ResponseOf<typeof listWorkSeats>> {
  const seats = await workSeats(ctx);
  const ids = seats.map((seat) => seat.orgId);
  const people = ids.length === 0 ? [] : await peopleAt(ctx.tx, ctx.actor.tenantId, ids, ctx.today);
  return {
    items: seats.map((seat) => ({
      org: { id: seat.orgId, name: seat.orgName },
      kinds: seat.kinds,
      people: people.filter((person) => person.org_id === seat.orgId).map(({ id, name }) => ({ id, name })),
    })),
  };
}
