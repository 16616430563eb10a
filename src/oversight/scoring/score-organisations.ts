import type { Day } from '#kernel/dates.ts';
import { digestOf } from '#platform/crypto/digest.ts';
import type { Context } from '#platform/http/context.ts';
import type { Scheme } from '#standards/packs/scheme.schema.ts';
import { releasedCells } from '../rounds/released-cells.ts';
import type { Observed, ObservedCell } from './observed.rules.ts';
import type { ScoreTree } from './scoring.contract.ts';
import { type RedLine, scoreOrganisation } from './scoring.rules.ts';
import {
  type Placed,
  selectAppraisals,
  selectObligations,
  selectProblems,
  selectRecords,
  selectTree,
  type Window,
} from './scoring.store.ts';

/** Whom to score, by what, and from which facts. */
export type ScoringOrder = {
  scheme: Scheme;
  schemeHash: string;
  round: { id: string; title: string };
  /** Whether the round has released cells; a scheme without ballots is scored without one. */
  hasBallots: boolean;
  /** The organisation that holds the appraisal: those scored stand under it. */
  holderPath: string;
  ratees: readonly { orgId: string; category: string }[];
  periodFrom: Day;
  periodTo: Day;
  redLines: ReadonlyMap<string, readonly RedLine[]>;
};

export type Scored = {
  orgId: string;
  name: string;
  kind: string;
  category: string;
  no: number;
  tree: ScoreTree;
  treeHash: string;
};

/** How many organisations are read and computed together: bounds the memory, not the number of organisations. */
const BATCH = 250;

/**
 * Scores organisations from what was recorded, in a fixed number of statements a batch. What stands at an organisation below one that is
 * scored counts for it too: a unit answers for its leading group and its committee, a branch for its groups.
 */
export async function scoreOrganisations(ctx: Context, order: ScoringOrder): Promise<Scored[]> {
  const { tenantId } = ctx.actor;
  const tree = await selectTree(ctx.tx, tenantId, order.holderPath);
  const byId = new Map(tree.map((org) => [org.id, org]));
  const rateeByPath = new Map(
    order.ratees.flatMap((ratee) => {
      const org = byId.get(ratee.orgId);
      return org ? [[org.path, ratee.orgId] as const] : [];
    }),
  );
  const under = new Map<string, string[]>(order.ratees.map((ratee) => [ratee.orgId, []]));
  for (const org of tree)
    for (const path of prefixesOf(org.path)) under.get(rateeByPath.get(path) ?? '')?.push(org.id);

  const asOf = order.periodTo < ctx.today ? order.periodTo : ctx.today;
  const cells = order.hasBallots
    ? await cellsByRatee(ctx, order.round.id)
    : new Map<string, ObservedCell[]>();
  const scored: Scored[] = [];
  for (let at = 0; at < order.ratees.length; at += BATCH) {
    const batch = order.ratees.slice(at, at + BATCH);
    const observed = await observe(ctx, order, asOf, batch, under);
    for (const { orgId, category } of batch) {
      const org = byId.get(orgId);
      if (!org) continue;
      const result = scoreOrganisation({
        scheme: order.scheme,
        schemeHash: order.schemeHash,
        round: { ...order.round, from_on: order.periodFrom, to_on: order.periodTo },
        organisation: { id: orgId, kind: org.kind, category },
        asOf,
        observed: { ...(observed.get(orgId) ?? NOTHING), cells: cells.get(orgId) ?? [] },
        redLines: order.redLines.get(orgId) ?? [],
      });
      scored.push({
        orgId,
        name: org.name,
        kind: org.kind,
        category,
        no: org.no,
        tree: result,
        treeHash: digestOf(result),
      });
    }
  }
  return scored;
}

type Recorded = Omit<Observed, 'cells'>;

const NOTHING: Recorded = { obligations: [], records: [], problems: [], appraisals: [] };

/** The pooled ballots exactly as released: a score says no more of them than the released figure does. */
async function cellsByRatee(ctx: Context, roundId: string): Promise<Map<string, ObservedCell[]>> {
  const found = new Map<string, ObservedCell[]>();
  for (const cell of await releasedCells(ctx, roundId)) {
    const list = found.get(cell.ratee) ?? [];
    list.push({
      groups: cell.groups,
      item: cell.item,
      mean: cell.mean,
      atLeast: cell.band?.atLeast ?? null,
      spread: cell.spread === null ? null : cell.spread / 100,
      reason: cell.reason,
    });
    found.set(cell.ratee, list);
  }
  return found;
}

/** `1.12.345.` → `1.`, `1.12.`, `1.12.345.` */
function prefixesOf(path: string): string[] {
  const labels = path.split('.').slice(0, -1);
  return labels.map((_, at) => `${labels.slice(0, at + 1).join('.')}.`);
}

async function observe(
  ctx: Context,
  order: ScoringOrder,
  asOf: Day,
  batch: ScoringOrder['ratees'],
  under: ReadonlyMap<string, readonly string[]>,
): Promise<Map<string, Recorded>> {
  const { tx } = ctx;
  const { tenantId } = ctx.actor;
  const rateesOf = new Map<string, string[]>();
  for (const { orgId } of batch) {
    for (const id of under.get(orgId) ?? []) rateesOf.set(id, [...(rateesOf.get(id) ?? []), orgId]);
  }
  const window: Window = { orgIds: [...rateesOf.keys()], from: order.periodFrom, to: asOf };
  const needs = needsOf(order.scheme);
  const obligations = needs.obligations ? await selectObligations(tx, tenantId, window, needs.duties) : [];
  const records = needs.kinds.length > 0 ? await selectRecords(tx, tenantId, window, needs.kinds) : [];
  const problems = needs.ledger ? await selectProblems(tx, tenantId, window) : [];
  const appraisals = needs.conduct
    ? await selectAppraisals(tx, tenantId, { ...window, to: order.periodTo })
    : [];
  const ids = batch.map((ratee) => ratee.orgId);
  const gathered = {
    obligations: gather(obligations, rateesOf),
    records: gather(records, rateesOf),
    problems: gather(problems, rateesOf),
    appraisals: gather(appraisals, rateesOf),
  };
  return new Map(
    ids.map((id) => [
      id,
      {
        obligations: gathered.obligations.get(id) ?? [],
        records: gathered.records.get(id) ?? [],
        problems: gathered.problems.get(id) ?? [],
        appraisals: gathered.appraisals.get(id) ?? [],
      },
    ]),
  );
}

/** What the scheme's indicators read, so that nothing else is loaded. */
function needsOf(scheme: Scheme) {
  const of = (source: string) => scheme.indicators.filter((each) => each.source === source);
  const obligations = of('obligations');
  return {
    obligations: obligations.length > 0,
    duties: obligations.some((each) => !each.duties)
      ? null
      : obligations.flatMap((each) => each.duties ?? []),
    kinds: [...new Set(of('records').flatMap((each) => each.kinds ?? []))],
    ledger: of('ledger').length > 0,
    conduct: of('conduct').length > 0,
  };
}

function gather<T>(
  rows: readonly Placed<T>[],
  rateesOf: ReadonlyMap<string, readonly string[]>,
): Map<string, Placed<T>[]> {
  const found = new Map<string, Placed<T>[]>();
  for (const row of rows) {
    for (const ratee of rateesOf.get(row.orgId) ?? []) {
      const list = found.get(ratee);
      if (list) list.push(row);
      else found.set(ratee, [row]);
    }
  }
  return found;
}
