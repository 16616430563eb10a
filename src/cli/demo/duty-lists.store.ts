import { sql } from 'kysely';
import { ok } from '#kernel/result.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Actor, Context, Services } from '#platform/http/context.ts';
import { asActor } from '#platform/http/perform.ts';
import { draftHash } from '#roles/duties/content-hash.ts';
import { dutiesOf } from '#roles/duties/duties.store.ts';
import { pinsOf } from '#roles/duties/owners.store.ts';
import { findFramework } from '#roles/frameworks/frameworks.store.ts';
import { insertReview } from '#roles/frameworks/reviews.store.ts';
import { reviseFramework } from '#roles/frameworks/revise-framework.ts';
import type { DemoAccounts } from './people.store.ts';
import { must } from './standards.ts';

/**
 * Who has signed the lists in force: most of those who answer for them, in the weeks after the issue; the demo's own
 * secretary has not yet, so that a visitor can.
 */
export async function signLists(
  tx: Tx,
  tenantId: string,
  accounts: DemoAccounts,
  frameworks: readonly string[],
): Promise<void> {
  await sql`
    insert into duty_signature (tenant_id, id, org_id, framework_id, subject, person_id, content_hash, signed_at)
    select h.tenant_id, gen_random_uuid(), f.org_id, f.id, h.subject, h.person_id, l.content_hash,
      f.issued_at + make_interval(days => 1 + abs(hashtext(h.person_id::text || h.subject)) % 20, hours => 9)
    from (
      select distinct w.tenant_id, d.framework_id, d.subject, w.person_id
      from duty_owner w join duty d on d.tenant_id = w.tenant_id and d.id = w.duty_id
      where w.tenant_id = ${tenantId} and d.framework_id = any(${[...frameworks]}::uuid[]) and w.source <> 'member' and w.to_on is null
    ) h
    join framework f on f.tenant_id = h.tenant_id and f.id = h.framework_id
    join duty_list l on l.tenant_id = h.tenant_id and l.framework_id = h.framework_id and l.subject = h.subject
    where h.person_id is distinct from ${accounts.secretary.personId}::uuid
      and abs(hashtext(h.subject || h.person_id::text)) % 10 <> 0`.execute(tx);
}

/**
 * The second of the units prepares its next edition: two duties in other words, one left out, and it is submitted, so that
 * the work committee's clerk has something to review and to compare.
 */
export async function submitRevision(
  services: Services,
  actor: Actor,
  frameworks: readonly string[],
  drafter: string,
  now: Date,
): Promise<void> {
  const [, second] = frameworks;
  if (second === undefined) return;
  must(
    await asActor(services, actor, { now }, async (ctx) => {
      await revise(ctx, second, drafter);
      return ok(null);
    }),
  );
}

async function revise(ctx: Context, frameworkId: string, drafter: string): Promise<void> {
  const { tenantId } = ctx.actor;
  const { id } = must(await reviseFramework(ctx, frameworkId));
  await sql`
    update duty d set standard = coalesce(n.standard, d.standard), dropped_reason = n.dropped, version = d.version + 1
    from (values ('DE-07', '每名党员每半年至少被谈到一次；只记日期、双方和类型。', null::text),
      ('DD-01', '每项任务写明主管、协管、期限和完成标准；按季提示合并发，不重复要材料。', null),
      ('DE-09', null, '本单位各支部今年没有入党积极分子')) as n(code, standard, dropped)
    where d.tenant_id = ${tenantId} and d.framework_id = ${id} and d.code = n.code`.execute(ctx.tx);
  const framework = await findFramework(ctx.tx, tenantId, id);
  if (!framework) throw new Error('the demo has no such framework');
  const hash = draftHash({
    ...framework,
    duties: await dutiesOf(ctx.tx, tenantId, id),
    pins: await pinsOf(ctx.tx, tenantId, id),
  });
  await insertReview(ctx.tx, tenantId, {
    frameworkId: id,
    version: framework.version,
    action: 'submit',
    hash,
    reason: '',
    accountId: drafter,
    at: ctx.now,
  });
}
