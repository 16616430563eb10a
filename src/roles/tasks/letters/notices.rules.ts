import { addDays, type Day } from '#kernel/dates.ts';
import type { Reminder, Watch } from '#roles/reminders/reminders.rules.ts';
import type { Letter } from '#standards/packs/tasks.schema.ts';
import { lateness, type TaskFacts } from '../tasks.rules.ts';
import { guideDueOn, leadDueOn, type PartState, partOpen } from './parts.rules.ts';

/** One letter of a task that stands, as notices and queues see it. */
export type HeldPart = {
  letter: Exclude<Letter, 'own'>;
  personId: string;
  state: PartState;
  dueOn: Day | null;
  /** Whether its holder owns an open task below: that one reminds, and brings this in with it. */
  carriedBelow: boolean;
};

/** A task with its letters. `touched`: the last guidance and the last direction given. */
export type LetteredTask = TaskFacts & {
  parts: readonly HeldPart[];
  touched: { guide: Day | null; lead: Day | null };
};

/** The intervals of guidance and of stepping in, in days; from content. */
export type TouchRule = { guide_days: number; lead_days: number };

/**
 * Who has to be reminded of a task while it is open, by letter: the owner of its deadline, each assistant and doer of
 * their part, the guide of the next guidance, the leader once it is late. Nothing at all when it is done, withdrawn or
 * expired, and nobody whose part is over: reminders come from what is open and from nothing else.
 */
export function watchesOf(task: LetteredTask, rule: TouchRule, today: Day): Watch[] {
  const works = task.state === 'assigned' || task.state === 'accepted';
  const runs = works || task.state === 'returned';
  if (!runs) return [];
  const watches: Watch[] = [];
  if (works) {
    watches.push({
      personId: task.ownerId,
      letter: 'own',
      kind: 'own',
      why: 'due',
      dueOn: task.dueOn,
      onlyIf: null,
    });
  }
  const lateOn = lateness(task, today);
  for (const part of task.parts) {
    const { letter, personId } = part;
    if (letter === 'inform' || !partOpen(part.state)) continue;
    if (letter === 'do' && part.carriedBelow) continue;
    if (letter === 'assist' || letter === 'do') {
      if (part.state === 'open')
        watches.push({
          personId,
          letter,
          kind: letter,
          why: 'due',
          dueOn: part.dueOn ?? task.dueOn,
          onlyIf: null,
        });
    } else if (letter === 'guide') {
      const dueOn = guideDueOn({ ...task, lastGuidedOn: task.touched.guide }, rule.guide_days);
      if (dueOn) watches.push({ personId, letter, kind: 'guide', why: 'guide', dueOn, onlyIf: null });
    } else {
      const facts = { firstLateOn: lateOn ?? addDays(task.dueOn, 1), lastDirectedOn: task.touched.lead };
      const dueOn = leadDueOn(facts, rule.lead_days);
      const onlyIf = lateOn === null ? ('late' as const) : null;
      if (dueOn) watches.push({ personId, letter, kind: 'lead', why: 'direct', dueOn, onlyIf });
    }
  }
  return watches;
}

/** What those who are only informed will read of a task: that it is late, if it comes to that, and that it is done. */
export function newsAhead(
  task: LetteredTask,
  on: readonly ('issue' | 'late' | 'done')[],
  today: Day,
): Reminder[] {
  if (task.state === 'done' || task.state === 'withdrawn' || task.state === 'expired') return [];
  const informed = task.parts.filter((part) => part.letter === 'inform' && partOpen(part.state));
  const lateNews = addDays(task.dueOn, 2);
  return informed.flatMap(({ personId }) => [
    ...(on.includes('late') && lateness(task, today) === null && lateNews >= today
      ? [{ personId, letter: 'inform' as const, on: lateNews, why: 'late' as const, onlyIf: 'late' as const }]
      : []),
    ...(on.includes('done')
      ? [
          {
            personId,
            letter: 'inform' as const,
            on: task.dueOn,
            why: 'done' as const,
            onlyIf: 'done' as const,
          },
        ]
      : []),
  ]);
}
