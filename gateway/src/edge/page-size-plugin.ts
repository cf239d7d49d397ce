// `first` out of 1–100 is refused with 400 before any fetch; the subgraphs refuse it again.
import type { ApolloServerPlugin } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import { type DocumentNode, Kind, type OperationDefinitionNode, type ValueNode, visit } from 'graphql'
import type { GatewayContext } from '../context.ts'

/** The values given as `first` anywhere in a document; looked up once per document. */
const pageSizes = new WeakMap<DocumentNode, readonly ValueNode[]>()

export function pageSizePlugin(maxSize: number): ApolloServerPlugin<GatewayContext> {
  return {
    async requestDidStart() {
      return {
        async didResolveOperation({ document, operation, request }) {
          for (const value of pageSizesOf(document)) {
            const size = sizeOf(value, operation, request.variables)
            if (size !== undefined && (size < 1 || size > maxSize)) throw badPageSize(maxSize)
          }
        },
      }
    },
  }
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
  operation: OperationDefinitionNode | undefined,
  variables: Readonly<Record<string, unknown>> = {},
): number | undefined {
  if (value.kind === Kind.INT) return Number(value.value)
  if (value.kind !== Kind.VARIABLE) return undefined
  const name = value.name.value
  const given = variables[name]
  if (given !== undefined) return typeof given === 'number' ? given : undefined
  const declared = operation?.variableDefinitions?.find(({ variable }) => variable.name.value === name)
  return declared?.defaultValue?.kind === Kind.INT ? Number(declared.defaultValue.value) : undefined
}

function badPageSize(maxSize: number): GraphError {
  return new GraphError('BAD_USER_INPUT', `first must be between 1 and ${maxSize}.`, { httpStatus: 400 })
}
