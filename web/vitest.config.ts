import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: { setupFiles: ['src/test/setup.ts'], include: ['src/**/*.test.ts', 'src/**/*.test.tsx'], testTimeout: 120_000 },
})
