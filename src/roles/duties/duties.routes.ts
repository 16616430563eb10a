import { on } from '#platform/http/routes.ts';
import { assignOwner } from './assign-owner.ts';
import { assignOwners } from './assign-owners.ts';
import * as contract from './duties.contract.ts';
import { editDuty } from './edit-duty.ts';
import { listCandidates, listDuties, listMyDuties, readDuty } from './read-duties.ts';

/** The routes of duties. */
export const dutiesRoutes = [
  on(contract.listDuties, (ctx, { params, query }) => listDuties(ctx, params.id, query)),
  on(contract.readDuty, (ctx, { params }) => readDuty(ctx, params.id)),
  on(contract.editDuty, (ctx, { params, body }) => editDuty(ctx, params.id, body)),
  on(contract.assignOwner, (ctx, { params, body }) => assignOwner(ctx, params.id, body)),
  on(contract.assignOwners, (ctx, { params, body }) => assignOwners(ctx, params.id, body)),
  on(contract.listCandidates, (ctx, { params, query }) => listCandidates(ctx, params.id, query)),
  on(contract.listMyDuties, (ctx, { query }) => listMyDuties(ctx, query)),
];
