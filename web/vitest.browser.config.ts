import { defineConfig } from 'vitest/config'

/** What is run: the tests, or what only takes pictures. */
const pictures = process.env.DRAWINGROOM_PICTURE
  ? 'browser/picture.ts'
  : process.env.DRAWINGROOM_GALLERY
    ? 'browser/gallery.ts'
    : undefined

/** Files whose tests watch how long something takes, or take all of the machine: nothing runs beside them. */
const alone = [
  'bad-network',
  'below',
  'blocked',
  'comeback',
  'company',
  'device',
  'film',
  'first-stroke',
  'frames',
  'gestures',
  'many-tabs',
  'offline',
  'quota',
  'style-live',
  'tabs',
  'tiles',
  'too-much',
  'updates',
  'versions',
].map((name) => `browser/${name}.test.ts`)

/** What one waits for may take long on a slow machine; these times only end what never comes, and cost nothing where it does. */
const patient = {
  // A shared machine may stand still for seconds: what fails there once is tried again, and shown as such; what fails twice fails.
  retry: process.env.CI === 'true' ? 1 : 0,
  testTimeout: 180_000,
  hookTimeout: 180_000,
  expect: { poll: { timeout: 30_000 } },
}

/** Tests in a real Chromium against the real program, of which each file starts its own: two at a time, then those one by one that want to be alone. */
export default defineConfig({
  test: {
    globalSetup: ['browser/built.ts'],
    projects: pictures
      ? [{ test: { ...patient, name: 'pictures', include: [pictures], maxWorkers: 1 } }]
      : [
          {
            test: {
              ...patient,
              name: 'beside',
              include: ['browser/**/*.test.ts'],
              exclude: alone,
              maxWorkers: 2,
              sequence: { groupOrder: 0 },
            },
          },
          { test: { ...patient, name: 'alone', include: alone, maxWorkers: 1, sequence: { groupOrder: 1 } } },
        ],
  },
})
