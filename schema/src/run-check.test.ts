// The command as it is called: exit codes, the three outputs, and what is asked for but is not there.
import { execFile } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { expect, test, vi } from 'vitest'
import { operationCount } from './check.fixture.ts'
import { loadSupergraphSdl, schemaRoom } from './load.ts'
import { runCheck } from './run-check.ts'
import { type Traffic, trafficFormat } from './traffic/traffic.ts'

// Each run composes and plans the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 60_000 })

const apiSdl = await readFile(new URL('api.graphql', schemaRoom), 'utf8')

/** The committed supergraph as it would have been with one field more, which the contract no longer has. */
const withCarriage = loadSupergraphSdl().replace(
  /^(type Tracking[\s\S]*?\n\{)/m,
  '$1\n  "Gone."\n  carriage: String',
)

const seen = { name: 'web|<b>', version: '1', count: 1, lastSeen: '2026-11-20' }

function traffic(...coordinates: readonly string[]): string {
  const operations = [{ signature: 's', name: 'Track', coordinates, clients: [seen] }]
  const recording: Traffic = { format: trafficFormat, from: '2026-11-01', until: '2026-11-20', operations }
  return JSON.stringify(recording)
}

async function aFolder(files: Readonly<Record<string, string>>) {
  const path = await mkdtemp(join(tmpdir(), 'schema-check-'))
  for (const [name, text] of Object.entries(files)) await writeFile(join(path, name), text)
  return {
    run: (command: string, environment: Record<string, string> = {}, today = '2026-11-21') =>
      runCheck(command.split(' ').filter(Boolean), {
        environment: { INIT_CWD: path, ...environment },
        colour: false,
        today,
      }),
    read: (name: string) => readFile(join(path, name), 'utf8'),
    path: (name: string) => join(path, name),
    [Symbol.asyncDispose]: () => rm(path, { recursive: true }),
  }
}

const files = {
  'base.graphql': withCarriage,
  'used.json': traffic('Tracking', 'Tracking.carriage'),
  'unused.json': traffic('Tracking', 'Tracking.carrier'),
  'broken.json': '{}',
}

test('exit code 0: a contract that holds says so at the end', async () => {
  await using folder = await aFolder(files)
  const { exitCode, stdout, stderr } = await folder.run('--base base.graphql --traffic unused.json')
  expect({ exitCode, stderr }).toEqual({ exitCode: 0, stderr: '' })
  expect(stdout.split('\n')).toEqual([
    'The whole graph against base.graphql, with traffic from 2026-11-01 to 2026-11-20 (1 operations).',
    expect.stringMatching(
      /^· unused {2}Tracking\.carriage: .* No client used it .* \(schema\/orders\.graphql:\d+\)$/,
    ),
    'Changes: 1 unused.',
    `Plans: ${operationCount} operations, 0 costlier than before.`,
    'The contract holds.',
  ])
})

test('exit code 1: who is broken stands below what breaks', async () => {
  await using folder = await aFolder(files)
  const { exitCode, stdout } = await folder.run('--base base.graphql --traffic used.json')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('✗ breaking  Tracking.carriage: ')
  expect(stdout).toContain('\n    web|<b> 1: Track uses Tracking.carriage, 1 request, last on 2026-11-20\n')
  expect(stdout.split('\n').at(-1)).toBe('The schema check failed: 1 finding.')
})

test('exit code 1: a removal without traffic is not called unused', async () => {
  await using folder = await aFolder(files)
  const { exitCode, stdout } = await folder.run('--base base.graphql')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('✗ unproven  Tracking.carriage: ')
})

test('exit code 1: a recording of nothing proves nothing', async () => {
  const empty: Traffic = { format: trafficFormat, from: '2026-11-01', until: '2026-11-20', operations: [] }
  await using folder = await aFolder({ ...files, 'empty.json': JSON.stringify(empty) })
  const { exitCode, stdout } = await folder.run('--base base.graphql --traffic empty.json')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('✗ unproven  Tracking.carriage: ')
  expect(stdout).toContain('the recording holds no operation at all: it proves nothing.')
})

test('how many days of traffic are enough can be chosen, by an option before a variable', async () => {
  await using folder = await aFolder(files)
  const command = '--base base.graphql --traffic unused.json'
  const short = await folder.run(command, { SCHEMA_MIN_DAYS: '21' })
  expect(short.exitCode).toBe(1)
  expect(short.stdout).toContain('the recording covers 20 of the 21 days that it takes (--min-days)')
  expect((await folder.run(`${command} --min-days 20`, { SCHEMA_MIN_DAYS: '21' })).exitCode).toBe(0)
})

test('CI says by variables what to compare with and where the traffic is', async () => {
  await using folder = await aFolder(files)
  const { exitCode, stdout } = await folder.run('', {
    SCHEMA_BASE: 'base.graphql',
    SCHEMA_TRAFFIC: folder.path('unused.json'),
  })
  expect(exitCode).toBe(0)
  expect(stdout.split('\n')[0]).toBe(
    'The whole graph against base.graphql, with traffic from 2026-11-01 to 2026-11-20 (1 operations).',
  )
})

test('traffic is fetched from an address, and what is wrong there is told without its secrets', async () => {
  const answers = new Map([
    ['/used.json', { status: 200, text: traffic('Tracking', 'Tracking.carriage') }],
    ['/broken.json', { status: 200, text: '{}' }],
    ['/big.json', { status: 200, text: ' '.repeat(64 * 1024 * 1024 + 1) }],
  ])
  const server = createServer(({ url = '' }, response) => {
    const { status, text } = answers.get(url.split('?')[0] ?? '') ?? { status: 404, text: '' }
    response.writeHead(status).end(text)
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const address = server.address()
  const origin = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
  await using folder = await aFolder(files)
  const run = (name: string) => folder.run(`--base base.graphql --traffic ${origin}/${name}?signature=secret`)

  const { exitCode, stdout } = await run('used.json')
  expect(exitCode).toBe(1)
  expect(stdout).toContain('✗ breaking  Tracking.carriage: ')
  for (const [name, reason] of [
    ['gone.json', `${origin}/gone.json gave no recording: it answered 404.`],
    ['broken.json', `${origin}/broken.json: format must be supermarket-traffic/1.`],
    ['big.json', `${origin}/big.json gave no recording: it is bigger than 67108864 bytes.`],
  ] as const)
    expect(await run(name)).toEqual({
      exitCode: 2,
      stdout: '',
      stderr: `The schema check could not be made: ${reason}`,
    })
  server.closeAllConnections()
  await once(server.close(), 'close')
  const unreachable = await run('used.json')
  expect([unreachable.exitCode, unreachable.stderr]).toEqual([
    2,
    expect.stringContaining(`${origin}/used.json gave no recording: it cannot be reached.`),
  ])
  expect(unreachable.stderr).not.toContain('secret')
})

test('a warning fails only whom it shall fail', async () => {
  await using folder = await aFolder({
    'base.graphql': loadSupergraphSdl().replace(/\n {2}"""[^"]*"""\n {2}ARCHIVED @join\S+ PRODUCTS\)/, ''),
  })
  expect(await folder.run('--base base.graphql')).toMatchObject({
    exitCode: 0,
    stdout: expect.stringContaining('! dangerous  ProductStatus.ARCHIVED: '),
  })
  expect((await folder.run('--base base.graphql --fail-on warning')).exitCode).toBe(1)
})

test.each([
  ['--base nowhere', 'there is no commit nowhere, and there is no file of that name.'],
  ['--base /dev/zero', '--base /dev/zero is no file.'],
  ['--base broken.json', 'broken.json is neither a supergraph nor what clients see of one'],
  ['--traffic nowhere.json', 'nowhere.json cannot be read (ENOENT).'],
  ['--traffic /dev/zero', '/dev/zero is no file.'],
  ['--traffic broken.json', 'format must be supermarket-traffic/1.'],
  ['--base http://127.0.0.1:1/graphql', 'http://127.0.0.1:1/graphql told no schema'],
  ['--subgraph payments', '--subgraph must be one of users, products, orders, not payments.'],
  ['--min-days 0', '--min-days must be a number from 1 to 90, not 0.'],
  ['--min-days week', '--min-days must be a number from 1 to 90, not week.'],
  ['--format xml', '--format must be one of terminal, github, json, not xml.'],
  ['--unknown', "Unknown option '--unknown'"],
])('exit code 2: %s', async (command, reason) => {
  await using folder = await aFolder(files)
  expect(await folder.run(command)).toEqual({
    exitCode: 2,
    stdout: '',
    stderr: expect.stringContaining(reason),
  })
})

test('exit code 2: a summary that cannot be written, and what was found is told nevertheless', async () => {
  await using folder = await aFolder(files)
  expect(await folder.run('--base base.graphql --traffic unused.json --summary none/summary.md')).toEqual({
    exitCode: 2,
    stdout: expect.stringMatching(/The contract holds\.$/),
    stderr: expect.stringContaining('The summary could not be written: ENOENT'),
  })
})

test('on GitHub a check that could not be made is an annotation too', async () => {
  await using folder = await aFolder(files)
  const { exitCode, stdout } = await folder.run('--base nowhere', { GITHUB_ACTIONS: 'true' })
  expect([exitCode, stdout]).toEqual([
    2,
    '::error title=schema%3Acheck not made::The schema check could not be made: there is no commit nowhere, and there is no file of that name.',
  ])
})

test('against what clients see, costs are not said to be compared', async () => {
  await using folder = await aFolder({ 'api.graphql': apiSdl })
  const { exitCode, stdout } = await folder.run('--base api.graphql')
  expect([exitCode, stdout.split('\n').slice(-3)]).toEqual([
    0,
    [
      '· base  api.graphql does not tell how it is joined: costs before are unknown.',
      `Plans: ${operationCount} operations, not compared with before.`,
      'The contract holds.',
    ],
  ])
})

test('JSON holds all that was judged, and nothing else is printed', async () => {
  await using folder = await aFolder(files)
  const { stdout } = await folder.run('--base base.graphql --traffic used.json --format json')
  const report = JSON.parse(stdout)
  expect(report).toMatchObject({
    version: 1,
    holds: false,
    base: { kind: 'supergraph', from: 'base.graphql' },
    subgraph: null,
    traffic: { from: '2026-11-01', until: '2026-11-20', operations: 1 },
    evidence: { kind: 'enough', days: 20, minDays: 7 },
    counts: { findings: { error: 1, warning: 0, notice: 0 }, changes: { breaking: 1 }, costlier: 0 },
    findings: [{ severity: 'error', rule: 'breaking', place: { file: 'schema/orders.graphql' } }],
    changes: [
      {
        type: 'FIELD_REMOVED',
        at: 'Tracking.carriage',
        verdict: 'breaking',
        usedBy: [{ operation: 'Track', by: { kind: 'client', ...seen }, coordinates: ['Tracking.carriage'] }],
      },
    ],
  })
  expect(report.plans).toHaveLength(operationCount)
  expect(report.plans[0]).toEqual({
    operation: 'Account',
    file: 'operations/account.graphql',
    verdict: 'same',
    before: { fetches: 1, depth: 1 },
    after: { fetches: 1, depth: 1 },
  })
  expect(report.maxCost).toBe(50_000)
  expect(report.costs).toHaveLength(operationCount)
  expect(report.costs.find(({ operation }: { operation: string }) => operation === 'OrderHistory')).toEqual({
    operation: 'OrderHistory',
    file: 'operations/orders.graphql',
    before: 40_203,
    after: 40_203,
    unsized: [],
  })
})

test('a limit on costs that is lower is judged by: the option wins over the variable', async () => {
  await using folder = await aFolder(files)
  const command = '--base base.graphql --traffic unused.json'
  const lower = await folder.run(command, { SCHEMA_MAX_COST: '40202' })
  expect(lower.exitCode).toBe(1)
  expect(lower.stdout).toContain(
    'The gateway would refuse OrderHistory: its estimated cost is 40203, 40203 before, and the limit is 40202 (--max-cost).',
  )
  expect((await folder.run(`${command} --max-cost 44100`, { SCHEMA_MAX_COST: '40202' })).exitCode).toBe(0)
  const nonsense = await folder.run('--max-cost much')
  expect([nonsense.exitCode, nonsense.stderr]).toEqual([
    2,
    'The schema check could not be made: --max-cost must be a whole number from 1, not much.',
  ])
})

test('a recording that ended long ago lets nothing go', async () => {
  await using folder = await aFolder(files)
  const command = '--base base.graphql --traffic unused.json'
  expect((await folder.run(command, {}, '2026-11-27')).exitCode).toBe(0)
  const late = await folder.run(command, {}, '2026-12-20')
  expect(late.exitCode).toBe(1)
  expect(late.stdout).toContain('the recording ended 30 days ago, more than the 7 that it may (--min-days)')
  expect((await folder.run(`${command} --min-days 30`, {}, '2026-12-20')).exitCode).toBe(1)
})

test('on GitHub findings are annotations, and a summary in Markdown is appended', async () => {
  await using folder = await aFolder({ ...files, 'summary.md': 'before\n' })
  const { exitCode, stdout } = await folder.run('--base base.graphql --traffic used.json', {
    GITHUB_ACTIONS: 'true',
    GITHUB_STEP_SUMMARY: folder.path('summary.md'),
  })
  expect(exitCode).toBe(1)
  expect(stdout.split('\n')).toEqual([
    expect.stringMatching(
      /^::error file=schema\/orders\.graphql,line=\d+,title=schema%3Acheck breaking::Tracking\.carriage: .*%0Aweb\|<b> 1: Track uses /,
    ),
    'The schema check failed: 1 finding.',
  ])
  const summary = await folder.read('summary.md')
  expect(summary).toMatch(/^before\n## Schema check\n\n\*\*The schema check failed: 1 finding\.\*\* /)
  expect(summary).toContain('| breaking | Tracking.carriage | ')
  expect(summary).toContain('web&#124;&lt;b> 1: Track uses Tracking.carriage')
})

test('the program itself ends with the code and prints nothing else', async () => {
  const main = fileURLToPath(new URL('check.main.ts', import.meta.url))
  const run = await new Promise((resolve) => {
    execFile(process.execPath, [main, '--subgraph', 'payments'], (error, stdout, stderr) =>
      resolve({ code: error?.code, stdout, stderr }),
    )
  })
  expect(run).toEqual({ code: 2, stdout: '', stderr: expect.stringContaining('could not be made') })
})
