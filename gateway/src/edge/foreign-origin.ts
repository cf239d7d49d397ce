// A page of somebody else's may not act with our cookies. SameSite and CORS say so to browsers; this says it to those
// that got around them, such as a neighbouring subdomain, which is the same site.

export type OriginCheck = {
  readonly origin: string | undefined
  /** Host and port that the request was sent to. */
  readonly host: string
  /** Origins that CORS lets in. */
  readonly allowed: readonly string[]
}

/** Whether a browser says that the request was made by a page that is neither ours nor invited. */
export function isForeignOrigin({ origin, host, allowed }: OriginCheck): boolean {
  if (origin === undefined || allowed.includes(origin)) return false
  // By host only: behind a proxy that ends TLS this process cannot know the scheme.
  return !URL.canParse(origin) || new URL(origin).host !== host
}
