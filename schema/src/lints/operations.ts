// The documents of the known clients are valid, and each operation can be told from the others in logs and metrics.
import { type GraphQLSchema, Kind, validate } from 'graphql'
import type { OperationFile } from '../load.ts'

/** `api` is the client's schema. */
export function lintOperations(api: GraphQLSchema, files: readonly OperationFile[]): readonly string[] {
  const homes = new Map<string, string>()
  return files.flatMap(({ name: file, document }) => {
    const invalid = validate(api, document).map((error) => `operations/${file}: ${error.message}`)
    const operations = document.definitions.filter((node) => node.kind === Kind.OPERATION_DEFINITION)
    const misnamed = operations.flatMap((operation) => {
      const name = operation.name?.value
      if (name === undefined) return [`operations/${file}: an operation has no name.`]
      const home = homes.get(name)
      homes.set(name, home ?? file)
      return home === undefined
        ? []
        : [`operations/${file}: ${name} is an operation of operations/${home} too.`]
    })
    return [...invalid, ...misnamed]
  })
}
