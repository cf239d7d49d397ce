import { expect, test } from 'vitest'
import { serverOptions, sharedBuffers } from './settings.ts'

test.each([
  [1, '256MB'],
  [4, '256MB'],
  [16, '1024MB'],
  [24, '1536MB'],
  [64, '2048MB'],
])('with %i GiB of memory PostgreSQL has %s of buffers', (gibibytes, buffers) => {
  expect(sharedBuffers(gibibytes * 2 ** 30)).toBe(buffers)
})

test('tests stay small, whatever the machine', () => {
  expect(serverOptions({ durability: 'throwaway', port: 5432 })).toContain('-c shared_buffers=128MB')
})
