// By which address a mail is known, and by which the order that it tells of. Pure.

/** The same whenever this mail is sent. */
export function messageIdOf(
  { orderId, kind, subjectId }: { orderId: string; kind: string; subjectId: string },
  from: string,
): string {
  const domain = /@([^\s<>@]+)>?\s*$/.exec(from)?.[1] ?? 'localhost'
  return `${orderId}.${kind}${subjectId === orderId ? '' : `.${subjectId}`}@${domain}`
}

/** Where the buyer sees the order; undefined when the shop has told no address of its pages. */
export function orderUrl(
  shopUrl: string | undefined,
  orderId: string,
  accessToken: string | undefined,
): string | undefined {
  const query = accessToken === undefined ? '' : `?accessToken=${encodeURIComponent(accessToken)}`
  return shopUrl === undefined ? undefined : `${shopUrl}/orders/${orderId}${query}`
}
