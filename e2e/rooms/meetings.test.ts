import type { Locator, Page } from '@playwright/test';
import { addDays } from '../../src/kernel/dates.ts';
import { journey } from '../support/journey.ts';
import { choose, look, open } from '../support/page.ts';
import { expect, settled } from '../support/visit.ts';

/** The day in the page's own clock and time zone. */
const dayOf = (page: Page) =>
  page.evaluate(() => new Date(Date.now() + 8 * 3_600_000).toISOString().slice(0, 10));

/** Adds one entry to a list of which several may be chosen. */
async function add(page: Page, label: string | RegExp, choice: string): Promise<void> {
  const box = page.getByRole('combobox', { name: label });
  await box.click();
  await box.fill(choice);
  await page.locator('.ant-select-item-option').filter({ hasText: choice, visible: true }).first().click();
  // Escape would close a dialog around the list as well.
  await box.blur();
}

/** Of the kinds of meeting on the form, these and no other. */
async function meetAs(page: Page, ...kinds: string[]): Promise<void> {
  const boxes = page.getByRole('group', { name: '会议类别' });
  await expect(boxes).toBeVisible();
  for (const box of await boxes.getByRole('checkbox').all()) await box.setChecked(false);
  for (const kind of kinds) await boxes.getByRole('checkbox', { name: kind }).check();
}

const refusal = (page: Page): Locator => page.getByRole('alert').first();

journey('a secretary plans a year of meetings, opens one, and does not plan it twice', async ({ as }) => {
  const page = await as('secretary');
  const from = await dayOf(page);
  const plan = async (weekday: string) => {
    await open(page, '/meeting-series/new');
    await add(page, '会议类别', '支部委员会会议');
    await choose(page, '第几个', '第二个');
    await choose(page, '星期几', weekday);
    await page.getByLabel('到', { exact: true }).fill(addDays(from, 300));
    await page.getByRole('button', { name: /^排好这 \d+ 次会议$/ }).click();
  };
  await plan('周三');
  await expect(page.getByText(/已排好 (9|10) 次会议/)).toBeVisible();
  await look(page);
  await expect(page.getByText('支部委员会会议 每月 第 2 个周三 · 遇节假日顺延')).toBeVisible();
  await page.getByRole('link', { name: '支部委员会会议' }).nth(1).click();
  await expect(page.getByText(/《支部条例》第12条/)).toBeVisible();
  await expect(page.getByRole('button', { name: '发出会议通知' })).toBeVisible();
  await look(page);

  await plan('周四');
  await expect(refusal(page)).toContainText('同一类会议不重复排');
});

journey('a meeting with its topic, and what members write for it on a phone', async ({ as }) => {
  const page = await as('secretary');
  const on = addDays(await dayOf(page), 40);
  // As the page of a joint branch's common topics opens it.
  await open(page, `/meetings?topic=${encodeURIComponent('两个支部一起解决停车难')}&on=${on}`);
  const dialog = page.getByRole('dialog', { name: '安排一次会议' });
  await expect(dialog.getByRole('textbox', { name: '议题' })).toHaveValue('两个支部一起解决停车难');
  await add(page, '会议类别', '支部党员大会');
  await look(page);
  await dialog.getByRole('button', { name: '安排', exact: true }).click();
  await expect(page.getByRole('heading', { level: 1, name: '支部党员大会' })).toBeVisible();
  await page.getByRole('button', { name: '修改安排' }).click();
  await page.getByRole('checkbox', { name: '会前书面发言' }).check();
  await page.getByLabel('书面发言截止').fill(addDays(on, -3));
  await page.getByRole('button', { name: '请他们先说' }).click();
  await page.getByRole('button', { name: '保存', exact: true }).click();
  await page.getByRole('button', { name: '发出会议通知' }).click();
  await page.getByRole('dialog').getByRole('button', { name: '发出会议通知' }).click();
  await expect(page.getByText('已通知')).toBeVisible();

  const phone = await as('member', { phone: true });
  await open(phone, new URL(page.url()).pathname);
  await phone.getByRole('textbox', { name: /书面发言/ }).fill('错峰停车，把空位让给办事群众。');
  await phone.getByRole('button', { name: '保存', exact: true }).click();
  await expect(phone.getByText('已保存')).toBeVisible();
  await look(phone);
  // Nobody reads it before its day, the secretary least of all.
  await page.reload();
  await settled(page);
  await expect(page.getByText(/人中已有 1 人写好/)).toBeVisible();
  await expect(page.getByText('错峰停车')).toHaveCount(0);
});

