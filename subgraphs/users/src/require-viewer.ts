// The signed-in viewer behind a field that the access table guards.
import { unauthenticated } from '@supermarket/service-kit/graph-error.ts'
import type { SignedIn, Viewer } from '@supermarket/service-kit/viewer.ts'

export function requireViewer({ viewer }: { readonly viewer: Viewer }): SignedIn {
  if (viewer.kind === 'anonymous') throw unauthenticated()
  return viewer
}
