import { sql } from 'kysely';
import { addDays, addMonths, type Day } from '#kernel/dates.ts';
import { canonicalJson } from '#platform/audit/chain.ts';
import { digestOfText } from '#platform/crypto/digest.ts';
import type { Tx } from '#platform/database/schema.ts';
import { exitCriteria } from '#roles/ledger/drives/propose-drives.ts';
import type { Sheet } from '#roles/ledger/sessions/sessions.rules.ts';
import { demoId } from './dice.ts';
import type { LedgerStage, OwnProblems } from './ledger-stage.ts';

/** A problem as a sheet copies it. */
type Line = Sheet['items'][number] & {
  orgId: string;
  reportedOn: Day;
  closedOn: Day | null;
  effect: string;
  closedBy: string;
};

/** Signed sheets of the last two months for every branch that had something to reconcile, as they would have been signed then. */
export async function signSheets(tx: Tx, { tenantId, accounts, seed, today }: LedgerStage): Promise<void> {
  const { rows } = await sql<Line>`
    select p.id as "problemId", p.title, p.org_id as "orgId", o.name as "orgName", p.source, 'in-progress' as state, w.name as "ownerName", p.measures,
      p.due_on as "dueOn", null as "firstLateOn", 'continue' as decision, '措施正在落实，按时限推进。' as note,
      (p.reported_at at time zone 'Asia/Shanghai')::date as "reportedOn", p.closed_on as "closedOn", p.effect, coalesce(a.display_name, '') as "closedBy"
    from problem p join organisation o on o.tenant_id = p.tenant_id and o.id = p.org_id
    join person w on w.tenant_id = p.tenant_id and w.id = p.owner_id left join account a on a.tenant_id = p.tenant_id and a.id = p.closed_by
    where p.tenant_id = ${tenantId} and o.kind in ('branch', 'joint_branch', 'general_branch') order by p.due_on, p.id`.execute(
    tx,
  );
  const sheets = [...Map.groupBy(rows, (row) => row.orgId)].flatMap(([orgId, lines]) =>
    [2, 1].map((back) => sheetOf(orgId, lines, addMonths(`${today.slice(0, 7)}-01`, -back))),
  );
  const signed = sheets.map(({ sheet, day }, at) => {
    const text = canonicalJson(sheet);
    return { id: demoId(seed, 'ledger-session', at), sheet, day, text, hash: digestOfText(text) };
  });
  const list = <Value>(pick: (each: (typeof signed)[number]) => Value) => signed.map(pick);
  await sql`
    insert into ledger_session (tenant_id, id, org_id, month, state, opened_by, opened_at, sheet, hash, signed_by, signed_person, signed_at, items, closed)
    select ${tenantId}, e.id, e.org, e.month, 'signed', ${accounts.secretary.accountId}::uuid, e.on_day::timestamptz, e.sheet, e.hash,
      ${accounts.secretary.accountId}::uuid, null, e.on_day::timestamptz + interval '9 hours', e.items, e.closed
    from unnest(${list((each) => each.id)}::uuid[], ${list((each) => each.sheet.orgId)}::uuid[], ${list((each) => each.sheet.month)}::text[],
      ${list((each) => each.day)}::date[], ${list((each) => each.text)}::text[], ${list((each) => each.hash)}::text[],
      ${list((each) => each.sheet.items.length)}::int[], ${list((each) => each.sheet.closed.length)}::int[])
      as e(id, org, month, on_day, sheet, hash, items, closed)`.execute(tx);
}

function sheetOf(orgId: string, lines: readonly Line[], first: Day): { sheet: Sheet; day: Day } {
  const day = addDays(first, 23);
  const items = lines
    .filter((line) => line.reportedOn <= day && (line.closedOn === null || line.closedOn > day))
    .map(
      ({
        orgId: _org,
        reportedOn: _reported,
        closedOn: _closed,
        effect: _effect,
        closedBy: _by,
        ...item
      }) => ({
        ...item,
        firstLateOn: item.dueOn < day ? addDays(item.dueOn, 1) : null,
      }),
    );
  const closed = lines.flatMap((line) =>
    line.closedOn !== null && line.closedOn >= first && line.closedOn <= day
      ? [
          {
            problemId: line.problemId,
            title: line.title,
            ownerName: line.ownerName,
            closedOn: line.closedOn,
            effect: line.effect,
            closedBy: line.closedBy,
          },
        ]
      : [],
  );
  const orgName = lines[0]?.orgName ?? '';
  const sheet: Sheet = {
    form: 'zelian-ledger-sheet/1',
    orgId,
    orgName,
    month: first.slice(0, 7),
    items,
    closed,
  };
  return { sheet, day };
}

