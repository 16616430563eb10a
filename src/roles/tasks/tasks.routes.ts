import { on } from '#platform/http/routes.ts';
import { moveTask, performTaskAction } from './act-on-task.ts';
import { giveOutTask } from './create-tasks.ts';
import { readOneTask, readTaskList } from './read-tasks.ts';
import { actOnTask, createTask, listTasks, moveTaskDeadline, readTask } from './tasks.contract.ts';

export const tasksRoutes = [
  on(listTasks, (ctx, { query }) => readTaskList(ctx, query)),
  on(readTask, (ctx, { params }) => readOneTask(ctx, params.id)),
  on(createTask, (ctx, { body }) => giveOutTask(ctx, body)),
  on(actOnTask, (ctx, { params, body }) => performTaskAction(ctx, params.id, body)),
  on(moveTaskDeadline, (ctx, { params, body }) => moveTask(ctx, params.id, body)),
];
