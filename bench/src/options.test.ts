import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'

describe('the command line of the bench', () => {
  test('without options is a whole run', () => {
    const options = readOptions([])
    expect(options).toMatchObject({
      products: [1_000, 1_000_000],
      topologies: ['one process', 'services'],
      isWhole: true,
      durations: { rounds: 3, loadMs: 5_000, aloneMs: 2_500, concurrency: 8 },
    })
    expect(options.scenarios.map(({ name }) => name)).toEqual([
      'floor',
      'page',
      'any-page',
      'slug',
      'history',
      'login',
      'checkout',
    ])
  })

  test('narrows the run, and a narrowed one is not whole', () => {
    expect(readOptions(['--quick'])).toMatchObject({
      products: [1_000],
      isWhole: false,
      durations: { rounds: 1, loadMs: 1_000 },
    })
    expect(readOptions(['--products', '5000', '--topology', 'services', '--concurrency', '2'])).toMatchObject(
      {
        products: [5_000],
        topologies: ['services'],
        isWhole: false,
        durations: { concurrency: 2 },
      },
    )
    expect(readOptions(['--seed', '2']).isWhole).toBe(true)
  })

  test('measures the floor with whatever is chosen', () => {
    expect(readOptions(['--scenario', 'slug']).scenarios.map(({ name }) => name)).toEqual(['floor', 'slug'])
  })

  test.each([
    [
      ['--scenario', 'sulg'],
      '--scenario knows floor, page, any-page, slug, history, login, checkout, not sulg.',
    ],
    [['--topology', 'cluster'], '--topology knows one process and services, not cluster.'],
    [['--products', '10'], '--products takes sizes between 1000 and 10000000.'],
    [['--rounds', '0'], '--rounds takes a whole number above 0, not 0.'],
    [['--seconds', '1.5'], '--seconds takes a whole number above 0, not 1.5.'],
  ])('refuses %j with one sentence', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })
})
