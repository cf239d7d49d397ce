// The list of trusted documents, in the format of Apollo's persisted query lists, as rover and the Router take it too.
import { readFile, stat } from 'node:fs/promises'

export type TrustedDocument = {
  /** SHA-256 of the body in hexadecimal, where we made it; lists that others made may have other ids. */
  readonly id: string
  readonly name: string
  readonly type: 'query' | 'mutation' | 'subscription'
  /** One operation and the fragments that it reaches. */
  readonly body: string
}

export type Manifest = {
  readonly format: typeof manifestFormat
  readonly version: 1
  readonly operations: readonly TrustedDocument[]
}

export const manifestFormat = 'apollo-persisted-query-manifest'

const maxBytes = 64 * 1024 * 1024

/** Rejects when the file is missing, too big or no manifest, with one sentence that names the file. */
export async function readManifest(path: string): Promise<Manifest> {
  const found = await stat(path).catch(() => undefined)
  if (found === undefined) throw new Error(`${path} is not there: npm run operations:build makes it.`)
  if (found.size > maxBytes) throw new Error(`${path} is bigger than ${maxBytes} bytes.`)
  return parseManifest(await readFile(path, 'utf8'), path)
}

/** Throws as `readManifest` rejects. */
export function parseManifest(text: string, path: string): Manifest {
  const root = record(parseJson(text, path), path)
  if (root.format !== manifestFormat) throw new Error(`${path}: format must be ${manifestFormat}.`)
  if (root.version !== 1) throw new Error(`${path}: version must be 1.`)
  if (!Array.isArray(root.operations)) throw new Error(`${path}: operations must be a list.`)
  const bodies = new Map<string, string>()
  const operations = root.operations.map((json: unknown, at): TrustedDocument => {
    const operation = parseOperation(json, `${path}: operations[${at}]`)
    const before = bodies.get(operation.id)
    if (before !== undefined && before !== operation.body)
      throw new Error(`${path}: operations[${at}].id is another operation's, too.`)
    bodies.set(operation.id, operation.body)
    return operation
  })
  return { format: manifestFormat, version: 1, operations }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is no JSON.`, { cause })
  }
}

function parseOperation(json: unknown, at: string): TrustedDocument {
  const { id, name, type, body } = record(json, at)
  if (type !== 'query' && type !== 'mutation' && type !== 'subscription')
    throw new Error(`${at}.type must be query, mutation or subscription.`)
  return { id: text(id, `${at}.id`), name: text(name, `${at}.name`), type, body: text(body, `${at}.body`) }
}

function record(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw new Error(`${at} must be an object.`)
  return { ...value }
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string' || value === '') throw new Error(`${at} must be text.`)
  return value
}
