import type { Generated } from 'kysely';
import '#organisation/organisation.tables.ts';
import type { Confirmation, EvidenceType } from './records.rules.ts';

/** `standing` counts; `held` waits for somebody and counts nowhere until then; `withdrawn` counts nowhere. */
export type RecordState = 'standing' | 'held' | 'withdrawn';

/** Why a record is held: reported so `late` that the superior body confirms it, or until the person it is about says so. */
export type HeldFor = 'late' | 'subject';

/** What a person did in a record. The first three are presence: exactly one of them for everybody on the list. */
export const recordParts = [
  'present',
  'absent',
  'exempt',
  'chair',
  'recorder',
  'speaker',
  'subject',
] as const;
export type RecordPart = (typeof recordParts)[number];

/** What a record says besides its columns. */
export type RecordDetails = {
  /** Other kinds it also was: a theme day with an assembly and a lecture. */
  includes?: string[];
  place?: string;
  topics?: { text: string; speakers: string[] }[];
  /** 列席: how many others were there. */
  guests?: number;
  /** Where no list of names is kept: how many were due and came. */
  counts?: { due: number; present: number };
  studyMinutes?: number;
  /** 走访、检查: the organisations it led to, where it is kept among the records of the body that went. */
  visited?: string[];
  /** Duties the record names as carried out, where its kind alone does not say so. */
  duties?: string[];
  /** Steps of a meeting's course, in the order in which they were taken. */
  steps?: string[];
};

/** A vote as it was counted. */
export type Tally = {
  due: number;
  present: number;
  inFavour: number;
  against: number;
  abstained: number;
  /** Letters of absent members: among the votes where the rule counts them, else beside them. */
  letters?: number;
  counted: number;
  needed: number;
  uncounted: number;
  /** On whom passing was counted, where the rule leaves it to the meeting. */
  base?: 'due' | 'present';
  /** A secret vote: ballots given out, handed back and invalid, and the two who counted. Never who voted what. */
  paper?: { issued: number; returned: number; invalid: number; tellerIds: string[] };
};

declare module '#platform/database/schema.ts' {
  interface Schema {
    record: {
      tenant_id: string;
      id: string;
      org_id: string;
      kind: string;
      occurred_on: string;
      received_at: Date;
      /** Days beyond the grace after which it was reported; 0 = in time. */
      late_days: Generated<number>;
      state: Generated<RecordState>;
      held_for: HeldFor | null;
      title: string;
      minutes_spent: Generated<number>;
      outcome: Generated<string>;
      details: RecordDetails;
      event_key: Buffer;
      entered_by: string | null;
      version: Generated<number>;
      batch_id: string | null;
    };
    record_person: {
      tenant_id: string;
      record_id: string;
      person_id: string;
      part: RecordPart;
      /** The record's own day, so that a person's year is one index range. */
      occurred_on: string;
      /** On the list of those expected (应到); false for guests (列席). */
      listed: Generated<boolean>;
      spoke: Generated<boolean>;
      votes: Generated<boolean>;
      /** Minutes of study credited. */
      minutes: Generated<number>;
      note: Generated<string>;
      /** When the person a record is about said that it happened. */
      acknowledged_at: Date | null;
    };
    record_decision: {
      tenant_id: string;
      id: string;
      record_id: string;
      no: number;
      text: string;
      rule: string | null;
      tally: Tally | null;
      result: 'noted' | 'passed' | 'failed';
    };
    record_evidence: {
      tenant_id: string;
      id: string;
      record_id: string;
      kind: string;
      type: EvidenceType;
      text: string;
      entered_by: string | null;
      entered_at: Date;
      confirmed: Confirmation | null;
      confirmed_by: string | null;
      confirmed_at: Date | null;
      version: Generated<number>;
    };
    record_version: {
      tenant_id: string;
      record_id: string;
      version: number;
      snapshot: unknown;
      changed_by: string | null;
      changed_at: Date;
    };
  }
}
