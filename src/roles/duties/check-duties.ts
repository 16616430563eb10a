import type { Context } from '#platform/http/context.ts';
import { type Content, type Parts, parameter } from '#standards/packs/content.ts';
import type { OwnerRule, Title } from '#standards/packs/packs.schema.ts';
import type { CheckView, DefectView } from './duties.contract.ts';
import { isMemberBorne, overloaded, solveDuties } from './duties.rules.ts';
import { type DutyRow, dutiesOf, type NamedBody, namesOfPersons, readUnit } from './duties.store.ts';
import { pinsOf } from './owners.store.ts';
import { indexUnit, type Places } from './places.rules.ts';
import { type Repair, type Source, suggestRepair } from './repairs.rules.ts';
import type { Defect, Holder, ListedDuty, Pin, Solution } from './solver.rules.ts';

/** How many holes and overlaps a reply lists; there may be more. */
const LISTED = 300;
/** How many of those who answer for too much a reply names. */
const NAMED = 20;

/** A framework with its duties solved against the posts as they are held today. */
export type Checked = {
  duties: readonly DutyRow[];
  bodies: readonly NamedBody[];
  holders: readonly Holder[];
  pins: readonly Pin[];
  places: Places;
  solution: Solution;
  defects: readonly DefectView[];
  check: CheckView;
};

type Caller = Pick<Context, 'tx' | 'actor' | 'today' | 'services'>;

/**
 * Solves a framework's duties: who answers for what today, and every hole and overlap with what a reader needs to
 * repair it. Access was decided by the caller.
 */
export async function checkDuties(ctx: Caller, framework: { id: string; unitId: string }): Promise<Checked> {
  const { tenantId } = ctx.actor;
  const { content } = ctx.services;
  const duties = await dutiesOf(ctx.tx, tenantId, framework.id);
  const { bodies, holders } = await readUnit(ctx.tx, tenantId, framework.unitId, ctx.today);
  const pins = await pinsOf(ctx.tx, tenantId, framework.id);
  const standing = duties.filter((duty) => duty.dropped_reason === null);
  const unit = { today: ctx.today, bodies, holders, pins, posts: content.posts, rights: content.rights };
  const solution = solveDuties(
    standing.map((duty) => listed(content, duty)),
    unit,
  );
  const places = indexUnit(unit);
  const limit = parameter(content, 'load-limit');
  const ceiling = parameter(content, 'load-ceiling');
  const heavy = overloaded(solution, limit);
  const shown = solution.defects.slice(0, LISTED);
  const repairs = suggestions(content, shown, standing, places, solution);
  const people = [
    ...shown.flatMap((each) => each.personIds),
    ...repairs.flatMap((each) => ('personIds' in each ? each.personIds : [])),
    ...heavy.slice(0, NAMED).map((each) => each.personId),
  ];
  const names = await namesOfPersons(ctx.tx, tenantId, people);
  const defects = viewDefects(ctx, shown, standing, { bodies, holders, names, repairs });
  return {
    duties,
    bodies,
    holders,
    pins,
    places,
    solution,
    defects,
    check: {
      defects: [...defects],
      total: solution.defects.length,
      overloaded: heavy.slice(0, NAMED).map(({ personId, duties: count }) => ({
        person: { id: personId, name: names.get(personId) ?? '' },
        duties: count,
        blocks: count > ceiling,
      })),
      blocking: solution.defects.length + heavy.filter((each) => each.duties > ceiling).length,
      loadLimit: limit,
      loadCeiling: ceiling,
      fallbacks: solution.bindings.filter((each) => each.source === 'fallback').length,
      notApplicable: solution.notApplicable.length,
    },
  };
}

/** A stored duty as the solver takes it. */
export function listed(content: Content, duty: DutyRow): ListedDuty {
  const { id, code, subject, cadence, standard, result, basis, evidence, applies, bodies, mode, owner } =
    duty;
  const parts = partsOf(content, duty);
  return {
    id,
    code,
    subject,
    cadence,
    standard,
    result,
    basis,
    evidence,
    applies,
    bodies,
    mode,
    owner,
    parts,
    only: duty.only_orgs,
    time: { from: duty.from_on, to: duty.to_on },
  };
}

