// `__schema` and `__type` beside data: answered by graphql-js from the API schema.
import {
  type DocumentNode,
  executeSync,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLSchema,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'

export type IntrospectOptions = {
  readonly schema: GraphQLSchema
  readonly operation: OperationDefinitionNode
  readonly fragments: readonly FragmentDefinitionNode[]
  readonly variables: Readonly<Record<string, unknown>>
}

/** The field's value as JSON text. */
export function introspect(field: FieldNode, options: IntrospectOptions): string {
  const { data, errors } = executeSync({
    schema: options.schema,
    document: documentFor(field, options),
    variableValues: options.variables,
  })
  if (errors?.[0]) throw errors[0]
  const [value = null] = Object.values(data ?? {})
  return JSON.stringify(value)
}

/** Only variables that are used may be declared: graphql-js would coerce the others too. */
function documentFor(field: FieldNode, { operation, fragments }: IntrospectOptions): DocumentNode {
  const used = new Set<string>()
  for (const node of [field, ...fragments]) {
    visit(node, { Variable: ({ name }) => void used.add(name.value) })
  }
  const definition: OperationDefinitionNode = {
    kind: Kind.OPERATION_DEFINITION,
    operation: operation.operation,
    variableDefinitions: (operation.variableDefinitions ?? []).filter(({ variable }) =>
      used.has(variable.name.value),
    ),
    // Whether the field is wanted has been decided; its own directives would be decided once more.
    selectionSet: { kind: Kind.SELECTION_SET, selections: [{ ...field, directives: [] }] },
  }
  return { kind: Kind.DOCUMENT, definitions: [definition, ...fragments] }
}
