// One case: an operation over a generated supergraph, planned once, and what goes wrong while it runs.
import { operationFromDocument } from '@apollo/federation-internals'
import { prettyFormatQueryPlan, type QueryPlan } from '@apollo/query-planner'
import { type DocumentNode, parse, validate } from 'graphql'
import { buildOperation } from './operation/build-operation.ts'
import type { OperationChoices } from './operation/choices.ts'
import { type Outage, outageOf } from './run/outage.ts'
import type { World } from './world.ts'

export type Case = {
  readonly world: World
  readonly text: string
  readonly document: DocumentNode
  readonly variables: Readonly<Record<string, unknown>>
  readonly plan: QueryPlan
  readonly outage: Outage | undefined
}

/** Undefined when Apollo's planner refuses the operation. Throws when the generator made one that is not valid. */
export function createCase(world: World, choices: OperationChoices): Case | undefined {
  const { text, variables } = buildOperation(world.schemas.apiSchema, choices, world.inputs)
  const document = parse(text)
  const [problem] = validate(world.schemas.apiSchema, document)
  if (problem)
    throw new TypeError(`the generator made an operation that is not valid: ${problem.message}\n${text}`)
  const plan = planOf(world, document, choices.labels)
  return plan && { world, text, document, variables, plan, outage: outageOf(world.graph.subgraphs, choices) }
}

function planOf(
  { graph, internalApiSchema, planner }: World,
  document: DocumentNode,
  bits: number,
): QueryPlan | undefined {
  const overrideConditions = new Map(
    graph.labels.map((label, i): [string, boolean] => [label, ((bits >> i) & 1) === 1]),
  )
  try {
    return planner.buildQueryPlan(operationFromDocument(internalApiSchema, document, {}), {
      overrideConditions,
    })
  } catch {
    return undefined
  }
}

export function describeCase({ world, text, variables, plan, outage }: Case): string {
  return [
    ...[...world.subgraphs.values()].map(({ name, sdl }) => `# subgraph ${name}\n${sdl}`),
    `# supergraph\n${world.supergraphSdl}`,
    `# operation\n${text}`,
    `# variables\n${JSON.stringify(variables)}`,
    `# plan\n${prettyFormatQueryPlan(plan)}`,
    `# outage\n${JSON.stringify(outage ?? null)}, rates ${JSON.stringify(world.graph.rates)}`,
  ].join('\n\n')
}
