import { addDays } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { adoptFramework } from '#roles/frameworks/frameworks.contract.ts';
import type { TestApp } from './app.ts';

/** An obligation to be laid down for a test: the duty by its code, who answers, and the period with both ends. */
export type Due = {
  code: string;
  orgId: string;
  personId: string;
  from: string;
  to: string;
  minutes?: number;
  each?: boolean;
};

/** Adopts the complete framework for unit A of the small world, so that its duties exist. */
export async function adoptForUnitA(test: TestApp): Promise<void> {
  const officer = await test.as('officer');
  const reply = await officer.call(adoptFramework, {
    body: { unitId: test.world.ids.unitA, packId: 'three-levels-five-posts' },
  });
  if (reply.status !== 201) throw new Error(`not adopted: ${reply.problem.code}`);
}

/** Lays down open obligations of unit A; returns their ids in order. */
export async function layDown(test: TestApp, dues: readonly Due[]): Promise<string[]> {
  const ids: string[] = [];
  for (const due of dues) {
    const id = newId();
    const made = await test.owner.query(
      `insert into obligation (tenant_id, id, duty_id, org_id, person_id, bearer_id, period_from, period_to, due_on, due_covered, unit, required)
       select d.tenant_id, $1, d.id, $2, $3, $4, $5, $6, $7, true, $8, $9 from duty d where d.tenant_id = $10 and d.code = $11`,
      [
        id,
        due.orgId,
        due.personId,
        due.each ? due.personId : due.orgId,
        due.from,
        addDays(due.to, 1),
        due.to,
        due.minutes ? 'minutes' : 'times',
        due.minutes ?? 1,
        test.tenantId,
        due.code,
      ],
    );
    if (made.rowCount !== 1) throw new Error(`no duty ${due.code}`);
    ids.push(id);
  }
  return ids;
}
