// Whatever is asked by whomever: nothing that the sender lacks is left, nothing that he has is lost. The judge here
// reads the SDL on its own; it knows nothing of clauses, fragments restricted once, or keys.
import fc from 'fast-check'
import {
  type ASTNode,
  buildSchema,
  type DocumentNode,
  type FragmentDefinitionNode,
  type GraphQLNamedType,
  getNamedType,
  getOperationAST,
  isInterfaceType,
  isObjectType,
  Kind,
  print,
  type SelectionSetNode,
  validate,
  valueFromASTUntyped,
} from 'graphql'
import { expect, test } from 'vitest'
import { compilePolicies } from './compile-policies.ts'
import { type Claims, deniedKey, restrictionFor } from './decide.ts'
import { type OperationShape, operations } from './operations.fixture.ts'
import { anonymous, schemas, serve, unpropagatedSdl } from './policy.fixture.ts'
import { policyRules } from './policy-rules.ts'
import type { Denial } from './restrict-operation.ts'

const unhurried = { timeout: 30_000 }

const { apiSchema } = schemas
/** The harder one: here the rules of interfaces are not written down on them. */
const supergraphSchema = buildSchema(unpropagatedSdl, { assumeValid: true })
const scopes = ['finance', 'read', 'admin', 'films']
const policies = ['insider', 'graders', 'guards', 'chief']

type Rights = {
  readonly authenticated: boolean
  readonly scopes: ReadonlySet<string>
  readonly policies: ReadonlySet<string>
}

const rightsArbitrary: fc.Arbitrary<Rights> = fc.record({
  authenticated: fc.boolean(),
  scopes: fc.subarray(scopes).map((held) => new Set(held)),
  policies: fc.subarray(policies).map((held) => new Set(held)),
})

const everything: Rights = { authenticated: true, scopes: new Set(scopes), policies: new Set(policies) }

const claimsOf = (rights: Rights): Claims => ({ ...rights, policies: () => rights.policies })

const shape: OperationShape = {
  schema: apiSchema,
  args: { product: '(id: "1")', publish: '(id: "1")', rename: '(id: "1", name: $name)' },
  // What makes a second subgraph necessary, and the key that leads there.
  favoured: ['product', 'products', 'code', 'stock'],
  variables: '($with: Boolean! = true, $name: String! = "n")',
}

const operationArbitrary = operations(shape)
const shadowingArbitrary = operations({ ...shape, shadowing: ['code', 'cost', 'address'] })

function allows(
  rights: Rights,
  element: { readonly astNode?: ASTNode | null | undefined } | undefined,
): boolean {
  const node = element?.astNode
  const directives = node && 'directives' in node ? (node.directives ?? []) : []
  return directives.every(({ name, arguments: given = [] }) => {
    if (name.value === 'authenticated') return rights.authenticated
    if (name.value !== 'requiresScopes' && name.value !== 'policy') return true
    const held = name.value === 'policy' ? rights.policies : rights.scopes
    const groups = given.map(({ value }) => valueFromASTUntyped(value) as string[][])
    return groups.every((anyOf) => anyOf.some((group) => group.every((each) => held.has(each))))
  })
}

/** The path of each field that may be selected, type conditions included; of what selects nothing, nothing. */
function paths(document: DocumentNode, rights: Rights): ReadonlySet<string> {
  const fragments = new Map<string, FragmentDefinitionNode>()
  for (const each of document.definitions) {
    if (each.kind === Kind.FRAGMENT_DEFINITION) fragments.set(each.name.value, each)
  }

  function within({ selections }: SelectionSetNode, type: GraphQLNamedType, path: string): string[] {
    return selections.flatMap((node) => {
      if (node.kind !== Kind.FIELD) {
        const fragment = node.kind === Kind.FRAGMENT_SPREAD ? fragments.get(node.name.value) : node
        if (!fragment) return []
        const on = supergraphSchema.getType(fragment.typeCondition?.name.value ?? type.name)
        if (!on || !allows(rights, on) || !allowsPlain(fragment.selectionSet, on)) return []
        return within(fragment.selectionSet, on, `${path}/... on ${on.name}`)
      }
      const here = `${path}/${(node.alias ?? node.name).value}`
      if (node.name.value.startsWith('__')) return [here]
      const declared = declaredField(type, node.name.value)
      const below = declared && getNamedType(declared.type)
      if (!below || !allowsField(type, node.name.value)) return []
      if (!node.selectionSet) return [here]
      return allowsPlain(node.selectionSet, below) ? within(node.selectionSet, below, here) : []
    })
  }

  function allowsField(type: GraphQLNamedType, name: string): boolean {
    const types = isInterfaceType(type) ? [type, ...supergraphSchema.getPossibleTypes(type)] : [type]
    return types.every((each) => {
      const declared = declaredField(each, name)
      return declared && allows(rights, declared) && allows(rights, getNamedType(declared.type))
    })
  }

  function allowsPlain({ selections }: SelectionSetNode, type: GraphQLNamedType): boolean {
    if (!isInterfaceType(type)) return true
    const plain = selections.some((node) => node.kind === Kind.FIELD && node.name.value !== '__typename')
    return !plain || supergraphSchema.getPossibleTypes(type).every((each) => allows(rights, each))
  }

  const operation = getOperationAST(document)
  const root = operation && supergraphSchema.getRootType(operation.operation)
  return new Set(root ? within(operation.selectionSet, root, '') : [])
}

