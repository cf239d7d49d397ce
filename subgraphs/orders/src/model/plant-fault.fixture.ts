// `node plant-fault.fixture.ts NAME`: runs the model test over code with one fault, as vitest loads it; nothing is written.
// Ends with 0 when the model test found it, with 1 when it did not, and with 2 when it ended in any other way.
import { join } from 'node:path'
import { startVitest } from 'vitest/node'
import { type Fault, faults } from './faults.fixture.ts'

const root = join(import.meta.dirname, '../../../..')
const fault = faults.find(({ name }) => name === process.argv[2])
if (fault === undefined) {
  console.error('there is no such fault')
  process.exit(2)
}

// Found is found: nobody reads the shortest story.
process.env.MODEL_SHRINKS = 'no'
process.env.MODEL_LAST_MS = '480000'
let planted = 0
const vitest = await startVitest(
  'test',
  [join(import.meta.dirname, 'model.pg.test.ts')],
  // Code with a fault must not be kept for runs without it.
  { root, project: ['pg'], run: true, watch: false, reporters: [{}], fsModuleCache: false },
  { plugins: [planting(fault)] },
)
const messages = vitest.state
  .getFiles()
  .flatMap(({ tasks }) => tasks.flatMap(({ result }) => result?.errors?.map(({ message }) => message) ?? []))
await vitest.close()
const story = messages.find((message) => message.includes('Property failed after'))
if (planted !== 1) console.error(`the fault was planted ${planted} times`)
console.log(story ?? messages.join('\n'))
process.exit(planted !== 1 || (story === undefined && messages.length > 0) ? 2 : story === undefined ? 1 : 0)

function planting({ file, right, wrong }: Fault) {
  return {
    name: 'plant-fault',
    enforce: 'pre' as const,
    transform(code: string, id: string) {
      if (id.split('?', 1)[0] !== join(root, file)) return undefined
      if (code.split(right).length !== 2) throw new Error(`${file} does not have the place of the fault once`)
      planted += 1
      return code.replace(right, () => wrong)
    },
  }
}
