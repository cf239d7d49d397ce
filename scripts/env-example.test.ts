// .env.example tells the truth: it names every variable that some config.ts reads, and none that nobody reads.
import { readFileSync } from 'node:fs'
import { variables as gateway } from '@supermarket/gateway/config.ts'
import { variables as market } from '@supermarket/market/config.ts'
import { variables as orders } from '@supermarket/orders/config.ts'
import { variables as products } from '@supermarket/products/config.ts'
import { variables as users } from '@supermarket/users/config.ts'
import { expect, it } from 'vitest'

const example = readFileSync(new URL('../.env.example', import.meta.url), 'utf8')
const named = [...example.matchAll(/^# ([A-Z][A-Z_]+)=(\S*)/gm)].map(([, name = '', value = '']) => ({
  name,
  value,
}))
const configs = [gateway, market, orders, products, users]

it('names every variable once, and no other', () => {
  const read = new Set(configs.flatMap((config) => Object.keys(config.shape)))
  expect(named.map(({ name }) => name).sort()).toEqual([...read].sort())
})

it('gives defaults that the configs take', () => {
  for (const { name, value } of named) {
    for (const config of configs.filter(({ shape }) => name in shape)) {
      if (value === '' || value.includes('…')) continue
      const field = config.shape[name as keyof typeof config.shape] as {
        safeParse(value: string): { success: boolean }
      }
      expect({ name, accepted: field.safeParse(value).success }).toEqual({ name, accepted: true })
    }
  }
})