function declaredField(type: GraphQLNamedType, name: string) {
  return isObjectType(type) || isInterfaceType(type) ? type.getFields()[name] : undefined
}

const rules = policyRules(supergraphSchema)

async function restrict(document: DocumentNode, rights: Rights) {
  const compiled = rules && compilePolicies(rules, { document, operationName: undefined })
  if (!compiled) return { planned: document, denials: [] as readonly Denial[], key: '' }
  const key = await deniedKey(compiled, claimsOf(rights))
  const restriction = restrictionFor(compiled, key)
  return {
    planned: restriction ? restriction.document : document,
    denials: restriction?.denials ?? [],
    key,
  }
}

const isMeta = (path: string) => /^(\/\.\.\. on \w+)*\/__/.test(path)
const withoutConditions = (path: string) => path.replaceAll(/\/\.\.\. on \w+/g, '')

test('what is left is exactly what its sender may select, and is valid', unhurried, async () => {
  let restricted = 0
  await fc.assert(
    fc.asyncProperty(operationArbitrary, rightsArbitrary, async (document, rights) => {
      const { planned } = await restrict(document, rights)
      const allowed = paths(document, rights)
      const left = planned ? paths(planned, everything) : new Set([...allowed].filter(isMeta))
      expect([...left].sort()).toEqual([...allowed].sort())
      if (planned) expect(validate(apiSchema, planned).filter(isOfTheClient)).toEqual([])
      if (planned !== document) restricted += 1
    }),
    { numRuns: 250 },
  )
  expect(restricted).toBeGreaterThan(80)
})

/** Operations made here declare variables that they may not use. */
const isOfTheClient = ({ message }: Error) => !message.includes('is never used')

test('with every right an operation is left as it is', unhurried, async () => {
  await fc.assert(
    fc.asyncProperty(operationArbitrary, async (document) => {
      const { planned, denials, key } = await restrict(document, everything)
      expect(planned).toBe(document)
      expect(denials).toEqual([])
      expect(key).toBe('')
    }),
  )
})

test('whatever is lost has an error on its way', unhurried, async () => {
  await fc.assert(
    fc.asyncProperty(operationArbitrary, rightsArbitrary, async (document, rights) => {
      const { planned, denials } = await restrict(document, rights)
      const left = planned ? paths(planned, everything) : new Set<string>()
      const told = denials.map(({ path }) => `/${path.join('/')}/`)
      for (const path of paths(document, everything)) {
        if (left.has(path) || isMeta(path)) continue
        const lost = `${withoutConditions(path)}/`
        expect(told.some((denied) => denied === '//' || lost.startsWith(denied))).toBe(true)
      }
    }),
    { numRuns: 100 },
  )
})

/** Everything that an anonymous client may not read, as the resolvers of the graph have it. */
const secrets = /"c\d+"|secret|Hill|example\.test|North|Gus|HIGH|Sky|Loss|1000|2000/

test(
  'no answer holds what its sender may not read, under whatever name it was asked for',
  unhurried,
  async () => {
    await fc.assert(
      fc.asyncProperty(shadowingArbitrary, async (document) => {
        const query = print(document)
        fc.pre(!validate(apiSchema, document).some(isOfTheClient))
        const { data } = await serve(query, anonymous, { variables: { name: 'n' } })
        expect(JSON.stringify(data)).not.toMatch(secrets)
      }),
      { numRuns: 150 },
    )
  },
)
