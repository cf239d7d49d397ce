// Data rewrites that the planner attaches to fetches: set a value (the interface's name as `__typename` of a
// representation), or give a key its name back (a field that the planner had to alias).
import type { FetchDataRewrite } from '@apollo/query-planner'
import type { GraphQLSchema } from 'graphql'
import { isObject, readOwn, writeOwn } from './own.ts'
import type { ErrorPath } from './subgraph-errors.ts'
import { type TypeTest, typeTest } from './type-conditions.ts'

export type Rewrite = (value: unknown) => void

type Step = { readonly field: string } | { readonly test: TypeTest }

const fragmentPrefix = '... on '

/** One function for all rewrites of a fetch; undefined when there are none. */
export function compileRewrites(
  rewrites: readonly FetchDataRewrite[] | undefined,
  schema: GraphQLSchema,
): Rewrite | undefined {
  if (!rewrites || rewrites.length === 0) return undefined
  const compiled = rewrites.map((rewrite) => compileRewrite(rewrite, schema))
  return (value) => {
    for (const rewrite of compiled) rewrite(value)
  }
}

export type RenamePath = (path: ErrorPath) => ErrorPath

/** The path of the data at which an error of the subgraph happened: with the names that the rewrites give back. */
export function compilePathRenaming(rewrites: readonly FetchDataRewrite[] = []): RenamePath {
  const names = new Map<string, string>()
  for (const rewrite of rewrites) {
    if (rewrite.kind !== 'KeyRenamer') continue
    const keys = rewrite.path.filter((element) => !element.startsWith(fragmentPrefix))
    names.set(keys.join('.'), rewrite.renameKeyTo)
  }
  if (names.size === 0) return (path) => path
  return (path) => {
    const keys: string[] = []
    return path.map((element) => {
      if (typeof element === 'number') return element
      keys.push(element)
      return names.get(keys.join('.')) ?? element
    })
  }
}

function compileRewrite(rewrite: FetchDataRewrite, schema: GraphQLSchema): Rewrite {
  const steps = rewrite.path.slice(0, -1).map((element) => stepOf(element, schema))
  const name = rewrite.path.at(-1)
  if (name === undefined || name.startsWith(fragmentPrefix)) return () => {}
  return (value) => rewriteAt(value, steps, 0, { rewrite, name })
}

function stepOf(element: string, schema: GraphQLSchema): Step {
  return element.startsWith(fragmentPrefix)
    ? { test: typeTest(schema, element.slice(fragmentPrefix.length)) }
    : { field: element }
}

type Change = { readonly rewrite: FetchDataRewrite; readonly name: string }

function rewriteAt(value: unknown, steps: readonly Step[], index: number, change: Change): void {
  if (Array.isArray(value)) {
    for (const item of value) rewriteAt(item, steps, index, change)
    return
  }
  if (!isObject(value)) return
  const step = steps[index]
  if (step === undefined) {
    applyChange(value, change)
    return
  }
  if ('field' in step) {
    rewriteAt(readOwn(value, step.field), steps, index + 1, change)
    return
  }
  // An object that does not tell its type may be of any.
  const typename = readOwn(value, '__typename')
  if (!typename || step.test(typename)) rewriteAt(value, steps, index + 1, change)
}

function applyChange(object: Record<string, unknown>, { rewrite, name }: Change): void {
  if (rewrite.kind === 'ValueSetter') {
    writeOwn(object, name, rewrite.setValueTo)
    return
  }
  const value = readOwn(object, name)
  if (value === undefined) return
  writeOwn(object, rewrite.renameKeyTo, value)
  object[name] = undefined
}
