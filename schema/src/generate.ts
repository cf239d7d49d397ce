// Makes the resolver types of one subgraph with graphql-codegen. Pure but for the plugins' own work; no file is touched.
import { codegen } from '@graphql-codegen/core'
import * as typescript from '@graphql-codegen/typescript'
import * as resolvers from '@graphql-codegen/typescript-resolvers'
import { type DocumentNode, parse, print } from 'graphql'
import type { Mappers } from './mappers.ts'

// What service-kit's scalars parse into (input) and accept for serialising (output).
const scalars = {
  ID: { input: 'string', output: 'string' },
  DateTime: { input: 'Date', output: 'Date | string' },
  URL: { input: 'URL', output: 'URL | string' },
  EmailAddress: { input: 'string', output: 'string' },
  SafeInt: { input: 'number', output: 'number' },
  CurrencyCode: { input: 'string', output: 'string' },
  CountryCode: { input: 'string', output: 'string' },
  // graphql-codegen's own scalar for the arguments of @key.
  _FieldSet: { input: 'string', output: 'string' },
}

const options = {
  scalars,
  strictScalars: true,
  enumType: 'string-literal',
  enumsAsTypes: true,
  immutableTypes: true,
  skipTypename: false,
  useTypeImports: true,
  federation: true,
  makeResolverTypeCallable: true,
  maybeValue: 'T | null | undefined',
  inputMaybeValue: 'T | null | undefined',
  contextType: '../context.ts#Context',
  resolversNonOptionalTypename: { unionMember: true, interfaceImplementingType: true },
}

export async function generateResolverTypes(input: {
  readonly document: DocumentNode
  readonly mappers: Mappers
}): Promise<string> {
  const body = await codegen({
    // A copy: graphql-codegen writes root types into the document that it is given.
    schema: parse(print(input.document)),
    documents: [],
    filename: 'resolvers-types.ts',
    plugins: [{ typescript: {} }, { resolvers: {} }],
    pluginMap: { typescript, resolvers },
    config: { ...options, mappers: input.mappers },
  })
  return `// Written by \`npm run generate --workspace @supermarket/schema\`. Do not edit.\n${withoutBareReferences(body).trimEnd()}\n`
}

/**
 * graphql-codegen lets a reference resolver hand on the bare reference, so every parent of an entity would be a union
 * that has no field but the key. Ours always load the domain type, which is therefore what a parent is.
 */
function withoutBareReferences(code: string): string {
  return code
    .replaceAll(/ \| FederationReferenceTypes\['\w+'\](?=;)/g, '')
    .replaceAll(/ \| FederationReferenceType(?=,)/g, '')
}
