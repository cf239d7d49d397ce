// A process that merges the recordings in the folder of its first argument at the instant of its second, and stands still
// where a file is no recording until something comes over its standard input.
import { readSync, writeSync } from 'node:fs'
import { compactTraffic } from './compact-traffic.ts'

const [folder = '', now = ''] = process.argv.slice(2)
const standStill = () => {
  writeSync(1, 'standing')
  readSync(0, Buffer.alloc(1))
}
await compactTraffic({ folder, now: Number(now), onBroken: standStill })
