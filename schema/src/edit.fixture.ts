// Edits of the contract by coordinate, for tests: one line each, wherever the text stands.
import { type DefinitionNode, type DocumentNode, parse } from 'graphql'
import { contract } from './check.fixture.ts'
import type { Contract } from './contract.ts'
import type { SubgraphName } from './subgraphs.ts'

/**
 * `Type.member` is replaced by the text, `Type.+` gets one more member, `Type` is replaced as a whole, `+` adds definitions.
 * An empty text removes.
 */
export type CoordinateEdit = readonly [subgraph: SubgraphName, at: string, text: string]

/** Throws when there is nothing to replace. */
export function edited(...edits: readonly CoordinateEdit[]): Contract {
  const own = { ...contract.own }
  for (const [subgraph, at, text] of edits) own[subgraph] = editDocument(own[subgraph], at, text)
  return { ...contract, own }
}

function editDocument(document: DocumentNode, at: string, text: string): DocumentNode {
  const [typeName, member] = at.split('.')
  const added = member === undefined && text !== '' ? parse(text).definitions : []
  if (typeName === '+') return { ...document, definitions: [...document.definitions, ...added] }
  const definitions = document.definitions.flatMap((node) => {
    if (!('name' in node) || node.name?.value !== typeName) return [node]
    return member === undefined ? added : [editMembers(node, member, text)]
  })
  if (definitions.every((node, index) => node === document.definitions[index]))
    throw new Error(`There is no ${at}.`)
  return { ...document, definitions }
}

function editMembers(node: DefinitionNode, member: string, text: string): DefinitionNode {
  const keyword = /^(Object|InputObject|Enum)TypeDefinition$/.exec(node.kind)?.[1]
  const words = { Object: 'type', InputObject: 'input', Enum: 'enum' }
  const word = new Map(Object.entries(words)).get(keyword ?? '')
  const key = node.kind === 'EnumTypeDefinition' ? 'values' : 'fields'
  const [parsed] = text === '' ? [] : parse(`${word} X { ${text} }`).definitions
  const old = membersOf(node)
  const made = parsed === undefined ? [] : membersOf(parsed)
  if (member === '+') return { ...node, [key]: [...old, ...made] }
  if (!old.some(({ name }) => name.value === member)) throw new Error(`There is no member ${member}.`)
  return { ...node, [key]: old.flatMap((one) => (one.name.value === member ? made : [one])) }
}

function membersOf(node: DefinitionNode): readonly { readonly name: { readonly value: string } }[] {
  if (node.kind === 'EnumTypeDefinition') return node.values ?? []
  if (node.kind === 'ObjectTypeDefinition' || node.kind === 'InputObjectTypeDefinition')
    return node.fields ?? []
  throw new Error(`${node.kind} has no members.`)
}
