import { sql } from 'kysely';
import type { Tx } from '#platform/database/schema.ts';
import '../tasks.tables.ts';
import type { TaskCourse } from './stuck.rules.ts';

/** How often a task was returned or sent back, and how often its deadline was moved. */
export async function courseOf(tx: Tx, tenantId: string, taskId: string): Promise<TaskCourse> {
  const { rows } = await sql<TaskCourse>`
    select count(*) filter (where action in ('return', 'send-back'))::int as returns, count(*) filter (where action = 'move')::int as moves
    from task_event where tenant_id = ${tenantId} and task_id = ${taskId}::uuid`.execute(tx);
  return rows[0] ?? { returns: 0, moves: 0 };
}
