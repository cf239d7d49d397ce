/// <reference lib="dom" />
// What a reader does in the explorer.
import type { Page } from 'playwright-core'
import { expect } from 'vitest'

/** Monaco's own global, in the page. */
declare const monaco: {
  editor: { getModels(): { uri: { path: string }; getValue(): string; setValue(text: string): void }[] }
}

/** Longer than vitest polls by itself: two busy cores may be running other suites. */
export function eventually(look: () => unknown) {
  return expect.poll(look, { timeout: 15_000 })
}

export async function openExample(page: Page, name: string): Promise<void> {
  await page.getByRole('button', { name: 'Examples' }).click()
  await page.getByRole('button', { name: new RegExp(`^${name} (query|mutation|subscription)$`) }).click()
  await eventually(() => focused(page)).toBe('Execute query (Ctrl-Enter)')
}

/** Runs what is in the editor and gives the answer as GraphiQL shows it. */
export async function run(page: Page): Promise<unknown> {
  await page.evaluate(() => {
    monaco.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('response.json'))
      ?.setValue('')
  })
  const button = page.locator('.graphiql-execute-button')
  await button.click()
  const text = await page.waitForFunction(() => {
    return monaco.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('response.json'))
      ?.getValue()
  })
  return JSON.parse((await text.jsonValue()) ?? '')
}

export async function signIn(page: Page, label: string): Promise<void> {
  const button = page.getByRole('button', { name: `Sign in as ${label}` })
  await button.click()
  await eventually(() => button.getAttribute('aria-pressed')).toBe('true')
}

export function focused(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      document.activeElement?.getAttribute('aria-label') ?? document.activeElement?.textContent?.trim() ?? '',
  )
}

/** Types an operation, in place of the one that is open. Resolves when GraphiQL has noticed. */
export async function write(page: Page, query: string, tab: string): Promise<void> {
  await page.evaluate((text) => {
    monaco.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('operation.graphql'))
      ?.setValue(text)
  }, query)
  await page.getByRole('tab', { name: tab }).waitFor()
}

/** The button to run something is there before what it runs. */
export async function ready(page: Page): Promise<void> {
  await page.locator('.graphiql-execute-button').waitFor()
  await page.waitForFunction(() =>
    monaco.editor
      .getModels()
      .find(({ uri }) => uri.path.endsWith('operation.graphql'))
      ?.getValue(),
  )
}
