// Reads a base from a file: a supergraph, or the SDL that clients see. Which of both shows in the text.
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { FoundBase } from './base.ts'

/** Undefined when there is no such file. */
export async function readFileBase(path: string, folder: string): Promise<FoundBase | undefined> {
  try {
    const sdl = await readFile(resolve(folder, path), 'utf8')
    if (/directive @join__graph\b/.test(sdl)) return { kind: 'supergraph', from: path, supergraphSdl: sdl }
    return { kind: 'api', from: path, apiSdl: sdl }
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined
    throw error
  }
}
