import { sql } from 'kysely';
import { addDays, startOfDay } from '#kernel/dates.ts';
import { ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import type { AuditRow, listAudit } from './audit.contract.ts';

type Found = {
  seq: number;
  at: Date;
  action: string;
  object_kind: string;
  object_id: string | null;
  actor_id: string | null;
  actor_name: string | null;
  org_id: string | null;
  org_name: string | null;
  body: string;
  hash: Buffer;
};

/** A page of the tenant's audit trail, newest first. */
export async function readAudit(
  ctx: Context,
  query: QueryOf<typeof listAudit>,
): Promise<Result<ResponseOf<typeof listAudit>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const key = cursor.value?.[0];
  const before = typeof key === 'number' && Number.isSafeInteger(key) ? key : Number.MAX_SAFE_INTEGER;
  const { rows } = await sql<Found>`
    select e.seq, e.at, e.action, e.object_kind, e.object_id, e.actor_id, a.display_name as actor_name,
      e.org_id, o.name as org_name, e.body, e.hash
    from audit_entry e
    left join account a on a.tenant_id = e.tenant_id and a.id = e.actor_id
    left join organisation o on o.tenant_id = e.tenant_id and o.id = e.org_id
    where e.tenant_id = ${ctx.actor.tenantId} and e.seq < ${before}
      ${query.action ? sql`and (e.action = ${query.action} or starts_with(e.action, ${query.action}))` : sql``}
      ${query.objectId ? sql`and e.object_id = ${query.objectId}` : sql``}
      ${query.actorId ? sql`and e.actor_id = ${query.actorId}` : sql``}
      ${query.orgId ? sql`and e.org_id = ${query.orgId}` : sql``}
      ${query.from ? sql`and e.at >= ${startOfDay(query.from)}` : sql``}
      ${query.to ? sql`and e.at < ${startOfDay(addDays(query.to, 1))}` : sql``}
    order by e.seq desc limit ${query.limit + 1}`.execute(ctx.tx);
  return ok(cutPage(rows, query.limit, (row) => [row.seq], shape));
}

function shape(row: Found): AuditRow {
  const { details } = JSON.parse(row.body) as { details?: unknown };
  return {
    seq: row.seq,
    at: row.at.toISOString(),
    action: row.action,
    objectKind: row.object_kind,
    objectId: row.object_id,
    actorId: row.actor_id,
    actorName: row.actor_name,
    orgId: row.org_id,
    orgName: row.org_name,
    details: details === undefined ? null : JSON.stringify(details),
    hash: row.hash.toString('hex'),
  };
}
