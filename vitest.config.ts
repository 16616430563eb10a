import { defineConfig } from 'vitest/config';

/** Tests that put something of their own in the place of a module: they need the program loaded for them alone. */
const replaced = ['src/testing/access/objects.test.ts'];

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
        test: {
          name: 'server',
          include: ['src/**/*.test.ts'],
          exclude: replaced,
          setupFiles: ['src/testing/examples.ts'],
          globalSetup: ['src/testing/global-setup.ts'],
          // A file's state is its own database; loading the program anew for each file costs a quarter of the run.
          isolate: false,
        },
      },
      {
        extends: true,
        test: { name: 'replaced', include: replaced, globalSetup: ['src/testing/global-setup.ts'] },
      },
    ],
  },
});
