import { addDays, type Day } from '#kernel/dates.ts';
import type { Context } from '#platform/http/context.ts';
import type { Basis } from '#standards/packs/packs.schema.ts';
import { addressees } from './bearers.rules.ts';
import { borne, type Checked, partsOf, postTitles, titlesOfPosts } from './check-duties.ts';
import type { DutyView } from './duties.contract.ts';
import { type DutyRow, namesOfPersons } from './duties.store.ts';
import { currentOwners } from './owners.store.ts';
import { castOf } from './parts.rules.ts';
import type { Binding } from './solver.rules.ts';
import { timeWithin } from './time.rules.ts';

type FrameworkHead = {
  id: string;
  unit: { id: string; name: string };
  state: 'draft' | 'issued' | 'superseded';
  fromOn: Day | null;
  toOn: Day | null;
};

/**
 * Duties as readers see them: basis in words, owners by name, holes and overlaps beside them. A draft shows who would
 * answer today; an issued list shows who answers.
 */
export async function viewDuties(
  ctx: Pick<Context, 'tx' | 'actor' | 'services'>,
  framework: FrameworkHead,
  checked: Checked,
  duties: readonly DutyRow[],
  ownersShown = 6,
): Promise<DutyView[]> {
  const bindings = await bindingsOf(ctx, framework, checked);
  const shown = new Map<string, Binding[]>();
  for (const duty of duties) shown.set(duty.id, (bindings.get(duty.id) ?? []).slice(0, ownersShown));
  const casts = new Map(
    duties.map((duty) => [duty.id, castsOf(ctx, duty, shown.get(duty.id) ?? [], checked)]),
  );
  const cast = [...casts.values()].flat();
  const names = await namesOfPersons(ctx.tx, ctx.actor.tenantId, [
    ...[...shown.values()].flat().map((each) => each.personId),
    ...cast.flatMap((each) => [...each.doers, ...each.assistants.map((one) => one.personId)]),
    ...cast.flatMap((each) => (each.guide === null || each.guide === 'above' ? [] : [each.guide])),
  ]);
  const named = (id: string) => ({ id, name: names.get(id) ?? '' });
  const bodies = new Map(checked.bodies.map((body) => [body.id, body]));
  const org = (id: string) => ({ id, name: bodies.get(id)?.name ?? '' });
  const { content } = ctx.services;
  return duties.map((duty) => ({
    ...viewParts(ctx, duty),
    casts: (casts.get(duty.id) ?? []).map(({ orgId, doers, guide, assistants }) => ({
      org: org(orgId),
      doers: doers.map(named),
      guide: guide === null || guide === 'above' ? null : named(guide),
      above: guide === 'above',
      assistants: assistants.map(({ personId, deliverable }) => ({ person: named(personId), deliverable })),
    })),
    ...daysOf(duty, framework),
    id: duty.id,
    frameworkId: framework.id,
    unit: framework.unit,
    code: duty.code,
    subject: duty.subject,
    row: duty.row_id,
    column: duty.column_id,
    title: { zh: duty.title, en: duty.title_en || duty.title },
    text: duty.text,
    standard: duty.standard,
    result: duty.result,
    cadence: duty.cadence,
    strength: duty.strength,
    numberStatus: duty.number_status,
    hands: duty.hands,
    basis: duty.basis.map((clause) => viewBasis(ctx, clause)),
    evidence: duty.evidence.map(({ kind, enough }) => {
      const known = content.index.evidenceKind.get(kind);
      return {
        id: kind,
        title: known?.title ?? { zh: kind, en: kind },
        enough,
        type: known?.type ?? 'trace',
      };
    }),
    only: duty.only_orgs.map(org),
    kindred: checked.bodies
      .filter((body) => duty.bodies.includes(body.kind))
      .slice(0, ownersShown)
      .map((body) => org(body.id)),
    owner: duty.owner,
    posts: postTitles(ctx, duty.owner),
    borne: borne(duty),
    coveredBy: duty.covered_by,
    dropped: duty.dropped_reason,
    editable: framework.state === 'draft',
    owners: (shown.get(duty.id) ?? []).map((binding) => ({
      org: org(binding.orgId),
      person: { id: binding.personId, name: names.get(binding.personId) ?? '' },
      post: binding.post === null ? null : (content.index.post.get(binding.post)?.title ?? null),
      source: binding.source,
    })),
    ownerCount: borne(duty) === 'members' ? memberCount(duty, checked) : (bindings.get(duty.id)?.length ?? 0),
    notApplicable: checked.solution.notApplicable
      .filter((each) => each.dutyId === duty.id)
      .slice(0, 50)
      .map((each) => ({ org: each.orgId === null ? null : org(each.orgId), why: each.why })),
    defects: checked.defects.filter((defect) => defect.dutyId === duty.id),
    version: duty.version,
  }));
}

