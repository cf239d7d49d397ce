// What had to be nulled to fit the schema, as two answers tell it.
import { operationFromDocument } from '@apollo/federation-internals'
import { type GraphQLOutputType, isInterfaceType, isListType, isNonNullType, isObjectType } from 'graphql'
import type { Case } from '../case.ts'
import type { Outcome } from '../run/outcome.ts'
import { type Seen, survey } from '../run/run-monolith.ts'
import { documentForStock } from '../run/stock-document.ts'
import { isSameBag, minus } from './bags.ts'
import { looksOf } from './looks.ts'
import { type Comparison, departs, differs, same } from './normalise.ts'
import type { Path } from './null-above.ts'
import { isOnlyOurs, isOnlyTheirs, type Scene, type Told } from './order-of-nulls.ts'

/** Paths only: stock's messages name types as the last selection saw them. */
export async function compareCompletion(given: Case, stock: Outcome, engine: Outcome): Promise<Comparison> {
  const [ofStock, ofEngine] = [stock.valueCompletion, engine.valueCompletion]
  if (isSameBag(ofStock, ofEngine)) return same
  // An empty answer is an error of ours, and beside errors nobody tells what had to be nulled.
  const saidNothing = stock.requests.some(({ outage }) => outage === 'says-nothing')
  if (saidNothing && stock.errors.length === 0 && ofEngine.length === 0) return same
  const told: Told = { stock: ofStock.map(pathOf), engine: ofEngine.map(pathOf) }
  const scene = await sceneOf(given, JSON.parse(stock.dataJson))
  const unexplained = [
    ...minus(ofEngine, ofStock).filter((text) => !isOnlyOurs(pathOf(text), told, scene)),
    ...minus(ofStock, ofEngine).filter((text) => !isOnlyTheirs(pathOf(text), told, scene)),
  ]
  return unexplained.length > 0
    ? differs(`other valueCompletion: ${unexplained.join(' ')}`)
    : departs('order of nulls')
}

function pathOf(text: string): Path {
  return JSON.parse(text) ?? []
}

async function sceneOf(given: Case, data: unknown): Promise<Scene> {
  const { document, world } = given
  const { seen, data: ordered } = await survey(given)
  const operation = operationFromDocument(
    world.internalApiSchema,
    documentForStock(document, world.schemas.apiSchema),
    { validate: false },
  )
  return { data, ordered, looks: looksOf(operation), isNonNull: (path) => isNonNullAt(path, seen, given) }
}

/** Items of a list have the wrappers that are left of their field's. */
function isNonNullAt(path: Path, seen: Seen, { world }: Case): boolean | undefined {
  const [typeName = '', fieldName = ''] = seen.get(JSON.stringify(path))?.field.split('.') ?? []
  const owner = world.schemas.apiSchema.getType(typeName)
  if (!isObjectType(owner) && !isInterfaceType(owner)) return undefined
  let type: GraphQLOutputType | undefined = owner.getFields()[fieldName]?.type
  for (let end = path.length; typeof path[end - 1] === 'number'; end--) type = itemType(type)
  return type && isNonNullType(type)
}

function itemType(type: GraphQLOutputType | undefined): GraphQLOutputType | undefined {
  const nullable = isNonNullType(type) ? type.ofType : type
  return isListType(nullable) ? nullable.ofType : undefined
}
