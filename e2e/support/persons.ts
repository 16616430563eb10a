import type { Browser, BrowserContext, Page } from '@playwright/test';
import { expect } from './visit.ts';

/** Somebody who takes part in the job: an account, and the passphrase its owner chose. */
export type Somebody = {
  login: string;
  password: string;
  phone?: boolean;
  /** Comes with a session instead of filling in the sign-in page, which other tests look at. */
  signedIn?: boolean;
};

/** A passphrase nobody else has; long, as the system asks. */
export const passphraseOf = (login: string): string => `山清水秀好风光 ${login} 走一走看一看`;

/** The windows of the job: one browser context a person, on a desk or on a phone, each with its clock set to the server's. */
export class Persons {
  readonly #browser: Browser;
  readonly #address: string;
  readonly #open = new Map<string, { context: BrowserContext; page: Page }>();
  readonly complaints: string[] = [];
  #ahead: number;

  /** @param ahead how far the server's clock is ahead of this machine's, in milliseconds */
  constructor(browser: Browser, address: string, ahead = 0) {
    this.#browser = browser;
    this.#address = address;
    this.#ahead = ahead;
  }

  /** The window of a person who is not signed in: a visitor, a rater with a link. */
  async visitor(name: string, options: { phone?: boolean } = {}): Promise<Page> {
    const known = this.#open.get(name);
    if (known) return known.page;
    const context = await this.#browser.newContext({
      baseURL: this.#address,
      locale: 'zh-CN',
      timezoneId: 'Asia/Shanghai',
      acceptDownloads: true,
      ...(options.phone
        ? { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true }
        : { viewport: { width: 1280, height: 800 } }),
    });
    await this.#setClock(context);
    const page = await context.newPage();
    this.#watch(page, name);
    this.#open.set(name, { context, page });
    return page;
  }

  /** The window of a person, signed in (again, if the session has ended meanwhile). */
  async as(person: Somebody): Promise<Page> {
    const known = this.#open.has(person.login);
    const page = await this.visitor(person.login, { phone: person.phone });
    if (person.signedIn && !known) {
      const reply = await page.request.post('/api/v1/session', {
        headers: { 'x-zelian': '1', origin: this.#address },
        data: { login: person.login, password: person.password },
      });
      expect(reply.ok(), `${person.login} gets a session`).toBe(true);
    }
    // Opened anew: a window may show a page of before its session ended.
    await page.goto('/');
    const box = page.getByRole('textbox', { name: '账号' });
    const inside = page.getByRole('navigation', { name: '主导航' });
    // An initial password must be changed before anything else is shown.
    const change = page.getByRole('heading', { name: '修改密码' });
    const gate = page.getByRole('button', { name: '我已阅知，进入系统' });
    await expect(box.or(inside).or(gate).or(change).first()).toBeVisible();
    if (await box.isVisible()) {
      await box.fill(person.login);
      await page.getByRole('textbox', { name: '密码' }).fill(person.password);
      await page.getByRole('button', { name: '登录', exact: true }).click();
      await expect(inside.or(gate).or(change).first()).toBeVisible();
    }
    if (await gate.isVisible()) {
      await gate.click();
      await expect(inside.or(change).first()).toBeVisible();
    }
    return page;
  }

  /** Lets the days pass in every window; sessions end with them. */
  async letPass(days: number): Promise<void> {
    this.#ahead += days * 86_400_000;
    for (const { context, page } of this.#open.values()) {
      await this.#setClock(context);
      await page.goto('about:blank');
    }
  }

  /** A picture of every open window, for whoever looks into a failure. */
  async picture(folder: (name: string) => string): Promise<void> {
    for (const [name, { page }] of this.#open) {
      await page.screenshot({ path: folder(`${name}.png`), timeout: 5_000 }).catch(() => {});
    }
  }

  async close(): Promise<void> {
    for (const { context } of this.#open.values()) await context.close();
  }

  /** A clock that runs on, only ahead; the timers stay the browser's own. */
  async #setClock(context: BrowserContext): Promise<void> {
    await context.addInitScript((ahead) => {
      const place = globalThis as typeof globalThis & { realDate?: DateConstructor };
      const Real = (place.realDate ??= Date);
      place.Date = new Proxy(Real, {
        construct: (_, given: unknown[]) =>
          Reflect.construct(Real, given.length === 0 ? [Real.now() + ahead] : given),
        get: (_, key) => (key === 'now' ? () => Real.now() + ahead : Reflect.get(Real, key)),
      });
    }, this.#ahead);
  }

  #watch(page: Page, name: string): void {
    page.on('pageerror', (error) => this.complaints.push(`${name}: threw ${error.message} at ${page.url()}`));
    page.on('console', (message) => {
      // A refusal that the page handles (409, 422 …) is logged by the browser all the same.
      if (message.type() === 'error' && !/status of 4\d\d/.test(message.text()))
        this.complaints.push(`${name}: logged ${message.text().slice(0, 300)} at ${page.url()}`);
    });
    page.on('response', (response) => {
      if (response.status() >= 500)
        this.complaints.push(`${name}: ${response.status()} from ${response.url()}`);
    });
    page.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (/^https?:$/.test(protocol) && hostname !== new URL(this.#address).hostname) {
        this.complaints.push(`${name}: asked ${request.url()}`);
      }
    });
  }
}
