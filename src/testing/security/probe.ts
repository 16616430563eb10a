import type { Generated } from 'kysely';
import { z } from 'zod';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, refuse } from '#kernel/result.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise, defineObject, inScope, scopeOf } from '#platform/access/authorise.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import { type AccessRule, endpoint, fields, page, pageQuery } from '#platform/http/endpoint.ts';
import { on } from '#platform/http/routes.ts';
import { staleEdit } from '#platform/http/stale.ts';

/**
 * A feature as small as a feature can be, so that what the platform promises to every feature is tested without
 * depending on one: an object of an organisation and perhaps of a person, with a version.
 */
declare module '#platform/database/schema.ts' {
  interface Schema {
    probe: {
      tenant_id: string;
      id: string;
      org_id: string;
      person_id: string | null;
      title: string;
      note: Generated<string>;
      version: Generated<number>;
    };
  }
}

export const probeTable = `
create table probe (
  tenant_id uuid not null,
  id uuid not null,
  org_id uuid not null,
  person_id uuid,
  title text not null,
  note text not null default '',
  version integer not null default 1,
  primary key (tenant_id, id)
);`;

const probeObject = defineObject({ kind: 'probe', table: 'probe', org: 'org_id', person: 'person_id' });

const keepers: AccessRule = { clerk: 'tenant', officer: 'subtree', secretary: 'own', member: 'self' };
const view = z.object({
  id: fields.id,
  orgId: fields.id,
  title: z.string(),
  note: z.string(),
  version: fields.version,
});

export const addProbe = endpoint({
  method: 'POST',
  path: '/probes',
  summary: 'add',
  access: { clerk: 'tenant', officer: 'subtree', secretary: 'own' },
  body: z.object({ orgId: fields.id, title: fields.line(200), personId: fields.id.optional() }),
  response: view,
  status: 201,
  idempotent: true,
});

export const listProbes = endpoint({
  method: 'GET',
  path: '/probes',
  summary: 'list',
  access: keepers,
  query: pageQuery.extend({ title: z.string().max(100).optional(), org: fields.id.optional() }),
  response: page(view),
});

export const readProbe = endpoint({
  method: 'GET',
  path: '/probes/:id',
  summary: 'read',
  access: keepers,
  response: view,
});

export const editProbe = endpoint({
  method: 'PATCH',
  path: '/probes/:id',
  summary: 'edit',
  access: keepers,
  body: z.object({ title: fields.line(200).optional(), note: fields.text(500).optional() }),
  response: view,
  edits: true,
});

export const closeProbes = endpoint({
  method: 'POST',
  path: '/probes/close',
  summary: 'close many, all or none',
  access: keepers,
  body: z.object({ ids: z.array(fields.id).min(1).max(50) }),
  response: z.object({ closed: z.number() }),
});

export const breakDown = endpoint({
  method: 'POST',
  path: '/probes/break',
  summary: 'fails inside',
  access: { clerk: 'tenant' },
  response: z.null(),
});

export const forgetAudit = endpoint({
  method: 'POST',
  path: '/probes/forget',
  summary: 'writes and leaves no audit entry',
  access: { clerk: 'tenant' },
  response: z.null(),
});

export const refuseLate = endpoint({
  method: 'POST',
  path: '/probes/:id/late',
  summary: 'writes, then refuses',
  access: { clerk: 'tenant' },
  response: z.null(),
});

export const secretOfFailure = 'select password from wallet where owner = 张三';

type Row = { id: string; org_id: string; title: string; note: string; version: number };
const shape = (row: Row) => ({
  id: row.id,
  orgId: row.org_id,
  title: row.title,
  note: row.note,
  version: row.version,
});

export const probeRoutes = [
  on(addProbe, async (ctx, { body }) => {
    if (!(await authorise(ctx, addProbe, organisationObject, [body.orgId])).has(body.orgId))
      return notFound();
    const row = await ctx.tx
      .insertInto('probe')
      .values({
        tenant_id: ctx.actor.tenantId,
        id: newId(),
        org_id: body.orgId,
        person_id: body.personId ?? null,
        title: body.title,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    ctx.audit({ action: 'probe.add', object: ['probe', row.id], orgId: row.org_id });
    return ok(shape(row));
  }),
  on(listProbes, async (ctx, { query }) => {
    const cursor = decodeCursor(query.cursor, 1);
    if (!cursor.ok) return cursor;
    let list = ctx.tx
      .selectFrom('probe as x')
      .innerJoin('organisation as o', (join) =>
        join.onRef('o.tenant_id', '=', 'x.tenant_id').onRef('o.id', '=', 'x.org_id'),
      )
      .selectAll('x')
      .where('x.tenant_id', '=', ctx.actor.tenantId)
      .where(inScope(scopeOf(ctx.actor, listProbes), { path: 'o.path', org: 'o.id', person: 'x.person_id' }))
      .orderBy('x.id')
      .limit(query.limit + 1);
    if (cursor.value) list = list.where('x.id', '>', String(cursor.value[0]));
    if (query.title) list = list.where('x.title', 'like', `%${query.title}%`);
    if (query.org) list = list.where('x.org_id', '=', query.org);
    return ok(cutPage(await list.execute(), query.limit, (row) => [row.id], shape));
  }),
  on(readProbe, async (ctx, { params }) => {
    if (!(await authorise(ctx, readProbe, probeObject, [params.id])).has(params.id)) return notFound();
    const row = await ctx.tx
      .selectFrom('probe')
      .selectAll()
      .where('tenant_id', '=', ctx.actor.tenantId)
      .where('id', '=', params.id)
      .executeTakeFirstOrThrow();
    return ok(shape(row));
  }),
  on(editProbe, async (ctx, { params, body }) => {
    if (!(await authorise(ctx, editProbe, probeObject, [params.id])).has(params.id)) return notFound();
    const row = await ctx.tx
      .updateTable('probe')
      .set({ ...body })
      .set((eb) => ({ version: eb('version', '+', 1) }))
      .where('tenant_id', '=', ctx.actor.tenantId)
      .where('id', '=', params.id)
      .where('version', '=', ctx.ifMatch ?? 0)
      .returningAll()
      .executeTakeFirst();
    if (!row) return staleEdit(ctx, 'probe', params.id, null);
    ctx.audit({ action: 'probe.edit', object: ['probe', row.id], orgId: row.org_id });
    return ok(shape(row));
  }),
  on(closeProbes, async (ctx, { body }) => {
    const allowed = await authorise(ctx, closeProbes, probeObject, body.ids);
    if (body.ids.some((id) => !allowed.has(id))) return notFound();
    await ctx.tx.updateTable('probe').set({ note: 'closed' }).where('id', 'in', body.ids).execute();
    ctx.audit({ action: 'probe.close', object: ['probe', null], details: { ids: body.ids } });
    return ok({ closed: body.ids.length });
  }),
  on(breakDown, async () => {
    throw new Error(secretOfFailure);
  }),
  on(forgetAudit, async (ctx) => {
    await ctx.tx.updateTable('probe').set({ note: 'forgotten' }).execute();
    return null;
  }),
  on(refuseLate, async (ctx, { params }) => {
    await ctx.tx.updateTable('probe').set({ note: 'half done' }).where('id', '=', params.id).execute();
    ctx.audit({ action: 'probe.late', object: ['probe', params.id] });
    return refuse('probe/late', '太晚了。');
  }),
];
