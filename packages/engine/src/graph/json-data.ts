// The `data` of an answer that is JSON text already. Apollo Server only carries it; who looks inside gets it parsed.

/** Holds the text; a symbol, so that no name a client chooses can be mistaken for it. */
const jsonText = Symbol('JSON text of the data')

export type JsonData = { readonly [jsonText]: string; readonly toJSON: () => unknown }

export function jsonData(text: string): JsonData {
  return { [jsonText]: text, toJSON: () => JSON.parse(text) }
}

export function jsonTextOf(data: unknown): string | undefined {
  if (typeof data !== 'object' || data === null || !Object.hasOwn(data, jsonText)) return undefined
  return (data as JsonData)[jsonText]
}
