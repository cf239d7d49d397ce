// Reads recordings of traffic: one file, or a folder that any number of gateways write to. A file that is none is told by
// the place where it goes wrong, never taken as "no traffic".
import type { Stats } from 'node:fs'
import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { cleanName } from './clean-name.ts'
import { mergeTraffic } from './merge-traffic.ts'
import { type ClientUse, type OperationUse, type Traffic, trafficFormat } from './traffic.ts'

export const maxRecordingBytes = 64 * 1024 * 1024

/** Of a folder all recordings as one. Rejects when there is none, or one that is too big or no recording. */
export async function readTraffic(path: string): Promise<Traffic> {
  if (!(await statOf(path)).isDirectory()) return readRecording(path)
  const [first, ...others] = (await readTrafficFolder(path)).map(({ traffic }) => traffic)
  if (first === undefined) throw new Error(`${path} holds no recording of traffic.`)
  return mergeTraffic([first, ...others])
}

export type Recording = { readonly name: string; readonly traffic: Traffic }

/** Every recording that counts, by name. A gateway may merge some of them meanwhile: then it is looked again. */
export async function readTrafficFolder(folder: string): Promise<readonly Recording[]> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readOnce(folder)
    } catch (error) {
      if (!isGone(error) || attempt === maxAttempts) throw error
    }
  }
}

const maxAttempts = 5

/** Drafts have another ending until they are whole. */
export const recordingSuffix = '.json'

async function readOnce(folder: string): Promise<readonly Recording[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith(recordingSuffix)).sort()
  const recordings: Recording[] = []
  for (const name of names) recordings.push({ name, traffic: await readRecording(join(folder, name)) })
  const replaced = new Set(recordings.flatMap(({ traffic }) => traffic.replaces ?? []))
  return recordings.filter(({ name }) => !replaced.has(name))
}

/** Rejects when the file is missing, too big or no recording. */
export async function readRecording(path: string): Promise<Traffic> {
  const found = await statOf(path)
  if (!found.isFile()) throw new Error(`${path} is no file.`)
  if (found.size > maxRecordingBytes) throw new Error(`${path} is bigger than ${maxRecordingBytes} bytes.`)
  return parseRecording(await readFile(path, 'utf8'), path)
}

/** Throws in a sentence that begins with `path`. */
export function parseRecording(text: string, path: string): Traffic {
  return parseTraffic(parseJson(text, path), path)
}

function isGone(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  return ('code' in error && error.code === 'ENOENT') || isGone(error.cause)
}

export function parseTraffic(json: unknown, path: string): Traffic {
  const root = record(json, path)
  if (root.format !== trafficFormat) throw new Error(`${path}: format must be ${trafficFormat}.`)
  return {
    format: trafficFormat,
    from: day(root.from, `${path}: from`),
    until: day(root.until, `${path}: until`),
    operations: list(root.operations, `${path}: operations`).map((item, index) =>
      operation(item, `${path}: operations[${index}]`),
    ),
    ...(root.replaces === undefined
      ? {}
      : {
          replaces: list(root.replaces, `${path}: replaces`).map((item) => text(item, `${path}: replaces`)),
        }),
  }
}

async function statOf(path: string): Promise<Stats> {
  try {
    return await stat(path)
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? ` (${cause.code})` : ''
    throw new Error(`${path} cannot be read${code}.`, { cause })
  }
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new Error(`${path} is no JSON.`, { cause })
  }
}

function operation(json: unknown, at: string): OperationUse {
  const fields = record(json, at)
  return {
    signature: text(fields.signature, `${at}.signature`),
    name: cleanName(text(fields.name, `${at}.name`)),
    coordinates: list(fields.coordinates, `${at}.coordinates`).map((item) => text(item, `${at}.coordinates`)),
    clients: list(fields.clients, `${at}.clients`).map((item, index) =>
      client(item, `${at}.clients[${index}]`),
    ),
    ...(fields.trusted === true ? { trusted: true } : {}),
  }
}

function client(json: unknown, at: string): ClientUse {
  const fields = record(json, at)
  const { count } = fields
  if (!Number.isSafeInteger(count) || Number(count) < 1) throw new Error(`${at}.count must be 1 or more.`)
  return {
    name: cleanName(text(fields.name, `${at}.name`)),
    version: cleanName(text(fields.version, `${at}.version`)),
    count: Number(count),
    lastSeen: day(fields.lastSeen, `${at}.lastSeen`),
  }
}

function record(value: unknown, at: string): Readonly<Record<string, unknown>> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Error(`${at} must be an object.`)
  }
  return { ...value }
}

function list(value: unknown, at: string): readonly unknown[] {
  if (!Array.isArray(value)) throw new Error(`${at} must be a list.`)
  return value
}

function text(value: unknown, at: string): string {
  if (typeof value !== 'string') throw new Error(`${at} must be text.`)
  return value
}

function day(value: unknown, at: string): string {
  if (typeof value !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(value) || Number.isNaN(Date.parse(value))) {
    throw new Error(`${at} must be a day like 2026-01-31.`)
  }
  return value
}
