import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { organisationObject } from '#organisation/objects.ts';
import type * as Access from '#platform/access/authorise.ts';
import type { ObjectKind } from '#platform/access/authorise.ts';
import { recordObject } from '#records/record-object.ts';
import { type DemoApp, demoApp } from '../demo-app.ts';
import { digestOfDatabase, nameOf } from '../security/sweep.ts';
import { furnish } from './furnish.ts';
import { crawl, type Door, endpointsOnOneObject, requestFor } from './object-crawl.ts';

/** What the access code is asked, and whether it is broken on purpose. */
const spy = vi.hoisted(() => ({ asked: [] as ObjectKind[], broken: false }));

vi.mock('#platform/access/authorise.ts', async (importOriginal) => {
  const real = await importOriginal<typeof Access>();
  return {
    ...real,
    authorise: async (...given: Parameters<typeof real.authorise>) => {
      const [ctx, , object, ids] = given;
      spy.asked.push(object);
      if (!spy.broken) return real.authorise(...given);
      const { rows } = await sql<{
        id: string;
      }>`select id from ${sql.table(object.table)} where id = any(${[...ids]}::uuid[])`.execute(ctx.tx);
      return new Set(rows.map((row) => row.id));
    },
    inScope: (...given: Parameters<typeof real.inScope>) => (spy.broken ? sql`true` : real.inScope(...given)),
  };
});

/**
 * Endpoints on one object that decide access otherwise: by being the very account or key keeper that the object names.
 * The tests of their features hold for them.
 */
const decidedOtherwise: Record<string, string> = {
  'DELETE /sessions/:id': 'one’s own sessions only: the account stands in the statement',
  'PATCH /accounts/:id': 'accounts of the tenant, by the system administrator',
  'POST /accounts/:id/password': 'accounts of the tenant, by the system administrator',
  'POST /role-grants/:id/revoke': 'bindings of the tenant, by the security administrator',
  'GET /trustee/rounds/:id': 'the key keeper’s own account',
  'POST /trustee/rounds/:id/key': 'the key keeper’s own account',
  'GET /trustee/rounds/:id/board': 'the key keeper’s own account',
  'POST /trustee/rounds/:id/decryption': 'the key keeper’s own account',
  'GET /my/ballots/:id/pass': 'the invited person',
  'POST /frameworks/:id/signatures': 'the holder of the list: the person stands in the statement',
};

/** Endpoints that look the object up first and ask about another one then, or about the actor's own part in it. */
const objection: ObjectKind = { kind: 'objection', table: 'objection', org: 'org_id' };
const conductCase: ObjectKind = {
  kind: 'conduct-case',
  table: 'conduct_case',
  org: 'org_id',
  person: 'person_id',
};
const conductRound: ObjectKind = { kind: 'conduct-round', table: 'conduct_round', org: 'org_id' };
const taskConcern: ObjectKind = { kind: 'task', table: 'task_concern', org: 'org_id', person: 'person_id' };
/** By the row itself: whoever answers for a risk stands in it, beside those who have a seat in the group. */
const leadingRisk: ObjectKind = {
  kind: 'leading-risk',
  table: 'leading_risk',
  org: 'org_id',
  person: 'owner_id',
};
const lookUpFirst: Record<string, Pick<Door, 'kind' | 'abroad'>> = {
  // One's own also by a letter in it, or by owning the task above: a row names one of those it concerns.
  ...Object.fromEntries(
    [
      'GET /tasks/:id',
      'GET /tasks/:id/people',
      ...[
        'actions',
        'children',
        'deadline',
        'needs',
        'outcomes/:outcomeId',
        'parts/:partId/actions',
        'touches',
      ].map((step) => `POST /tasks/:id/${step}`),
      'PUT /tasks/:id/letters',
      'DELETE /tasks/:id/needs/:needsId',
    ].map((name) => [name, { kind: taskConcern, abroad: true }]),
  ),
  // One's own also as a checker, as one of the leading group, or by having a case in the round: rows do not tell.
  ...Object.fromEntries(
    [
      'GET /conduct/cases/:id',
      ...['answer', 'check', 'evaluate', 'objection', 'review'].map(
        (step) => `POST /conduct/cases/:id/${step}`,
      ),
    ].map((name) => [name, { kind: conductCase, abroad: true }]),
  ),
  ...Object.fromEntries(
    [
      'GET /conduct/rounds/:id',
      'GET /conduct/rounds/:id/document',
      'GET /conduct/rounds/:id/draw',
      'GET /conduct/rounds/:id/workbook',
      ...['approvals', 'commit', 'draw', 'freeze', 'settle', 'tell'].map(
        (step) => `POST /conduct/rounds/:id/${step}`,
      ),
    ].map((name) => [name, { kind: conductRound, abroad: true }]),
  ),
  // Only the secretary in office delegates what is his.
  'POST /own-hand/:id/delegations': { kind: organisationObject },
  'GET /leading-risks/:id': { kind: leadingRisk },
  'POST /leading-risks/:id/steps': { kind: leadingRisk },
  'GET /objections/:id': { kind: objection },
  'POST /objections/:id/moves': { kind: objection },
  'POST /records/:id/acknowledge': { kind: recordObject, abroad: true },
  'POST /self-reports/:id/withdraw': {
    kind: { kind: 'self-report', table: 'self_report', org: 'org_id', person: 'person_id' },
  },
};

