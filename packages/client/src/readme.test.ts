// The README's imports are there, and its small client is small: no package is needed at run time by fetch and recipes.
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8')
const imports = [...readme.matchAll(/^import \{ (.+) \} from '(@supermarket\/client\/.+)'$/gm)]

test('every import of the README exists', async () => {
  expect(imports).toHaveLength(14)
  for (const [line, names = '', specifier = ''] of imports) {
    const exported = await import(specifier)
    for (const name of names.split(', ')) expect(exported, line).toHaveProperty(name)
  }
})

test('fetch and the recipes load nothing but files of this room', () => {
  const entries = [
    'fetch-graph',
    'connection',
    'recipes/browse',
    'recipes/cart',
    'recipes/checkout',
    'recipes/submit',
    'recipes/live-status',
  ]
  const seen = new Set<string>()
  const foreign: string[] = []
  const load = (url: URL) => {
    if (seen.has(url.href)) return
    seen.add(url.href)
    for (const [, specifier = ''] of readFileSync(url, 'utf8').matchAll(
      /^(?:import|export) (?!type )[^'";]* from '([^']+)'/gm,
    )) {
      if (specifier.startsWith('.')) load(new URL(specifier, url))
      else foreign.push(`${url.pathname} loads ${specifier}`)
    }
  }
  for (const entry of entries) load(new URL(`./${entry}.ts`, import.meta.url))
  expect(foreign).toEqual([])
  expect([...seen].some((href) => href.endsWith('/session/renewal.ts'))).toBe(true)
})
