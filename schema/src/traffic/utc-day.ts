// Days as recordings and the changelog have them.

/** `2026-01-31`, in UTC. */
export function dayOf(epochMs: number): string {
  return new Date(epochMs).toISOString().slice(0, 10)
}
