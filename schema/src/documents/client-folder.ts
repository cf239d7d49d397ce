// The GraphQL files of one client: its operations, and the fragments that its files share.
import { readdirSync, readFileSync, statSync } from 'node:fs'
import { join, relative } from 'node:path'
import { type DocumentNode, GraphQLError, parse, Source } from 'graphql'
import { schemaRoom } from '../load.ts'

/** Fragments are known in the whole folder, and in no other. */
export type ClientFolder = {
  readonly path: string
  readonly documents: readonly DocumentNode[]
  /** Files that do not parse. */
  readonly errors: readonly GraphQLError[]
}

const skipped: ReadonlySet<string> = new Set(['node_modules', '.git'])

/** Every `.graphql` and `.gql` file at or below `path`. Throws when it is no folder. */
export function readClientFolder(path: string): ClientFolder {
  if (!statSync(path, { throwIfNoEntry: false })?.isDirectory()) throw new Error(`${path} is no folder.`)
  const documents: DocumentNode[] = []
  const errors: GraphQLError[] = []
  for (const file of listFiles(path)) {
    try {
      documents.push(parse(new Source(readFileSync(file, 'utf8'), nameOf(file))))
    } catch (error) {
      if (!(error instanceof GraphQLError)) throw error
      errors.push(error)
    }
  }
  return { path, documents, errors }
}

function listFiles(folder: string): readonly string[] {
  const entries = readdirSync(folder, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))
  return entries.flatMap((entry) => {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) return skipped.has(entry.name) ? [] : listFiles(path)
    return /\.(graphql|gql)$/.test(entry.name) ? [path] : []
  })
}

/** From the project's root for files in it, so that annotations find them. */
function nameOf(file: string): string {
  const root = new URL('../', schemaRoom).pathname
  const name = relative(root, file)
  return name.startsWith('..') ? file : name
}
