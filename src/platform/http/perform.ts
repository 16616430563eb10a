import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import { z } from 'zod';
import { toDay } from '#kernel/dates.ts';
import { type Flaw, notFound, ok, type Result } from '#kernel/result.ts';
import { mayCall } from '#platform/access/authorise.ts';
import { type AuditEntry, appendAudit, canonicalJson } from '#platform/audit/chain.ts';
import { type GrantSource, readActor, readSession, tenantOfToken } from '#platform/auth/session.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Actor, Context, Services } from './context.ts';
import type { Endpoint } from './endpoint.ts';
import { flawWords } from './flaw-words.ts';
import { refusals } from './problem.ts';
import type { Input, PublicContext, Route, UploadedFile } from './routes.ts';

/** A request as the HTTP layer hands it over; nothing in it has been believed yet. */
export type RawRequest = {
  params: unknown;
  query: unknown;
  body: unknown;
  file: UploadedFile | undefined;
  token: string | undefined;
  ifMatch: string | undefined;
  idempotencyKey: string | undefined;
  address: string;
  device: string;
  /** The time of the request; tests travel in it. */
  now: Date;
};

/** What goes back: the outcome, and what to do with the session cookie (undefined: leave it). */
export type Reply = { outcome: Result<unknown>; session?: string | null };

/**
 * Serves one request: validates, opens the transaction, finds the actor, checks the role, honours If-Match and
 * Idempotency-Key, runs the use case, appends its audit entries, and commits only if it succeeded.
 */
export async function perform(
  services: Services,
  grantsOf: GrantSource,
  route: Route,
  raw: RawRequest,
): Promise<Reply> {
  const reply: Reply = { outcome: ok(undefined) };
  const setSession = (token: string | null) => {
    reply.session = token;
  };
  const input = validate(route.endpoint, raw);
  if (route.kind === 'public') {
    if (!input.ok) return { outcome: input };
    const ctx: PublicContext = {
      services,
      now: raw.now,
      address: raw.address,
      device: raw.device,
      setSession,
      inTenant: (tenantId, work) => asNobody(services, tenantId, raw, work, setSession),
      actorOf: ({ tx, actor: { tenantId }, today }, id) =>
        readActor(tx, services.keys, grantsOf, { tenantId, id }, today),
    };
    reply.outcome = asResult(await route.handle(ctx, input.value));
    return reply;
  }

  const tenantId = tenantOfToken(raw.token);
  if (!tenantId || !raw.token) return { outcome: refusals.signInFirst() };
  const token = raw.token;
  const writes = route.endpoint.method !== 'GET' || route.endpoint.audits === true;
  const work = async (tx: Tx): Promise<Result<unknown>> => {
    const session = await readSession(tx, services.keys, grantsOf, token, raw.now, toDay(raw.now));
    if (!session) return refusals.signInFirst();
    const { actor } = session;
    if (session.forged.length > 0) services.log('access.forged-binding', { bindings: session.forged });
    if (!mayCall(actor, route.endpoint.access)) return refusals.forbidden();
    if (!input.ok) return input;
    const version = versionOf(raw.ifMatch);
    if (route.endpoint.edits && version === undefined) return refusals.needsVersion();
    const { ctx, entries } = contextOf(services, tx, actor, raw, version, setSession);

    const run = async () => asResult(await route.handle(ctx, input.value));
    const key = route.endpoint.idempotent ? raw.idempotencyKey || undefined : undefined;
    const { outcome, replayed } =
      key === undefined
        ? { outcome: await run(), replayed: false }
        : await once(tx, actor, key, route.endpoint, input.value, run);
    if (!outcome.ok) return outcome;
    if (writes && entries.length === 0 && !replayed) {
      throw new Error(`${route.endpoint.method} ${route.endpoint.path} left no audit entry`);
    }
    if (entries.length > 0) await appendAudit(tx, tenantId, actor.accountId, raw.now, entries);
    if (raw.now.getTime() - session.seenAt.getTime() > 60_000) touched.add(actor.sessionId ?? '');
    return outcome;
  };
  const touched = new Set<string>();
  reply.outcome = writes
    ? await services.database.write(tenantId, async (tx) => {
        const outcome = await work(tx);
        return { commit: outcome.ok, value: outcome };
      })
    : await services.database.read(tenantId, work);
  for (const sessionId of touched) await touch(services, tenantId, sessionId, raw.now);
  return reply;
}

