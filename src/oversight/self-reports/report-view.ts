import { defineObject } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { recordsOfPerson } from '#records/record-list.store.ts';
import { meetingKindIds } from '#roles/work-records/work-content.ts';
import { parameter } from '#standards/packs/content.ts';
import type { SelfReportView } from './self-reports.contract.ts';
import {
  actOnReport,
  type Facts,
  factsOf,
  type RecordOfPerson,
  type ReportActor,
  type SelfReportAction,
  type SelfReportState,
} from './self-reports.rules.ts';
import {
  type FoundReport,
  type Span,
  type StatementRow,
  standingOfWork,
  statementsOf,
} from './self-reports.store.ts';

/** A self-report, decided on by the branch and by the member it is about. */
export const selfReportObject = defineObject({
  kind: 'self-report',
  table: 'self_report',
  org: 'org_id',
  person: 'person_id',
});

/** What the system knows of a person in a period. */
export async function gatherFacts(ctx: Context, personId: string, span: Span): Promise<Facts> {
  const rows = await recordsOfPerson(ctx.tx, ctx.actor.tenantId, personId, span.from, span.to);
  const byId = new Map<string, RecordOfPerson & { parts: string[] }>();
  for (const row of rows) {
    const seen = byId.get(row.id);
    byId.set(row.id, {
      id: row.id,
      kind: row.kind,
      title: row.title,
      occurredOn: row.occurred_on,
      parts: [...(seen?.parts ?? []), row.part],
      spoke: (seen?.spoke ?? false) || row.spoke,
      minutes: Math.max(seen?.minutes ?? 0, row.minutes),
    });
  }
  const meetings = new Set(meetingKindIds(ctx.services.content));
  const { tasks, obligations } = await standingOfWork(ctx.tx, ctx.actor.tenantId, personId, span, ctx.today);
  return factsOf([...byId.values()], (kind) => meetings.has(kind), tasks, obligations);
}

const everyAction: readonly SelfReportAction[] = ['save', 'submit', 'withdraw', 'return', 'accept'];

/** The actions open to somebody on a self-report in a state. */
export function openActions(state: SelfReportState, actor: ReportActor): SelfReportAction[] {
  return everyAction.filter((action) => actOnReport(state, action, actor, '-').ok);
}

/** The parts of a self-report that are there before anything was saved. */
export type ReportFrame = {
  id: string | null;
  personId: string;
  personName: string;
  orgId: string;
  orgName: string;
  span: Span;
  state: SelfReportState;
  submittedAt: Date | null;
  returnedNote: string;
  version: number;
};

/** A saved self-report as a frame. */
export function frameOf(row: FoundReport): ReportFrame {
  return {
    id: row.id,
    personId: row.person_id,
    personName: row.person_name,
    orgId: row.org_id,
    orgName: row.org_name,
    span: { from: row.period_from, to: row.period_to },
    state: row.state,
    submittedAt: row.submitted_at,
    returnedNote: row.returned_note,
    version: row.version,
  };
}

/** A self-report as shown: live facts while it is written, frozen ones afterwards. */
export async function viewOfReport(
  ctx: Context,
  row: FoundReport,
  actor: ReportActor,
): Promise<SelfReportView> {
  const statements = await statementsOf(ctx.tx, ctx.actor.tenantId, row.id);
  const frame = frameOf(row);
  const facts = frozen(row) ?? (await gatherFacts(ctx, row.person_id, frame.span));
  return viewOf(ctx, frame, facts, statements, actor);
}

function frozen(row: FoundReport): Facts | null {
  return row.state === 'submitted' || row.state === 'accepted' ? row.facts : null;
}

/** Puts frame, facts and statements together. */
export function viewOf(
  ctx: Context,
  frame: ReportFrame,
  facts: Facts,
  statements: StatementRow[],
  actor: ReportActor,
): SelfReportView {
  const { span, submittedAt, ...rest } = frame;
  return {
    ...rest,
    periodFrom: span.from,
    periodTo: span.to,
    facts,
    statements,
    submittedAt: submittedAt?.toISOString() ?? null,
    actions: openActions(frame.state, actor),
    classHourMinutes: parameter(ctx.services.content, 'class-hour-minutes'),
  };
}
