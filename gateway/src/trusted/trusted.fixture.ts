// A gateway that knows the shop's own trusted documents, or a few of a test's.
import { readFileSync } from 'node:fs'
import { buildManifest } from '@supermarket/schema/documents/build-manifest.ts'
import { type Manifest, parseManifest } from '@supermarket/schema/documents/manifest.ts'
import { schemaRoom } from '@supermarket/schema/load.ts'
import { createMetrics, type Metrics } from '@supermarket/service-kit/metrics.ts'
import { parse, Source } from 'graphql'
import { type TestGateway, type TestGatewayOptions, testGateway } from '../gateway.fixture.ts'
import { trustedList } from './trusted-list.ts'

const text = readFileSync(new URL('operations.manifest.json', schemaRoom), 'utf8')

export const shopManifest: Manifest = parseManifest(text, 'operations.manifest.json')

/** As `npm run operations:build` makes it of one file. */
export function manifestOf(source: string): Manifest {
  const documents = [parse(new Source(source, 'a.graphql'))]
  const built = buildManifest([{ path: '.', documents, errors: [] }])
  if (built.kind === 'failed') throw new Error(built.problems.join('\n'))
  return built.manifest
}

export type TrustedGateway = TestGateway & {
  readonly metrics: Metrics
  /** How many operations were planned while a request waited for it, and how many before. */
  planned(): Promise<{ readonly request: number; readonly ahead: number }>
}

export async function trustedGateway(
  mode: 'log' | 'enforce',
  manifest: Manifest,
  options: TestGatewayOptions = {},
): Promise<TrustedGateway> {
  const metrics = createMetrics()
  const trusted = { mode, list: trustedList(manifest, { maxTokens: 1_000 }) }
  const gateway = await testGateway({ trusted, metrics, ...options })
  return {
    ...gateway,
    metrics,
    async planned() {
      const metric = await metrics.registry.getSingleMetric('gateway_plan_duration_seconds')?.get()
      const counted = (path: string) =>
        (metric?.values ?? [])
          .filter((value) => 'metricName' in value && String(value.metricName).endsWith('_count'))
          .filter(({ labels }) => labels.path === path)
          .reduce((sum, { value }) => sum + value, 0)
      return { request: counted('request'), ahead: counted('ahead') }
    },
  }
}
