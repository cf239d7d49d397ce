// Calls and failures of the last while, in two halves: what is remembered is between half of the window and all of it.

export type FailureWindow = {
  readonly count: (failed: boolean) => void
  readonly calls: () => number
  readonly failures: () => number
}

export function failureWindow(windowMs: number, now: () => number): FailureWindow {
  const halfMs = windowMs / 2
  let startedAt = now()
  let before = { calls: 0, failures: 0 }
  let current = { calls: 0, failures: 0 }
  const turn = () => {
    const halves = Math.floor((now() - startedAt) / halfMs)
    if (halves < 1) return
    before = halves === 1 ? current : { calls: 0, failures: 0 }
    current = { calls: 0, failures: 0 }
    startedAt += halves * halfMs
  }
  return {
    count(failed) {
      turn()
      current.calls++
      if (failed) current.failures++
    },
    calls: () => before.calls + current.calls,
    failures: () => before.failures + current.failures,
  }
}
