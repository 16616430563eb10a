import { createHash } from 'node:crypto';
import { type Day, toDay } from '#kernel/dates.ts';
import { newId } from '#kernel/ids.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import type { Context } from '#platform/http/context.ts';
import { eventText, type FilingRule, filing } from './records.rules.ts';
import {
  type DecisionRow,
  findSameEvent,
  insertRecord,
  type PersonRow,
  personsWithin,
  type RecordRow,
  replaceDecisions,
  replacePersons,
} from './records.store.ts';
import type { HeldFor, RecordDetails, RecordState } from './records.tables.ts';

/** A thing that was done, as a use case reports it. */
export type NewRecord = {
  org: { id: string; path: string };
  kind: string;
  occurredOn: Day;
  title: string;
  minutesSpent: number;
  outcome?: string;
  details?: RecordDetails;
  persons: readonly PersonRow[];
  decisions?: readonly DecisionRow[];
  /** What tells this event from another of the same day and kind; the title unless given. */
  subject?: string;
  /** Whether the same event with other persons is another event: a talk is, a meeting is not. */
  personsTell?: boolean;
  /** The day it was reported to the system, where that was before today (a report that waited for confirmation). */
  receivedOn?: Day;
  /** How late it may be reported; from content. */
  filing: FilingRule;
  /**
   * What it waits for before it counts: `late` = the superior body, if it was filed very late (the rule);
   * `subject` = the person it is about, always (talks, which nobody above reads); `never` = nothing.
   */
  holds?: 'late' | 'subject' | 'never';
};

export type Filed = { recordId: string; state: RecordState; heldFor: HeldFor | null; lateDays: number };

/**
 * Writes a record with who took part and what was decided, and leaves its audit entry. Access was decided by the use case
 * that calls it; whoever files what fulfils obligations links them afterwards, unless the record is held. Refused:
 * a future day, a person who does not belong to the organisation's unit, and an event that is recorded already (the refusal points to it).
 */
export async function fileRecord(ctx: Context, input: NewRecord): Promise<Result<Filed>> {
  const { tenantId, accountId } = ctx.actor;
  const timing = filing(input.occurredOn, input.receivedOn ?? ctx.today, input.filing);
  if (!timing.ok) return timing;
  const known = await checkPersons(ctx, input.org.path, input.persons);
  if (!known.ok) return known;
  const row = recordRow(newId(), input, timing.value);
  const added = await insertRecord(ctx.tx, tenantId, row, { receivedAt: ctx.now, enteredBy: accountId });
  if (!added) {
    const twin = await findSameEvent(ctx.tx, tenantId, input.org.id, row.eventKey);
    return refuse(
      'records/duplicate',
      `这件事已经记录过了（${twin?.occurred_on ?? input.occurredOn}《${twin?.title ?? input.title}》），不需要再填一次。如需补充，请打开那条记录更正。`,
      { data: { recordId: twin?.id ?? null } },
    );
  }
  await replacePersons(ctx.tx, tenantId, row.id, input.occurredOn, input.persons);
  await replaceDecisions(ctx.tx, tenantId, row.id, input.decisions ?? []);
  ctx.audit({
    action: 'record.file',
    object: ['record', row.id],
    orgId: input.org.id,
    details: {
      kind: input.kind,
      on: input.occurredOn,
      includes: input.details?.includes ?? [],
      persons: input.persons.length,
      lateDays: row.lateDays,
      state: row.state,
    },
  });
  return ok({ recordId: row.id, state: row.state, heldFor: row.heldFor, lateDays: row.lateDays });
}

/** Refuses persons who do not belong to the organisation's unit, in the same words as persons who do not exist. */
export async function checkPersons(
  ctx: Pick<Context, 'tx' | 'actor'>,
  orgPath: string,
  persons: readonly { personId: string }[],
): Promise<Result<true>> {
  const known = await personsWithin(
    ctx.tx,
    ctx.actor.tenantId,
    orgPath,
    persons.map((each) => each.personId),
  );
  const strangers = new Set(persons.map((each) => each.personId).filter((id) => !known.has(id)));
  if (strangers.size === 0) return ok(true);
  return refuse(
    'records/unknown-person',
    `有 ${strangers.size} 人不在本单位的人员名单中。请从名单中选择人员。`,
    {
      status: 422,
      data: { persons: [...strangers].slice(0, 20) },
    },
  );
}

/** The columns of a record from what was reported and when. */
export function recordRow(
  id: string,
  input: NewRecord,
  timing: { lateDays: number; held: boolean },
): RecordRow {
  const holds = input.holds ?? 'late';
  const heldFor: HeldFor | null =
    holds === 'subject' ? 'subject' : holds === 'late' && timing.held ? 'late' : null;
  return {
    id,
    orgId: input.org.id,
    kind: input.kind,
    occurredOn: input.occurredOn,
    lateDays: timing.lateDays,
    state: heldFor ? 'held' : 'standing',
    heldFor,
    title: input.title,
    minutesSpent: input.minutesSpent,
    outcome: input.outcome ?? '',
    details: input.details ?? {},
    eventKey: eventKeyOf(input),
  };
}

function eventKeyOf(input: NewRecord): Buffer {
  const text = eventText({
    orgId: input.org.id,
    occurredOn: input.occurredOn,
    kinds: [input.kind, ...(input.details?.includes ?? [])],
    subject: input.subject ?? input.title,
    personIds: input.personsTell ? input.persons.map((each) => each.personId) : [],
  });
  return createHash('sha256').update(text).digest();
}

/** The timing of a record that is corrected: its day may change, the day it was received does not. */
export function timingOf(occurredOn: Day, receivedAt: Date, rule: FilingRule) {
  return filing(occurredOn, toDay(receivedAt), rule);
}
