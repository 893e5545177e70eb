import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['test/**/*.test.ts', 'test/**/*.test.tsx'],
    reporters: ['default', './test/countsReporter.ts'],
    testTimeout: 60_000,
    // All cores: by default one is left to the reporter.
    maxWorkers: '100%',
  },
});
