// The client as a tarball, in a project of somebody else's: a folder outside this repository with what the package asks
// for and nothing more, a strict compiler that looks into every declaration, and plain Node.
import { execFile } from 'node:child_process'
import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { openStack, type Stack } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop } from '@supermarket/testkit/story.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'

const run = promisify(execFile)
const root = fileURLToPath(new URL('..', import.meta.url))

const opening = `
import { connect } from '@supermarket/client/connection.js'
import { ProductBySlug } from '@supermarket/client/generated/operations.js'
declare const process: { readonly argv: readonly string[] }
const [url = '', email = '', password = '', slug = ''] = process.argv.slice(2)
const connection = connect({ url, client: { name: 'elsewhere' } })
const user = await connection.session.signIn({ email, password })
`
const closing = `
const { product } = await graph.run(ProductBySlug, { slug })
const name: string | undefined = product?.name
// @ts-expect-error A slug is a text.
const never = () => graph.run(ProductBySlug, { slug: 1 })
console.log(JSON.stringify({ user: user.id, name, never: typeof never, gone: await connection.session.signOut() }))
`
const apps: Readonly<Record<string, { readonly bring: readonly string[]; readonly graph: string }>> = {
  fetch: {
    bring: [],
    graph: `
import { fetchGraph } from '@supermarket/client/fetch-graph.js'
const graph = fetchGraph(connection)`,
  },
  'Apollo Client': {
    bring: ['@apollo/client', 'graphql', 'rxjs'],
    graph: `
import { createApolloClient } from '@supermarket/client/apollo/apollo-client.js'
import { apolloGraph } from '@supermarket/client/apollo/apollo-graph.js'
const graph = apolloGraph(createApolloClient(connection))`,
  },
  urql: {
    bring: ['@urql/core', '@urql/exchange-graphcache'],
    graph: `
import { createUrqlClient } from '@supermarket/client/urql/urql-client.js'
import { urqlGraph } from '@supermarket/client/urql/urql-graph.js'
const graph = urqlGraph(createUrqlClient(connection))`,
  },
}

let stack: Stack
let account: Account
let slug: string
let folder: string
let tarball: string
let files: readonly string[]

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'client-packed-'))
  const pack = ['pack', '--json', '--workspace', '@supermarket/client', '--pack-destination', folder]
  await run('npm', pack, { cwd: root })
  tarball = join(folder, 'supermarket-client-0.1.0.tgz')
  files = (await run('tar', ['-tzf', tarball])).stdout.trim().split('\n').sort()
  stack = await openStack('one process')
  account = await anAccount(stack)
  const shop = await aShop(stack).withProduct({ name: 'Apple' }).open()
  slug = shop.products[0]?.slug ?? ''
}, 120_000)
afterAll(async () => {
  await stack?.[Symbol.asyncDispose]()
  if (folder) await rm(folder, { recursive: true })
})

test('the tarball holds JavaScript with its types, what it says of itself and its licence, and neither sources nor tests', () => {
  expect(files.filter((file) => !/^package\/dist\/[\w/-]+\.(js|d\.ts)$/.test(file))).toEqual([
    'package/README.md',
    'package/dist/LICENSE',
    'package/package.json',
  ])
  expect(files.filter((file) => /test|fixture/.test(file))).toEqual([])
  expect(files).toContain('package/dist/connection.js')
  expect(files).toContain('package/dist/connection.d.ts')
})

test.each(Object.entries(apps))(
  'an app elsewhere compiles and runs with %s',
  async (name, { bring, graph }) => {
    const project = join(folder, name.replace(' ', '-'))
    await install(project, bring)
    const compilerOptions = {
      strict: true,
      target: 'es2024',
      module: 'nodenext',
      lib: ['es2024', 'dom', 'dom.iterable', 'dom.asynciterable'],
      types: [],
      skipLibCheck: name !== 'fetch',
    }
    await writeFile(join(project, 'package.json'), JSON.stringify({ type: 'module', private: true }))
    await writeFile(join(project, 'tsconfig.json'), JSON.stringify({ compilerOptions, files: ['app.ts'] }))
    await writeFile(join(project, 'app.ts'), `${opening}${graph}${closing}`)
    const tsc = join(root, 'node_modules/.bin/tsc')
    const problems = await run(tsc, ['-p', project]).then(
      () => '',
      ({ stdout }: { stdout: string }) => stdout,
    )
    expect(problems).toBe('')
    const { email, password } = account
    const args = [join(project, 'app.js'), `${stack.url}/graphql`, email, password, slug]
    const { stdout } = await run(process.execPath, args, { cwd: project })
    expect(JSON.parse(stdout)).toEqual({ user: account.id, name: 'Apple', never: 'function', gone: true })
  },
)

/** As `npm install` would: the tarball as files, its dependencies and the peers that the app brings beside it. */
async function install(project: string, bring: readonly string[]): Promise<void> {
  const modules = join(project, 'node_modules')
  const own = join(modules, '@supermarket/client')
  await mkdir(own, { recursive: true })
  await run('tar', ['-xzf', tarball, '-C', own, '--strip-components', '1'])
  const { dependencies, peerDependencies } = JSON.parse(await readFile(join(own, 'package.json'), 'utf8'))
  expect(Object.keys(peerDependencies)).toEqual(expect.arrayContaining([...bring]))
  for (const name of [...Object.keys(dependencies), ...bring]) {
    await mkdir(dirname(join(modules, name)), { recursive: true })
    await symlink(join(root, 'node_modules', name), join(modules, name))
  }
}
