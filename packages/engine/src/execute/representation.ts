// Representations: what an entity fetch sends of each object, as JSON text built by accessors that are known at plan
// time. The text is also what equal representations are recognised by.
import { getResponseName, type QueryPlanFieldNode, type QueryPlanSelectionNode } from '@apollo/query-planner'
import { type GraphQLSchema, isObjectType } from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { quote } from '../write/quote.ts'
import { merge } from './merge.ts'
import { isObject, type ReadProperty, readerOf, readOwn } from './own.ts'
import type { Rewrite } from './rewrites.ts'
import { typeTest } from './type-conditions.ts'

export type Representation = {
  /** As JSON text; undefined when the object lacks what the fetch requires and is left out. */
  readonly write: (object: JsonObject) => string | undefined
  /** Equal for objects with equal representations, undefined for one that is left out; cheaper than the text. */
  readonly identify: (object: JsonObject) => unknown
}

export type RepresentationOptions = {
  readonly schema: GraphQLSchema
  readonly inputRewrites: Rewrite | undefined
}

export function compileRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  options: RepresentationOptions,
): Representation {
  const [first, ...others] = options.inputRewrites ? [] : flatFragments(requires, options.schema)
  if (!first) return generalRepresentation(requires, options)
  if (others.length > 0) return oneOfSeveral([first, ...others], requires, options)
  const { test, write } = first
  const guarded: Write = (object) => (test(object.__typename) ? write(object) : undefined)
  return { write: guarded, identify: identifierOf(first) ?? guarded }
}

type Write = Representation['write']

function generalRepresentation(
  requires: readonly QueryPlanSelectionNode[],
  { schema, inputRewrites }: RepresentationOptions,
): Representation {
  const select = compileSelect(requires, schema)
  const write: Write = (object) => {
    const selected = select(object)
    if (!selected || !readOwn(selected, '__typename')) return undefined
    inputRewrites?.(selected)
    return JSON.stringify(selected)
  }
  // What stands for an interface's name has lost its own type: equal texts are not the same entity then.
  const identify: Write = (object) => {
    const text = write(object)
    return text === undefined || !inputRewrites ? text : `${readOwn(object, '__typename')} ${text}`
  }
  return { write, identify }
}

/** Usually one fragment applies to an object; where several do, their fields are merged. */
function oneOfSeveral(
  fragments: readonly FlatFragment[],
  requires: readonly QueryPlanSelectionNode[],
  options: RepresentationOptions,
): Representation {
  const general = generalRepresentation(requires, options)
  const write: Write = (object) => {
    const applying = fragments.filter(({ test }) => test(object.__typename))
    return applying.length > 1 ? general.write(object) : applying[0]?.write(object)
  }
  return { write, identify: write }
}

type FlatFragment = {
  readonly condition: string
  readonly test: (typename: unknown) => boolean
  readonly names: readonly string[]
  readonly isObjectType: boolean
  readonly write: Write
}

/** Plans ask for `... on T { __typename key … }`; none when something else is among the selections. */
function flatFragments(requires: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): FlatFragment[] {
  const fragments: FlatFragment[] = []
  for (const selection of requires) {
    if (selection.kind !== 'InlineFragment' || selection.typeCondition === undefined) return []
    const { typeCondition: condition, selections: fields } = selection
    if (!fields.every((field): field is QueryPlanFieldNode => field.kind === 'Field' && !field.selections)) {
      return []
    }
    const names = fields.map(getResponseName)
    if (!names.includes('__typename') || new Set(names).size < names.length) return []
    fragments.push({
      condition,
      test: typeTest(schema, condition),
      names,
      isObjectType: isObjectType(schema.getType(condition)),
      write: writeFlat(names),
    })
  }
  return fragments
}

/** Objects of one type with one key are told apart by the key's value alone. */
function identifierOf({ condition, names, isObjectType: isOneType }: FlatFragment): ReadProperty | undefined {
  const [key, ...others] = names.filter((name) => name !== '__typename')
  if (key === undefined || others.length > 0 || !isOneType) return undefined
  const read = readerOf(key)
  return (object) => (object.__typename === condition ? distinctly(read(object)) : undefined)
}

const mark = '\0'

/** A key may be a JSON scalar: lists and objects go by their marked text, and so do strings that look like one. */
function distinctly(value: unknown): unknown {
  const isMarked =
    typeof value === 'string' ? value.startsWith(mark) : typeof value === 'object' && value !== null
  return isMarked ? mark + JSON.stringify(value) : value
}

function writeFlat(names: readonly string[]): Write {
  const parts = names.map((name, index) => ({
    prefix: `${index === 0 ? '{' : ','}${JSON.stringify(name)}:`,
    read: readerOf(name),
  }))
  return (object) => {
    let text = ''
    for (const { prefix, read } of parts) {
      const value = read(object)
      if (value === undefined) return undefined
      text += prefix + (typeof value === 'string' ? quote(value) : JSON.stringify(value))
    }
    return `${text}}`
  }
}

type Select = (source: JsonObject) => JsonObject | null

/** An input that is not there was lost with an error that has been told already: the object is left out. */
function compileSelect(selections: readonly QueryPlanSelectionNode[], schema: GraphQLSchema): Select {
  const steps = selections.map((selection) =>
    selection.kind === 'Field' ? fieldStep(selection, schema) : fragmentStep(selection, schema),
  )
  return (source) => {
    const result: JsonObject = Object.create(null)
    for (const step of steps) if (!step(source, result)) return null
    return result
  }
}

type Step = (source: JsonObject, result: JsonObject) => boolean

function fieldStep(field: QueryPlanFieldNode, schema: GraphQLSchema): Step {
  const name = getResponseName(field)
  const read: ReadProperty = readerOf(name)
  const select = field.selections ? compileSelect(field.selections, schema) : undefined
  return (source, result) => {
    const value = read(source)
    if (value === undefined) return false
    result[name] = select ? selectIn(value, select) : value
    return true
  }
}

function selectIn(value: unknown, select: Select): unknown {
  if (Array.isArray(value)) return value.map((item) => selectIn(item, select))
  return isObject(value) ? select(value) : null
}

function fragmentStep(
  { typeCondition, selections }: QueryPlanSelectionNode & { kind: 'InlineFragment' },
  schema: GraphQLSchema,
): Step {
  if (typeCondition === undefined) return () => true
  const test = typeTest(schema, typeCondition)
  const select = compileSelect(selections, schema)
  return (source, result) => {
    const selected = test(readOwn(source, '__typename')) ? select(source) : null
    if (selected) merge(result, selected)
    return true
  }
}
