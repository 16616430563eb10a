import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { editionDuties } from '../duties/read-edition.ts';
import { frameworkObject } from './frameworks.objects.ts';
import { findFramework } from './frameworks.store.ts';
import { insertPack, localPack, localPacks, MOST_PACKS, retire } from './packs.store.ts';
import { forkPack as endpoint } from './variants.contract.ts';

/** Makes a pack of the tenant's own from an edition: its levels, posts and standing duties, without the persons named and what is addressed to named organisations only. */
export async function forkPack(
  ctx: Context,
  input: BodyOf<typeof endpoint>,
): Promise<Result<{ id: string }>> {
  const { tenantId, accountId } = ctx.actor;
  const { frameworkId } = input;
  if (!(await authorise(ctx, endpoint, frameworkObject, [frameworkId])).has(frameworkId)) return notFound();
  const framework = await findFramework(ctx.tx, tenantId, frameworkId);
  if (!framework) return notFound();
  const known = await localPacks(ctx.tx, tenantId);
  if (known.length >= MOST_PACKS) {
    return refuse('frameworks/too-many-packs', `本地框架包最多 ${MOST_PACKS} 个。请先停用不再使用的。`, {
      status: 422,
    });
  }
  const names = [
    ...known.map((pack) => pack.title.zh),
    ...ctx.services.content.frameworks.map((each) => each.title.zh),
  ];
  if (names.includes(input.title)) {
    return refuse('frameworks/name-taken', '已有同名的框架包。请换一个名称。', {
      status: 422,
      errors: [{ path: 'body.title', message: '名称已被使用' }],
    });
  }
  const read = await editionDuties(ctx, frameworkId);
  if (!read.ok) return read;
  const duties = read.value.filter((duty) => duty.dropped_reason === null && duty.only_orgs.length === 0);
  const id = newId();
  await insertPack(ctx.tx, tenantId, {
    id,
    version: 1,
    title: { zh: input.title, en: input.title },
    base_id: framework.pack_id,
    baseVersion: framework.pack_version,
    frameworkId,
    matrix: framework.matrix,
    duties: duties.map(
      ({
        tenant_id,
        id: dutyId,
        framework_id,
        list_id,
        org_id,
        place,
        version,
        from_on,
        to_on,
        only_orgs,
        ...duty
      }) => duty,
    ),
    note: input.note,
    by: accountId,
    at: ctx.now,
  });
  ctx.audit({
    action: 'framework.fork',
    object: ['framework_pack', id],
    orgId: framework.org_id,
    details: { from: frameworkId, base: framework.pack_id, duties: duties.length },
  });
  return ok({ id });
}

/** Takes a pack of the tenant's own off the list. */
export async function retirePack(ctx: Context, id: string): Promise<Result<{ retired: true }>> {
  const { tenantId } = ctx.actor;
  if (!(await localPack(ctx.tx, tenantId, id))) return notFound();
  if (!(await retire(ctx.tx, tenantId, id))) return notFound();
  ctx.audit({ action: 'framework.retire-pack', object: ['framework_pack', id], details: {} });
  return ok({ retired: true });
}
