// Reads a base from a file: a supergraph, or the SDL that clients see. Which of both shows in the text.
import { readFile, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FoundBase } from './base.ts'

const maxBytes = 16 * 1024 * 1024

/** Undefined when there is no such file; rejects when there is something that cannot be one. */
export async function readFileBase(path: string, folder: string): Promise<FoundBase | undefined> {
  const file = resolve(folder, path)
  const found = await stat(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR') return undefined
    throw error
  })
  if (found === undefined) return undefined
  if (!found.isFile()) throw new Error(`--base ${path} is no file.`)
  if (found.size > maxBytes) throw new Error(`--base ${path} is bigger than ${maxBytes} bytes: no schema is.`)
  const sdl = await readFile(file, 'utf8')
  if (/directive @join__graph\b/.test(sdl)) return { kind: 'supergraph', from: path, supergraphSdl: sdl }
  return { kind: 'api', from: path, apiSdl: sdl }
}
