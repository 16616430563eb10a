import { notFound, ok, type Result } from '#kernel/result.ts';
import { authorise } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import type { ResponseOf } from '#platform/http/endpoint.ts';
import { parameter } from '#standards/packs/content.ts';
import { frameworkObject } from '../frameworks/frameworks.objects.ts';
import { checkDuties } from './check-duties.ts';
import { isMemberBorne } from './duties.rules.ts';
import { frameworkHead, namesOfPersons } from './duties.store.ts';
import { readHeat as endpoint } from './heat.contract.ts';
import { countMarks, heatOf, worstFirst } from './heat.rules.ts';

/** How many organisations one map shows. */
const SHOWN = 40;
/** How many names one cell shows. */
const NAMES = 3;

/** The heat map of one subject of a framework, as the posts are held today. */
export async function readHeat(
  ctx: Context,
  frameworkId: string,
  wanted: string | undefined,
): Promise<Result<ResponseOf<typeof endpoint>>> {
  const { tenantId } = ctx.actor;
  const { content } = ctx.services;
  if (!(await authorise(ctx, endpoint, frameworkObject, [frameworkId])).has(frameworkId)) return notFound();
  const framework = await frameworkHead(ctx.tx, tenantId, frameworkId);
  if (!framework) return notFound();
  const checked = await checkDuties(ctx, { id: frameworkId, unitId: framework.unit.id });
  const standing = checked.duties.filter((duty) => duty.dropped_reason === null);
  const rows = heatOf(
    standing.map((duty) => ({ ...duty, only: duty.only_orgs, members: isMemberBorne(duty) })),
    checked.bodies,
    checked.solution,
    parameter(content, 'load-ceiling'),
  );
  const rowOf = new Map(rows.map((row) => [row.dutyId, row]));
  const subjects = content.subjects
    .map((subject) => {
      const duties = standing.filter((duty) => duty.subject === subject.id);
      const marks = countMarks(duties.map((duty) => rowOf.get(duty.id)!));
      return { id: subject.id, title: subject.title, duties: duties.length, marks };
    })
    .filter((subject) => subject.duties > 0);
  const wrong = subjects.find((subject) =>
    subject.marks.some(({ mark }) => mark !== 'fine' && mark !== 'none' && mark !== 'stand-in'),
  );
  const subject = subjects.find((each) => each.id === wanted) ?? wrong ?? subjects[0];
  const duties = standing.filter((duty) => duty.subject === subject?.id);
  const shownRows = duties.map((duty) => rowOf.get(duty.id)!);
  const order = worstFirst(shownRows, checked.bodies);
  const shown = new Set(order.slice(0, SHOWN));
  const cells = shownRows.map((row) => row.cells.filter((cell) => shown.has(cell.orgId)));
  const names = await namesOfPersons(
    ctx.tx,
    tenantId,
    cells.flat().flatMap((cell) => cell.personIds.slice(0, NAMES)),
  );
  const bodyName = new Map(checked.bodies.map((body) => [body.id, body.name]));
  return ok({
    framework: { id: framework.id, name: framework.unit.name, draft: framework.state === 'draft' },
    subject: subject?.id ?? '',
    subjects,
    bodies: [...shown].map((id) => ({ id, name: bodyName.get(id) ?? '' })),
    moreBodies: order.length - shown.size,
    rows: duties.map((duty, at) => ({
      id: duty.id,
      code: duty.code,
      title: { zh: duty.title, en: duty.title_en || duty.title },
      faults: shownRows[at]!.faults,
      cells: cells[at]!.map(({ orgId, mark, codes, personIds }) => ({
        orgId,
        mark,
        codes,
        owners: personIds.slice(0, NAMES).map((id) => names.get(id) ?? ''),
      })),
    })),
  });
}
