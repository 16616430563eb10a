import { keyOf, type ReminderSource } from '#roles/reminders/reminder-source.ts';
import { dueDaysRemindedOn, whyOn } from '#roles/reminders/reminders.rules.ts';
import { reviewsDue, reviewsOpen } from './risks.store.ts';

/** Reviews of the leading group's risks: whoever answers for one is reminded until it was looked at again. */
export const riskReminders: ReminderSource = {
  id: 'risk',
  async lines(tx, tenantId, rule, day) {
    const rows = await reviewsDue(tx, tenantId, dueDaysRemindedOn(rule.reminders.agenda, day));
    return rows.map((row) => ({
      personId: row.personId,
      source: 'risk',
      objectId: row.id,
      letter: 'agenda',
      why: whyOn({ why: 'review', dueOn: row.dueOn }, day),
      title: row.title,
      dueOn: row.dueOn,
      link: `/leading-group/risks/${row.id}`,
    }));
  },
  async open(tx, tenantId, _rule, { personId }, lines) {
    const rows = await reviewsOpen(
      tx,
      tenantId,
      personId,
      lines.map((line) => line.objectId),
    );
    // A review moves the day on: the line of the day before is then done.
    const days = new Map(rows.map((row) => [row.id, row.dueOn] as const));
    return new Set(lines.filter((line) => days.get(line.objectId) === line.dueOn).map(keyOf));
  },
};