type Prepared = { ctx: Context; entries: AuditEntry[] };

function contextOf(
  services: Services,
  tx: Tx,
  actor: Actor,
  request: { now: Date; device?: string },
  ifMatch: number | undefined,
  setSession: (token: string | null) => void,
): Prepared {
  const entries: AuditEntry[] = [];
  const ctx = {
    tx,
    actor,
    now: request.now,
    today: toDay(request.now),
    ifMatch,
    services,
    audit: (entry: AuditEntry) => void entries.push(entry),
    setSession,
    device: request.device ?? '',
  };
  return { ctx, entries };
}

/**
 * Runs `work` in a transaction of a tenant without a signed-in person: public forms, scheduled jobs, the command line.
 * Commits, with its audit entries, if it returns ok.
 */
export function asNobody<T>(
  services: Services,
  tenantId: string,
  request: { now: Date; device?: string },
  work: (ctx: Context) => Promise<Result<T>>,
  setSession: (token: string | null) => void = () => {},
): Promise<Result<T>> {
  const nobody: Actor = {
    tenantId,
    accountId: null,
    personId: null,
    sessionId: null,
    displayName: '',
    grants: [],
  };
  return asActor(services, nobody, request, work, setSession);
}

/** The same for a given actor: the demo city acts through the use cases, as its people would. */
export function asActor<T>(
  services: Services,
  actor: Actor,
  request: { now: Date; device?: string; ifMatch?: number },
  work: (ctx: Context) => Promise<Result<T>>,
  setSession: (token: string | null) => void = () => {},
): Promise<Result<T>> {
  return services.database.write(actor.tenantId, async (tx) => {
    const { ctx, entries } = contextOf(services, tx, actor, request, request.ifMatch, setSession);
    const outcome = await work(ctx);
    // nothing to append: the chain's head is not touched, not even locked (a ballot leaves no trace beside itself)
    if (outcome.ok && entries.length > 0)
      await appendAudit(tx, actor.tenantId, actor.accountId, request.now, entries);
    return { commit: outcome.ok, value: outcome };
  });
}

/** The idle clock moves at most once a minute, outside the request's transaction, so that reading stays reading. */
async function touch(services: Services, tenantId: string, sessionId: string, now: Date): Promise<void> {
  await services.database.write(tenantId, async (tx) => {
    await tx
      .updateTable('session')
      .set({ seen_at: now })
      .where('tenant_id', '=', tenantId)
      .where('id', '=', sessionId)
      .where('seen_at', '<', now)
      .execute();
    return { commit: true, value: undefined };
  });
}

/**
 * Runs a create at most once for an actor's key (F02). The key's row is inserted first, in the same transaction: a
 * twin request waits for it, then gets the first one's reply; the same key with another body is refused.
 */
