import { defineConfig } from 'vitest/config'

/** The benchmark in a real Chromium: prints figures and judges none. */
export default defineConfig({
  test: {
    include: ['bench/*.bench.ts'],
    globalSetup: ['browser/built.ts'],
    fileParallelism: false,
    testTimeout: 1_200_000,
    hookTimeout: 90_000,
  },
})
