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
const violations = [...requireNamedBase(), ...(await checkContract({ contract, base, exceptions }))]
// Files cannot follow from a contract that does not hold: whether they are stale is only asked once it holds.
const findings = violations.length > 0 ? violations : await checkStale(contract)

if (findings.length > 0) {
  console.error(['The schema check failed:', ...findings.map((finding) => `- ${finding}`)].join('\n'))
  process.exitCode = 1
} else {
  const untold = base.kind === 'absent' ? ` Breaking changes were not checked: ${base.reason}.` : ''
  console.log(`The contract holds.${untold}`)
}

/** A base that somebody asked for must be there; the default one may be missing. */
function requireNamedBase(): readonly string[] {
  if (values.base === undefined || base.kind === 'found') return []
  return [`Breaking changes cannot be checked: ${base.reason}.`]
}
