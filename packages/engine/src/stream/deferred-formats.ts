// The JSON of a deferred answer's parts in the two formats of the specification's history that clients ask for:
// `deferSpec=20220824` addresses a fragment by path and label, `incrementalSpec=v0.2` by the id it announced it with.
import type { DeferSpec } from './accept.ts'
import type { ErrorsJson } from './answer-json.ts'
import type { DeferredPart, PendingPart } from './streamed-data.ts'

export type FirstPart = {
  readonly dataJson: string
  readonly errors: readonly unknown[] | undefined
  readonly extensions: unknown
  readonly pending: readonly PendingPart[]
}

/** A part with the place that was announced for it. */
export type ReadyPart = { readonly place: PendingPart; readonly part: DeferredPart }

export type DeferredFormat = {
  readonly first: (part: FirstPart) => string
  readonly subsequent: (ready: readonly ReadyPart[], hasNext: boolean) => string
}

export const deferredFormats: Readonly<Record<DeferSpec, (errorsJson: ErrorsJson) => DeferredFormat>> = {
  '20220824': byPath,
  'v0.2': byId,
}

function byPath(errorsJson: ErrorsJson): DeferredFormat {
  return {
    first: ({ pending, ...part }) => object({ ...head(part), hasNext: String(pending.length > 0) }),
    subsequent: (ready, hasNext) =>
      object({
        incremental: list(
          ready.map(({ place, part }) =>
            object({
              label: json(place.label),
              path: json(place.path),
              errors: part.errors?.length ? errorsJson(part.errors) : undefined,
              data: part.dataJson ?? 'null',
              extensions: json(part.extensions),
            }),
          ),
        ),
        hasNext: String(hasNext),
      }),
  }
}

function byId(errorsJson: ErrorsJson): DeferredFormat {
  return {
    first: ({ pending, ...part }) =>
      object({ ...head(part), pending: announcements(pending), hasNext: String(pending.length > 0) }),
    subsequent(ready, hasNext) {
      const parts = ready.map(({ part }) => part)
      const incremental = parts
        .filter(({ dataJson }) => dataJson !== undefined)
        .map(({ id, dataJson, errors, extensions }) =>
          object({
            id: json(id),
            errors: errors?.length ? errorsJson(errors) : undefined,
            data: dataJson,
            extensions: json(extensions),
          }),
        )
      return object({
        pending: announcements(parts.flatMap(({ pending = [] }) => pending)),
        incremental: incremental.length > 0 ? list(incremental) : undefined,
        completed: list(parts.map((part) => completion(part, errorsJson))),
        extensions: json(extensionsOfLost(parts)),
        hasNext: String(hasNext),
      })
    },
  }
}

/** A lost fragment has no entry of its own that could hold them: they stand beside, as the specification allows. */
function extensionsOfLost(parts: readonly DeferredPart[]): DeferredPart['extensions'] {
  const lost = parts.flatMap(({ dataJson, extensions }) =>
    dataJson === undefined && extensions !== undefined ? [extensions] : [],
  )
  return lost.length === 0 ? undefined : Object.assign({}, ...lost)
}

/** Errors stand here only when the fragment itself is lost; those inside its data came with the data. */
function completion({ id, dataJson, errors = [] }: DeferredPart, errorsJson: ErrorsJson): string {
  return object({ id: json(id), errors: dataJson === undefined ? errorsJson(errors) : undefined })
}

function announcements(pending: readonly PendingPart[]): string | undefined {
  return pending.length > 0 ? json(pending.map(({ id, path, label }) => ({ id, path, label }))) : undefined
}

function head({ dataJson, errors, extensions }: Omit<FirstPart, 'pending'>) {
  return { errors: json(errors), data: dataJson, extensions: json(extensions) }
}

function json(value: unknown): string | undefined {
  return JSON.stringify(value)
}

/** Members whose JSON text is undefined are left out. */
function object(members: Readonly<Record<string, string | undefined>>): string {
  const written = Object.entries(members).flatMap(([name, text]) =>
    text === undefined ? [] : [`"${name}":${text}`],
  )
  return `{${written.join(',')}}`
}

function list(items: readonly string[]): string {
  return `[${items.join(',')}]`
}
