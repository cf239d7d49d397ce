// Who asks: the viewer is the person behind a verified access token, the caller is the service that sent the
// request. Neither is ever read from a plain header.

export type Role = 'CUSTOMER' | 'STAFF' | 'ADMIN'

export type SignedIn = {
  readonly kind: 'user'
  readonly userId: string
  readonly sessionId: string
  readonly roles: readonly Role[]
}

export type Viewer = { readonly kind: 'anonymous' } | SignedIn

export const anonymous: Viewer = Object.freeze({ kind: 'anonymous' })

/** A service of ours by its room's name: `gateway`, `users`, `products`, `orders`. */
export type ServiceName = string

export function isStaff(viewer: Viewer): boolean {
  return viewer.kind === 'user' && (viewer.roles.includes('STAFF') || viewer.roles.includes('ADMIN'))
}

export function isAdmin(viewer: Viewer): boolean {
  return viewer.kind === 'user' && viewer.roles.includes('ADMIN')
}

export function isUser(viewer: Viewer, userId: string): boolean {
  return viewer.kind === 'user' && viewer.userId === userId
}
