// Reads the options of a bench's command line.
import { type ParseArgsConfig, parseArgs } from 'node:util'
import { StartupError } from '@supermarket/service-kit/run-service.ts'

type Known = NonNullable<ParseArgsConfig['options']>

/** Throws a StartupError with one sentence for what it does not know. */
export function parseOptions<const Options extends Known>(args: readonly string[], options: Options) {
  try {
    return parseArgs({ args: [...args], options }).values
  } catch (error) {
    throw new StartupError(error instanceof Error ? error.message : String(error))
  }
}
