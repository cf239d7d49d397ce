// Runs one program of PostgreSQL to its end, as the database user, with nothing of our environment that could
// steer it (PGDATA, PGPORT, LC_ALL, …).
import { spawn } from 'node:child_process'
import type { DatabaseUser } from './database-user.ts'

export type RunResult = { code: number; output: string }

/** Never rejects: a program that cannot be started ends with code 127. */
export function run(program: string, args: readonly string[], user: DatabaseUser): Promise<RunResult> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      // The project's folder may be closed to the database user, and initdb must be able to name its own.
      cwd: '/',
      env: { PATH: '/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin', LC_ALL: 'C', TZ: 'UTC' },
      stdio: ['ignore', 'pipe', 'pipe'],
      ...(user && { uid: user.uid, gid: user.gid }),
    })
    let output = ''
    const collect = (chunk: Buffer) => {
      output += chunk
    }
    child.stdout.on('data', collect)
    child.stderr.on('data', collect)
    child.once('error', (error) => resolve({ code: 127, output: error.message }))
    child.once('close', (code, signal) =>
      resolve({ code: code ?? 128, output: output || String(signal ?? '') }),
    )
  })
}

/** Whether the database user passes `test` for each path, such as `-x`. */
export async function canReach(user: DatabaseUser, flag: '-r' | '-w' | '-x', path: string): Promise<boolean> {
  const { code } = await run('/bin/sh', ['-c', `test ${flag} "$0"`, path], user)
  return code === 0
}
