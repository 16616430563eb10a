import { on } from '#platform/http/routes.ts';
import { titlesOf } from '../appointments/post-titles.ts';
import { browseTree, listRoll, openOrganisation } from './browse-tree.ts';
import { listMembers, listOrganisations, readOrganisation } from './tree.contract.ts';

export const treeRoutes = [
  on(listOrganisations, (ctx, { query }) => browseTree(ctx, query)),
  on(readOrganisation, (ctx, { params }) => openOrganisation(ctx, params.id, titlesOf(ctx))),
  on(listMembers, (ctx, { params, query }) => listRoll(ctx, params.id, query, titlesOf(ctx))),
];