const everybody = [
  'clerk',
  'officer',
  'officerB',
  'secretary',
  'secretaryA2',
  'secretaryB',
  'member',
  'memberB',
  'rater',
  'auditor',
  'sysadmin',
  'secadmin',
];

let demo: DemoApp;
const doors: Door[] = [];
const silent: string[] = [];

beforeAll(async () => {
  demo = await demoApp();
  await furnish(demo);
  for (const endpoint of endpointsOnOneObject()) {
    const { access } = endpoint;
    const allowed = everybody.filter(
      (login) => typeof access === 'string' || Object.keys(access).some((role) => login.startsWith(role)),
    );
    spy.asked.length = 0;
    const request = await requestFor(demo, endpoint, allowed);
    const name = nameOf({ endpoint });
    const door = lookUpFirst[name] ?? (spy.asked[0] ? { kind: spy.asked[0] } : null);
    if (door) doors.push({ endpoint, request, ...door });
    else silent.push(name);
  }
}, 240_000);
afterAll(() => demo.close());

/** The crawl's city holds none of these; the tests of their own rooms ask for those of others and get 404. */
const testedInTheirRooms = [
  'GET /conduct/cases/:id',
  'GET /conduct/rounds/:id',
  'GET /conduct/rounds/:id/document',
  'GET /conduct/rounds/:id/draw',
  'GET /conduct/rounds/:id/workbook',
  'GET /imports/:id',
  'GET /imports/:id/lines',
  'GET /imports/:id/marked',
  'GET /objections/:id',
  'GET /tasks/:id',
  'GET /tasks/:id/people',
];

describe('objects of others', () => {
  it('are behind doors that ask, every one of them', () => {
    expect(silent.filter((name) => !(name in decidedOtherwise))).toEqual([]);
    expect(Object.keys(decidedOtherwise).filter((name) => !silent.includes(name))).toEqual([]);
  });

  it('answer exactly as if they did not exist, through every door, to everybody, and nothing changes', async () => {
    const before = await digestOfDatabase(demo, ['session']);
    const findings = await crawl(demo, doors, everybody);
    expect(findings.leaks.slice(0, 20)).toEqual([]);
    const after = await digestOfDatabase(demo, ['session']);
    const changed = Object.keys(after).filter((table) => after[table] !== before[table]);
    // Reading a personal file within one's reach leaves its trace, and nothing else may.
    expect(changed.filter((table) => !['audit_entry', 'audit_head'].includes(table))).toEqual([]);
    expect(findings.requests).toBeGreaterThan(1_000);
    const reading = doors.filter(({ endpoint }) => endpoint.method === 'GET').map((door) => nameOf(door));
    expect(
      reading.filter((name) => !findings.served.has(name) && !testedInTheirRooms.includes(name)),
      'never answered: the crawl proves nothing there',
    ).toEqual([]);
    console.info(`${findings.requests} requests through ${doors.length} doors`);
  }, 300_000);

  it('are found by the crawl when the check of scope is taken out (the control of the above)', async () => {
    spy.broken = true;
    const reading = doors.filter(({ endpoint }) => endpoint.method === 'GET');
    const findings = await crawl(demo, reading, ['secretary', 'memberB']);
    spy.broken = false;
    expect(findings.leaks.length).toBeGreaterThan(20);
  }, 240_000);
});
