import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { Schema, Tx } from '#platform/database/schema.ts';
import './audit.tables.ts';

/**
 * What happened, to be chained: ids, codes and numbers only. Names and texts stay out, so that a person's data can be
 * erased while the chain stays whole.
 */
export type AuditEntry = {
  action: string;
  object: readonly [kind: string, id: string | null];
  orgId?: string | null;
  details?: Record<string, unknown>;
};

export type ChainLink = { seq: number; hash: Buffer };

const GENESIS = Buffer.alloc(32);
const BATCH = 5000;

/** JSON with sorted keys and without white space, as RFC 8785 has it for the values used here (no non-finite numbers). */
export function canonicalJson(value: unknown): string {
  if (value === null || typeof value !== 'object') return JSON.stringify(value) ?? 'null';
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  const entries = Object.entries(value as Record<string, unknown>).filter(([, each]) => each !== undefined);
  entries.sort(([a], [b]) => (a < b ? -1 : a > b ? 1 : 0));
  return `{${entries.map(([key, each]) => `${JSON.stringify(key)}:${canonicalJson(each)}`).join(',')}}`;
}

/** h_i = SM3(h_{i-1} ‖ body_i), GB/T 32905; the algorithm's name stands in the body. */
export function linkHash(previous: Buffer, body: string): Buffer {
  return createHash('sm3').update(previous).update(body, 'utf8').digest();
}

/**
 * Appends entries to the tenant's chain inside the caller's transaction. Takes the chain's head for itself until the
 * commit: call it last. Returns the new head.
 */
export async function appendAudit(
  tx: Tx,
  tenantId: string,
  actorId: string | null,
  now: Date,
  entries: readonly AuditEntry[],
): Promise<ChainLink> {
  const head = await tx
    .selectFrom('audit_head')
    .select(['seq', 'hash'])
    .where('tenant_id', '=', tenantId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  let { seq, hash } = head;
  const rows = entries.map((entry) => {
    seq += 1;
    const body = canonicalJson({
      alg: 'sm3',
      seq,
      at: now.toISOString(),
      tenant: tenantId,
      actor: actorId,
      action: entry.action,
      object: entry.object,
      org: entry.orgId ?? null,
      details: entry.details,
    });
    hash = linkHash(hash, body);
    return {
      tenant_id: tenantId,
      seq,
      at: now,
      actor_id: actorId,
      action: entry.action,
      object_kind: entry.object[0],
      object_id: entry.object[1],
      org_id: entry.orgId ?? null,
      body,
      hash,
    };
  });
  if (rows.length === 0) return head;
  await tx.insertInto('audit_entry').values(rows).execute();
  await tx
    .updateTable('audit_head')
    .set({ seq, hash, at: sql<Date>`greatest(at, ${now})` })
    .where('tenant_id', '=', tenantId)
    .execute();
  return { seq, hash };
}

/** Starts a tenant's chain. */
export async function startChain(tx: Tx, tenantId: string, now: Date): Promise<void> {
  await tx.insertInto('audit_head').values({ tenant_id: tenantId, seq: 0, hash: GENESIS, at: now }).execute();
}

/** The outcome of a verification; `firstBad` names the first link that does not hold, and why. */
export type ChainReport = {
  entries: number;
  head: string;
  firstBad: null | { seq: number; reason: 'missing' | 'altered' | 'columns' | 'head' | 'checkpoint' };
};

/**
 * Recomputes a tenant's chain from its first entry. With a checkpoint that was exported earlier, also finds a chain
 * that was rewritten from some entry on (T07 f): the entry at the checkpoint's place must still have its hash.
 */
export async function verifyChain(
  tx: Tx,
  tenantId: string,
  checkpoint?: { seq: number; hash: string },
): Promise<ChainReport> {
  // The head is read first and bounds the scan: entries that others add meanwhile are not taken for a fault.
  const head = await tx
    .selectFrom('audit_head')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst();
  let previous: Buffer = GENESIS;
  let seq = 0;
  for (;;) {
    const rows = await tx
      .selectFrom('audit_entry')
      .select(['seq', 'at', 'body', 'hash', 'action', 'object_kind', 'object_id', 'actor_id', 'org_id'])
      .where('tenant_id', '=', tenantId)
      .where('seq', '>', seq)
      .where('seq', '<=', head?.seq ?? 0)
      .orderBy('seq')
      .limit(BATCH)
      .execute();
    for (const row of rows) {
      if (row.seq !== seq + 1) return broken(seq, previous, seq + 1, 'missing');
      const hash = linkHash(previous, row.body);
      if (!hash.equals(row.hash)) return broken(seq, previous, row.seq, 'altered');
      if (!agrees(row, JSON.parse(row.body), tenantId)) return broken(seq, previous, row.seq, 'columns');
      if (checkpoint?.seq === row.seq && checkpoint.hash !== hash.toString('hex')) {
        return broken(seq, previous, row.seq, 'checkpoint');
      }
      previous = hash;
      seq = row.seq;
    }
    if (rows.length < BATCH) break;
  }
  if (!head || head.seq !== seq || !head.hash.equals(previous) || (await hasLooseEnd(tx, tenantId))) {
    return broken(seq, previous, seq + 1, 'head');
  }
  if (checkpoint && checkpoint.seq > seq) return broken(seq, previous, seq + 1, 'checkpoint');
  return { entries: seq, head: previous.toString('hex'), firstBad: null };
}

/** Whether the columns that searches use still say what was hashed. */
function agrees(
  row: Omit<ChainRow, 'hash' | 'body' | 'tenant_id'>,
  body: HashedBody,
  tenantId: string,
): boolean {
  return (
    body.tenant === tenantId &&
    body.seq === row.seq &&
    body.at === row.at.toISOString() &&
    body.action === row.action &&
    body.object[0] === row.object_kind &&
    body.object[1] === row.object_id &&
    body.actor === row.actor_id &&
    body.org === row.org_id
  );
}

type ChainRow = Selectable<Schema['audit_entry']>;
type HashedBody = {
  tenant: string;
  seq: number;
  at: string;
  action: string;
  object: [string, string | null];
  actor: string | null;
  org: string | null;
};

/** Whether entries stand behind the head, in one statement and so on one snapshot. */
async function hasLooseEnd(tx: Tx, tenantId: string): Promise<boolean> {
  const row = await tx
    .selectFrom('audit_head as h')
    .leftJoin('audit_entry as e', 'e.tenant_id', 'h.tenant_id')
    .select((eb) => ['h.seq', eb.fn.max('e.seq').as('last')])
    .where('h.tenant_id', '=', tenantId)
    .groupBy('h.seq')
    .executeTakeFirst();
  return (row?.last ?? 0) !== (row?.seq ?? 0);
}

function broken(
  entries: number,
  head: Buffer,
  seq: number,
  reason: NonNullable<ChainReport['firstBad']>['reason'],
): ChainReport {
  return { entries, head: head.toString('hex'), firstBad: { seq, reason } };
}
