// `first` out of 1–100 is refused with 400 before any fetch; the subgraphs refuse it again.
import type { ApolloServerPlugin } from '@apollo/server'
import { maxPageSize } from '@supermarket/service-kit/connection.ts'
import { badUserInput } from '@supermarket/service-kit/graph-error.ts'
import { type DocumentNode, GraphQLError, Kind, type ValueNode, visit } from 'graphql'
import type { GatewayContext } from '../context.ts'

/** The values given as `first` anywhere in a document; looked up once per document. */
const pageSizes = new WeakMap<DocumentNode, readonly ValueNode[]>()

export const pageSizePlugin: ApolloServerPlugin<GatewayContext> = {
  async requestDidStart() {
    return {
      async didResolveOperation({ document, request }) {
        for (const value of pageSizesOf(document)) {
          const size = sizeOf(value, request.variables)
          if (size !== undefined && (size < 1 || size > maxPageSize)) throw badPageSize()
        }
      },
    }
  },
}

function pageSizesOf(document: DocumentNode): readonly ValueNode[] {
  const known = pageSizes.get(document)
  if (known) return known
  const values: ValueNode[] = []
  visit(document, {
    Argument(node) {
      if (node.name.value === 'first') values.push(node.value)
    },
  })
  pageSizes.set(document, values)
  return values
}

function sizeOf(
  value: ValueNode,
  variables: Readonly<Record<string, unknown>> | undefined,
): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value)
  if (value.kind !== Kind.VARIABLE) return undefined
  const given = variables?.[value.name.value]
  return typeof given === 'number' ? given : undefined
}

function badPageSize(): GraphQLError {
  const { message, extensions } = badUserInput(`first must be between 1 and ${maxPageSize}.`)
  return new GraphQLError(message, { extensions: { ...extensions, http: { status: 400 } } })
}
