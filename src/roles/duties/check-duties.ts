import type { Context } from '#platform/http/context.ts';
import { parameter } from '#standards/packs/content.ts';
import type { OwnerRule, Title } from '#standards/packs/packs.schema.ts';
import type { CheckView, DefectView } from './duties.contract.ts';
import {
  type Defect,
  type Holder,
  isMemberBorne,
  type ListedDuty,
  overloaded,
  type Solution,
  solveDuties,
} from './duties.rules.ts';
import { type DutyRow, dutiesOf, type NamedBody, namesOfPersons, readUnit } from './duties.store.ts';
import { pinsOf } from './owners.store.ts';

/** How many holes and overlaps a reply lists; there may be more. */
const LISTED = 300;

/** A framework with its duties solved against the posts as they are held today. */
export type Checked = {
  duties: readonly DutyRow[];
  bodies: readonly NamedBody[];
  holders: readonly Holder[];
  solution: Solution;
  defects: readonly DefectView[];
  check: CheckView;
};

/**
 * Solves a framework's duties: who answers for what today, and every hole and overlap with what a reader needs to
 * repair it. Access was decided by the caller.
 */
export async function checkDuties(
  ctx: Pick<Context, 'tx' | 'actor' | 'today' | 'services'>,
  framework: { id: string; unitId: string },
): Promise<Checked> {
  const { tenantId } = ctx.actor;
  const duties = await dutiesOf(ctx.tx, tenantId, framework.id);
  const { bodies, holders } = await readUnit(ctx.tx, tenantId, framework.unitId, ctx.today);
  const pins = await pinsOf(ctx.tx, tenantId, framework.id);
  const standing = duties.filter((duty) => duty.dropped_reason === null);
  const solution = solveDuties(standing.map(listed), { bodies, holders, pins });
  const limit = parameter(ctx.services.content, 'load-limit');
  const heavy = overloaded(solution, limit).slice(0, 20);
  const shown = solution.defects.slice(0, LISTED);
  const people = [...shown.flatMap((each) => each.personIds), ...heavy.map((each) => each.personId)];
  const names = await namesOfPersons(ctx.tx, tenantId, people);
  const defects = viewDefects(ctx, shown, standing, { bodies, holders, names });
  return {
    duties,
    bodies,
    holders,
    solution,
    defects,
    check: {
      defects: [...defects],
      total: solution.defects.length,
      overloaded: heavy.map(({ personId, duties: count }) => ({
        person: { id: personId, name: names.get(personId) ?? '' },
        duties: count,
      })),
      loadLimit: limit,
      fallbacks: solution.bindings.filter((each) => each.source === 'fallback').length,
      notApplicable: solution.notApplicable.length,
    },
  };
}

/** A stored duty as the solver takes it. */
export function listed(duty: DutyRow): ListedDuty {
  const { id, code, subject, cadence, result, basis, evidence, applies, bodies, mode, owner } = duty;
  return { id, code, subject, cadence, result, basis, evidence, applies, bodies, mode, owner };
}

/** The posts of an owner rule by name, in their order; `member` stands for the members themselves. */
export function postTitles(ctx: Pick<Context, 'services'>, owner: OwnerRule): Title[] {
  const { post } = ctx.services.content.index;
  const ids = 'each' in owner ? owner.each : [...owner.posts, ...(owner.or_parent ?? [])];
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

function viewDefects(
  ctx: Pick<Context, 'services'>,
  defects: readonly Defect[],
  duties: readonly DutyRow[],
  unit: { bodies: readonly NamedBody[]; holders: readonly Holder[]; names: ReadonlyMap<string, string> },
): DefectView[] {
  const byId = new Map(duties.map((duty) => [duty.id, duty]));
  const nameOf = new Map(unit.bodies.map((body) => [body.id, body.name]));
  return defects.map((defect) => {
    const duty = byId.get(defect.dutyId)!;
    return {
      code: defect.code,
      dutyId: duty.id,
      dutyCode: duty.code,
      title: { zh: duty.title, en: duty.title_en || duty.title },
      org: defect.orgId === null ? null : { id: defect.orgId, name: nameOf.get(defect.orgId) ?? '' },
      persons: defect.personIds.map((id) => ({ id, name: unit.names.get(id) ?? '' })),
      posts: postTitles(
        ctx,
        defect.code === 'two-owners' ? heldTwice(duty, defect, unit.holders) : duty.owner,
      ),
      borne: borne(duty),
      row: duty.row_id,
      column: duty.column_id,
    };
  });
}
