import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '#kernel/ids.ts';
import type { Services } from '#platform/http/context.ts';
import { contentServices } from '#standards/packs/content-services.ts';
import { type TestApp, testApp } from '#testing/app.ts';
import { send } from '#testing/security/sweep.ts';
import {
  acceptProblem,
  enterProblem,
  readProblem,
  reopenProblem,
  submitProblem,
  verifyProblem,
} from '../ledger.contract.ts';
import { ledgerTick } from '../ledger.tick.ts';
import {
  acceptReport,
  declineReport,
  groupReports,
  listCodes,
  listOwnReports,
  listReports,
  makeCode,
  mergeReport,
  readCode,
  readContact,
  readReport,
  reconsiderReport,
  revokeCode,
  sendOwnReport,
} from './intake.contract.ts';

let test: TestApp;
let code: string;
let codeId: string;
const NOW = '2026-11-23T02:00:00Z';
beforeAll(async () => {
  test = await testApp({ now: NOW });
  codeId = await newCode('officer', test.world.ids.a1);
  code = (await (await test.as('officer')).call(readCode, { params: { id: codeId } })).body.code;
});
afterAll(() => test.close());

type Login = Parameters<TestApp['as']>[0];
const QUEUE = '大厅办事排队时间太长，每次要等四十分钟';

async function newCode(login: Login, orgId: string, label = '一楼大厅') {
  const made = await (await test.as(login)).call(makeCode, { body: { orgId, label } });
  expect(made.status).toBe(201);
  return made.body.id;
}

let senders = 0;
/** Somebody somewhere sends the public form; each from another address, as people are. */
async function publicSend(body: object, address?: string) {
  senders += 1;
  const reply = await send(test, 'POST', '/api/v1/intake/send', {
    payload: { code, key: newId(), ...body },
    address: address ?? `10.9.${senders >> 8}.${senders & 255}`,
  });
  return { status: reply.statusCode, body: reply.json(), headers: reply.headers };
}
async function lookUp(receipt: string) {
  senders += 1;
  const reply = await send(test, 'POST', '/api/v1/intake/receipt', {
    payload: { receipt },
    address: `10.8.${senders >> 8}.${senders & 255}`,
  });
  return { status: reply.statusCode, body: reply.json() };
}
const newest = async (login: Login = 'officer') =>
  (await (await test.as(login)).call(listReports, { query: { state: 'new', limit: 200 } })).body.items.at(
    -1,
  )!;
const view = async (id: string, login: Login = 'officer') =>
  (await (await test.as(login)).call(readReport, { params: { id } })).body;
const place = () => ({
  orgId: test.world.ids.a1,
  ownerId: test.world.accounts.member.personId ?? '',
  dueOn: '2026-12-20',
});

