import { defineConfig } from '@playwright/test';

/** As root Chromium refuses its sandbox; the pages it opens here are our own. Nothing may leave the machine. */
const flags = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];
const chromium = {
  executablePath: process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium',
  args: flags,
  // Without a locale that knows Chinese the browser names every file it saves “download”.
  env: { ...process.env, LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8' },
};

export default defineConfig({
  testDir: 'e2e',
  globalSetup: './e2e/support/global-setup.ts',
  workers: 3,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  reporter: [
    ['list'],
    ['json', { outputFile: process.env['PLAYWRIGHT_JSON_OUTPUT_FILE'] ?? 'test-results/report.json' }],
  ],
  use: {
    locale: 'zh-CN',
    timezoneId: 'Asia/Shanghai',
    screenshot: 'only-on-failure',
    // A trace of hundreds of pages costs more than the tests; a failure leaves its picture and the page's outline.
    trace: 'off',
    launchOptions: chromium,
  },
  // The first files of the first project begin first: the long walk on a phone must not be what everything else waits for.
  projects: [
    {
      name: 'phone',
      use: { viewport: { width: 390, height: 844 }, isMobile: true, hasTouch: true },
      testIgnore: /main-job|rooms/,
    },
    { name: 'desktop', use: { viewport: { width: 1280, height: 800 } } },
  ],
});
