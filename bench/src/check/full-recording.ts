// A recording with as many operations and clients as there can be: what a check has most to read.
import { mergeTraffic } from '@supermarket/schema/traffic/merge-traffic.ts'
import { type Traffic, trafficFormat, trafficLimits } from '@supermarket/schema/traffic/traffic.ts'
import { dayOf } from '@supermarket/schema/traffic/utc-day.ts'

const coordinatesEach = 40

/** `until` in epoch milliseconds; it covers all days that a recording keeps. */
export function fullRecording(until: number): Traffic {
  const { maxOperations, maxClients, keepDays } = trafficLimits
  const day = dayOf(until)
  const clients = Array.from({ length: maxClients }, (_, at) => ({
    name: 'storefront-web',
    version: `1.${at}.0`,
    count: 1_000 + at,
    lastSeen: day,
  }))
  const operations = Array.from({ length: maxOperations }, (_, at) => ({
    signature: at.toString(16).padStart(64, '0'),
    name: `Operation${at}`,
    coordinates: Array.from({ length: coordinatesEach }, (_, field) => `Type${field}.field${at}`).sort(),
    clients,
  }))
  return mergeTraffic([
    { format: trafficFormat, from: dayOf(until - (keepDays - 1) * 86_400_000), until: day, operations },
  ])
}
