import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { listMyBallots, readBallotPass } from './ballots.contract.ts';
import { invitationsOf, isOwnInvitation } from './ballots.store.ts';
import { newPass } from './token.ts';

const who = (ctx: Context) => ({ personId: ctx.actor.personId, accountId: ctx.actor.accountId });

/** The open rounds in which the signed-in person is asked to rate. */
export async function readMyBallots(ctx: Context): Promise<ResponseOf<typeof listMyBallots>> {
  const rows = await invitationsOf(ctx.tx, ctx.actor.tenantId, who(ctx));
  return {
    items: rows.map((row) => ({
      invitationId: row.id,
      title: row.title,
      orgName: row.org_name,
      closesOn: row.closes_on,
      mode: row.mode,
      ratees: row.ratees,
      rated: row.rated,
    })),
  };
}

/**
 * A pass to the rating page for one's own invitation. From there on the page does without the session: no session, time
 * or address stands beside what is cast.
 */
export async function makeBallotPass(
  ctx: Context,
  id: string,
): Promise<Result<ResponseOf<typeof readBallotPass>>> {
  if (!(await isOwnInvitation(ctx.tx, ctx.actor.tenantId, id, who(ctx)))) return notFound();
  return ok({ pass: newPass(ctx.services.keys, ctx.actor.tenantId, id, ctx.now) });
}
