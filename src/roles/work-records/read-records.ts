import { notFound, ok, type Result } from '#kernel/result.ts';
import { organisationNames } from '#organisation/tree/tree.store.ts';
import { authorise, scopeOf } from '#platform/access/authorise.ts';
import type { Context } from '#platform/http/context.ts';
import { cutPage, decodeCursor } from '#platform/http/cursor.ts';
import type { QueryOf, ResponseOf } from '#platform/http/endpoint.ts';
import { listRecordRows } from '#records/record-list.store.ts';
import { recordObject } from '#records/record-object.ts';
import { sufficiency } from '#records/records.rules.ts';
import { decisionsOf, evidenceOf, personsOf } from '#records/records.store.ts';
import type { RecordDetails } from '#records/records.tables.ts';
import { type FoundRecord, findReadable, hiddenKinds } from './find-readable.ts';
import { fulfilledBy } from './fulfilment.ts';
import { ledGroups } from './led-groups.ts';
import { askedFor, countsAsStudy, dutiesToName, meetingKindIds, workKinds } from './work-content.ts';
import {
  keepers,
  listRecords,
  type RecordItem,
  type RecordView,
  readRecord,
  type readRecordKinds,
  releaseRecord,
} from './work-records.contract.ts';

/** Records within the actor's reach, newest first. */
export async function readRecordList(
  ctx: Context,
  query: QueryOf<typeof listRecords>,
): Promise<Result<ResponseOf<typeof listRecords>>> {
  const cursor = decodeCursor(query.cursor, 2);
  if (!cursor.ok) return cursor;
  const after = cursor.value ? { occurredOn: String(cursor.value[0]), id: String(cursor.value[1]) } : null;
  const rows = await listRecordRows(
    ctx.tx,
    ctx.actor.tenantId,
    scopeOf(ctx.actor, listRecords),
    hiddenKinds(ctx),
    { ...query, kinds: kindsWanted(ctx, query) },
    after,
    query.limit,
  );
  return ok(cutPage(rows, query.limit, (row) => [row.occurred_on, row.id], itemOf));
}

function kindsWanted(ctx: Context, query: QueryOf<typeof listRecords>): string[] | undefined {
  if (query.kind) return [query.kind];
  if (!query.family) return undefined;
  const meetings = new Set(meetingKindIds(ctx.services.content));
  const all = ctx.services.content.recordKinds.map((kind) => kind.id);
  return all.filter((kind) => meetings.has(kind) === (query.family === 'meeting'));
}

type ListRow = Awaited<ReturnType<typeof listRecordRows>>[number];

function itemOf(row: ListRow): RecordItem {
  const details: RecordDetails = row.details;
  return {
    id: row.id,
    orgId: row.org_id,
    orgName: row.org_name,
    kind: row.kind,
    includes: details.includes ?? [],
    occurredOn: row.occurred_on,
    title: row.title,
    minutesSpent: row.minutes_spent,
    state: row.state,
    heldFor: row.held_for,
    lateDays: row.late_days,
    counts: details.counts ?? null,
  };
}

/** One record with everything in it. */
export async function readOneRecord(ctx: Context, id: string): Promise<Result<RecordView>> {
  const record = await findReadable(ctx, readRecord, id);
  return record ? ok(await viewOf(ctx, record)) : notFound();
}

/** A record as shown to the actor, with who took part, decisions, evidence and what it fulfilled. */
export async function viewOf(ctx: Context, record: FoundRecord): Promise<RecordView> {
  const { tenantId } = ctx.actor;
  // One connection carries the transaction: these run one after the other whatever the code says.
  const persons = await personsOf(ctx.tx, tenantId, record.id);
  const decisions = await decisionsOf(ctx.tx, tenantId, record.id);
  const evidence = await evidenceOf(ctx.tx, tenantId, record.id);
  const fulfilled = await fulfilledBy(ctx, record.id);
  const visited = await organisationNames(ctx.tx, tenantId, record.details.visited ?? []);
  const leads = record.org_kind === 'group' && (await ledGroups(ctx)).includes(record.org_id);
  const keeps = (await authorise(ctx, { access: keepers }, recordObject, [record.id])).has(record.id);
  const above = (await authorise(ctx, releaseRecord, recordObject, [record.id])).has(record.id);
  const asked = askedFor(
    ctx.services.content,
    fulfilled.map((each) => each.dutyCode),
  );
  const { missing } = sufficiency(asked, evidence);
  const details: RecordDetails = record.details;
  const mine = persons.find((row) => row.person_id === ctx.actor.personId && row.part === 'subject');
  const live = record.state !== 'withdrawn';
  return {
    ...itemOf(record),
    orgKind: record.org_kind,
    receivedAt: record.received_at.toISOString(),
    enteredByName: record.entered_by_name,
    outcome: record.outcome,
    place: details.place ?? '',
    guests: details.guests ?? 0,
    studyMinutes: details.studyMinutes ?? 0,
    duties: details.duties ?? [],
    visited: [...visited].map(([id, name]) => ({ id, name })),
    steps: details.steps ?? [],
    topics: details.topics ?? [],
    persons: groupPersons(persons),
    decisions: decisions.map(({ id, no, text, rule, result, tally }) => ({
      id,
      no,
      text,
      rule,
      result,
      tally,
    })),
    evidence: evidence.map(({ id, kind, type, text, confirmed }) => ({ id, kind, type, text, confirmed })),
    wanted: live ? missing : [],
    fulfilled,
    may: {
      correct:
        (keeps || leads) && live && ctx.services.content.index.recordKind.get(record.kind)?.meeting === true,
      withdraw: keeps && live,
      release: above && record.held_for === 'late' && record.entered_by !== ctx.actor.accountId,
      acknowledge: record.held_for === 'subject' && mine !== undefined && mine.acknowledged_at === null,
      attach: keeps && live,
    },
    version: record.version,
  };
}

type PersonRows = Awaited<ReturnType<typeof personsOf>>;

function groupPersons(rows: PersonRows): RecordView['persons'] {
  const byId = new Map<string, RecordView['persons'][number]>();
  for (const row of rows) {
    const person = byId.get(row.person_id) ?? {
      id: row.person_id,
      name: row.name,
      parts: [],
      listed: false,
      votes: false,
      spoke: false,
      note: '',
      acknowledged: false,
    };
    const presence = row.part === 'present' || row.part === 'absent' || row.part === 'exempt';
    byId.set(row.person_id, {
      ...person,
      parts: [...person.parts, row.part],
      listed: presence ? row.listed : person.listed,
      votes: person.votes || row.votes,
      spoke: person.spoke || row.spoke,
      note: person.note || row.note,
      acknowledged: person.acknowledged || row.acknowledged_at !== null,
    });
  }
  return [...byId.values()];
}

/** The kinds of record and evidence, as content names them. */
export function describeKinds(ctx: Context): ResponseOf<typeof readRecordKinds> {
  const { content } = ctx.services;
  const byHand = new Set(workKinds(content).map((kind) => kind.id));
  return {
    kinds: content.recordKinds.map((kind) => ({
      id: kind.id,
      title: kind.title,
      meeting: kind.meeting,
      private: kind.private === true,
      study: countsAsStudy(content, [kind.id]),
      byHand: byHand.has(kind.id),
      guides: kind.guides === true,
      duties: dutiesToName(content, [kind.id]),
    })),
    evidence: content.evidenceKinds.map(({ id, title, type }) => ({ id, title, type })),
  };
}
