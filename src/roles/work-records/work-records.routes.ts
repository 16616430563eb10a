import { ok } from '#kernel/result.ts';
import { on } from '#platform/http/routes.ts';
import { addEvidence, vouchForEvidence } from './evidence.ts';
import { reportWork } from './file-work.ts';
import { describeKinds, readOneRecord, readRecordList } from './read-records.ts';
import { readWorkSeats } from './seats.ts';
import { answerRecord, releaseHeldRecord, takeBackRecord } from './settle-record.ts';
import {
  acknowledgeRecord,
  attachEvidence,
  confirmEvidence,
  fileWork,
  listRecords,
  listWorkSeats,
  readRecord,
  readRecordKinds,
  releaseRecord,
  withdrawRecord,
} from './work-records.contract.ts';

export const workRecordsRoutes = [
  on(listRecords, (ctx, { query }) => readRecordList(ctx, query)),
  on(readRecord, (ctx, { params }) => readOneRecord(ctx, params.id)),
  on(readRecordKinds, async (ctx) => describeKinds(ctx)),
  on(fileWork, (ctx, { body }) => reportWork(ctx, body)),
  on(listWorkSeats, async (ctx) => ok(await readWorkSeats(ctx))),
  on(withdrawRecord, (ctx, { params, body }) => takeBackRecord(ctx, params.id, body)),
  on(releaseRecord, (ctx, { params, body }) => releaseHeldRecord(ctx, params.id, body)),
  on(acknowledgeRecord, (ctx, { params, body }) => answerRecord(ctx, params.id, body)),
  on(attachEvidence, (ctx, { params, body }) => addEvidence(ctx, params.id, body)),
  on(confirmEvidence, (ctx, { params, body }) => vouchForEvidence(ctx, params, body)),
];
