// What packages/client is generated from: the API schema and the stored operations. Types by graphql-codegen, documents
// as text and as syntax trees, and what the caches of Apollo Client and urql need to know of the types.
import { createHash } from 'node:crypto'
import { codegen } from '@graphql-codegen/core'
import * as operations from '@graphql-codegen/typescript-operations'
import { buildASTSchema, type DocumentNode, isAbstractType, isObjectType, Kind, parse } from 'graphql'
import type { Artefact } from '../artefacts.ts'
import type { OperationFile } from '../load.ts'
import {
  type ClientDocuments,
  type ClientOperation,
  listClientDocuments,
  typesOf,
} from './client-operations.ts'
import { printDocuments } from './print-documents.ts'

/** As they stand in JSON. SafeInt is whole and within 53 bits. */
const scalars = {
  ID: 'string',
  DateTime: 'string',
  URL: 'string',
  EmailAddress: 'string',
  SafeInt: 'number',
  CurrencyCode: 'string',
  CountryCode: 'string',
}

const options = {
  scalars,
  strictScalars: true,
  enumType: 'string-literal',
  immutableTypes: true,
  nonOptionalTypename: true,
  skipTypeNameForRoot: true,
  arrayInputCoercion: false,
}

const banner = '// Written by `npm run generate --workspace @supermarket/schema`. Do not edit.\n'

export async function clientArtefacts(
  apiSdl: string,
  files: readonly OperationFile[],
): Promise<readonly Artefact[]> {
  const api = parse(apiSdl)
  const documents = listClientDocuments(files)
  return [
    artefact('types.ts', await printTypes(api, documents)),
    artefact('operations.ts', printOperations(documents.operations)),
    artefact('documents.ts', printDocuments(documents)),
    artefact('cache-types.ts', printCacheTypes(api)),
  ]
}

function artefact(file: string, body: string): Artefact {
  return { path: `packages/client/src/generated/${file}`, content: `${banner}${body.trimEnd()}\n` }
}

function printTypes(schema: DocumentNode, { operations: own, fragments }: ClientDocuments): Promise<string> {
  const definitions = [...fragments, ...own.flatMap(({ document }) => document.definitions.slice(0, 1))]
  return codegen({
    schema,
    documents: [{ location: 'schema/operations', document: { kind: Kind.DOCUMENT, definitions } }],
    filename: 'types.ts',
    plugins: [{ operations: {} }],
    pluginMap: { operations },
    config: options,
  })
}

function printOperations(all: readonly ClientOperation[]): string {
  const typeNames = all.flatMap(typesOf)
  const constants = all.map((operation) => {
    const { name, kind, text } = operation
    const id = createHash('sha256').update(text).digest('hex')
    return `export const ${name}: Operation<${typesOf(operation).join(', ')}> = {
  name: '${name}',
  kind: '${kind}',
  id: '${id}',
  text: ${JSON.stringify(text)},
}`
  })
  return `import type { Operation } from '../operation.ts'
import type { ${typeNames.join(', ')} } from './types.ts'

${constants.join('\n\n')}`
}

/** `possibleTypes` of abstract types, and the object types that have no id and so live inside their parent. */
function printCacheTypes(api: DocumentNode): string {
  const schema = buildASTSchema(api)
  const types = Object.values(schema.getTypeMap()).filter(({ name }) => !name.startsWith('__'))
  const possible = types
    .filter(isAbstractType)
    .map((type) => [type.name, schema.getPossibleTypes(type).map(({ name }) => name)] as const)
  const roots = [schema.getQueryType(), schema.getMutationType(), schema.getSubscriptionType()]
  const embedded = types
    .filter(isObjectType)
    .filter((type) => !roots.includes(type) && type.getFields().id === undefined)
  return `export const possibleTypes: Record<string, string[]> = ${JSON.stringify(Object.fromEntries(possible), null, 2)}

export const typesWithoutId: readonly string[] = ${JSON.stringify(embedded.map(({ name }) => name).sort(), null, 2)}`
}
