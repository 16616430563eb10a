import { defineObject } from '#platform/access/authorise.ts';
import type { ConductPack } from '#standards/packs/content.ts';

/** A round: decided on by its unit, and by whoever has a case in it or a seat in the leading group that approves it. */
export const roundObject = defineObject({
  kind: 'conduct-round',
  table: 'conduct_round_place',
  org: 'org_id',
  person: 'person_id',
});

/** The leading group's seat in a round. */
export const seatObject = defineObject({
  kind: 'conduct-seat',
  table: 'conduct_seat',
  org: 'org_id',
  person: 'person_id',
});

/**
 * A case: decided on by the branch and those above it; by its member; by its checker; and by the leading group once it was
 * reviewed.
 */
export const caseObject = defineObject({
  kind: 'conduct-case',
  table: 'conduct_case_place',
  org: 'org_id',
  person: 'person_id',
});

/** The words and limits that pages of the room need, from the content. */
export function termsOf(pack: ConductPack) {
  const { aspects, marks, grades, sources, notice_workdays, answer_workdays, sign_at_once, reason_least } =
    pack;
  return {
    aspects,
    marks,
    grades,
    sources,
    noticeWorkdays: notice_workdays,
    answerWorkdays: answer_workdays,
    signAtOnce: sign_at_once,
    reasonLeast: reason_least,
  };
}

/** The grades whose share is limited. */
export function topGrades(pack: ConductPack): string[] {
  return pack.grades.filter((grade) => grade.top).map((grade) => grade.id);
}
