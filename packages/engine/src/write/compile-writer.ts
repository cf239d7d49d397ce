// The answer of an operation as a function from what the fetches brought to JSON text, exactly in the shape that the
// client asked for. One writer per operation and per values of its @skip and @include variables.
import {
  type FieldNode,
  type GraphQLError,
  isCompositeType,
  isObjectType,
  type OperationDefinitionNode,
  type SelectionSetNode,
} from 'graphql'
import type { JsonObject } from '../transport/subgraph-transport.ts'
import { closeBuffer, openBuffer, writeBytes } from './json-buffer.ts'
import { objectWriter, rootWriter, type WriterOptions } from './object-writer.ts'
import type { Output, Trail } from './output.ts'

export type Written = {
  /** JSON text; `null` when a null reached the root. */
  readonly dataJson: string
  /** See `ExecutionAnswer`. */
  readonly answerJson: string
  /** What had to be nulled to fit the schema, when asked for. */
  readonly problems: readonly GraphQLError[]
}

export type WriteAnswer = (object: JsonObject, options: WriteOptions) => Written

export type WriteOptions = {
  readonly introspect: (field: FieldNode) => string
  /** Tells each problem with its path; costs a second pass when there are some. */
  readonly tellProblems: boolean
  /** Whether every string is ASCII and needs no escapes. */
  readonly plain: boolean
}

export function compileWriter(operation: OperationDefinitionNode, options: WriterOptions): WriteAnswer {
  const { schema } = options.operation
  const rootType = schema.getRootType(operation.operation)
  if (!rootType) throw new TypeError(`the graph has no ${operation.operation} type`)
  return inTwoPasses(rootWriter(rootType, [{ set: operation.selectionSet, parent: rootType.name }], options))
}

export type WrittenPart = {
  readonly selection: SelectionSetNode
  /** Name of the type that the selection is written for. */
  readonly parent: string
  /** Dotted key path at which its objects stand. */
  readonly path: string
}

/** The writer of a deferred part; problems have paths that begin at its object. */
export function compilePartWriter(part: WrittenPart, options: WriterOptions): WriteAnswer {
  const declared = options.operation.schema.getType(part.parent)
  if (!isCompositeType(declared)) throw new TypeError(`${part.parent} is no type of objects`)
  const selected = [{ set: part.selection, parent: part.parent }]
  if (part.path === '' && isObjectType(declared)) return inTwoPasses(rootWriter(declared, selected, options))
  const where = () => `a deferred part of ${part.parent}`
  return inTwoPasses(objectWriter({ declared, selected, path: part.path, where }, options))
}

function inTwoPasses(write: (object: JsonObject, out: Output) => boolean): WriteAnswer {
  return (object, { introspect, tellProblems, plain }) => {
    const out: Output = {
      ...openBuffer(plain),
      problems: 0,
      trail: undefined,
      written: new Map(),
      introspect,
    }
    writeBytes(out, answerStart)
    const stands = write(object, out)
    writeBytes(out, answerEnd)
    const text = closeBuffer(out)
    const answerJson = stands ? text : nullAnswer
    // A part of a text is no copy of it.
    const dataJson = answerJson.slice(answerStart.length, -answerEnd.length)
    if (out.problems === 0 || !tellProblems) return { dataJson, answerJson, problems: [] }
    const trail: Trail = { path: [], errors: [] }
    write(object, { ...openBuffer(plain), problems: 0, trail, written: new Map(), introspect })
    return { dataJson, answerJson, problems: trail.errors }
  }
}

/** Around the data: put there afterwards, they would cost a copy of the whole text. */
const answerStart = Buffer.from('{"data":')
const answerEnd = Buffer.from('}\n')
const nullAnswer = '{"data":null}\n'
