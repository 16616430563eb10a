import type { Server } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { FastifyInstance } from 'fastify';

/** How long accepted requests may take to finish after the signal to stop. */
const GRACE_MS = 10_000;
/** Requests sent before the signal may still lie unread: the door closes after a moment without a new one. */
const QUIET_MS = 250;
const DRAIN_MS = 2_000;

/**
 * Prepares a server for its end, before it listens. The returned function ends it: not ready any more at once, the door
 * closed when nobody stands in it, accepted requests answered; whoever is not done after the grace is cut off.
 */
export function prepareStop(app: FastifyInstance): () => Promise<void> {
  const server = app.server as Server;
  let stopping = false;
  let newest = 0;
  app.addHook('onRequest', async (request, reply) => {
    newest = Date.now();
    if (!stopping) return;
    reply.header('connection', 'close');
    if (request.url === '/readyz') return reply.status(503).send({ ready: false });
  });
  return async () => {
    stopping = true;
    newest = Date.now();
    const from = newest;
    while (Date.now() - newest < QUIET_MS && Date.now() - from < DRAIN_MS) await sleep(25);
    const idle = setInterval(() => server.closeIdleConnections(), 100);
    const cut = setTimeout(() => server.closeAllConnections(), GRACE_MS - (Date.now() - from));
    await app.close();
    clearInterval(idle);
    clearTimeout(cut);
  };
}

/** Waits for work to end, but no longer than the grace. */
export async function withinGrace(work: Promise<void>): Promise<void> {
  const controller = new AbortController();
  await Promise.race([work, sleep(GRACE_MS, undefined, { signal: controller.signal }).catch(() => {})]);
  controller.abort();
}
