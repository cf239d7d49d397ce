// Takes a composed contract apart into its elements, as clients see it. What is `@inaccessible` is not among them: both
// ends of an internal call change in one commit, and clients have no business with it.
import {
  type ConstDirectiveNode,
  type DefinitionNode,
  type FieldDefinitionNode,
  type InputValueDefinitionNode,
  isTypeDefinitionNode,
  Kind,
  type NamedTypeNode,
  parse,
  print,
  type TypeDefinitionNode,
} from 'graphql'
import { policiesOf } from '../changes/compare-policies.ts'
import type { SubgraphDocuments } from '../compose.ts'
import { compareWords, type Element, type Elements } from './element.ts'
import { listSubgraphsOf } from './list-subgraphs.ts'

export function listElements(
  composed: { readonly supergraphSdl: string; readonly apiSdl: string },
  documents: SubgraphDocuments,
): Elements {
  const policies = policiesOf(composed.supergraphSdl)
  const subgraphs = listSubgraphsOf(documents)
  const parts = parse(composed.apiSdl, { noLocation: true }).definitions.flatMap(partsOf)
  return new Map(
    parts.map(([at, part]) => {
      const served = subgraphs.get(at.replace(/\(.*$/, ''))
      const policy = policies.get(at)
      return [at, { ...part, ...(policy ? { policy } : {}), ...(served ? { subgraphs: served } : {}) }]
    }),
  )
}

type Part = readonly [at: string, element: Element]

function partsOf(node: DefinitionNode): readonly Part[] {
  if (node.kind === Kind.SCHEMA_DEFINITION) return [['schema', elementOf(node, print(node))]]
  if (node.kind === Kind.DIRECTIVE_DEFINITION) {
    const at = `@${node.name.value}`
    const { description: _, ...bare } = node
    const head = print({ ...bare, arguments: [] })
    return [[at, elementOf(node, head)], ...argumentsOf(at, node.arguments)]
  }
  if (!isTypeDefinitionNode(node)) return []
  const at = node.name.value
  const part: Part = [at, elementOf(node, headOf(node))]
  switch (node.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return [part, ...(node.fields ?? []).flatMap((field) => partsOfField(at, field))]
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return [part, ...(node.fields ?? []).map((field) => inputOf(`${at}.${field.name.value}`, field))]
    case Kind.ENUM_TYPE_DEFINITION:
      return [
        part,
        ...(node.values ?? []).map((value): Part => [`${at}.${value.name.value}`, elementOf(value, '')]),
      ]
    default:
      return [part]
  }
}

/** In what order interfaces and members of a union are named is nobody's contract. */
function headOf(node: TypeDefinitionNode): string {
  const { description: _, ...bare } = node
  switch (bare.kind) {
    case Kind.OBJECT_TYPE_DEFINITION:
    case Kind.INTERFACE_TYPE_DEFINITION:
      return print({ ...bare, interfaces: byName(bare.interfaces), fields: [] })
    case Kind.INPUT_OBJECT_TYPE_DEFINITION:
      return print({ ...bare, fields: [] })
    case Kind.ENUM_TYPE_DEFINITION:
      return print({ ...bare, values: [] })
    case Kind.UNION_TYPE_DEFINITION:
      return print({ ...bare, types: byName(bare.types) })
    case Kind.SCALAR_TYPE_DEFINITION:
      return print(bare)
  }
}

function byName(names: readonly NamedTypeNode[] = []): readonly NamedTypeNode[] {
  return names.toSorted((a, b) => compareWords(a.name.value, b.name.value))
}

function partsOfField(type: string, field: FieldDefinitionNode): readonly Part[] {
  const at = `${type}.${field.name.value}`
  return [[at, elementOf(field, print(field.type))], ...argumentsOf(at, field.arguments)]
}

function argumentsOf(at: string, args: readonly InputValueDefinitionNode[] = []): readonly Part[] {
  return args.map((argument) => inputOf(`${at}(${argument.name.value}:)`, argument))
}

function inputOf(at: string, input: InputValueDefinitionNode): Part {
  const fallback = input.defaultValue === undefined ? '' : ` = ${print(input.defaultValue)}`
  return [at, elementOf(input, `${print(input.type)}${fallback}`)]
}

type Told = {
  readonly description?: { readonly value: string } | undefined
  readonly directives?: readonly ConstDirectiveNode[] | undefined
}

function elementOf({ description, directives = [] }: Told, sdl: string): Element {
  const deprecated = directives.find(({ name }) => name.value === 'deprecated')
  const reason = deprecated?.arguments?.find(({ name }) => name.value === 'reason')?.value
  return {
    sdl,
    ...(deprecated
      ? { deprecated: reason?.kind === Kind.STRING ? reason.value : 'No longer supported' }
      : {}),
    ...(description ? { description: description.value } : {}),
  }
}
