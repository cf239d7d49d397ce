import { expect, test } from 'vitest'
import { keepSettings, type PricingSettings } from './settings.ts'

const settings = (version: number): PricingSettings => ({ version, deliveryMethods: [], taxRates: [] })

test('settings are read once for a version, whoever asks at once, and again for a later one', async () => {
  let [inForce, reads] = [7, 0]
  const at = keepSettings(async () => {
    reads += 1
    return settings(inForce)
  })
  const answers = await Promise.all([at(7), at(5), at(7)])
  expect(answers.map(({ version }) => version)).toEqual([7, 7, 7])
  expect(reads).toBe(1)
  inForce = 8
  expect((await at(7)).version).toBe(7)
  expect(reads).toBe(1)
  expect((await at(8)).version).toBe(8)
  expect(reads).toBe(2)
})

test('a read that began before the version was in force is repeated', async () => {
  const answers = [settings(1), settings(2)]
  let reads = 0
  const at = keepSettings(async () => answers[reads++] ?? settings(2))
  const [old, latest] = await Promise.all([at(1), at(2)])
  expect([old.version, latest.version]).toEqual([1, 2])
  expect(reads).toBe(2)
})

test('a read that failed fails for those who waited for it, and is tried again by the next', async () => {
  let reads = 0
  const at = keepSettings(async () => {
    reads += 1
    if (reads === 1) throw new Error('down')
    return settings(1)
  })
  await expect(at(1)).rejects.toThrow('down')
  expect((await at(1)).version).toBe(1)
})
