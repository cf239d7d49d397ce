// Reads a recording of traffic. A file that is none is told by the place where it goes wrong, never taken as "no traffic".
import { readFile, stat } from 'node:fs/promises'
import { cleanName } from './clean-name.ts'
import { type ClientUse, type OperationUse, type Traffic, trafficFormat } from './traffic.ts'

const maxBytes = 64 * 1024 * 1024

/** Rejects when the file is missing, too big or no recording. */
export async function readTraffic(path: string): Promise<Traffic> {
  const { size, isFile } = await statOf(path)
  if (!isFile) throw new Error(`${path} is no file.`)
  if (size > maxBytes) throw new Error(`${path} is bigger than ${maxBytes} bytes.`)
  return parseTraffic(parseJson(await readFile(path, 'utf8'), path), path)
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
  }
}

async function statOf(path: string): Promise<{ readonly size: number; readonly isFile: boolean }> {
  try {
    const found = await stat(path)
    return { size: found.size, isFile: found.isFile() }
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
