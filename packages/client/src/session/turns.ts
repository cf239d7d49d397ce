// One at a time: in this page, and in all tabs where the browser has locks.

/** As `navigator.locks`. */
export type Locks = { request<Value>(name: string, run: () => Promise<Value>): Promise<Value> }

export type InTurn = <Value>(run: () => Promise<Value>) => Promise<Value>

/** Of browsers that have them, on pages that were served securely. */
export function platformLocks(): Locks | undefined {
  const { navigator } = globalThis as { readonly navigator?: { readonly locks?: Locks } }
  return navigator?.locks
}

/** Without locks only this page's own calls take turns; across tabs the contract's 10 s make up for it. */
export function inTurn(locks: Locks | undefined): InTurn {
  if (locks !== undefined) return (run) => locks.request('supermarket-session', run)
  let before: Promise<unknown> = Promise.resolve()
  return (run) => {
    const turn = before.then(run)
    before = turn.catch(() => {})
    return turn
  }
}
