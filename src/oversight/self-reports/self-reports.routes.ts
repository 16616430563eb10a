import { on } from '#platform/http/routes.ts';
import { fillMyReport, openMyReport, takeBackMyReport } from './fill-my-report.ts';
import { judgeReport, readOneSelfReport, readSelfReports } from './judge-report.ts';
import {
  judgeSelfReport,
  listSelfReports,
  readMyReport,
  readSelfReport,
  saveMyReport,
  withdrawMyReport,
} from './self-reports.contract.ts';

export const selfReportsRoutes = [
  on(readMyReport, (ctx, { query }) => openMyReport(ctx, query.on)),
  on(saveMyReport, (ctx, { body }) => fillMyReport(ctx, body)),
  on(withdrawMyReport, (ctx, { params }) => takeBackMyReport(ctx, params.id)),
  on(listSelfReports, (ctx, { query }) => readSelfReports(ctx, query)),
  on(readSelfReport, (ctx, { params }) => readOneSelfReport(ctx, params.id)),
  on(judgeSelfReport, (ctx, { params, body }) => judgeReport(ctx, params.id, body)),
];
