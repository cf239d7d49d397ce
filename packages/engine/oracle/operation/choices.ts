// What fast-check draws for one operation and its circumstances: a tree of bare numbers that `buildOperation` reads
// against a schema. Whatever branch shrinking takes away, the rest still means the same.
import fc from 'fast-check'

export type SelectionChoices = {
  readonly kind: number
  readonly pick: number
  readonly alias: number
  readonly directive: number
  readonly args: number
  readonly children: readonly SelectionChoices[]
}

const deepest = 5

function selection(depth: number): fc.Arbitrary<SelectionChoices> {
  const children: fc.Arbitrary<SelectionChoices[]> =
    depth === 0
      ? fc.array(fc.constant({ kind: 0, pick: 0, alias: 0, directive: 0, args: 0, children: [] }), {
          maxLength: 0,
        })
      : fc.array(selection(depth - 1), { maxLength: 3, size: 'max' })
  return fc.record({
    kind: fc.nat({ max: 15 }),
    pick: fc.nat({ max: 0xff }),
    alias: fc.nat({ max: 31 }),
    directive: fc.nat({ max: 39 }),
    args: fc.nat({ max: 0xff }),
    children,
  })
}

export const operationChoices = fc.record({
  /** Three in four are queries. */
  kind: fc.nat({ max: 3 }),
  selections: fc.array(selection(deepest), { minLength: 1, maxLength: 4, size: 'max' }),
  variables: fc.nat({ max: 0xffff }),
  /** How a subgraph fails as a whole, in a fifth of the cases. */
  outage: fc.nat({ max: 31 }),
  outageAt: fc.nat({ max: 0xff }),
  labels: fc.nat({ max: 0xff }),
})

export type OperationChoices = typeof operationChoices extends fc.Arbitrary<infer T> ? T : never
