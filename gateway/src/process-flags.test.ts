import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { processFlags } from './process-flags.ts'

test('`npm run gateway` starts with them', () => {
  const { scripts } = JSON.parse(readFileSync(new URL('../../package.json', import.meta.url), 'utf8'))
  expect(scripts.gateway).toBe(`node ${processFlags.join(' ')} gateway/src/main.ts`)
})
