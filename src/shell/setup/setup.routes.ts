import { onPublic } from '#platform/http/routes.ts';
import { setUpTenant } from './set-up-tenant.ts';
import { setUp } from './setup.contract.ts';

export const setupRoutes = [onPublic(setUp, (pub, { body }) => setUpTenant(pub, body))];
