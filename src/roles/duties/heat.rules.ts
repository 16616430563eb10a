import type { BodyKind } from '#standards/packs/packs.schema.ts';
import { isAddressed } from './bearers.rules.ts';
import type { Defect, DefectCode, NotApplicable, Solution } from './solver.rules.ts';

/** What a cell of the heat map can show, the worst first. */
export const heatMarks = [
  'hole',
  'overlap',
  'powerless',
  'unguided',
  'overload',
  'stand-in',
  'fine',
  'none',
] as const;
/** See `heatMarks`. */
export type HeatMark = (typeof heatMarks)[number];

const MARK: Partial<Record<DefectCode, HeatMark>> = {
  'two-owners': 'overlap',
  'two-bodies': 'overlap',
  'assist-same': 'overlap',
  powerless: 'powerless',
  'no-guide': 'unguided',
  'self-guided': 'unguided',
};

/** One duty in one organisation. */
export type HeatCell = { orgId: string; mark: HeatMark; codes: DefectCode[]; personIds: string[] };

/** One duty: what is wrong with itself, and its cell in each organisation that bears it. */
export type HeatRow = { dutyId: string; faults: DefectCode[]; cells: HeatCell[] };

/** Which organisations a duty could concern: those of its kinds. */
type Borne = {
  id: string;
  mode: 'one' | 'every';
  bodies: readonly BodyKind[];
  only?: readonly string[];
  members: boolean;
};

/**
 * The heat map of duties by the organisations that bear them. A cell shows the worst of what is wrong there; a duty that is
 * not borne in an organisation has no cell, one that does not apply there has `none`.
 */
export function heatOf(
  duties: readonly Borne[],
  bodies: readonly { id: string; kind: string }[],
  solution: Solution,
  ceiling: number,
): HeatRow[] {
  const cells = new Map<string, HeatCell>();
  const cell = (dutyId: string, orgId: string): HeatCell => {
    const key = `${dutyId} ${orgId}`;
    let known = cells.get(key);
    if (!known) {
      known = { orgId, mark: 'none', codes: [], personIds: [] };
      cells.set(key, known);
    }
    return known;
  };
  const worsen = (at: HeatCell, mark: HeatMark) => {
    if (heatMarks.indexOf(mark) < heatMarks.indexOf(at.mark)) at.mark = mark;
  };
  for (const { dutyId, orgId, personId, source } of solution.bindings) {
    const at = cell(dutyId, orgId);
    at.personIds.push(personId);
    worsen(at, source === 'fallback' ? 'stand-in' : 'fine');
    if ((solution.load.get(personId) ?? 0) > ceiling) worsen(at, 'overload');
  }
  for (const duty of duties.filter((each) => each.members)) {
    for (const body of bodies.filter((each) => isAddressed(duty, each)))
      worsen(cell(duty.id, body.id), 'fine');
  }
  for (const { dutyId, orgId } of applying(solution.notApplicable)) cell(dutyId, orgId);
  const faults = new Map<string, DefectCode[]>();
  for (const defect of solution.defects) {
    if (defect.orgId === null) {
      faults.set(defect.dutyId, [...(faults.get(defect.dutyId) ?? []), defect.code]);
      continue;
    }
    const at = cell(defect.dutyId, defect.orgId);
    at.codes.push(defect.code);
    for (const personId of defect.personIds)
      if (!at.personIds.includes(personId)) at.personIds.push(personId);
    worsen(at, markOf(defect));
  }
  const order = new Map(bodies.map((body, at) => [body.id, at]));
  const rows = new Map<string, HeatCell[]>(duties.map((duty) => [duty.id, []]));
  for (const [key, at] of cells) rows.get(key.slice(0, key.indexOf(' ')))?.push(at);
  return duties.map((duty) => ({
    dutyId: duty.id,
    faults: faults.get(duty.id) ?? [],
    cells: (rows.get(duty.id) ?? []).sort((a, b) => (order.get(a.orgId) ?? 0) - (order.get(b.orgId) ?? 0)),
  }));
}

/** The mark of a defect. */
export function markOf(defect: Pick<Defect, 'code'>): HeatMark {
  return MARK[defect.code] ?? 'hole';
}

/** How many cells bear each mark; a fault of the duty itself counts once. */
export function countMarks(rows: readonly HeatRow[]): { mark: HeatMark; cells: number }[] {
  const counts = new Map<HeatMark, number>();
  const count = (mark: HeatMark) => counts.set(mark, (counts.get(mark) ?? 0) + 1);
  for (const row of rows) {
    for (const code of row.faults) count(markOf({ code }));
    for (const { mark } of row.cells) count(mark);
  }
  return heatMarks.flatMap((mark) => {
    const found = counts.get(mark);
    return found ? [{ mark, cells: found }] : [];
  });
}

/** Organisations of the rows, those with the worst cells first, then in the order given. */
export function worstFirst(rows: readonly HeatRow[], bodies: readonly { id: string }[]): string[] {
  const worst = new Map<string, number>();
  for (const { cells } of rows) {
    for (const { orgId, mark } of cells) {
      worst.set(orgId, Math.min(worst.get(orgId) ?? heatMarks.length, heatMarks.indexOf(mark)));
    }
  }
  const good = heatMarks.indexOf('stand-in');
  const rank = (id: string) => Math.min(worst.get(id)!, good);
  return bodies
    .filter((body) => worst.has(body.id))
    .map((body, at) => ({ id: body.id, at }))
    .sort((a, b) => rank(a.id) - rank(b.id) || a.at - b.at)
    .map((each) => each.id);
}

function applying(list: readonly NotApplicable[]): { dutyId: string; orgId: string }[] {
  return list.flatMap(({ dutyId, orgId }) => (orgId === null ? [] : [{ dutyId, orgId }]));
}
