import { on } from '#platform/http/routes.ts';
import { readCalendar, readDay, readToDo } from './agenda.contract.ts';
import type { AgendaSource } from './agenda-source.ts';
import { readMonth, readMyToDo, readOneDay } from './read-agenda.ts';

/** The routes of the to-do and the calendar over the sources that the composition root puts together. */
export const agendaRoutes = (sources: readonly AgendaSource[]) => [
  on(readToDo, (ctx) => readMyToDo(ctx, sources)),
  on(readCalendar, (ctx, { query }) => readMonth(ctx, sources, query)),
  on(readDay, (ctx, { params, query }) => readOneDay(ctx, sources, params.day, query.orgId)),
];
