// vitest's globalSetup for tests that need PostgreSQL: one throwaway cluster per run, gone when the run ends, and
// with it whatever a killed run left behind.
import { randomBytes } from 'node:crypto'
import { readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type EmbeddedDatabase, removeDatabase, startDatabase } from '@supermarket/market/database.ts'
import { isAlive } from '@supermarket/market/is-alive.ts'
import type { TestProject } from 'vitest/node'

export type Cluster = {
  adminUrl: string
  /** By role; the database in the path is to be replaced. */
  urls: { users: string; products: string; orders: string }
}

declare module 'vitest' {
  interface ProvidedContext {
    cluster: Cluster
  }
}

const prefix = 'supermarket-test-'

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  await removeLeftovers()
  const folder = join(tmpdir(), `${prefix}${process.pid}-${randomBytes(4).toString('hex')}`)
  try {
    const database = await startDatabase({ folder, durability: 'throwaway' })
    project.provide('cluster', await describeCluster(database))
    return () => remove(folder)
  } catch (error) {
    await remove(folder)
    throw error
  }
}

async function describeCluster(database: EmbeddedDatabase): Promise<Cluster> {
  for (const role of ['users', 'products', 'orders']) await database.ensureDatabase(role)
  return {
    adminUrl: database.adminUrl(),
    urls: {
      users: database.url('users'),
      products: database.url('products'),
      orders: database.url('orders'),
    },
  }
}

async function remove(folder: string): Promise<void> {
  await removeDatabase(folder)
  await rm(folder, { recursive: true, force: true })
}

// A postmaster outlives a killed run, by design of the embedded database. Another user's are that user's business.
async function removeLeftovers(): Promise<void> {
  for (const name of readdirSync(tmpdir())) {
    const pid = name.startsWith(prefix) ? Number.parseInt(name.slice(prefix.length), 10) : Number.NaN
    if (Number.isInteger(pid) && !isAlive(pid)) await remove(join(tmpdir(), name)).catch(() => {})
  }
}
