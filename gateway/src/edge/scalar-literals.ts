// The executor takes any literal for a scalar and leaves it to a subgraph, which refuses the whole fetch as a document
// that does not validate: a fault, it would seem. So literals are held to the shop's scalars with the rest of the document.
import {
  GraphQLError,
  type GraphQLScalarType,
  getNamedType,
  type ValidationContext,
  type ValidationRule,
  type ValueNode,
} from 'graphql'

export type ScalarsByName = Readonly<Record<string, GraphQLScalarType>>

export function scalarLiterals(scalars: ScalarsByName): ValidationRule {
  return (context: ValidationContext) => {
    const check = (node: ValueNode): void => {
      const scalar = scalars[getNamedType(context.getInputType())?.name ?? '']
      const problem = scalar && problemOf(scalar, node)
      if (problem) context.reportError(new GraphQLError(problem, { nodes: node }))
    }
    return {
      BooleanValue: check,
      EnumValue: check,
      FloatValue: check,
      IntValue: check,
      ObjectValue: check,
      StringValue: check,
    }
  }
}

function problemOf(scalar: GraphQLScalarType, node: ValueNode): string | undefined {
  try {
    scalar.parseLiteral(node, {})
    return undefined
  } catch (error) {
    return error instanceof Error ? error.message : `This is no ${scalar.name}.`
  }
}
