import { randomUUID } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { isIPv6 } from 'node:net';
import { join } from 'node:path';
import cookie from '@fastify/cookie';
import helmet from '@fastify/helmet';
import multipart from '@fastify/multipart';
import rateLimit from '@fastify/rate-limit';
import staticFiles from '@fastify/static';
import Fastify, { type FastifyInstance, type FastifyReply, type FastifyRequest } from 'fastify';
import { z } from 'zod';
import type { Refusal } from '#kernel/result.ts';
import type { GrantSource } from '#platform/auth/session.ts';
import type { Services } from './context.ts';
import type { Download } from './endpoint.ts';
import { openApiDocument, referencePage } from './openapi.ts';
import { perform } from './perform.ts';
import { fromDatabaseError, isUnreachable, refusals, toProblem } from './problem.ts';
import { assertDeclared, type Route, type UploadedFile } from './routes.ts';

export type ServerOptions = {
  services: Services;
  routes: readonly Route[];
  grantsOf: GrantSource;
  /** The clock; tests travel in it. */
  now?: () => Date;
  /** Requests a minute from one address over all routes. */
  perMinute?: number;
};

/** A hall of people who rate at once stands behind one address; what the machine answers in all is four times as much. */
const PER_MINUTE = 6000;
const UNSAFE = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/** Builds the HTTP server: the routes under /api/v1, health, the API reference, and the built web application. */
export async function createServer(options: ServerOptions): Promise<FastifyInstance> {
  const { services, routes } = options;
  const { config } = services;
  const now = options.now ?? (() => new Date());
  const secure = config.publicUrl?.startsWith('https:') ?? false;
  const cookieName = secure ? '__Host-zelian' : 'zelian';
  const app = Fastify({
    trustProxy: config.trustProxy,
    bodyLimit: 1_048_576,
    genReqId: () => randomUUID(),
    logger: false,
    requestTimeout: 30_000,
    connectionTimeout: 60_000,
    keepAliveTimeout: 10_000,
    routerOptions: { maxParamLength: 200 },
    onProtoPoisoning: 'error',
    onConstructorPoisoning: 'error',
  });
  app.removeContentTypeParser('text/plain');
  await app.register(cookie);
  await app.register(helmet, {
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        'default-src': ["'none'"],
        'script-src': ["'self'"],
        // No text becomes markup or script without passing the page's one policy (src/shell/web/trusted-types.ts).
        'require-trusted-types-for': ["'script'"],
        'trusted-types': ['default'],
        // The component library writes style elements at run time; styles cannot run code.
        'style-src': ["'self'", "'unsafe-inline'"],
        'img-src': ["'self'", 'data:', 'blob:'],
        'font-src': ["'self'"],
        'connect-src': ["'self'"],
        'manifest-src': ["'self'"],
        'form-action': ["'self'"],
        'base-uri': ["'none'"],
        'frame-ancestors': ["'none'"],
        ...(secure ? { 'upgrade-insecure-requests': [] } : {}),
      },
    },
    strictTransportSecurity: secure,
    referrerPolicy: { policy: 'no-referrer' },
    crossOriginEmbedderPolicy: false,
  });
  await app.register(rateLimit, {
    global: true,
    max: options.perMinute ?? PER_MINUTE,
    // Files of the pages say nothing and cost nothing.
    allowList: (request: FastifyRequest) => request.url.startsWith('/assets/'),
    timeWindow: 60_000,
    keyGenerator: (request: FastifyRequest) => addressOf(request.ip),
    errorResponseBuilder: (_request: unknown, context: { ttl: number }) => {
      const { refusal } = refusals.tooMany(Math.max(1, Math.ceil(context.ttl / 1000)));
      return Object.assign(new Error(refusal.message), { refusal });
    },
  });
  await app.register(multipart, { limits: { files: 1, fields: 0, parts: 1 } });

  app.addHook('onRequest', async (request, reply) => {
    if (!UNSAFE.has(request.method)) return;
    if (!fromOurPage(request, config.publicUrl))
      return sendRefusal(request, reply, refusals.crossSite().refusal);
  });
  app.addHook('onSend', async (request, reply) => {
    if (request.url.startsWith('/api/')) reply.header('cache-control', 'no-store');
  });
  app.setErrorHandler((error, request, reply) =>
    sendRefusal(request, reply, refusalOf(error, request, services)),
  );
  app.setNotFoundHandler({ preHandler: app.rateLimit() }, (request, reply) => {
    // A file that is no longer there (a page of before an upgrade asks for it) is absent, not the application.
    const isPage = request.method === 'GET' && !/^\/(api|assets)\//.test(request.url);
    if (isPage && page) {
      return reply.type('text/html; charset=utf-8').header('cache-control', 'no-cache').send(page);
    }
    return sendRefusal(request, reply, {
      code: 'not-found',
      status: 404,
      message: '没有这个地址。请核对链接。',
    });
  });

  assertDeclared(routes);
  for (const route of routes) register(route);
  registerOperations(app, services);
  const document = openApiDocument(routes);
  app.get('/api/v1/openapi.json', () => document);
  app.get('/api/docs', (_request, reply) =>
    reply.type('text/html; charset=utf-8').send(referencePage(document)),
  );

  const indexFile = join(config.webDir, 'index.html');
  const page = existsSync(indexFile) ? readFileSync(indexFile) : null;
  if (page) {
    await app.register(staticFiles, {
      root: join(config.webDir, 'assets'),
      prefix: '/assets/',
      immutable: true,
      maxAge: '365d',
      preCompressed: true,
    });
  }
  return app;

  function register(route: Route): void {
    const { endpoint } = route;
    app.route({
      method: endpoint.method,
      url: `/api/v1${endpoint.path}`,
      config: endpoint.perMinute ? { rateLimit: { max: endpoint.perMinute, timeWindow: 60_000 } } : {},
      bodyLimit: endpoint.upload ? endpoint.upload.maxBytes + 65_536 : 1_048_576,
      handler: async (request, reply) => {
        const file = endpoint.upload ? await uploadedFile(request, endpoint.upload.maxBytes) : undefined;
        if (file === 'too-large') return sendRefusal(request, reply, refusals.tooLarge().refusal);
        const { outcome, session } = await perform(services, options.grantsOf, route, {
          params: request.params,
          query: request.query,
          body: endpoint.upload ? undefined : request.body,
          file,
          token: request.cookies[cookieName],
          ifMatch: request.headers['if-match'],
          idempotencyKey: header(request, 'idempotency-key'),
          address: addressOf(request.ip),
          device: deviceOf(request.headers['user-agent']),
          now: now(),
        });
        if (session === null) reply.clearCookie(cookieName, { path: '/' });
        if (typeof session === 'string') {
          reply.setCookie(cookieName, session, { path: '/', httpOnly: true, secure, sameSite: 'lax' });
        }
        if (!outcome.ok) return sendRefusal(request, reply, outcome.refusal);
        return endpoint.download
          ? sendFile(reply, outcome.value as Download)
          : sendValue(reply, endpoint.status ?? 200, z.parse(endpoint.response, outcome.value));
      },
    });
  }
}

