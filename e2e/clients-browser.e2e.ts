/// <reference lib="dom" />
// The client room in a real Chromium: its files as they stand, without their types and without a bundler. What only a
// browser has: its fetch, its streams, two tabs with one storage and its locks, cookies that no script can read.
import { readFileSync } from 'node:fs'
import { stripTypeScriptTypes } from 'node:module'
import type { connect } from '@supermarket/client/connection.ts'
import type { fetchGraph } from '@supermarket/client/fetch-graph.ts'
import type * as operations from '@supermarket/client/generated/operations.ts'
import type { productPages } from '@supermarket/client/recipes/browse.ts'
import type { followOrder } from '@supermarket/client/recipes/live-status.ts'
import type { webStore } from '@supermarket/client/session/session-store.ts'
import { openStack, type Stack } from '@supermarket/testkit/stack.ts'
import { type Account, anAccount, aShop, type Shop, unique } from '@supermarket/testkit/story.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { anOrder } from './buying.ts'
import { findChromium, launchChromium } from './chromium.ts'
import { until } from './until.ts'

/** What the page's script makes known to the test's functions, which run in the page. */
type Room = {
  connect: typeof connect
  fetchGraph: typeof fetchGraph
  followOrder: typeof followOrder
  operations: typeof operations
  productPages: typeof productPages
  webStore: typeof webStore
}
declare const room: Room

const script = `
import { connect } from '/client/connection.ts'
import { fetchGraph } from '/client/fetch-graph.ts'
import * as operations from '/client/generated/operations.ts'
import { productPages } from '/client/recipes/browse.ts'
import { followOrder } from '/client/recipes/live-status.ts'
import { webStore } from '/client/session/session-store.ts'
globalThis.room = { connect, fetchGraph, followOrder, operations, productPages, webStore }
`

const executablePath = findChromium()
const skipReason = executablePath ? '' : ' (skipped: no Chromium on this machine)'

