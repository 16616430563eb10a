import { keyOf, type ReminderSource } from '#roles/reminders/reminder-source.ts';
import { dueDaysRemindedOn, whyOn } from '#roles/reminders/reminders.rules.ts';
import { retainedSince, trainingsDue, trainingsOpen } from './training.store.ts';

/**
 * Trainings of secretaries who are not the head: the secretary and the mentor are reminded, once it is late the head too;
 * it stops with the training. The head is told once of the duties that are now retained.
 */
export const trainingReminders: ReminderSource = {
  id: 'appointment',
  async lines(tx, tenantId, rule, day) {
    const due = await trainingsDue(tx, tenantId, day, dueDaysRemindedOn(rule.reminders.training, day));
    const kept = await retainedSince(tx, tenantId, day);
    return [
      ...due.map((row) => ({
        personId: row.person_id,
        source: 'appointment',
        objectId: row.id,
        letter: 'training' as const,
        why: whyOn({ why: 'due', dueOn: row.due_on }, day),
        title: row.part === 'appointee' ? '完成任职培训' : `${row.who}的任职培训`,
        dueOn: row.due_on,
        link: `/appointment-cases/${row.id}`,
      })),
      ...kept.map((row) => ({
        personId: row.personId,
        source: 'appointment',
        objectId: row.id,
        letter: 'obligation' as const,
        why: 'issued' as const,
        title: `您保留的处室长责任包（${row.orgName}）`,
        dueOn: null,
        link: `/appointment-cases/${row.id}`,
      })),
    ];
  },
  async open(tx, tenantId, _rule, at, lines) {
    const rows = await trainingsOpen(
      tx,
      tenantId,
      at,
      lines.map((line) => line.objectId),
    );
    const days = new Map(rows.map((row) => [row.id, row.dueOn] as const));
    return new Set(lines.filter((line) => days.get(line.objectId) === line.dueOn).map(keyOf));
  },
};