function registerOperations(app: FastifyInstance, services: Services): void {
  let closing = false;
  app.addHook('preClose', async () => {
    closing = true;
  });
  app.get('/healthz', { config: { rateLimit: false } }, () => ({ ok: true }));
  app.get('/readyz', { config: { rateLimit: false } }, async (_request, reply) => {
    const ready =
      !closing &&
      (await services.database.lookup
        .selectNoFrom((eb) => eb.lit(1).as('one'))
        .execute()
        .then(
          () => true,
          () => false,
        ));
    return reply.status(ready ? 200 : 503).send({ ready });
  });
}

function sendValue(reply: FastifyReply, status: number, value: unknown): FastifyReply {
  const version = (value as { version?: unknown } | null | undefined)?.version;
  if (typeof version === 'number') reply.header('etag', `"${version}"`);
  reply.status(status);
  if (status === 204) return reply.send();
  return reply.type('application/json; charset=utf-8').send(JSON.stringify(value));
}

function sendFile(reply: FastifyReply, file: Download): FastifyReply {
  return reply
    .type(file.contentType)
    .header('content-disposition', `attachment; filename*=UTF-8''${encodeURIComponent(file.filename)}`)
    .header('content-security-policy', "sandbox; default-src 'none'")
    .send(Buffer.from(file.bytes));
}

