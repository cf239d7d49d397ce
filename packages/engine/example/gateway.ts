// The start of the README as a program: `node gateway.ts SUPERGRAPH PORT`.
import { ApolloServer } from '@apollo/server'
import { startStandaloneServer } from '@apollo/server/standalone'
import { engine } from '@supermarket/engine/engine.ts'
import { fromFile } from '@supermarket/engine/supergraph/from-file.ts'
import { httpTransport } from '@supermarket/engine/transport/http-transport.ts'

const [file = 'supergraph.graphql', port = '4000'] = process.argv.slice(2)
const gateway = engine({
  supergraph: fromFile(file, { watch: true }),
  transport: ({ url }) => httpTransport({ url }),
})
const server = new ApolloServer({ gateway, stringifyResult: gateway.stringifyResult })
const { url } = await startStandaloneServer(server, { listen: { host: '127.0.0.1', port: Number(port) } })
console.log(`ready at ${url}`)