/** Drives: one proposed for the demo secretary to decide, one running in each unit's last branch that has an open problem. */
export async function addDrives(tx: Tx, stage: LedgerStage, problems: OwnProblems): Promise<void> {
  const { tenantId, city, accounts, content, seed, today } = stage;
  const pack = content.ledger.drive;
  const secretaries = new Map(
    city.posts.filter((post) => post.post === 'branch-secretary').map((post) => [post.orgId, post.personId]),
  );
  const { rows: open } = await sql<{ id: string; org: string; title: string }>`
    select distinct on (p.org_id) p.id, p.org_id as org, p.title from problem p
    where p.tenant_id = ${tenantId} and p.state <> 'closed' and p.org_id = any(${city.units.flatMap((unit) => unit.branches.slice(1))}::uuid[])
    order by p.org_id, p.due_on, p.id`.execute(tx);
  const openOf = new Map(open.map((each) => [each.org, each]));
  const branch = city.units[0]!.branches[0]!;
  const criteria = JSON.stringify(exitCriteria(pack));
  const rows = [
    {
      id: demoId(seed, 'drive', 0),
      org: branch,
      title: '午间值守专项整顿',
      rule: pack.rules[0]?.id ?? 'session',
      state: 'proposed',
      lead: secretaries.get(branch) ?? accounts.secretary.personId,
      on: addDays(today, -2),
      started: null as Day | null,
      ends: addDays(today, 58),
      problem: problems.again,
    },
    ...city.units.flatMap((unit, at) => {
      const found = unit.branches.slice(1).flatMap((org) => openOf.get(org) ?? [])[0];
      const lead = found && secretaries.get(found.org);
      if (!found || !lead) return [];
      return [
        {
          id: demoId(seed, 'drive', at + 1),
          org: found.org,
          title: `“${found.title.slice(0, 24)}”专项整顿`,
          rule: 'session',
          state: 'running',
          lead,
          on: addDays(today, -25),
          started: addDays(today, -24) as Day | null,
          ends: addDays(today, 35),
          problem: found.id,
        },
      ];
    }),
  ];
  const list = <Key extends keyof (typeof rows)[number]>(key: Key) => rows.map((row) => row[key]);
  await sql`
    insert into drive (tenant_id, id, org_id, title, scope, rule, state, lead_id, proposed_on, started_on, ends_on, criteria)
    select ${tenantId}, e.*, ${criteria}::jsonb
    from (select id, org, title, '查清原因，建立轮值和抽查办法，三十天内不再有同类反映。', rule, state, lead, on_day, started, ends
      from unnest(${list('id')}::uuid[], ${list('org')}::uuid[], ${list('title')}::text[], ${list('rule')}::text[], ${list('state')}::text[],
        ${list('lead')}::uuid[], ${list('on')}::date[], ${list('started')}::date[], ${list('ends')}::date[])
        as x(id, org, title, rule, state, lead, on_day, started, ends)) e`.execute(tx);
  await sql`
    insert into drive_problem (tenant_id, drive_id, problem_id)
    select ${tenantId}::uuid, e.* from unnest(${list('id')}::uuid[], ${list('problem')}::uuid[]) as e
    union all select ${tenantId}::uuid, ${rows[0]!.id}::uuid, ${problems.first}::uuid`.execute(tx);
  await sql`
    insert into drive_event (tenant_id, id, drive_id, action, to_state, account_id, at, note, ends_on)
    select ${tenantId}, gen_random_uuid(), d.id, e.action, e.state, case when e.action = 'propose' then null else ${accounts.officer.accountId}::uuid end,
      d.proposed_on::timestamptz + e.after * interval '1 day', e.note, case when e.action = 'progress' then null else d.ends_on end
    from drive d join (values ('propose', 'proposed', 0, ''), ('start', 'running', 1, '同意启动，每周报一次进展'),
      ('progress', 'running', 9, '已查明原因，轮值表已经张贴')) as e(action, state, after, note) on e.action = 'propose' or d.started_on is not null
    where d.tenant_id = ${tenantId}`.execute(tx);
}
