import { ballotSource } from '#oversight/ballots/ballot-source.ts';
import { conductSource } from '#oversight/conduct/conduct-source.ts';
import { resultSource } from '#oversight/results/result-source.ts';
import { trusteeSource } from '#oversight/rounds/trustee-source.ts';
import { selfReportSource } from '#oversight/self-reports/self-report-source.ts';
import type { AgendaSource } from '#roles/agenda/agenda-source.ts';
import { obligationSource } from '#roles/agenda/obligation-source.ts';
import { problemSource } from '#roles/agenda/problem-source.ts';
import { allianceSource } from '#roles/alliances/alliance-source.ts';
import { disputeSource } from '#roles/disputes/dispute-source.ts';
import { frameworkSource } from '#roles/frameworks/framework-source.ts';
import { fusionSource } from '#roles/fusion/fusion-source.ts';
import { leadingSource } from '#roles/leading-group/leading-source.ts';
import { ledgerSource } from '#roles/ledger/ledger-source.ts';
import { liaisonSource } from '#roles/liaison/liaison-source.ts';
import { motionSource } from '#roles/meetings/motions/motion-source.ts';
import { planSource } from '#roles/meetings/plans/plan-source.ts';
import { taskSource } from '#roles/tasks/task-source.ts';
import { termSource } from '#roles/terms/term-source.ts';
import { recordSource } from '#roles/work-records/record-source.ts';

/** Every room that gives people something to do, on whatever floor. */
export const agendaSources: readonly AgendaSource[] = [
  obligationSource,
  taskSource,
  problemSource,
  ledgerSource,
  recordSource,
  planSource,
  motionSource,
  allianceSource,
  liaisonSource,
  disputeSource,
  frameworkSource,
  termSource,
  leadingSource,
  fusionSource,
  selfReportSource,
  conductSource,
  ballotSource,
  trusteeSource,
  resultSource,
];
