import type { Context } from '#platform/http/context.ts';
import type { ReportRow } from './intake.contract.ts';
import type { Outcome, ReportRecord } from './intake.store.ts';

/** The words of a reason for declining; its code where the content no longer has it. */
export function reasonOf(ctx: Pick<Context, 'services'>, code: string | null) {
  if (code === null) return null;
  const known = ctx.services.content.ledger.intake.declines.find((each) => each.id === code);
  return known?.title ?? { zh: code, en: code };
}

/** A report as its reporter sees it. */
export function outcomeView(ctx: Pick<Context, 'services'>, row: Outcome) {
  const { problemState, problemDueOn } = row;
  return {
    id: row.id,
    text: row.text,
    orgName: row.orgName,
    receivedOn: row.receivedOn,
    triageBy: row.triageBy,
    state: row.state,
    reason: reasonOf(ctx, row.declinedFor),
    reply: row.reply,
    problem:
      problemState === null || problemDueOn === null
        ? null
        : {
            state: problemState,
            dueOn: problemDueOn,
            closedOn: row.problemClosedOn,
            answer: row.answer ?? '',
          },
  };
}

/** A report as those who decide on it see it in a list. */
export function reportView(row: ReportRecord): ReportRow {
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: row.org_name,
    channel: row.channel,
    reporter: row.reporter,
    label: row.label,
    text: row.text,
    receivedOn: row.received_on,
    triageBy: row.triage_by,
    state: row.state,
    problemId: row.problem_id,
    version: row.version,
  };
}
