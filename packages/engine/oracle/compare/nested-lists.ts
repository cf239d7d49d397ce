// Whether two fetches of a plan bring parts of one list of lists. Stock merges lists item by item, but not the lists
// in a list: what came last takes the place of what came first.
import type { PlanNode, ResponsePath } from '@apollo/query-planner'
import { type GraphQLSchema, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql'
import type { Case } from '../case.ts'

export function mergesNestedLists({ plan, world }: Case): boolean {
  const { node } = plan
  if (!node || node.kind === 'Subscription') return false
  const paths = nestedLists(node, [], world.schemas.supergraphSchema)
  return new Set(paths).size < paths.length
}

/** Dotted paths of response names, each once for every fetch that brings the list. */
function nestedLists(node: PlanNode | undefined, path: ResponsePath, schema: GraphQLSchema): string[] {
  switch (node?.kind) {
    case 'Fetch':
      return fetchedLists(node.operation, path.filter((step) => step !== '@').map(String), schema)
    case 'Flatten':
      return nestedLists(node.node, [...path, ...node.path], schema)
    case 'Sequence':
    case 'Parallel':
      return node.nodes.flatMap((child) => nestedLists(child, path, schema))
    case 'Condition':
      return [node.ifClause, node.elseClause].flatMap((child) => nestedLists(child, path, schema))
    default:
      return []
  }
}

function fetchedLists(operation: string, prefix: readonly string[], schema: GraphQLSchema): string[] {
  const trail = [...prefix]
  const found = new Set<string>()
  const types = new TypeInfo(schema)
  const look = {
    Field: {
      enter({ alias, name, selectionSet }) {
        if (name.value === '_entities') return
        trail.push((alias ?? name).value)
        if (selectionSet && String(types.getType()).includes('[[')) found.add(trail.join('.'))
      },
      leave({ name }) {
        if (name.value !== '_entities') trail.pop()
      },
    },
  } satisfies Parameters<typeof visitWithTypeInfo>[1]
  visit(parse(operation, { noLocation: true }), visitWithTypeInfo(types, look))
  return [...found]
}
