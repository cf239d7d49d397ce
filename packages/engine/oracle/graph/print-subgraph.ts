// A subgraph's SDL, as its team would write it, from the logical graph.
import {
  type Abstract,
  type Entity,
  externalKey,
  type Field,
  type Graph,
  type InterfaceObject,
  isResolvedIn,
  type KeyName,
  type NamedType,
  type Value,
} from './model.ts'

const directives = [
  'key',
  'shareable',
  'requires',
  'provides',
  'external',
  'override',
  'inaccessible',
  'interfaceObject',
]

const header = `extend schema @link(url: "https://specs.apollo.dev/federation/v2.9", import: [${directives
  .map((name) => `"@${name}"`)
  .join(', ')}])
scalar Json
enum Color { RED GREEN BLUE GHOST @inaccessible }
enum Size { S M L }
input Input { x: Int = 1, text: String, deep: Input, ids: [ID!] }
`

export const keyFields: Record<
  KeyName,
  { readonly selection: string; readonly fields: Record<string, string> }
> = {
  id: { selection: 'id', fields: { id: 'ID!' } },
  code: { selection: 'code', fields: { code: 'String!' } },
  compound: { selection: 'num region', fields: { num: 'Int!', region: 'String!' } },
  nested: { selection: 'ref { code }', fields: { ref: '%Ref!' } },
}

export function printSubgraph(graph: Graph, subgraph: number): string {
  const types = [...graph.types.values()].map((type) => printType(graph, subgraph, type))
  return [
    header,
    printRoot('Query', graph.queries, subgraph),
    printRoot('Mutation', graph.mutations, subgraph),
    ...types,
  ]
    .filter((text) => text !== '')
    .join('\n')
}

function printRoot(name: string, fields: readonly Field[], subgraph: number): string {
  const own = fields.filter((field) => isResolvedIn(field, subgraph))
  return own.length === 0
    ? ''
    : block(
        `type ${name}`,
        own.map((field) => printField(field, subgraph)),
      )
}

function printType(graph: Graph, subgraph: number, type: NamedType): string {
  switch (type.kind) {
    case 'entity':
      return printEntity(graph, subgraph, type)
    case 'value':
      return printValue(graph, subgraph, type)
    case 'interface-object':
      return printInterfaceObject(graph, subgraph, type)
    default:
      return printAbstract(graph, subgraph, type)
  }
}

function printEntity(graph: Graph, subgraph: number, entity: Entity): string {
  const presence = entity.presence.get(subgraph)
  if (!presence) return ''
  const keys = presence.keys.map((key) => {
    const resolvable = presence.isResolvable ? '' : ', resolvable: false'
    return `@key(fields: "${keyFields[key].selection}"${resolvable})`
  })
  const ofKeys = presence.keys.flatMap((key) =>
    Object.entries(keyFields[key].fields).map(([name, type]) => `${name}: ${type.replace('%', entity.name)}`),
  )
  const own = entity.fields.flatMap((field) => {
    const isExternal = graph.externals.has(externalKey(subgraph, entity.name, field.name))
    if (isExternal) return [`${signature(field, subgraph)} @external`]
    const isHere = isResolvedIn(field, subgraph) || field.override?.from === subgraph
    return isHere ? [printField(field, subgraph, graph)] : []
  })
  const head = [`type ${entity.name}${implementing(graph, subgraph, entity.name)}`, ...keys].join(' ')
  return block(head, [...ofKeys, ...own])
}

function printValue(graph: Graph, subgraph: number, value: Value): string {
  if (!value.presence.has(subgraph)) return ''
  const hidden = value.isInaccessible ? ' @inaccessible' : ''
  const id = value.hasId ? ['id: ID!'] : []
  const own = value.fields
    .filter((field) => isResolvedIn(field, subgraph))
    .map((field) => `${signature(field, subgraph)}${field.isInaccessible ? ' @inaccessible' : ''}`)
  const head = `type ${value.name}${implementing(graph, subgraph, value.name)} @shareable${hidden}`
  return block(head, [...id, ...own])
}

function implementing(graph: Graph, subgraph: number, name: string): string {
  const interfaces = [...graph.types.values()].filter((type) =>
    type.kind === 'interface'
      ? type.presence.get(subgraph)?.has(name)
      : type.kind === 'interface-object' && type.interfaceHome === subgraph && type.members.includes(name),
  )
  return interfaces.length === 0 ? '' : ` implements ${interfaces.map((type) => type.name).join(' & ')}`
}

function printAbstract(graph: Graph, subgraph: number, type: Abstract): string {
  const members = type.presence.get(subgraph)
  if (!members || members.size === 0) return ''
  if (type.kind === 'union') return `union ${type.name} = ${[...members].join(' | ')}\n`
  const local = type.fields.filter((field) =>
    [...members].every((name) => {
      const member = graph.types.get(name)
      const own = member?.kind === 'entity' || member?.kind === 'value' ? member.fields : []
      return own.some((each) => each.name === field.name && isResolvedIn(each, subgraph))
    }),
  )
  return block(`interface ${type.name}`, ['id: ID!', ...local.map((field) => signature(field, subgraph))])
}

function printInterfaceObject(graph: Graph, subgraph: number, type: InterfaceObject): string {
  if (subgraph === type.interfaceHome) {
    const shared = type.shared.map((field) => signature(field, subgraph))
    return block(`interface ${type.name} @key(fields: "id")`, ['id: ID!', ...shared])
  }
  if (subgraph !== type.objectHome) return ''
  const external = type.shared
    .filter((field) => graph.externals.has(externalKey(subgraph, type.name, field.name)))
    .map((field) => `${signature(field, subgraph)} @external`)
  const own = type.fields.map((field) => printField(field, subgraph))
  return block(`type ${type.name} @key(fields: "id") @interfaceObject`, ['id: ID!', ...external, ...own])
}

function printField(field: Field, subgraph: number, graph?: Graph): string {
  const { override } = field
  const provides = field.provides.get(subgraph)
  const taken = override && override.from !== subgraph && graph ? printOverride(override, graph) : ''
  const marks = [
    field.isShareable ? '@shareable' : '',
    field.requires ? `@requires(fields: ${JSON.stringify(field.requires)})` : '',
    provides ? `@provides(fields: ${JSON.stringify(provides)})` : '',
    taken,
    field.isInaccessible ? '@inaccessible' : '',
  ]
  return [signature(field, subgraph), ...marks.filter((mark) => mark !== '')].join(' ')
}

function printOverride({ from, label }: NonNullable<Field['override']>, graph: Graph): string {
  const labelled = label ? `, label: ${JSON.stringify(label)}` : ''
  return `@override(from: ${JSON.stringify(graph.subgraphs[from])}${labelled})`
}

function signature(field: Field, subgraph: number): string {
  const { name, wrap } = field.type
  const full = wrap.replace('%', name)
  const type = field.looseIn.includes(subgraph) ? full.slice(0, -1) : full
  const args = field.args.map(
    (arg) => `${arg.name}: ${arg.type}${arg.defaultText ? ` = ${arg.defaultText}` : ''}`,
  )
  return `${field.name}${args.length > 0 ? `(${args.join(', ')})` : ''}: ${type}`
}

function block(head: string, lines: readonly string[]): string {
  return `${head} {\n${lines.map((line) => `  ${line}`).join('\n')}\n}\n`
}
