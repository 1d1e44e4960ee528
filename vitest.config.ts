import { configDefaults, defineConfig } from 'vitest/config';

const exclude = [...configDefaults.exclude, 'dist/**'];

/** `unit` needs nothing but Node; `integration` starts databases and Temporal; `e2e`, `browser` and `matrix` start the whole stack as processes. */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'unit',
          include: [
            '{domain,readiness,workflows,activities,cloudstack,db,api,config,telemetry,simulator,scripts,client,cli}/**/*.test.ts',
            'test/unit/**/*.test.ts',
          ],
          exclude,
        },
      },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts', 'test/replay/**/*.test.ts'],
          exclude,
          testTimeout: 60_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'e2e',
          include: ['test/e2e/**/*.test.ts'],
          exclude: [...exclude, 'test/e2e/fuzz/**'],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        // Of its own, because `npm run fuzz` runs it for longer.
        test: {
          name: 'fuzz',
          include: ['test/e2e/fuzz/**/*.test.ts'],
          exclude,
          testTimeout: 600_000,
          hookTimeout: 300_000,
        },
      },
      {
        test: {
          name: 'chaos',
          include: ['test/chaos/**/*.test.ts'],
          exclude,
          testTimeout: 7_200_000,
        },
      },
      {
        test: {
          name: 'sequences',
          include: ['test/sequences/**/*.test.ts'],
          exclude,
          testTimeout: 3_600_000,
        },
      },
      {
        test: {
          name: 'browser',
          include: ['test/browser/**/*.test.ts'],
          exclude,
          testTimeout: 120_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
      {
        test: {
          name: 'matrix',
          include: ['test/matrix/**/*.test.ts'],
          exclude,
          // Of a `describe.concurrent`, each with a stack of its own.
          maxConcurrency: 2,
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          fileParallelism: false,
        },
      },
    ],
  },
});
