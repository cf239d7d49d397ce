// Reads @cost, @listSize and @requires of single elements of a supergraph.
import { type GraphQLSchema, Kind, parse, type SelectionSetNode } from 'graphql'
import { applicationsOf, linkedDirective, type SchemaElement } from '../policy/linked-directive.ts'
import type { JsonObject } from '../transport/subgraph-transport.ts'

export type ListSize = {
  readonly assumedSize: number | undefined
  readonly slicingArguments: readonly string[]
  readonly sizedFields: readonly string[]
  readonly requireOneSlicingArgument: boolean
}

/** Stands for a list without @listSize beside others that have one. */
export const defaultSize: ListSize = {
  assumedSize: undefined,
  slicingArguments: [],
  sizedFields: [],
  requireOneSlicingArgument: false,
}

export type CostDirectives = {
  readonly weight: (element: SchemaElement) => number | undefined
  readonly listSizes: (field: SchemaElement) => readonly ListSize[]
  /** What one or another subgraph needs for the field; throws a GraphQLError when that cannot be parsed. */
  readonly requires: (field: SchemaElement) => readonly SelectionSetNode[]
}

export function costDirectives(schema: GraphQLSchema): CostDirectives {
  const cost = linkedDirective(schema, 'cost', 'cost')
  const listSize = linkedDirective(schema, 'cost', 'listSize')
  const joinField = linkedDirective(schema, 'join', 'field')
  return {
    weight(element) {
      const [applied] = applicationsOf(element, cost)
      return typeof applied?.weight === 'number' ? applied.weight : undefined
    },
    listSizes: (field) => applicationsOf(field, listSize).map(sizeOf),
    requires: (field) =>
      applicationsOf(field, joinField).flatMap(({ requires }) =>
        typeof requires === 'string' ? fieldSet(requires) : [],
      ),
  }
}

function sizeOf({
  assumedSize,
  slicingArguments,
  sizedFields,
  requireOneSlicingArgument,
}: JsonObject): ListSize {
  return {
    assumedSize: typeof assumedSize === 'number' ? assumedSize : undefined,
    slicingArguments: namesOf(slicingArguments),
    sizedFields: namesOf(sizedFields),
    requireOneSlicingArgument: requireOneSlicingArgument !== false,
  }
}

function namesOf(value: unknown): readonly string[] {
  return Array.isArray(value) ? value.filter((name) => typeof name === 'string') : []
}

function fieldSet(text: string): SelectionSetNode[] {
  const { definitions } = parse(`{ ${text} }`, { noLocation: true })
  return definitions.flatMap((each) => (each.kind === Kind.OPERATION_DEFINITION ? [each.selectionSet] : []))
}
