import { notFound, ok, type Result } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import type { RecordState } from '#records/records.tables.ts';
import { reachKeptMeeting } from '../reach-kept.ts';
import type { FillsView, readFills } from './fills.contract.ts';
import { enteredFor, type FillCounts, type FillPlace, fillPlaces, savedBy } from './fills.rules.ts';
import { fillsOf, typedFor } from './fills.store.ts';

/** How many lines of one place are listed at most. */
const LISTED = 100;

type Written = { id: string; kind: string; state: RecordState; includes: readonly string[] };

/** Counts what a saved record filled, from the rows themselves. A record that waits or was withdrawn filled nothing. */
export async function countFills(ctx: Context, record: Written): Promise<FillsView> {
  const { counts, entered } = await collect(ctx, record);
  return { saved: savedBy(counts), entered, places: counts };
}

async function collect(ctx: Context, record: Written) {
  const { tenantId } = ctx.actor;
  const names = ctx.services.content.index.recordKind;
  const lists = new Map<FillPlace, string[]>(fillPlaces.map((place) => [place, []]));
  if (record.state === 'standing') {
    for (const fill of await fillsOf(ctx.tx, tenantId, record.id)) lists.get(fill.place)!.push(fill.line);
    lists.set(
      'ledgers',
      [record.kind, ...record.includes].map((kind) => names.get(kind)?.title.zh ?? kind),
    );
    lists.set('handbook', ['会议记录']);
  }
  const counts = Object.fromEntries(
    fillPlaces.map((place) => [place, lists.get(place)!.length]),
  ) as FillCounts;
  const entered = enteredFor(await typedFor(ctx.tx, tenantId, record.id));
  return { lists, counts, entered };
}

/** What a meeting filled, with every entry listed. */
export async function showFills(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readFills>>> {
  const record = await reachKeptMeeting(ctx, id);
  if (!record) return notFound();
  const { lists, counts, entered } = await collect(ctx, {
    ...record,
    includes: record.details.includes ?? [],
  });
  return ok({
    id,
    title: record.title,
    occurredOn: record.occurred_on,
    orgName: record.org_name,
    saved: savedBy(counts),
    entered,
    places: counts,
    lists: [...lists]
      .filter(([, lines]) => lines.length > 0)
      .map(([place, lines]) => ({ place, lines: lines.slice(0, LISTED) })),
  });
}
