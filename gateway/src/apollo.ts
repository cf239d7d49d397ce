// Apollo Server as the gateway runs it: the pipeline of the contract (limits, masking, CSRF, no suggestions).
import { ApolloServer } from '@apollo/server'
import {
  ApolloServerPluginCacheControlDisabled,
  ApolloServerPluginLandingPageDisabled,
} from '@apollo/server/plugin/disabled'
import { faultLog, formatError } from '@supermarket/service-kit/mask-errors.ts'
import type { Metrics } from '@supermarket/service-kit/metrics.ts'
import { UnconditionalSubscription } from '@supermarket/service-kit/subscription-rules.ts'
import { StorableText } from '@supermarket/service-kit/text-rules.ts'
import type { Logger } from 'pino'
import type { GatewayContext } from './context.ts'
import { answerPlugin } from './edge/answer-plugin.ts'
import { type DocumentLimits, documentLimits } from './edge/document-limits.ts'
import { introspectionPlugin } from './edge/introspection-plugin.ts'
import { operationPlugin } from './edge/operation-plugin.ts'
import { pageSizePlugin } from './edge/page-size-plugin.ts'
import { type ScalarsByName, scalarLiterals } from './edge/scalar-literals.ts'
import { tokenPlugin } from './edge/token-plugin.ts'
import { variablesPlugin } from './edge/variables-plugin.ts'
import type { Executor } from './executor.ts'
import { type StudioOptions, studioPlugins } from './studio/studio-plugins.ts'
import { trafficPlugin } from './traffic/traffic-plugin.ts'
import type { TrafficRecorder } from './traffic/traffic-recorder.ts'
import type { TrustedDocuments } from './trusted/open-trusted.ts'
import { trustedPlugins } from './trusted/trusted-plugins.ts'

export type RequestLimits = DocumentLimits & { readonly tokens: number; readonly pageSize: number }

export type ApolloOptions = {
  readonly executor: Executor
  readonly introspection: boolean
  readonly limits: RequestLimits
  /** What the scalars of the graph take, where that is known. */
  readonly scalars?: ScalarsByName | undefined
  readonly log: Logger
  readonly metrics?: Metrics | undefined
  /** Without it nothing is reported to anybody. */
  readonly studio?: StudioOptions | undefined
  /** Counts what clients use; nothing is counted without it. */
  readonly traffic?: TrafficRecorder | undefined
  /** Every document is taken without it. */
  readonly trusted?: TrustedDocuments | undefined
}

export async function createApollo({
  executor,
  metrics,
  introspection,
  limits,
  log,
  scalars = {},
  studio,
  traffic,
  trusted,
}: ApolloOptions): Promise<ApolloServer<GatewayContext>> {
  const apollo = new ApolloServer<GatewayContext>({
    gateway: executor,
    ...(executor.stringifyResult ? { stringifyResult: executor.stringifyResult } : {}),
    logger: log,
    introspection,
    hideSchemaDetailsFromClientErrors: true,
    includeStacktraceInErrorResponses: false,
    parseOptions: { maxTokens: limits.tokens },
    validationRules: [
      documentLimits(limits),
      StorableText,
      UnconditionalSubscription,
      scalarLiterals(scalars),
    ],
    formatError,
    csrfPrevention: true,
    allowBatchedHttpRequests: false,
    stopOnTerminationSignals: false,
    cache: 'bounded',
    ...(studio ? { apollo: { key: studio.key, graphRef: studio.graphRef } } : {}),
    plugins: [
      ...studioPlugins(studio, log),
      faultLog(log),
      ...trustedPlugins(trusted, { log, metrics, explorable: introspection }),
      operationPlugin({ subscriptions: executor.streams }),
      tokenPlugin,
      variablesPlugin,
      pageSizePlugin(limits.pageSize),
      introspectionPlugin,
      ...(traffic ? [trafficPlugin(traffic, trusted?.list.documents)] : []),
      answerPlugin(metrics, executor.extensions),
      ApolloServerPluginCacheControlDisabled(),
      ApolloServerPluginLandingPageDisabled(),
    ],
  })
  await apollo.start()
  return apollo
}
