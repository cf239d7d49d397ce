// Says which trusted documents a schema does not take, whenever one is served: they stay in the list and get the errors of
// validation when they are sent. One that no longer fits must not keep the others from being served.
import { setImmediate as nextTurn } from 'node:timers/promises'
import type { ApolloServerPlugin } from '@apollo/server'
import type { TrustedDocument } from '@supermarket/schema/documents/manifest.ts'
import { type GraphQLSchema, parse, validate } from 'graphql'
import type { Logger } from 'pino'
import type { GatewayContext } from '../context.ts'

const maxNames = 10

export function fittingPlugin(
  documents: readonly TrustedDocument[],
  log: Logger,
): ApolloServerPlugin<GatewayContext> {
  return {
    async serverWillStart() {
      return {
        schemaDidLoadOrUpdate({ apiSchema }) {
          void tellMisfits(documents, apiSchema, log)
        },
      }
    },
  }
}

/** Resolves with their names, when they have been told. */
export async function tellMisfits(
  documents: readonly TrustedDocument[],
  schema: GraphQLSchema,
  log: Logger,
): Promise<readonly string[]> {
  const misfits: string[] = []
  for (const { name, body } of documents) {
    // Requests come first.
    await nextTurn()
    if (!fits(body, schema)) misfits.push(name)
  }
  if (misfits.length === 0) return misfits
  const more = misfits.length > maxNames ? `, and ${misfits.length - maxNames} more` : ''
  log.warn(
    `${misfits.length} of ${documents.length} trusted documents do not fit the schema: ${misfits.slice(0, maxNames).join(', ')}${more}`,
  )
  return misfits
}

function fits(body: string, schema: GraphQLSchema): boolean {
  try {
    return validate(schema, parse(body)).length === 0
  } catch {
    return false
  }
}
