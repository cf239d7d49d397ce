// Everybody who is known to use the graph: the operations that are stored beside the schema, and recorded traffic.
import { type GraphQLSchema, Kind } from 'graphql'
import type { OperationFile } from '../load.ts'
import { listCoordinates } from '../traffic/list-coordinates.ts'
import type { ClientUse, Traffic } from '../traffic/traffic.ts'

export type KnownUse = {
  readonly operation: string
  readonly coordinates: ReadonlySet<string>
  readonly by: { readonly kind: 'stored'; readonly file: string } | ({ readonly kind: 'client' } & ClientUse)
}

/** `schemas` are those that the stored operations may be written for: the base's and the current one. */
export function listKnownUses(
  files: readonly OperationFile[],
  schemas: readonly GraphQLSchema[],
  traffic: Traffic | undefined,
): readonly KnownUse[] {
  return [...files.flatMap((file) => storedUses(file, schemas)), ...recordedUses(traffic)]
}

function storedUses(
  { name: file, document }: OperationFile,
  schemas: readonly GraphQLSchema[],
): readonly KnownUse[] {
  const names = document.definitions.flatMap((node) =>
    node.kind === Kind.OPERATION_DEFINITION && node.name ? [node.name.value] : [],
  )
  return names.map((operationName) => ({
    operation: operationName,
    coordinates: new Set(schemas.flatMap((schema) => listCoordinates({ schema, document, operationName }))),
    by: { kind: 'stored', file: `operations/${file}` },
  }))
}

function recordedUses(traffic: Traffic | undefined): readonly KnownUse[] {
  return (traffic?.operations ?? []).flatMap(({ name, coordinates, clients }) => {
    const used = new Set(coordinates)
    return clients.map((client) => ({
      operation: name,
      coordinates: used,
      by: { kind: 'client' as const, ...client },
    }))
  })
}
