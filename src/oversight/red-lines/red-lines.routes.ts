import { on, type Route } from '#platform/http/routes.ts';
import { confirm, enter, lift, redLineRules, redLines } from './handle-red-lines.ts';
import {
  confirmRedLine,
  enterRedLine,
  liftRedLine,
  listRedLineRules,
  listRedLines,
} from './red-lines.contract.ts';

export const redLinesRoutes: readonly Route[] = [
  on(listRedLines, (ctx, { query }) => redLines(ctx, query)),
  on(listRedLineRules, async (ctx) => ({ items: redLineRules(ctx) })),
  on(enterRedLine, (ctx, { body }) => enter(ctx, body)),
  on(confirmRedLine, (ctx, { params }) => confirm(ctx, params.id)),
  on(liftRedLine, (ctx, { params, body }) => lift(ctx, params.id, body.reason)),
];
