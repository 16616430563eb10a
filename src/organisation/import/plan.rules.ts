import { foldPeople } from './fold-people.rules.ts';
import type { AnyLine, LineAction, OrganisationLine, Outcome, PersonLine, UnitLine } from './import.model.ts';
import type { Vocabulary } from './import.vocabulary.ts';
import { OrganisationBook } from './organisation-book.rules.ts';
import type { NewOrganisationPlan, Plan, PlanOptions, Ref, World } from './plan.model.ts';
import { type OrganisationsPlan, planOrganisations, planUnits } from './plan-organisations.rules.ts';
import { type PlacedLine, placePeople } from './plan-people.rules.ts';

/**
 * Compares a workbook's lines with what is there and writes down what an import would make and change. Pure: the same
 * lines and world give the same plan. Lines with a fault contribute nothing; organisations that lines call for and that
 * do not exist are made under their unit.
 */
export function planImport(
  lines: readonly AnyLine[],
  world: World,
  vocabulary: Vocabulary,
  options: PlanOptions,
): Plan {
  const book = new OrganisationBook(world);
  const defaultUnit =
    options.defaultUnitId !== null && book.entries.has(options.defaultUnitId) ? options.defaultUnitId : null;
  const organisations: OrganisationsPlan = { outcomes: [], changes: [], mentioned: new Set() };
  planUnits(ofSubject<UnitLine>(lines, 'unit'), book, organisations);
  planOrganisations(ofSubject<OrganisationLine>(lines, 'organisation'), book, organisations, defaultUnit);
  const placed = placePeople(ofSubject<PersonLine>(lines, 'person'), world, book, vocabulary, defaultUnit);
  const people = foldPeople(placed, world, book, vocabulary, options);
  const needed = neededOrganisations(book, organisations, placed);
  return {
    ...people,
    organisations: needed.list,
    organisationChanges: organisations.changes,
    outcomes: inOrder(
      [...organisations.outcomes, ...needed.implied, ...placed.map((each) => each.outcome)],
      lines,
    ),
  };
}

function ofSubject<L extends AnyLine>(lines: readonly AnyLine[], subject: L['subject']): L[] {
  return lines.filter((line) => line.subject === subject) as L[];
}

/** The new organisations that sound lines call for, each after its parent, and an outcome for each that has no line of its own. */
function neededOrganisations(
  book: OrganisationBook,
  organisations: OrganisationsPlan,
  placed: readonly PlacedLine[],
) {
  const calledBy = new Map<Ref, PlacedLine | null>([...organisations.mentioned].map((ref) => [ref, null]));
  for (const each of placed) {
    if (each.outcome.action === 'bad') continue;
    for (const ref of [each.unit, each.branch, each.group, ...each.posts.map((post) => post.org)]) {
      if (ref !== null && !calledBy.has(ref)) calledBy.set(ref, each);
    }
  }
  const list: NewOrganisationPlan[] = [];
  const implied: Outcome[] = [];
  const done = new Set<Ref>();
  const visit = (ref: Ref, caller: PlacedLine | null): void => {
    const entry = book.get(ref);
    if (done.has(ref) || entry.known || entry.parent === null) return;
    done.add(ref);
    visit(entry.parent, calledBy.get(entry.parent) ?? caller);
    const { kind, name, shortName, category, parent } = entry;
    list.push({ ref, kind, name, shortName, category, parent });
    if (organisations.mentioned.has(ref)) return;
    implied.push({
      sheet: caller?.line.sheet ?? '',
      row: caller?.line.row ?? 0,
      subject: kind === 'unit' ? 'unit' : 'organisation',
      label: name,
      place: entry.unit === null || entry.unit === ref ? null : book.get(entry.unit).name,
      action: 'create',
      implied: true,
      changes: [],
      remarks: [],
    });
  };
  for (const [ref, caller] of calledBy) visit(ref, caller);
  return { list, implied };
}

/** Outcomes by sheet and row as the workbook has them, an implied organisation before the line that called for it. */
function inOrder(outcomes: Outcome[], lines: readonly AnyLine[]): Outcome[] {
  const sheets = new Map<string, number>();
  for (const line of lines) if (!sheets.has(line.sheet)) sheets.set(line.sheet, sheets.size);
  const place = (outcome: Outcome) => sheets.get(outcome.sheet) ?? -1;
  return outcomes.sort(
    (a, b) => place(a) - place(b) || a.row - b.row || Number(b.implied) - Number(a.implied),
  );
}

/** How many lines come to what, by what they are about. */
export type Counts = Record<Outcome['subject'], Record<LineAction, number>>;

/** Counts a plan's outcomes. */
export function countOutcomes(outcomes: readonly Outcome[]): Counts {
  const none = (): Record<LineAction, number> => ({ create: 0, change: 0, same: 0, merged: 0, bad: 0 });
  const counts: Counts = { person: none(), organisation: none(), unit: none() };
  for (const { subject, action } of outcomes) counts[subject][action]++;
  return counts;
}
