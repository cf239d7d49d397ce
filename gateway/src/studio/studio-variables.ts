// The variables of Apollo Studio, for every config that reads them. No problem repeats a value: one of them is a key.
import { commaList, httpUrl } from '@supermarket/service-kit/env.ts'
import { z } from 'zod'
import type { StudioOptions } from './studio-plugins.ts'

export const studioVariables = {
  /** Without it nothing is sent anywhere. */
  APOLLO_KEY: z
    .string()
    .trim()
    .regex(/^[\x21-\x7e]+$/, 'must be an API key of Apollo: printable characters without spaces')
    .optional(),
  APOLLO_GRAPH_REF: z
    .string()
    .trim()
    .regex(/^[A-Za-z][\w-]{0,63}@[^\s@]{1,63}$/, 'must be graph@variant, such as supermarket@current')
    .optional(),
  /** Part of the requests that are traced, from 0 to 1; the others are only counted. */
  APOLLO_TRACE_RATIO: z.coerce
    .number('must be a number from 0 to 1')
    .min(0, 'must be a number from 0 to 1')
    .max(1, 'must be a number from 0 to 1')
    .default(1),
  /** Apollo's own unless told otherwise, all three: a proxy of yours, or a test. */
  APOLLO_USAGE_REPORTING_URL: httpUrl.optional(),
  APOLLO_SCHEMA_REPORTING_URL: httpUrl.optional(),
  APOLLO_UPLINK_ENDPOINTS: commaList.pipe(z.array(httpUrl)),
  /** Where the supergraph comes from: our own file, or managed, from Uplink. */
  SUPERGRAPH: z.enum(['file', 'uplink'], 'must be file or uplink').default('file'),
}

const shape = z.object(studioVariables)

export type StudioVariables = z.infer<typeof shape>

/** What is wrong with the variables together; each of them has been checked by itself. */
export function studioProblems({ APOLLO_KEY, APOLLO_GRAPH_REF, SUPERGRAPH }: StudioVariables): string[] {
  if (APOLLO_KEY !== undefined && APOLLO_GRAPH_REF === undefined)
    return ['APOLLO_GRAPH_REF: is required with APOLLO_KEY: graph@variant']
  if (SUPERGRAPH === 'uplink' && APOLLO_KEY === undefined)
    return ['SUPERGRAPH: uplink needs APOLLO_KEY and APOLLO_GRAPH_REF']
  return []
}

/** Undefined without a key. */
export function studioOf(config: StudioVariables): StudioOptions | undefined {
  const { APOLLO_KEY: key, APOLLO_GRAPH_REF: graphRef } = config
  if (key === undefined || graphRef === undefined) return undefined
  return {
    key,
    graphRef,
    traceRatio: config.APOLLO_TRACE_RATIO,
    // The registry knows the schema that came from it.
    reportsSchema: config.SUPERGRAPH === 'file',
    usageUrl: config.APOLLO_USAGE_REPORTING_URL,
    schemaUrl: config.APOLLO_SCHEMA_REPORTING_URL,
  }
}
