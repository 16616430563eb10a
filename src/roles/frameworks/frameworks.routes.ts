import { on } from '#platform/http/routes.ts';
import { adoptFramework } from './adopt-framework.ts';
import { discardFramework } from './discard-framework.ts';
import * as contract from './frameworks.contract.ts';
import { publishFramework } from './publish-framework.ts';
import { readFramework } from './read-framework.ts';
import { listPacks, listUnits, readPack } from './read-packs.ts';
import { reviseFramework } from './revise-framework.ts';

/** The routes of frameworks. */
export const frameworksRoutes = [
  on(contract.listPacks, async (ctx) => listPacks(ctx)),
  on(contract.readPack, async (ctx, { params }) => readPack(ctx, params.packId)),
  on(contract.listUnits, (ctx, { query }) => listUnits(ctx, query)),
  on(contract.adoptFramework, (ctx, { body }) => adoptFramework(ctx, body)),
  on(contract.readFramework, (ctx, { params }) => readFramework(ctx, params.id)),
  on(contract.publishFramework, (ctx, { params, body }) => publishFramework(ctx, params.id, body)),
  on(contract.reviseFramework, (ctx, { params }) => reviseFramework(ctx, params.id)),
  on(contract.discardFramework, (ctx, { params }) => discardFramework(ctx, params.id)),
];
