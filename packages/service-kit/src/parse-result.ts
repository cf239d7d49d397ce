// Whether what came over the wire is a GraphQL result: nothing else of a service's answer is ever looked at.
import type { FormattedExecutionResult } from 'graphql'

export function parseResult(value: unknown): FormattedExecutionResult | undefined {
  return isResult(value) ? value : undefined
}

function isResult(value: unknown): value is FormattedExecutionResult {
  if (!isRecord(value)) return false
  const { data, errors } = value
  if (errors !== undefined) return Array.isArray(errors) && errors.every(isFormattedError)
  return data === null || isRecord(data)
}

function isFormattedError(value: unknown): boolean {
  return (
    isRecord(value) &&
    typeof value.message === 'string' &&
    (value.path === undefined || Array.isArray(value.path)) &&
    (value.extensions === undefined || isRecord(value.extensions))
  )
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
