// What the writers of one answer write to, and how they tell what they had to leave out. The first pass only counts
// problems; a second one, made when somebody will read them, keeps track of paths. So the common answer pays nothing.
import { type FieldNode, GraphQLError } from 'graphql'
import type { JsonBuffer } from './json-buffer.ts'

export type Output = JsonBuffer & {
  problems: number
  /** Only in the second pass. */
  readonly trail: Trail | undefined
  /** Where objects that several parents share have been written, by writer. */
  readonly written: Map<WriteValue, Map<object, Piece>>
  /** Answers a `__schema` or `__type` field with JSON text. */
  readonly introspect: (field: FieldNode) => string
}

/** Bytes of the output. */
export type Piece = { readonly start: number; readonly end: number }

export type Trail = { readonly path: (string | number)[]; readonly errors: GraphQLError[] }

/**
 * Adds the value to the text. False when there is a null where none may be: what was added is then worthless, and
 * whoever can be null takes the text back to where it was.
 */
export type WriteValue = (value: unknown, out: Output) => boolean

/** Forgets what was written from there on. */
export function takeBack(out: Output, length: number): void {
  out.length = length
  // Pieces may have stood there. Nulls that travel are rare: what is forgotten is written again.
  out.written.clear()
}

export function problem(out: Output, message: () => string): false {
  out.problems++
  if (out.trail) {
    const { path, errors } = out.trail
    errors.push(new GraphQLError(message(), { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }))
  }
  return false
}
