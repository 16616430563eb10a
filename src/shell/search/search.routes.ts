import { on } from '#platform/http/routes.ts';
import { search } from './search.contract.ts';
import { searchEverything } from './search-everything.ts';

export const searchRoutes = [on(search, (ctx, { query }) => searchEverything(ctx, query.q))];
