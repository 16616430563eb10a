import pg from 'pg';
import { type ArchiveWriter, createArchive } from './archive.ts';
import {
  chainHeadsOf,
  copyOutText,
  LEFT_OUT,
  migrationsOf,
  PLAIN_TEXT_SETTINGS,
  sequencesOf,
  tablesOf,
} from './catalog.ts';
import { copyOut } from './copy.ts';
import type { Manifest } from './manifest.ts';

/**
 * Writes every table of a database into one file, all as of one instant, while others go on working. The file has its
 * name only when it is complete.
 *
 * @returns the manifest and the file's size in bytes.
 */
export async function dumpDatabase(
  ownerUrl: string,
  path: string,
  options: { program: string; now: Date; progress?: (text: string) => void },
): Promise<{ manifest: Manifest; bytes: number }> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'zelian-backup' });
  client.on('error', () => {});
  await client.connect();
  try {
    await client.query(PLAIN_TEXT_SETTINGS);
    await client.query('begin isolation level repeatable read read only');
    const archive = await createArchive(path);
    try {
      const manifest = await writeTables(client, archive, options);
      return { manifest, bytes: await archive.finish(manifest) };
    } catch (error) {
      await archive.discard();
      throw error;
    }
  } finally {
    await client.end();
  }
}

async function writeTables(
  client: pg.Client,
  archive: ArchiveWriter,
  options: { program: string; now: Date; progress?: (text: string) => void },
): Promise<Manifest> {
  const tables: Manifest['tables'] = [];
  for (const table of await tablesOf(client)) {
    if (LEFT_OUT.has(table.name)) continue;
    let rows = 0;
    const part = await archive.part(table.name, async (take) => {
      rows = await copyOut(client, copyOutText(table), take);
    });
    tables.push({ name: table.name, columns: table.columns, rows, ...part });
    if (rows > 100_000) options.progress?.(`${table.name}: ${rows}`);
  }
  const version = await client.query<{ server_version: string }>('show server_version');
  const keys = await client.query<{ check: string }>(
    `select distinct encode(key_check, 'hex') as check from tenant order by 1`,
  );
  return {
    format: 1,
    createdAt: options.now.toISOString(),
    program: options.program,
    postgres: version.rows[0]?.server_version ?? '',
    migrations: await migrationsOf(client),
    tables,
    sequences: await sequencesOf(client),
    chains: await chainHeadsOf(client),
    keyChecks: keys.rows.map((row) => row.check),
    leftOut: [...LEFT_OUT],
  };
}
