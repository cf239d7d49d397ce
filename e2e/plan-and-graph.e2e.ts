/// <reference lib="dom" />
// The plan beside the answer and the page of the graph, in a real Chromium over the real stack: by mouse, by keyboard,
// by what a screen reader is told, and with text that would like to be more than text.
import type { Market } from '@supermarket/market/market.ts'
import { testDatabase } from '@supermarket/testkit/test-database.ts'
import axe from 'axe-core'
import type { Browser, BrowserContext, Page } from 'playwright-core'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { findChromium, launchChromium } from './chromium.ts'
import { eventually, focused, openExample, ready, run, signIn, write } from './explorer-page.ts'
import { openDemo } from './explorer-stack.ts'

const executablePath = findChromium()
const skipReason = executablePath ? '' : ' (skipped: no Chromium on this machine)'

const threeServices = `query Three {
  me { name email orders(first: 5) { nodes { number customer { name } lines { quantity variant { name product { name } } } } } }
}`

let market: Market
let browser: Browser
let context: BrowserContext
let page: Page
let requests: { url: string; asksForPlan: boolean }[]
let complaints: string[]

describe.skipIf(!executablePath)(`plans and the graph in Chromium${skipReason}`, () => {
  beforeAll(async () => {
    const [users, products, orders] = await Promise.all([
      testDatabase('users'),
      testDatabase('products'),
      testDatabase('orders'),
    ])
    market = await openDemo({ users: users.url, products: products.url, orders: orders.url })
    browser = await launchChromium(executablePath ?? '')
    context = await browser.newContext({ viewport: { width: 1400, height: 800 }, colorScheme: 'light' })
    context.on('request', (request) =>
      requests.push({ url: request.url(), asksForPlan: request.headers()['x-plan-view'] === '1' }),
    )
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
    page.on('dialog', (dialog) => {
      complaints.push(`dialog ${dialog.message()}`)
      void dialog.dismiss()
    })
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') complaints.push(message.text())
    })
  })

  afterEach(async () => {
    // Away from GraphiQL, which would write down its tabs once more.
    await page.goto(`${market.url}/health/live`)
    await page.evaluate(() => localStorage.clear())
    await page.close()
  })

  describe('the plan', () => {
    beforeEach(async () => {
      await page.goto(market.url)
      await ready(page)
    })

    test('of a query over three services shows each fetch, and the answer is what any client gets', async () => {
      await signIn(page, 'Ann')
      await write(page, threeServices, 'Three')
      const answer = await run(page)
      expect(Object.keys(answer as object)).toEqual(['data'])
      await eventually(() => cards().count()).toBe(4)
      const names = (await cardNames()).map((name) => name.replace(/\d+(\.\d+)? (ms|s|B|kB)/g, '#'))
      expect(names).toEqual([
        'Fetch 1, users, at the root, #, starting at #, # received',
        'Fetch 2, orders, at the root, #, starting at #, # received',
        'Fetch 3, users, at me.orders.nodes[].customer, #, starting at #, # received, 3 positions asked, 1 entity sent',
        'Fetch 4, products, at me.orders.nodes[].lines[].variant, #, starting at #, # received, 6 positions asked, 6 entities sent',
      ])
      expect(await page.locator('#plan-summary').innerText()).toMatch(
        /^4 requests · .+ in all · planned in .+ · written in .+$/,
      )
      expect(await page.locator('.plan-lines .plan-line').count()).toBe(2)
      expect(requests.map(({ url }) => url).filter((url) => !isOurs(url))).toEqual([])
      expect(complaints).toEqual([])
    })

    test('says of a fetch what was sent, without a value of a variable', async () => {
      await write(page, 'query One($slug: String = "basmati-rice") { product(slug: $slug) { name } }', 'One')
      await run(page)
      const details = page.getByRole('region', { name: 'Fetch 1: products' })
      await details.waitFor()
      const text = await details.innerText()
      expect(text).toContain(
        'query One__products__0($slug: String = "basmati-rice") {\n  product(slug: $slug) {',
      )
      expect(text).toMatch(/State\s+sent\s+Place\s+root fields\s+Variables\s+\$slug/)
      expect(text).toMatch(/\d+ B sent, \d+ B received \(as JSON, in memory\)/)
    })

    test('says what a condition left out', async () => {
      await signIn(page, 'Ann')
      await write(
        page,
        'query Less($all: Boolean = false) { me { orders(first: 2) { nodes { number customer @include(if: $all) { name } } } } }',
        'Less',
      )
      await run(page)
      await eventually(cardNames).toEqual([
        expect.stringMatching(/^Fetch 1, orders, /),
        expect.stringMatching(/^Fetch 2, users, .*left out by a condition$/),
      ])
      expect(await page.locator('.plan-frame').allInnerTexts()).toEqual(['if $all is true: left out'])
    })

    test('of a deferred answer grows with its parts, and the answer comes whole', async () => {
      await signIn(page, 'Ann')
      await write(
        page,
        'query Later { me { name ... @defer(label: "history") { orders(first: 2) { nodes { number } } } } }',
        'Later',
      )
      await page.locator('.graphiql-execute-button').click()
      await eventually(() => page.locator('.result-window').innerText()).toContain('S100003')
      await eventually(cardNames).toEqual([
        expect.stringMatching(/^Fetch 1, users, /),
        expect.stringMatching(/^Fetch 2, orders, at me, .* received/),
      ])
      expect(await page.locator('.plan-frame').allInnerTexts()).toEqual(['later: history'])
      expect(await page.locator('#plan-summary').innerText()).not.toContain('more to come')
      expect(await page.locator('.result-window').innerText()).not.toContain('planView')
      expect(complaints).toEqual([])
    })

    test('of a subscription comes with each event, until it is stopped', async () => {
      await signIn(page, 'Ann')
      await openExample(page, 'Order history')
      await run(page)
      await openExample(page, 'Order follow')
      await page.locator('.graphiql-execute-button').click()
      await eventually(() => page.locator('#plan-summary').innerText()).toMatch(/^Event 1 · /)
      await eventually(() => page.locator('.result-window').innerText()).toContain('orderUpdated')
      expect(await cardNames()).toEqual([
        expect.stringContaining('Fetch 1, orders, at the root, source of events'),
      ])
      await page.locator('.graphiql-execute-button').click()
      await eventually(() => page.locator('.graphiql-execute-button').getAttribute('aria-label')).toContain(
        'Execute',
      )
      expect(complaints).toEqual([])
    })

    test('is neither drawn nor asked for while the panel is closed, also after a reload', async () => {
      const toggle = page.getByRole('button', { name: 'Plan', exact: true })
      expect(await toggle.getAttribute('aria-expanded')).toBe('true')
      await page.getByRole('button', { name: 'Close the plan' }).click()
      expect(await focused(page)).toBe('Plan')
      await page.reload()
      await page.locator('.graphiql-execute-button').waitFor()
      expect(await toggle.getAttribute('aria-expanded')).toBe('false')
      expect(await page.getByRole('region', { name: 'Query plan' }).count()).toBe(0)
      await openExample(page, 'Categories')
      await run(page)
      expect(requests.filter(({ asksForPlan }) => asksForPlan)).toEqual([])
      await toggle.click()
      await run(page)
      await eventually(() => cards().count()).toBe(1)
      expect(requests.filter(({ asksForPlan }) => asksForPlan)).toHaveLength(1)
    })

    test('an operation that is refused says that it has none', async () => {
      await write(page, 'query Wrong { nope }', 'Wrong')
      await run(page)
      await eventually(() => page.locator('#plan-summary').innerText()).toBe(
        'This answer came without a plan: nothing was executed.',
      )
      expect(await cards().count()).toBe(0)
    })

    test('the keyboard walks the fetches, reads one, and comes back', async () => {
      await signIn(page, 'Ann')
      await write(page, threeServices, 'Three')
      await run(page)
      await eventually(() => cards().count()).toBe(4)
      await page.getByRole('separator', { name: 'Size of the plan' }).focus()
      await page.keyboard.press('Tab')
      await page.keyboard.press('Tab')
      expect(await chosenHasFocus()).toBe(true)
      const visited = [await chosen()]
      for (const key of ['ArrowDown', 'ArrowRight', 'End', 'Home']) {
        await page.keyboard.press(key)
        visited.push(await chosen())
      }
      expect(visited.map((name) => name?.slice(0, 8))).toEqual([
        'Fetch 1,',
        'Fetch 2,',
        'Fetch 3,',
        'Fetch 4,',
        'Fetch 1,',
      ])
      await page.keyboard.press('ArrowDown')
      await page.keyboard.press('Enter')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('plan-details')
      expect(await page.getByRole('region', { name: 'Fetch 2: orders' }).count()).toBe(1)
      await page.keyboard.press('Escape')
      expect([await chosenHasFocus(), await chosen()]).toEqual([
        true,
        expect.stringMatching(/^Fetch 2, orders/),
      ])
      const outline = await page.evaluate(
        () => getComputedStyle(document.activeElement ?? document.body).outlineWidth,
      )
      expect(outline).toBe('2px')
    })

    test('the panel takes another size by keyboard and by mouse, and keeps it', async () => {
      const divider = page.getByRole('separator', { name: 'Size of the plan' })
      const width = async () => (await page.locator('#plan').boundingBox())?.width ?? 0
      const before = await width()
      await divider.focus()
      await page.keyboard.press('ArrowLeft')
      const wider = await width()
      expect(Math.round(wider - before)).toBe(32)
      const box = await divider.boundingBox()
      await page.mouse.move((box?.x ?? 0) + 4, 300)
      await page.mouse.down()
      await page.mouse.move((box?.x ?? 0) + 104, 300)
      await page.mouse.up()
      const narrower = await width()
      expect(Math.round(wider - narrower)).toBe(100)
      await page.reload()
      await page.locator('#plan').waitFor()
      expect(Math.round(await width())).toBe(Math.round(narrower))
      await divider.press('End')
      expect(await divider.getAttribute('aria-valuenow')).toBe('20')
    })

    test('what the graph says stays text', async () => {
      const evil = '<img src=x onerror=alert(1)>'
      await page.route('**/graphql', async (route) => {
        if (route.request().headers()['x-plan-view'] !== '1') return route.continue()
        await route.fulfill({ json: { data: { evil }, extensions: { planView: hostileView(evil) } } })
      })
      await run(page)
      await eventually(() => cards().count()).toBe(1)
      expect(await page.locator('#plan img, #plan script').count()).toBe(0)
      const text = await page.locator('#plan').innerText()
      expect(text.split(evil).length).toBeGreaterThan(6)
      expect(complaints).toEqual([])
    })

    test('tells a screen reader what it shows', async () => {
      await openExample(page, 'Product by slug')
      await run(page)
      await eventually(() => cards().count()).toBe(1)
      const tree = (await page.getByRole('region', { name: 'Query plan' }).ariaSnapshot()).replace(
        /\d+(\.\d+)? (ms|s|B|kB)/g,
        '#',
      )
      for (const line of [
        'heading "Query plan" [level=2]',
        'button "Close the plan"',
        'listbox "Fetches of the plan"',
        'option "Fetch 1, products, at the root, #, starting at #, # received" [selected]',
        'table "Time line of #"',
        'columnheader "Fetch"',
        'rowheader "planning"',
        'button "1 products root"',
        'region "Fetch 1: products"',
        'heading "Fetch 1: products" [level=3]',
        'region "Operation for products"',
      ])
        expect(tree).toContain(line)
    })

    test.each(['light', 'dark'] as const)('is accessible by the rules of axe, %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      await signIn(page, 'Ann')
      await write(page, threeServices, 'Three')
      await run(page)
      await eventually(() => cards().count()).toBe(4)
      expect(await violations(['#plan', '.bar', '#plan-divider'])).toEqual([])
    })

    test('moves nothing for those who want no motion', async () => {
      await page.emulateMedia({ reducedMotion: 'reduce' })
      await run(page)
      await eventually(() => cards().count()).toBe(1)
      expect(
        await cards()
          .first()
          .evaluate((card) => getComputedStyle(card).transitionDuration),
      ).toBe('0s')
    })

    test('at 400 % stands below the answer, its table without a second direction to scroll in', async () => {
      await page.setViewportSize({ width: 320, height: 640 })
      await page.getByRole('button', { name: 'Plan', exact: true }).scrollIntoViewIfNeeded()
      await run(page)
      await eventually(() => cards().count()).toBe(1)
      const fits = await page.evaluate(() => {
        const plan = document.querySelector('#plan')
        const table = document.querySelector('.plan-table')
        const bar = document.querySelector('.bar')
        return [plan, table, bar].map((element) =>
          element ? element.scrollWidth <= element.clientWidth + 1 : false,
        )
      })
      expect(fits).toEqual([true, true, true])
      await page.setViewportSize({ width: 1400, height: 800 })
    })

    test('leads to the type of its entities, on the page of the graph', async () => {
      await signIn(page, 'Ann')
      await write(page, threeServices, 'Three')
      await run(page)
      await eventually(() => cards().count()).toBe(4)
      await page.getByRole('option', { name: /^Fetch \d, products/ }).click()
      await page.locator('#plan-details').getByRole('link', { name: 'ProductVariant' }).click()
      await page.getByRole('heading', { name: 'ProductVariant object' }).waitFor()
      expect(page.url()).toBe(`${market.url}/graph#ProductVariant`)
    })
  })

  describe('the page of the graph', () => {
    test('shows who owns what, and what is joined', async () => {
      await page.goto(`${market.url}/graph`)
      expect(await page.locator('.graph-card h3').allInnerTexts()).toEqual(['orders', 'products', 'users'])
      const rows = await page.getByRole('row').allInnerTexts()
      expect(rows.map((row) => row.replaceAll('\t', ' '))).toEqual([
        'Entity Home Subgraph Share Key',
        'ProductVariant products orders points at it id',
        'User users orders adds orders, cart id',
        'User users products points at it id',
      ])
      await eventually(() => page.locator('.graph-line').count()).toBe(3)
      expect(requests.map(({ url }) => url).filter((url) => !isOurs(url))).toEqual([])
      expect(complaints).toEqual([])
    })

    test('an address names a field, and a link from the explorer leads here and back', async () => {
      await page.goto(`${market.url}/graph#User.orders`)
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('User.orders')
      expect(await page.getByRole('heading', { level: 2, name: 'User' }).innerText()).toBe('User object')
      expect(await page.title()).toBe('User · Supermarket graph')
      await page.getByRole('link', { name: 'Explorer' }).click()
      await page.getByRole('link', { name: 'Graph', exact: true }).click()
      await page.getByRole('heading', { name: 'Who owns what' }).waitFor()
    })

    test('shows policies, costs and internal fields as such', async () => {
      await page.goto(`${market.url}/graph#Query.users`)
      const row = (coordinate: string) => page.locator(`[id="${coordinate}"]`).innerText()
      expect(await row('Query.users')).toMatch(/needs (scope|policy|signed in)/)
      await page.goto(`${market.url}/graph#UserConnection.totalCount`)
      await eventually(() => row('UserConnection.totalCount')).toContain('cost 5')
      await page.goto(`${market.url}/graph#Mutation.stockReserve`)
      await eventually(() => row('Mutation.stockReserve')).toContain('internal: no client sees it')
    })

    test('the keyboard finds a field by a word of its description, and goes there', async () => {
      await page.goto(`${market.url}/graph`)
      await page.keyboard.press('/')
      expect(await page.evaluate(() => document.activeElement?.id)).toBe('graph-search')
      await page.keyboard.type('newest first')
      await eventually(() => page.locator('#graph-count').innerText()).toMatch(/^[1-9]\d* types$/)
      await page.keyboard.press('ArrowDown')
      const first = await focused(page)
      await page.keyboard.press('ArrowDown')
      const field = await focused(page)
      expect([first, field]).toEqual([expect.stringMatching(/^[A-Z]/), expect.stringMatching(/^[a-z]/)])
      await page.keyboard.press('Enter')
      await eventually(() => page.evaluate(() => document.activeElement?.id)).toBe(`${first}.${field}`)
      await page.getByLabel('Search').fill('nothing like it')
      await eventually(() => page.locator('#graph-count').innerText()).toBe('0 types')
    })

    test('types can be listed by subgraph', async () => {
      await page.goto(`${market.url}/graph`)
      await page.getByLabel('Subgraph').selectOption('users')
      const names = await page.locator('#graph-types a').allInnerTexts()
      expect([names.includes('Session'), names.includes('Order')]).toEqual([true, false])
    })

    test('an address of nothing says so', async () => {
      await page.goto(`${market.url}/graph#%3Cimg%20src=x%20onerror=alert(1)%3E`)
      expect(await page.getByRole('heading', { level: 2, name: /^There is no/ }).innerText()).toBe(
        'There is no <img src=x onerror=alert(1)> in this graph.',
      )
      expect(await page.locator('main img').count()).toBe(0)
      await page.goto(`${market.url}/graph#__proto__`)
      await page.getByRole('heading', { name: 'There is no __proto__ in this graph.' }).waitFor()
      expect(complaints).toEqual([])
    })

    test('descriptions stay text, whatever they say', async () => {
      const evil = '</script><img src=x onerror=alert(1)>`<b>`'
      await page.route('**/graph', async (route) => {
        const answer = await route.fetch()
        const html = (await answer.text()).replace(
          '"description":"A person with an account.',
          `"description":"${evil.replaceAll('<', '\\u003c')}`,
        )
        await route.fulfill({ response: answer, body: html })
      })
      await page.goto(`${market.url}/graph#User`)
      expect(await page.locator('.graph-description').first().innerText()).toContain(
        '</script><img src=x onerror=alert(1)><b>',
      )
      expect(await page.locator('main img, main b').count()).toBe(0)
      expect(complaints).toEqual([])
    })

    test.each(['light', 'dark'] as const)('is accessible by the rules of axe, %s', async (colorScheme) => {
      await page.emulateMedia({ colorScheme })
      for (const hash of ['', '#User', '#Query', '#Mutation.stockReserve']) {
        await page.goto(`${market.url}/graph${hash}`)
        await page.locator('main h2').waitFor()
        expect(await violations(['body'])).toEqual([])
      }
    })

    test('fits a width of 320 pixels, which is 400 % of a usual window', async () => {
      await page.setViewportSize({ width: 320, height: 640 })
      for (const hash of ['', '#Mutation', '#Product']) {
        await page.goto(`${market.url}/graph${hash}`)
        expect(
          await page.evaluate(() => [document.body.scrollWidth, document.documentElement.scrollWidth]),
        ).toEqual([320, 320])
      }
      await page.setViewportSize({ width: 1400, height: 800 })
    })
  })
})

