// A process that records ten requests for A into the folder of its first argument, says so once they are on disk, and then
// records and writes requests for B until it is killed.
import { createLog } from '@supermarket/service-kit/log.ts'
import { trafficRecorder } from './traffic-recorder.ts'

const [folder = ''] = process.argv.slice(2)
const log = createLog({ service: 'gateway', level: 'silent' })
const recorder = trafficRecorder({ folder, intervalMs: 2, log })

function record(name: string): void {
  const operation = { signature: name, name, coordinates: [`T.${name}`], inputs: [] }
  recorder.record({ operation, client: { name: 'web', version: '1' }, variables: {} })
}

for (let count = 0; count < 10; count += 1) record('A')
await recorder.flush()
setInterval(() => record('B'), 1)
process.stdout.write('written')
