import { importMigration } from '#organisation/import/import.migration.ts';
import { organisationMigration } from '#organisation/organisation.migration.ts';
import { personsMigration } from '#organisation/persons/persons.migration.ts';
import { temporaryBranchesMigration } from '#organisation/tree/temporary-branches.migration.ts';
import { conductMigration } from '#oversight/conduct/conduct.migration.ts';
import { redLinesMigration } from '#oversight/red-lines/red-lines.migration.ts';
import { resultsMigration } from '#oversight/results/results.migration.ts';
import { roundsMigration } from '#oversight/rounds/rounds.migration.ts';
import { schemesMigration } from '#oversight/schemes/schemes.migration.ts';
import { selfReportsMigration } from '#oversight/self-reports/self-reports.migration.ts';
import type { Migration } from '#platform/database/schema.ts';
import { platformMigration } from '#platform/platform.migration.ts';
import { lettersMigration } from '#records/letters.migration.ts';
import { lettersInVersionsMigration } from '#records/letters-in-versions.migration.ts';
import { recordHomeMigration } from '#records/record-home.migration.ts';
import { recordsMigration } from '#records/records.migration.ts';
import { feedMigration } from '#roles/agenda/feed.migration.ts';
import { alliancesMigration } from '#roles/alliances/alliances.migration.ts';
import { jointBranchesMigration } from '#roles/alliances/joint-branches.migration.ts';
import { disputesMigration } from '#roles/disputes/disputes.migration.ts';
import { addressedDutiesMigration } from '#roles/duties/addressed-duties.migration.ts';
import { dutiesMigration } from '#roles/duties/duties.migration.ts';
import { dutyPartsMigration } from '#roles/duties/duty-parts.migration.ts';
import { dutyTimeMigration } from '#roles/duties/duty-time.migration.ts';
import { frameworkReviewsMigration } from '#roles/frameworks/framework-reviews.migration.ts';
import { frameworksMigration } from '#roles/frameworks/frameworks.migration.ts';
import { fusionMigration } from '#roles/fusion/fusion.migration.ts';
import { endedDecisionsMigration } from '#roles/leading-group/ended-decisions.migration.ts';
import { leadingGroupMigration } from '#roles/leading-group/leading-group.migration.ts';
import { ledgerMigration } from '#roles/ledger/ledger.migration.ts';
import { ledgerAnswersMigration } from '#roles/ledger/ledger-answers.migration.ts';
import { ledgerOriginsMigration } from '#roles/ledger/ledger-origins.migration.ts';
import { ledgerReportOrderMigration } from '#roles/ledger/ledger-report-order.migration.ts';
import { ledgerScaleMigration } from '#roles/ledger/ledger-scale.migration.ts';
import { ledgerWorkMigration } from '#roles/ledger/ledger-work.migration.ts';
import { liaisonMigration } from '#roles/liaison/liaison.migration.ts';
import { meetingsMigration } from '#roles/meetings/meetings.migration.ts';
import { obligationsMigration } from '#roles/obligations/obligations.migration.ts';
import { ownHandMigration } from '#roles/own-hand/own-hand.migration.ts';
import { remindersMigration } from '#roles/reminders/reminders.migration.ts';
import { tasksMigration } from '#roles/tasks/tasks.migration.ts';
import { tasksWorkMigration } from '#roles/tasks/tasks-work.migration.ts';
import { inForceMigration } from '#roles/terms/in-force.migration.ts';
import { termsMigration } from '#roles/terms/terms.migration.ts';
import { trainingMigration } from '#roles/terms/training.migration.ts';
import { rulesMigration } from '#shell/rules/rules.migration.ts';

/** Every migration, in the order in which they run. Each room owns its own. */
export const migrations: readonly Migration[] = [
  platformMigration,
  rulesMigration,
  organisationMigration,
  personsMigration,
  importMigration,
  temporaryBranchesMigration,
  recordsMigration,
  recordHomeMigration,
  lettersMigration,
  lettersInVersionsMigration,
  frameworksMigration,
  dutiesMigration,
  dutyPartsMigration,
  frameworkReviewsMigration,
  obligationsMigration,
  ledgerMigration,
  ledgerWorkMigration,
  ledgerReportOrderMigration,
  ledgerScaleMigration,
  ledgerOriginsMigration,
  ledgerAnswersMigration,
  tasksMigration,
  liaisonMigration,
  tasksWorkMigration,
  remindersMigration,
  feedMigration,
  disputesMigration,
  termsMigration,
  ownHandMigration,
  inForceMigration,
  meetingsMigration,
  alliancesMigration,
  dutyTimeMigration,
  jointBranchesMigration,
  leadingGroupMigration,
  endedDecisionsMigration,
  fusionMigration,
  addressedDutiesMigration,
  trainingMigration,
  schemesMigration,
  roundsMigration,
  redLinesMigration,
  resultsMigration,
  selfReportsMigration,
  conductMigration,
];