function isOurs(url: string): boolean {
  return url.startsWith(`${market.url}/`) || url.startsWith('data:')
}

function cards() {
  return page.getByRole('option')
}

function cardNames(): Promise<string[]> {
  return cards().evaluateAll((elements) =>
    elements.map((element) => element.querySelector('.unseen')?.textContent ?? ''),
  )
}

function chosen(): Promise<string> {
  return page.locator('[role=option][aria-selected=true] .unseen').innerText()
}

function chosenHasFocus(): Promise<boolean> {
  return page.locator('[role=option][aria-selected=true]').evaluate((card) => card === document.activeElement)
}

/** What axe finds wrong inside these elements, in one line each. */
async function violations(include: string[]): Promise<string[]> {
  await page.evaluate(axe.source)
  return page.evaluate(async (selectors) => {
    const { violations: found } = await (globalThis as unknown as { axe: typeof axe }).axe.run({
      include: selectors,
    })
    return found.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
    )
  }, include)
}

function hostileView(evil: string) {
  return {
    version: 1,
    operationKind: 'query',
    complete: true,
    planMs: 1,
    writeMs: 1,
    totalMs: 5,
    plan: {
      kind: 'Condition',
      variable: evil,
      value: true,
      elseClause: null,
      ifClause: {
        kind: 'Fetch',
        id: 0,
        deferId: null,
        subgraph: evil,
        path: [evil, '@', '__proto__'],
        operationKind: 'query',
        operation: evil,
        variables: [evil],
        entityTypes: [evil],
        state: 'sent',
        positions: 1,
        sent: 1,
        reused: 0,
        requests: [0],
      },
    },
    requests: [
      {
        subgraph: evil,
        startMs: 1,
        ms: 2,
        outcome: 'answer',
        status: 200,
        bytesOut: 1,
        bytesIn: 1,
        measured: 'wire',
        shared: true,
        retries: 1,
        errorCount: 1,
        errors: [{ message: evil, code: evil }],
        parts: [{ fetch: 0, positions: 1, sent: 1 }],
      },
    ],
    unrecorded: 0,
  }
}
