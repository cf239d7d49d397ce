// Contexts (@context, @fromContext): values that a fetch takes from the objects around a position and sends as
// variables. The stock executor ignores them; here they mean what they mean to Apollo's Router.
import type { FetchDataKeyRenamer, ResponsePath } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { isObject, readOwn } from './own.ts'
import { typeTest } from './type-conditions.ts'

/** By position, the members that its context adds to the variables object, as JSON text without braces. */
export type ReadContexts = (root: JsonObject) => ReadonlyMap<JsonObject, string>

/** Reads a value off the objects that stand around a position, the root first and the position itself last. */
type ReadContext = (around: readonly JsonObject[]) => unknown

export function compileContexts(
  rewrites: readonly FetchDataKeyRenamer[],
  path: ResponsePath,
  schema: GraphQLSchema,
): ReadContexts {
  const readers = rewrites.map(({ renameKeyTo, path: source }) => ({
    name: renameKeyTo,
    read: compileReader(source, schema),
  }))
  return (root) => {
    const contexts = new Map<JsonObject, string>()
    walk(root, { path, index: 0, around: [] }, (around) => {
      const position = around.at(-1)
      if (position) contexts.set(position, membersOf(around, readers))
    })
    return contexts
  }
}

type NamedReader = { readonly name: string; readonly read: ReadContext }

/** Several rewrites may fill one variable, one for each type that can provide it: the first that finds a value does. */
function membersOf(around: readonly JsonObject[], readers: readonly NamedReader[]): string {
  const values = new Map<string, unknown>()
  for (const { name, read } of readers) {
    const value = values.has(name) ? undefined : read(around)
    if (value !== undefined) values.set(name, value)
  }
  return [...values].map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')
}

const fragmentPrefix = '... on '

function compileReader(source: readonly string[], schema: GraphQLSchema): ReadContext {
  const levels = source.filter((element) => element === '..').length
  const steps = source
    .slice(levels)
    .map((element) =>
      element.startsWith(fragmentPrefix)
        ? { test: typeTest(schema, element.slice(fragmentPrefix.length)) }
        : { name: element },
    )
  return (around) => {
    let value: unknown = around.at(-1 - levels)
    for (const step of steps) {
      if (!isObject(value)) return undefined
      if ('name' in step) value = readOwn(value, step.name)
      else {
        const typename = readOwn(value, '__typename')
        if (typename !== undefined && !step.test(typename)) return undefined
      }
    }
    return value
  }
}

type Walk = { readonly path: ResponsePath; readonly index: number; readonly around: readonly JsonObject[] }

function walk(value: unknown, { path, index, around }: Walk, found: (around: readonly JsonObject[]) => void) {
  if (Array.isArray(value)) {
    const next = path[index] === '@' ? index + 1 : index
    for (const item of value) walk(item, { path, index: next, around }, found)
    return
  }
  if (!isObject(value)) return
  const element = path[index]
  if (element === undefined) found([...around, value])
  else walk(readOwn(value, String(element)), { path, index: index + 1, around: [...around, value] }, found)
}
