// Kinds of tests, by what they need: nothing, PostgreSQL, the whole stack, or minutes.
import { createRequire } from 'node:module'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

const cluster = fileURLToPath(new URL('packages/testkit/src/cluster.ts', import.meta.url))
const rooms = '{schema,drizzle,gateway,bench,e2e,scripts,subgraphs/*,packages/*}'

// Vitest would give our files graphql's index.mjs while libraries load index.js: two realms, and nothing is an
// instance of anything. Node itself takes index.js for both.
const graphql = createRequire(import.meta.url).resolve('graphql')

export default defineConfig({
  resolve: { alias: [{ find: /^graphql$/, replacement: graphql }] },
  test: {
    environment: 'node',
    // Everything but the code itself must be explicit: nothing global, nothing shared, no retries.
    globals: false,
    restoreMocks: true,
    // Nothing here is a singleton, so files may share a worker's modules: half the CPU time of a run.
    isolate: false,
    projects: [
      {
        extends: true,
        test: {
          name: 'unit',
          include: [`${rooms}/**/*.test.ts`],
          exclude: ['**/node_modules/**', '**/*.pg.test.ts'],
        },
      },
      {
        extends: true,
        test: {
          name: 'pg',
          include: [`${rooms}/**/*.pg.test.ts`],
          globalSetup: [cluster],
          testTimeout: 30_000,
          hookTimeout: 30_000,
        },
      },
      {
        extends: true,
        test: {
          name: 'e2e',
          include: ['e2e/**/*.e2e.ts'],
          globalSetup: [cluster],
          testTimeout: 60_000,
          hookTimeout: 60_000,
          // Each file boots a whole stack: one at a time measures the stack, not the machine.
          fileParallelism: false,
        },
      },
      {
        extends: true,
        test: {
          name: 'deep',
          include: [`${rooms}/**/*.deep.ts`],
          globalSetup: [cluster],
          testTimeout: 1_800_000,
        },
      },
    ],
  },
})
