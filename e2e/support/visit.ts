import AxeBuilder from '@axe-core/playwright';
import { test as base, expect, type Page, type Request } from '@playwright/test';

/** The documented demo accounts. */
export const accounts = [
  'clerk',
  'officer',
  'secretary',
  'member',
  'rater',
  'auditor',
  'sysadmin',
  'secadmin',
] as const;
export type Account = (typeof accounts)[number];

/** Where the product runs. */
export const address = (): string => process.env['ZELIAN_E2E_URL'] ?? 'http://127.0.0.1:3000';

type Complaint = string;

/**
 * Every test's page writes down what no page may do: throw, log an error, ask for something that fails, or ask another
 * machine for anything. The test fails at its end if there is a complaint.
 */
export const test = base.extend<{ complaints: Complaint[] }>({
  complaints: [
    async ({ page }, use) => {
      const complaints: Complaint[] = [];
      page.on('pageerror', (error) => complaints.push(`threw ${error.message} at ${page.url()}`));
      page.on('console', (message) => {
        // A refusal that the page handles (409, 422 …) is logged by the browser all the same.
        if (message.type() === 'error' && !/status of 4\d\d/.test(message.text())) {
          complaints.push(`logged ${message.text().slice(0, 300)} at ${page.url()}`);
        }
      });
      page.on('response', (response) => {
        if (response.status() >= 500) complaints.push(`${response.status()} from ${response.url()}`);
      });
      page.on('request', (request) => {
        const { hostname, protocol } = new URL(request.url());
        if (/^https?:$/.test(protocol) && hostname !== new URL(address()).hostname)
          complaints.push(`asked ${request.url()}`);
      });
      await use(complaints);
      expect(complaints).toEqual([]);
    },
    { auto: true },
  ],
  baseURL: async ({}, use) => {
    await use(address());
  },
});

export { expect };

/** What an address is one of: its objects, days and questions left out. */
export const patternOf = (path: string) =>
  path
    .replace(/[0-9a-f]{8}-[0-9a-f-]{27}/g, ':id')
    .replace(/\d{4}-\d{2}-\d{2}/g, ':day')
    .replace(/\?.*$/, '');

/** Signs in by the page as a person does, and waits for the home page. */
export async function signIn(page: Page, account: Account): Promise<void> {
  await page.goto('/');
  await page.getByRole('textbox', { name: '账号' }).fill(account);
  await page.getByLabel('密码', { exact: true }).fill('Zelian-demo-2026');
  await page.getByRole('button', { name: '登录', exact: true }).click();
  await agreeToRules(page);
  await expect(page.getByRole('main')).toBeVisible();
}

/** The rules page is acknowledged once by every account. */
async function agreeToRules(page: Page): Promise<void> {
  const agree = page.getByRole('button', { name: '我已阅知，进入系统' });
  await expect(agree.or(page.getByRole('navigation', { name: '主导航' }))).toBeVisible();
  if (!(await agree.isVisible())) return;
  await agree.click();
  await expect(page.getByRole('navigation', { name: '主导航' })).toBeVisible();
}

/** No violation that keeps somebody out: axe's serious and critical findings. */
export async function expectAccessible(page: Page, what = page.url()): Promise<void> {
  // A colour halfway between two states is no colour of the page.
  await page.waitForFunction(() =>
    document
      .getAnimations()
      .every((each) => !(each instanceof CSSTransition) || each.playState !== 'running'),
  );
  const { violations } = await new AxeBuilder({ page })
    // Our pages hold no frames: one run in the page itself, not one a frame gathered in a page of its own, is a third of the time.
    .setLegacyMode()
    .options({
      runOnly: { type: 'tag', values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'best-practice'] },
      resultTypes: ['violations'],
    })
    .analyze();
  const found = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .flatMap(({ id, nodes }) =>
      nodes.map((node) => `${id}: ${node.html.slice(0, 200)} ${node.any[0]?.message ?? ''}`),
    );
  expect.soft(found, `accessibility of ${what}`).toEqual([]);
}

/** The page fits its window: nothing is cut off at the side. */
export async function expectFits(page: Page): Promise<void> {
  const over = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
  expect.soft(over, `${page.url()} is wider than its window by so many pixels`).toBeLessThanOrEqual(0);
}

/** How long nothing may be asked for before a page counts as having all it wants, in milliseconds. */
const QUIET_MS = 200;
const SETTLING_MS = 30_000;

/** What a page has asked for and not yet got, and when that last changed. */
type Traffic = { open: Set<Request>; changed: number };
const trafficOf = new WeakMap<Page, Traffic>();

/** Begins to count what a page asks for; what it asked before is waited for. */
async function watchTraffic(page: Page): Promise<Traffic> {
  const traffic: Traffic = { open: new Set(), changed: Date.now() };
  const ends = (request: Request) => {
    traffic.open.delete(request);
    traffic.changed = Date.now();
  };
  page.on('request', (request) => {
    traffic.open.add(request);
    traffic.changed = Date.now();
  });
  page.on('requestfinished', ends);
  page.on('requestfailed', ends);
  trafficOf.set(page, traffic);
  await page.waitForLoadState('networkidle');
  return traffic;
}

/** Waits until a page stands there with what it asked for: no request under way, nothing loading. */
export async function settled(page: Page): Promise<void> {
  const traffic = trafficOf.get(page) ?? (await watchTraffic(page));
  await expect
    .poll(
      async () =>
        traffic.open.size === 0 &&
        Date.now() - traffic.changed >= QUIET_MS &&
        (await page.evaluate(
          () =>
            document.querySelector('h1') !== null &&
            document.querySelector('[aria-busy="true"], [data-loading]') === null,
        )),
      { message: `${page.url()} has what it asked for`, intervals: [20], timeout: SETTLING_MS },
    )
    .toBe(true);
}

/** Goes to another page as a link does: the program stays, the page changes. */
export async function goWithin(page: Page, path: string): Promise<void> {
  await page.evaluate((to) => history.pushState(null, '', to), path);
}
