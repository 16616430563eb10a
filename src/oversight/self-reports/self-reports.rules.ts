import type { Day } from '#kernel/dates.ts';
import { ok, type Result, refuse } from '#kernel/result.ts';
import { decide, lifeCycle } from '#kernel/transitions.ts';

/** States of a member's self-report. */
export type SelfReportState = 'draft' | 'submitted' | 'returned' | 'accepted';

/** What can be done with it: the member saves and submits, the branch returns or accepts. */
export type SelfReportAction = 'save' | 'submit' | 'withdraw' | 'return' | 'accept';

const article = '党员自主填报、支部综合评价';

/** The life of a self-report. */
export const selfReportCycle = lifeCycle<SelfReportState, SelfReportAction>({
  code: 'self-reports',
  start: 'draft',
  ends: ['accepted'],
  rows: [
    { from: 'draft', action: 'save', to: 'draft', who: 'member', basis: article },
    { from: 'draft', action: 'submit', to: 'submitted', who: 'member', basis: article },
    {
      from: 'submitted',
      action: 'withdraw',
      to: 'draft',
      who: 'member',
      basis: '本人提交后、支部接收前可以撤回',
    },
    { from: 'submitted', action: 'return', to: 'returned', who: 'branch', basis: article },
    { from: 'submitted', action: 'accept', to: 'accepted', who: 'branch', basis: article },
    { from: 'returned', action: 'save', to: 'returned', who: 'member', basis: article },
    { from: 'returned', action: 'submit', to: 'submitted', who: 'member', basis: article },
  ],
});

/** The facts that the system already knows of a person in a period: nobody is asked for them again. */
export type Facts = {
  meetings: { due: number; attended: number; spoke: number };
  /** Minutes of study credited by records. */
  studyMinutes: number;
  tasks: { done: number; open: number; late: number };
  obligations: { fulfilled: number; open: number; late: number };
  records: { id: string; kind: string; title: string; occurredOn: Day; parts: string[] }[];
  /** Meetings at which the person is put down as absent: shown, so that a mistake can be disputed. */
  absences: { id: string; title: string; occurredOn: Day }[];
};

/** What a row of records contributes to the facts. */
export type RecordOfPerson = {
  id: string;
  kind: string;
  title: string;
  occurredOn: Day;
  parts: readonly string[];
  spoke: boolean;
  minutes: number;
};

/** Sums up a person's records, tasks and obligations of a period into facts. A record counts once, however many parts it has. */
export function factsOf(
  records: readonly RecordOfPerson[],
  isMeeting: (kind: string) => boolean,
  tasks: Facts['tasks'],
  obligations: Facts['obligations'],
): Facts {
  const meetings = records.filter((record) => isMeeting(record.kind));
  const attended = meetings.filter((record) => record.parts.includes('present'));
  const took = records.filter(
    (record) => !record.parts.every((part) => part === 'absent' || part === 'exempt'),
  );
  return {
    meetings: {
      due: meetings.filter((record) => record.parts.includes('present') || record.parts.includes('absent'))
        .length,
      attended: attended.length,
      spoke: attended.filter((record) => record.spoke).length,
    },
    studyMinutes: took.reduce((sum, record) => sum + record.minutes, 0),
    tasks,
    obligations,
    records: took.map(({ id, kind, title, occurredOn, parts }) => ({
      id,
      kind,
      title,
      occurredOn,
      parts: [...parts],
    })),
    absences: meetings
      .filter((record) => record.parts.includes('absent'))
      .map(({ id, title, occurredOn }) => ({ id, title, occurredOn })),
  };
}

/** How a statement stands: 有据 `backed` by a record the member took part in, 待核 `unverified`, 主观 `opinion`. */
export type Standing = 'backed' | 'unverified' | 'opinion';

/** A sentence the member adds: `fact` claims that something happened, `opinion` is a view; a fact may point to a record. */
export type Statement = { text: string; nature: 'fact' | 'opinion'; recordId?: string | null };

/**
 * How a statement stands. The member does not choose it: only a record in which they took part backs it; a figure or a
 * date in an opinion makes it a claim to be verified, so that a number cannot pass as a feeling.
 */
export function standingOf(statement: Statement, ownRecords: ReadonlySet<string>): Standing {
  if (statement.recordId && ownRecords.has(statement.recordId)) return 'backed';
  if (statement.nature === 'fact' || statement.recordId || claimsFigure(statement.text)) return 'unverified';
  return 'opinion';
}

/** Whether a text claims a number: digits, or Chinese numerals of two and more before a measure word. */
export function claimsFigure(text: string): boolean {
  const plain = text.normalize('NFKC');
  return (
    /\d/.test(plain) ||
    /[〇零一二三四五六七八九十百千万亿两]+(?:余|多)?[次个件户人场篇条项天小时元%]/u.test(plain)
  );
}

/** Refuses a record that is none of the member's own: nobody is backed by another's work. */
export function checkStatements(
  statements: readonly Statement[],
  ownRecords: ReadonlySet<string>,
): Result<Standing[]> {
  const foreign = statements.findIndex((each) => each.recordId && !ownRecords.has(each.recordId));
  if (foreign >= 0) {
    return refuse('self-reports/not-own-record', '只能引用本人在本期参加的记录。请从列表中选择，或不引用。', {
      status: 422,
      errors: [{ path: `body.statements.${foreign}.recordId`, message: '不是本人的记录' }],
    });
  }
  return ok(statements.map((each) => standingOf(each, ownRecords)));
}

/** Whoever acts on a self-report: its member, or somebody who may judge it. One person is never both. */
export type ReportActor = { isMember: boolean; judges: boolean };

/** Applies an action, or refuses: not in this state, not your part, no reason given. */
export function actOnReport(
  state: SelfReportState,
  action: SelfReportAction,
  actor: ReportActor,
  note: string,
): Result<SelfReportState> {
  const row = decide(selfReportCycle, state, action);
  if (!row.ok) return row;
  if (row.value.who === 'member' && !actor.isMember) {
    return refuse('self-reports/not-yours', '自主填报只能由本人填写和提交。', { status: 403 });
  }
  if (row.value.who === 'branch' && actor.isMember) {
    return refuse('self-reports/own-report', '本人的填报须由他人接收。请由支部其他负责同志或机关党委办理。', {
      status: 403,
    });
  }
  if (row.value.who === 'branch' && !actor.judges) {
    return refuse('self-reports/not-your-part', '这一步由所在党支部办理。', { status: 403 });
  }
  if (action === 'return' && note.trim() === '') {
    return refuse('self-reports/say-why', '请写明退回理由，让本人知道要补什么。', {
      status: 422,
      errors: [{ path: 'body.note', message: '不能为空' }],
    });
  }
  return ok(row.value.to);
}

/** How many statements stand in each way. */
export function countStandings(standings: readonly Standing[]): Record<Standing, number> {
  const counts: Record<Standing, number> = { backed: 0, unverified: 0, opinion: 0 };
  for (const standing of standings) counts[standing] += 1;
  return counts;
}
