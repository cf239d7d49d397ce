// Where the objects of a deferred part stand: a path of response names and type conditions, through lists.
import type { GraphQLSchema } from 'graphql'
import { isObject, readOwn } from '../execute/own.ts'
import type { Located } from '../execute/positions.ts'
import { type TypeTest, typeTest } from '../execute/type-conditions.ts'
import type { PlannedNames } from '../names/planned-names.ts'
import type { JsonObject } from '../transport/subgraph-transport.ts'

export type QueryPath = {
  /** Dotted key path of the data. */
  readonly keys: string
  /** With the client's paths. */
  readonly locate: (root: JsonObject) => Located[]
}

type Step = { readonly name: string; readonly clientName: string } | { readonly test: TypeTest }

/** Of an element that is a type condition. */
export const fragmentPrefix = '... on '

export type QueryPathOptions = { readonly schema: GraphQLSchema; readonly names: PlannedNames }

export function compileQueryPath(path: readonly string[], { schema, names }: QueryPathOptions): QueryPath {
  const steps = path.map(
    (element): Step =>
      element.startsWith(fragmentPrefix)
        ? { test: typeTest(schema, element.slice(fragmentPrefix.length)) }
        : { name: element, clientName: names.clientName(element) },
  )
  return {
    keys: steps.flatMap((step) => ('name' in step ? [step.name] : [])).join('.'),
    locate(root) {
      const found: Located[] = []
      walk(root, { steps, index: 0, trail: [] }, found)
      return found
    },
  }
}

type Walk = { readonly steps: readonly Step[]; readonly index: number; readonly trail: Located['path'] }

function walk(value: unknown, { steps, index, trail }: Walk, found: Located[]): void {
  if (Array.isArray(value)) {
    for (const [i, item] of value.entries()) walk(item, { steps, index, trail: [...trail, i] }, found)
    return
  }
  if (!isObject(value)) return
  const step = steps[index]
  if (step === undefined) found.push({ object: value, path: trail })
  else if ('name' in step) {
    walk(readOwn(value, step.name), { steps, index: index + 1, trail: [...trail, step.clientName] }, found)
  } else {
    // An object that does not tell its type is of the only one that it can be.
    const typename = readOwn(value, '__typename')
    if (typename === undefined || step.test(typename)) walk(value, { steps, index: index + 1, trail }, found)
  }
}
