import { on, type Route } from '#platform/http/routes.ts';
import { moveTask, performTaskAction } from './act-on-task.ts';
import { breakDown } from './break-down.ts';
import * as cascade from './cascade.contract.ts';
import { giveOutTask } from './create-tasks.ts';
import * as letters from './letters/letters.contract.ts';
import { reach } from './letters/reach-outcome.ts';
import { shareOut } from './letters/share-out.ts';
import { stepPart } from './letters/step-part.ts';
import { touch } from './letters/touch-task.ts';
import { link, unlink } from './link-tasks.ts';
import { readTaskMap } from './map/map.contract.ts';
import { readMap } from './map/read-map.ts';
import * as people from './people.contract.ts';
import { discardPlan, drawUpPlan, editPlan, issuePlan } from './plans/draw-up-plan.ts';
import * as plans from './plans/plans.contract.ts';
import { readPackages, readPlan, readPlanList } from './plans/read-plans.ts';
import { readPeopleForTask, readPeopleForTasks } from './read-around.ts';
import { readOneTask, readTaskList } from './read-tasks.ts';
import { enterTaskProblem } from './stuck/enter-stuck-task.ts';
import { enterStuckTask } from './stuck/stuck.contract.ts';
import * as tasks from './tasks.contract.ts';

/** The routes of tasks, their letters and links, their pictures, and the lists they are given out in. */
export const tasksRoutes: readonly Route[] = [
  on(tasks.listTasks, (ctx, { query }) => readTaskList(ctx, query)),
  on(tasks.readTask, (ctx, { params }) => readOneTask(ctx, params.id)),
  on(tasks.createTask, (ctx, { body }) => giveOutTask(ctx, body)),
  on(tasks.actOnTask, (ctx, { params, body }) => performTaskAction(ctx, params.id, body)),
  on(tasks.moveTaskDeadline, (ctx, { params, body }) => moveTask(ctx, params.id, body)),
  on(cascade.breakDownTask, (ctx, { params, body }) => breakDown(ctx, params.id, body)),
  on(letters.shareOutTask, (ctx, { params, body }) => shareOut(ctx, params.id, body)),
  on(letters.actOnPart, (ctx, { params, body }) => stepPart(ctx, params.id, params.partId, body)),
  on(letters.touchTask, (ctx, { params, body }) => touch(ctx, params.id, body)),
  on(letters.reachTaskOutcome, (ctx, { params, body }) => reach(ctx, params.id, params.outcomeId, body)),
  on(cascade.linkTask, (ctx, { params, body }) => link(ctx, params.id, body.needsId)),
  on(cascade.unlinkTask, (ctx, { params }) => unlink(ctx, params.id, params.needsId)),
  on(people.listPeopleForTask, (ctx, { params, query }) => readPeopleForTask(ctx, params.id, query.q)),
  on(people.listPeopleForTasks, (ctx, { params, query }) => readPeopleForTasks(ctx, params.id, query.q)),
  on(enterStuckTask, (ctx, { params, body }) => enterTaskProblem(ctx, params.id, body)),
  on(readTaskMap, (ctx, { query }) => readMap(ctx, query)),
  on(plans.listTaskPackages, async (ctx) => readPackages(ctx)),
  on(plans.listTaskPlans, (ctx, { query }) => readPlanList(ctx, query)),
  on(plans.readTaskPlan, (ctx, { params }) => readPlan(ctx, params.id)),
  on(plans.createTaskPlan, (ctx, { body }) => drawUpPlan(ctx, body)),
  on(plans.editTaskPlan, (ctx, { params, body }) => editPlan(ctx, params.id, body)),
  on(plans.issueTaskPlan, (ctx, { params, body }) => issuePlan(ctx, params.id, body.hash)),
  on(plans.discardTaskPlan, (ctx, { params }) => discardPlan(ctx, params.id)),
];
