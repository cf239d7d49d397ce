// What resolvers of products see of a request, beside who asks.
import type { Connection } from '@supermarket/drizzle/connect.ts'
import type { RequestContext } from '@supermarket/service-kit/request-context.ts'
import { isStaff } from '@supermarket/service-kit/viewer.ts'
import { type ProductStatus, productStatuses } from './catalog/product.ts'
import { createLoaders, type Loaders } from './loaders.ts'

export type Context = RequestContext & {
  readonly connection: Connection
  readonly loaders: Loaders
  /** The product statuses that the viewer may see. */
  readonly visible: readonly ProductStatus[]
  readonly now: () => Date
}

const everybodys: readonly ProductStatus[] = ['ACTIVE']

export function contextFactory({ connection, now }: Pick<Context, 'connection' | 'now'>) {
  return (request: RequestContext): Context => {
    const visible = isStaff(request.viewer) ? productStatuses : everybodys
    return { ...request, connection, now, visible, loaders: createLoaders(connection, visible) }
  }
}
