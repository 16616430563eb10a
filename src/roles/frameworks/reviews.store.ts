import { sql } from 'kysely';
import { newId } from '#kernel/ids.ts';
import type { Tx } from '#platform/database/schema.ts';
import './frameworks.tables.ts';
import type { ReviewAction } from './frameworks.tables.ts';

/** One step of a review with who took it. */
export type ReviewRow = {
  action: ReviewAction;
  hash: string;
  reason: string;
  account_id: string | null;
  name: string | null;
  at: Date;
};

/** The course of a draft's review, the first step first; at most the last 50. */
export async function courseOf(tx: Tx, tenantId: string, frameworkId: string): Promise<ReviewRow[]> {
  const { rows } = await sql<ReviewRow>`
    select r.action, r.hash, r.reason, r.account_id, a.display_name as name, r.at
    from framework_review r left join account a on a.tenant_id = r.tenant_id and a.id = r.account_id
    where r.tenant_id = ${tenantId} and r.framework_id = ${frameworkId}
    order by r.at desc, r.id desc limit 50`.execute(tx);
  return rows.reverse();
}

/** Notes a step of the review of a draft of version `version`, and moves it on; false if it has another version or is issued by now. */
export async function insertReview(
  tx: Tx,
  tenantId: string,
  step: {
    frameworkId: string;
    version: number;
    action: ReviewAction;
    hash: string;
    reason: string;
    accountId: string | null;
    at: Date;
  },
): Promise<boolean> {
  const { rows } = await sql`
    with moved as (
      update framework set version = version + 1
      where tenant_id = ${tenantId} and id = ${step.frameworkId} and version = ${step.version} and state = 'draft'
      returning tenant_id, id
    )
    insert into framework_review (tenant_id, id, framework_id, action, hash, reason, account_id, at)
    select m.tenant_id, ${newId()}, m.id, ${step.action}, ${step.hash}, ${step.reason}, ${step.accountId}, ${step.at} from moved m
    returning id`.execute(tx);
  return rows.length > 0;
}
