import { on } from '#platform/http/routes.ts';
import {
  changeAccount,
  createAccount,
  listAccounts,
  listCandidates,
  resetPassword,
} from './accounts.contract.ts';
import { findPersonsWithoutAccount } from './accounts.store.ts';
import { browseAccounts, editAccount, openAccount, renewPassword } from './manage-accounts.ts';

export const accountsRoutes = [
  on(listAccounts, (ctx, { query }) => browseAccounts(ctx, query)),
  on(listCandidates, async (ctx, { query }) => ({
    items: await findPersonsWithoutAccount(ctx.tx, ctx.actor.tenantId, query.q),
  })),
  on(createAccount, (ctx, { body }) => openAccount(ctx, body)),
  on(changeAccount, (ctx, { params, body }) => editAccount(ctx, params.id, body)),
  on(resetPassword, (ctx, { params }) => renewPassword(ctx, params.id)),
];
