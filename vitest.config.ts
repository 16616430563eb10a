import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    pool: 'forks',
    maxWorkers: 3,
    testTimeout: 120_000,
    hookTimeout: 180_000,
    projects: [
      {
        // The tree itself: architecture, drift of generated files, whether the checking tools can fail.
        extends: true,
        test: { name: 'checks', include: ['scripts/**/*.test.ts'] },
      },
      {
        extends: true,
        test: { name: 'server', include: ['src/**/*.test.ts'], globalSetup: ['src/testing/global-setup.ts'] },
      },
    ],
  },
});
