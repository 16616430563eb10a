import { createHash } from 'node:crypto';
import type { PostgresPool, PostgresPoolClient, PostgresQueryResult } from 'kysely';
import type pg from 'pg';

/** A database that does not answer in this time, in ms, counts as gone: the request is refused with 503. */
const GONE_AFTER = 1_800;
/** No statement is waited for longer, in ms; the server ends it itself a little earlier. */
const LONGEST = 65_000;
/** How the driver words an answer that did not come in time. */
const NO_ANSWER = 'Query read timeout';

/**
 * A text with this comment is prepared once a connection and then only executed: for the few statements that nearly every
 * request runs, whose planning costs more than their execution, and whose wording does not vary with what was asked.
 */
export const KEPT = '/* kept */';
/** No more texts than this are kept: a wording that varies after all must not fill the server's memory. */
const MOST_KEPT = 400;
const names = new Map<string, string>();

function nameOf(text: string): string | undefined {
  if (!text.includes(KEPT)) return undefined;
  const known = names.get(text);
  if (known || names.size >= MOST_KEPT) return known;
  const name = createHash('sha256').update(text).digest('base64url');
  names.set(text, name);
  return name;
}

/**
 * The pool as Kysely sees it, with a limit on waiting: a server that vanished without closing its connections (a pulled
 * cable, a frozen machine) would otherwise hold every request for ever (F08). Getting a connection and the first
 * statement on it (`begin`, or a single lookup) share one short limit, and `rollback`, which is nothing to wait for, has it
 * too. A connection that missed a limit is thrown away, and nothing more is asked of it.
 */
export function boundedPool(pool: pg.Pool, kind: 'transactions' | 'lookups'): PostgresPool {
  return {
    options: pool.options,
    async connect() {
      const begun = performance.now();
      const client = await pool.connect();
      let first = true;
      let lost = false;
      const query = async (text: string, values?: readonly unknown[]) => {
        if (lost) throw new Error(NO_ANSWER);
        const short = first || kind === 'lookups' || text === 'rollback';
        const limit = short ? Math.max(200, GONE_AFTER - (first ? performance.now() - begun : 0)) : LONGEST;
        first = false;
        try {
          // Plain text goes by the simple protocol, which takes several statements in one round trip.
          const config = {
            name: nameOf(text),
            text,
            values: values?.length ? [...values] : undefined,
            query_timeout: limit,
          };
          return await client.query(config as pg.QueryConfig);
        } catch (error) {
          lost ||= isNoAnswer(error);
          throw error;
        }
      };
      const release = () => client.release(lost);
      return {
        query,
        release,
        processID: Reflect.get(client, 'processID'),
      } as unknown as PostgresPoolClient & {
        query(text: string, values?: readonly unknown[]): Promise<PostgresQueryResult<never>>;
      };
    },
    end: () => pool.end(),
  } as PostgresPool;
}

/** Whether an error says that an answer did not come in time: the connection's state is then unknown. */
export function isNoAnswer(error: unknown): boolean {
  return error instanceof Error && error.message === NO_ANSWER;
}
