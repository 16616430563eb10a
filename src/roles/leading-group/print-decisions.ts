import { ok, type Result, refuse } from '#kernel/result.ts';
import { renderOfficialDocument } from '#platform/documents/official-document.ts';
import type { Context } from '#platform/http/context.ts';
import type { Download, QueryOf } from '#platform/http/endpoint.ts';
import { decisionsOf } from './decisions.store.ts';
import { decisionsDocument } from './decisions-document.rules.ts';
import { decisionView, reachGroup } from './leading-facts.ts';
import { downloadDecisions } from './leading-group.contract.ts';
import { sessionsIn } from './read-sessions.ts';
import { timesAYear } from './sessions.rules.ts';

const WORD = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
/** A document of more is nobody's paper. */
const MOST = 300;

/** The log of a year's decisions as an official document. */
export async function printDecisions(
  ctx: Context,
  id: string,
  query: QueryOf<typeof downloadDecisions>,
): Promise<Result<Download>> {
  const found = await reachGroup(ctx, downloadDecisions, id);
  if (!found.ok) return found;
  const year = query.year ?? Number(ctx.today.slice(0, 4));
  const span = { from: `${year}-01-01`, to: `${year}-12-31` };
  const rows = await decisionsOf(ctx.tx, ctx.actor.tenantId, id, ctx.today, {
    from: span.from,
    after: null,
    limit: MOST,
  });
  if (rows.length > MOST) {
    return refuse('leading-group/log-too-long', `一次最多导出 ${MOST} 项决定，请按年度导出。`, {
      status: 422,
    });
  }
  const lines = rows.filter((row) => row.on_day <= span.to).map(decisionView);
  const { leading, index } = ctx.services.content;
  const cadence = index.cadence.get(leading.cadence)?.cadence;
  const sessions = await sessionsIn(ctx, id, span);
  const bytes = await renderOfficialDocument(
    decisionsDocument(lines, {
      group: found.value.group.name,
      year,
      day: ctx.today,
      sessions: sessions.length,
      must: cadence ? timesAYear(cadence) : 0,
    }),
  );
  ctx.audit({
    action: 'leading-group.print',
    object: ['leading-group', id],
    orgId: id,
    details: { year, decisions: lines.length },
  });
  return ok({
    filename: `${found.value.group.name}${year}年议党建决定.docx`,
    contentType: WORD,
    bytes,
  });
}
