// Keeps migrations in step with tables: drizzle-kit compares tables.ts with the last snapshot and writes the SQL of
// the difference. What must stay true: success means that both agree afterwards.
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, rmSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'

export type GenerateOptions = {
  /** The service's tables.ts. */
  tables: string
  /** Where its migrations are. */
  folder: string
  /** Names a new migration; drizzle-kit invents one otherwise. */
  name?: string | undefined
}

export type GenerateResult = { outcome: 'unchanged' | 'written' | 'failed'; output: string }

/** Writes at most one migration. Asks on the terminal whether a column was renamed, and fails without one. */
export function generateMigration({ tables, folder, name }: GenerateOptions): GenerateResult {
  if (!existsSync(tables)) return { outcome: 'failed', output: `${tables} is missing` }
  // drizzle-kit puts `./` before the folder, so it must be relative.
  const args = ['generate', '--dialect', 'postgresql', '--schema', tables, '--out', basename(folder)]
  const { stdout, stderr, error } = spawnSync(
    process.execPath,
    [drizzleKit(), ...args, ...(name ? ['--name', name] : [])],
    {
      cwd: dirname(folder),
      encoding: 'utf8',
      stdio: [process.stdin.isTTY ? 'inherit' : 'ignore', 'pipe', 'pipe'],
    },
  )
  const output = [stdout, stderr, error?.message].filter(Boolean).join('\n').trim()
  return { outcome: outcomeOf(output), output }
}

/** Whether tables and migrations differ, without touching either. */
export function checkMigrations({ tables, folder }: GenerateOptions): GenerateResult {
  const scratch = mkdtempSync(join(tmpdir(), 'supermarket-migrations-'))
  try {
    if (existsSync(folder)) cpSync(folder, scratch, { recursive: true })
    return generateMigration({ tables, folder: scratch })
  } finally {
    rmSync(scratch, { recursive: true, force: true })
  }
}

// drizzle-kit 0.31 ends with 0 even when it failed (https://github.com/drizzle-team/drizzle-orm/issues/4006): only
// its words tell.
function outcomeOf(output: string): GenerateResult['outcome'] {
  if (output.includes('Your SQL migration file')) return 'written'
  return output.includes('No schema changes') ? 'unchanged' : 'failed'
}

function drizzleKit(): string {
  return join(dirname(createRequire(import.meta.url).resolve('drizzle-kit')), 'bin.cjs')
}
