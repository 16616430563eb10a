import type { Day } from '#kernel/dates.ts';
import type { Context } from '#platform/http/context.ts';
import type { AgendaItem, DayCount } from './agenda.rules.ts';

/** Whose calendar is looked at: the reader's own, or that of one organisation the reader reaches. */
export type Focus = { kind: 'me' } | { kind: 'organisation'; orgId: string };

/**
 * A room that gives people something to do. The list of all sources is put together beside the routes, so that rooms on
 * higher floors can deliver without being imported here. A source sees to it that it delivers only what is the reader's.
 */
export type AgendaSource = {
  readonly id: string;
  /** What the reader has to do by a day, earliest first, at most `limit`. */
  mine(ctx: Context, until: Day, limit: number): Promise<AgendaItem[]>;
  /** How much each day of a span holds, both ends included. */
  days?(ctx: Context, focus: Focus, from: Day, to: Day): Promise<DayCount[]>;
  /** What a day holds, done or not, at most `limit`. */
  on?(ctx: Context, focus: Focus, day: Day, limit: number): Promise<AgendaItem[]>;
};
