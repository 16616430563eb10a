import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { writeWorkbook } from '#platform/documents/workbook.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download, ResponseOf } from '#platform/http/endpoint.ts';
import { newLinkToken } from '../ballots/token.ts';
import { groupsOf } from './parts.store.ts';
import { linkInvitations, setTokens } from './raters.store.ts';
import { roundFor } from './read-rounds.ts';
import { issueLinks, issueLinksWorkbook, revokeLinks } from './rounds.contract.ts';

type Links = ResponseOf<typeof issueLinks>;

/**
 * Makes the links of one rater group anew and shows them once: only their hashes are stored. Links made before are void;
 * ballots already cast with them stay counted. Raters with an account get no link: they find the round in their to-dos.
 */
export async function issueGroupLinks(
  ctx: Context,
  id: string,
  group: string,
  guarded: typeof issueLinks | typeof issueLinksWorkbook = issueLinks,
): Promise<Result<Links>> {
  const round = await roundFor(ctx, guarded, id);
  const found = round
    ? (await groupsOf(ctx.tx, ctx.actor.tenantId, id)).find((one) => one.code === group)
    : undefined;
  if (!round || !found) return notFound();
  if (round.state !== 'open') return refuse('rounds/links-while-open', '只有开放中的测评才能生成链接。');
  const invitations = await linkInvitations(ctx.tx, ctx.actor.tenantId, id, group);
  if (invitations.length === 0) {
    return refuse('rounds/no-links-needed', '该评议主体的评议人都有账号，登录后在待办中评议，不需要链接。');
  }
  const tokens = invitations.map(() => newLinkToken(ctx.actor.tenantId));
  await setTokens(
    ctx.tx,
    ctx.actor.tenantId,
    invitations.map((one, at) => ({ id: one.id, hash: tokens[at]!.hash })),
  );
  ctx.audit({
    action: 'round.links',
    object: ['round', id],
    orgId: round.org_id,
    details: { group, count: tokens.length },
  });
  return ok({
    title: round.title,
    groupTitle: found.title,
    closesOn: round.closes_on,
    mode: round.mode,
    links: invitations.map((one, at) => ({
      ratee: one.ratee,
      no: at + 1,
      name: one.name,
      token: tokens[at]!.token,
    })),
  });
}

/** The same as a workbook. `origin` is the address under which raters reach the system, unless one is configured. */
export async function issueGroupLinksWorkbook(
  ctx: Context,
  id: string,
  group: string,
  origin: string,
): Promise<Result<Download>> {
  const issued = await issueGroupLinks(ctx, id, group, issueLinksWorkbook);
  if (!issued.ok) return issued;
  const { title, groupTitle, closesOn, links } = issued.value;
  const base = (ctx.services.config.publicUrl ?? origin).replace(/\/+$/, '');
  const head = ['序号', '评议对象', '评议人', '链接（一人一条，请勿转发）'].map((value) => ({
    value,
    look: 'head' as const,
  }));
  const rows = [
    [{ value: `${title} · ${groupTitle.zh}`, look: 'title' as const }],
    [{ value: `${closesOn} 截止。重新生成后本表链接作废。`, look: 'note' as const }],
    head,
    ...links.map((link) => [
      link.no,
      link.ratee ?? '本轮全部组织',
      link.name ?? '',
      `${base}/rate#${link.token}`,
    ]),
  ];
  const bytes = await writeWorkbook([{ name: '评议链接', rows, widths: [8, 28, 14, 96], landscape: true }], {
    at: ctx.now,
    title,
  });
  if (!bytes.ok) return bytes;
  return ok({
    filename: `${title}-${groupTitle.zh}-评议链接.xlsx`,
    contentType: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
    bytes: bytes.value,
  });
}

/** Makes all links of a group void, without new ones. */
export async function revokeGroupLinks(
  ctx: Context,
  id: string,
  group: string,
): Promise<Result<{ revoked: number }>> {
  const round = await roundFor(ctx, revokeLinks, id);
  if (!round) return notFound();
  const invitations = await linkInvitations(ctx.tx, ctx.actor.tenantId, id, group);
  await setTokens(
    ctx.tx,
    ctx.actor.tenantId,
    invitations.map((one) => ({ id: one.id, hash: null })),
  );
  ctx.audit({ action: 'round.revoke-links', object: ['round', id], orgId: round.org_id, details: { group } });
  return ok({ revoked: invitations.length });
}
