import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { PublicContext } from '#platform/http/routes.ts';
import { type RaterEntry, secrecyStatement } from '../rounds/statement.rules.ts';
import type { PaperView } from './ballots.contract.ts';
import { boardCodes, findInvitation, type InvitationFound, ownTracking } from './ballots.store.ts';
import { type Entry, readToken } from './token.ts';

/** Opens a rater's page. Changes nothing: a link that a robot opens in advance stays as good as it was. */
export async function openPaper(ctx: PublicContext, token: string): Promise<Result<PaperView>> {
  const entry = readToken(ctx.services.keys, token, ctx.now);
  if (!entry) return notFound();
  return ctx.inTenant(entry.tenantId, async (inner) => {
    const invitation = await findInvitation(inner.tx, entry);
    return invitation ? ok(await paperOf(inner, entry, invitation)) : notFound();
  });
}

/** The organisations of the round that this rater rates. */
export function rateesOf(invitation: Pick<InvitationFound, 'manifest' | 'org_id' | 'recused'>) {
  return invitation.manifest.ratees.filter(({ id }) =>
    invitation.org_id === null ? !invitation.recused.includes(id) : id === invitation.org_id,
  );
}

async function paperOf(ctx: Context, entry: Entry, invitation: InvitationFound): Promise<PaperView> {
  const { manifest } = invitation;
  const open = invitation.state === 'open' && ctx.today <= invitation.closes_on;
  const group = manifest.groups.find((one) => one.id === invitation.group_code)!;
  const ratees = rateesOf(invitation);
  const tracking = await ownTracking(ctx.tx, invitation.tenant_id, invitation.id);
  return {
    state: open ? 'open' : 'closed',
    mode: invitation.mode,
    title: invitation.title,
    orgName: invitation.org_name,
    closesOn: invitation.closes_on,
    invitation: invitation.id,
    group: { id: group.id, title: group.title },
    statement: statementOf(
      entry,
      invitation,
      ratees.map((ratee) => ratee.id),
    ),
    manifest: manifest as never,
    manifestHash: invitation.manifest_hash,
    items: manifest.items,
    ratees: ratees.map(({ id, name }) => ({ id, name, tracking: tracking.get(id) ?? null })),
    board: invitation.board_hash
      ? {
          hash: invitation.board_hash,
          trackingCodes: await boardCodes(ctx.tx, invitation.tenant_id, invitation.round_id),
        }
      : null,
  };
}

function statementOf(entry: Entry, invitation: InvitationFound, ratees: readonly string[]) {
  const { manifest } = invitation;
  const merged = new Set(
    manifest.cells
      .filter((cell) => ratees.includes(cell.ratee) && cell.groups.includes(invitation.group_code))
      .flatMap((cell) => cell.groups)
      .filter((group) => group !== invitation.group_code),
  );
  const way: RaterEntry = entry.kind === 'pass' ? 'account' : invitation.person_id ? 'named-link' : 'link';
  const titles = manifest.groups.filter((group) => merged.has(group.id));
  const facts = {
    mode: manifest.mode,
    floor: manifest.floor,
    entry: way,
    closesOn: manifest.closesOn,
    trustees: manifest.trustees.map((trustee) => `${trustee.title} ${trustee.name}`),
  };
  return {
    zh: secrecyStatement({ ...facts, mergedWith: titles.map((group) => group.title.zh) }).zh,
    en: secrecyStatement({ ...facts, mergedWith: titles.map((group) => group.title.en) }).en,
  };
}
