// Every file of the explorer under a path that names its content, so that browsers may keep it for good. GraphiQL
// with its editor is 9 MB of text: it is imported by the first request that needs it, never before.
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'

export type GraphiQLFiles = {
  readonly js: string
  readonly css: string
  readonly editorWorkerService: string
  readonly jsonWorker: string
  readonly graphqlWorker: string
}

export type Asset = { readonly type: string; readonly body: Buffer }

export type Assets = {
  readonly byPath: ReadonlyMap<string, Asset>
  readonly pathOf: (name: AssetName) => string
}

export type AssetName = (typeof pageNames)[number] | keyof typeof graphiqlNames

export const assetPrefix = '/explorer/'

/** Files of our own, beside this one. They import each other, so they share a folder. */
const pageNames = [
  'answers.js',
  'editor.js',
  'element.js',
  'favicon.svg',
  'graph-join.js',
  'graph-main.js',
  'graph-overview.js',
  'graph-search.js',
  'graph-type.js',
  'graph-words.js',
  'graph.css',
  'main.js',
  'plan-answers.js',
  'plan-details.js',
  'plan-graph.js',
  'plan-layout.js',
  'plan-panel.js',
  'plan-timeline.js',
  'plan-words.js',
  'plan.css',
  'session.js',
  'side-panel.js',
  'sign-in-bar.js',
  'style.css',
  'subgraph-colour.js',
  'subgraphs.css',
] as const

const graphiqlNames = {
  'graphiql.js': 'js',
  'graphiql.css': 'css',
  'editor.worker.js': 'editorWorkerService',
  'json.worker.js': 'jsonWorker',
  'graphql.worker.js': 'graphqlWorker',
} as const satisfies Record<string, keyof GraphiQLFiles>

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  svg: 'image/svg+xml',
}

export function importGraphiQL(): Promise<GraphiQLFiles> {
  return import('@graphql-yoga/render-graphiql/graphiql')
}

export async function loadAssets(loadGraphiQL: () => Promise<GraphiQLFiles>): Promise<Assets> {
  const [graphiql, page] = await Promise.all([loadGraphiQL(), readPageFiles()])
  const library = Object.entries(graphiqlNames).map(
    ([name, key]) => [name, Buffer.from(graphiql[key])] as const,
  )
  const byPath = new Map<string, Asset>()
  const paths = new Map<string, string>()
  for (const files of [library, page]) {
    const folder = `${assetPrefix}${digestOf(files)}/`
    for (const [name, body] of files) {
      byPath.set(folder + name, { type: typeOf(name), body })
      paths.set(name, folder + name)
    }
  }
  return { byPath, pathOf: (name) => paths.get(name) ?? name }
}

function readPageFiles(): Promise<readonly (readonly [string, Buffer])[]> {
  return Promise.all(
    pageNames.map(async (name) => [name, await readFile(new URL(`page/${name}`, import.meta.url))] as const),
  )
}

export function digestOf(files: readonly (readonly [name: string, body: Buffer])[]): string {
  const hash = createHash('sha256')
  for (const [name, body] of files) hash.update(`${name}\0${body.length}\0`).update(body)
  return hash.digest('hex').slice(0, 16)
}

function typeOf(name: string): string {
  return types[name.slice(name.lastIndexOf('.') + 1)] ?? 'application/octet-stream'
}
