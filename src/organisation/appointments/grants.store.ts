import { type RawBuilder, sql } from 'kysely';
import type { GrantSource } from '#platform/auth/session.ts';
import '../organisation.tables.ts';

/**
 * The roles an account holds today, with the path of the organisation they are held at: a member of its branch, a
 * secretary and an organisation commissioner by the post held there, and what the security administrator has granted. A
 * dissolved organisation gives none.
 */
export const grantsOf: GrantSource = (account, today): RawBuilder<unknown> => sql`
  select 'member' as role, m.org_id, o.path, null::uuid as binding_id, null::date as from_on, null::date as to_on, null::bytea as seal
  from membership m join organisation o on o.tenant_id = m.tenant_id and o.id = m.org_id and o.state = 'active'
  where m.tenant_id = ${account.tenantId} and m.person_id = ${account.personId} and m.to_on is null and m.from_on <= ${today}::date
  union all
  select case p.post when 'organisation-member' then 'commissioner' else 'secretary' end, p.org_id, o.path, null, null, null, null
  from appointment p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id and o.state = 'active'
  where p.tenant_id = ${account.tenantId} and p.person_id = ${account.personId} and p.post in ('branch-secretary', 'branch-deputy', 'organisation-member')
    and (p.post <> 'organisation-member' or o.kind in ('branch', 'joint_branch'))
    and p.from_on <= ${today}::date and (p.to_on is null or p.to_on > ${today}::date)
  union all
  select b.role, b.org_id, o.path, b.id, b.from_on, b.to_on, b.seal
  from role_binding b left join organisation o on o.tenant_id = b.tenant_id and o.id = b.org_id
  where b.tenant_id = ${account.tenantId} and b.account_id = ${account.id}
    and b.from_on <= ${today}::date and (b.to_on is null or b.to_on > ${today}::date)
    and (b.org_id is null or o.state = 'active')`;
