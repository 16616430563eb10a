import { statSync } from 'node:fs';
import pg from 'pg';
import { attachEmbedded, type EmbeddedDatabase, startEmbedded } from '#platform/database/embedded.ts';
import { StartRefusal } from '#platform/database/start-refusal.ts';
import type { CliConfig } from './command.ts';

/** The database that the settings name, reachable as its owner and as the application. */
export type Store = {
  ownerUrl: string;
  appUrl: string;
  /** The server's version number, as 180004. */
  version: number;
  embedded: EmbeddedDatabase | undefined;
  close(): Promise<void>;
};

const OLDEST = 150_000;

/**
 * Opens the database: `DATABASE_URL`, else the embedded server of the data folder. A command beside a running server
 * uses that server's; with `exclusive` a data folder in use is refused instead.
 *
 * @throws StartRefusal when it cannot be reached, or is older than PostgreSQL 15.
 */
export async function openStore(
  config: CliConfig,
  options: { exclusive: boolean; log: (line: string) => void },
): Promise<Store> {
  const { databaseUrl, dataDir } = config;
  if (databaseUrl) {
    const version = await versionOf(databaseUrl);
    return {
      ownerUrl: databaseUrl,
      appUrl: databaseUrl,
      version,
      embedded: undefined,
      close: async () => {},
    };
  }
  const attached = options.exclusive ? undefined : attachEmbedded(dataDir);
  const embedded = attached ?? (await startEmbedded({ dataDir, log: options.log }));
  const { ownerUrl, appUrl } = embedded;
  return { ownerUrl, appUrl, version: await versionOf(ownerUrl), embedded, close: () => embedded.stop() };
}

/** Whether the settings name a database that was ever started: commands that only look must not create one. */
export function storeExists(config: CliConfig): boolean {
  if (config.databaseUrl) return true;
  try {
    return statSync(`${config.dataDir}/database.json`).isFile();
  } catch {
    return false;
  }
}

async function versionOf(url: string): Promise<number> {
  const client = new pg.Client({
    connectionString: url,
    connectionTimeoutMillis: 5_000,
    application_name: 'zelian',
  });
  // A server that goes away while we ask rejects the query as well.
  client.on('error', () => {});
  try {
    await client.connect();
    const reply = await client.query<{ version: number }>(
      `select current_setting('server_version_num')::int as version`,
    );
    const version = reply.rows[0]?.version ?? 0;
    if (version >= OLDEST) return version;
    throw new StartRefusal(
      'database/too-old',
      `数据库版本过旧（${Math.floor(version / 10_000)}），需要 PostgreSQL 15 或更新版本。`,
      'The database is older than PostgreSQL 15.',
    );
  } catch (error) {
    if (error instanceof StartRefusal) throw error;
    // The address holds a password: name the host only.
    const { host, pathname } = new URL(url);
    const reason =
      error instanceof Error ? error.message || String((error as { code?: string }).code) : String(error);
    throw new StartRefusal(
      'database/unreachable',
      `连接不上数据库 ${host}${pathname}（${reason}）。请检查 DATABASE_URL、网络和账户。`,
      `Cannot connect to the database at ${host}${pathname}. Check DATABASE_URL, the network and the account.`,
    );
  } finally {
    await client.end().catch(() => {});
  }
}
