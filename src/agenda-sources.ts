import { ballotSource } from '#oversight/ballots/ballot-source.ts';
import { resultSource } from '#oversight/results/result-source.ts';
import { trusteeSource } from '#oversight/rounds/trustee-source.ts';
import { selfReportSource } from '#oversight/self-reports/self-report-source.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { obligationSource } from '#roles/agenda/obligation-source.ts';
import { problemSource } from '#roles/agenda/problem-source.ts';
import { taskSource } from '#roles/tasks/task-source.ts';
import { recordSource } from '#roles/work-records/record-source.ts';

/** Every room that gives people something to do, on whatever floor. */
export const agendaSources: readonly AgendaSource[] = [
  obligationSource,
  taskSource,
  problemSource,
  recordSource,
  selfReportSource,
  ballotSource,
  trusteeSource,
  resultSource,
];
