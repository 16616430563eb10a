import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';

/** A red line as its rules see it. */
export type RedLineFacts = {
  fromOn: Day;
  toOn: Day | null;
  liftedOn: Day | null;
  confirmed: boolean;
  enteredBy: { accountId: string; personId: string | null };
};

export type RedLineState = 'waiting' | 'coming' | 'in-force' | 'ended';

/** Where a red line stands on a day: without a second person's confirmation nowhere, and after its last day nowhere again. */
export function redLineState(line: Omit<RedLineFacts, 'enteredBy'>, day: Day): RedLineState {
  if ((line.toOn !== null && day > line.toOn) || (line.liftedOn !== null && day >= line.liftedOn))
    return 'ended';
  if (!line.confirmed) return 'waiting';
  return day < line.fromOn ? 'coming' : 'in-force';
}

/** Only a formal effective document is entered: number, organ and days; a rumour or a petition has none of them. */
export function decideEntry(entry: {
  document: string;
  organ: string;
  issuedOn: Day;
  fromOn: Day;
  toOn: Day | null;
}): Result<true> {
  if (entry.document === '' || entry.organ === '') {
    return refuse('red-lines/no-document', '只有正式生效的文书才能录入，请填写文号和作出机关。', {
      status: 422,
    });
  }
  if (entry.fromOn < entry.issuedOn || (entry.toOn !== null && entry.toOn < entry.fromOn)) {
    return refuse('red-lines/days', '影响期应不早于文书日期，结束不早于开始。', { status: 422 });
  }
  return ok(true);
}

/** The second check: by someone other than who entered it, once, while it still has effect to come. */
export function decideConfirmation(
  line: RedLineFacts,
  actor: { accountId: string | null; personId: string | null },
  today: Day,
): Result<true> {
  if (line.confirmed) return refuse('red-lines/confirmed', '已经确认过了。');
  if (redLineState(line, today) === 'ended') return refuse('red-lines/ended', '影响期已过，不需要再确认。');
  const { accountId, personId } = line.enteredBy;
  if (actor.accountId === accountId || (actor.personId !== null && actor.personId === personId)) {
    return refuse('red-lines/same-person', '录入人不能确认自己录入的内容，请由另一人核对文书后确认。', {
      status: 403,
    });
  }
  return ok(true);
}

/** Whether a red line can be lifted: its document was revoked, or it was entered in error. */
export function decideLifting(line: RedLineFacts, today: Day): Result<true> {
  if (redLineState(line, today) === 'ended') return refuse('red-lines/ended', '影响期已过，不需要终止。');
  return ok(true);
}
