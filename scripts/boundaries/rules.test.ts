// The boundary check is only worth what it catches: each rule meets a planted violation here.
import { expect, it } from 'vitest'
import { findCycles } from './cycles.ts'
import { findViolations } from './rules.ts'

const violations = (path: string, text: string) => findViolations({ path, text })

it('refuses that one subgraph imports another', () => {
  expect(
    violations('subgraphs/orders/src/order/x.ts', "import { a } from '@supermarket/products/server.ts'\n"),
  ).toEqual([
    'subgraphs/orders/src/order/x.ts:1: subgraphs/orders must not import subgraphs/products/src/server.ts',
  ])
})

it("refuses another service's tables, even inside a store", () => {
  expect(
    violations(
      'subgraphs/orders/src/order/store.ts',
      "import { a } from '@supermarket/drizzle/users/tables.ts'\n",
    ),
  ).toEqual([
    'subgraphs/orders/src/order/store.ts:1: subgraphs/orders must not import drizzle/users/tables.ts',
  ])
})

it('refuses a room of ours inside the service kit, and tests kits everywhere', () => {
  expect(
    violations('packages/service-kit/src/x.ts', "import { a } from '@supermarket/schema/load.ts'\n"),
  ).toHaveLength(1)
  expect(
    violations('gateway/src/x.ts', "import { a } from '@supermarket/testkit/cluster.ts'\n"),
  ).toHaveLength(1)
})

it('keeps the client room free of everything else of ours, types too', () => {
  for (const line of [
    "import { a } from '@supermarket/service-kit/money.ts'",
    "import type { A } from '@supermarket/schema/load.ts'",
  ]) {
    expect(violations('packages/client/src/x.ts', `${line}\n`)).toHaveLength(1)
  }
  expect(violations('packages/client/src/x.ts', "import { a } from './generated/operations.ts'\n")).toEqual(
    [],
  )
})

it('refuses to reach into another room by a relative path', () => {
  expect(
    violations('gateway/src/x.ts', "import { a } from '../../packages/service-kit/src/log.ts'\n"),
  ).toEqual(['gateway/src/x.ts:1: reaches into packages/service-kit by a relative path'])
})

it('lets market see of a subgraph only its server', () => {
  expect(
    violations('packages/market/src/x.ts', "import { a } from '@supermarket/users/server.ts'\n"),
  ).toEqual([])
  expect(
    violations('packages/market/src/x.ts', "import { a } from '@supermarket/users/context.ts'\n"),
  ).toHaveLength(1)
})

it('keeps drizzle in stores and the environment in configs', () => {
  expect(
    violations('subgraphs/users/src/account/register.ts', "import { eq } from 'drizzle-orm'\n"),
  ).toHaveLength(1)
  expect(violations('subgraphs/users/src/account/store.ts', "import { eq } from 'drizzle-orm'\n")).toEqual([])
  expect(violations('gateway/src/http.ts', 'const a = process.env.PORT\n')).toHaveLength(1)
  expect(violations('gateway/src/config.ts', 'const a = process.env.PORT\n')).toEqual([])
})

it('keeps pure files pure', () => {
  expect(
    violations('subgraphs/orders/src/order/total.ts', '// Totals. Pure.\nexport const t = Date.now()\n'),
  ).toHaveLength(1)
  expect(
    violations('subgraphs/orders/src/order/total.ts', "// Totals. Pure.\nimport { x } from 'node:fs'\n"),
  ).toHaveLength(1)
})

it('refuses files of more than 300 lines, tests excepted', () => {
  expect(violations('gateway/src/long.ts', 'x\n'.repeat(301))).toEqual([
    'gateway/src/long.ts: has 301 lines, more than 300',
  ])
  expect(violations('gateway/src/long.test.ts', 'x\n'.repeat(301))).toEqual([])
})

it('finds import cycles', () => {
  expect(
    findCycles([
      { path: 'gateway/src/a.ts', text: "import { b } from './b.ts'\n" },
      { path: 'gateway/src/b.ts', text: "import { a } from './a.ts'\n" },
    ]),
  ).toEqual(['import cycle: gateway/src/a.ts → gateway/src/b.ts → gateway/src/a.ts'])
})
