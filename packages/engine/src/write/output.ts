// What the writers of one answer write to, and how they tell what they had to leave out. The first pass only counts
// problems; a second one, made when somebody will read them, keeps track of paths. So the common answer pays nothing.
import { type FieldNode, GraphQLError } from 'graphql'

export type Output = {
  text: string
  problems: number
  /** Only in the second pass. */
  readonly trail: Trail | undefined
  /** JSON text of objects that several parents share, by writer. */
  readonly written: Map<WriteValue, Map<object, string>>
  /** Answers a `__schema` or `__type` field with JSON text. */
  readonly introspect: (field: FieldNode) => string
}

export type Trail = { readonly path: (string | number)[]; readonly errors: GraphQLError[] }

/**
 * Adds the value to the text. False when there is a null where none may be: what was added is then worthless, and
 * whoever can be null takes the text back to where it was.
 */
export type WriteValue = (value: unknown, out: Output) => boolean

export function problem(out: Output, message: () => string): false {
  out.problems++
  if (out.trail) {
    const { path, errors } = out.trail
    errors.push(new GraphQLError(message(), { path: [...path], extensions: { code: 'INVALID_GRAPHQL' } }))
  }
  return false
}
