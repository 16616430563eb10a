import { on } from '#platform/http/routes.ts';
import { countHoldings, exportEverything } from './export-own-data.ts';
import { exportOwnData, listHoldings } from './own-data.contract.ts';

export const ownDataRoutes = [
  on(listHoldings, (ctx, { params }) => countHoldings(ctx, params.id)),
  on(exportOwnData, (ctx, { params }) => exportEverything(ctx, params.id)),
];
