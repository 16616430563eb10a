import { cadenceKey } from '#kernel/cadence.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { OwnerRule } from '#standards/packs/packs.schema.ts';
import { notABearer } from './assign-owner.ts';
import { partsOf } from './check-duties.ts';
import type { DutyView } from './duties.contract.ts';
import { dutyObject } from './duties.objects.ts';
import {
  coveredBy,
  type DutyChange,
  type DutyRow,
  findDuty,
  frameworkMatrix,
  readUnit,
  touchFramework,
  updateDuty,
} from './duties.store.ts';
import { decideParts } from './edit.rules.ts';
import { issued } from './editable-draft.ts';
import { editDuty as endpoint } from './editing.contract.ts';
import { removePinsOutside } from './owners.store.ts';
import { rereadDuty } from './read-duties.ts';
import { decideTime } from './time.rules.ts';

type Edit = BodyOf<typeof endpoint>;

/** Changes a duty of a draft: its words, how often, how strictly, which posts answer; or leaves it out with a reason. */
export async function editDuty(ctx: Context, id: string, edit: Edit): Promise<Result<DutyView>> {
  const { tenantId } = ctx.actor;
  if (!(await authorise(ctx, endpoint, dutyObject, [id])).has(id)) return notFound();
  const duty = await findDuty(ctx.tx, tenantId, id);
  if (!duty) return notFound();
  if (duty.framework_state !== 'draft') return issued();
  const change = await changeOf(ctx, duty, edit);
  if (!change.ok) return change;
  if (!(await updateDuty(ctx.tx, tenantId, id, ctx.ifMatch ?? 0, change.value))) {
    return staleEdit(ctx, 'duty', id, await rereadDuty(ctx, id));
  }
  const only = change.value.only_orgs;
  if (only !== undefined && only.length > 0) await removePinsOutside(ctx.tx, tenantId, id, only);
  await touchFramework(ctx.tx, tenantId, duty.framework_id);
  ctx.audit({
    action: edit.dropped ? 'duty.leave-out' : 'duty.edit',
    object: ['duty', id],
    orgId: duty.org_id,
    details: { code: duty.code, fields: Object.keys(edit).sort() },
  });
  const view = await rereadDuty(ctx, id);
  return view ? ok(view) : notFound();
}

async function changeOf(ctx: Context, duty: DutyRow, edit: Edit): Promise<Result<DutyChange>> {
  const change: DutyChange = {};
  if (edit.title !== undefined) change.title = edit.title;
  if (edit.titleEn !== undefined) change.title_en = edit.titleEn;
  if (edit.text !== undefined) change.text = edit.text;
  if (edit.standard !== undefined) change.standard = edit.standard;
  if (edit.result !== undefined) change.result = edit.result;
  if (edit.strength !== undefined) change.strength = edit.strength;
  if (edit.hands !== undefined) change.hands = edit.hands;
  if (edit.cadence !== undefined) {
    change.cadence = edit.cadence;
    change.cadence_key = edit.cadence === null ? null : cadenceKey(edit.cadence);
  }
  if (edit.evidence !== undefined || edit.needs !== undefined || edit.do || edit.guide || edit.assist) {
    const written = decideParts(edit, partsOf(ctx.services.content, duty), ctx.services.content.index);
    if (!written.ok) return written;
    if (edit.evidence !== undefined) change.evidence = edit.evidence;
    change.parts = written.value;
  }
  if (edit.cell !== undefined) {
    const { matrix } = await frameworkMatrix(ctx.tx, ctx.actor.tenantId, duty.framework_id);
    const there =
      matrix.rows.some((row) => row.id === edit.cell?.row) &&
      matrix.columns.some((column) => column.id === edit.cell?.column);
    if (!there) {
      return refuse('duties/no-such-cell', '没有这个层级或岗位，可能已被删除。请重新选择。', { status: 422 });
    }
    change.row_id = edit.cell.row;
    change.column_id = edit.cell.column;
  }
  if (edit.posts !== undefined) {
    const owner = ownerOf(ctx, duty, edit.posts);
    if (!owner.ok) return owner;
    change.owner = owner.value;
  }
  if (edit.only !== undefined) {
    const { bodies } = await readUnit(ctx.tx, ctx.actor.tenantId, duty.org_id, ctx.today);
    const able = new Set(bodies.filter((body) => duty.bodies.includes(body.kind)).map((body) => body.id));
    if (edit.only.some((orgId) => !able.has(orgId))) return notABearer();
    change.only_orgs = [...new Set(edit.only)].sort();
  }
  if (edit.firstDay !== undefined || edit.lastDay !== undefined) {
    const time = decideTime(edit, { from: duty.from_on, to: duty.to_on }, ctx.today);
    if (!time.ok) return time;
    change.from_on = time.value.from;
    change.to_on = time.value.to;
  }
  if (edit.dropped !== undefined) {
    const covered = edit.dropped
      ? await coveredBy(ctx.tx, ctx.actor.tenantId, duty.framework_id, duty.code)
      : [];
    if (covered.length > 0) {
      return refuse(
        'duties/covers-others',
        `${covered.join('、')} 由这一项体现。请先处理这些责任项，再删减这一项。`,
        {
          status: 422,
          data: { codes: covered },
        },
      );
    }
    change.dropped_reason = edit.dropped || null;
  }
  return ok(change);
}

function ownerOf(ctx: Context, duty: DutyRow, posts: string[]): Result<OwnerRule> {
  const unknown = posts.filter((post) => !ctx.services.content.index.post.has(post));
  if (unknown.length > 0) {
    return refuse('duties/unknown-post', '有不认识的职务。请从列表中选择。', {
      status: 422,
      errors: [{ path: 'body.posts', message: `没有职务 ${unknown.join('、')}` }],
    });
  }
  if ('each' in duty.owner) {
    if (duty.owner.each.includes('member')) {
      return refuse('duties/of-members', '这一项由每名党员各自承担，不能改为某个职务。', { status: 422 });
    }
    return ok({ each: posts });
  }
  return ok({ ...duty.owner, posts });
}
