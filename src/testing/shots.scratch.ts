import { readFileSync } from 'node:fs';
import { AxeBuilder } from '@axe-core/playwright';
import { chromium } from '@playwright/test';
import pg from 'pg';

const log = JSON.parse(
  readFileSync('/tmp/content-serve.log', 'utf8')
    .split('\n')
    .find((l) => l.startsWith('ready'))!
    .slice(6),
);
const base = 'http://127.0.0.1:3111';
const browser = await chromium.launch({
  executablePath: '/usr/bin/chromium',
  args: [
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
  ],
});
const problems: string[] = [];
async function as(login: string, narrow = false, lang = 'zh') {
  const context = await browser.newContext({
    viewport: narrow ? { width: 390, height: 844 } : { width: 1280, height: 900 },
    locale: 'zh-CN',
  });
  const r = await context.request.post(`${base}/api/v1/session`, {
    headers: { 'x-zelian': '1' },
    data: { login, password: 'a quiet test sentence' },
  });
  if (!r.ok()) throw new Error(await r.text());
  const page = await context.newPage();
  await page.addInitScript((l) => localStorage.setItem('zelian.language', l), lang);
  page.on(
    'console',
    (m) => m.type() === 'error' && problems.push(`${login} ${page.url()} console: ${m.text()}`),
  );
  page.on('pageerror', (e) => problems.push(`${login} ${page.url()} error: ${e.message}`));
  return page;
}
type P = Awaited<ReturnType<typeof as>>;
async function shot(page: P, name: string) {
  await page.waitForTimeout(500);
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  if (over > 0) problems.push(`${name}: ${over} px too wide`);
  await page.screenshot({ path: `/tmp/content-shots/${name}.png`, fullPage: true });
  const axe = await new AxeBuilder({ page }).analyze();
  for (const v of axe.violations)
    if (['serious', 'critical'].includes(v.impact ?? ''))
      problems.push(
        `${name} axe ${v.id}: ${v.nodes
          .slice(0, 2)
          .map((n) => n.html.slice(0, 160))
          .join(' | ')}`,
      );
}
const go = async (page: P, path: string) => {
  await page.goto(path.startsWith('http') ? path : base + path);
  await page.waitForLoadState('networkidle');
  await page.waitForSelector('h1', { timeout: 15000 });
  const gate = page.getByRole('button', { name: /我已阅知|enter/i });
  if (await gate.count()) {
    await gate.first().click();
    await page.waitForTimeout(1200);
    await page.goto(path.startsWith('http') ? path : base + path);
    await page.waitForLoadState('networkidle');
    await page.waitForSelector('h1');
  }
};
const step = process.argv[2] ?? 'all';

