import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import postgres from 'postgres'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { type EmbeddedDatabase, removeDatabase, startDatabase } from './database.ts'
import { DatabaseError } from './embedded/database-error.ts'

let home = ''
let folder = ''
beforeEach(() => {
  home = mkdtempSync(join(tmpdir(), 'supermarket-database-'))
  chmodSync(home, 0o755)
  folder = join(home, 'postgres')
})
afterEach(async () => {
  await removeDatabase(folder)
  rmSync(home, { recursive: true, force: true })
})

const start = () => startDatabase({ folder, durability: 'durable' })
const failure = () =>
  start().then(
    () => undefined,
    (error: unknown) => error,
  )

async function query(url: string, statement: string): Promise<unknown[]> {
  const sql = postgres(url, { max: 1, onnotice: () => {} })
  try {
    return [...(await sql.unsafe(statement))]
  } finally {
    await sql.end({ timeout: 1 })
  }
}

async function writeRow(database: EmbeddedDatabase): Promise<void> {
  await database.ensureDatabase('users')
  await query(database.url('users'), 'create table kept (id int); insert into kept values (42)')
}

const readRow = (database: EmbeddedDatabase) => query(database.url('users'), 'select * from kept')

function postmasterPid(): number {
  return Number.parseInt(readFileSync(join(folder, 'data/postmaster.pid'), 'utf8'), 10)
}

/** Runs a program that has started the database, and returns what it printed. */
async function inProcess(
  body: string,
  user?: { uid: number; gid: number },
): Promise<{ output: string; signal: unknown }> {
  const module = new URL('database.ts', import.meta.url).href
  const options = JSON.stringify({ folder, durability: 'durable' })
  const program = `
    const { startDatabase } = await import(${JSON.stringify(module)})
    try {
      const database = await startDatabase(${options})
      ${body}
    } catch (error) { console.log(error.name, error.code) }`
  const child = spawn(process.execPath, ['--input-type=module', '-e', program], {
    cwd: '/',
    stdio: ['ignore', 'pipe', 'inherit'],
    ...user,
  })
  let output = ''
  child.stdout.on('data', (chunk) => {
    output += chunk
  })
  const [, signal] = await once(child, 'close')
  return { output: output.trim(), signal }
}

