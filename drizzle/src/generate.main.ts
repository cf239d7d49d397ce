// `npm run generate --workspace @supermarket/drizzle [-- --check] [-- --name add-coupons orders]`: writes migrations
// for changed tables; with --check writes nothing and fails when a service's tables and migrations differ.
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'
import { checkMigrations, type GenerateResult, generateMigration } from './generate.ts'
import { migrationsFolder, type Service } from './migrate.ts'

const services: readonly Service[] = ['users', 'products', 'orders']

const { values, positionals } = parseArgs({
  options: { check: { type: 'boolean', default: false }, name: { type: 'string' } },
  allowPositionals: true,
})
const unknown = positionals.filter((name) => !services.some((service) => service === name))
if (unknown.length > 0) {
  console.error(`unknown service: ${unknown.join(', ')}`)
  process.exit(2)
}

for (const service of services) {
  if (positionals.length > 0 && !positionals.includes(service)) continue
  const tables = fileURLToPath(new URL(`../${service}/tables.ts`, import.meta.url))
  const options = { tables, folder: migrationsFolder(service), name: values.name }
  const result = values.check ? checkMigrations(options) : generateMigration(options)
  if (report(service, result)) process.exitCode = 1
}

/** Whether it was a failure. */
function report(service: Service, { outcome, output }: GenerateResult): boolean {
  if (outcome === 'unchanged') {
    console.log(`${service}: tables and migrations agree`)
    return false
  }
  if (outcome === 'written' && !values.check) {
    console.log(`${service}: wrote ${/➜ (\S+)/.exec(output)?.[1] ?? 'a migration'}`)
    return false
  }
  const why = outcome === 'written' ? 'tables changed without a migration: npm run generate' : output
  console.error(`${service}: ${why}`)
  return true
}
