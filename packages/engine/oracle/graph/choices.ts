// What fast-check draws for one supergraph: bare numbers that `buildGraph` reads as choices, so that every value is
// a valid supergraph, and zero is always the simplest choice.
import fc from 'fast-check'

const bits = fc.nat({ max: 0xffff })
const small = fc.nat({ max: 9 })

export type FieldChoices = {
  readonly kind: number
  readonly target: number
  readonly wrap: number
  readonly homes: number
  readonly args: number
  readonly extra: number
}

const field: fc.Arbitrary<FieldChoices> = fc.record({
  kind: fc.nat({ max: 19 }),
  target: bits,
  wrap: fc.nat({ max: 15 }),
  homes: bits,
  args: small,
  extra: bits,
})

const entity = fc.record({
  home: bits,
  presence: bits,
  keys: fc.nat({ max: 7 }),
  memberKeys: bits,
  fields: fc.array(field, { minLength: 1, maxLength: 6, size: 'max' }),
})

const value = fc.record({
  fields: fc.array(field, { minLength: 1, maxLength: 4, size: 'max' }),
})

const abstract = fc.record({
  isUnion: fc.boolean(),
  members: bits,
  fields: fc.array(field, { maxLength: 2, size: 'max' }),
  hidden: fc.nat({ max: 2 }),
})

const interfaceObject = fc.record({
  members: bits,
  object: bits,
  shared: fc.array(field, { maxLength: 2, size: 'max' }),
  fields: fc.array(field, { minLength: 1, maxLength: 3, size: 'max' }),
  requires: bits,
})

const requirement = fc.record({ entity: bits, home: bits, required: bits, below: bits, field })

const provision = fc.record({ field: bits, provided: bits })

const rates = fc.record({
  error: fc.nat({ max: 3 }),
  null: fc.nat({ max: 3 }),
  violation: fc.nat({ max: 3 }),
  missing: fc.nat({ max: 3 }),
  corrupt: fc.nat({ max: 3 }),
})

export const graphChoices = fc.record({
  subgraphs: fc.integer({ min: 2, max: 5 }),
  entities: fc.array(entity, { minLength: 1, maxLength: 4, size: 'max' }),
  values: fc.array(value, { maxLength: 3, size: 'max' }),
  abstracts: fc.array(abstract, { maxLength: 3, size: 'max' }),
  interfaceObjects: fc.array(interfaceObject, { maxLength: 1, size: 'max' }),
  queries: fc.array(field, { minLength: 1, maxLength: 6, size: 'max' }),
  mutations: fc.array(field, { maxLength: 4, size: 'max' }),
  requirements: fc.array(requirement, { maxLength: 5, size: 'max' }),
  provisions: fc.array(provision, { maxLength: 3, size: 'max' }),
  overrides: fc.array(bits, { maxLength: 2, size: 'max' }),
  inaccessible: fc.array(bits, { maxLength: 3, size: 'max' }),
  rates,
  seed: bits,
})

export type GraphChoices = typeof graphChoices extends fc.Arbitrary<infer T> ? T : never
