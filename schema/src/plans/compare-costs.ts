// What the gateway's demand control estimates for every stored operation, before and now: by its own rules, so that a
// change that makes it refuse a client is seen before it is deployed.
import { compileCost } from '@supermarket/engine/demand/compile-cost.ts'
import { type CostRules, costRules } from '@supermarket/engine/demand/cost-rules.ts'
import { estimateCost } from '@supermarket/engine/demand/estimate-cost.ts'
import {
  buildSchema,
  getNamedType,
  isInputType,
  Kind,
  type OperationDefinitionNode,
  typeFromAST,
} from 'graphql'
import { longestPage } from '../limits.ts'
import type { OperationFile } from '../load.ts'

export type CostComparison = {
  readonly operation: string
  readonly file: string
  /** With its longest pages; absent where nothing is known of it. Infinity when it cannot be bounded. */
  readonly before?: number
  readonly after: number
  /** Lists of which now nobody can tell how long they are, by the arguments that would tell: the gateway refuses them. */
  readonly unsized: readonly string[]
}

type Estimates = ReadonlyMap<string, CostComparison>

/** Supergraphs as SDL; `before` is undefined where nothing is known of it. */
export function compareCosts(
  before: string | undefined,
  after: string,
  files: readonly OperationFile[],
): readonly CostComparison[] {
  const known: Estimates = before === undefined ? new Map() : estimatesBy(before, files)
  return [...estimatesBy(after, files).values()].map((now) => {
    const old = known.get(now.operation)
    return old === undefined ? now : { ...now, before: old.after }
  })
}

const trusted = { assumeValid: true, assumeValidSDL: true, noLocation: true }

function estimatesBy(supergraphSdl: string, files: readonly OperationFile[]): Estimates {
  const rules = costRules(buildSchema(supergraphSdl, trusted))
  const estimates = new Map<string, CostComparison>()
  for (const { name, document } of files) {
    for (const node of document.definitions) {
      if (node.kind !== Kind.OPERATION_DEFINITION || node.name === undefined) continue
      const operationName = node.name.value
      const compiled = compileCost(rules, { document, operationName })
      if (compiled === undefined) continue
      const { cost, unsized } = estimateCost(compiled, longestPages(node, rules))
      estimates.set(operationName, {
        operation: operationName,
        file: `operations/${name}`,
        after: cost,
        unsized,
      })
    }
  }
  return estimates
}

/** Whole numbers are how clients size their pages; more than the longest page nobody gets. */
function longestPages(
  { variableDefinitions = [] }: OperationDefinitionNode,
  { schema }: CostRules,
): Readonly<Record<string, number>> {
  const sizes = variableDefinitions.flatMap(({ variable, type }) => {
    const given = typeFromAST(schema, type)
    return isInputType(given) && getNamedType(given).name === 'Int'
      ? [[variable.name.value, longestPage] as const]
      : []
  })
  return Object.fromEntries(sizes)
}
