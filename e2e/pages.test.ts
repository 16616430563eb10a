import type { Page } from '@playwright/test';
import {
  accounts,
  expect,
  expectAccessible,
  expectFits,
  goWithin,
  patternOf,
  settled,
  signIn,
  test,
} from './support/visit.ts';

/** Paths whose accessibility was looked at already, by either the address or, for one object, its pattern. */
const looked = new Set<string>();
/** The addresses that the navigation offers, asked of it in a wide window; folded sections count. */
async function offered(page: Page): Promise<string[]> {
  const size = page.viewportSize();
  await page.setViewportSize({ width: 1280, height: 800 });
  const navigation = page.getByRole('navigation', { name: '主导航' });
  await expect(navigation).toBeVisible();
  const paths = await navigation
    .locator('a')
    .evaluateAll((links) => links.map((link) => new URL((link as HTMLAnchorElement).href).pathname));
  if (size) await page.setViewportSize(size);
  return [...new Set(paths)];
}

/** The first few objects that a page's own content leads to. */
async function within(page: Page): Promise<string[]> {
  const paths = await page
    .getByRole('main')
    .getByRole('link')
    .evaluateAll((links) =>
      links
        .map((link) => new URL((link as HTMLAnchorElement).href))
        .filter((url) => url.origin === location.origin && !url.pathname.startsWith('/api/'))
        .map((url) => url.pathname + url.search),
    );
  const byPattern = new Map<string, string>();
  for (const path of paths) if (!byPattern.has(patternOf(path))) byPattern.set(patternOf(path), path);
  return [...byPattern.values()];
}

/** A page is opened by its address by whoever comes first, and by a link in the product by everybody after. */
async function look(page: Page, path: string): Promise<void> {
  if (looked.has(patternOf(path))) await goWithin(page, path);
  else await page.goto(path);
  await settled(page);
  await expect(page.getByRole('main')).toBeVisible();
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page).toHaveTitle(/\S/);
  await expectFits(page);
  if (looked.has(patternOf(path))) return;
  looked.add(patternOf(path));
  await expectAccessible(page);
}

for (const account of accounts) {
  test(`every page that ${account} is offered is sound`, async ({ page, isMobile }) => {
    test.setTimeout(600_000);
    await signIn(page, account);
    const paths = await offered(page);
    expect(paths.length).toBeGreaterThan(1);
    for (const path of paths) {
      // On a phone a page is looked at once, for whichever role is offered it first; in a wide window for every role.
      if (isMobile && looked.has(patternOf(path))) continue;
      await test.step(path, async () => {
        await look(page, path);
        if (!isMobile)
          await expect(page.locator(`nav a[href="${path}"]`).first()).toHaveAttribute('aria-current', 'page');
        for (const inner of await within(page)) {
          if (!looked.has(patternOf(inner))) await test.step(inner, () => look(page, inner));
        }
      });
    }
  });
}

test('a visitor sees the sign-in page and the rules, and nothing else', async ({ page }) => {
  for (const path of ['/', '/rules', '/ledger', '/organisations']) {
    await page.goto(path);
    await settled(page);
    await expectFits(page);
    await expectAccessible(page);
    if (path !== '/rules')
      await expect(page.getByRole('button', { name: '登录', exact: true })).toBeVisible();
  }
});

test('nothing is waited for that only moves', async ({ page }) => {
  // A movement whose end a busy browser does not tell would leave a button sending for ever.
  await page.goto('/');
  const button = page.getByRole('button', { name: '登录', exact: true });
  await expect(button).toHaveCSS('transition-duration', '0s');
});

test('the pages speak English when asked, and stay so', async ({ page }) => {
  await page.goto('/');
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await page.reload();
  await expect(page.getByRole('heading', { name: 'Sign in' })).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', /^en/);
});