journey('a meeting is recorded once: what cannot be is refused with its clause', async ({ as }) => {
  const page = await as('secretary');
  await open(page, '/meetings/new');
  // What is due next is only a guess: it gives way to the first kind chosen.
  const kinds = page.getByRole('group', { name: '会议类别' });
  await expect(kinds.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await kinds.getByRole('checkbox', { name: '机关党员干部大会' }).check();
  await expect(kinds.getByRole('checkbox', { checked: true })).toHaveCount(1);
  await meetAs(page, '机关党员干部大会');
  await page.getByRole('spinbutton', { name: '应到人数' }).fill('10');
  await page.getByRole('spinbutton', { name: '实到人数' }).fill('12');
  await page.getByRole('textbox', { name: '议题 1' }).fill('主要负责同志通报党建工作');
  const save = page.getByRole('button', { name: '保存会议记录' });
  await save.click();
  await expect(refusal(page)).toContainText('实到 12 人多于应到 10 人');

  await meetAs(page, '支部党员大会');
  await page.getByLabel('日期').fill(addDays(await dayOf(page), -1));
  const names = page.locator('ul').filter({ hasText: '委员' }).getByRole('button');
  await expect(names.first()).toBeVisible();
  const voters: Locator[] = [];
  for (const name of await names.all()) if (!/预备/.test(await name.innerText())) voters.push(name);
  const absent = Math.floor(voters.length / 2) + 1;
  for (const name of voters.slice(-absent)) await name.click();
  const least = Math.ceil(voters.length / 2);
  await expect(page.getByText(`须 ${least} 人到会（《支部条例》第11条）`)).toBeVisible();
  await page.getByRole('button', { name: '加一项决议' }).click();
  await page.getByRole('textbox', { name: '决议 1' }).fill('接收一名同志为预备党员');
  await page.getByRole('checkbox', { name: '作了表决' }).check();
  await save.click();
  await expect(refusal(page)).toContainText(
    `至少要有 ${least} 人到会（依据《支部条例》第11条），不能进行表决`,
  );

  // Two come after all: pressed twice more, a name is present again.
  for (const name of voters.slice(-2)) for (let press = 0; press < 2; press++) await name.click();
  const present = voters.length - absent + 2;
  await choose(page, '表决规则', '接收预备党员');
  const number = (label: string) => page.getByRole('spinbutton', { name: new RegExp(`^${label}`) });
  for (const label of ['发出票', '收回票']) await number(label).fill(`${present}`);
  await number('赞成').fill(`${present + 1}`);
  await save.click();
  await expect(refusal(page)).toContainText(`多于到会有表决权的 ${present} 人`);
  await number('赞成').fill(`${present}`);
  await save.click();
  await expect(refusal(page)).toContainText('须有两名不同的计票人、监票人');
  for (const teller of voters.slice(0, 2)) {
    const name = (await teller.innerText()).split('\n')[0] ?? '';
    await add(page, /计票人/, name);
  }
  await page.getByRole('button', { name: '分派任务' }).click();
  await page.getByRole('textbox', { name: '任务', exact: true }).fill('联系接收对象谈一次话');
  await add(page, '责任人', (await voters[1]!.innerText()).split('\n')[0] ?? '');
  await look(page);
  await save.click();
  await expect(page.getByRole('heading', { name: '会议已记录' })).toBeVisible();
  await expect(page.getByText(/本次替您少填 [1-9]\d* 处/)).toBeVisible();
  await expect(page.getByText(/任务清单 1 项/)).toBeVisible();
  await look(page);
  await page.getByRole('link', { name: '逐项查看填到了哪里' }).click();
  await expect(page.getByText('联系接收对象谈一次话')).toBeVisible();
  await look(page);
});

journey('a member moves something on a phone and sees the answer', async ({ as }) => {
  const motion = `把主题党日安排到企业里去 ${Date.now() % 100_000}`;
  const phone = await as('member', { phone: true });
  await open(phone, '/motions');
  await phone.getByRole('button', { name: '提出一件' }).click();
  await look(phone);
  await phone.getByRole('textbox', { name: '想提什么' }).fill(motion);
  await phone.getByRole('dialog').getByRole('button', { name: '提出', exact: true }).click();
  await expect(phone.getByText(/支部应在 .+ 前答复/)).toBeVisible();

  const page = await as('secretary');
  await open(page, '/to-do');
  await page.getByRole('link', { name: motion }).click();
  await page.getByRole('radio', { name: '直接答复' }).check();
  await page.getByRole('textbox', { name: '给提议人的话' }).fill('好');
  await page.getByRole('button', { name: '答复', exact: true }).click();
  await expect(refusal(page)).toContainText('10');
  await journey.step(
    'whoever leaves a form with something in it is asked, and finds it as it was',
    async () => {
      const asked = page.getByRole('dialog', { name: '离开本页？' });
      await page.goBack();
      await look(page);
      await asked.getByRole('button', { name: '留在本页' }).click();
      await expect(asked).toHaveCount(0);
      await expect(page.getByRole('textbox', { name: '给提议人的话' })).toHaveValue('好');
    },
  );
  await page
    .getByRole('textbox', { name: '给提议人的话' })
    .fill('下月主题党日到开发区企业开展，请您一起准备。');
  await page.getByRole('button', { name: '答复', exact: true }).click();
  await expect(page.getByText('已答复').first()).toBeVisible();

  await open(phone, '/motions');
  await phone.getByRole('link', { name: motion }).click();
  await expect(phone.getByText('下月主题党日到开发区企业开展，请您一起准备。').first()).toBeVisible();
  await look(phone);
});

journey(
  'the leader of a group, who is only a member, plans and records its meetings on a phone',
  async ({ as }) => {
    const phone = await as('member', { phone: true });
    const page = await as('secretary');
    const session = await (await phone.request.get('/api/v1/session')).json();
    const branch = session.grants.find((grant: { role: string }) => grant.role === 'member').orgId;
    const view = await (await page.request.get(`/api/v1/organisations/${branch}/groups`)).json();
    type Named = { id: string; name: string };
    const at = view.groups.findIndex((group: { members: Named[] }) =>
      group.members.some((member) => member.id === session.personId),
    );
    const leader = view.members.find((member: Named) => member.id === session.personId).name;

    await open(phone, '/groups');
    await expect(phone.getByRole('button', { name: '记录活动' })).toHaveCount(0);
    await open(page, '/groups');
    await page.getByRole('button', { name: '调整' }).nth(at).click();
    await look(page);
    const dialog = page.getByRole('dialog');
    await journey.step(
      'what is written in a dialog is not lost by Escape on a list, nor by a press beside it',
      async () => {
        const list = dialog.getByRole('combobox', { name: '组长' });
        await list.click();
        await expect(list).toHaveAttribute('aria-expanded', 'true');
        await page.keyboard.press('Escape');
        await expect(list).toHaveAttribute('aria-expanded', 'false');
        await dialog.getByRole('heading').hover();
        await page.mouse.down();
        await page.mouse.move(5, 5);
        await page.mouse.up();
        await page.mouse.click(5, 5);
        await expect(dialog).toBeVisible();
      },
    );
    await choose(page, '组长', leader);
    await journey.step('what was chosen in a dialog is not lost by Escape: it asks, once', async () => {
      await page.keyboard.press('Escape');
      await expect(dialog.getByRole('alert')).toContainText('还没有提交');
      await expect(dialog.getByRole('button', { name: '继续填写' })).toBeFocused();
      await look(page);
      await page.keyboard.press('Escape');
      await expect(dialog.getByRole('alert')).toHaveCount(0);
      await expect(dialog.getByText(leader, { exact: true }).first()).toBeVisible();
      await dialog.getByRole('button', { name: '关闭' }).click();
      await dialog.getByRole('button', { name: '关闭，不保留' }).click();
      await expect(dialog).toHaveCount(0);
      await page.getByRole('button', { name: '调整' }).nth(at).click();
      await choose(page, '组长', leader);
    });
    await dialog.getByRole('button', { name: '保存', exact: true }).click();
    await expect(page.getByText('已保存，从今天起生效')).toBeVisible();

    await open(phone, '/groups');
    await phone.getByRole('button', { name: '安排一次会议' }).click();
    await add(phone, '会议类别', '党小组会');
    await phone.getByRole('dialog').getByRole('button', { name: '安排', exact: true }).click();
    await expect(phone.getByRole('button', { name: '发出会议通知' })).toBeVisible();
    await open(phone, '/groups');
    await phone.getByRole('button', { name: '记录活动' }).click();
    await expect(phone.getByRole('group', { name: '会议类别' })).toBeVisible();
    await expect(phone.getByRole('checkbox', { name: '支部党员大会' })).toHaveCount(0);
    await meetAs(phone, '党小组会');
    await phone.getByRole('textbox', { name: '议题 1' }).fill('组员之间说说近况');
    await look(phone);
    await phone.getByRole('button', { name: '保存会议记录' }).click();
    await expect(phone.getByText(/本次替您少填 [1-9]\d* 处/)).toBeVisible();
    await phone.getByRole('button', { name: '查看并打印' }).click();
    await expect(phone.getByRole('heading', { level: 1, name: /组员之间说说近况/ })).toBeVisible();
  },
);

journey('the calendar is subscribed to, and the handbook is printed', async ({ as }) => {
  const page = await as('second-secretary');
  await open(page, '/calendar');
  await page.getByRole('button', { name: '开通订阅' }).click();
  const link = await page.getByRole('textbox', { name: /订阅链接/ }).inputValue();
  const feed = await page.request.get(new URL(link).pathname);
  expect(feed.headers()['content-type']).toContain('text/calendar');
  const text = await feed.text();
  expect(text).toContain('BEGIN:VEVENT');
  expect(text.match(/BEGIN:VEVENT/g)?.length).toBe(text.match(/END:VEVENT/g)?.length);
  await look(page);

  await open(page, '/handbook');
  await expect(page.getByRole('heading', { level: 2, name: /工作手册$/ })).toBeVisible();
  await look(page);
  await page.emulateMedia({ media: 'print' });
  for (const name of ['主导航', '组织生活'])
    await expect(page.getByRole('navigation', { name })).toBeHidden();
  await expect(page.getByRole('button', { name: '打印' })).toBeHidden();
  await expect(page.getByRole('heading', { name: '二、组织生活情况' })).toBeVisible();
  expect((await page.pdf({ format: 'A4' })).subarray(0, 5).toString()).toBe('%PDF-');
  await page.emulateMedia({ media: null });
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: '下载 Word' }).click(),
  ]);
  expect(file.suggestedFilename()).toMatch(/手册.*\.docx$/);
});
