import { addDays, type Day } from '#kernel/dates.ts';
import type { City } from './city.ts';
import { demoId } from './dice.ts';
import { SESSIONS, TOPICS, type TopicStory } from './leading-group-stories.ts';
import type { DemoAccounts } from './people.store.ts';

/** Where the leading group's demo is furnished. */
export type Stage = { tenantId: string; city: City; accounts: DemoAccounts; seed: number; today: Day };

/** A moment in the morning of a day. */
export const at = (day: Day) => new Date(`${day}T02:30:00Z`);

/** The ids of the demo's leading group's things, by their place in the stories. */
export const ids = (seed: number) => ({
  topic: (n: number) => demoId(seed, 'leading-topic', n),
  record: (n: number) => demoId(seed, 'leading-record', n),
  session: (n: number) => demoId(seed, 'leading-session', n),
  decision: (n: number) => demoId(seed, 'leading-decision', n),
  task: (n: number) => demoId(seed, 'leading-task', n),
  resource: (n: number) => demoId(seed, 'leading-resource', n),
  risk: (n: number) => demoId(seed, 'leading-risk', n),
});

/** A topic that a session decided on. */
export type Decided = TopicStory & { n: number; session: number };

/** The topics that sessions decided on, by their place. */
export function decisions(): Decided[] {
  return TOPICS.flatMap((topic, n) =>
    topic.session === undefined ? [] : [{ ...topic, n, session: topic.session }],
  );
}

/** The day of a decision's session. */
export const metOn = (today: Day, each: Decided): Day => addDays(today, -SESSIONS[each.session]!.ago);
