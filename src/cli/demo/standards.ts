import type { Day } from '#kernel/dates.ts';
import type { Result } from '#kernel/result.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Actor, Context, Services } from '#platform/http/context.ts';
import { asActor } from '#platform/http/perform.ts';
import { draftHash } from '#roles/duties/content-hash.ts';
import { dutiesOf } from '#roles/duties/duties.store.ts';
import { adoptFramework } from '#roles/frameworks/adopt-framework.ts';
import { findFramework } from '#roles/frameworks/frameworks.store.ts';
import { publishFramework } from '#roles/frameworks/publish-framework.ts';
import { insertReview } from '#roles/frameworks/reviews.store.ts';
import { cadencesIn, insertObligations, noteLaidOut } from '#roles/obligations/lay-out.store.ts';
import { scheduleOf, windowFor } from '#roles/obligations/obligations.rules.ts';
import { parameter } from '#standards/packs/content.ts';
import type { City } from './city.ts';

/** The value of a step of the demo, which can only be refused by a fault of the demo itself. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(
    `the demo was refused: ${result.refusal.code} ${JSON.stringify({ ...result.refusal.data, errors: result.refusal.errors }).slice(0, 500)}`,
  );
}

/** The work committee's clerk, who may do everything in the tree. */
export function clerkOf(tenantId: string, city: City, accountId: string): Actor {
  return {
    tenantId,
    accountId,
    personId: null,
    sessionId: null,
    displayName: 'clerk',
    grants: [
      { role: 'clerk', orgId: city.root, path: '1.' },
      { role: 'officer', orgId: city.root, path: '1.' },
    ],
  };
}

/** How many units work: the others of a larger city have people and posts, and have not adopted a framework yet. */
const WORKING_UNITS = 40;

/**
 * Adopts 三级五岗 for every unit but the second, as of the first day of the demo's year: the second has a vacant post and
 * no framework yet, so that a visitor can adopt one and see a hole refused. Returns the issued frameworks.
 */
export async function issueFrameworks(
  services: Services,
  actor: Actor,
  city: City,
  since: Date,
  analyse: () => Promise<void>,
  drafter: string,
): Promise<string[]> {
  const issued: string[] = [];
  for (const [at, unit] of city.units.slice(0, WORKING_UNITS).entries()) {
    if (at === 1) continue;
    const { id } = must(
      await asActor(services, actor, { now: since }, (ctx) =>
        adoptFramework(ctx, { unitId: unit.id, packId: 'three-levels-five-posts' }),
      ),
    );
    must(
      await asActor(services, actor, { now: since, ifMatch: 3 }, async (ctx) => {
        await approve(ctx, id, drafter);
        return publishFramework(ctx, id, {});
      }),
    );
    issued.push(id);
    if (issued.length === 1 || issued.length === 10) await analyse();
  }
  return issued;
}

/** What was submitted by one account and approved by the actor's, on the draft as it stands. */
async function approve(ctx: Context, frameworkId: string, drafter: string): Promise<void> {
  const { tenantId, accountId } = ctx.actor;
  const framework = await findFramework(ctx.tx, tenantId, frameworkId);
  if (!framework) throw new Error('the demo has no such framework');
  const duties = await dutiesOf(ctx.tx, tenantId, frameworkId);
  const step = { frameworkId, hash: draftHash({ ...framework, duties, pins: [] }), reason: '' };
  const earlier = new Date(ctx.now.getTime() - 3_600_000);
  await insertReview(ctx.tx, tenantId, {
    ...step,
    action: 'submit',
    version: 1,
    accountId: drafter,
    at: earlier,
  });
  await insertReview(ctx.tx, tenantId, { ...step, action: 'approve', version: 2, accountId, at: ctx.now });
}

/** Lays out the demo's whole year of obligations at once; what was done is recorded before anything counts as late. */
export async function layOutYear(
  tx: Tx,
  services: Services,
  tenantId: string,
  frameworks: readonly string[],
  since: Day,
  today: Day,
): Promise<void> {
  const { content, calendar } = services;
  const cadences = await cadencesIn(tx, tenantId, frameworks);
  const window = windowFor(since, today, parameter(content, 'horizon-days'));
  const slots = scheduleOf(
    cadences.map((each) => each.cadence),
    { window, calendar, classHourMinutes: parameter(content, 'class-hour-minutes') },
  );
  await insertObligations(tx, tenantId, frameworks, slots);
  await noteLaidOut(tx, tenantId, frameworks, window.to);
}
