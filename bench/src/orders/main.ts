// `npm run bench:orders`: measures lists of orders in growing tables and one hot variant, prints the tables and keeps
// them in bench/RESULTS.md.
import { join, relative, resolve } from 'node:path'
import { newSecrets } from '@supermarket/market/secrets.ts'
import { benchFolder, openCluster } from '../cluster.ts'
import { type BenchCommand, commandLine, runBench } from '../command.ts'
import { describeMachine, loadAverage } from '../machine.ts'
import { prepareDatabases } from '../prepare.ts'
import { writeSection } from '../results-file.ts'
import { fixedSecret } from '../session.ts'
import { measureGrowth } from './growth.ts'
import { measureHotVariant } from './hot-variant.ts'
import { type Books, copyShop, dropCopies, ensureOrders } from './ledgers.ts'
import { leastOrders, type OrdersOptions, readOptions, usage } from './options.ts'
import { type OrdersRun, renderReport } from './report.ts'

await runBench(main)

async function main(args: readonly string[], bench: BenchCommand): Promise<void> {
  const options = readOptions(args)
  if (options.help) return console.log(usage)
  const command = commandLine('bench:orders', args)
  const report = renderReport(await measure(options, command, bench))
  console.log(`\n${report}\n`)
  const file = outputFile(options)
  writeSection(file, 'orders', report)
  console.log(`The report is in ${relative(process.cwd(), file) || file}.`)
}

async function measure(
  options: OrdersOptions,
  command: string,
  { signal, onProgress }: BenchCommand,
): Promise<OrdersRun> {
  const loadBefore = loadAverage()
  const { sizes, crowds, rounds, windowMs, fresh } = options
  await using cluster = await openCluster(onProgress)
  // Signing keys in the database are sealed with the secret that it was filled with.
  const secrets = { ...newSecrets(), usersSecret: fixedSecret, ordersSecret: fixedSecret }
  const common = { cluster, secrets, signal, onProgress }
  const prepared = await prepareDatabases({ ...common, products: 1_000, fresh: false })
  const books: Books = { cluster, prepared, fresh, onProgress }
  const grown = await measureGrowth({ ...common, ...books, sizes, rounds, windowMs })
  const rushes = crowds.length === 0 ? [] : await rush(books, { ...common, crowds, windowMs })
  const machine = describeMachine(cluster.version)
  return { date: new Date(), command, machine, loadBefore, rounds, windowMs, grown, rushes }
}

async function rush(
  books: Books,
  options: Omit<Parameters<typeof measureHotVariant>[0], 'shop'>,
): ReturnType<typeof measureHotVariant> {
  const name = await ensureOrders({ ...books, fresh: false }, leastOrders)
  try {
    return await measureHotVariant({ ...options, shop: await copyShop(books, name) })
  } finally {
    await dropCopies(books.cluster)
  }
}

function outputFile({ output, isWhole }: OrdersOptions): string {
  if (output !== undefined) return resolve(output)
  return isWhole ? resolve(import.meta.dirname, '../../RESULTS.md') : join(benchFolder, 'ORDERS.md')
}
