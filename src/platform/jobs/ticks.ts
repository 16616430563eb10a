import type { Services } from '#platform/http/context.ts';

/** Work that recurs without anybody asking: at start-up and then every so many minutes. It must be idempotent. */
export type Tick = {
  readonly id: string;
  readonly everyMinutes: number;
  /** For one tenant; opens its own transactions (`asNobody`). */
  run(services: Services, tenantId: string, now: Date): Promise<void>;
};

/**
 * Starts the ticks and returns how to stop them. Of several servers on one database only the holder of a tick's
 * advisory lock runs it; a failure is logged and tried again at the next turn.
 */
export function startTicks(services: Services, ticks: readonly Tick[], now: () => Date = () => new Date()) {
  let stopped = false;
  const running = new Set<Promise<void>>();
  const timers = ticks.map((tick) => {
    const turn = () => {
      if (stopped) return;
      const work = runOnce(services, tick, now()).finally(() => running.delete(work));
      running.add(work);
    };
    turn();
    return setInterval(turn, tick.everyMinutes * 60_000);
  });
  return async function stop(): Promise<void> {
    stopped = true;
    for (const timer of timers) clearInterval(timer);
    await Promise.all(running);
  };
}

async function runOnce(services: Services, tick: Tick, now: Date): Promise<void> {
  const client = await services.database.pool.connect().catch(() => null);
  if (!client) return;
  try {
    const lock = await client.query('select pg_try_advisory_lock(hashtext($1)) as mine', [`tick ${tick.id}`]);
    if (!lock.rows[0].mine) return;
    try {
      const tenants = await services.database.lookup.selectFrom('tenant').select('tenant_id').execute();
      for (const tenant of tenants) await tick.run(services, tenant.tenant_id, now);
    } finally {
      await client.query('select pg_advisory_unlock(hashtext($1))', [`tick ${tick.id}`]);
    }
  } catch (error) {
    services.log('tick.failed', { tick: tick.id, error: String(error) });
  } finally {
    client.release();
  }
}
