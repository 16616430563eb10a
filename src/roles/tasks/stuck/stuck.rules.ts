import { type Day, daysBetween } from '#kernel/dates.ts';
import { isOpen, lateness, type TaskFacts } from '../tasks.rules.ts';

/** Why a task counts as stuck: long overdue, returned or sent back again and again, put off again and again. */
export const stuckReasons = ['late', 'returned', 'moved'] as const;
/** One of the reasons. */
export type StuckReason = (typeof stuckReasons)[number];

/** From how many days of lateness, how many returns, how many new deadlines on a task is stuck; from content. */
export type StuckRule = { late_days: number; returns: number; moves: number };

/** How often a task was returned or sent back, and how often its deadline was moved. */
export type TaskCourse = { returns: number; moves: number };

/**
 * Why a task that is still open is stuck on a day; none: it is not (对任务推进中存在问题、不能及时有效解决的，建立台账). What has ended
 * is stuck no more, however late it was.
 */
export function stuckBy(task: TaskFacts, course: TaskCourse, rule: StuckRule, today: Day): StuckReason[] {
  if (!isOpen(task.state)) return [];
  const lateOn = lateness(task, today);
  const reasons: StuckReason[] = [];
  if (lateOn !== null && task.state !== 'reported' && daysBetween(lateOn, today) + 1 >= rule.late_days)
    reasons.push('late');
  if (course.returns >= rule.returns) reasons.push('returned');
  if (course.moves >= rule.moves) reasons.push('moved');
  return reasons;
}
