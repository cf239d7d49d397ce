// The commands as people run them: `schema:record` and `schema:history` as processes in a real repository of git.
import { execFile, execFileSync } from 'node:child_process'
import { cp, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { expect, test, vi } from 'vitest'
import { listEntriesAt } from '../base/git-base.ts'
import { schemaRoom } from '../load.ts'
import { recordFromGit } from './record-git.ts'
import { replay } from './replay.ts'

// Each command is a process that composes the whole graph, on a busy machine too.
vi.setConfig({ testTimeout: 120_000 })

const project = fileURLToPath(new URL('../', schemaRoom))

/** A copy of the schema room in a repository of its own, committed. */
async function aRepository() {
  const root = await mkdtemp(join(tmpdir(), 'schema-commands-'))
  await cp(fileURLToPath(schemaRoom), join(root, 'schema'), {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  })
  await symlink(join(project, 'node_modules'), join(root, 'node_modules'))
  const git = (...args: readonly string[]) => {
    const author = ['-c', 'user.name=test', '-c', 'user.email=test@supermarket.test']
    return execFileSync('git', [...author, ...args], {
      cwd: root,
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
  }
  const commit = () => {
    git('add', 'schema')
    git('commit', '-q', '-m', 'feat(schema): planted')
  }
  const own = (name: string) => join(root, 'schema', `${name}.graphql`)
  git('init', '-q', '-b', 'main')
  commit()
  return {
    git,
    commit,
    room: pathToFileURL(join(root, 'schema/')),
    list: async () => (await readdir(join(root, 'schema/changelog'))).toSorted(),
    page: () => readFile(join(root, 'schema/CHANGELOG.md'), 'utf8'),
    removeChangelog: () => rm(join(root, 'schema/changelog'), { recursive: true }),
    async plant(name: string, from: string, to: string) {
      const sdl = await readFile(own(name), 'utf8')
      expect(sdl).toContain(from)
      await writeFile(
        own(name),
        sdl.replace(from, () => to),
      )
    },
    run: (command: 'record' | 'history', ...args: readonly string[]) =>
      new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
        const main = join(root, `schema/src/registry/${command}.main.ts`)
        execFile(process.execPath, [main, ...args], { cwd: root }, (error, stdout, stderr) =>
          resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
        )
      }),
    [Symbol.asyncDispose]: () => rm(root, { recursive: true }),
  }
}

const grams = ['orders', 'type Tracking {', 'type Tracking {\n  "Its weight."\n  grams: Int'] as const
const nick = [
  'users',
  'input UserUpdateInput {',
  'input UserUpdateInput {\n  "Nick."\n  nick: String',
] as const

test('a change is recorded once, told on the page, and its draft is replaced until it is committed', async () => {
  await using repository = await aRepository()
  const before = await repository.list()
  expect(await repository.run('record')).toEqual({
    code: 0,
    stdout: 'The changelog tells of the contract as it is.\n',
    stderr: '',
  })
  expect([await repository.list(), repository.git('status', '--porcelain', 'schema')]).toEqual([before, ''])

  await repository.plant(...grams)
  const { code, stdout } = await repository.run('record', '--note', 'Carriers ask for it.')
  expect(code).toBe(0)
  expect(stdout).toMatch(
    /^wrote schema\/changelog\/\d{4}-\d\d-\d\d-[0-9a-f]{12}\.json: 1 safe\nwrote schema\/CHANGELOG\.md\n$/,
  )
  await repository.plant('orders', 'grams: Int', 'grams: Int!')
  await repository.run('record')
  expect(await repository.list()).toHaveLength(before.length + 1)
  expect(await repository.page()).toContain(
    '### Carriers ask for it.\n\n**Safe**\n- `Tracking.grams` added: Int! · orders\n',
  )

  repository.commit()
  await repository.plant('orders', 'grams: Int!', 'grams: Int')
  await repository.run('record')
  expect(await repository.list()).toHaveLength(before.length + 2)
  expect((await repository.run('history', 'Tracking.grams')).stdout).toMatch(
    /^Tracking\.grams: Int {2}\(orders\)\n {2}\S+ added: Int! {2}· Carriers ask for it\. \(\S+\)\n {2}\S+ ✗ breaking {2}changed: Int! → Int {2}· \S+\n$/,
  )

  await repository.plant('orders', 'grams: Int', 'grams: Int!')
  await repository.run('record')
  expect(await repository.list()).toHaveLength(before.length + 1)
})

test('two branches that add entries merge without a conflict, and their entries are no drafts', async () => {
  await using repository = await aRepository()
  const before = await repository.list()
  for (const [branch, edit] of [
    ['weights', grams],
    ['nicks', nick],
  ] as const) {
    repository.git('checkout', '-q', '-b', branch, 'main')
    await repository.plant(edit[0], edit[1], edit[2])
    expect((await repository.run('record')).code).toBe(0)
    repository.commit()
  }
  await writeFile(new URL('../.gitattributes', repository.room), 'schema/CHANGELOG.md merge=union\n')
  repository.git('merge', '--no-commit', 'weights')
  expect((await repository.run('record')).stdout).toBe('The changelog tells of the contract as it is.\n')
  expect(await repository.list()).toHaveLength(before.length + 2)
  expect((await repository.page()).match(/^- `(Tracking.grams|UserUpdateInput.nick)` added/gm)).toHaveLength(
    2,
  )
})

test('the entries of a commit are found from the room, and none where there is no commit', async () => {
  await using repository = await aRepository()
  const names = (await repository.list()).map((name) => name.replace(/\.json$/, ''))
  expect(await listEntriesAt('HEAD', repository.room)).toEqual(names)
  expect(await listEntriesAt('MERGE_HEAD', repository.room)).toBeUndefined()
})

test('a changelog begins with what git knows, commit by commit, and the same whenever it is made', async () => {
  await using repository = await aRepository()
  await repository.removeChangelog()
  await repository.plant(...grams)
  repository.commit()
  await repository.plant('orders', 'type Tracking {', 'type Tracking {{')
  repository.commit()
  await repository.plant('orders', 'type Tracking {{', 'type Tracking {')
  await repository.plant(...nick)
  repository.commit()
  const { entries, skipped } = await recordFromGit(repository.room)
  expect(entries[0]?.changes.map(({ at }) => at)).toContain('VersionConflict.path')
  const told = entries.map(({ changes, commit }) => [
    changes.length > 100,
    changes.length > 100 ? '' : changes.at(-1)?.at,
    commit,
  ])
  expect(told).toEqual([
    [true, '', repository.git('rev-parse', 'HEAD~3').trim()],
    [false, 'Tracking.grams', repository.git('rev-parse', 'HEAD~2').trim()],
    [false, 'UserUpdateInput.nick', repository.git('rev-parse', 'HEAD').trim()],
  ])
  expect(skipped).toEqual([`${repository.git('rev-parse', 'HEAD~1').slice(0, 9)} feat(schema): planted`])
  expect(replay({ entries, problems: [] }).problems).toEqual([])
  expect((await repository.run('record', '--from-git')).code).toBe(0)
  expect(await repository.list()).toEqual(entries.map(({ id }) => `${id}.json`).toSorted())
  expect(await repository.run('record', '--from-git')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('has entries already'),
  })
})

test('what cannot be recorded says why and writes nothing', async () => {
  await using repository = await aRepository()
  const before = await repository.list()
  await repository.plant('orders', 'number: String!', 'number: Strin!')
  expect(await repository.run('record')).toEqual({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(
      /^Nothing was recorded: the subgraphs do not compose\.\nschema\/orders\.graphql:\d+: .*Unknown type Strin/,
    ),
  })
  expect(await repository.run('record', '--note')).toMatchObject({
    code: 2,
    stderr: expect.stringContaining('--note'),
  })
  expect(await repository.list()).toEqual(before)
})
