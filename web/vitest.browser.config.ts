import { defineConfig } from 'vitest/config'

/** What is run: the tests, or what only takes pictures. */
const include = process.env.DRAWINGROOM_PICTURE
  ? ['browser/picture.ts']
  : process.env.DRAWINGROOM_GALLERY
    ? ['browser/gallery.ts']
    : ['browser/**/*.test.ts']

/**
 * Tests in a real Chromium against the real program: one file at a time, since each starts both. What is waited for may take long on a
 * slow machine; these times only end what never comes, and cost nothing where it does.
 */
export default defineConfig({
  test: {
    include,
    globalSetup: ['browser/built.ts'],
    fileParallelism: false,
    // A shared machine may stand still for seconds: what fails there once is tried again, and shown as such; what fails twice fails.
    retry: process.env.CI === 'true' ? 1 : 0,
    testTimeout: 180_000,
    hookTimeout: 180_000,
    expect: { poll: { timeout: 30_000 } },
  },
})
