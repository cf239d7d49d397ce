// Which content types `/graphql` takes: JSON in UTF-8. What a browser sends without asking first is CSRF's business.

type MediaTypeError = Error & { statusCode: number }

const csrfTypes: ReadonlySet<string> = new Set([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
])

/** The error to answer with, or undefined when the content type is one that the route goes on with. */
export function mediaTypeProblem(
  method: string,
  contentType: string | undefined,
): MediaTypeError | undefined {
  if (contentType === undefined) return undefined
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (csrfTypes.has(type)) return method === 'GET' ? unsupported() : undefined
  if (type !== 'application/json') return unsupported()
  const charset = parameters
    .find((parameter) => parameter.startsWith('charset='))
    ?.slice('charset='.length)
    .replaceAll('"', '')
  return charset === undefined || charset === 'utf-8' || charset === 'utf8' ? undefined : unsupported()
}

function unsupported(): MediaTypeError {
  return Object.assign(new Error('unsupported media type'), { statusCode: 415 })
}
