import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { frameworkObject } from '../frameworks/frameworks.objects.ts';
import { findCandidates } from './candidates.store.ts';
import { checkDuties, partsOf } from './check-duties.ts';
import * as contract from './duties.contract.ts';
import { dutyObject } from './duties.objects.ts';
import { findDuty, frameworkHead, myDuties, readUnit } from './duties.store.ts';
import { listCandidates as listing } from './editing.contract.ts';
import { lastDay, viewBasis, viewDuties } from './view-duties.ts';

/** How many owners of one duty its own page shows. */
const OWNERS_SHOWN = 500;

/** The duties of a framework in their order, a page at a time. */
export async function listDuties(
  ctx: Context,
  frameworkId: string,
  query: QueryOf<typeof contract.listDuties>,
): Promise<Result<ResponseOf<typeof contract.listDuties>>> {
  const cursor = decodeCursor(query.cursor, 1);
  if (!cursor.ok) return cursor;
  if (!(await authorise(ctx, contract.listDuties, frameworkObject, [frameworkId])).has(frameworkId))
    return notFound();
  const framework = await frameworkHead(ctx.tx, ctx.actor.tenantId, frameworkId);
  if (!framework) return notFound();
  const checked = await checkDuties(ctx, { id: frameworkId, unitId: framework.unit.id });
  const faulty = new Set(checked.solution.defects.map((defect) => defect.dutyId));
  const after = Number(cursor.value?.[0] ?? 0);
  const wanted = checked.duties.filter(
    (duty) =>
      (query.subject === undefined || duty.subject === query.subject) &&
      (query.row === undefined || duty.row_id === query.row) &&
      (query.column === undefined || duty.column_id === query.column) &&
      (query.defects === undefined || faulty.has(duty.id)),
  );
  // A framework has some tens of duties, all of them just solved: the page is cut from them, not from the table.
  const rows = wanted.filter((duty) => duty.place > after).slice(0, query.limit + 1);
  const { items: kept, next } = cutPage(
    rows,
    query.limit,
    (duty) => [duty.place],
    (duty) => duty,
  );
  return ok({ items: await viewDuties(ctx, framework, checked, kept), next, total: wanted.length });
}

/** One duty with all its owners. */
export async function readDuty(ctx: Context, id: string): Promise<Result<contract.DutyView>> {
  if (!(await authorise(ctx, contract.readDuty, dutyObject, [id])).has(id)) return notFound();
  const view = await rereadDuty(ctx, id);
  return view ? ok(view) : notFound();
}

/** One duty as it stands now; null if there is none. Access was decided by the caller. */
export async function rereadDuty(ctx: Context, id: string): Promise<contract.DutyView | null> {
  const duty = await findDuty(ctx.tx, ctx.actor.tenantId, id);
  const framework = duty && (await frameworkHead(ctx.tx, ctx.actor.tenantId, duty.framework_id));
  if (!framework) return null;
  const checked = await checkDuties(ctx, { id: framework.id, unitId: framework.unit.id });
  const row = checked.duties.find((each) => each.id === id);
  if (!row) return null;
  const [view] = await viewDuties(ctx, framework, checked, [row], OWNERS_SHOWN);
  return view ?? null;
}

/** Persons of the unit who could be named for a duty, holders of posts first. */
export async function listCandidates(
  ctx: Context,
  id: string,
  query: QueryOf<typeof listing>,
): Promise<Result<ResponseOf<typeof listing>>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, listing, dutyObject, [id])).has(id)) return notFound();
  const duty = await findDuty(ctx.tx, tenantId, id);
  if (!duty) return notFound();
  const { bodies } = await readUnit(ctx.tx, tenantId, duty.org_id, ctx.today);
  if (!bodies.some((body) => body.id === query.orgId)) return ok({ items: [] });
  const { post } = ctx.services.content.index;
  const rows = await findCandidates(ctx.tx, tenantId, duty.org_id, query.orgId, query.q, ctx.today);
  return ok({
    items: rows.map((row) => ({
      person: { id: row.id, name: row.name },
      org: row.org ?? '',
      posts: row.posts.map((code) => post.get(code)?.title ?? { zh: code, en: code }),
    })),
  });
}

/** What whoever is signed in answers for, in force now, with what is open and late of it. */
export async function listMyDuties(
  ctx: Context,
  query: QueryOf<typeof contract.listMyDuties>,
): Promise<Result<ResponseOf<typeof contract.listMyDuties>>> {
  const cursor = decodeCursor(query.cursor, 3);
  if (!cursor.ok) return cursor;
  if (ctx.actor.personId === null) return ok({ items: [], next: null });
  const after = cursor.value as [string, string, string] | null;
  const rows = await myDuties(ctx.tx, ctx.actor.tenantId, ctx.actor.personId, {
    after,
    limit: query.limit,
    today: ctx.today,
  });
  const { post, right, evidenceKind } = ctx.services.content.index;
  return ok(
    cutPage(
      rows,
      query.limit,
      (row) => [row.code, row.org_id, row.id],
      (row) => ({
        id: row.id,
        code: row.code,
        subject: row.subject,
        title: { zh: row.title, en: row.title_en || row.title },
        text: row.text,
        standard: row.standard,
        result: row.result,
        cadence: row.cadence,
        strength: row.strength,
        hands: row.hands,
        basis: row.basis.map((clause) => {
          const { title, article, status } = viewBasis(ctx, clause);
          return { title, article, status };
        }),
        evidence: row.evidence.map(({ kind, enough }) => ({
          title: evidenceKind.get(kind)?.title ?? { zh: kind, en: kind },
          enough,
        })),
        needs: partsOf(ctx.services.content, row).needs.map((id) => ({
          title: right.get(id)?.title ?? { zh: id, en: id },
          held: heldBy(right.get(id)?.posts ?? [], row, id),
        })),
        firstDay: row.from_on,
        lastDay: lastDay(row.to_on),
        org: { id: row.org_id, name: row.org_name },
        post: row.post === null ? null : (post.get(row.post)?.title ?? null),
        sole: row.sole,
        coveredBy: row.covered_by,
        open: row.open,
        late: row.late,
        done: row.done,
        nextDue: row.next_due,
      }),
    ),
  );
}

/** By what somebody has a right: by the post for which he answers or as a member, or in writing; null where neither shows. */
function heldBy(
  posts: readonly string[],
  owner: { post: string | null; grants: readonly string[] },
  right: string,
): 'post' | 'writing' | null {
  if (posts.includes('member') || (owner.post !== null && posts.includes(owner.post))) return 'post';
  return owner.grants.includes(right) ? 'writing' : null;
}
