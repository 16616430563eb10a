import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import './auth.tables.ts';

/**
 * How failures slow the next attempt down. A colleague cannot be locked out for good: a login attacked from elsewhere
 * waits at most a minute, and its own address is counted apart.
 */
const RULES = {
  /** One login from one address: after 5 failures 30 s, doubling, at most 15 minutes. */
  pair: { free: 5, firstWait: 30, maxWait: 900, window: 3600 },
  /** One login from anywhere. */
  login: { free: 20, firstWait: 15, maxWait: 60, window: 3600 },
  /** One address over all logins: password spraying. */
  address: { free: 30, firstWait: 30, maxWait: 120, window: 900 },
} as const;

type Kind = keyof typeof RULES;

/** Seconds to wait after `failures` failures under a rule. */
export function waitAfter(kind: Kind, failures: number): number {
  const rule = RULES[kind];
  if (failures < rule.free) return 0;
  return Math.min(rule.maxWait, rule.firstWait * 2 ** (failures - rule.free));
}

function keysOf(login: string, address: string): { kind: Kind; key: string }[] {
  const name = login.toLowerCase().slice(0, 100);
  return [
    { kind: 'pair', key: `pair|${name}|${address}` },
    { kind: 'login', key: `login|${name}` },
    { kind: 'address', key: `address|${address}` },
  ];
}

/** Seconds that this login from this address must still wait; 0 if it may try now. */
export async function secondsToWait(db: Tx, login: string, address: string, now: Date): Promise<number> {
  const keys = keysOf(login, address);
  const rows = await db
    .selectFrom('sign_in_failure')
    .selectAll()
    .where(
      'key',
      'in',
      keys.map((each) => each.key),
    )
    .execute();
  let wait = 0;
  for (const row of rows) {
    const kind = keys.find((each) => each.key === row.key)!.kind;
    if (now.getTime() - row.last_at.getTime() > RULES[kind].window * 1000) continue;
    const until = row.last_at.getTime() + waitAfter(kind, row.failures) * 1000;
    wait = Math.max(wait, Math.ceil((until - now.getTime()) / 1000));
  }
  return wait;
}

/** Counts a failed attempt. A row whose window has passed starts anew. */
export async function noteFailure(db: Tx, login: string, address: string, now: Date): Promise<void> {
  for (const { kind, key } of keysOf(login, address)) {
    const windowStart = new Date(now.getTime() - RULES[kind].window * 1000);
    await sql`
      insert into sign_in_failure (key, failures, first_at, last_at) values (${key}, 1, ${now}, ${now})
      on conflict (key) do update set
        failures = case when sign_in_failure.last_at < ${windowStart} then 1 else sign_in_failure.failures + 1 end,
        first_at = case when sign_in_failure.last_at < ${windowStart} then ${now} else sign_in_failure.first_at end,
        last_at = ${now}`.execute(db);
  }
}

/** A success clears the pair's count, and forgets failures older than a day. */
export async function noteSuccess(db: Tx, login: string, address: string, now: Date): Promise<void> {
  const pair = keysOf(login, address)[0]!.key;
  await db
    .deleteFrom('sign_in_failure')
    .where((eb) => eb.or([eb('key', '=', pair), eb('last_at', '<', new Date(now.getTime() - 86_400_000))]))
    .execute();
}
