import { type Day, daysBetween } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';

/** 痕 `trace` shows that a procedure was followed; 绩 `result` shows that something came of it. */
export type EvidenceType = 'trace' | 'result';

/** Who vouched for a result: whoever received it, the source of the figure, or a verifier of another unit. */
export type Confirmation = 'recipient' | 'data-source' | 'other-unit';

/** One kind of evidence as content names it: notice, minutes, photo … are traces; verified fix, figure … are results. */
export type EvidenceKind = { code: string; name: string; type: EvidenceType };

/** One piece of evidence on a record. Only a result can be confirmed. */
export type Evidence = { kind: string; type: EvidenceType; confirmed: Confirmation | null };

/** What a procedure asks for and no more: of each kind, how many pieces are enough. */
export type SufficiencySet = readonly { kind: string; enough: number }[];

/** Whether the traces at hand are enough, and what is still wanted. An empty set asks for nothing. */
export function sufficiency(
  set: SufficiencySet,
  evidence: readonly Evidence[],
): { enough: boolean; missing: { kind: string; count: number }[] } {
  const missing = set
    .map((need) => ({ kind: need.kind, count: need.enough - countKind(evidence, need.kind) }))
    .filter((need) => need.count > 0);
  return { enough: missing.length === 0, missing };
}

/**
 * Whether one more piece may be added ("够了就停"): a trace is taken only while its procedure still wants that kind;
 * a result is always taken, because only results can show that something came of the work.
 */
export function mayAttach(
  set: SufficiencySet,
  evidence: readonly Evidence[],
  kind: EvidenceKind,
): Result<true> {
  if (kind.type === 'result') return ok(true);
  const { enough, missing } = sufficiency(set, evidence);
  if (enough) {
    return refuse('records/enough', '这件事的材料已经够了，不再接收过程材料，任何人不得再要求补交。', {
      status: 422,
      data: { asked: set.map((need) => need.kind) },
    });
  }
  if (!missing.some((need) => need.kind === kind.code)) {
    return refuse('records/not-asked', `这件事不需要“${kind.name}”。请只提供仍缺的材料，其余不必留痕。`, {
      status: 422,
      data: { missing: missing.map((need) => need.kind) },
    });
  }
  return ok(true);
}

/** What counts as merit: confirmed results only. No number of traces changes it. */
export function merit(evidence: readonly Evidence[]): number {
  return evidence.filter((piece) => piece.type === 'result' && piece.confirmed !== null).length;
}

/** 痕绩比: traces for each confirmed result, or null where there is no confirmed result to divide by. */
export function traceRatio(evidence: readonly Evidence[]): number | null {
  const results = merit(evidence);
  return results === 0 ? null : evidence.filter((piece) => piece.type === 'trace').length / results;
}

/**
 * Whether somebody may vouch for a result: never whoever entered it, never a person of the branch it speaks for.
 */
export function mayConfirm(
  piece: Evidence,
  enteredBy: string,
  by: { accountId: string; sameBranch: boolean },
): Result<true> {
  if (piece.type !== 'result') {
    return refuse('records/trace-needs-no-confirmation', '过程材料不需要确认，也不计成效。', { status: 422 });
  }
  if (piece.confirmed) return refuse('records/already-confirmed', '这项成效已经确认过了，不需要再次确认。');
  if (by.accountId === enteredBy || by.sameBranch) {
    return refuse(
      'records/own-confirmation',
      '成效不能由本支部自己确认。请由受益方、数据来源单位或其他单位的同志确认。',
      {
        status: 403,
      },
    );
  }
  return ok(true);
}

/** How late a record may be filed: within `graceDays` it is in time; after `holdAfterDays` it waits for a second person. */
export type FilingRule = { graceDays: number; holdAfterDays: number };

/** What filing a record on a day means: days beyond the grace (0 = in time), and whether it waits for a second person. */
export type Filing = { lateDays: number; held: boolean };

/**
 * Sets the day a thing happened against the day it was reported. Something that has not happened yet cannot be
 * recorded; late filing is marked and nothing more; a very late one is held until the superior body confirms it, so
 * that no past period fills up afterwards unseen.
 */
export function filing(occurredOn: Day, receivedOn: Day, rule: FilingRule): Result<Filing> {
  const age = daysBetween(occurredOn, receivedOn);
  if (age < 0) {
    return refuse('records/not-yet', '发生日期晚于今天。请在事情发生之后再记录。', {
      status: 422,
      errors: [{ path: 'body.occurredOn', message: '不能晚于今天' }],
    });
  }
  return ok({ lateDays: Math.max(0, age - rule.graceDays), held: age > rule.holdAfterDays });
}

/** A record belongs to the period in which it happened, whenever it was reported. Both ends included. */
export function belongsTo(period: { from: Day; to: Day }, occurredOn: Day): boolean {
  return occurredOn >= period.from && occurredOn <= period.to;
}

/**
 * The text that is the same for two reports of one event: organisation, day, kinds, subject and persons, with the
 * order, the width of characters and the blanks taken out. Its digest is unique among standing records, so that one
 * event cannot be counted twice however often it is sent.
 */
export function eventText(event: {
  orgId: string;
  occurredOn: Day;
  kinds: readonly string[];
  subject: string;
  personIds: readonly string[];
}): string {
  const subject = event.subject
    .normalize('NFKC')
    .replace(/[\s\p{P}]+/gu, '')
    .toLowerCase();
  return JSON.stringify([
    event.orgId,
    event.occurredOn,
    [...new Set(event.kinds)].sort(),
    subject,
    [...new Set(event.personIds)].sort(),
  ]);
}

function countKind(evidence: readonly Evidence[], kind: string): number {
  return evidence.filter((piece) => piece.kind === kind).length;
}
