import { on } from '#platform/http/routes.ts';
import { readHome } from './home.contract.ts';
import { composeHome } from './read-home.ts';

export const homeRoutes = [on(readHome, composeHome)];
