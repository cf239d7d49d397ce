// Puts `@defer` on some of the fragments of an operation, here and there under a condition.
import {
  type ConstDirectiveNode,
  type DocumentNode,
  type FragmentSpreadNode,
  type GraphQLSchema,
  type InlineFragmentNode,
  Kind,
  parse,
  TypeInfo,
  visit,
  visitWithTypeInfo,
} from 'graphql'
import { happens, hash } from '../data/hash.ts'

/** A Boolean variable with a default, which the operation gets in any case. */
export const laterVariable = 'later'

const [always, ifLater] = ['@defer', `@defer(if: $${laterVariable})`].map(directiveOf)

/** A mutation's root fields take effect in order, so nothing of them may be deferred. */
export function deferSome(document: DocumentNode, schema: GraphQLSchema, seed: string): DocumentNode {
  const types = new TypeInfo(schema)
  let count = 0
  const defer = (node: InlineFragmentNode | FragmentSpreadNode, parent: unknown) => {
    const here = `${seed} ${count++}`
    if (parent === schema.getMutationType() || !happens(`defer ${here}`, 600)) return undefined
    const directive = happens(`if ${here}`, 250) ? ifLater : always
    return { ...node, directives: [...(node.directives ?? []), ...(directive ? [directive] : [])] }
  }
  const deferred = visit(
    document,
    visitWithTypeInfo(types, {
      // The type info of an inline fragment is the one within.
      InlineFragment: (node) => defer(node, types.getParentType()),
      FragmentSpread: (node) => defer(node, types.getParentType()),
    }),
  )
  return withVariable(deferred, hash(`later ${seed}`) % 2 === 0)
}

function withVariable(document: DocumentNode, value: boolean): DocumentNode {
  const [definition] = parse(`query ($${laterVariable}: Boolean! = ${value}) { a }`).definitions
  const added = definition?.kind === Kind.OPERATION_DEFINITION ? (definition.variableDefinitions ?? []) : []
  return visit(document, {
    OperationDefinition: (node) => ({
      ...node,
      variableDefinitions: [...(node.variableDefinitions ?? []), ...added],
    }),
  })
}

function directiveOf(text: string): ConstDirectiveNode | undefined {
  const [definition] = parse(`{ ... ${text} { a } }`, { noLocation: true }).definitions
  const selection =
    definition?.kind === Kind.OPERATION_DEFINITION ? definition.selectionSet.selections[0] : undefined
  return selection?.directives?.[0] as ConstDirectiveNode | undefined
}
