// Starts the one-process shop as a child.
import { fileURLToPath } from 'node:url'
import type { Secrets } from '@supermarket/market/secrets.ts'
import type { Prepared } from '../prepare.ts'
import { openProfiledTarget } from './profiled-target.ts'
import type { Target } from './target.ts'

export type OneProcessOptions = { readonly databases: Prepared['urls']; readonly secrets: Secrets }

const main = fileURLToPath(new URL('one-process.main.ts', import.meta.url))

/** Ready when it resolves. */
export function openOneProcess(options: OneProcessOptions): Promise<Required<Target>> {
  return openProfiledTarget('the shop', main, options)
}
