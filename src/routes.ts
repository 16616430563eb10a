import { importRoutes } from '#organisation/import/import.routes.ts';
import { personsRoutes } from '#organisation/persons/persons.routes.ts';
import { treeRoutes } from '#organisation/tree/tree.routes.ts';
import { ballotsRoutes } from '#oversight/ballots/ballots.routes.ts';
import { conductRoutes } from '#oversight/conduct/conduct.routes.ts';
import { redLinesRoutes } from '#oversight/red-lines/red-lines.routes.ts';
import { resultsRoutes } from '#oversight/results/results.routes.ts';
import { roundsRoutes } from '#oversight/rounds/rounds.routes.ts';
import { schemesRoutes } from '#oversight/schemes/schemes.routes.ts';
import { selfReportsRoutes } from '#oversight/self-reports/self-reports.routes.ts';
import { auditRoutes } from '#platform/audit/audit.routes.ts';
import { sessionRoutes } from '#platform/auth/session.routes.ts';
import type { Route } from '#platform/http/routes.ts';
import { agendaRoutes } from '#roles/agenda/agenda.routes.ts';
import { alliancesRoutes } from '#roles/alliances/alliances.routes.ts';
import { carriersRoutes } from '#roles/carriers/carriers.routes.ts';
import { desksRoutes } from '#roles/desks/desks.routes.ts';
import { disputesRoutes } from '#roles/disputes/disputes.routes.ts';
import { dutiesRoutes } from '#roles/duties/duties.routes.ts';
import { frameworksRoutes } from '#roles/frameworks/frameworks.routes.ts';
import { fusionRoutes } from '#roles/fusion/fusion.routes.ts';
import { leadingGroupRoutes } from '#roles/leading-group/leading-group.routes.ts';
import { drivesRoutes } from '#roles/ledger/drives/drives.routes.ts';
import { figuresRoutes } from '#roles/ledger/figures/figures.routes.ts';
import { intakeRoutes } from '#roles/ledger/intake/intake.routes.ts';
import { ledgerRoutes } from '#roles/ledger/ledger.routes.ts';
import { sessionsRoutes } from '#roles/ledger/sessions/sessions.routes.ts';
import { liaisonRoutes } from '#roles/liaison/liaison.routes.ts';
import { asksRoutes } from '#roles/meetings/asks/asks.routes.ts';
import { groupsRoutes } from '#roles/meetings/groups/groups.routes.ts';
import { handbookRoutes } from '#roles/meetings/handbook/handbook.routes.ts';
import { meetingsRoutes } from '#roles/meetings/meetings.routes.ts';
import { motionsRoutes } from '#roles/meetings/motions/motions.routes.ts';
import { participationRoutes } from '#roles/meetings/participation/participation.routes.ts';
import { plansRoutes } from '#roles/meetings/plans/plans.routes.ts';
import { obligationsRoutes } from '#roles/obligations/obligations.routes.ts';
import { orphansRoutes } from '#roles/orphans/orphans.routes.ts';
import { ownHandRoutes } from '#roles/own-hand/own-hand.routes.ts';
import { remindersRoutes } from '#roles/reminders/reminders.routes.ts';
import { tasksRoutes } from '#roles/tasks/tasks.routes.ts';
import { termsRoutes } from '#roles/terms/terms.routes.ts';
import { workRecordsRoutes } from '#roles/work-records/work-records.routes.ts';
import { accountsRoutes } from '#shell/accounts/accounts.routes.ts';
import { myChainRoutes } from '#shell/my-chain/my-chain.routes.ts';
import { ownDataRoutes } from '#shell/own-data/own-data.routes.ts';
import { roleGrantsRoutes } from '#shell/role-grants/role-grants.routes.ts';
import { rulesRoutes } from '#shell/rules/rules.routes.ts';
import { searchRoutes } from '#shell/search/search.routes.ts';
import { setupRoutes } from '#shell/setup/setup.routes.ts';

import { agendaSources } from './agenda-sources.ts';
import { reminderSources } from './reminder-sources.ts';

/** Every route of the system: one import and one spread a feature. */
export const routes: readonly Route[] = [
  ...setupRoutes,
  ...sessionRoutes,
  ...auditRoutes,
  ...rulesRoutes,
  ...myChainRoutes,
  ...searchRoutes,
  ...ownDataRoutes,
  ...accountsRoutes,
  ...roleGrantsRoutes,
  ...treeRoutes,
  ...personsRoutes,
  ...importRoutes,
  ...frameworksRoutes,
  ...dutiesRoutes,
  ...orphansRoutes,
  ...obligationsRoutes,
  ...ledgerRoutes,
  ...intakeRoutes,
  ...sessionsRoutes,
  ...drivesRoutes,
  ...figuresRoutes,
  ...workRecordsRoutes,
  ...alliancesRoutes,
  ...meetingsRoutes,
  ...plansRoutes,
  ...motionsRoutes,
  ...participationRoutes,
  ...handbookRoutes,
  ...groupsRoutes,
  ...asksRoutes,
  ...tasksRoutes,
  ...remindersRoutes(reminderSources),
  ...desksRoutes,
  ...liaisonRoutes,
  ...disputesRoutes,
  ...termsRoutes,
  ...ownHandRoutes,
  ...leadingGroupRoutes,
  ...fusionRoutes,
  ...carriersRoutes,
  ...schemesRoutes,
  ...roundsRoutes,
  ...ballotsRoutes,
  ...redLinesRoutes,
  ...resultsRoutes,
  ...agendaRoutes(agendaSources),
  ...selfReportsRoutes,
  ...conductRoutes,
];
