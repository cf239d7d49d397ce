// The documents of the known clients are valid, and each operation can be told from the others in logs and metrics.
import { type GraphQLSchema, Kind, validate } from 'graphql'
import type { OperationFile } from '../load.ts'

/** `api` is the client's schema. */
export function lintOperations(api: GraphQLSchema, files: readonly OperationFile[]): readonly string[] {
  const homes = new Map<string, string>()
  return files.flatMap(({ name: file, document }) => {
    const at = (line = 1) => `operations/${file}:${line}`
    const invalid = validate(api, document).map(
      ({ locations, message }) => `${at(locations?.[0]?.line)}: ${message}`,
    )
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    const misnamed = operations.flatMap((operation) => {
      const name = operation.name?.value
      const place = at(operation.loc?.startToken.line)
      if (name === undefined) return [`${place}: an operation has no name.`]
      const home = homes.get(name)
      homes.set(name, home ?? file)
      return home === undefined ? [] : [`${place}: ${name} is an operation of operations/${home} too.`]
    })
    return [...invalid, ...misnamed]
  })
}
