// JSON text of an answer. What the executor has written is taken as it stands: only errors and extensions are printed.
import type { GraphQLError, GraphQLFormattedError } from 'graphql'
import type { AnswerPart } from './streamed-data.ts'

/**
 * Makes of errors what the client may see, as the server's `formatError` does for answers in one piece. No hook of the
 * pipeline sees these errors: faults are logged here or nowhere. The context value is undefined where a request was
 * refused before it had one.
 */
export type FormatErrors = (
  errors: readonly GraphQLError[],
  contextValue: unknown,
) => readonly GraphQLFormattedError[]

/** As Apollo Server does without `formatError`: everything is told, and who has no code gets one. */
export const formatErrorsPlainly: FormatErrors = (errors) =>
  errors.map((error) => {
    const { http: _head, ...extensions } = error.extensions
    return { ...error.toJSON(), extensions: { code: 'INTERNAL_SERVER_ERROR', ...extensions } }
  })

/** JSON text of a list of errors. Never throws. */
export type ErrorsJson = (errors: readonly GraphQLError[]) => string

const unprintable = JSON.stringify([
  { message: 'Internal server error', extensions: { code: 'INTERNAL_SERVER_ERROR' } },
])

export function errorsJsonWith(formatErrors: FormatErrors, contextValue: () => unknown): ErrorsJson {
  return (errors) => {
    try {
      return JSON.stringify(formatErrors(errors, contextValue()))
    } catch {
      // As Apollo Server does when `formatError` throws.
      return unprintable
    }
  }
}

/** Errors first, so that a reader knows of them before it reads the data. */
export function answerJson({ dataJson, errors, extensions }: AnswerPart, errorsJson: ErrorsJson): string {
  const members: string[] = []
  if (errors !== undefined && errors.length > 0) members.push(`"errors":${errorsJson(errors)}`)
  if (dataJson !== undefined) members.push(`"data":${dataJson}`)
  if (extensions !== undefined) members.push(`"extensions":${JSON.stringify(extensions)}`)
  return `{${members.join(',')}}`
}
