import { on } from '#platform/http/routes.ts';
import { browseGrants, grant, revoke, searchGrantees } from './grant-roles.ts';
import { findGrantees, grantRole, listGrants, revokeRole } from './role-grants.contract.ts';

export const roleGrantsRoutes = [
  on(listGrants, (ctx, { query }) => browseGrants(ctx, query)),
  on(findGrantees, (ctx, { query }) => searchGrantees(ctx, query.q)),
  on(grantRole, (ctx, { body }) => grant(ctx, body)),
  on(revokeRole, (ctx, { params }) => revoke(ctx, params.id)),
];
