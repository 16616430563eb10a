import { grantsOf } from '#organisation/appointments/grants.ts';
import type { Keys } from '#platform/crypto/keys.ts';
import type { Database } from '#platform/database/database.ts';
import type { Config, Services } from '#platform/http/context.ts';
import { createServer } from '#platform/http/server.ts';
import { routes } from './routes.ts';

export type AppParts = {
  config: Config;
  database: Database;
  keys: Keys;
  log?: Services['log'];
  now?: () => Date;
  perMinute?: number;
};

/** The services that use cases reach, composed from a running server's parts. */
export function composeServices(parts: AppParts): Services {
  return {
    database: parts.database,
    keys: parts.keys,
    config: parts.config,
    log: parts.log ?? writeLog,
  };
}

/** The application: services, routes, and the server that carries them. Not yet listening. */
export async function createApp(parts: AppParts) {
  const services = composeServices(parts);
  const app = await createServer({ services, routes, grantsOf, now: parts.now, perMinute: parts.perMinute });
  return { app, services };
}

/** One JSON line an event on standard error; details hold codes and counts, never what people wrote. */
function writeLog(event: string, details: Record<string, unknown> = {}): void {
  process.stderr.write(`${JSON.stringify({ at: new Date().toISOString(), event, ...details })}\n`);
}