describe('the public form', () => {
  it('takes a report without an account and answers by its receipt, down to the closing', async () => {
    const sent = await publicSend({ text: QUEUE, contact: '0578-1234567' });
    expect(sent.status).toBe(200);
    expect(sent.body.receipt).toMatch(/^[0-9A-Z]{4}-[0-9A-Z]{4}-[0-9A-Z]{4}$/);
    expect((await lookUp(sent.body.receipt)).body).toMatchObject({
      state: 'new',
      receivedOn: '2026-11-23',
      triageBy: '2026-11-30',
      problem: null,
    });
    const report = await newest();
    expect(report).toMatchObject({ channel: 'public', reporter: null, text: QUEUE, label: '一楼大厅' });
    const settled = await (await test.as('officer')).call(acceptReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { ...place(), title: '大厅排队时间长', reply: '已安排增开窗口，请关注。' },
    });
    expect(settled.body).toMatchObject({ state: 'accepted' });
    const typed = sent.body.receipt.toLowerCase().replaceAll('-', ' ');
    expect((await lookUp(typed)).body).toMatchObject({
      state: 'accepted',
      reply: '已安排增开窗口，请关注。',
      problem: { state: 'open', dueOn: '2026-12-20', closedOn: null },
    });
    const problem = (
      await (await test.as('secretary')).call(readProblem, { params: { id: settled.body.problemId! } })
    ).body;
    expect(problem).toMatchObject({
      source: 'masses',
      reports: 1,
      joined: [{ text: QUEUE, channel: 'public' }],
    });
  });

  it('is one report however often its page sends it', async () => {
    const key = newId();
    const text = '食堂的饭菜价格偏高，请公示进货价格';
    const first = await publicSend({ key, text });
    const again = await publicSend({ key, text });
    expect(again.body.receipt).toBe(first.body.receipt);
    const both = await Promise.all([1, 2, 3, 4].map(() => publicSend({ key, text })));
    expect(new Set(both.map((each) => each.body.receipt)).size).toBe(1);
    const { rows } = await test.owner.query<{ count: number }>(
      'select count(*)::int as count from ledger_report where client_key = $1',
      [key],
    );
    expect(rows[0]?.count).toBe(1);
  });

  it.each([
    ['an emoji flood', '😡'.repeat(300), 'intake/emoji'],
    ['pasted HTML', '<table><tr><td>排队时间太长了请解决</td></tr></table>', 'intake/markup'],
    ['ten thousand characters', '请尽快解决这个问题吧'.repeat(1000), 'intake/too-long'],
    ['nothing', '', 'intake/too-short'],
    ['an identity number', '身份证 332501199001011234 请核实我的事', 'intake/identity-number'],
  ])('refuses %s in Chinese and keeps nothing', async (_, text, refusal) => {
    const before = await test.owner.query('select count(*)::int as n from ledger_report');
    const sent = await publicSend({ text });
    expect([sent.status, sent.body.code]).toEqual([400, refusal]);
    expect(sent.body.title).toMatch(/\p{Script=Han}/u);
    expect((await test.owner.query('select count(*)::int as n from ledger_report')).rows).toEqual(
      before.rows,
    );
  });

  it('refuses what is larger than any form, with a sentence', async () => {
    const sent = await publicSend({ text: '字'.repeat(50_000) });
    expect([sent.status, sent.body.errors[0].message]).toEqual([
      400,
      '最多 1000 字。请只写清楚时间、地点和事情。',
    ]);
  });

  it('keeps no address, no device and no name, and the contact sealed', async () => {
    await publicSend({ text: '走廊的灯坏了很久没有人来修', contact: '张三 13900001111' }, '203.0.113.77');
    const { rows } = await test.owner.query<{ row: string; sealed: Buffer }>(
      'select r::text as row, contact_sealed as sealed from ledger_report r order by received_at desc, id desc limit 1',
    );
    expect(rows[0]?.row).not.toMatch(/13900001111|张三|203\.0\.113/);
    expect(rows[0]?.sealed.toString('utf8')).not.toContain('13900001111');
    const audit = await test.owner.query<{ body: string }>(
      'select body from audit_entry order by seq desc limit 1',
    );
    expect(audit.rows[0]?.body).not.toMatch(/走廊|13900001111|203\.0\.113/);
    const report = await newest();
    expect((await view(report.id)).hasContact).toBe(true);
    // Control: whoever handles it can read it, and leaves a trace.
    const read = await (await test.as('officer')).call(readContact, { params: { id: report.id } });
    expect(read.body.contact).toBe('张三 13900001111');
    const trace = await test.owner.query<{ action: string; object_id: string }>(
      'select action, object_id from audit_entry order by seq desc limit 1',
    );
    expect(trace.rows[0]).toEqual({ action: 'ledger.read-contact', object_id: report.id });
    expect((await (await test.as('officerB')).call(readContact, { params: { id: report.id } })).status).toBe(
      404,
    );
  });

  it('limits one address and one organisation', async () => {
    const id = await newCode('officerB', test.world.ids.b1);
    const own = (await (await test.as('officerB')).call(readCode, { params: { id } })).body.code;
    const sent: number[] = [];
    for (let n = 0; n < 9; n += 1)
      sent.push((await publicSend({ code: own, text: `第 ${n} 件事：楼道堆放杂物` }, '198.51.100.5')).status);
    expect(sent).toEqual([200, 200, 200, 200, 200, 200, 200, 200, 429]);
    const refused = await publicSend({ code: own, text: '还有一件事：楼道堆放杂物' }, '198.51.100.5');
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await publicSend({ code: own, text: '别处来的一件事：楼道堆放杂物' })).status).toBe(200);
    await test.owner.query(
      `insert into ledger_report (tenant_id, id, org_id, channel, code_id, text, received_at, received_on, triage_by)
       select tenant_id, gen_random_uuid(), org_id, 'public', id, '一条反映', $2::timestamptz, $2::timestamptz::date, $2::timestamptz::date from ledger_code, generate_series(1, 60) where id = $1`,
      [id, NOW],
    );
    expect(await publicSend({ code: own, text: '再来的一件事：楼道堆放杂物' })).toMatchObject({
      status: 429,
      body: { code: 'intake/full' },
    });
  });

  it('ends when its code is taken out of use; receipts still answer', async () => {
    const id = await newCode('secretary', test.world.ids.a1, '旧海报');
    const caller = await test.as('secretary');
    const row = (await caller.call(readCode, { params: { id } })).body;
    const sent = await publicSend({ code: row.code, text: '门口的坡道太陡，轮椅上不去' });
    expect(sent.status).toBe(200);
    expect((await caller.call(revokeCode, { params: { id }, body: {}, ifMatch: row.version })).status).toBe(
      200,
    );
    expect(await publicSend({ code: row.code, text: '门口的坡道太陡，轮椅上不去' })).toMatchObject({
      status: 404,
      body: { code: 'intake/no-code' },
    });
    const absent = await publicSend({ code: 'ZZZZZZZZZZ', text: '门口的坡道太陡，轮椅上不去' });
    const strip = ({ instance: _, ...rest }: Record<string, unknown>) => rest;
    const revoked = await publicSend({ code: row.code, text: '门口的坡道太陡，轮椅上不去' });
    expect(strip(absent.body)).toEqual(strip(revoked.body));
    expect((await lookUp(sent.body.receipt)).body.state).toBe('new');
    expect(
      (await caller.call(revokeCode, { params: { id }, body: {}, ifMatch: row.version + 1 })).problem.code,
    ).toBe('intake/code-revoked');
    expect((await lookUp('ZZZZ-ZZZZ-ZZZZ')).status).toBe(404);
  });
});