describe.skipIf(!executablePath)(`the client in Chromium${skipReason}`, () => {
  let stack: Stack
  let shop: Shop
  let browser: Browser
  let context: BrowserContext
  let asked: string[]
  let account: Account

  beforeAll(async () => {
    stack = await openStack('one process')
    shop = await aShop(stack).withProduct({ name: 'Apple' }).open()
    browser = await launchChromium(executablePath ?? '')
  }, 120_000)
  afterAll(async () => {
    await browser?.close()
    await stack?.[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    asked = []
    account = await anAccount(stack)
    context = await browser.newContext()
    context.on('request', (request) => {
      if (request.url().endsWith('/graphql')) asked.push(JSON.parse(request.postData() ?? '{}').operationName)
    })
    await context.route(/\/client\//, (route) => {
      const path = new URL(route.request().url()).pathname.replace('/client/', '')
      const url = import.meta.resolve(`@supermarket/client/${path}`)
      const body = stripTypeScriptTypes(readFileSync(new URL(url), 'utf8'))
      return route.fulfill({ contentType: 'text/javascript', body })
    })
    await context.route(`${stack.url}/shop`, (route) =>
      route.fulfill({
        contentType: 'text/html',
        body: `<!doctype html><script type="module">${script}</script>`,
      }),
    )
  })
  afterEach(() => context.close())

  const aTab = async (): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(`${stack.url}/shop`)
    await page.waitForFunction(() => 'room' in globalThis)
    return page
  }

  test('two tabs whose token expires at once both go on with the next one, and signing out in one is heard in the other', async () => {
    const { email, password } = account
    const tabs = [await aTab(), await aTab()]
    const open = (page: Page) =>
      page.evaluate(() => {
        const clock = { ahead: 0 }
        const { connect, fetchGraph, operations, webStore } = room
        const connection = connect({
          url: '/graphql',
          store: webStore(localStorage, window as never),
          now: () => Date.now() + clock.ahead,
        })
        const changes: string[] = []
        connection.session.watch((change) => changes.push(change))
        const whoAmI = async () => (await fetchGraph(connection).run(operations.Account, {})).me?.id
        Object.assign(globalThis, { clock, connection, changes, whoAmI })
      })
    for (const tab of tabs) await open(tab)
    const [one, other] = tabs as [Page, Page]
    await one.evaluate((input) => (globalThis as never as Opened).connection.session.signIn(input), {
      email,
      password,
    })
    const everybody = () =>
      Promise.all(tabs.map((tab) => tab.evaluate(() => (globalThis as never as Opened).whoAmI())))
    expect(await everybody()).toEqual([account.id, account.id])
    for (const tab of tabs) await tab.evaluate(() => ((globalThis as never as Opened).clock.ahead = 590_000))
    expect(await everybody()).toEqual([account.id, account.id])
    // Chromium's storage may lag behind in the other process: then the second is answered like the first.
    expect([1, 2]).toContain(asked.filter((name) => name === 'Refresh').length)
    expect(await everybody()).toEqual([account.id, account.id])
    await one.evaluate(() => (globalThis as never as Opened).connection.session.signOut())
    await other.waitForFunction(() => (globalThis as never as Opened).changes.at(-1) === 'signed out')
    expect(await other.evaluate(() => (globalThis as never as Opened).whoAmI())).toBe(undefined)
  })

  test('a stream arrives piece by piece', async () => {
    const order = await anOrder(account.graph, [
      { variantId: shop.products[0]?.variants[0]?.id ?? '', quantity: 1 },
    ])
    const { email, password } = account
    const page = await aTab()
    await page.evaluate(
      async ({ credentials, id }) => {
        const { connect, fetchGraph, followOrder } = room
        const connection = connect({ url: '/graphql' })
        await connection.session.signIn(credentials)
        const heard: string[] = []
        Object.assign(globalThis, { heard })
        void (async () => {
          for await (const { status } of followOrder(fetchGraph(connection), { id })) heard.push(status)
        })()
      },
      { credentials: { email, password }, id: order.id },
    )
    await page.waitForFunction(() => (globalThis as never as Opened).heard.includes('CONFIRMED'))
    await shop.staff.graph.get(
      'mutation Fulfill($input: OrderFulfillInput!) { orderFulfill(input: $input) { userErrors { code } } }',
      { input: { id: order.id, idempotencyKey: unique() } },
    )
    await page.waitForFunction(() => (globalThis as never as Opened).heard.includes('FULFILLED'))
    expect(asked).toEqual(['Login', 'OrderFollow'])
  })

  test('in cookie mode no script sees a token, and after the session was ended elsewhere anybody may sign in again', async () => {
    const { email, password } = account
    const page = await aTab()
    const signIn = () =>
      page.evaluate(
        async (credentials) => {
          const { connect, fetchGraph, operations, productPages } = room
          const connection = connect({ url: '/graphql', cookieMode: true })
          await connection.session.signIn(credentials)
          const graph = fetchGraph(connection)
          const whoAmI = async () => (await graph.run(operations.Account, {})).me?.id
          const look = async () => (await productPages(graph).next()).value?.length
          Object.assign(globalThis, { connection, whoAmI, look })
          return { me: await whoAmI(), cookies: document.cookie }
        },
        { email, password },
      )
    expect(await signIn()).toEqual({ me: account.id, cookies: '' })
    expect((await context.cookies()).map(({ name, httpOnly, secure }) => [name, httpOnly, secure])).toEqual([
      ['__Host-supermarket-access', true, true],
      ['__Host-supermarket-refresh', true, true],
    ])
    await account.graph.get('mutation { userLogoutEverywhere { sessionsRevoked } }')
    const look = () =>
      page.evaluate(async () => {
        const { connection, whoAmI } = globalThis as never as Opened
        await whoAmI().catch(() => {})
        return (await connection.session.userId()) ?? null
      })
    await until(look, (id) => id === null)
    expect(await context.cookies()).toEqual([])
    expect(await page.evaluate(() => (globalThis as never as Opened).look())).toBe(1)
    expect(await signIn()).toEqual({ me: account.id, cookies: '' })
    await page.reload()
    await page.waitForFunction(() => 'room' in globalThis)
    const leave = () =>
      page.evaluate(async () => {
        const { session } = room.connect({ url: '/graphql', cookieMode: true })
        return [await session.userId(), await session.signOut(), (await session.userId()) ?? null]
      })
    expect(await leave()).toEqual([account.id, true, null])
    expect(await context.cookies()).toEqual([])
  })
})

/** What a test leaves in its page for the next step. */
type Opened = {
  readonly clock: { ahead: number }
  readonly connection: ReturnType<typeof connect>
  readonly changes: readonly string[]
  readonly heard: readonly string[]
  whoAmI(): Promise<string | undefined>
  look(): Promise<number | undefined>
}
