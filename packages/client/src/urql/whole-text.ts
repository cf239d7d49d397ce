// Pure. urql takes the empty lines out of a document before it sends it. With them it is again the text by which the
// graph knows the operation: one text, one id, from every client.

export function wholeText(text: string): string {
  return text.replace(/^}\n(?=(?:fragment|query|mutation|subscription)\b)/gm, '}\n\n')
}

/** Of a request's body as urql writes it. */
export function wholeBody(body: string): string {
  const request: unknown = JSON.parse(body)
  if (typeof request !== 'object' || request === null || !('query' in request)) return body
  return typeof request.query === 'string'
    ? JSON.stringify({ ...request, query: wholeText(request.query) })
    : body
}
