import type { Page } from '@playwright/test';
import { addDays } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { choose, look, open, pick, picture } from '../support/page.ts';
import { expect } from '../support/visit.ts';

/** Today as the page has it: fields of days start from it. */
const dayOn = (page: Parameters<typeof open>[0], days: number) =>
  page
    .evaluate(() => new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai' }).format(new Date()))
    .then((day) => addDays(day, days));

/** What the server says, and what it is told: for what stands before the steps that are walked. */
const callsOf = (page: Page) => {
  const origin = new URL(page.url()).origin;
  return {
    read: async (path: string) => (await page.request.get(`/api/v1${path}`)).json(),
    send: async (path: string, data: object, version?: number) => {
      const headers = { 'x-zelian': '1', origin, ...(version ? { 'if-match': `"${version}"` } : {}) };
      const reply = await page.request.post(`/api/v1${path}`, { headers, data });
      expect(reply.ok(), await reply.text()).toBe(true);
      return reply.json();
    },
  };
};

journey('党组议党建：议题、会议、资源、落实和风险', async ({ as }) => {
  const topic = `购置支部学习书架 ${Date.now() % 100_000}`;
  const officer = await as('officer');
  await open(officer, '/leading-group/topics/new');
  await choose(officer, '种类', /资源配置/);
  await officer.getByLabel(/^议题/).fill(topic);
  await officer.getByLabel(/^为什么要议/).fill('支部学习资料没有地方放，党员自学不便。');
  await officer.getByLabel(/^请党组决定什么/).fill('同意为办公室支部购置两组书架。');
  await look(officer);
  await officer.getByRole('button', { name: '提交党组书记' }).click();
  await expect(officer.getByRole('heading', { level: 1, name: topic })).toBeVisible();
  // Whoever proposes does not admit.
  await expect(officer.getByRole('button', { name: /同意上会/ })).toHaveCount(0);

  const leader = await as('leader');
  await open(leader, '/leading-group');
  await look(leader);
  await picture(leader, 'leader-two-minutes');
  await leader.getByRole('button', { name: `同意上会：${topic}` }).click();
  await leader.getByRole('dialog').getByRole('button', { name: '同意上会' }).click();
  await expect(leader.getByRole('button', { name: `同意上会：${topic}` })).toHaveCount(0);

  // The session: this topic alone, with a task and a resource.
  await open(officer, '/leading-group/sessions/new');
  await expect(officer.getByRole('heading', { name: '上次决定落实情况' })).toBeVisible();
  for (const other of await officer.getByRole('checkbox', { name: /^本次议了/ }).all()) {
    const name = await other.evaluate((box) => (box as HTMLInputElement).labels?.[0]?.textContent ?? '');
    if (!name.includes(topic)) await other.uncheck();
  }
  await officer.getByLabel(/^决定内容/).fill('同意购置两组书架，年底前到位。');
  await choose(officer, '责任主体', /机关党委$/);
  // The roster begins with the group's secretary.
  const secretaryName = await officer
    .getByRole('button', { name: / 到会$/ })
    .first()
    .innerText();
  const name = secretaryName.split(/\s/)[0]!;
  await pick(officer, /^责任人/, name, new RegExp(`^${name}`));
  await officer.getByRole('button', { name: '给资源' }).click();
  await choose(officer, '资源种类', '阵地场所');
  await officer.getByLabel(/^给什么/).fill(topic);
  await officer.getByLabel(/^数量/).fill('2');
  await choose(officer, '受益组织', /办公室党支部/);
  await officer.getByLabel(/^来源/).fill('部门预算');
  // One of three is no majority of those due: refused, nothing is lost.
  await officer.getByLabel(/^赞成/).fill('1');
  await look(officer);
  await officer.getByRole('button', { name: '保存会议' }).click();
  await expect(
    officer
      .getByRole('alert')
      .filter({ hasText: /至少需/ })
      .first(),
  ).toBeVisible();
  await officer.getByLabel(/^赞成/).fill('3');
  await officer.getByRole('button', { name: '保存会议' }).click();
  if (await officer.getByLabel('同一天确有另一次党组会议').isVisible()) {
    await officer.getByLabel('同一天确有另一次党组会议').check();
    await officer.getByRole('button', { name: '保存会议' }).click();
  }
  await expect(officer).toHaveURL(/\/leading-group\/sessions\/[0-9a-f-]{36}$/);
  await expect(officer.getByText('书记亲自主持')).toBeVisible();
  await look(officer);
  await picture(officer, 'session');
  await officer.getByRole('link', { name: '看任务' }).click();
  await expect(officer.getByRole('heading', { level: 1, name: topic })).toBeVisible();

  // A standing decision stands until a later one ends it.
  const [lasting, later] = [`${topic}的借阅规定`, `${topic}的开架规定`];
  const [calls, leads] = [callsOf(officer), callsOf(leader)];
  const groupId = (await calls.read('/leading-groups')).items[0].id;
  const admitted = async (title: string) => {
    const { id } = await calls.send(`/leading-groups/${groupId}/topics`, {
      kind: 'other',
      title,
      why: '书架到位后要有规矩。',
      ask: '请党组议定。',
    });
    await leads.send(`/leading-topics/${id}/steps`, { step: 'accept' }, 1);
    return id as string;
  };
  const form = await calls.read(`/leading-groups/${groupId}/session-form`);
  await calls.send(`/leading-groups/${groupId}/sessions`, {
    occurredOn: await dayOn(officer, -1),
    minutes: 30,
    chairId: form.chairId,
    chairLast: true,
    another: true,
    decisions: [
      {
        topicId: await admitted(lasting),
        verdict: 'decided',
        text: `${lasting}：登记后借阅`,
        votes: { inFavour: form.roster.length, against: 0, abstained: 0 },
        follow: 'standing',
      },
    ],
  });
  await admitted(later);
  await open(officer, '/leading-group/sessions/new');
  for (const other of await officer.getByRole('checkbox', { name: /^本次议了/ }).all()) {
    const name = await other.evaluate((box) => (box as HTMLInputElement).labels?.[0]?.textContent ?? '');
    if (!name.includes(later)) await other.uncheck();
  }
  await officer.getByLabel(/^决定内容/).fill('书架改为开架，不再登记。');
  await officer.getByRole('group', { name: '同时废止的长期决定' }).getByLabel(lasting).check();
  await choose(officer, '怎样落实', '只废止，不另交办');
  await look(officer);
  await officer.getByRole('button', { name: '保存会议' }).click();
  await officer.getByLabel('同一天确有另一次党组会议').check();
  await officer.getByRole('button', { name: '保存会议' }).click();
  await expect(officer).toHaveURL(/\/leading-group\/sessions\/[0-9a-f-]{36}$/);
  await open(officer, '/leading-group/decisions?state=ended');
  const gone = officer.getByRole('listitem').filter({ hasText: `${lasting}：登记后借阅` });
  await expect(gone.getByText(/会议废止$/)).toBeVisible();
  await look(officer);

  // Delivered, and confirmed by the branch.
  await open(officer, '/leading-group/resources');
  await officer.getByRole('button', { name: `登记交付：${topic}` }).click();
  await officer.getByRole('dialog').getByRole('button', { name: '登记' }).click();
  await expect(officer.getByRole('dialog')).toHaveCount(0);
  const secretary = await as('secretary', { phone: true });
  await open(secretary, '/leading-group/resources');
  await look(secretary);
  await secretary.getByRole('button', { name: `收到了：${topic}` }).click();
  await secretary.getByRole('dialog').getByRole('button', { name: '收到了' }).click();
  await expect(
    secretary.getByRole('listitem').filter({ hasText: topic }).getByText('已到位').first(),
  ).toBeVisible();

  // A risk: opened, reviewed by its owner, closed by a second person.
  await open(officer, '/leading-group/risks');
  await officer.getByRole('button', { name: '登记风险' }).click();
  const dialog = officer.getByRole('dialog');
  await dialog.getByLabel(/^风险/).fill(topic);
  await pick(dialog, /^责任人/, name, new RegExp(`^${name}`));
  await dialog.getByLabel(/^防范措施/).fill('三家比价，结果公示。');
  await look(officer);
  await dialog.getByRole('button', { name: '登记', exact: true }).click();
  await expect(officer).toHaveURL(/\/leading-group\/risks\/[0-9a-f-]{36}$/);
  const risk = new URL(officer.url()).pathname;
  await open(leader, risk);
  await leader.getByRole('button', { name: '复核', exact: true }).click();
  const review = leader.getByRole('dialog');
  await review.getByLabel(/^下次复核/).fill(await dayOn(leader, 20));
  await review.getByLabel(/^情况/).fill('比价已完成，没有发现问题。');
  await review.getByRole('button', { name: '复核', exact: true }).click();
  await expect(leader.getByText('比价已完成，没有发现问题。')).toBeVisible();
  await leader.getByRole('button', { name: '提请解除' }).click();
  await leader.getByRole('dialog').getByLabel(/^理由/).fill('采购完成，风险不再。');
  await leader.getByRole('dialog').getByRole('button', { name: '提请解除' }).click();
  await expect(leader.getByRole('button', { name: '确认解除' })).toBeDisabled();
  const deputy = await as('deputy');
  await open(deputy, risk);
  await look(deputy);
  await deputy.getByRole('button', { name: '确认解除' }).click();
  await deputy.getByRole('dialog').getByLabel(/^理由/).fill('同意解除。');
  await deputy.getByRole('dialog').getByRole('button', { name: '确认解除' }).click();
  await expect(deputy.getByText('已解除').first()).toBeVisible();
});
