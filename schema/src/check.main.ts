// `npm run schema:check [-- --base REF]`: tells every violation of the contract and exits 1, or says that it holds.
import { parseArgs } from 'node:util'
import { readBase } from './base.ts'
import { checkContract, checkStale } from './check.ts'
import { exceptions } from './exceptions.ts'
import { loadOperations, loadOwnSdl, loadSharedSdl } from './load.ts'

const { values } = parseArgs({ options: { base: { type: 'string' } } })
const base = await readBase(values.base ?? 'HEAD')
const contract = {
  shared: loadSharedSdl(),
  own: { users: loadOwnSdl('users'), products: loadOwnSdl('products'), orders: loadOwnSdl('orders') },
  operations: loadOperations(),
}
const violations = await checkContract({ contract, base, exceptions })
// A contract that does not hold cannot be told from its files: what is stale is only asked once it holds.
const findings = violations.length > 0 ? violations : await checkStale(contract)
const missingBase = base.kind === 'absent' ? `Breaking changes were not checked: ${base.reason}.` : undefined

if (missingBase !== undefined) console.log(missingBase)
if (findings.length > 0 || (missingBase !== undefined && values.base !== undefined)) {
  console.error(['The schema check failed:', ...findings.map((finding) => `- ${finding}`)].join('\n'))
  process.exitCode = 1
} else {
  console.log('The contract holds.')
}
