import { on } from '#platform/http/routes.ts';
import * as contract from './fusion.contract.ts';
import { addItem, changeItem, reportFigure } from './keep-items.ts';
import { proposeLink, stepLink } from './keep-links.ts';
import { showFusion, showItems, showLinks, showMyItems } from './read-fusion.ts';

/** The routes of what ties the Party's work to business. */
export const fusionRoutes = [
  on(contract.listFusionLinks, (ctx, { query }) => showLinks(ctx, query)),
  on(contract.readFusion, (ctx, { params }) => showFusion(ctx, params.id)),
  on(contract.proposeFusionLink, (ctx, { body }) => proposeLink(ctx, body)),
  on(contract.stepFusionLink, (ctx, { params, body }) => stepLink(ctx, params.id, body)),
  on(contract.listBusinessItems, (ctx, { params, query }) => showItems(ctx, params.id, query)),
  on(contract.listMyBusinessItems, (ctx, { query }) => showMyItems(ctx, query)),
  on(contract.addBusinessItem, (ctx, { params, body }) => addItem(ctx, params.id, body)),
  on(contract.changeBusinessItem, (ctx, { params, body }) => changeItem(ctx, params.id, body)),
  on(contract.reportBusinessFigure, (ctx, { params, body }) => reportFigure(ctx, params.id, body)),
];
