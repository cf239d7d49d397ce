// The variable of recorded traffic, for every config that reads it.
import { z } from 'zod'

/** A folder, or `off`. */
export const trafficVariables = {
  TRAFFIC_DIR: z.string().trim().optional(),
}

/** Undefined when nothing is recorded. */
export function trafficFolder(given: string | undefined, byDefault?: string): string | undefined {
  const chosen = given ?? byDefault
  return chosen === 'off' ? undefined : chosen
}
