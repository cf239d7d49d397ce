// Reports to Apollo Studio, by Apollo Server's own plugins: counts of operations, traces, and the schema. What leaves
// the house is in docs/studio.md; values of variables, headers, literals and messages of errors never do.
import type { ApolloServerPlugin } from '@apollo/server'
import {
  ApolloServerPluginSchemaReportingDisabled,
  ApolloServerPluginUsageReportingDisabled,
} from '@apollo/server/plugin/disabled'
import { ApolloServerPluginSchemaReporting } from '@apollo/server/plugin/schemaReporting'
import { ApolloServerPluginUsageReporting } from '@apollo/server/plugin/usageReporting'
import type { Logger } from 'pino'

export type StudioOptions = {
  readonly key: string
  /** `graph@variant`. */
  readonly graphRef: string
  /** Part of the requests that are traced, from 0 to 1. */
  readonly traceRatio: number
  readonly reportsSchema: boolean
  /** Apollo's own by default, as the next. The plugin adds the path `/api/ingress/traces`. */
  readonly usageUrl?: string | undefined
  readonly schemaUrl?: string | undefined
  /** Many gateways that start at once report their schema within this time; 10 s by default. */
  readonly schemaDelayMs?: number
}

/** Both kinds are switched off in so many words without Studio: Apollo Server would switch them on by the environment. */
export function studioPlugins(studio: StudioOptions | undefined, log: Logger): ApolloServerPlugin[] {
  if (studio === undefined)
    return [ApolloServerPluginUsageReportingDisabled(), ApolloServerPluginSchemaReportingDisabled()]
  return [
    usageReports(studio, log),
    studio.reportsSchema ? schemaReports(studio) : ApolloServerPluginSchemaReportingDisabled(),
  ]
}

function usageReports({ usageUrl, traceRatio }: StudioOptions, log: Logger): ApolloServerPlugin {
  return ApolloServerPluginUsageReporting({
    sendVariableValues: { none: true },
    sendHeaders: { none: true },
    sendErrors: { masked: true },
    sendUnexecutableOperationDocuments: false,
    fieldLevelInstrumentation: traceRatio,
    ...(usageUrl === undefined ? {} : { endpointUrl: usageUrl.replace(/\/+$/, '') }),
    // The last report is sent while the process ends, which may take 15 s with the requests before it.
    requestTimeoutMs: 2_000,
    maxAttempts: 2,
    reportErrorFunction: (error) => log.warn({ error }, 'Studio did not take a usage report'),
  })
}

function schemaReports({ schemaUrl, schemaDelayMs }: StudioOptions): ApolloServerPlugin {
  return ApolloServerPluginSchemaReporting({
    ...(schemaUrl === undefined ? {} : { endpointUrl: schemaUrl }),
    ...(schemaDelayMs === undefined ? {} : { initialDelayMaxMs: schemaDelayMs }),
  })
}
