import { notFound, ok, type Result } from '#kernel/result.ts';
import { titlesOf } from '#organisation/appointments/post-titles.ts';
import { checkSetUp } from '#organisation/appointments/set-up.rules.ts';
import { regularEnd, termState } from '#organisation/appointments/terms.rules.ts';
import { organisationObject } from '#organisation/objects.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { decodeCursor, encodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import {
  retainedStanding,
  type SetUpRecord,
  setUpOf,
  setUpsInReach,
  type TermRow,
  termsOf,
} from './set-up.store.ts';
import {
  enterTerm,
  type FindingView,
  listSetUp,
  readSetUp,
  type SetUpRow,
  shiftTerm,
  type TermView,
} from './terms.contract.ts';
import { trainingOf } from './training.store.ts';

/** How many organisations one page looks through when only those with findings are asked for. */
const LOOKED_AT = 2000;

type Caller = Pick<Context, 'services' | 'today'>;

/** A term with its state today. */
export function termView(ctx: Caller, term: TermRow): TermView {
  const { state, dueOn } = termState(term, ctx.services.content.setUp, ctx.today);
  return {
    id: term.id,
    electedOn: term.electedOn,
    years: term.years,
    dueOn,
    regularOn: regularEnd(term),
    movedReason: term.movedReason,
    movedApproval: term.movedApproval,
    state: term.endedOn === null ? state : 'ended',
    endedOn: term.endedOn,
    version: term.version,
  };
}

function findingsOf(ctx: Caller, record: SetUpRecord): FindingView[] {
  const { content } = ctx.services;
  const found = checkSetUp(
    {
      kind: record.kind,
      members: record.members,
      fullMembers: record.full_members,
      holders: record.holders,
      hasOrganCommittee: record.has_committee,
      hasGeneralBranch: record.has_general_branch,
      head: record.head,
      term: record.term,
    },
    content.setUp,
    ctx.today,
  );
  return found.map(({ code, count, day }) => {
    const words = content.setUp.findings.find((each) => each.id === code)!;
    const regulation = content.index.regulation.get(words.basis.regulation);
    return {
      code,
      severity: words.severity,
      title: words.title,
      next: words.next,
      basis: `${regulation?.short ?? ''}${words.basis.article ?? ''}`,
      count,
      day,
    };
  });
}

function rowView(ctx: Caller, record: SetUpRecord): SetUpRow {
  const post = record.kind === 'organ_committee' ? 'organ-committee-secretary' : 'branch-secretary';
  const secretary = record.holders.find((holder) => holder.post === post);
  return {
    id: record.id,
    name: record.name,
    kind: record.kind,
    members: record.members,
    fullMembers: record.full_members,
    secretary: secretary?.name ?? null,
    head: secretary && post === 'branch-secretary' ? record.head : null,
    term: record.term && termView(ctx, record.term),
    pending: record.pending.map((each) => ({ ...each, title: titlesOf(ctx)(each.post) })),
    findings: findingsOf(ctx, record),
  };
}

/** Organisations in reach in the order of the tree with what is to be done about their set-up, or only those with something. */
export async function listSetUps(
  ctx: Context,
  query: QueryOf<typeof listSetUp>,
): Promise<Result<ResponseOf<typeof listSetUp>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  const limit = query.show === undefined ? query.limit + 1 : LOOKED_AT;
  const looked = await setUpsInReach(ctx.tx, ctx.actor.tenantId, scopeOf(ctx.actor, listSetUp), {
    after: (cursor.value?.[0] as number | undefined) ?? null,
    limit,
    today: ctx.today,
  });
  const wanted = looked
    .map((record) => ({ no: record.no, row: rowView(ctx, record) }))
    .filter(({ row }) => isWanted(row, query.show));
  const kept = wanted.slice(0, query.limit);
  // Cut short by the page, or by how many were looked through: go on after the last one that was decided on.
  const last =
    wanted.length > query.limit ? kept.at(-1)?.no : looked.length === limit ? looked.at(-1)?.no : undefined;
  return ok({ items: kept.map(({ row }) => row), next: last === undefined ? null : encodeCursor([last]) });
}

function isWanted(row: SetUpRow, show: QueryOf<typeof listSetUp>['show']): boolean {
  if (show === 'must') return row.findings.some((finding) => finding.severity === 'must');
  if (show === 'term') return row.findings.some((finding) => finding.code.startsWith('term-'));
  return show === undefined || row.findings.some((finding) => finding.severity !== 'note');
}

/** One organisation's set-up with its posts, terms and what the head keeps. */
export async function showSetUp(ctx: Context, id: string): Promise<Result<ResponseOf<typeof readSetUp>>> {
  const { tenantId } = ctx.actor;
  const { setUp, index } = ctx.services.content;
  if (!(await authorise(ctx, readSetUp, organisationObject, [id])).has(id)) return notFound();
  const record = await setUpOf(ctx.tx, tenantId, id, ctx.today);
  if (!record) return notFound();
  const may = async (endpoint: typeof enterTerm | typeof shiftTerm) =>
    (await authorise(ctx, endpoint, organisationObject, [id])).has(id);
  const titleOf = titlesOf(ctx);
  const keeper = record.holders.find((holder) => holder.post === setUp.head.keeps_as);
  const superior = await may(shiftTerm);
  return ok({
    ...rowView(ctx, record),
    holders: record.holders.map((holder) => ({
      post: holder.post,
      title: titleOf(holder.post),
      person: { id: holder.personId, name: holder.name },
      fromOn: holder.fromOn,
    })),
    retained: keeper
      ? {
          person: { id: keeper.personId, name: keeper.name },
          training: (await trainingOf(ctx.tx, tenantId, id, ctx.today)) ?? null,
          duties: (
            await retainedStanding(ctx.tx, tenantId, {
              orgId: id,
              personId: keeper.personId,
              codes: setUp.head.package,
              today: ctx.today,
            })
          ).map((row) => ({
            ...row,
            title: index.duty.get(row.code)?.title ?? { zh: row.title, en: row.title },
          })),
        }
      : null,
    terms: (await termsOf(ctx.tx, tenantId, id)).map((term) => termView(ctx, term)),
    mayEnter:
      setUp.terms.some((rule) => rule.kinds.includes(record.kind as 'branch')) && (await may(enterTerm)),
    mayShift: superior,
    mayAppoint: superior && record.kind !== 'unit',
    shiftMonths: setUp.shift_months,
  });
}
