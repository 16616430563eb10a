import { on, type Route } from '#platform/http/routes.ts';
import { adopt } from './adopt-scheme.ts';
import { adoptions, packsToAdopt, showAdoption } from './read-schemes.ts';
import { adoptScheme, listAdoptions, listSchemePacks, readAdoption } from './schemes.contract.ts';

export const schemesRoutes: readonly Route[] = [
  on(listSchemePacks, async (ctx) => packsToAdopt(ctx)),
  on(listAdoptions, (ctx, { query }) => adoptions(ctx, query)),
  on(readAdoption, (ctx, { params }) => showAdoption(ctx, params.id)),
  on(adoptScheme, (ctx, { body }) => adopt(ctx, body)),
];
