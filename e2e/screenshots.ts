/// <reference lib="dom" />
// Takes the pictures of docs/explorer.md, from the shop as a newcomer gets it: `npm run docs:screenshots`.
import { mkdir, rm, stat } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { removeDatabase, startDatabase } from '@supermarket/market/database.ts'
import type { Browser, Page } from 'playwright-core'
import { findChromium, launchChromium } from './chromium.ts'
import { openDemo } from './explorer-stack.ts'

/** Monaco's own global, in the page. */
declare const monaco: {
  editor: { getModels(): { uri: { path: string }; setValue(text: string): void }[] }
}

const target = join(import.meta.dirname, '..', 'docs', 'explorer')
const maxBytes = 200_000

const history = `query History($sessions: Boolean = false) {
  me {
    name
    orders(first: 5) {
      nodes {
        number
        customer { name }
        lines { variant { product { name } } }
      }
    }
    sessions(first: 2) @include(if: $sessions) {
      nodes { device }
    }
  }
  products(first: 2) { nodes { name } }
}
`

const deferred = `query Deferred {
  me {
    name
    ... @defer(label: "history") {
      orders(first: 5) {
        nodes {
          number
          lines { variant { product { name } } }
        }
      }
    }
  }
}
`

await using resources = new AsyncDisposableStack()
const folder = join(tmpdir(), `supermarket-pictures-${process.pid}`)
resources.defer(async () => {
  await removeDatabase(folder)
  await rm(folder, { recursive: true, force: true })
})
const database = await startDatabase({ folder, durability: 'throwaway' })
for (const role of ['users', 'products', 'orders']) await database.ensureDatabase(role)
const market = resources.use(
  await openDemo({
    users: database.url('users'),
    products: database.url('products'),
    orders: database.url('orders'),
  }),
)
const executablePath = findChromium()
if (executablePath === undefined) throw new Error('There is no Chromium on this machine.')
const browser = await launchChromium(executablePath)
resources.defer(() => browser.close())
await mkdir(target, { recursive: true })

await take('plan.png', { browser, path: '/', scheme: 'light' }, async (page) => {
  await runAs(page, history)
  await page.locator('[role=option]').nth(3).click()
  await page.locator('#plan').evaluate((plan) => plan.scrollTo(0, 0))
})
await take('plan-deferred.png', { browser, path: '/', scheme: 'dark' }, (page) => runAs(page, deferred))
await take('plan-details.png', { browser, path: '/', scheme: 'light' }, async (page) => {
  await runAs(page, history)
  await page.locator('[role=option]').nth(3).click()
  await page.locator('#plan-details').evaluate((details) => details.scrollIntoView({ block: 'end' }))
})
await take('graph.png', { browser, path: '/graph', scheme: 'light' })
await take('graph-type.png', { browser, path: '/graph#User', scheme: 'dark' })

type Picture = { readonly browser: Browser; readonly path: string; readonly scheme: 'light' | 'dark' }

async function take(
  name: string,
  { browser: chromium, path, scheme }: Picture,
  prepare?: (page: Page) => Promise<void>,
): Promise<void> {
  const page = await chromium.newPage({ viewport: { width: 1400, height: 860 }, colorScheme: scheme })
  await page.goto(`${market.url}${path}`)
  await prepare?.(page)
  await page.evaluate(() => document.fonts.ready)
  const file = join(target, name)
  await page.screenshot({ path: file, animations: 'disabled', caret: 'hide' })
  await page.close()
  const { size } = await stat(file)
  if (size > maxBytes) throw new Error(`${name} has ${size} bytes: more than ${maxBytes}.`)
  console.log(`${name}: ${Math.round(size / 1_000)} kB`)
}

/** As Ann. Twice, so that the plan shows what an operation costs that the gateway knows. */
async function runAs(page: Page, query: string): Promise<void> {
  await page.locator('.graphiql-execute-button').waitFor()
  await page.getByRole('button', { name: 'Sign in as Ann' }).click()
  await page.getByRole('button', { name: 'Sign in as Ann', pressed: true }).waitFor()
  await page.evaluate((text) => {
    monaco.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('operation.graphql'))
      ?.setValue(text)
  }, query)
  await page.getByRole('tab', { name: /^(History|Deferred)$/ }).waitFor()
  const button = page.locator('.graphiql-execute-button')
  for (const _time of ['first', 'second']) {
    await page.locator('#plan-summary').evaluate((summary) => summary.replaceChildren('…'))
    await button.click()
    await page.waitForFunction(() => {
      const text = document.querySelector('#plan-summary')?.textContent ?? ''
      return text.includes('in all') && !text.includes('more to come')
    })
    await page.waitForFunction(() =>
      document.querySelector('.graphiql-execute-button')?.getAttribute('aria-label')?.startsWith('Execute'),
    )
  }
}
