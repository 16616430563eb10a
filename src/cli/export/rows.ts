import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import pg from 'pg';
import type { Keys } from '#platform/crypto/keys.ts';
import { LEFT_OUT, type TableShape, tablesOf } from '../backup/catalog.ts';

const BATCH = 2_000;

/**
 * Writes every row of one tenant as a line of JSON, `{"table": …, "row": {…}}`, tables by name and rows by key: for
 * whoever wants to read the data without this program. Sealed fields are opened under their own name.
 *
 * @returns the number of rows of each table.
 */
export async function exportRows(
  ownerUrl: string,
  keys: Keys,
  tenantId: string,
  path: string,
): Promise<Record<string, number>> {
  const client = new pg.Client({ connectionString: ownerUrl, application_name: 'zelian-export' });
  client.on('error', () => {});
  await client.connect();
  const file = createWriteStream(path, { mode: 0o600, flags: 'wx' });
  await once(file, 'open');
  try {
    await client.query(`set timezone = 'UTC'`);
    await client.query('begin isolation level repeatable read read only');
    const counts: Record<string, number> = {};
    for (const table of await tablesOf(client)) {
      if (LEFT_OUT.has(table.name) || !table.columns.includes('tenant_id')) continue;
      counts[table.name] = 0;
      for await (const rows of batchesOf(client, table, tenantId)) {
        const lines = rows.map(
          (row) => `${JSON.stringify({ table: table.name, row: opened(keys, table.name, row) })}\n`,
        );
        counts[table.name] = (counts[table.name] ?? 0) + rows.length;
        if (!file.write(lines.join(''))) await once(file, 'drain');
      }
    }
    return counts;
  } finally {
    file.end();
    await once(file, 'close');
    await client.end();
  }
}

async function* batchesOf(client: pg.Client, table: TableShape, tenantId: string) {
  const columns = table.columns.map((name) => `t.${pg.escapeIdentifier(name)}`).join(', ');
  await client.query(
    `declare export_rows cursor for select row_to_json(r) as row from (select ${columns} from ${pg.escapeIdentifier(table.name)} t
     where tenant_id = '${tenantId}' order by ${table.order}) r`,
  );
  for (;;) {
    const reply = await client.query<{ row: Record<string, unknown> }>(`fetch ${BATCH} from export_rows`);
    if (reply.rows.length > 0) yield reply.rows.map((each) => each.row);
    if (reply.rows.length < BATCH) break;
  }
  await client.query('close export_rows');
}

/** Of no use to a reader, and dangerous to leave lying about. */
const SECRETS: ReadonlySet<string> = new Set(['password_hash']);

/** `birth_sealed` becomes `birth`. One that does not open stays as it is: an export must not lose it. */
function opened(keys: Keys, table: string, row: Record<string, unknown>): Record<string, unknown> {
  const shown = Object.entries(row).filter(([name]) => !SECRETS.has(name));
  const entries = shown.map(([name, value]): [string, unknown] => {
    if (!name.endsWith('_sealed') || typeof value !== 'string') return [name, value];
    const plain = name.slice(0, -'_sealed'.length);
    try {
      return [plain, keys.open(Buffer.from(value.slice(2), 'hex'), `${table}/${plain}/${String(row['id'])}`)];
    } catch {
      return [name, value];
    }
  });
  return Object.fromEntries(entries);
}
