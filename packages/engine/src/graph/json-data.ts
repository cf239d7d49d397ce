// The `data` of an answer that is JSON text already. Apollo Server only carries it; who looks inside gets it parsed.

/** Holds the text; a symbol, so that no name a client chooses can be mistaken for it. */
const jsonText = Symbol('JSON text of the data')

/** Holds the text of an answer that has nothing but this data. */
const answerText = Symbol('JSON text of the answer')

export type JsonData = {
  readonly [jsonText]: string
  readonly [answerText]: string
  readonly toJSON: () => unknown
}

export function jsonData(text: string, answer = `{"data":${text}}\n`): JsonData {
  return { [jsonText]: text, [answerText]: answer, toJSON: () => JSON.parse(text) }
}

export function jsonTextOf(data: unknown): string | undefined {
  return isJsonData(data) ? data[jsonText] : undefined
}

/** `{"data":…}` and a newline. */
export function answerTextOf(data: unknown): string | undefined {
  return isJsonData(data) ? data[answerText] : undefined
}

function isJsonData(data: unknown): data is JsonData {
  return typeof data === 'object' && data !== null && Object.hasOwn(data, jsonText)
}
