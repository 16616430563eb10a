import { grantsOf } from '#organisation/appointments/grants.store.ts';
import { importServices } from '#organisation/import/import-services.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Database } from '#platform/database/database.ts';
import type { Config, Services } from '#platform/http/context.ts';
import type { Route } from '#platform/http/routes.ts';
import { createServer } from '#platform/http/server.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { routes } from './routes.ts';

export type AppParts = {
  config: Config;
  database: Database;
  keys: Keys;
  log?: Services['log'];
  now?: () => Date;
  perMinute?: number;
  /** Further routes: what tests plant to see how the server treats them. */
  moreRoutes?: readonly Route[];
};

/** The services that use cases reach, composed from a running server's parts. */
export function composeServices(parts: AppParts): Services {
  return {
    database: parts.database,
    keys: parts.keys,
    config: parts.config,
    log: parts.log ?? writeLog,
    ...contentServices(parts.config.contentDir),
    ...importServices(parts.config.contentDir),
  };
}

/** The application: services, routes, and the server that carries them. Not yet listening. */
export async function createApp(parts: AppParts) {
  const services = composeServices(parts);
  const app = await createServer({
    services,
    routes: parts.moreRoutes ? [...routes, ...parts.moreRoutes] : routes,
    grantsOf,
    now: parts.now,
    perMinute: parts.perMinute,
  });
  return { app, services };
}

/** One JSON line an event on standard error; details hold codes and counts, never what people wrote. */
function writeLog(event: string, details: Record<string, unknown> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...details })}\n`);
}
