import { sql } from 'kysely';
import { addDays, type Day } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import '#roles/fusion/fusion.tables.ts';
import { demoId } from './dice.ts';
import type { Stage } from './leading-group-stage.ts';

/** A business item of the demo, with the figure of every quarter since its baseline. */
const ITEMS = [
  {
    title: '项目审批提速',
    owner: 'deputy',
    indicator: '平均办理时长',
    measure: '工作日',
    source: '政务服务平台月报',
    baseline: 12,
    target: 8,
    readings: [11, 9.5],
  },
  {
    title: '企业诉求办理',
    owner: 'head',
    indicator: '按期办结率',
    measure: '%',
    source: '助企热线系统',
    baseline: 91,
    target: 98,
    readings: [91, 90.5],
  },
  {
    title: '窗口材料精简',
    owner: 'deputy',
    indicator: '平均提交材料',
    measure: '份',
    source: '窗口收件登记',
    baseline: 9,
    target: 6,
    readings: [],
  },
] as const;

/** Which task of the first unit serves which item, and whether its owner has confirmed it. */
const LINKS = [
  { item: 0, how: '党员先锋岗盯住超时件，一件一析', confirmed: true },
  { item: 1, how: '党小组包联企业，诉求当月回访', confirmed: true },
  { item: 0, how: '支部主题党日梳理可并联的环节', confirmed: false },
] as const;

const QUARTER = 92;
const BEGAN = -230;

/** Ties some tasks of the first unit to its business: one link moves its figure, one does not, one waits to be confirmed. */
export async function tieBusiness(tx: Tx, { tenantId, city, accounts, seed, today }: Stage): Promise<void> {
  const unit = city.units[0]!;
  const { officer } = accounts;
  const owner = (login: 'deputy' | 'head') => accounts[login].personId ?? officer.personId!;
  const began = addDays(today, BEGAN);
  await tx
    .insertInto('business_item')
    .values(
      ITEMS.map((item, n) => ({
        tenant_id: tenantId,
        id: demoId(seed, 'business-item', n),
        org_id: unit.id,
        title: item.title,
        owner_id: owner(item.owner),
        indicator: item.indicator,
        measure: item.measure,
        source: item.source,
        baseline: String(item.baseline),
        target: String(item.target),
        baseline_on: began,
        due_on: addDays(today, 220),
        made_by: officer.accountId,
        ended_on: null,
      })),
    )
    .execute();
  await tx
    .insertInto('business_reading')
    .values(
      ITEMS.flatMap((item, n) =>
        item.readings.map((value, at) => {
          const day: Day = addDays(began, (at + 1) * QUARTER + 15);
          return {
            tenant_id: tenantId,
            item_id: demoId(seed, 'business-item', n),
            on_day: day,
            value: String(value),
            account_id: accounts[item.owner].accountId,
            person_id: owner(item.owner),
            at: new Date(`${day}T03:00:00Z`),
          };
        }),
      ),
    )
    .execute();
  const tasks = await tasksOf(tx, tenantId, unit.id, [...new Set(ITEMS.map((item) => owner(item.owner)))]);
  const drawn = LINKS.flatMap((link, n) => (tasks[n] ? [{ ...link, n, taskId: tasks[n] }] : []));
  if (drawn.length === 0) return;
  await tx
    .insertInto('fusion_link')
    .values(
      drawn.map(({ n, taskId, item, how, confirmed }) => ({
        tenant_id: tenantId,
        id: demoId(seed, 'fusion-link', n),
        task_id: taskId,
        item_id: demoId(seed, 'business-item', item),
        how,
        state: confirmed ? ('confirmed' as const) : ('proposed' as const),
        proposed_by: officer.accountId,
        proposed_person: officer.personId,
        proposed_on: confirmed ? addDays(began, 3) : addDays(today, -4),
        confirmed_person: confirmed ? owner(ITEMS[item].owner) : null,
        confirmed_on: confirmed ? addDays(began, 8) : null,
        ended_on: null,
      })),
    )
    .execute();
}

/** Tasks of a unit that are not owned by those who answer for its business: the branches' own first. */
async function tasksOf(tx: Tx, tenantId: string, unitId: string, not: readonly string[]): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select t.id from task t join organisation o on o.tenant_id = t.tenant_id and o.id = t.org_id
    join organisation u on u.tenant_id = o.tenant_id and u.id = ${unitId}::uuid and o.path ^@ u.path
    where t.tenant_id = ${tenantId} and t.state in ('assigned', 'accepted', 'done') and t.owner_id <> all(${[...not]}::uuid[])
    order by t.title <> '本支部融合项目见效', o.no, t.id limit ${LINKS.length}`.execute(tx);
  return rows.map((row) => row.id);
}