describe('the list', () => {
  it('has what waited longest first, then what was settled, and is paged without gaps', async () => {
    const officer = await test.as('officer');
    const seen: { id: string; state: string; receivedOn: string }[] = [];
    let cursor: string | undefined;
    do {
      const page = (await officer.call(listReports, { query: { limit: 2, cursor } })).body;
      seen.push(...page.items);
      cursor = page.next ?? undefined;
    } while (cursor);
    expect(new Set(seen.map((each) => each.id)).size).toBe(seen.length);
    expect(seen.length).toBeGreaterThan(3);
    const waiting = seen.filter((each) => each.state === 'new').map((each) => each.receivedOn);
    expect(seen.slice(0, waiting.length).every((each) => each.state === 'new')).toBe(true);
    expect(waiting).toEqual([...waiting].sort());
    expect((await officer.call(listReports, { query: { cursor: 'nonsense' } })).status).toBe(400);
  });
});

describe('codes', () => {
  it('are made and seen only within reach', async () => {
    const elsewhere = await test.as('officerB');
    expect((await elsewhere.call(readCode, { params: { id: codeId } })).status).toBe(404);
    expect(
      (await elsewhere.call(makeCode, { body: { orgId: test.world.ids.a1, label: '大厅' } })).status,
    ).toBe(404);
    const seen = (await elsewhere.call(listCodes, { query: {} })).body.items;
    expect(seen.map((each) => each.id)).not.toContain(codeId);
    expect((await (await test.as('member')).call(listCodes, { query: {} })).status).toBe(403);
  });
});

describe('members', () => {
  it('report by name to the branch or above it, and follow what becomes of it', async () => {
    const member = await test.as('member');
    const sent = await member.call(sendOwnReport, {
      body: { to: 'branch', text: '支部的学习资料发得太晚，来不及准备' },
    });
    expect(sent.body).toMatchObject({ orgName: '办公室党支部', triageBy: '2026-11-30' });
    const above = await member.call(sendOwnReport, {
      body: { to: 'above', text: '支部会议经常临时改期，建议提前通知' },
    });
    expect(above.body.orgName).toBe('市发展改革局机关党委');
    // What goes above is not shown to the branch.
    const branch = await test.as('secretary');
    expect((await branch.call(readReport, { params: { id: above.body.id } })).status).toBe(404);
    expect((await branch.call(readReport, { params: { id: sent.body.id } })).body.reporter).toBe('赵乙');
    const mine = (await member.call(listOwnReports, { query: {} })).body.items;
    expect(mine.map((each) => each.id)).toEqual([above.body.id, sent.body.id]);
    expect((await (await test.as('memberB')).call(listOwnReports, { query: {} })).body.items).toEqual([]);
    const flood = await member.call(sendOwnReport, { body: { to: 'branch', text: '🔥'.repeat(50) } });
    expect([flood.status, flood.problem.code]).toEqual([400, 'intake/emoji']);
    expect(
      (await (await test.as('clerk')).call(sendOwnReport, { body: { to: 'branch', text: QUEUE } })).status,
    ).toBe(403);
  });

  it('cannot verify what they reported', async () => {
    const reporter = await test.as('secretary');
    const sent = await reporter.call(sendOwnReport, {
      body: { to: 'above', text: '机关食堂的排烟管道漏油，影响楼上办公' },
    });
    const report = await view(sent.body.id);
    const settled = await (await test.as('officer')).call(acceptReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { ...place(), title: '排烟管道漏油' },
    });
    const id = settled.body.problemId!;
    await toSubmitted(id);
    const refused = await reporter.call(verifyProblem, {
      params: { id },
      ifMatch: 3,
      body: { note: '属实' },
    });
    expect(refused.problem.code).toBe('ledger/not-second-person');
    const clerk = await test.as('clerk');
    const closing = { note: '到现场看过，属实', answer: '管道已更换，三天内没有再漏。' };
    expect((await clerk.call(verifyProblem, { params: { id }, ifMatch: 3, body: closing })).status).toBe(200);
    const told = async () =>
      (await reporter.call(listOwnReports, { query: {} })).body.items.find((each) => each.id === report.id);
    expect((await told())?.problem).toMatchObject({ state: 'closed', answer: closing.answer });
    const again = { note: '第二周又漏', dueOn: '2026-12-23' };
    expect((await clerk.call(reopenProblem, { params: { id }, ifMatch: 4, body: again })).status).toBe(200);
    expect((await told())?.problem).toMatchObject({ state: 'reopened', answer: '' });
  });
});