async function once(
  tx: Tx,
  actor: Actor,
  key: string,
  endpoint: Endpoint,
  input: Input<Endpoint>,
  run: () => Promise<Result<unknown>>,
): Promise<{ outcome: Result<unknown>; replayed: boolean }> {
  const text = canonicalJson([endpoint.method, endpoint.path, input.params, input.query, input.body]);
  const requestHash = createHash('sha256').update(text).digest();
  const mine = await tx
    .insertInto('idempotency_key')
    .values({
      tenant_id: actor.tenantId,
      actor_id: actor.accountId ?? '',
      key: key.slice(0, 200),
      request_hash: requestHash,
      status: 0,
      reply: null,
    })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'actor_id', 'key']).doNothing())
    .returning('key')
    .executeTakeFirst();
  const row = tx
    .selectFrom('idempotency_key')
    .selectAll()
    .where('tenant_id', '=', actor.tenantId)
    .where('actor_id', '=', actor.accountId ?? '')
    .where('key', '=', key.slice(0, 200));
  if (!mine) {
    const first = await row.executeTakeFirstOrThrow();
    const same = first.request_hash.equals(requestHash);
    return { outcome: same ? ok(first.reply) : refusals.idempotencyReused(), replayed: true };
  }
  const outcome = await run();
  if (outcome.ok) {
    await tx
      .updateTable('idempotency_key')
      .set({ status: endpoint.status ?? 200, reply: sql`${JSON.stringify(outcome.value ?? null)}::jsonb` })
      .where('tenant_id', '=', actor.tenantId)
      .where('actor_id', '=', actor.accountId ?? '')
      .where('key', '=', key.slice(0, 200))
      .execute();
  }
  return { outcome, replayed: false };
}

/** Validates the parts of a request against the endpoint's schemas; every flaw is named, none is repaired. */
export function validate(endpoint: Endpoint, raw: RawRequest): Result<Input<Endpoint>> {
  const flaws: Flaw[] = [];
  const check = (place: string, schema: z.core.$ZodType | undefined, value: unknown): unknown => {
    if (!schema) return undefined;
    const parsed = z.safeParse(schema, value, { error: flawWords });
    if (parsed.success) return parsed.data;
    for (const issue of parsed.error.issues.slice(0, 50)) {
      flaws.push({ path: [place, ...issue.path.map(String)].join('.'), message: issue.message });
    }
    return undefined;
  };
  const { params: ofParams, query: ofQuery, body: ofBody } = schemasOf(endpoint);
  const params = check('params', ofParams, raw.params);
  // A mangled address is no mistake of whoever fills in a form: there is nothing at it.
  if (flaws.length > 0) return notFound();
  const query = check('query', ofQuery, raw.query);
  const body = check('body', ofBody, raw.body ?? undefined);
  if (endpoint.upload && !raw.file) flaws.push({ path: 'file', message: '请选择要上传的文件' });
  if (flaws.length > 0) return refusals.invalid(flaws);
  return ok({ params, query, body, file: raw.file } as Input<Endpoint>);
}

type Schemas = { params: z.core.$ZodType; query?: z.core.$ZodType; body?: z.core.$ZodType };
const schemas = new WeakMap<Endpoint, Schemas>();

/** The schemas of an endpoint's parts, made once: a schema is compiled at its first use, which costs more than a request. */
function schemasOf(endpoint: Endpoint): Schemas {
  const known = schemas.get(endpoint);
  if (known) return known;
  const names = [...endpoint.path.matchAll(/:(\w+)/g)].map((match) => match[1]!);
  const shape = Object.fromEntries(names.map((name) => [name, endpoint.params?.[name] ?? z.uuid()]));
  const made = {
    params: z.object(shape as Record<string, z.ZodType>),
    query: strict(endpoint.query),
    body: strict(endpoint.body),
  };
  schemas.set(endpoint, made);
  return made;
}

/** Unknown keys are refused at the top of every query and body, whatever the schema's own leniency (T03). */
function strict(schema: z.core.$ZodType | undefined): z.core.$ZodType | undefined {
  return schema instanceof z.ZodObject ? schema.strict() : schema;
}

function versionOf(header: string | undefined): number | undefined {
  const match = /^(?:W\/)?"?(\d{1,9})"?$/.exec(header ?? '');
  return match ? Number(match[1]) : undefined;
}

function asResult(value: unknown): Result<unknown> {
  if (value !== null && typeof value === 'object' && 'ok' in value) {
    const maybe = value as { ok: unknown; refusal?: unknown };
    if (maybe.ok === true && 'value' in value) return value as Result<unknown>;
    if (maybe.ok === false && 'refusal' in value) return value as Result<unknown>;
  }
  return ok(value);
}