/** When a duty is in force, each time with the last day itself. */
function daysOf(duty: DutyRow, framework: FrameworkHead) {
  const own = { from: duty.from_on, to: duty.to_on };
  const { from, to } = timeWithin(own, { from: framework.fromOn, to: framework.toOn });
  return { fromOn: from, toOn: lastDay(to), firstDay: own.from, lastDay: lastDay(own.to) };
}

/** The last day of a time that is kept by the day after it. */
export function lastDay(to: Day | null): Day | null {
  return to === null ? null : addDays(to, -1);
}

/** How many organisations of a duty borne by members are cast. */
const CASTS = 6;

function castsOf(
  ctx: Pick<Context, 'services'>,
  duty: DutyRow,
  owners: readonly Binding[],
  checked: Checked,
) {
  if (duty.dropped_reason !== null) return [];
  const parts = partsOf(ctx.services.content, duty);
  const bearing = new Map<string, string[]>();
  if (borne(duty) === 'members') {
    const bodies = addressees(duty, checked.bodies).filter((body) => body.members > 0);
    for (const body of bodies.slice(0, CASTS)) bearing.set(body.id, []);
  }
  for (const { orgId, personId } of owners) bearing.set(orgId, [...(bearing.get(orgId) ?? []), personId]);
  return [...bearing].map(([orgId, ids]) => ({ orgId, ...castOf({ parts }, orgId, ids, checked.places) }));
}

/** The rights a duty needs and who has which part in it, by name. */
function viewParts(ctx: Pick<Context, 'services'>, duty: DutyRow) {
  const parts = partsOf(ctx.services.content, duty);
  const { right } = ctx.services.content.index;
  return {
    needs: parts.needs.map((id) => ({
      id,
      title: right.get(id)?.title ?? { zh: id, en: id },
      posts: titlesOfPosts(ctx, right.get(id)?.posts ?? []),
    })),
    do: parts.do,
    guide: parts.guide,
    assist: parts.assist.map(({ posts, deliverable }) => ({ posts: [...posts], deliverable })),
    doPosts: parts.do === null || parts.do === 'owner' ? [] : titlesOfPosts(ctx, parts.do.posts),
    guidePosts: titlesOfPosts(ctx, parts.guide?.posts ?? []),
    assistPosts: parts.assist.map(({ posts }) => titlesOfPosts(ctx, posts)),
  };
}

/** A clause in words: the regulation's title and, where the content has it, the clause's text. */
export function viewBasis(ctx: Pick<Context, 'services'>, clause: Basis): DutyView['basis'][number] {
  const regulation = ctx.services.content.index.regulation.get(clause.regulation);
  const article = regulation?.articles.find((each) => each.no === clause.article);
  return {
    regulation: clause.regulation,
    title: regulation?.title ?? clause.regulation,
    article: clause.article ?? null,
    status: clause.status,
    text: article?.text ?? null,
    quoted: article?.quoted ?? false,
  };
}

async function bindingsOf(
  ctx: Pick<Context, 'tx' | 'actor'>,
  framework: FrameworkHead,
  checked: Checked,
): Promise<Map<string, Binding[]>> {
  const bindings =
    framework.state === 'draft'
      ? checked.solution.bindings
      : await currentOwners(ctx.tx, ctx.actor.tenantId, [framework.id]);
  const order = new Map(checked.bodies.map((body, at) => [body.id, at]));
  const groups = new Map<string, Binding[]>();
  for (const binding of bindings) {
    const group = groups.get(binding.dutyId);
    if (group) group.push(binding);
    else groups.set(binding.dutyId, [binding]);
  }
  for (const group of groups.values()) {
    group.sort(
      (a, b) => (order.get(a.orgId) ?? 0) - (order.get(b.orgId) ?? 0) || (a.personId < b.personId ? -1 : 1),
    );
  }
  return groups;
}

function memberCount(duty: DutyRow, checked: Checked): number {
  const spares = duty.applies.exempt?.includes('infirm') ?? false;
  return addressees(duty, checked.bodies).reduce(
    (sum, body) => sum + body.members - (spares ? body.exempt : 0),
    0,
  );
}
