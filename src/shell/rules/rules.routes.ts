import { on, onPublic } from '#platform/http/routes.ts';
import { acknowledge } from './acknowledge-rules.ts';
import { readRulesPage } from './read-rules-page.ts';
import { acknowledgeRules, readMyAcknowledgement, readRules } from './rules.contract.ts';
import { acknowledgedAt } from './rules.store.ts';

export const rulesRoutes = [
  onPublic(readRules, async (ctx) => readRulesPage(ctx.services.config.contentDir)),
  on(readMyAcknowledgement, async (ctx) => {
    const { version } = readRulesPage(ctx.services.config.contentDir);
    const at = await acknowledgedAt(ctx.tx, ctx.actor.tenantId, ctx.actor.accountId ?? '', version);
    return { version, acknowledgedAt: at?.toISOString() ?? null };
  }),
  on(acknowledgeRules, (ctx, { body }) => acknowledge(ctx, body)),
];
