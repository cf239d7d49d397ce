// A mutation of a test that must be done.
import type { GraphClient } from '@supermarket/testkit/graph-client.ts'

/** Runs a mutation of one input, and throws unless it was done. */
export async function done(
  graph: GraphClient,
  field: string,
  inputType: string,
  input: object,
): Promise<void> {
  const data = await graph.get<Record<string, { userErrors: object[] }>>(
    `mutation Do($input: ${inputType}!) { ${field}(input: $input) { userErrors { code message path } } }`,
    { input },
  )
  const refused = data[field]?.userErrors ?? []
  if (refused.length > 0) throw new Error(`${field} was refused: ${JSON.stringify(refused)}`)
}