if (step === 'all') {
  const page = await as('officerB');
  await go(page, '/frameworks');
  // pass the rules gate, if any
  const gate = page.getByRole('button', { name: /知悉|已阅|同意|我已/ });
  if (await gate.count()) {
    await gate.first().click();
    await page.waitForTimeout(800);
    await go(page, '/frameworks');
  }
  await shot(page, '01-frameworks');
  await go(page, '/frameworks/packs/three-levels-five-posts');
  await shot(page, '02-pack');
  await page.getByRole('button', { name: '采用' }).click();
  await page.waitForTimeout(600);
  await shot(page, '03-adopt');
  await page.getByRole('dialog').getByRole('button', { name: '采用' }).click();
  await page.waitForURL(/frameworks\/[0-9a-f-]{36}/);
  await page.waitForLoadState('networkidle');
  await shot(page, '04-framework-holes');
  const url = page.url();
  await page.getByRole('button', { name: '发布…' }).click();
  await shot(page, '05-publish-refused');
  const db = new pg.Client({ connectionString: log.ownerUrl });
  await db.connect();
  await db.query(
    "insert into appointment (tenant_id, id, person_id, org_id, post, from_on) values ($1, gen_random_uuid(), $2, $3, 'deputy-in-charge', '2026-01-01')",
    [log.tenantId, log.members.b1[2], log.ids.groupB],
  );
  await db.query(
    "insert into appointment (tenant_id, id, person_id, org_id, post, from_on) values ($1, gen_random_uuid(), $2, $3, 'branch-secretary', '2026-01-01')",
    [log.tenantId, log.members.b1[3], log.ids.b1],
  );
  await go(page, url);
  await shot(page, '06-overlaps');
  const mob = await as('officerB', true);
  await go(mob, url);
  await shot(mob, '07-framework-390');
  await page.locator('a', { hasText: /DE-01/ }).first().click();
  await page.waitForLoadState('networkidle');
  await shot(page, '08-duty-two-owners');
  await go(mob, page.url());
  await shot(mob, '09-duty-390');
  await page
    .getByRole('button', { name: /指定责任人/ })
    .first()
    .click();
  await page.getByRole('combobox').fill('孙');
  await page.waitForTimeout(900);
  await shot(page, '10-name');
  await page.getByRole('option').first().click();
  await page.getByRole('dialog').getByRole('button', { name: '指定', exact: true }).click();
  await page.waitForTimeout(1000);
  await shot(page, '11-named');
  await page.getByRole('button', { name: '修改', exact: true }).click();
  await shot(page, '12-edit');
  await page.keyboard.press('Escape');
  // remove second secretary, publish
  await db.query("delete from appointment where person_id = $1 and post = 'branch-secretary'", [
    log.members.b1[3],
  ]);
  await go(page, url);
  await page.getByRole('button', { name: '发布…' }).click();
  await page.getByLabel('施行日期').fill('2026-01-01');
  await shot(page, '13-publish-ready');
  await page.getByRole('dialog').getByRole('button', { name: '发布', exact: true }).click();
  await page.waitForTimeout(2500);
  await shot(page, '14-issued');
  await go(page, '/frameworks');
  await shot(page, '15-units');
  await db.end();
}
if (step === 'all' || step === 'people') {
  const officer = await as('officerB');
  await go(officer, '/obligations');
  await shot(officer, '20-obligations');
  const sec = await as('secretaryB');
  await go(sec, '/frameworks');
  for (const [login, narrow, lang] of [
    ['secretaryB', false, 'zh'],
    ['secretaryB', true, 'zh'],
    ['memberB', true, 'zh'],
    ['secretaryB', false, 'en'],
  ] as const) {
    const page = await as(login, narrow, lang);
    await go(page, '/my-duties');
    const tag = `${login}-${narrow ? 390 : 1280}-${lang}`;
    const gate = page.getByRole('button', { name: /知悉|已阅|同意|我已|I have/ });
    if (await gate.count()) {
      await gate.first().click();
      await page.waitForTimeout(800);
      await go(page, '/my-duties');
    }
    await page.locator('summary').first().click();
    await shot(page, `21-my-duties-${tag}`);
    await go(page, '/obligations?state=late');
    await shot(page, `22-late-${tag}`);
    const first = narrow ? page.locator('ul a').first() : page.locator('[data-row-link]').first();
    if (await page.locator('a[href^="/obligations/"]').count()) {
      await page.locator('a[href^="/obligations/"]').first().click();
      await page.waitForLoadState('networkidle');
      await shot(page, `23-obligation-${tag}`);
      const up = page.getByRole('button', { name: /^(补办|Make up)$/ });
      if (await up.count()) {
        await up.first().click();
        await shot(page, `24-make-up-${tag}`);
      }
    }
  }
  const en = await as('officerB', false, 'en');
  await go(en, '/frameworks');
  await shot(en, '30-frameworks-en');
  await en.locator('[data-row-link]').first().click();
  await en.waitForLoadState('networkidle');
  await shot(en, '31-framework-en');
}
await browser.close();
console.log(problems.length ? problems.join('\n') : 'no problems');
