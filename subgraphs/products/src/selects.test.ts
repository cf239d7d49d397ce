import { type FieldNode, type FragmentDefinitionNode, parse } from 'graphql'
import { expect, test } from 'vitest'
import { selects } from './selects.ts'

function infoOf(source: string) {
  const [operation, ...others] = parse(source).definitions
  if (operation?.kind !== 'OperationDefinition') throw new Error('no operation')
  const fragments = Object.fromEntries(
    others
      .filter((definition): definition is FragmentDefinitionNode => definition.kind === 'FragmentDefinition')
      .map((fragment) => [fragment.name.value, fragment]),
  )
  return { fieldNodes: operation.selectionSet.selections as readonly FieldNode[], fragments }
}

test.each([
  ['{ products { totalCount } }', true],
  ['{ products { count: totalCount } }', true],
  ['{ products { ... on ProductConnection { ... { totalCount } } } }', true],
  [
    '{ products { ...A } } fragment A on ProductConnection { ...B } fragment B on ProductConnection { totalCount }',
    true,
  ],
  ['{ products { nodes { id } } products { totalCount } }', true],
  ['{ products { nodes { totalCount } } }', false],
  ['{ products { totalCount: nodes { id } } }', false],
  ['{ products { ...A } } fragment A on ProductConnection { nodes { id } }', false],
  ['{ me }', false],
])('%s: %s', (source, expected) => {
  expect(selects(infoOf(source), 'totalCount')).toBe(expected)
})
