import { cadenceKey } from '#kernel/cadence.ts';
import { newId } from '#kernel/ids.ts';
import { notFound, ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import type { BodyOf } from '#platform/http/endpoint.ts';
import { staleEdit } from '#platform/http/stale.ts';
import type { Duty, Subject } from '#standards/packs/content.ts';
import type { DutyView } from './duties.contract.ts';
import { dutiesOf, frameworkMatrix, insertDutyBeside, touchDraft } from './duties.store.ts';
import { editableDraft } from './editable-draft.ts';
import { addOwnDuty as endpoint } from './editing.contract.ts';
import { rereadDuty } from './read-duties.ts';

type Input = BodyOf<typeof endpoint>;

/** Duties of a unit's own are numbered from here, beside those of the content and of rulings. */
const FIRST_OWN = 50;

/**
 * Adds a duty of the unit's own to a draft. Who answers, carries out and guides, and the rights it needs, are those of its
 * subject, until they are edited.
 */
export async function addOwnDuty(ctx: Context, frameworkId: string, input: Input): Promise<Result<DutyView>> {
  const { tenantId } = ctx.actor;
  const draft = await editableDraft(ctx, endpoint, frameworkId);
  if (!draft.ok) return draft;
  const { unit } = draft.value;
  const { matrix } = await frameworkMatrix(ctx.tx, tenantId, frameworkId);
  const { content } = ctx.services;
  const subject = content.index.subject.get(input.subject);
  const regulation = content.index.regulation.get(input.regulation);
  const article = input.article === null || regulation?.articles.some((each) => each.no === input.article);
  const kind = content.index.recordKind.get(input.recordKind);
  const { cell } = input;
  const inMatrix =
    cell === null ||
    (matrix.rows.some((row) => row.id === cell.row) &&
      matrix.columns.some((column) => column.id === cell.column));
  const evidence = input.evidence.every((each) => content.index.evidenceKind.has(each.kind));
  const like = content.duties.filter((duty) => duty.subject === input.subject).at(0);
  if (!subject || !regulation || !article || !kind || !inMatrix || !evidence || !like) {
    return refuse('duties/unknown-choice', '责任主体、位置、依据、佐证或记录种类不在列表中。请重新选择。', {
      status: 422,
    });
  }
  if (!(await touchDraft(ctx.tx, tenantId, frameworkId, ctx.ifMatch ?? 0))) {
    return staleEdit(ctx, 'framework', frameworkId, null);
  }
  const prefix = `D${subject.code}-`;
  const taken = (await dutiesOf(ctx.tx, tenantId, frameworkId))
    .filter((duty) => duty.code.startsWith(prefix))
    .map((duty) => Number(duty.code.slice(3)));
  const number = Math.max(FIRST_OWN, ...taken.map((each) => each + 1));
  if (number > 99) {
    return refuse('duties/too-many', '这一类责任项的编号已用完。请先合并或删减。', { status: 422 });
  }
  const id = await insertDutyBeside(ctx.tx, {
    ...rowOf(subject, like, input),
    tenant_id: tenantId,
    id: newId(),
    frameworkId,
    org_id: unit.id,
    code: `${prefix}${String(number).padStart(2, '0')}`,
    ...(cell === null ? {} : { cell }),
  });
  if (id === null) {
    return refuse('duties/no-such-list', '本框架没有这一类责任清单，不能在其中新增。', { status: 422 });
  }
  ctx.audit({
    action: 'duty.add',
    object: ['duty', id],
    orgId: unit.id,
    details: { subject: input.subject, number },
  });
  const view = await rereadDuty(ctx, id);
  return view ? ok(view) : notFound();
}

function rowOf(subject: Subject, like: Duty, input: Input) {
  const each = 'each' in like.owner;
  return {
    subject: subject.id,
    title: input.title,
    text: input.text,
    standard: input.standard,
    result: input.result,
    cadence: input.cadence,
    cadence_key: cadenceKey(input.cadence),
    strength: 'local' as const,
    number_status: 'L' as const,
    evidence: input.evidence,
    basis: [
      {
        regulation: input.regulation,
        ...(input.article === null ? {} : { article: input.article }),
        status: 'L' as const,
      },
    ],
    hands: input.hands,
    applies: {},
    bodies: [...subject.bodies],
    mode: subject.mode,
    owner: like.owner,
    covered_by: null,
    fulfilled_by: [
      each
        ? {
            kinds: [input.recordKind],
            as: 'person' as const,
            parts: ['chair' as const, 'speaker' as const, 'present' as const, 'subject' as const],
            named: true,
          }
        : { kinds: [input.recordKind], as: 'organisation' as const, named: true },
    ],
    dropped_reason: null,
    parts: { needs: subject.needs, do: subject.do, guide: subject.guide, assist: [] },
  };
}
