import { authorise, defineObject } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { readResult } from './results.contract.ts';

/** A result, decided on by the organisation that holds the appraisal. */
export const resultObject = defineObject({ kind: 'result', table: 'result', org: 'org_id' });

/** A score, decided on by the organisation that was scored. */
export const scoreObject = defineObject({ kind: 'score', table: 'score', org: 'org_id' });

/** A publication, decided on by the organisation that published. */
export const publicationObject = defineObject({ kind: 'publication', table: 'publication', org: 'org_id' });

/** Whether the actor holds the appraisal that a result belongs to. */
export async function isSteward(ctx: Context, resultId: string): Promise<boolean> {
  return (await authorise(ctx, readResult, resultObject, [resultId])).has(resultId);
}