function sendRefusal(request: FastifyRequest, reply: FastifyReply, refusal: Refusal): FastifyReply {
  const wait = refusal.data?.['retryAfter'];
  if (typeof wait === 'number') reply.header('retry-after', wait);
  else if (refusal.status === 503) reply.header('retry-after', 2);
  return reply
    .status(refusal.status)
    .type('application/problem+json; charset=utf-8')
    .send(JSON.stringify(toProblem(refusal, request.id)));
}

function refusalOf(error: unknown, request: FastifyRequest, services: Services): Refusal {
  const carried = (error as { refusal?: Refusal }).refusal;
  if (carried) return carried;
  const fromDatabase = fromDatabaseError(error);
  if (fromDatabase) return fromDatabase.refusal;
  if (isUnreachable(error)) return refusals.busy().refusal;
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  if (status === 413) return refusals.tooLarge().refusal;
  if (status === 415) return refusals.notJson().refusal;
  if (status >= 400 && status < 500)
    return refusals.invalid([{ path: 'body', message: '请求格式有误' }]).refusal;
  // The route's pattern, not its address: no identifier of a person reaches the log.
  services.log('request.failed', {
    id: request.id,
    route: `${request.method} ${request.routeOptions.url ?? ''}`,
    error: (error as Error).stack ?? String(error),
  });
  return {
    code: 'service/failed',
    status: 500,
    message: `系统出错了（编号 ${request.id}），请稍后重试；如仍出现，请把编号告诉系统管理员。`,
  };
}

/**
 * Defence against requests forged from other sites (T16): an unsafe request must carry our header, which a foreign
 * page cannot send without a preflight that we never answer, and must not name a foreign origin.
 */
function fromOurPage(request: FastifyRequest, publicUrl: string | null): boolean {
  if (header(request, 'x-zelian') !== '1') return false;
  const site = header(request, 'sec-fetch-site');
  if (site !== undefined && site !== 'same-origin' && site !== 'none') return false;
  const origin = header(request, 'origin');
  if (origin === undefined) return true;
  if (publicUrl) return origin === new URL(publicUrl).origin;
  return origin === `http://${request.host}` || origin === `https://${request.host}`;
}

function header(request: FastifyRequest, name: string): string | undefined {
  const value = request.headers[name];
  return Array.isArray(value) ? value[0] : value;
}

/** An IPv6 client owns at least a /64: it is throttled as one. */
export function addressOf(ip: string): string {
  if (!isIPv6(ip) || ip.startsWith('::ffff:')) return ip.replace('::ffff:', '');
  const [head, tail = ''] = ip.split('::') as [string, string?];
  const left = head.split(':').filter(Boolean);
  const right = tail.split(':').filter(Boolean);
  const groups = [...left, ...Array<string>(Math.max(0, 8 - left.length - right.length)).fill('0'), ...right];
  return `${groups.slice(0, 4).join(':')}::/64`;
}

/** A device in a few words, for the person's own list of sessions; the full user agent is not kept. */
function deviceOf(agent: string | undefined): string {
  const text = agent ?? '';
  const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(text)?.[0] ?? '未知系统';
  const browser = /MicroMessenger|Edg|Firefox|Chrome|Safari/.exec(text)?.[0] ?? '其他浏览器';
  return `${browser.replace('Edg', 'Edge').replace('MicroMessenger', '微信')} · ${system}`;
}

async function uploadedFile(
  request: FastifyRequest,
  maxBytes: number,
): Promise<UploadedFile | undefined | 'too-large'> {
  if (!request.isMultipart()) return undefined;
  const part = await request.file({ limits: { fileSize: maxBytes } });
  if (!part) return undefined;
  const bytes = await part.toBuffer().catch((error: { code?: string }) => {
    if (error.code === 'FST_REQ_FILE_TOO_LARGE') return null;
    throw error;
  });
  return bytes === null ? 'too-large' : { name: part.filename, bytes };
}
