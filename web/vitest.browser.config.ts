import { defineConfig } from 'vitest/config'

/** Tests in a real Chromium against the real program: one file at a time, since each starts both. */
export default defineConfig({
  test: {
    include: process.env.DRAWINGROOM_PICTURE ? ['browser/picture.ts'] : ['browser/**/*.test.ts'],
    globalSetup: ['browser/built.ts'],
    fileParallelism: false,
    testTimeout: 90_000,
    hookTimeout: 90_000,
    expect: { poll: { timeout: 10_000 } },
  },
})
