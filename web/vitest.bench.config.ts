import { defineConfig } from 'vitest/config'

/** The benchmarks in a real Chromium: they print figures and judge none. */
export default defineConfig({
  test: {
    include: ['bench/*.bench.ts'],
    globalSetup: ['browser/built.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 90_000,
  },
})
