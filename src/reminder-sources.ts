import { riskReminders } from '#roles/leading-group/risk-reminders.ts';
import { obligationReminders } from '#roles/reminders/obligation-reminders.ts';
import type { DigestCarrier, ReminderSource } from '#roles/reminders/reminder-source.ts';
import { taskReminders } from '#roles/tasks/letters/task-reminders.ts';
import { trainingReminders } from '#roles/terms/training-reminders.ts';

/** Every room whose dated things people are reminded of. */
export const reminderSources: readonly ReminderSource[] = [
  taskReminders,
  obligationReminders,
  riskReminders,
  trainingReminders,
];

/** Ways by which digests leave the system. None is built in: an organ that has a message gateway adds its carrier here. */
export const digestCarriers: readonly DigestCarrier[] = [];
