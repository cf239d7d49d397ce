// Stands in for Apollo on loopback: takes usage reports, which are read with Apollo's own protobuf, and schema reports;
// gives out a supergraph as Uplink does.
import { once } from 'node:events'
import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { gunzipSync } from 'node:zlib'
import { Report } from '@apollo/usage-reporting-protobuf'

export type SchemaReport = {
  readonly report: { readonly graphRef: string; readonly coreSchemaHash: string }
  readonly coreSchema: string | null
}

export type FakeStudio = AsyncDisposable & {
  readonly url: string
  readonly usage: Report[]
  readonly schemas: SchemaReport[]
  /** Headers of all requests, oldest first. */
  readonly headers: IncomingHttpHeaders[]
  /** What was sent, as it can be searched for words: reports after decompression. */
  readonly bodies: Buffer[]
  /** Resolves with the schema report that carries the schema. */
  readonly schemaArrived: Promise<SchemaReport>
}

export type FakeStudioOptions = {
  /** What Uplink has; without it every graph is unknown. */
  readonly supergraphSdl?: string
  /** Status of the answers to usage reports; 200 by default. */
  readonly usageStatus?: number
}

export async function fakeStudio({
  supergraphSdl,
  usageStatus = 200,
}: FakeStudioOptions = {}): Promise<FakeStudio> {
  const usage: Report[] = []
  const schemas: SchemaReport[] = []
  const headers: IncomingHttpHeaders[] = []
  const bodies: Buffer[] = []
  const arrived = Promise.withResolvers<SchemaReport>()

  function answerTo(path: string | undefined, body: Buffer): object {
    if (path === '/api/ingress/traces') {
      usage.push(Report.decode(body))
      return { tracesIgnored: false }
    }
    const { variables } = JSON.parse(body.toString())
    if (path === '/uplink') return { data: { routerConfig: routerConfig(supergraphSdl) } }
    schemas.push(variables)
    if (variables.coreSchema !== null) arrived.resolve(variables)
    // As Apollo's: the hash first, the schema when that is not known.
    const next = variables.coreSchema === null ? { inSeconds: 0, withCoreSchema: true } : done
    return { data: { reportSchema: { __typename: 'ReportSchemaResponse', ...next } } }
  }

  const server = createServer(async (request, response) => {
    const sent = await buffer(request)
    const body = request.headers['content-encoding'] === 'gzip' ? gunzipSync(sent) : sent
    headers.push(request.headers)
    bodies.push(body)
    response.setHeader('content-type', 'application/json')
    response.statusCode = request.url === '/api/ingress/traces' ? usageStatus : 200
    response.end(JSON.stringify(answerTo(request.url, body)))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    usage,
    schemas,
    headers,
    bodies,
    schemaArrived: arrived.promise,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await once(server.close(), 'close')
    },
  }
}

const done = { inSeconds: 3_600, withCoreSchema: false }

function routerConfig(supergraphSdl: string | undefined): object {
  return supergraphSdl === undefined
    ? { __typename: 'FetchError', code: 'UNKNOWN_REF', message: 'no such graph' }
    : { __typename: 'RouterConfigResult', id: '1', supergraphSdl, minDelaySeconds: 3_600 }
}
