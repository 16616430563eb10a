import { ok, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { readRulesPage } from './read-rules-page.ts';
import { acknowledgedAt, addAcknowledgements } from './rules.store.ts';

/**
 * Notes that the actor has read the rules. Only the version in force can be acknowledged, by its hash, so that nobody
 * is said to have read what was not shown. It is notice, not consent (个人信息保护法第三十五条).
 */
export async function acknowledge(ctx: Context, read: { version: number; hash: string }) {
  const page = readRulesPage(ctx.services.config.contentDir);
  if (read.version !== page.version || read.hash !== page.hash) {
    return refuse('rules/outdated', '规则已有新版本，请刷新页面，阅读后再确认。', { status: 409 });
  }
  const accountId = ctx.actor.accountId ?? '';
  await addAcknowledgements(ctx.tx, ctx.actor.tenantId, [accountId], { ...read, at: ctx.now });
  ctx.audit({ action: 'rules.acknowledge', object: ['account', accountId], details: read });
  const at = await acknowledgedAt(ctx.tx, ctx.actor.tenantId, accountId, page.version);
  return ok({ version: page.version, acknowledgedAt: (at ?? ctx.now).toISOString() });
}