async function toSubmitted(id: string) {
  const owner = await test.as('member');
  const version = async () => (await owner.call(readProblem, { params: { id } })).body.version;
  await owner.call(acceptProblem, { params: { id }, ifMatch: await version(), body: {} });
  const done = await owner.call(submitProblem, {
    params: { id },
    ifMatch: await version(),
    body: {
      effect: '已经修好，三天内没有再出现同样的情况',
      evidence: [{ kind: 'receipt', text: '物业和三名使用人签字确认' }],
    },
  });
  expect(done.body.state).toBe('submitted');
}

describe('what becomes of a report', () => {
  it('is declined with a reason that its reporter can look up, and can be taken up again', async () => {
    const sent = await publicSend({ text: '请给我们单位介绍几个装修公司，谢谢' });
    const report = await newest();
    const officer = await test.as('officer');
    const asked = { params: { id: report.id }, ifMatch: report.version };
    expect(
      (await officer.call(declineReport, { ...asked, body: { reason: 'whim', reply: '不受理' } })).status,
    ).toBe(422);
    expect(
      (await officer.call(declineReport, { ...asked, body: { reason: 'abuse', reply: ' ' } })).status,
    ).toBe(400);
    const done = await officer.call(declineReport, {
      ...asked,
      body: { reason: 'elsewhere', reply: '请向市场监管部门咨询。' },
    });
    expect(done.body.state).toBe('declined');
    expect((await lookUp(sent.body.receipt)).body).toMatchObject({
      state: 'declined',
      reason: { zh: '不属于本单位职责，已告知归口部门' },
      reply: '请向市场监管部门咨询。',
      settledOn: '2026-11-23',
    });
    const again = await officer.call(declineReport, { ...asked, body: { reason: 'abuse', reply: '重复' } });
    expect([again.status, again.problem.code]).toEqual([409, 'intake/not-in-this-state']);
    const back = await officer.call(reconsiderReport, {
      params: { id: report.id },
      ifMatch: done.body.version,
      body: {},
    });
    expect(back.body.state).toBe('new');
    expect((await lookUp(sent.body.receipt)).body).toMatchObject({
      state: 'new',
      reason: null,
      settledOn: null,
    });
  });

  it('is added to the problem that it speaks of, and counts', async () => {
    const officer = await test.as('officer');
    const stands = await officer.call(enterProblem, {
      body: {
        ...place(),
        title: '停车场没有无障碍车位',
        detail: '地下停车场没有无障碍车位，轮椅上下不便',
        source: 'inspection',
      },
    });
    await publicSend({ text: '地下停车场没有无障碍车位，轮椅上下很不方便' });
    await publicSend({ text: '停车场没有无障碍车位，轮椅上下不方便，请解决' });
    const report = await newest();
    const seen = await view(report.id);
    expect(seen.similar[0]).toMatchObject({ id: stands.body.id, same: true });
    expect(seen.alike.map((each) => each.text)).toEqual(['地下停车场没有无障碍车位，轮椅上下很不方便']);
    const groups = (await officer.call(groupReports, {})).body.groups;
    expect(groups.some((group) => group.ids.includes(report.id) && group.ids.length === 2)).toBe(true);
    const merged = await officer.call(mergeReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { problemId: stands.body.id, also: seen.alike.map((each) => each.id) },
    });
    expect(merged.body).toMatchObject({ state: 'merged', problemId: stands.body.id });
    const problem = (await officer.call(readProblem, { params: { id: stands.body.id } })).body;
    expect(problem).toMatchObject({ reports: 3, times: 3 });
    expect(problem.events.map((event) => event.action)).toEqual(['enter', 'join', 'join']);
    expect(problem.joined).toHaveLength(2);
    const elsewhere = await (await test.as('officerB')).call(mergeReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { problemId: stands.body.id },
    });
    expect(elsewhere.status).toBe(404);
  });

  it('reopens a problem that was closed, with a new date', async () => {
    const officer = await test.as('officer');
    const stands = await officer.call(enterProblem, {
      body: { ...place(), title: '打印机经常卡纸', detail: '文印室打印机经常卡纸，耽误发文', source: 'self' },
    });
    const id = stands.body.id;
    await toSubmitted(id);
    await (await test.as('clerk')).call(verifyProblem, {
      params: { id },
      ifMatch: 3,
      body: { note: '属实' },
    });
    await publicSend({ text: '文印室的打印机又经常卡纸，耽误发文' });
    const report = await newest();
    const merging = { params: { id: report.id }, ifMatch: report.version };
    const undated = await officer.call(mergeReport, { ...merging, body: { problemId: id } });
    expect([undated.status, undated.problem.code]).toEqual([422, 'intake/reopen-date']);
    const past = await officer.call(mergeReport, {
      ...merging,
      body: { problemId: id, dueOn: '2026-11-01' },
    });
    expect(past.problem.code).toBe('ledger/date-past');
    const done = await officer.call(mergeReport, {
      ...merging,
      body: { problemId: id, dueOn: '2026-12-31' },
    });
    expect(done.status).toBe(200);
    const problem = (await officer.call(readProblem, { params: { id } })).body;
    expect(problem).toMatchObject({
      state: 'reopened',
      reopened: 1,
      reports: 2,
      times: 3,
      dueOn: '2026-12-31',
    });
  });

  it('is decided once, whoever is faster', async () => {
    await publicSend({ text: '会议室空调不制冷，开会太热了' });
    const report = await newest();
    const body = { ...place(), title: '空调不制冷' };
    const asked = { params: { id: report.id }, ifMatch: report.version };
    const [left, right] = await Promise.all([
      (await test.as('officer')).call(acceptReport, { ...asked, body }),
      (await test.as('clerk')).call(acceptReport, { ...asked, body }),
    ]);
    expect([left.status, right.status].sort()).toEqual([200, 409]);
    const { rows } = await test.owner.query('select id from problem where source_id = $1', [report.id]);
    expect(rows).toHaveLength(1);
  });

  it('takes others along only if every one of them is within reach', async () => {
    const away = await (await test.as('memberB')).call(sendOwnReport, {
      body: { to: 'branch', text: '窗口叫号机声音太小听不清楚' },
    });
    await publicSend({ text: '楼梯间的声控灯不亮，晚上看不见台阶' });
    const report = await newest();
    const refused = await (await test.as('secretary')).call(acceptReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { ...place(), title: '声控灯不亮', also: [away.body.id] },
    });
    expect(refused.status).toBe(404);
    expect((await view(report.id)).state).toBe('new');
  });
});

describe('contacts', () => {
  it('are deleted when nobody needs them any more', async () => {
    await publicSend({ text: '请问怎样报名参加志愿服务活动', contact: 'a@b.example' });
    const report = await newest();
    await (await test.as('officer')).call(declineReport, {
      params: { id: report.id },
      ifMatch: report.version,
      body: { reason: 'elsewhere', reply: '请看公告栏。' },
    });
    const sealed = async () =>
      (
        await test.owner.query<{ has: boolean }>(
          'select contact_sealed is not null as has from ledger_report where id = $1',
          [report.id],
        )
      ).rows[0]?.has;
    const contentDir = new URL('../../../../content', import.meta.url).pathname;
    const services = { database: test.database, keys: test.keys, ...contentServices(contentDir) } as Services;
    await ledgerTick.run(services, test.tenantId, new Date('2026-12-20T02:00:00Z'));
    expect(await sealed()).toBe(true);
    await ledgerTick.run(services, test.tenantId, new Date('2026-12-25T02:00:00Z'));
    expect(await sealed()).toBe(false);
  });
});
