import type { Result } from '#kernel/result.ts';
import type { Actor, Services } from '#platform/http/context.ts';
import { asActor } from '#platform/http/perform.ts';
import { adoptFramework } from '#roles/frameworks/adopt-framework.ts';
import { publishFramework } from '#roles/frameworks/publish-framework.ts';
import type { City } from './city.ts';

/** The value of a step of the demo, which can only be refused by a fault of the demo itself. */
export function must<T>(result: Result<T>): T {
  if (result.ok) return result.value;
  throw new Error(
    `the demo was refused: ${result.refusal.code} ${JSON.stringify(result.refusal.data ?? {}).slice(0, 500)}`,
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
): Promise<string[]> {
  const issued: string[] = [];
  for (const [at, unit] of city.units.entries()) {
    if (at === 1) continue;
    const { id } = must(
      await asActor(services, actor, { now: since }, (ctx) =>
        adoptFramework(ctx, { unitId: unit.id, packId: 'three-levels-five-posts' }),
      ),
    );
    must(await asActor(services, actor, { now: since, ifMatch: 1 }, (ctx) => publishFramework(ctx, id, {})));
    issued.push(id);
    if (issued.length === 1 || issued.length === 10) await analyse();
  }
  return issued;
}
