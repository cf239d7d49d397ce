import { type ChildProcess, spawn } from 'node:child_process'
import { createServer } from 'node:net'
import { pathToFileURL } from 'node:url'
import { afterEach, describe, expect, test } from 'vitest'
import { ConfigError } from './env.ts'
import { StartupError, startupMessage } from './run-service.ts'

const room = pathToFileURL(`${import.meta.dirname}/`).href
const children: ChildProcess[] = []
// A process of its own takes a while to start on a busy machine.
const slow = { timeout: 30_000 }

afterEach(() => {
  for (const child of children.splice(0)) child.kill('SIGKILL')
})

/** A process that runs `start`, the body of an async function. */
function service(start: string) {
  const source = `
    import { runService, StartupError } from '${room}run-service.ts'
    await runService(async () => { ${start} })
  `
  const child = spawn(process.execPath, ['--input-type=module-typescript', '--eval', source], {
    cwd: import.meta.dirname,
  })
  children.push(child)
  let output = ''
  child.stdout.on('data', (chunk: Buffer) => {
    output += chunk
  })
  child.stderr.on('data', (chunk: Buffer) => {
    output += chunk
  })
  const ended = new Promise<{ code: number | null; output: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, output }))
  })
  const said = (text: string) =>
    new Promise<void>((resolve) => {
      const look = () => output.includes(text) && resolve()
      child.stdout.on('data', look)
      look()
    })
  return { child, ended, said }
}

describe('a problem at the start', slow, () => {
  test('with the configuration is its list', () => {
    expect(startupMessage(new ConfigError(['PORT: must be a port number']))).toBe(
      'The configuration has 1 problem:\n  PORT: must be a port number',
    )
    expect(startupMessage(new StartupError('No.', { cause: new Error('x') }))).toBe('No.')
  })

  test('of another room, known by name, is its message', () => {
    expect(startupMessage(Object.assign(new Error('Cannot connect.'), { name: 'DatabaseError' }))).toBe(
      'Cannot connect.',
    )
  })

  test('that is a bug is told whole', () => {
    expect(startupMessage(new TypeError('bug'))).toContain('run-service.test.ts')
    expect(startupMessage('bug')).toBe('bug')
  })

  test('with a taken port is one sentence, without a stack', async () => {
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const port = typeof address === 'object' && address !== null ? address.port : 0
    const { ended } = service(`
      const { default: Fastify } = await import('fastify')
      const app = Fastify()
      await app.listen({ host: '127.0.0.1', port: ${port} })
      return { [Symbol.asyncDispose]: () => app.close() }
    `)
    expect(await ended).toEqual({
      code: 1,
      output: `Port ${port} is taken by another program. Stop it, or choose another port with PORT, or METRICS_PORT for metrics.\n`,
    })
    server.close()
  })
})

describe('the end', slow, () => {
  const patient = `
    const alive = setInterval(() => {}, 1_000)
    console.log('ready')
    return { async [Symbol.asyncDispose]() { clearInterval(alive); console.log('closing'); await new Promise((r) => setTimeout(r, 50)); console.log('closed') } }
  `

  test.each(['SIGTERM', 'SIGINT'] as const)('by %s is orderly', async (signal) => {
    const { child, ended, said } = service(patient)
    await said('ready')
    child.kill(signal)
    expect(await ended).toEqual({ code: 0, output: 'ready\nclosing\nclosed\n' })
  })

  test('that is asked for during the start comes after it, so that nothing stays open', async () => {
    const { child, ended, said } = service(`
      console.log('starting')
      await new Promise((resolve) => setTimeout(resolve, 300))
      return { async [Symbol.asyncDispose]() { console.log('closed') } }
    `)
    await said('starting')
    child.kill('SIGTERM')
    expect(await ended).toEqual({ code: 0, output: 'starting\nclosed\n' })
  })

  test('comes at once when it is asked for twice', async () => {
    const { child, ended, said } = service(
      `setInterval(() => {}, 1_000); console.log('ready'); return { [Symbol.asyncDispose]: () => { console.log('closing'); return new Promise(() => {}) } }`,
    )
    await said('ready')
    child.kill('SIGTERM')
    await said('closing')
    child.kill('SIGTERM')
    expect((await ended).code).toBe(143)
  })

  test('that fails says so', async () => {
    const { child, ended, said } = service(
      `setInterval(() => {}, 1_000); console.log('ready'); return { [Symbol.asyncDispose]: () => Promise.reject(new StartupError('Could not close.')) }`,
    )
    await said('ready')
    child.kill('SIGTERM')
    expect(await ended).toEqual({ code: 1, output: 'ready\nCould not close.\n' })
  })
})

test('a service ends in order when the parent that it has a channel to is killed', slow, async () => {
  const own = `
    import { runService } from '${room}run-service.ts'
    await runService(async () => {
      const alive = setInterval(() => {}, 1_000)
      console.log('open')
      return { async [Symbol.asyncDispose]() { clearInterval(alive); console.log('closed') } }
    })
  `
  const parent = `
    import { spawn } from 'node:child_process'
    spawn(process.execPath, ['--input-type=module-typescript', '--eval', ${JSON.stringify(own)}], {
      detached: true,
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    })
    setInterval(() => {}, 1_000)
  `
  const child = spawn(process.execPath, ['--input-type=module', '--eval', parent], {
    cwd: import.meta.dirname,
  })
  children.push(child)
  const said = new Promise<string>((resolve) => {
    let output = ''
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk
      if (output.includes('open')) child.kill('SIGKILL')
    })
    // Ends when the last process that writes to it has.
    child.stdout.on('end', () => resolve(output))
  })
  expect(await said).toBe('open\nclosed\n')
})
