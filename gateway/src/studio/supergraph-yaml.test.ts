// What rover is told is what we compose: the same subgraphs, addresses, texts and version of composition. Rover takes
// one file per subgraph and ours share one, so `schema:compose` writes their whole texts to schema/generated.
import { readFileSync } from 'node:fs'
import { composeSubgraphs } from '@supermarket/schema/compose.ts'
import { loadSupergraphSdl, schemaRoom } from '@supermarket/schema/load.ts'
import { routingUrls, type SubgraphName, subgraphNames } from '@supermarket/schema/subgraphs.ts'
import { parse } from 'graphql'
import { expect, test } from 'vitest'

const read = (path: string) => readFileSync(new URL(path, schemaRoom), 'utf8')
const fileOf = (name: SubgraphName) => `generated/${name}.graphql`

test('supergraph.yaml names our subgraphs, their addresses and their files', () => {
  const { dependencies } = JSON.parse(read('package.json'))
  const entries = subgraphNames.map(
    (name) =>
      `  ${name}:\n    routing_url: ${routingUrls[name]}\n    schema:\n      file: ./${fileOf(name)}\n`,
  )
  const settings = read('supergraph.yaml').replace(/^#.*\n/gm, '')
  expect(settings).toBe(
    `federation_version: =${dependencies['@apollo/composition']}\nsubgraphs:\n${entries.join('')}`,
  )
})

test('the files compose to the supergraph that we serve', () => {
  const composition = composeSubgraphs({
    users: parse(read(fileOf('users'))),
    products: parse(read(fileOf('products'))),
    orders: parse(read(fileOf('orders'))),
  })
  const served = loadSupergraphSdl().replace(/^#.*\n/, '')
  expect(composition.kind === 'composed' && composition.supergraphSdl).toBe(served)
})
