// Which content types `/graphql` takes: JSON in UTF-8. What a browser sends without asking first is CSRF's business.

const csrfTypes: ReadonlySet<string> = new Set([
  'text/plain',
  'application/x-www-form-urlencoded',
  'multipart/form-data',
])

const charsets: ReadonlySet<string | undefined> = new Set([undefined, 'utf-8', 'utf8'])

/** False is 415. */
export function isSupportedMediaType(method: string, contentType: string | undefined): boolean {
  if (contentType === undefined) return true
  const [type = '', ...parameters] = contentType
    .toLowerCase()
    .split(';')
    .map((part) => part.trim())
  if (csrfTypes.has(type)) return method !== 'GET'
  const charset = parameters.find((parameter) => parameter.startsWith('charset='))?.slice('charset='.length)
  return type === 'application/json' && charsets.has(charset?.replaceAll('"', ''))
}
