// What Apollo Server's `stringifyResult` option is for: writes an answer without parsing or printing its data again.
import type { FormattedExecutionResult } from 'graphql'
import { answerTextOf, jsonTextOf } from './json-data.ts'

/** Byte for byte what Apollo Server itself writes: members as they stand, absent ones left out, a newline at the end. */
export function stringifyResult(result: FormattedExecutionResult): string {
  const text = jsonTextOf(result.data)
  if (text === undefined) return `${JSON.stringify(result)}\n`
  const members: string[] = []
  for (const [name, value] of Object.entries(result)) {
    const json = name === 'data' ? text : JSON.stringify(value)
    if (json !== undefined) members.push(`${JSON.stringify(name)}:${json}`)
  }
  const [, ...beside] = members
  // Joining copies the data, which is most of it.
  return (beside.length === 0 && answerTextOf(result.data)) || `{${members.join(',')}}\n`
}
