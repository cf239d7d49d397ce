// One operation of a document and the fragments that it reaches, without the others.
import {
  type DocumentNode,
  type FragmentDefinitionNode,
  Kind,
  type OperationDefinitionNode,
  visit,
} from 'graphql'

/** The operation comes first. Throws when there is none of that name, or when none is named and there are several. */
export function selectDefinitions(
  document: DocumentNode,
  operationName: string | undefined,
): readonly (OperationDefinitionNode | FragmentDefinitionNode)[] {
  const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
  const wanted = operationName ? operations.filter((node) => node.name?.value === operationName) : operations
  const [operation] = wanted
  if (operation === undefined || wanted.length > 1) {
    throw new Error(operationName ? `There is no operation ${operationName}.` : 'There is not one operation.')
  }
  const fragments = new Map(
    document.definitions
      .filter((node) => node.kind === Kind.FRAGMENT_DEFINITION)
      .map((node) => [node.name.value, node]),
  )
  const reached = new Map<string, FragmentDefinitionNode>()
  const follow = (node: OperationDefinitionNode | FragmentDefinitionNode) => {
    visit(node, {
      FragmentSpread({ name: { value } }) {
        const fragment = fragments.get(value)
        if (fragment === undefined || reached.has(value)) return
        reached.set(value, fragment)
        follow(fragment)
      },
    })
  }
  follow(operation)
  return [operation, ...reached.values()]
}
