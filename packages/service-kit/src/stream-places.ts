// How many subscriptions may be open: in this process, and by one viewer.
import { GraphError, overloaded } from './graph-error.ts'

export type PlaceLimits = {
  readonly perProcess: number
  readonly perViewer: number
}

export type StreamPlaces = {
  /** A place to be given back, or why there is none. Without a viewer only the process's limit counts. */
  take(viewer: string | undefined): Disposable | GraphError
  readonly taken: number
}

export function streamPlaces({ perProcess, perViewer }: PlaceLimits): StreamPlaces {
  const byViewer = new Map<string, number>()
  let taken = 0

  function change(viewer: string | undefined, by: 1 | -1): void {
    taken += by
    if (viewer === undefined) return
    const left = (byViewer.get(viewer) ?? 0) + by
    if (left === 0) byViewer.delete(viewer)
    else byViewer.set(viewer, left)
  }

  return {
    take(viewer) {
      if (taken >= perProcess) return overloaded()
      if (viewer !== undefined && (byViewer.get(viewer) ?? 0) >= perViewer) {
        return new GraphError('RATE_LIMITED', 'Too many subscriptions are open. End one of them first.')
      }
      change(viewer, 1)
      let isTaken = true
      return {
        [Symbol.dispose]() {
          if (isTaken) change(viewer, -1)
          isTaken = false
        },
      }
    },
    get taken() {
      return taken
    },
  }
}