/** The rights and parts of a duty: its own, else those of the content's duty of this code, else its subject's. */
export function partsOf(content: Content, duty: Pick<DutyRow, 'code' | 'subject' | 'parts'>): Parts {
  if (duty.parts !== null) return duty.parts;
  const known = content.index.duty.get(duty.code);
  if (known) return known.parts;
  const subject = content.index.subject.get(duty.subject);
  return {
    needs: subject?.needs ?? [],
    do: subject?.do ?? null,
    guide: subject?.guide ?? null,
    assist: [],
  };
}

/** What can be put back into a duty: as the content's duty of its code has it, or at least what its subject has. */
export function sourceOf(content: Content, duty: Pick<DutyRow, 'code' | 'subject'>): Source {
  const known = content.index.duty.get(duty.code);
  if (known) {
    const { cadence, standard, result, evidence, basis, owner, parts } = known;
    return { cadence, standard, result, evidence, basis, owner, ...parts };
  }
  const subject = content.index.subject.get(duty.subject);
  return subject
    ? { needs: subject.needs, do: subject.do, guide: subject.guide, assist: [], basis: subject.basis }
    : null;
}

/** The posts of an owner rule by name, in their order; `member` stands for the members themselves. */
export function postTitles(ctx: Pick<Context, 'services'>, owner: OwnerRule): Title[] {
  return titlesOfPosts(ctx, 'each' in owner ? owner.each : [...owner.posts, ...(owner.or_parent ?? [])]);
}

/** Posts by name. */
export function titlesOfPosts(ctx: Pick<Context, 'services'>, ids: readonly string[]): Title[] {
  const { post } = ctx.services.content.index;
  return ids.map(
    (id) => post.get(id)?.title ?? (id === 'member' ? { zh: '党员', en: 'Member' } : { zh: id, en: id }),
  );
}

/** How a duty is borne; see `dutySchema`. */
export function borne(duty: Pick<DutyRow, 'owner'>): 'one' | 'each' | 'members' {
  return isMemberBorne(duty) ? 'members' : 'each' in duty.owner ? 'each' : 'one';
}

/** The first post of the chain that one of the persons holds there: the one that is held twice. */
function heldTwice(duty: DutyRow, defect: Defect, holders: readonly Holder[]): OwnerRule {
  if ('each' in duty.owner) return duty.owner;
  const { posts, or_parent = [] } = duty.owner;
  const post = [...posts, ...or_parent].find((each) =>
    holders.some((holder) => holder.post === each && holder.personId === defect.personIds[0]),
  );
  return post === undefined ? duty.owner : { posts: [post] };
}

function suggestions(
  content: Content,
  defects: readonly Defect[],
  duties: readonly DutyRow[],
  places: Places,
  solution: Solution,
): Repair[] {
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  return defects.map((defect) => {
    const duty = byId.get(defect.dutyId)!;
    return suggestRepair(defect, listed(content, duty), {
      source: sourceOf(content, duty),
      places,
      load: solution.load,
    });
  });
}

function viewDefects(
  ctx: Pick<Context, 'services'>,
  defects: readonly Defect[],
  duties: readonly DutyRow[],
  unit: {
    bodies: readonly NamedBody[];
    holders: readonly Holder[];
    names: ReadonlyMap<string, string>;
    repairs: readonly Repair[];
  },
): DefectView[] {
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  const nameOf = new Map(unit.bodies.map((body) => [body.id, body.name]));
  const named = (id: string) => ({ id, name: unit.names.get(id) ?? '' });
  const { right } = ctx.services.content.index;
  return defects.map((defect, at) => {
    const duty = byId.get(defect.dutyId)!;
    const repair = unit.repairs[at]!;
    return {
      code: defect.code,
      dutyId: duty.id,
      dutyCode: duty.code,
      title: { zh: duty.title, en: duty.title_en || duty.title },
      org: defect.orgId === null ? null : { id: defect.orgId, name: nameOf.get(defect.orgId) ?? '' },
      persons: defect.personIds.map(named),
      posts: postTitles(
        ctx,
        defect.code === 'two-owners' ? heldTwice(duty, defect, unit.holders) : duty.owner,
      ),
      borne: borne(duty),
      row: duty.row_id,
      column: duty.column_id,
      repair: {
        kind: repair.kind,
        field: 'field' in repair ? repair.field : null,
        persons: 'personIds' in repair ? repair.personIds.map(named) : [],
        rights:
          'rights' in repair ? repair.rights.map((id) => right.get(id)?.title ?? { zh: id, en: id }) : [],
      },
    };
  });
}
