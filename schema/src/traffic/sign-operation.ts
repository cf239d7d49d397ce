// Tells operations apart without keeping them: two that differ only in literals, aliases, blanks or in other operations of
// the same document have the same signature.
import { createHash } from 'node:crypto'
import { type ASTNode, type DocumentNode, Kind, print, stripIgnoredCharacters, visit } from 'graphql'
import { selectDefinitions } from './select-definitions.ts'

/** 64 hexadecimal digits. Throws when the document does not hold the operation. */
export function signOperation(document: DocumentNode, operationName?: string): string {
  const [operation, ...fragments] = selectDefinitions(document, operationName)
  if (operation === undefined) throw new Error('There is no operation.')
  const sorted = fragments.sort((a, b) => ((a.name?.value ?? '') < (b.name?.value ?? '') ? -1 : 1))
  const definitions = [operation, ...sorted].map(withoutValues)
  return createHash('sha256').update(definitions.join(' ')).digest('hex')
}

function withoutValues(definition: ASTNode): string {
  const bare = visit(definition, {
    Field: (node) => (node.alias === undefined ? undefined : { ...node, alias: undefined }),
    IntValue: (node) => ({ ...node, value: '0' }),
    FloatValue: (node) => ({ ...node, value: '0' }),
    StringValue: (node) => ({ kind: Kind.STRING, value: '', loc: node.loc }) as const,
    BooleanValue: (node) => ({ ...node, value: false }),
    ListValue: { leave: (node) => ({ ...node, values: [] }) },
    ObjectValue: { leave: (node) => ({ ...node, fields: [] }) },
  })
  return stripIgnoredCharacters(print(bare))
}
