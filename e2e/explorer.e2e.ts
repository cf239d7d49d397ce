/// <reference lib="dom" />
// The explorer in a real Chromium, over the real stack: what a newcomer clicks, and that nothing leaves this machine.
import type { Market } from '@supermarket/market/market.ts'
import { demoPassword } from '@supermarket/market/seed/demo-accounts.ts'
import { graphClient } from '@supermarket/testkit/graph-client.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { eventually, focused, openExample, run, signIn, write } from './explorer-page.ts'
import { openDemo } from './explorer-stack.ts'

const executablePath = findChromium()
const skipReason = executablePath ? '' : ' (skipped: no Chromium on this machine)'

let market: Market
let browser: Browser
/** One for all tests, so that only the first loads 9 MB; what a page keeps is cleared after each. */
let context: BrowserContext

let page: Page
let requests: string[]
let complaints: string[]

describe.skipIf(!executablePath)(`the explorer in Chromium${skipReason}`, () => {
  beforeAll(async () => {
    const [users, products, orders] = await Promise.all([
      testDatabase('users'),
      testDatabase('products'),
      testDatabase('orders'),
    ])
    market = await openDemo({ users: users.url, products: products.url, orders: orders.url })
    browser = await launchChromium(executablePath ?? '')
    context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme: 'light' })
    context.on('request', (request) => requests.push(request.url()))
  })

  afterAll(async () => {
    await browser?.close()
    await market?.[Symbol.asyncDispose]()
  })

  beforeEach(async () => {
    requests = []
    complaints = []
    page = await context.newPage()
    page.on('pageerror', (error) => complaints.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
    await page.goto(market.url)
    await page.locator('.graphiql-execute-button').waitFor()
  })

  afterEach(async () => {
    await context.setOffline(false)
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })

  test('opens on the catalogue, ready to run', async () => {
    expect(await run(page)).toMatchObject({ data: { products: { totalCount: 60 } } })
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['ProductsPage'])
    await eventually(() => page.locator('.result-window').innerText()).toContain('totalCount')
  })

  test('asks nobody but this origin, breaks no policy, and loads a second time from its cache', async () => {
    await run(page)
    await openExample(page, 'Product by slug')
    await run(page)
    const origin = market.url
    expect(requests.filter((url) => !url.startsWith(`${origin}/`) && !url.startsWith('data:'))).toEqual([])
    const workers = requests.filter((url) => url.endsWith('.worker.js')).map((url) => url.split('/').at(-1))
    expect([...new Set(workers)].sort()).toEqual(['editor.worker.js', 'graphql.worker.js', 'json.worker.js'])
    expect(complaints).toEqual([])
    await page.reload()
    await page.locator('.graphiql-execute-button').waitFor()
    const transferred = await page.evaluate(() =>
      performance
        .getEntriesByType('resource')
        .filter((entry) => entry.name.includes('/explorer/'))
        .map((entry) => (entry instanceof PerformanceResourceTiming ? entry.transferSize : -1)),
    )
    expect(transferred.filter((bytes) => bytes !== 0)).toEqual([])
  })

  test('the browser enforces the policy: another origin is out of reach', async () => {
    const refused = await page.evaluate(async () => {
      const violation = new Promise<string>((resolve) => {
        document.addEventListener('securitypolicyviolation', (event) => resolve(event.effectiveDirective), {
          once: true,
        })
      })
      const answer = await fetch('http://127.0.0.1:9/').catch((error: unknown) => String(error))
      return [await violation, answer]
    })
    expect(refused).toEqual(['connect-src', 'TypeError: Failed to fetch'])
  })

  test('examples go on where the last one ended, from a product to the order of a guest', async () => {
    await openExample(page, 'Product by slug')
    expect(await run(page)).toMatchObject({
      data: { product: { slug: 'basmati-rice', name: 'Basmati Rice' } },
    })
    await openExample(page, 'Cart open')
    const opened = await run(page)
    expect(opened).toMatchObject({ data: { cartCreate: { userErrors: [] } } })
    await openExample(page, 'Checkout buyer')
    expect(await run(page)).toMatchObject({
      data: { cartBuyerUpdate: { cart: { problems: [] }, userErrors: [] } },
    })
    await openExample(page, 'Checkout')
    expect(await run(page)).toMatchObject({
      data: { checkoutComplete: { order: { status: 'CONFIRMED', paymentStatus: 'PAID' }, userErrors: [] } },
    })
    await openExample(page, 'Order details')
    expect(await run(page)).toMatchObject({
      data: {
        order: {
          status: 'CONFIRMED',
          email: 'ann@supermarket.test',
          lines: [{ productName: 'Basmati Rice', quantity: 1 }],
        },
      },
    })
    expect(await page.getByRole('tab').allInnerTexts()).toEqual([
      'ProductsPage',
      'ProductBySlug',
      'CartOpen',
      'CheckoutBuyer',
      'Checkout',
      'OrderDetails',
    ])
  })

  test('an example whose id no answer has held says what it needs', async () => {
    await openExample(page, 'Order details')
    expect(await page.locator('#status').innerText()).toBe(
      'Order details needs an order: get one with another example first, or fill it in.',
    )
  })

  test('one click signs Ann in, another signs her out, and nothing moves', async () => {
    const header = await boxes()
    await signIn(page, 'Ann')
    expect(await page.locator('#who').innerText()).toBe('Signed in as Ann, customer')
    await openExample(page, 'Account')
    const id = await idOf('ann@supermarket.test')
    expect(await run(page)).toMatchObject({
      data: { me: { id, email: 'ann@supermarket.test', roles: ['CUSTOMER'] } },
    })
    await eventually(() => page.locator('.result-window').innerText()).toContain(id)
    expect(await boxes()).toEqual(header)
    await page.getByRole('button', { name: 'Sign out' }).click()
    await expect
      .poll(() => page.locator('#status').innerText())
      .toBe('Signed out: requests are anonymous now.')
    expect(await page.getByRole('button', { name: 'Sign in as Ann' }).getAttribute('aria-pressed')).toBe(
      'false',
    )
    expect(await focused(page)).toBe('Sign in as Ann')
    expect(await run(page)).toEqual({ data: { me: null } })
    expect(complaints).toEqual([])
  })

  test('another account takes over by one click', async () => {
    await signIn(page, 'Ann')
    await signIn(page, 'Admin')
    await openExample(page, 'Staff users')
    expect(await run(page)).toMatchObject({ data: { users: { totalCount: 3 } } })
    expect(await page.getByRole('button', { name: 'Sign in as Ann' }).getAttribute('aria-pressed')).toBe(
      'false',
    )
  })

  test('a revoked session is renewed and says so', async () => {
    await signIn(page, 'Bob')
    await openExample(page, 'Logout everywhere')
    expect(await run(page)).toMatchObject({ data: { userLogoutEverywhere: { userErrors: [] } } })
    await openExample(page, 'Account')
    await expect
      .poll(
        async () => {
          await run(page)
          return page.locator('#status').innerText()
        },
        { timeout: 10_000 },
      )
      .toBe('The session of Bob had ended: signed in again.')
    expect(await run(page)).toMatchObject({ data: { me: { email: 'bob@supermarket.test' } } })
  })

  test('a graph that is gone is told in words', async () => {
    await context.setOffline(true)
    await page.getByRole('button', { name: 'Sign in as Ann' }).click()
    await expect
      .poll(() => page.locator('#status').innerText())
      .toBe('Ann is not signed in. The graph cannot be reached. Is the shop still running?')
    expect(await page.locator('#who').innerText()).toBe('Sign in as')
  })

  test('a wrong query shows its error', async () => {
    await write(page, 'query Wrong { nope }', 'Wrong')
    expect(await run(page)).toMatchObject({ errors: [{ extensions: { code: 'GRAPHQL_VALIDATION_FAILED' } }] })
    await eventually(() => page.locator('.result-window').innerText()).toContain('GRAPHQL_VALIDATION_FAILED')
  })

  test('the keyboard reaches examples, runs them, and finds its way back', async () => {
    await page.getByRole('button', { name: 'Examples' }).focus()
    await page.keyboard.press('Enter')
    await page.keyboard.press('Escape')
    expect(await focused(page)).toBe('Examples')
    await page.keyboard.press('Enter')
    for (let step = 0; step < 5; step += 1) await page.keyboard.press('Tab')
    expect(await focused(page)).toBe('Products page query')
    const outline = await page.evaluate(
      () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
    )
    expect(outline).toBe('2px')
    await page.keyboard.press('Enter')
    await eventually(() => focused(page)).toBe('Execute query (Ctrl-Enter)')
    await page.keyboard.press('Enter')
    await eventually(() => page.locator('.result-window').innerText()).toContain('totalCount')
  })

  test('tabs survive a reload, and what is typed stays out of the URL', async () => {
    await openExample(page, 'Categories')
    await page.waitForFunction(() => localStorage.getItem('graphiql:tabState')?.includes('Categories'))
    await page.reload()
    await page.locator('.graphiql-execute-button').waitFor()
    expect(await page.getByRole('tab').allInnerTexts()).toEqual(['ProductsPage', 'Categories'])
    expect(page.url()).toBe(`${market.url}/`)
  })
})

/** Asked without the explorer. */
async function idOf(email: string): Promise<string> {
  const { userLogin } = await graphClient(market.url).get<{ userLogin: { user: { id: string } } }>(
    'mutation Login($input: UserLoginInput!) { userLogin(input: $input) { user { id } } }',
    { input: { email, password: demoPassword } },
  )
  return userLogin.user.id
}

/** Where everything of the bar stands that could be clicked. */
function boxes(): Promise<unknown> {
  return page.evaluate(() =>
    [...document.querySelectorAll('.bar, .bar button, #graphiql')].map((element) => {
      const { x, y, width, height } = element.getBoundingClientRect()
      return [x, y, width, height]
    }),
  )
}
