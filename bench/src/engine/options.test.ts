import { describe, expect, test } from 'vitest'
import { readOptions } from './options.ts'

describe("the command line of the engine's bench", () => {
  test('without options is a whole run, with memory read after a minute', () => {
    expect(readOptions([])).toEqual({
      peers: ['floor', 'stock', 'hive', 'hive-rust', 'engine'],
      durations: {
        rounds: 3,
        soakMs: 60_000,
        warmUpMs: 10_000,
        loadMs: 10_000,
        pacedMs: 5_000,
        concurrency: 10,
      },
      profile: false,
      help: false,
      output: undefined,
      isWhole: true,
    })
  })

  test('narrows the run, and a narrowed one is not whole', () => {
    expect(readOptions(['--quick'])).toMatchObject({
      isWhole: false,
      durations: { rounds: 1, loadMs: 2_000 },
    })
    expect(readOptions(['--peers', 'engine,stock'])).toMatchObject({
      isWhole: false,
      peers: ['floor', 'stock', 'engine'],
    })
    expect(readOptions(['--seconds', '4'])).toMatchObject({ durations: { soakMs: 24_000, pacedMs: 2_000 } })
  })

  test.each([
    [['--peers', 'hvie'], '--peers knows floor, stock, hive, hive-rust, engine, not hvie.'],
    [['--rounds', '0'], '--rounds takes a whole number above 0, not 0.'],
    [['--fast'], "Unknown option '--fast'"],
  ])('refuses %j with one sentence', (args, message) => {
    expect(() => readOptions(args)).toThrow(message)
  })
})