describe('a fresh folder', () => {
  test('becomes a cluster that keeps its rows and its port over a restart', async () => {
    const lines: string[] = []
    const first = await startDatabase({
      folder,
      durability: 'durable',
      onProgress: (line) => lines.push(line),
    })
    await writeRow(first)
    await first.stop()
    await expect(query(first.adminUrl(), 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    await using second = await start()
    expect(second.port).toBe(first.port)
    expect(second.folder).toBe(folder)
    expect(await readRow(second)).toEqual([{ id: 42 }])
    expect(lines).toEqual([`creating the database in ${folder}`, 'starting PostgreSQL 18.4'])
  })

  test('gives each service a database that no other can enter, and no way past the password', async () => {
    await using database = await start()
    for (const name of ['users', 'orders', 'users']) await database.ensureDatabase(name)
    expect(await query(database.url('users'), 'select current_user::text as me')).toEqual([{ me: 'users' }])
    for (const name of ['orders', 'postgres', 'template1']) {
      await expect(query(database.url(name, 'users'), 'select 1')).rejects.toMatchObject({ code: '42501' })
    }
    const guessed = Object.assign(new URL(database.url('users')), { password: 'users' }).href
    await expect(query(guessed, 'select 1')).rejects.toMatchObject({ code: '28P01' })
    await expect(query(database.url('users'), 'create role intruder superuser')).rejects.toMatchObject({
      code: '42501',
    })
    expect(statSync(join(folder, 'secret')).mode & 0o777).toBe(0o600)
    await expect(database.ensureDatabase('x"; drop role users; --')).rejects.toThrow(TypeError)
  })

  test('is made once when two start at the same time', async () => {
    const [first, second] = await Promise.all([start(), start()])
    expect(second.port).toBe(first.port)
    expect(await query(second.adminUrl(), 'select 1 as one')).toEqual([{ one: 1 }])
    await Promise.all([first.stop(), second.stop()])
  })
})

describe('after a crash', () => {
  test('the server of a killed process is adopted as it is', async () => {
    const { output, signal } = await inProcess(`
      console.log(database.port)
      process.kill(process.pid, 'SIGKILL')`)
    expect(signal).toBe('SIGKILL')
    const pid = postmasterPid()
    const lines: string[] = []
    await using database = await startDatabase({
      folder,
      durability: 'durable',
      onProgress: (line) => lines.push(line),
    })
    expect(String(database.port)).toBe(output)
    expect(postmasterPid()).toBe(pid)
    expect(lines).toEqual([])
  })

  test('a killed server starts again in spite of its pid file, with every committed row', async () => {
    const database = await start()
    await writeRow(database)
    process.kill(postmasterPid(), 'SIGKILL')
    await using again = await start()
    expect(await readRow(again)).toEqual([{ id: 42 }])
  })

  test('a pid file whose number belongs to another process by now is not believed', async () => {
    const database = await start()
    await writeRow(database)
    const pidFile = join(folder, 'data/postmaster.pid')
    const content = readFileSync(pidFile, 'utf8')
    await database.stop()
    const owner = statSync(join(folder, 'data'))
    // A living process of the user that PostgreSQL runs as, for pg_ctl only believes in those.
    const other = spawn('sleep', ['60'], process.getuid?.() === 0 ? { uid: owner.uid, gid: owner.gid } : {})
    try {
      writeFileSync(pidFile, content.replace(/^\d+/, String(other.pid)))
      await using again = await start()
      expect(await readRow(again)).toEqual([{ id: 42 }])
      expect(other.exitCode).toBe(null)
    } finally {
      other.kill()
    }
  })

  test('a port that was taken meanwhile is replaced', async () => {
    const database = await start()
    await database.stop()
    const squatter = createServer().listen(database.port, '127.0.0.1')
    await once(squatter, 'listening')
    try {
      await using again = await start()
      expect(again.port).not.toBe(database.port)
      expect(await query(again.adminUrl(), 'select 1 as one')).toEqual([{ one: 1 }])
    } finally {
      squatter.close()
    }
  })
})

describe('a folder that cannot serve', () => {
  const reset = 'npm run reset starts afresh.'

  async function expectFailure(code: string, message: string): Promise<void> {
    const error = await failure()
    expect(error).toBeInstanceOf(DatabaseError)
    expect(error).toMatchObject({ code, message })
  }

  test('with foreign content is refused and left alone', async () => {
    mkdirSync(join(folder, 'data'), { recursive: true })
    writeFileSync(join(folder, 'data/letter.txt'), 'dear')
    writeFileSync(join(folder, 'secret'), 'x')
    await expectFailure('DATA_FOLDER', `${folder}/data is not a PostgreSQL data folder: ${reset}`)
    expect(readFileSync(join(folder, 'data/letter.txt'), 'utf8')).toBe('dear')
  })

  test('of another major version is refused', async () => {
    await (await start()).stop()
    writeFileSync(join(folder, 'data/PG_VERSION'), '17\n')
    await expectFailure(
      'DATA_FOLDER',
      `The database in ${folder}/data was made by PostgreSQL 17, this is 18: ${reset}`,
    )
  })

  test('without its secret, or with another, is refused', async () => {
    await (await start()).stop()
    rmSync(join(folder, 'secret'))
    await expectFailure(
      'DATA_FOLDER',
      `The database in ${folder}/data has lost its secret ${folder}/secret: ${reset}`,
    )
    writeFileSync(join(folder, 'secret'), 'another')
    await expectFailure(
      'DATA_FOLDER',
      `The secret in ${folder} does not open the database beside it: ${reset}`,
    )
  })

  test('with a damaged cluster says what PostgreSQL says, in one line', async () => {
    await (await start()).stop()
    rmSync(join(folder, 'data/global/pg_control'))
    const error = await failure()
    expect(error).toMatchObject({ code: 'START_FAILED' })
    expect(String(error)).toMatch(
      /^DatabaseError: PostgreSQL could not start from .*pg_control.*its log is .*server\.log\.$/,
    )
  })

  test('that is a file is refused', async () => {
    writeFileSync(folder, '')
    await expectFailure('PERMISSION', `The database folder ${folder} cannot be used: file already exists.`)
  })
})

const isRoot = process.getuid?.() === 0

describe.skipIf(!isRoot)('as root', () => {
  test('the server runs as an unprivileged user', async () => {
    await using database = await start()
    expect(database.folder).toBe(folder)
    expect(statSync(`/proc/${postmasterPid()}`).uid).not.toBe(0)
    expect(statSync(join(folder, 'secret')).uid).toBe(0)
  })

  test('a folder that this user cannot reach is replaced by one it can, and removed from there', async () => {
    chmodSync(home, 0o700)
    const first = await start()
    expect(first.folder).toMatch(/^\/var\/(lib|tmp)\/supermarket\/[0-9a-f]{16}$/)
    await writeRow(first)
    await first.stop()
    const second = await start()
    expect(second.folder).toBe(first.folder)
    expect(await readRow(second)).toEqual([{ id: 42 }])
    await removeDatabase(folder)
    expect(existsSync(first.folder)).toBe(false)
    await expect(query(second.adminUrl(), 'select 1')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
  })

  test('data whose parent was closed later is not passed over for a fresh cluster', async () => {
    await (await start()).stop()
    chmodSync(home, 0o700)
    expect(await failure()).toMatchObject({ code: 'UNREACHABLE', message: expect.stringContaining(folder) })
    chmodSync(home, 0o755)
  })

  test('an ordinary user runs the server as itself, and root takes over what that user left', async (context) => {
    const user = { uid: 65534, gid: 65534 }
    const readable = spawnSync(process.execPath, ['-e', `fs.readFileSync('${import.meta.filename}')`], {
      cwd: '/',
      ...user,
    })
    context.skip(readable.status !== 0, 'the project is closed to other users')
    chmodSync(home, 0o777)
    const { output } = await inProcess('console.log(database.port); await database.stop()', user)
    expect(output).toMatch(/^\d+$/)
    expect(statSync(join(folder, 'data')).uid).toBe(65534)
    await using database = await start()
    expect(String(database.port)).toBe(output)
    expect(statSync(`/proc/${postmasterPid()}`).uid).toBe(65534)
  })

  test('an ordinary user is told about data, and about folders, of somebody else', async (context) => {
    const user = { uid: 65534, gid: 65534 }
    const readable = spawnSync(process.execPath, ['-e', `fs.readFileSync('${import.meta.filename}')`], {
      cwd: '/',
      ...user,
    })
    context.skip(readable.status !== 0, 'the project is closed to other users')
    expect((await inProcess('', user)).output).toBe('DatabaseError PERMISSION')
    expect(existsSync(folder)).toBe(false)
    await (await start()).stop()
    expect((await inProcess('', user)).output).toBe('DatabaseError PERMISSION')
  })
})
