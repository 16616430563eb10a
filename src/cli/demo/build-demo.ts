import { sql } from 'kysely';
import { startOfDay, toDay } from '#kernel/dates.ts';
import type { Tx } from '#platform/database/schema.ts';
import type { Services } from '#platform/http/context.ts';
import { createTenant } from '#platform/tenant/tenant.ts';
import { linkFrameworks, restate } from '#roles/obligations/fulfil.store.ts';
import { markLate } from '#roles/obligations/lay-out.store.ts';
import { readRulesPage } from '#shell/rules/read-rules-page.ts';
import { addAcknowledgements } from '#shell/rules/rules.store.ts';
import { furnishAlliances } from './alliances.store.ts';
import { settleTerms, spreadWork } from './answering.store.ts';
import { drawCity } from './city.ts';
import { CITY } from './city-names.ts';
import { openConduct } from './conduct.ts';
import { demoId } from './dice.ts';
import { raiseDisputes } from './disputes.store.ts';
import { signLists, submitRevision } from './duty-lists.store.ts';
import { tieBusiness } from './fusion.store.ts';
import { furnishLeadingGroup } from './leading-group.store.ts';
import { furnishLedger } from './ledger.store.ts';
import { arrangeLiaison } from './liaison.store.ts';
import { planMeetings } from './meetings.store.ts';
import { recordProblems, recordResults } from './outcomes.store.ts';
import { openAccounts, settle } from './people.store.ts';
import { finishRound, officerOf, openRound } from './rounds.ts';
import { clerkOf, issueFrameworks, layOutYear } from './standards.ts';
import { furnishTasks } from './tasks.store.ts';
import { recordAttendance, recordVisits, recordWork } from './work.store.ts';

export type DemoOptions = {
  /** How many Party members; 5,000 unless told. */
  members: number;
  /** The same seed gives the same city. */
  seed: number;
  now: Date;
  log?(line: string): void;
  /** Refreshes the planner's statistics (the owner's right); called between the phases, or bulk inserts plan badly. */
  analyse(): Promise<void>;
};

export const DEMO_DEFAULTS = { members: 5000, seed: 2026 };

/**
 * Builds the demo city in an empty database: organisation, a year of records and obligations, one finished and one
 * open round. Set-based: 100,000 members take minutes, not hours. Returns the tenant's id.
 */
export async function buildDemo(services: Services, options: DemoOptions): Promise<string> {
  const { seed, now } = options;
  const { database, keys } = services;
  const log = options.log ?? (() => {});
  const city = drawCity(options.members, seed);
  const tenantId = demoId(seed, 'tenant', 0);
  const today = toDay(now);
  // The demo's year starts in the January before the last first half-year whose result can be published by today.
  const year = Number(today.slice(0, 4)) - (today.slice(5) < '08-21' ? 1 : 0);
  const start = `${year}-01-01`;
  const since = startOfDay(start);
  await createTenant(
    database,
    keys,
    { id: tenantId, name: `${CITY}直属机关工委（演示）`, demo: true },
    since,
  );
  log(`${city.organisations.length} 个组织、${city.members.length} 名党员`);
  const accounts = await database.write(tenantId, async (tx) => {
    await settle(tx, keys, tenantId, city);
    const opened = await openAccounts(tx, keys, tenantId, city, seed);
    // The visitors of a demo are not the people in it: nobody needs to be told what is collected about them.
    const { version, hash } = readRulesPage(services.config.contentDir);
    await addAcknowledgements(
      tx,
      tenantId,
      Object.values(opened).map((each) => each.accountId),
      { version, hash, at: now },
    );
    return { commit: true, value: opened };
  });
  await options.analyse();
  const clerk = clerkOf(tenantId, city, accounts.clerk.accountId);
  const drafter = accounts.officer.accountId;
  const frameworks = await issueFrameworks(services, clerk, city, since, options.analyse, drafter);
  log(`${frameworks.length} 个单位的责任清单已发布`);
  const inDemo = (work: (tx: Tx) => Promise<void>) =>
    database.write(tenantId, async (tx) => {
      await sql`set local statement_timeout = 0`.execute(tx);
      await work(tx);
      return { commit: true, value: undefined };
    });
  await inDemo((tx) => layOutYear(tx, services, tenantId, frameworks, start, today));
  await options.analyse();
  await inDemo((tx) => recordWork(tx, tenantId, services.content, seed, today));
  await options.analyse();
  await inDemo(async (tx) => {
    await recordAttendance(tx, tenantId, seed);
    await recordVisits(tx, tenantId, seed, today);
    await spreadWork(tx, { tenantId, city, accounts, seed, today });
    await recordResults(tx, tenantId, city, accounts, seed, { since: start, today });
    await recordProblems(tx, tenantId, city, accounts, seed, { since: start, today });
    await furnishLeadingGroup(tx, { tenantId, city, accounts, seed, today });
  });
  await options.analyse();
  await inDemo(async (tx) => {
    await restate(tx, tenantId, await linkFrameworks(tx, tenantId, frameworks));
    await markLate(tx, tenantId, today);
  });
  await inDemo(async (tx) => {
    await settleTerms(tx, { tenantId, city, accounts, seed, today });
    await raiseDisputes(tx, { tenantId, city, accounts, seed, today });
  });
  const { content, calendar } = services;
  await inDemo((tx) => furnishLedger(tx, { tenantId, city, accounts, content, calendar, keys, seed, today }));
  await inDemo((tx) => signLists(tx, tenantId, accounts, frameworks));
  await inDemo((tx) => arrangeLiaison(tx, tenantId, city, accounts, services.content, seed, today));
  await inDemo((tx) =>
    furnishAlliances(tx, { tenantId, city, accounts, content: services.content, seed, today }),
  );
  await inDemo((tx) =>
    planMeetings(tx, { tenantId, city, accounts, calendar: services.calendar, seed, today }),
  );
  await inDemo((tx) => furnishTasks(tx, { tenantId, city, accounts, content, seed, today }));
  await inDemo((tx) => tieBusiness(tx, { tenantId, city, accounts, seed, today }));
  log('一年的工作记录已生成');
  const stage = { services, city, accounts, seed, clerk, officer: officerOf(clerk, accounts) };
  await finishRound(stage, String(year));
  await openRound(stage, now, today);
  await openConduct(stage, year, today);
  log('一轮测评已办结公布，一轮正在进行');
  await submitRevision(services, clerk, frameworks, drafter, now);
  return tenantId;
}
