// Trusted documents on the request path, whichever transport brought it. An id is turned into its document before anything
// looks for one. In `enforce` what is not in the list is refused before it is parsed, so that nobody learns of the schema
// by asking; in `log` it is told.
import { createHash } from 'node:crypto'
import type { ApolloServerPlugin, GraphQLRequest, GraphQLRequestListener } from '@apollo/server'
import { GraphError } from '@supermarket/service-kit/graph-error.ts'
import type { GatewayContext } from '../context.ts'
import type { TrustedList } from './trusted-list.ts'
import type { UnknownDocuments } from './unknown-documents.ts'

export type TrustedPluginOptions = {
  readonly mode: 'log' | 'enforce'
  readonly list: TrustedList
  readonly unknown: UnknownDocuments
  /** Whether people explore the graph here: they are told why they cannot. */
  readonly explorable: boolean
}

type Listener = GraphQLRequestListener<GatewayContext>

export function trustedPlugin(options: TrustedPluginOptions): ApolloServerPlugin<GatewayContext> {
  const { mode, list, unknown } = options
  const telling: Listener = {
    async didResolveOperation({ source, operationName, queryHash, contextValue }) {
      if (list.hasText(source)) return
      unknown.tell({ by: 'text', id: queryHash, name: operationName ?? '', client: contextValue.clientApp })
    },
  }
  return {
    async requestDidStart({ request, contextValue }) {
      resolveId(request, list)
      // Of a text `log` tells when it has turned out to be valid.
      if (mode === 'log' && request.query) return telling
      const refusal = refusalOf(request, options)
      if (refusal === undefined) return
      unknown.tell({ ...refusal, name: request.operationName ?? '', client: contextValue.clientApp })
      if (mode === 'log') return
      standIn(request)
      return {
        async didResolveOperation() {
          throw refusal.error
        },
      }
    },
  }
}

/** A document that the list has needs no round trip, and is in no cache that others could fill. */
function resolveId(request: GraphQLRequest, list: TrustedList): void {
  const id = persistedId(request)
  if (request.query || id === undefined) return
  const document = list.findById(id)
  if (document === undefined) return
  const { persistedQuery: _resolved, ...extensions } = request.extensions ?? {}
  request.query = document.body
  request.extensions = extensions
}

function persistedId({ extensions }: GraphQLRequest): string | undefined {
  const asked: unknown = extensions?.persistedQuery
  if (typeof asked !== 'object' || asked === null || !('sha256Hash' in asked) || !('version' in asked))
    return undefined
  return asked.version === 1 && typeof asked.sha256Hash === 'string' ? asked.sha256Hash : undefined
}

type Refusal = { readonly by: 'id' | 'text'; readonly id: string; readonly error: GraphError }

/** Undefined for a trusted document, and for a request that holds none, which Apollo Server refuses. */
function refusalOf(request: GraphQLRequest, { list, explorable }: TrustedPluginOptions): Refusal | undefined {
  const { query, extensions } = request
  const hint = explorable ? exploringHint : ''
  if (query) {
    if (list.hasText(query)) return undefined
    const message = `This document is not in the list of trusted documents.${hint}`
    const id = createHash('sha256').update(query).digest('hex')
    return { by: 'text', id, error: new GraphError('QUERY_NOT_IN_SAFELIST', message, badRequest) }
  }
  if (!extensions?.persistedQuery) return undefined
  const message = 'No trusted document has this id.'
  const id = persistedId(request) ?? ''
  return { by: 'id', id, error: new GraphError('PERSISTED_QUERY_NOT_IN_LIST', message, badRequest) }
}

const badRequest = { httpStatus: 400 }

const exploringHint =
  ' TRUSTED_DOCUMENTS=enforce refuses what the explorer sends, and introspection, too; with log everything is taken.'

/** What Apollo Server parses in place of a refused document. */
function standIn(request: GraphQLRequest): void {
  request.query = '{ __typename }'
  delete request.operationName
  delete request.variables
  delete request.extensions
}
